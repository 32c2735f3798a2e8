"""One finding in full: why it hurts, what to do and what that changes, and how sure it is."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.icons import mark
from app.panels.finding_rows import ACCEPT, JUDGE, SHOW, WALK, WORDS, Row, stem
from app.panels.fix_input import FixInput, proposed
from app.panels.fix_picture import FixPicture, Outline
from app.panels.links import LinksPanel
from app.translate import language, tr, tr_message
from app.widgets import button, card, empty, label, row
from bpmn.analysis.rule import page as rule_page
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.fix import FixAction
from bpmn.base.message import Message, message
from bpmn.report.mend import Preview
from bpmn.system.facts import AcceptedFinding, CheckSetting
from bpmn.system.link import OpenQuestion

if TYPE_CHECKING:
    from bpmn.base.geometry import Bounds

SIGN = 36
MOST_BUTTONS = 4
Name = Callable[[ElementKey], str]
Previews = Callable[[FixAction], Sequence[Preview] | str]
"""What a fix would change, or a sentence why it cannot be done."""

SURE: dict[str, Message] = {
    "M0": message("It rests on a link that is drawn in one map."),
    "M1": message("It rests on a link that one map names in another."),
    "M2": message("It rests on a link that somebody confirmed."),
    "M3": message("It rests on a link by one common definition."),
    "M4": message("It rests on a link by equal names."),
    "M5": message("It rests on a link that is only assumed, because the names are alike."),
}


class FindingDetail(QWidget):
    """Shows one row of the list of findings."""

    placeChosen = Signal(object)
    rowActed = Signal(object, str)
    fixWanted = Signal(object)
    takenBack = Signal(object)
    checkSwitched = Signal(str, bool)

    def __init__(self, questions: LinksPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = questions
        self.name: Name = lambda key: key.element
        self.previews: Previews = lambda _: ()
        self.bounds_of: Callable[[ElementKey], Bounds | None] = lambda _: None
        self.fix_buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(32, 24, 32, 24)
        self._layout.setSpacing(0)

    def show_nothing(self, text: str) -> None:
        """Say what stands here when something is chosen, or that there is nothing to choose."""
        empty(self._layout)
        self.fix_buttons = []
        self._layout.addWidget(label(text, "muted", wraps=True))
        self._layout.addStretch(1)

    def show_row(self, chosen: Row) -> None:
        """Show a row in full."""
        empty(self._layout)
        self.fix_buttons = []
        self._layout.addWidget(self._top(chosen))
        self._layout.addSpacing(20)
        if isinstance(chosen.data, OpenQuestion):
            self._layout.addWidget(self._questions.question_card(chosen.data, self.name))
        elif isinstance(chosen.data, AcceptedFinding):
            self._accepted(chosen, chosen.data)
        elif isinstance(chosen.data, CheckSetting):
            self._switched_off(chosen.data)
        elif isinstance(chosen.data, Finding):
            self._finding(chosen, chosen.data)
        self._layout.addStretch(1)

    # -- parts -----------------------------------------------------------------------------------

    def _top(self, chosen: Row) -> QWidget:
        sign = label("")
        if chosen.severity is not None:
            sign.setPixmap(mark(chosen.severity.value, SIGN))
            sign.setAccessibleName(tr_message(WORDS[chosen.severity]))
            sign.setFixedWidth(SIGN)
        words = QVBoxLayout()
        words.addWidget(label(chosen.title, "pageTitle", wraps=True))
        word = tr_message(WORDS[chosen.severity]) if chosen.severity else ""
        words.addWidget(label(" · ".join(part for part in (word, chosen.place) if part), "muted", wraps=True))
        show = button(tr("Show in map"), partial(self.rowActed.emit, chosen, SHOW))
        walk = button(tr("Walk there"), partial(self.rowActed.emit, chosen, WALK), icon="play")
        judge = button(tr("Judge now"), partial(self.rowActed.emit, chosen, JUDGE), "primary")
        judge.setVisible(JUDGE in dict(chosen.actions))
        head = row(sign, 16, words, 16, judge, 8, walk, 8, show)
        show.setVisible(any(key.element for key in chosen.elements))
        walk.setVisible(WALK in dict(chosen.actions))
        head.layout().setAlignment(sign, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        head.layout().setAlignment(show, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        head.layout().setStretch(2, 1)  # type: ignore[union-attr]
        return head

    def _section(self, title: str, text: str = "") -> None:
        self._layout.addWidget(label(title, "section"))
        self._layout.addSpacing(4)
        if text:
            self._layout.addWidget(label(text, "", wraps=True))
            self._layout.addSpacing(20)

    def _finding(self, chosen: Row, finding: Finding) -> None:
        self._section(tr("Why it hurts the whole"), tr_message(finding.why))
        self._section(tr("What to do"), tr_message(finding.fix))
        if finding.actions:
            self._pictures(finding)
        self._fixes(chosen, finding)
        self._places(chosen)
        if finding.level in SURE:
            self._section(tr("How sure is it?"), tr_message(SURE[finding.level]))
        self._page(finding.rule)
        off = button(
            tr("Do not carry out this check"), partial(self.checkSwitched.emit, finding.rule, True), "link"
        )
        self._layout.addSpacing(12)
        self._layout.addWidget(row(off, None))

    def _pictures(self, finding: Finding) -> None:
        """Now and after the fix, side by side, for the first map that it changes."""
        shown = self.previews(finding.actions[0])
        if isinstance(shown, str):
            self._layout.addWidget(label(shown, "muted", wraps=True))
            self._layout.addSpacing(12)
            return
        for one in shown[:1]:
            about = [self.bounds_of(key) for key in finding.elements if key.file == one.file]
            token = finding.severity.value
            now = FixPicture(one.before, one.part, [Outline(b, token) for b in about[:1] if b is not None])
            after = FixPicture(one.after, one.part, [Outline(b, "legal") for b in one.added])
            now.setAccessibleName(tr("The map now"))
            after.setAccessibleName(tr("The map after the fix"))
            pair = row(_framed(tr("Now"), now), 20, _framed(tr("After the fix"), after))
            self._layout.addWidget(pair)
            self._layout.addSpacing(12)

    def _fixes(self, chosen: Row, finding: Finding) -> None:
        parts: list[QWidget | int | None] = []
        for number, action in enumerate(finding.actions[:MOST_BUTTONS]):
            asked = FixInput(proposed(action))
            made = button(
                tr_message(action.text), partial(self._fix, asked), "primary" if number == 0 else ""
            )
            self.fix_buttons.append(made)
            parts += [made, 8]
            if asked.widget is not None:
                parts += [asked.widget, 8]
                _enable(made, asked)
        accept = button(tr("Accept with a reason…"), partial(self.rowActed.emit, chosen, ACCEPT), "link")
        self._layout.addWidget(row(*parts, None, accept))
        if finding.actions:
            self._layout.addSpacing(6)
            self._layout.addWidget(label(_undo_note(finding.actions[0]), "muted", wraps=True))
        self._layout.addSpacing(20)

    def _fix(self, asked: FixInput) -> None:
        if asked.is_complete():
            self.fixWanted.emit([asked.answered()])

    def _places(self, chosen: Row) -> None:
        keys = [key for key in chosen.elements if key.element]
        if not keys:
            return
        self._section(tr("Where"))
        for key in keys:
            link = button(self.name(key), partial(self.placeChosen.emit, key), "link")
            line = row(link, 6, label(tr("in {map}", map=stem(key.file)), "muted"), None)
            self._layout.addWidget(line)
        self._layout.addSpacing(20)

    def _accepted(self, chosen: Row, fact: AcceptedFinding) -> None:
        self._section(tr("Why it is accepted"), fact.reason or tr("No reason was given."))
        said = " · ".join(part for part in (fact.author, fact.date) if part)
        if said:
            self._section(tr("Who says so"), said)
        self._places(chosen)
        self._layout.addWidget(
            row(button(tr("Take back"), partial(self.takenBack.emit, fact), "primary"), None)
        )
        self._page(fact.rule)

    def _switched_off(self, setting: CheckSetting) -> None:
        self._section(tr("What to do"), tr("Somebody switched this check off for the whole system."))
        switch = button(
            tr("Carry it out again"), partial(self.checkSwitched.emit, setting.rule, False), "primary"
        )
        self._layout.addWidget(row(switch, None))
        self._page(setting.rule)

    def _page(self, rule: str) -> None:
        try:
            text = rule_page(rule, language())
        except FileNotFoundError:
            return
        told = label("", wraps=True)
        told.setTextFormat(Qt.TextFormat.MarkdownText)
        told.setText(quiet(text))
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told.setAccessibleName(tr("About this check"))
        self._layout.addSpacing(20)
        self._layout.addWidget(card(told))


def _framed(title: str, picture: QWidget) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(label(title, "caption"))
    layout.addWidget(card(picture, margins=(1, 1, 1, 1)))
    return whole


def _enable(made: QPushButton, asked: FixInput) -> None:
    """A button waits for its text."""
    if isinstance(asked.widget, QLineEdit):
        made.setEnabled(asked.is_complete())
        asked.widget.textChanged.connect(lambda *_: made.setEnabled(asked.is_complete()))


def _undo_note(action: FixAction) -> str:
    maps = ", ".join(dict.fromkeys(f"“{stem(key.file)}”" for key in action.elements if key.file))
    return tr("The fix is made for {maps}. One undo takes it back.", maps=maps)


def quiet(text: str) -> str:
    """A rule page without its title, its other headings as bold lines: it stands below the finding."""
    lines = text.strip().splitlines()
    body = lines[1:] if lines and lines[0].startswith("# ") else lines
    return "\n".join(f"\n**{line.lstrip('# ')}**\n" if line.startswith("#") else line for line in body)
