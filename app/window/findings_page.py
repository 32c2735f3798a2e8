"""All findings of the system: the list at the left, one of them in full at the right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.icons import mark
from app.panels.finding_list import FindingList
from app.panels.finding_rows import ACCEPT, WORDS, Row, counted, stem
from app.panels.links import LinksPanel
from app.translate import tr, tr_message
from app.widgets import button, card, empty, label, row, scrolled
from app.window.page import Page
from bpmn.analysis.rule import page as rule_page
from bpmn.base.finding import ElementKey, Finding
from bpmn.system.link import OpenQuestion

LIST = 400
SIGN = 36
WIDEST = 900
Name = Callable[[ElementKey], str]


class FindingsPage(Page):
    """Master and detail; a click on an element goes to its place in the map."""

    placeChosen = Signal(object)
    rowActed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Findings"), parent)
        self.list = FindingList(is_tall=True)
        self.list.rowChosen.connect(self.show_row)
        self.questions = LinksPanel()
        self.questions.hide()
        self.questions.placeChosen.connect(self.placeChosen)
        self._name: Name = lambda key: key.element
        self._detail = QVBoxLayout()
        self._detail.setContentsMargins(32, 24, 32, 24)
        self._detail.setSpacing(0)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(self._detail)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(scrolled(inside, is_page=True))
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST, 2000])
        self.body.addWidget(splitter, 1)
        self.show_row(None)

    def show_rows(self, rows: Sequence[Row], name: Name, sentence: str) -> None:
        """Show all rows; the chosen one stays chosen."""
        self._name = name
        self.title.setText(tr("Findings {count}", count=counted(rows)))
        self.sentence.setText(sentence)
        self.list.show_rows(rows)
        self.show_row(self.list.chosen_row())

    def choose(self, finding: Finding) -> None:
        """Show this finding, if it is among the rows."""
        for number, row_ in enumerate(self.list.findings.rows):
            if row_.data == finding:
                self.list.setCurrentIndex(self.list.findings.index(number))
                self.show_row(row_)

    def show_row(self, chosen: Row | None) -> None:
        """Show one finding in full."""
        empty(self._detail)
        if chosen is None:
            hint = label(tr("Choose a finding to see why it matters and what to do."), "muted")
            self._detail.addWidget(hint)
            self._detail.addStretch(1)
            return
        self._detail.addWidget(self._top(chosen))
        self._detail.addSpacing(20)
        finding = chosen.data if isinstance(chosen.data, Finding) else None
        if finding is not None:
            self._section(tr("Why it hurts the whole"), tr_message(finding.why))
            self._section(tr("What to do"), tr_message(finding.fix))
        if isinstance(chosen.data, OpenQuestion):
            self._detail.addWidget(self.questions.question_card(chosen.data, self._name))
            self._detail.addStretch(1)
            return
        self._places(chosen)
        self._detail.addWidget(self._buttons(chosen))
        if finding is not None:
            self._page(finding.rule)
        self._detail.addStretch(1)

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
        head = row(sign, 16, words)
        head.layout().setAlignment(sign, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        head.layout().setStretch(2, 1)  # type: ignore[union-attr]
        return head

    def _section(self, title: str, text: str) -> None:
        self._detail.addWidget(label(title, "section"))
        self._detail.addSpacing(4)
        self._detail.addWidget(label(text, "", wraps=True))
        self._detail.addSpacing(20)

    def _places(self, chosen: Row) -> None:
        keys = [key for key in chosen.elements if key.element]
        if not keys:
            return
        self._detail.addWidget(label(tr("Where"), "section"))
        self._detail.addSpacing(4)
        for key in keys:
            link = button(self._name(key), partial(self.placeChosen.emit, key), "link")
            line = row(link, 6, label(tr("in {map}", map=stem(key.file)), "muted"), None)
            self._detail.addWidget(line)
        self._detail.addSpacing(20)

    def _buttons(self, chosen: Row) -> QWidget:
        parts: list[QWidget | int | None] = []
        for number, (action, text) in enumerate(chosen.actions):
            kind = "primary" if number == 0 else ""
            parts += [button(text, partial(self.rowActed.emit, chosen, action), kind), 8]
        if isinstance(chosen.data, Finding):
            accept = button(tr("Accept with a reason…"), lambda: self.rowActed.emit(chosen, ACCEPT), "link")
            parts += [None, accept]
        return row(*parts, None)

    def _page(self, rule: str) -> None:
        try:
            text = rule_page(rule)
        except FileNotFoundError:
            return
        browser = QTextBrowser()
        browser.setMarkdown(quiet(text))
        browser.setOpenLinks(False)
        browser.setMinimumHeight(260)
        browser.setAccessibleName(tr("About this check"))
        self._detail.addSpacing(20)
        self._detail.addWidget(card(browser))


def quiet(text: str) -> str:
    """A rule page without its title, its other headings as bold lines: it stands below the finding."""
    lines = text.strip().splitlines()
    body = lines[1:] if lines and lines[0].startswith("# ") else lines
    return "\n".join(f"\n**{line.lstrip('# ')}**\n" if line.startswith("#") else line for line in body)
