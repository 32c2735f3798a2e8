"""Tables and lists of the handbook, all made alike."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

KEY = int(Qt.ItemDataRole.UserRole)
ROW = 32
FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")


def table(name: str, heads: Sequence[str], widths: Sequence[int]) -> QTableWidget:
    """An empty table; a width of 0 takes the room that is left. Rows are chosen as a whole."""
    made = QTableWidget(0, len(heads))
    made.setAccessibleName(name)
    made.setHorizontalHeaderLabels(list(heads))
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made.horizontalHeader().setHighlightSections(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(ROW)
    made.setShowGrid(False)
    made.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    made.setSelectionMode(QTableWidget.SelectionMode.ExtendedSelection)
    made.setEditTriggers(
        QTableWidget.EditTrigger.DoubleClicked
        | QTableWidget.EditTrigger.EditKeyPressed
        | QTableWidget.EditTrigger.AnyKeyPressed
    )
    made.setTabKeyNavigation(False)
    for number, width in enumerate(widths):
        if width:
            made.setColumnWidth(number, width)
        else:
            made.horizontalHeader().setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
    return made


def cell(text: str, data: object = None, *, is_editable: bool = False) -> QTableWidgetItem:
    """A cell with what it stands for."""
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    item.setData(KEY, data)
    item.setFlags(FIXED | Qt.ItemFlag.ItemIsEditable if is_editable else FIXED)
    return item


def fill(made: QTableWidget, rows: Sequence[Sequence[QTableWidgetItem]]) -> None:
    """Show rows; the chosen ones stay chosen, nothing is announced."""
    chosen, current = chosen_rows(made), made.currentRow()
    made.blockSignals(True)
    made.setRowCount(len(rows))
    for at, cells in enumerate(rows):
        for place, item in enumerate(cells):
            made.setItem(at, place, item)
    if 0 <= current < len(rows):
        made.setCurrentCell(current, max(made.currentColumn(), 0))
    made.clearSelection()
    for at in chosen:
        if at < len(rows):
            made.selectionModel().select(
                made.model().index(at, 0),
                made.selectionModel().SelectionFlag.Select | made.selectionModel().SelectionFlag.Rows,
            )
    made.blockSignals(False)


def is_written_in(view: QWidget) -> bool:
    """Whether somebody writes in a part of a view just now; it must not be filled anew meanwhile."""
    focus = QApplication.focusWidget()
    if focus is None or not view.isAncestorOf(focus):
        return False
    return isinstance(focus, QLineEdit) or (isinstance(focus, QComboBox) and focus.isEditable())


def chosen_rows(made: QTableWidget) -> list[int]:
    """The numbers of the chosen rows, from the top."""
    return sorted({index.row() for index in made.selectionModel().selectedRows()})


def chosen_data(made: QTableWidget, kind: type[T]) -> list[T]:
    """What the chosen rows stand for."""
    items = (made.item(at, 0) for at in chosen_rows(made))
    found = (item.data(KEY) for item in items if item is not None)
    return [data for data in found if isinstance(data, kind)]


def name_box(names: Sequence[str], text: str = "") -> QComboBox:
    """A field for a name: one of those known, or a new one."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(names))
    box.setCurrentText(text)
    completer = box.completer()
    if isinstance(completer, QCompleter):
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return box


class NameDelegate(QStyledItemDelegate):
    """Edits a cell with the names that are known."""

    def __init__(self, names: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = name_box(self._names())
        box.setParent(parent)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data() or ""))
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText().strip())
