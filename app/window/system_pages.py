"""Joins the pages of the system with its facts and its analyses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.dialogs.accept import AcceptReason
from app.dialogs.initiative import InitiativeDialog
from app.jobs import Jobs
from app.panels import answers
from app.panels.finding_rows import (
    ACCEPT,
    CONFIRM,
    EXTERNAL,
    FIX,
    FIX_ALL,
    JUDGE,
    REJECT,
    SHOW,
    WALK,
    Row,
    finding_rows,
)
from app.panels.fix_input import proposed
from app.translate import tr, tr_message
from app.window import rail
from app.window.analyses import SIMULATED, Analyses
from app.window.element_links import link_cards, own_keys
from app.window.entering import Entering
from app.window.findings_page import FindingsPage
from app.window.forms import save_form, take_form
from app.window.handbook_acts import HandbookActs
from app.window.handbook_page import HandbookPage
from app.window.initiatives_page import InitiativesPage
from app.window.landscape_guide import LandscapeGuide
from app.window.landscape_page import LINKS, LandscapePage
from app.window.mending import Mending
from app.window.numbers_page import NumbersPage, rests_on
from app.window.observing import observation_cards
from app.window.reporting import export_report
from app.window.stopping import Stopping
from app.workspace import Workspace
from bpmn.analysis.grouping import Group
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.model import Element, Participant
from bpmn.report.judged import Judged
from bpmn.report.overview import Overview
from bpmn.report.principles import Edition
from bpmn.report.simulated import Simulated
from bpmn.system.facts import Initiative, Role
from bpmn.system.link import OpenQuestion, Party
from bpmn.system.store import NAME as FACTS

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

INITIATIVES = "initiatives"
"""The section of the facts that has a page of its own."""


class SystemPages(QObject):
    """Landscape, findings, numbers and initiatives of the open folder."""

    said = Signal(str)
    revealWanted = Signal(str, str)

    def __init__(self, workspace: Workspace, jobs: Jobs, window: "MainWindow") -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self.analyses = Analyses(workspace, jobs, self)
        self.landscape = LandscapePage()
        self.findings = FindingsPage()
        self.mending = Mending(workspace, window)
        self.findings.detail.previews = self.mending.previews
        self.findings.detail.bounds_of = self.mending.bounds_of
        self.numbers = NumbersPage()
        self.entering = Entering(self.numbers.tables, workspace, window)
        self.initiatives = InitiativesPage()
        self.handbook = HandbookPage(Edition(window.settings.edition))
        self.acts = HandbookActs(self.handbook, workspace, window)
        self.rows: list[Row] = []
        window.maps.properties.links_of = self._links_of
        self.guide = LandscapeGuide(self.landscape, workspace, window)
        checked = self.landscape, self.findings, self.numbers, self.handbook
        self.stopping = Stopping(self.analyses, checked, window.maps.findings, window)
        self._connect()

    def others(self) -> tuple[FindingsPage, NumbersPage, InitiativesPage, HandbookPage]:
        """The pages that stand after that of the maps."""
        return self.findings, self.numbers, self.initiatives, self.handbook

    def _connect(self) -> None:
        for page in (self.landscape, *self.others()):
            page.placeChosen.connect(self.show_place)
        below = self._window.maps.findings
        for findings in (self.findings, below):
            findings.rowActed.connect(self.act)
        facts, detail = self._workspace.facts, self.findings.detail
        detail.fixWanted.connect(self.mending.mend)
        detail.takenBack.connect(facts.take_back)
        detail.checkSwitched.connect(lambda rule, is_off: facts.switch_check(rule, is_off=is_off))
        self.findings.profileChosen.connect(facts.choose_profile)
        self.findings.counted.connect(self._count)
        below.rowChosen.connect(lambda row: self.act(row, SHOW))
        self.guide.placeChosen.connect(self.show_place)
        links, parties = self.landscape.links, self.landscape.parties
        for panel in (links, self.findings.questions):
            panel.decided.connect(self._workspace.facts.decide)
        parties.roleChosen.connect(self._set_role)
        self._connect_initiatives()
        self.acts.said.connect(self.said)
        self._workspace.facts.changed.connect(self._facts_changed)
        analyses = self.analyses
        analyses.overviewReady.connect(self._show)
        analyses.judgedReady.connect(self._show_judged)
        analyses.simulatedReady.connect(self._show_simulated)
        self._workspace.edited.connect(lambda *_: self.numbers.simulation.show_old())
        self.numbers.simulation.wanted.connect(analyses.simulate)
        self.numbers.simulation.stopWanted.connect(analyses.stop_simulation)
        analyses.failed.connect(
            lambda detail: self.said.emit(tr("The analysis stopped: {detail}", detail=detail))
        )
        analyses.busy.connect(self._busy)

    # -- what the actions do ---------------------------------------------------------------------

    def _connect_initiatives(self) -> None:
        self.initiatives.judgeWanted.connect(self.judge_all)
        self.initiatives.newWanted.connect(self.new_initiative)
        self.initiatives.changeWanted.connect(self.change_initiative)
        self.initiatives.reportWanted.connect(lambda: export_report(self._window))
        self.initiatives.formWanted.connect(lambda initiative: save_form(self._window, initiative))
        self.initiatives.takeFormWanted.connect(lambda: take_form(self._window))

    def check(self) -> None:
        """Look at the system again, now."""
        self.analyses.check()

    def judge_all(self) -> None:
        """Judge all initiatives in the background."""
        if self._workspace.folder is None:
            self.said.emit(
                tr("Open a folder of maps first: an initiative is judged by what it does to the whole.")
            )
            return
        self.analyses.judge()

    def judge_if_needed(self) -> None:
        """Judge the initiatives if something changed since; what was found before stays in view meanwhile."""
        if self._workspace.facts.facts.initiatives and not self.analyses.is_judged:
            self.analyses.judge()

    def show_links(self) -> None:
        """Show the links and the open questions."""
        self.landscape.show_side(LINKS)

    def new_initiative(self) -> None:
        """Ask what changes, whose number gets better and by how much."""
        self.change_initiative(None)

    def change_initiative(self, initiative: Initiative | None) -> None:
        """Ask for the new form of an initiative."""
        if self._workspace.folder is None:
            self.said.emit(tr("Open a folder of maps first: an initiative changes a system."))
            return
        dialog = InitiativeDialog(
            self.analyses.overview, initiative, self._workspace.facts.facts, self._window
        )
        if not dialog.exec():
            return
        made = dialog.initiative()
        if dialog.is_removed and initiative is not None:
            self._workspace.facts.remove_initiative(initiative)
        elif made is not None:
            is_known = initiative is not None and self._workspace.facts.facts.initiative(initiative.name)
            self._workspace.facts.put_initiative(made, initiative.name if initiative and is_known else None)
            self.initiatives.choose(made.name)
            self.judge_all()

    def act(self, row: Row, action: str) -> None:
        """Do what a button of a row says."""
        data = row.data
        if action == SHOW and row.elements:
            self.show_place(row.elements[0])
        elif action == ACCEPT and isinstance(data, Finding):
            self._accept(data)
        elif action == WALK:
            self._window.walking.start_towards(row.elements)
        elif action == JUDGE:
            self.show_place(row.elements[-1])
        elif action == FIX and isinstance(data, Finding):
            self._fix(row, data)
        elif action == FIX_ALL and isinstance(data, Group):
            self._fix_all(data)
        elif isinstance(data, OpenQuestion):
            self._answer(data, action)

    def _accept(self, finding: Finding) -> None:
        dialog = AcceptReason(self._window)
        if dialog.exec():
            self._workspace.facts.accept(finding, dialog.reason(), dialog.author(), dialog.date())

    def _fix(self, row: Row, finding: Finding) -> None:
        """Carry out the best fix; what it needs to know is asked on the page of findings."""
        action = proposed(finding.actions[0])
        if action.asks is not None and not action.argument(action.asks[0]):
            self._window.go(rail.FINDINGS)
            self.findings.choose(lambda one: one.data == row.data)
        else:
            self.mending.mend([action])

    def _fix_all(self, group: Group) -> None:
        """Carry out the fix that a group has in common; what all need to know is asked once."""
        chosen = [proposed(next(a for a in f.actions if a.kind is group.fix)) for f in group.findings]
        asks = chosen[0].asks
        if asks is not None and not chosen[0].argument(asks[0]):
            said = self._window.files.ask.one_line(tr_message(group.title), tr_message(chosen[0].text))
            if not said:
                return
            chosen = [action.answered(asks[0], said) for action in chosen]
        self.mending.mend(chosen)

    def open_called(self, activity: Element) -> None:
        """Open the process that a call activity uses, in whichever map it is."""
        session = self._workspace.active
        if session is None or activity.id is None:
            return
        key = ElementKey(self._workspace.file_of(session), activity.id)
        target = self.analyses.overview.leads_to.get(key)
        if target is None and isinstance(activity, Participant):
            view = self._window.maps.view
            if view is not None:
                view.view.edit_label(activity.id)  # a pool that leads nowhere is only named
        elif target is None:
            self.said.emit(tr("No map of this folder holds the process that is used here."))
        else:
            self.show_place(target)

    # -- decisions -------------------------------------------------------------------------------

    def _answer(self, question: OpenQuestion, action: str) -> None:
        """Decide what a button beside a question says."""
        acts = {
            CONFIRM: answers.same(question, question.candidates[:1], self._name),
            REJECT: answers.different(question, question.candidates[:1]),
            EXTERNAL: answers.outside(question),
        }
        if action in acts:
            self._workspace.facts.decide(acts[action])

    def _name(self, key: ElementKey) -> str:
        return self.analyses.overview.names.get(key) or key.element

    def _set_role(self, party: Party, role: Role) -> None:
        self._workspace.facts.set_role(party.name, role, party.elements)

    def show_place(self, key: ElementKey) -> None:
        """Show an element in its map, what stands in no map in the handbook, a party on its page."""
        if key.file == FACTS:
            self._show_fact(key)
            return
        if not key.file:
            self.guide.show_party(key)
            return
        self.revealWanted.emit(key.file, key.element)

    def _show_fact(self, key: ElementKey) -> None:
        """Show an initiative on its page, where it is judged; other facts in the handbook."""
        section, _, name = key.element.partition("/")
        if section == INITIATIVES:
            self._window.go(rail.INITIATIVES)
            self.initiatives.choose(name)
            return
        self._window.go(rail.HANDBOOK)
        self.acts.show_fact(key)

    # -- showing ---------------------------------------------------------------------------------

    def _facts_changed(self) -> None:
        facts = self._workspace.facts.facts
        self.initiatives.show_facts(facts)
        self.handbook.show_facts(facts)
        self.findings.show_overview(self.analyses.overview, facts, self._sentence())

    def _show(self, found: Overview) -> None:
        """Show what was found; most pages that are out of sight show it when they are seen.

        The findings do not wait: the rail counts what their page lists.
        """
        self.rows = finding_rows(found)
        unsaved, docks = self.analyses.unsaved, self._window.docks
        self.landscape.later.fill(self._fill_landscape)
        self.guide.party.later.fill(lambda: self.guide.party.show_overview(found))
        docks.landscape.later.fill(lambda: docks.landscape.show_overview(found))
        docks.show_map(self._workspace.active)
        self.findings.questions.know(found.links.parties, ())
        self.findings.show_overview(found, self._workspace.facts.facts, self._sentence())
        self.numbers.later.fill(lambda: self.numbers.show_overview(found, unsaved))
        self.handbook.book = found.handbook  # the properties of a map ask it too
        self.handbook.later.fill(lambda: self.handbook.show_overview(found))
        self._window.maps.findings.show_rows(self.rows, rests_on("", unsaved) if unsaved else "")
        self._window.layers.show()

    def _fill_landscape(self) -> None:
        found = self.analyses.overview
        self.landscape.links.know(found.links.parties, found.lost)
        self.landscape.show_overview(found)

    def _count(self) -> None:
        """The rail counts what the list shows; the tip says of how many."""
        findings = self.analyses.overview.findings
        worst = "error" if any(f.severity is Severity.ERROR for f in findings) else "warning"
        self._window.rail.buttons[rail.FINDINGS].set_count(
            self.findings.shown, worst, self.findings.title.text()
        )

    def _links_of(self, element: Element) -> list[QWidget]:
        """What stands in the tab of links: what joins the element, and which initiatives touch it."""
        session = self._workspace.active
        if session is None or element.id is None:
            return []
        keys = own_keys(self._workspace.file_of(session), element)
        cards = link_cards(keys, self.analyses.overview, self.analyses.judged, self.show_place)
        name = " ".join((element.node.get("name") or element.id).split())
        noted = observation_cards(self._window, keys, name)
        return [*self._window.open_ends.cards(element), *cards, *noted]

    def _sentence(self) -> str:
        """How many rows there are of each kind."""
        count = {s: sum(row.severity is s for row in self.rows) for s in Severity}
        return tr(
            "{errors} serious, {warnings} to mend, {infos} to know",
            errors=count[Severity.ERROR],
            warnings=count[Severity.WARNING],
            infos=count[Severity.INFO],
        )

    def _show_judged(self, judged: Judged) -> None:
        self.initiatives.show_judged(judged, self.analyses.unsaved)

    def _show_simulated(self, simulated: Simulated) -> None:
        self.numbers.simulation.show_found(simulated.found, self.analyses.overview.analysis)

    def _busy(self, key: str, is_busy: bool) -> None:
        if key == SIMULATED:
            self.numbers.simulation.show_busy(is_busy=is_busy)

    def show_walk(self, tokens: Mapping[ElementKey, int]) -> None:
        """Show on the landscape how many tokens of a walk each process holds."""
        for view in (self.landscape.view, self._window.docks.landscape.view):
            view.set_badges(tokens)

    def set_theme(self) -> None:
        """Draw everything in the colours shown now."""
        self.landscape.set_theme()
        self.guide.party.set_theme()
        self._window.docks.landscape.set_theme()
        self._show(self.analyses.overview)
        self._show_judged(self.analyses.judged)
