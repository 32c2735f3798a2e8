"""What joins the maps: open questions first, then every link with how it was found."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.panels.finding_rows import stem
from app.translate import tr, tr_message
from app.widgets import LinkButton, button, card, column, empty, label, row, scrolled
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.link import Candidate, Kind, Level, Link, OpenQuestion

Name = Callable[[ElementKey], str]
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
    confirmed = Signal(object, object)
    rejected = Signal(object, object)
    declaredExternal = Signal(object)
    linkConfirmed = Signal(object)
    linkRejected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(16, 12, 16, 12)
        self._cards.setSpacing(8)
        inside = QWidget()
        inside.setLayout(self._cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))

    def show_links(self, links: Sequence[Link], questions: Sequence[OpenQuestion], name: Name) -> None:
        """Show everything that joins the maps; links inside one map are left out."""
        empty(self._cards)
        for question in questions:
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

    def question_card(self, question: OpenQuestion, name: Name) -> QWidget:
        """A question with its candidates: which is it, none, or somebody outside."""
        parts: list[QWidget | int | None] = [label(tr_message(question.question), "", wraps=True), 6]
        for candidate in question.candidates:
            parts += [self._candidate(question, candidate, name), 4]
        outside = button(tr("Somebody outside"), lambda: self.declaredExternal.emit(question.source), "small")
        show = button(tr("Show"), lambda: self.placeChosen.emit(question.source), "link")
        parts.append(row(outside, 6, show, None))
        return card(*parts, margins=(12, 10, 12, 10))

    def _candidate(self, question: OpenQuestion, candidate: Candidate, name: Name) -> QWidget:
        goto = LinkButton(named(candidate.key, name), lambda: self.placeChosen.emit(candidate.key))
        goto.setToolTip(tr_message(candidate.evidence))
        same = tr("This one") if question.is_ambiguous else tr("Same")
        yes = button(same, lambda: self.confirmed.emit(question, candidate), "small")
        no = button(tr("Different"), lambda: self.rejected.emit(question, candidate), "small")
        return column(goto, 2, row(yes, 6, no, None))

    def _link_card(self, link: Link, name: Name) -> QWidget:
        source = LinkButton(name(link.source), lambda: self.placeChosen.emit(link.source))
        target = LinkButton(name(link.target), lambda: self.placeChosen.emit(link.target))
        words = label(f"{tr_message(KINDS[link.kind])} · {tr_message(LEVELS[link.level])}", "small")
        words.setToolTip(tr_message(link.evidence))
        parts: list[QWidget | int | None] = [source, row(words, None, margins=(5, 0, 0, 0)), target]
        if link.level not in SURE:
            yes = button(tr("Confirm"), lambda: self.linkConfirmed.emit(link), "small")
            no = button(tr("Reject"), lambda: self.linkRejected.emit(link), "small")
            parts += [4, row(yes, 6, no, None)]
        return card(*parts, margins=(12, 8, 12, 8))


def named(key: ElementKey, name: Name) -> str:
    """An element with the map it stands in: candidates often have the same name."""
    return tr("{name} in {map}", name=name(key), map=stem(key.file))
