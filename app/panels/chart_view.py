"""A chart: its picture, or the table behind it; both can be copied."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.export.image import image
from app.numbers import number
from app.panels.picture_view import NOTHING, PictureView
from app.translate import tr, tr_message
from bpmn.report.charts.words import Words
from bpmn.report.sheet_pictures import Picture

ROW = 26
WORDS = Words(tr_message, number)
"""How charts in the window say sentences and numbers."""


class ChartView(QWidget):
    """Draws a chart for the width it has; Ctrl+T shows the table behind it and back.

    ``draw`` gives None for a chart that cannot be shown; then there is nothing to see.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, draw: Callable[[float], Picture | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.picture = PictureView(name, lambda width: draw(width) or NOTHING)
        self.picture.chosen.connect(self.chosen)
        self.table = QTableWidget()
        self.table.setAccessibleName(tr("{chart}, as a table", chart=name))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        layout.addWidget(self.table)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, act in (
            (tr("Show as a table"), self.turn),
            (tr("Copy picture"), self.copy_picture),
            (tr("Copy cells"), self.copy_cells),
        ):
            action = QAction(text, self)
            action.triggered.connect(act)
            self.addAction(action)
        for view in (self.picture, self.table):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @property
    def shown(self) -> Picture:
        """What is drawn."""
        return self.picture.picture

    def redraw(self) -> None:
        """Draw again what has changed."""
        self.picture.redraw()
        if self.table.isVisibleTo(self):
            self._fill()

    def menu(self) -> QMenu:
        """The menu of the right mouse button."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        return menu

    def turn(self) -> None:
        """From the picture to the table behind it, or back."""
        is_table = not self.table.isVisibleTo(self)
        if is_table:
            self._fill()
        had_focus = self.picture.hasFocus() or self.table.hasFocus()
        self.picture.setVisible(not is_table)
        self.table.setVisible(is_table)
        self.actions()[0].setText(tr("Show as a picture") if is_table else tr("Show as a table"))
        if had_focus:
            (self.table if is_table else self.picture).setFocus()

    def _fill(self) -> None:
        rows = self.shown.rows
        heads = rows[0] if rows else ()
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setRowCount(max(len(rows) - 1, 0))
        for at, cells in enumerate(rows[1:]):
            for place, text in enumerate(cells):
                self.table.setItem(at, place, QTableWidgetItem(text))
        self.table.setFixedHeight(min(self.picture.height(), ROW * (len(rows) + 1)))

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        if self.shown.drawing:
            QGuiApplication.clipboard().setImage(image(self.shown.drawing, self.shown.area))

    def copy_cells(self) -> None:
        """Put the cells on the clipboard, as a spreadsheet takes them."""
        data = QMimeData()
        data.setText("\n".join("\t".join(cells) for cells in self.shown.rows))
        QGuiApplication.clipboard().setMimeData(data)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_turn = event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_turn:
            self.turn()
        else:
            super().keyPressEvent(event)
