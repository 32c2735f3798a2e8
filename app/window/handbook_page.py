"""The handbook: what the system is for, who answers, how it is measured, and a page per process.

It is also where these facts are entered: a process owner looks for them here, and changes them where they are
read.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTreeWidget, QTreeWidgetItem, QWidget

from app.panels.finding_rows import stem
from app.panels.handbook.goal_tree import Goals
from app.panels.handbook.key_figures import KeyFigures
from app.panels.handbook.kpi_form import Choices
from app.panels.handbook.owners_table import OwnersTable
from app.panels.handbook.party_table import PartyTable
from app.panels.handbook.principles_page import ClausePage, PrinciplesPage
from app.panels.handbook.process_page import ProcessPage
from app.panels.handbook.team_list import TeamList
from app.translate import tr
from app.widgets import button, column, label
from app.window.page import Page
from bpmn.base.finding import ElementKey
from bpmn.report.handbook import Handbook
from bpmn.report.overview import Overview
from bpmn.report.principles import Edition
from bpmn.system.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Callable

LIST = 250
KEY = int(Qt.ItemDataRole.UserRole)
OWNERS, GOALS, KPIS, PARTIES, TEAMS, CLAUSE, PRINCIPLES, PROCESS = range(8)
Chapter = int | ElementKey


class HandbookPage(Page):
    """The contents at the left, the chosen chapter at the right."""

    placeChosen = Signal(object)
    exportWanted = Signal()

    def __init__(self, edition: Edition = Edition.SEVEN, parent: QWidget | None = None) -> None:
        super().__init__(tr("Handbook"), parent)
        self.book, self.facts = Handbook(), Facts()
        self._people: list[str] = []
        self._names: Callable[[ElementKey], str] = lambda key: key.element
        self._process: ElementKey | None = None
        self._stale: set[int] = set()
        self.owners, self.goals, self.kpis = OwnersTable(), Goals(), KeyFigures()
        self.parties, self.teams, self.process = PartyTable(), TeamList(), ProcessPage()
        self.clause, self.principles = ClausePage(), PrinciplesPage(edition)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setIndentation(12)
        self.contents.setRootIsDecorated(False)
        self.contents.setAccessibleName(tr("Chapters"))
        self.chapters = QStackedWidget()
        self.buttons.addWidget(button(tr("Export handbook…"), self.exportWanted.emit))
        self._lay_out()
        self.contents.currentItemChanged.connect(lambda item, _: self._chosen(item))
        self._list()
        self.show_chapter(OWNERS)

    def _lay_out(self) -> None:
        titled = (
            (tr("Owners and objectives"), self.owners),
            (tr("Goals"), self.goals),
            (tr("Key figures"), self.kpis),
            (tr("Parties"), self.parties),
            (tr("Shared teams"), self.teams),
        )
        for title, widget in titled:
            self.chapters.addWidget(
                column(label(title, "pageTitle"), 10, widget, margins=(24, 18, 24, 16), kind="page")
            )
        for plain in (self.clause, self.principles, self.process):
            self.chapters.addWidget(column(plain, kind="page"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.contents)
        splitter.addWidget(self.chapters)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST, 2000])
        self.body.addWidget(splitter, 1)
        for page in (self.process, self.clause, self.principles):
            page.placeChosen.connect(self._follow)
        for panel in (self.owners, self.kpis, self.parties, self.teams):
            panel.placeChosen.connect(self._follow)

    # -- contents --------------------------------------------------------------------------------

    def _list(self) -> None:
        """List the chapters; the chosen one stays chosen."""
        self.contents.blockSignals(True)
        self.contents.clear()
        groups: tuple[tuple[str, list[tuple[str, Chapter]]], ...] = (
            (
                tr("What holds it together"),
                [
                    (tr("Owners and objectives"), OWNERS),
                    (tr("Goals"), GOALS),
                    (tr("Key figures"), KPIS),
                    (tr("Parties"), PARTIES),
                    (tr("Shared teams"), TEAMS),
                ],
            ),
            (
                tr("Evidence"),
                [(tr("ISO 9001, 4.4.1"), CLAUSE), (tr("Principles"), PRINCIPLES)],
            ),
            (tr("Processes"), [(sheet.name, sheet.key) for sheet in self.book.sheets]),
        )
        for title, entries in groups:
            head = QTreeWidgetItem([title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.contents.addTopLevelItem(head)
            for text, chapter in entries:
                item = QTreeWidgetItem([text])
                item.setToolTip(0, text)
                item.setData(0, KEY, chapter)
                head.addChild(item)
        self.contents.expandAll()
        self._mark()
        self.contents.blockSignals(False)

    def _mark(self) -> None:
        wanted = self._process if self._process is not None else self.chapters.currentIndex()
        for at in range(self.contents.topLevelItemCount()):
            head = self.contents.topLevelItem(at)
            for number in range(head.childCount() if head is not None else 0):
                item = head.child(number) if head is not None else None
                if item is not None and chapter_of(item) == wanted:
                    self.contents.setCurrentItem(item)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        chapter = chapter_of(item)
        if chapter is not None:
            self.show_chapter(chapter)

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter, or the page of a process."""
        if isinstance(chapter, ElementKey):
            sheet = self.book.sheet(chapter)
            if sheet is None:
                return
            self._process = chapter
            self.process.show_sheet(self.book, sheet, self._people)
            self.chapters.setCurrentIndex(PROCESS)
        else:
            self._process = None
            self.chapters.setCurrentIndex(chapter)
            self._fill_chapter()
        self.contents.blockSignals(True)
        self._mark()
        self.contents.blockSignals(False)

    def _fill_chapter(self) -> None:
        """Fill the chapter in front if it shows something older: these are large, and seldom looked at."""
        chapter = self.chapters.currentIndex()
        if chapter in self._stale:
            self._stale.discard(chapter)
            (self.clause if chapter == CLAUSE else self.principles).show_book(self.book)

    def _follow(self, key: ElementKey) -> None:
        """A process with a page leads to it, everything else to its map; from its own page a process too."""
        if self.book.sheet(key) is not None and key != self._process:
            self.show_chapter(key)
        elif not key.file:
            self.show_chapter(PARTIES)
        else:
            self.placeChosen.emit(key)

    # -- what is shown ---------------------------------------------------------------------------

    def show_overview(self, found: Overview) -> None:
        """Show what was found out about the system."""
        self.book = found.handbook
        self._names = lambda key: found.names.get(key) or key.element or key.file
        self._people = sorted({*found.owners, *self._people_of(self.facts)})
        self.sentence.setText(tr("{count} processes", count=len(self.book.sheets)))
        self.owners.show_sheets(self.book.sheets, self._people)
        self.parties.show_parties(found.links.parties, lambda key: stem(key.file))
        self.teams.show_teams(self.book.teams, lambda key: stem(key.file))
        self._stale = {CLAUSE, PRINCIPLES}
        self._fill_chapter()
        self._show_facts()
        self._list()
        if self._process is not None:
            sheet = self.book.sheet(self._process)
            if sheet is None:
                self.show_chapter(OWNERS)
            elif not self._is_being_written():
                self.process.show_sheet(self.book, sheet, self._people)

    def _is_being_written(self) -> bool:
        """Whether somebody writes on the page of the process just now."""
        return self.process.objective.hasFocus() or self.process.owner.hasFocus()

    def show_facts(self, facts: Facts) -> None:
        """Show what people decided."""
        self.facts = facts
        self._show_facts()

    def _show_facts(self) -> None:
        people = sorted({*self._people, *self._people_of(self.facts)})
        choices = Choices(
            [(sheet.key, sheet.name) for sheet in self.book.sheets],
            sorted({team.name.text for sheet in self.book.sheets for team in sheet.teams}),
            people,
        )
        self.goals.show_facts(self.facts, people)
        self.kpis.show_facts(self.facts, choices, self._names)

    def _people_of(self, facts: Facts) -> set[str]:
        goals, kpis = (goal.owner for goal in facts.goals), (kpi.owner for kpi in facts.kpis)
        initiatives = (initiative.owner for initiative in facts.initiatives)
        return {owner for owner in (*goals, *kpis, *initiatives) if owner}

    def set_theme(self) -> None:
        """Draw everything in the colours shown now."""
        self.process.set_theme()
        self._stale = {CLAUSE, PRINCIPLES}
        self._fill_chapter()


def chapter_of(item: QTreeWidgetItem | None) -> Chapter | None:
    """The chapter that a line of the contents stands for."""
    data = item.data(0, KEY) if item is not None else None
    if isinstance(data, tuple | list):
        return ElementKey(*data)
    return data if isinstance(data, int) else None
