"""The keys of all actions."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.dialogs.frame import Frame
from app.translate import tr, tr_message
from bpmn.base.message import message

ON_THE_SHEET = (
    (message("Select"), "V"),
    (message("Move the sheet"), "H"),
    (message("Select an area"), "L"),
    (message("Make or take space"), "S"),
    (message("Connect"), "C"),
    (message("Write the name"), "E"),
    (message("Leave the tool, select nothing"), "Esc"),
)
SIZE = (460, 420)


class Keys(Frame):
    """A table of actions and keys."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(tr("Keyboard Shortcuts"), "", "", parent)
        style = QKeySequence.SequenceFormat.NativeText
        rows = [
            (action.text().replace("&", ""), action.shortcut().toString(style))
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        rows += [(tr_message(text), keys) for text, keys in ON_THE_SHEET]
        self.table = QTableWidget(len(rows), 2)
        self.table.setHorizontalHeaderLabels([tr("What"), tr("Keys")])
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setMinimumSize(*SIZE)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                self.table.setItem(number, place, QTableWidgetItem(text))
        self.body.addWidget(self.table)
        self.add_choice("close", tr("Close"), is_primary=True)
