"""The principles of quality management, and the clause 4.4.1 of all processes at a glance."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from app.panels.handbook.evidence_list import WORDS, EvidenceList, state_sign
from app.translate import tr, tr_message
from app.widgets import button, empty, label, line, row, scrolled
from bpmn.base.message import Message, message
from bpmn.report.evidence import NO_AUDIT, State
from bpmn.report.handbook import Handbook
from bpmn.report.principles import Edition

WIDEST = 1060
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
    """All processes against the items a to h: one sign for each."""

    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = _content(self)

    def show_book(self, book: Handbook) -> None:
        """Show the matrix."""
        empty(self._content)
        self._content.addWidget(label(tr("Evidence for ISO 9001, 4.4.1"), "pageTitle"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        for place, one in enumerate(next(iter(book.matrices), ()), 1):
            grid.addWidget(label(one.item, "strong"), 0, place)
            head = label(tr_message(one.title), "caption", wraps=True)
            grid.addWidget(head, 1, place)
            grid.setColumnStretch(place, 2)
        for at, (sheet, found) in enumerate(zip(book.sheets, book.matrices, strict=True)):
            grid.addWidget(line(), 2 * at + 2, 0, 1, 9)
            link = button(sheet.name, partial(self.placeChosen.emit, sheet.key), "link")
            grid.addWidget(row(link, None), 2 * at + 3, 0)
            for place, one in enumerate(found, 1):
                sign = state_sign(one.state)
                told = "; ".join(tr_message(text) for text in one.found) or tr_message(WORDS[State.MISSING])
                sign.setToolTip("\n".join([told, *(tr_message(f.message) for f in one.against)]))
                grid.addWidget(sign, 2 * at + 3, place)
        inside = QWidget()
        inside.setLayout(grid)
        self._content.addWidget(inside)
        self._content.addSpacing(8)
        self._content.addWidget(_legend())
        self._content.addWidget(label(tr_message(NO_AUDIT), "small"))
        self._content.addStretch(1)


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
