"""Carries out what is wanted in the handbook; each wish is one undo step."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.panels.handbook.kpi_form import START
from app.translate import tr, tr_message
from app.widgets import button, column, label, row
from app.window import rail
from app.window.element_links import own_keys
from app.window.handbook_export import export_handbook
from app.window.handbook_page import GOALS, KPIS, HandbookPage
from app.window.picker import Picker
from app.workspace import Workspace
from bpmn.base.finding import ElementKey, Finding
from bpmn.editing.key_figures import add_kpi, put_kpi, remove_kpi
from bpmn.editing.process_facts import set_objective, set_owner, store_role
from bpmn.editing.refused import NotAllowed
from bpmn.editing.system_edit import SystemEdit
from bpmn.model import Element
from bpmn.report.handbook_html import kpi_text
from bpmn.report.team_list import TeamCard
from bpmn.system import decide
from bpmn.system.fact_changes import new_id, new_kpi
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import GoalFact, KpiFact, Measure, PartyFact, ResourceFact, Role
from bpmn.system.link import Party
from bpmn.xml.errors import UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class HandbookActs(QObject):
    """Joins the chapters with the decisions and the maps."""

    said = Signal(str)

    def __init__(self, page: HandbookPage, workspace: Workspace, window: "MainWindow") -> None:
        super().__init__(window)
        self._page = page
        self._workspace = workspace
        self._window = window
        self._picker = Picker(window)
        window.maps.properties.more_of = self.cards_of
        page.exportWanted.connect(lambda: export_handbook(window))
        page.principles.editionChosen.connect(self._keep_edition)
        for chapter in (page.process, page.principles):
            chapter.findingChosen.connect(self._show_finding)
        for panel in (page.owners, page.process):
            panel.ownerWanted.connect(self.set_owner)
            panel.objectiveWanted.connect(self.set_objective)
        page.process.kpiWanted.connect(self.add_kpi)
        page.process.kpiChosen.connect(self.show_kpi)
        page.kpis.addWanted.connect(lambda: self.add_kpi(None))
        page.kpis.putWanted.connect(self.put_kpi)
        page.kpis.removeWanted.connect(self.remove_kpi)
        page.kpis.pickWanted.connect(self.pick)
        self._goals()
        self._parties()
        page.teams.confirmed.connect(self.confirm_team)
        page.teams.splitWanted.connect(self.split_team)

    def _goals(self) -> None:
        goals = self._page.goals
        goals.addWanted.connect(self.add_goal)
        goals.putWanted.connect(lambda goal: self._decide(lambda j: decide.put_goal(j, goal)))
        goals.moveWanted.connect(
            lambda goal, parent: self._decide(lambda j: decide.move_goal(j, goal, parent))
        )
        goals.removeWanted.connect(lambda goal: self._decide(lambda j: decide.remove_goal(j, goal)))

    def _parties(self) -> None:
        parties = self._page.parties
        parties.addWanted.connect(self.add_party)
        parties.roleChosen.connect(self.set_role)
        parties.renameWanted.connect(self.rename_party)
        parties.mergeWanted.connect(self.merge_parties)
        parties.removeWanted.connect(lambda party: self._decide(lambda j: decide.remove_party(j, party.name)))
        parties.storeWanted.connect(self.store_role)

    def _decide(self, act: Callable[[FactJournal], None]) -> None:
        self._workspace.facts.decide(act)

    @contextmanager
    def _step(self, label: str) -> Iterator[SystemEdit]:
        """One undo step over maps and facts; what cannot be done is said."""
        try:
            with self._workspace.system_step(label) as change:
                yield change
        except NotAllowed as error:
            self.said.emit(tr_message(error.reason))
        except UnreadableFile as error:
            self.said.emit(tr_message(error.message))
        except OSError as error:
            self.said.emit(str(error))

    # -- processes -------------------------------------------------------------------------------

    def set_owner(self, keys: Sequence[ElementKey], name: str) -> None:
        """Say who answers for processes, in their maps."""
        with self._step("Set owner") as change:
            set_owner(change, keys, name)
        if len(keys) > 1:
            told = tr("{name} answers for {count} processes now.", name=name, count=len(keys))
            self.said.emit(told if name else tr("{count} processes have no owner now.", count=len(keys)))

    def set_objective(self, keys: Sequence[ElementKey], text: str) -> None:
        """Say what processes are for, in their maps."""
        with self._step("Set objective") as change:
            set_objective(change, keys, text)

    # -- key figures -----------------------------------------------------------------------------

    def add_kpi(self, process: ElementKey | None) -> None:
        """A new key figure, for a process or the whole way, open to be filled in."""
        facts = self._workspace.facts.facts
        name = tr("New key figure")
        sheet = self._page.book.sheet(process) if process is not None else None
        if sheet is not None:
            name = tr("Time of “{process}”", process=sheet.name)
        owner = sheet.owner if sheet is not None else ""
        wanted = KpiFact("", name, Measure.LEAD_TIME, process, owner=owner)
        self._page.show_chapter(KPIS)
        self._page.kpis.choose(new_kpi(facts, wanted).id)
        with self._step("Add key figure") as change:
            add_kpi(change, wanted)

    def put_kpi(self, kpi: KpiFact) -> None:
        """Change a key figure."""
        with self._step("Change key figure") as change:
            put_kpi(change, kpi)

    def remove_kpi(self, kpi: KpiFact) -> None:
        """Take a key figure away."""
        with self._step("Remove key figure") as change:
            remove_kpi(change, kpi)

    def pick(self, kpi: KpiFact, side: str) -> None:
        """Let a person click the step or event from which, or up to which, a figure is measured."""
        places = [place for place in (getattr(kpi, side), *kpi.places) if place is not None]
        first = next(iter(self._page.book.sheets), None)
        file = places[0].file if places else first.key.file if first is not None else ""
        told = (
            tr("Click the step where “{kpi}” starts. Esc gives up.", kpi=kpi.name)
            if side == START
            else tr("Click the step where “{kpi}” ends. Esc gives up.", kpi=kpi.name)
        )
        self._picker.pick(told, file, lambda key: self.put_kpi(_measured(kpi, side, key)))

    def show_fact(self, key: ElementKey) -> None:
        """Show a key figure, goal or initiative that stands in no map."""
        section, _, identifier = key.element.partition("/")
        if section == "kpis":
            self.show_kpi(identifier)
        elif section == "goals":
            self._page.show_chapter(GOALS)

    def cards_of(self, element: Element) -> list[QWidget]:
        """What stands below the properties of a process or pool: its key figures."""
        session = self._workspace.active
        keys = own_keys(self._workspace.file_of(session), element) if session is not None else ()
        sheet = next((s for key in keys if (s := self._page.book.sheet(key)) is not None), None)
        if sheet is None:
            return []
        links: list[QWidget | int | None] = [
            button(kpi_text(kpi, tr_message), partial(self._go_to_kpi, kpi.id), "link") for kpi in sheet.kpis
        ]
        add = button(tr("Add key figure"), partial(self._add_from_map, sheet.key), "small")
        page = button(tr("Page in the handbook"), partial(self._go_to_sheet, sheet.key), "small")
        return [column(label(tr("Key figures"), "caption"), 4, *links, 4, row(add, 8, page, None))]

    def _go_to_kpi(self, identifier: str) -> None:
        self._window.go(rail.HANDBOOK)
        self.show_kpi(identifier)

    def _add_from_map(self, process: ElementKey) -> None:
        self._window.go(rail.HANDBOOK)
        self.add_kpi(process)

    def _go_to_sheet(self, process: ElementKey) -> None:
        self._window.go(rail.HANDBOOK)
        self._page.show_chapter(process)

    def _show_finding(self, finding: Finding) -> None:
        """Go to a finding in the list of all."""
        self._window.go(rail.FINDINGS)
        self._window.system.findings.choose_finding(finding)

    def _keep_edition(self, name: str) -> None:
        self._window.settings.edition = name

    def show_kpi(self, identifier: str) -> None:
        """Show a key figure in full."""
        self._page.show_chapter(KPIS)
        self._page.kpis.choose(identifier)

    # -- goals -----------------------------------------------------------------------------------

    def add_goal(self, parent: str) -> None:
        """A new goal, with the cursor in its name."""
        name = tr("New goal")
        identifier = new_id(name, {goal.id for goal in self._workspace.facts.facts.goals})
        self._page.show_chapter(GOALS)
        self._page.goals.edit_next(identifier)
        self._decide(lambda journal: decide.put_goal(journal, GoalFact(identifier, name, parent)))

    # -- parties ---------------------------------------------------------------------------------

    def add_party(self) -> None:
        """A new party that no map shows yet; its name can be changed in its row."""
        known = {party.name for party in self._workspace.facts.facts.parties}
        name, number = tr("New party"), 1
        while name in known:
            number += 1
            name = f"{tr('New party')} {number}"
        self._decide(lambda journal: decide.put_party(journal, PartyFact(name)))

    def set_role(self, party: Party, role: Role) -> None:
        """Say what a party is to the organisation."""
        self._workspace.facts.set_role(party.name, role, party.elements)

    def rename_party(self, party: Party, name: str) -> None:
        """Call a party otherwise; its pools keep the names that the maps give them."""
        fact = PartyFact(name, party.role, party.elements)
        self._decide(lambda journal: decide.put_party(journal, fact, party.name))

    def merge_parties(self, parties: Sequence[Party]) -> None:
        """Say that several names are one party: the first one's, or the first whose role is known."""
        known = [party for party in parties if party.role is not Role.UNKNOWN]
        kept = (known or list(parties))[0]
        others = [_fact(party) for party in parties if party is not kept]
        self._decide(lambda journal: decide.merge_parties(journal, _fact(kept), others))
        self.said.emit(tr("{count} names are “{name}” now.", count=len(parties), name=kept.name))

    def store_role(self, party: Party) -> None:
        """Write a party's role into the maps that draw it."""
        with self._step("Store role in the maps") as change:
            store_role(change, party.elements, party.role)
        count = len({key.file for key in party.elements})
        self.said.emit(tr("The role of “{name}” stands in {count} maps.", name=party.name, count=count))

    # -- teams -----------------------------------------------------------------------------------

    def confirm_team(self, team: TeamCard, name: str) -> None:
        """Say that lanes and resources are one team of this name."""
        fact = ResourceFact(name, tuple(sorted(m.key for m in team.members if m.key is not None)))
        self._decide(lambda journal: decide.put_team(journal, fact, team.name))

    def split_team(self, team: TeamCard) -> None:
        """Say that every lane and resource is a team of its own."""
        keys = [member.key for member in team.members if member.key is not None]
        parts = [ResourceFact(f"{team.name} ({_stem(key.file)})", (key,)) for key in keys]
        names = [part.name for part in parts]
        distinct = [
            part if names.count(part.name) == 1 else replace(part, name=f"{part.name} {at}")
            for at, part in enumerate(parts, 1)
        ]
        self._decide(lambda journal: decide.split_team(journal, distinct, team.name))


def _measured(kpi: KpiFact, side: str, key: ElementKey) -> KpiFact:
    """A figure that starts or ends at an element."""
    return replace(kpi, start=key) if side == START else replace(kpi, end=key)


def _fact(party: Party) -> PartyFact:
    return PartyFact(party.name, party.role, party.elements)


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".bpmn")[0]
