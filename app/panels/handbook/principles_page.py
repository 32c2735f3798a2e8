"""The principles of quality management, and the clause 4.4.1 of all processes at a glance."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app import theme
from app.panels.handbook.evidence_list import WORDS, EvidenceList, state_pixmap, state_sign
from app.panels.handbook.tables import FIXED, KEY, cell, fill, table
from app.translate import tr, tr_message
from app.widgets import empty, label, row, scrolled
from bpmn.base.message import Message, message
from bpmn.report.evidence import NO_AUDIT, Evidence, State
from bpmn.report.handbook import Handbook
from bpmn.report.principles import Edition
from bpmn.report.sheet import Sheet

WIDEST = 1060
HEAD_HEIGHT, NAME = 62, 190
HEAD = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
EDITIONS: tuple[tuple[Edition, Message], ...] = (
    (Edition.SEVEN, message("Seven principles (2015)")),
    (Edition.EIGHT, message("Eight principles (2000, 2005)")),
)


class PrinciplesPage(QWidget):
    """Each principle with what the maps and decisions show for it."""

    placeChosen = Signal(object)
    findingChosen = Signal(object)
    editionChosen = Signal(str)

    def __init__(self, edition: Edition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = Handbook()
        self.edition = QComboBox()
        self.edition.setAccessibleName(tr("Edition of the principles"))
        for value, text in EDITIONS:
            self.edition.addItem(tr_message(text), str(value))
        self.edition.setCurrentIndex(self.edition.findData(str(edition)))
        self.edition.activated.connect(self._choose)
        self._content = _content(self)

    def show_book(self, book: Handbook) -> None:
        """Show the principles of the chosen edition."""
        self._book = book
        self.edition.setParent(self)
        empty(self._content)
        self._content.addWidget(label(tr("Quality management principles"), "pageTitle"))
        self._content.addWidget(row(self.edition, None))
        found = EvidenceList(book.principles.get(Edition(self.edition.currentData()), ()))
        found.placeChosen.connect(self.placeChosen)
        found.findingChosen.connect(self.findingChosen)
        self._content.addWidget(found)
        self._content.addWidget(label(tr_message(NO_AUDIT), "small"))
        self._content.addStretch(1)

    def _choose(self) -> None:
        self.editionChosen.emit(str(self.edition.currentData()))
        self.show_book(self._book)


class ClausePage(QWidget):
    """All processes against the items a to h: one sign for each; a row leads to its process."""

    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: QTableWidget | None = None
        self._content = QVBoxLayout(self)
        self._content.setContentsMargins(32, 20, 32, 24)
        self._content.setSpacing(10)

    def show_book(self, book: Handbook) -> None:
        """Show the matrix."""
        empty(self._content)
        items = next(iter(book.matrices), ())
        heads = [tr("Process"), *(f"{one.item}\n{tr_message(one.title)}" for one in items)]
        self.table = table(tr("Evidence for ISO 9001, 4.4.1"), heads, [NAME, *[0] * len(items)])
        self.table.setMaximumWidth(WIDEST)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(HEAD)
        head.setMinimumHeight(HEAD_HEIGHT)
        signs = {state: QIcon(state_pixmap(state)) for state in State}
        fill(self.table, [_row(*pair, signs) for pair in zip(book.sheets, book.matrices, strict=True)])
        self.table.cellActivated.connect(self._open)
        self.table.cellClicked.connect(self._clicked)
        self._content.addWidget(label(tr("Evidence for ISO 9001, 4.4.1"), "pageTitle"))
        self._content.addWidget(self.table, 1)
        self._content.addWidget(_legend())
        self._content.addWidget(label(tr_message(NO_AUDIT), "small"))

    def _clicked(self, at: int, place: int) -> None:
        if place == 0:
            self._open(at, place)

    def _open(self, at: int, _: int) -> None:
        item = self.table.item(at, 0) if self.table is not None else None
        if item is not None:
            self.placeChosen.emit(item.data(KEY))


def _row(sheet: Sheet, found: Sequence[Evidence], signs: Mapping[State, QIcon]) -> list[QTableWidgetItem]:
    """The cells of a process: its name, then a sign with its words as tip and for screen readers."""
    name = cell(sheet.name, sheet.key)
    name.setForeground(theme.colour("link"))
    cells = [name]
    for one in found:
        told = "; ".join(tr_message(text) for text in one.found) or tr_message(WORDS[State.MISSING])
        sign = QTableWidgetItem(signs[one.state], "")
        sign.setFlags(FIXED)
        sign.setToolTip("\n".join([told, *(tr_message(f.message) for f in one.against)]))
        sign.setData(Qt.ItemDataRole.AccessibleTextRole, tr_message(WORDS[one.state]))
        cells.append(sign)
    return cells


def _legend() -> QWidget:
    parts: list[QWidget | int | None] = []
    for state in State:
        parts += [state_sign(state, 14), 4, label(tr_message(WORDS[state]), "small"), 16]
    return row(*parts, None)


def _content(page: QWidget) -> QVBoxLayout:
    """The scrolled column of a page."""
    content = QVBoxLayout()
    content.setContentsMargins(32, 20, 32, 24)
    content.setSpacing(10)
    inside = QWidget()
    inside.setMaximumWidth(WIDEST)
    inside.setLayout(content)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(scrolled(inside, is_page=True))
    return content
