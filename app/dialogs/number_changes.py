"""The differences between a table and the maps, before they are taken over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.dialogs.frame import Frame
from app.spoken import local
from app.translate import tr, tr_message
from bpmn.base.message import message
from bpmn.scenario.table_changes import Difference
from bpmn.scenario.tables import Row

TAKE = "take"
HEADS = (
    message("Name"),
    message("Number"),
    message("Now"),
    message("In the table"),
    message("Not taken over"),
)
SIZE = (860, 420)


class NumberChanges(Frame):
    """Lists what would change; a person takes it over or leaves everything as it is."""

    def __init__(self, differences: Sequence[Difference], name: str, parent: QWidget | None = None) -> None:
        possible = sum(one.problem is None for one in differences)
        sentence = tr("{count} numbers would change. Nothing has been changed yet.", count=possible)
        super().__init__(tr("Numbers from “{name}”", name=name), sentence, parent=parent)
        self.table = QTableWidget(len(differences), len(HEADS))
        self.table.setAccessibleName(tr("Differences"))
        self.table.setHorizontalHeaderLabels([tr_message(head) for head in HEADS])
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for at, one in enumerate(differences):
            for column, text in enumerate(_cells(one)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, column, item)
        self.body.addWidget(self.table)
        self.resize(*SIZE)
        self.add_choice("", tr("Leave everything"))
        if possible:
            self.add_choice(TAKE, tr("Take over {count} numbers", count=possible), is_primary=True)


def _cells(one: Difference) -> tuple[str, ...]:
    problem = tr_message(one.problem) if one.problem is not None else ""
    row = one.after
    return row.name or row.key.element, tr_message(row.label), _said(one.before), _said(row), problem


def _said(row: Row) -> str:
    """A number with what stands behind it."""
    bounds = f"{local(row.field, row.low)} … {local(row.field, row.high)}" if row.low or row.high else ""
    origin = ", ".join(text for text in (row.source, row.by, row.date, bounds) if text)
    text = local(row.field, row.text) or "–"
    return f"{text} ({origin})" if origin else text
