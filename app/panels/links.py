"""What joins the maps: lost decisions and open questions first, then every link and how it was found."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.panels import answers
from app.panels.answers import Name
from app.panels.question_cards import lost_card, question_card
from app.translate import tr, tr_message
from app.widgets import LinkButton, button, card, empty, label, row, scrolled
from bpmn.base.message import Message, message
from bpmn.system.link import Kind, Level, Link, OpenQuestion, Party
from bpmn.system.moved import Lost

KINDS: dict[Kind, Message] = {
    Kind.TRIGGER: message("starts"),
    Kind.MESSAGE: message("sends to"),
    Kind.CALL: message("uses"),
    Kind.SIGNAL: message("signals to"),
    Kind.EXCEPTION: message("fails into"),
    Kind.DATA: message("shares data with"),
    Kind.RESOURCE: message("shares people with"),
    Kind.HIERARCHY: message("contains"),
    Kind.CONTINUATION: message("continues at"),
}
LEVELS: dict[Level, Message] = {
    Level.M0: message("drawn"),
    Level.M1: message("by reference"),
    Level.M2: message("confirmed"),
    Level.M3: message("one definition"),
    Level.M4: message("by name"),
    Level.M5: message("assumed"),
    Level.M6: message("guessed"),
}
SURE = (Level.M0, Level.M1, Level.M2)
MOST = 150


class LinksPanel(QWidget):
    """Cards of questions and links; every name leads to its place in a map."""

    placeChosen = Signal(object)
    decided = Signal(object)
    """A function for ``SystemFacts.decide``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lost: Sequence[Lost] = ()
        self._parties: Sequence[str] = ()
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(16, 12, 16, 12)
        self._cards.setSpacing(8)
        inside = QWidget()
        inside.setLayout(self._cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inside)
        layout.addWidget(self.area)

    def know(self, parties: Sequence[Party], lost: Sequence[Lost]) -> None:
        """Take in who is outside, and which decisions lost their element; ``show_links`` shows it."""
        self._parties = [party.name for party in parties if party.name]
        self._lost = lost

    def show_links(self, links: Sequence[Link], questions: Sequence[OpenQuestion], name: Name) -> None:
        """Show everything that joins the maps; links inside one map are left out."""
        if self.isAncestorOf(QApplication.focusWidget() or self):
            self.area.setFocus()  # else the focus of an answered question goes on to the end of the list
        empty(self._cards)
        for lost in self._lost:
            self._cards.addWidget(lost_card(lost, self.decided.emit, self.placeChosen.emit))
        for question in questions[:MOST]:
            self._cards.addWidget(self.question_card(question, name))
        between = [link for link in links if link.source.file != link.target.file]
        title = tr("{count} links between maps", count=len(between))
        self._cards.addWidget(label(title, "section"))
        for link in between[:MOST]:
            self._cards.addWidget(self._link_card(link, name))
        if not between:
            self._cards.addWidget(
                label(tr("No link leads from one map to another yet."), "muted", wraps=True)
            )
        self._cards.addStretch(1)

    def first_card(self, questions: Sequence[OpenQuestion], name: Name) -> QWidget | None:
        """What to answer first: who took the place of what is gone, else a question about a link."""
        if self._lost:
            return lost_card(self._lost[0], self.decided.emit, self.placeChosen.emit)
        return self.question_card(questions[0], name) if questions else None

    def question_card(self, question: OpenQuestion, name: Name) -> QWidget:
        """A question with its candidates: which is it, none, or somebody outside."""
        return question_card(question, name, self._parties, self.decided.emit, self.placeChosen.emit)

    def _link_card(self, link: Link, name: Name) -> QWidget:
        source = LinkButton(name(link.source), lambda: self.placeChosen.emit(link.source))
        target = LinkButton(name(link.target), lambda: self.placeChosen.emit(link.target))
        words = label(f"{tr_message(KINDS[link.kind])} · {tr_message(LEVELS[link.level])}", "small")
        words.setToolTip(tr_message(link.evidence))
        parts: list[QWidget | int | None] = [source, row(words, None, margins=(5, 0, 0, 0)), target]
        if link.level not in SURE:
            yes = button(tr("Confirm"), lambda: self.decided.emit(answers.link_is_right(link)), "small")
            no = button(tr("Reject"), lambda: self.decided.emit(answers.link_is_wrong(link)), "small")
            parts += [4, row(yes, 6, no, None)]
        return card(*parts, margins=(12, 8, 12, 8))
