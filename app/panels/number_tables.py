"""The numbers of a system in tables: each cell is entered where it stands; what is missing is asked above."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.panels.properties.more_amounts import SOURCES
from app.spoken import local
from app.translate import tr, tr_message
from app.widgets import LinkButton, button, card, empty, label, row
from bpmn.base.message import Message, message
from bpmn.report.entered import Entered
from bpmn.scenario.fields import FIELDS
from bpmn.scenario.missing import LEVELS, Question
from bpmn.scenario.tables import TITLES, Kind, Row

ROW = int(Qt.ItemDataRole.UserRole)
HEADS: tuple[tuple[str, Message], ...] = (
    ("name", message("Name")),
    ("file", message("Map")),
    ("label", message("Number")),
    ("text", message("Value")),
    ("source", message("Source")),
    ("by", message("Given by")),
    ("date", message("Date")),
    ("low", message("At least")),
    ("high", message("At most")),
)
FIRST_EDITABLE = 3
WIDTHS = (220, 130, 170, 220, 110, 110, 95, 85, 85)
SHOWN_QUESTIONS = 4
SOURCE = 4

Index = QModelIndex | QPersistentModelIndex


class SourceDelegate(QStyledItemDelegate):
    """Lets a person choose where a number comes from."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        for value, text in SOURCES:
            box.addItem(tr_message(text), str(value))
        box.activated.connect(lambda *_: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(editor.findText(str(index.data() or "")), 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentText())


class NumberTables(QWidget):
    """One table in view, chosen by tabs; tells when a person changed a row."""

    rowChanged = Signal(object, object)
    importWanted = Signal()
    exportWanted = Signal()
    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entered = Entered()
        self._kinds: list[Kind] = []
        self.tabs = QTabBar()
        self.tabs.setObjectName("under")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.currentChanged.connect(lambda *_: self._fill())
        self.table = self._made_table()
        self._asked = QVBoxLayout()
        self._asked.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.setSpacing(12)
        self.take = button(tr("Take over numbers…"), self.importWanted.emit)
        self.give = button(tr("Save as a table…"), self.exportWanted.emit)
        layout.addWidget(card(self._asked))
        layout.addWidget(row(self.tabs, None, self.take, 8, self.give))
        layout.addWidget(self.table, 1)

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, len(HEADS))
        table.setAccessibleName(tr("Numbers"))
        table.setHorizontalHeaderLabels([tr_message(head) for _, head in HEADS])
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(FIRST_EDITABLE, QHeaderView.ResizeMode.Stretch)
        for at, width in enumerate(WIDTHS):
            table.setColumnWidth(at, width)
        table.verticalHeader().hide()
        table.setItemDelegateForColumn(SOURCE, SourceDelegate(table))
        table.setTabKeyNavigation(False)
        table.itemChanged.connect(self._entered)
        table.cellDoubleClicked.connect(self._opened)
        return table

    def show_entered(self, found: Entered) -> None:
        """Show the numbers of a system; the table in view stays in view."""
        self.entered = found
        chosen = self._kinds[self.tabs.currentIndex()] if self._kinds else None
        self._kinds = [kind for kind in Kind if any(r.kind is kind for r in found.rows)]
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for kind in self._kinds:
            known = sum(1 for r in found.rows if r.kind is kind and r.text)
            of_all = sum(1 for r in found.rows if r.kind is kind)
            self.tabs.addTab(
                tr("{table} {known}/{all}", table=tr_message(TITLES[kind]), known=known, all=of_all)
            )
        if chosen in self._kinds:
            self.tabs.setCurrentIndex(self._kinds.index(chosen))
        self.tabs.blockSignals(False)
        self._ask()
        self._fill()

    def _ask(self) -> None:
        """How far the numbers reach, the questions that matter most, and what is wrong."""
        empty(self._asked)
        stand = self.entered.standing
        words = tr_message(LEVELS[stand.level])
        self._asked.addWidget(
            label(tr("Level {level} of 3: {words}", level=int(stand.level), words=words), "section")
        )
        for problem in stand.problems[:SHOWN_QUESTIONS]:
            self._asked.addWidget(label(tr_message(problem), "warningText", wraps=True))
        for question in stand.questions[:SHOWN_QUESTIONS]:
            self._asked.addWidget(self._question(question))
        more = len(stand.questions) - SHOWN_QUESTIONS
        if more > 0:
            self._asked.addWidget(label(tr("… and {count} more questions", count=more), "small"))

    def _question(self, question: Question) -> QWidget:
        return LinkButton(tr_message(question.text), lambda: self.go_to(question))

    def go_to(self, question: Question) -> None:
        """Put the cursor where a question is answered."""
        place = next(
            (r for r in self.entered.rows if (r.key, r.field) == (question.key, question.field)), None
        )
        if place is None:
            self.placeChosen.emit(question.key)
            return
        self.tabs.setCurrentIndex(self._kinds.index(place.kind))
        at = self._rows().index(place)
        self.table.setCurrentCell(at, FIRST_EDITABLE)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        item = self.table.item(at, FIRST_EDITABLE)
        if item is not None:
            self.table.editItem(item)

    def _rows(self) -> Sequence[Row]:
        if not self._kinds:
            return []
        kind = self._kinds[max(self.tabs.currentIndex(), 0)]
        return [r for r in self.entered.rows if r.kind is kind]

    def _fill(self) -> None:
        shown = self._rows()
        place, scrolled = (
            (self.table.currentRow(), self.table.currentColumn()),
            self.table.verticalScrollBar().value(),
        )
        self.table.blockSignals(True)
        self.table.setRowCount(len(shown))
        for at, one in enumerate(shown):
            for column in range(len(HEADS)):
                self.table.setItem(at, column, self._item(one, column))
        self.table.blockSignals(False)
        self.table.setCurrentCell(*place)
        self.table.verticalScrollBar().setValue(scrolled)

    def _item(self, one: Row, column: int) -> QTableWidgetItem:
        item = QTableWidgetItem(_cell(one, column))
        item.setData(ROW, one)
        if column < FIRST_EDITABLE:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        elif column == FIRST_EDITABLE and one.field in FIELDS:
            item.setToolTip(tr("For example {example}", example=tr_message(FIELDS[one.field].example)))
        return item

    def _entered(self, item: QTableWidgetItem) -> None:
        one, name = item.data(ROW), HEADS[item.column()][0]
        if not isinstance(one, Row) or item.text() == _cell(one, item.column()):
            return
        text = item.text().strip()
        if name == "source":
            text = next((str(value) for value, said in SOURCES if tr_message(said) == text), text)
        changes = {"text": one.text, "source": one.source, "by": one.by, "date": one.date}
        changes |= {"low": one.low, "high": one.high, name: text}
        after = Row(one.kind, one.key, one.field, one.name, **changes)
        self.rowChanged.emit(one, after)

    def took(self, before: Row, after: Row) -> None:
        """Show a row as it was entered, until all numbers are shown anew."""
        rows = tuple(after if row == before else row for row in self.entered.rows)
        self.entered = replace(self.entered, rows=rows)
        self._fill()

    def take_back(self) -> None:
        """Show again what is known, as what was entered cannot be."""
        self._fill()

    def _opened(self, at: int, column: int) -> None:
        if column < FIRST_EDITABLE and at < len(self._rows()):
            self.placeChosen.emit(self._rows()[at].key)


def _cell(one: Row, column: int) -> str:
    """What a cell shows."""
    name = HEADS[column][0]
    if name == "label":
        return tr_message(one.label)
    if name == "file":
        return one.key.file.removesuffix(".bpmn")
    if name == "source":
        return next((tr_message(said) for value, said in SOURCES if value and value == one.source), "")
    text = str(getattr(one, name))
    return (
        local(one.field, text)
        if name in ("text", "low", "high")
        else text or one.key.element * (name == "name")
    )
