"""Changes that no number holds: another map, people of a team for one process alone, a limit of cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.capped import capped, fewer_people
from bpmn.improvement.changes import CannotApply
from bpmn.improvement.inherited import inherited, with_teams
from bpmn.model import Activity, Process
from bpmn.model.document import Document
from bpmn.queueing.drafts import Links
from bpmn.queueing.model import Model
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import ElementParameters, Scenario, Selected, Selection
from bpmn.scenario.resources import Resources
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import Facts, Initiative
from bpmn.system.links import find_links
from bpmn.system.system import System
from bpmn.xml import names


@dataclass(frozen=True, slots=True)
class NewMap:
    """The map of file ``after`` takes the place of the map ``before``."""

    before: str
    after: str

    @property
    def place(self) -> object:
        """What only one of them can change."""
        return "map", self.before


@dataclass(frozen=True, slots=True)
class RingFence:
    """So many people of a team work for one process alone; the others for the rest."""

    process: ElementKey
    team: str
    people: float

    @property
    def place(self) -> object:
        """What only one of them can change."""
        return "people", self.process, self.team


@dataclass(frozen=True, slots=True)
class Cap:
    """So many cases at most are in a process; the others wait before it."""

    process: ElementKey
    cases: float

    @property
    def place(self) -> object:
        """What only one of them can change."""
        return "cases", self.process


Structural = NewMap | RingFence | Cap


@dataclass(frozen=True, slots=True)
class Variant:
    """Maps with their links, the scenario in which they work, and the model of both.

    ``assumed`` says what was assumed about steps without numbers.
    """

    system: Maps
    links: Links | None
    scenario: Scenario
    model: Model
    assumed: tuple[Message, ...] = ()
    caps: tuple[Cap, ...] = ()
    folder: Maps | None = None
    """All maps of the folder, those of the future too."""

    def adjusted(self, analysis: Analysis) -> Analysis:
        """An analysis of the model with the limits of cases counted in."""
        for cap in self.caps:
            analysis = capped(analysis, cap.process, cap.cases)
        return analysis


def restructured(today: Variant, structure: Sequence[Structural]) -> Variant:
    """What structural changes make of the system as it is today. Raises CannotApply."""
    system, links, scenario = today.system, today.links, today.scenario
    assumed: tuple[Message, ...] = ()
    swaps = [one for one in structure if isinstance(one, NewMap)]
    if swaps:
        system, scenario, assumed = _with_maps(today, swaps)
        links = find_links(system)
    fences = [one for one in structure if isinstance(one, RingFence)]
    for fence in fences:
        system, scenario = _fenced(system, scenario, fence)
    caps = tuple(one for one in structure if isinstance(one, Cap))
    for cap in caps:
        scenario = fewer_people(system, scenario, cap.process, cap.cases)
    return Variant(system, links, scenario, Model(system, links, scenario), assumed, caps)


def _copy(system: Maps, changed: dict[str, Document]) -> System:
    documents = {file: changed.get(file) or system.document(file) for file in system.files}
    facts = getattr(system, "facts", None)
    return System(Path(), documents, facts=facts if isinstance(facts, Facts) else None)


# -- other maps -----------------------------------------------------------------------------------


def without_future_maps(system: Maps, initiatives: Iterable[Initiative]) -> System | None:
    """The system without maps that only say how something is to be; None where there are none."""
    pairs = [pair for one in initiatives for pair in one.maps]
    future = {pair.after for pair in pairs} - {pair.before for pair in pairs}
    if future.isdisjoint(system.files):
        return None
    documents = {file: system.document(file) for file in system.files if file not in future}
    facts = getattr(system, "facts", None)
    return System(Path(), documents, facts=facts if isinstance(facts, Facts) else None)


def _with_maps(today: Variant, swaps: Sequence[NewMap]) -> tuple[System, Scenario, tuple[Message, ...]]:
    """The system with other maps; their numbers are their own, then those of what they replace."""
    changed: dict[str, Document] = {}
    parameters = dict(today.scenario.parameters)
    assumed: list[Message] = []
    for swap in swaps:
        if swap.before not in today.system.files or not (today.folder and swap.after in today.folder.files):
            lacking = swap.before if swap.before not in today.system.files else swap.after
            raise CannotApply(
                message("There is no map “{file}” in the folder; choose another one.", file=lacking)
            )
        after = today.folder.document(swap.after)
        copy = Document.parse(after.to_bytes(), swap.before)
        changed[swap.before] = copy
        old = today.system.document(swap.before)
        with_teams(old, copy)
        own = _own_numbers(swap.before, copy, today.scenario.time_unit)
        handed = inherited(swap.before, old, copy, today.scenario, own)
        parameters = {key: one for key, one in parameters.items() if key.file != swap.before}
        parameters |= handed.parameters
        assumed += handed.assumed
    scenario = replace(today.scenario, parameters=parameters)
    return _copy(today.system, changed), scenario, tuple(assumed)


def _own_numbers(file: str, document: Document, unit: TimeUnit) -> Scenario:
    """What a map says itself, in the unit of the system."""
    own = read(System(Path(), {file: document}))
    if own.time_unit == unit:
        return own
    old, new = own.time_unit.seconds, unit.seconds
    parameters = {key: one.in_unit(old, new) for key, one in own.parameters.items()}
    return replace(own, time_unit=unit, parameters=parameters)


# -- people for one process alone -----------------------------------------------------------------


def _fenced(system: Maps, scenario: Scenario, fence: RingFence) -> tuple[Maps, Scenario]:
    file = fence.process.file
    resources = Resources(system, scenario)
    key = resources.find(file, fence.team)
    if key is None:
        told = "There is no team “{name}” for “{element}” in {file}; choose another one."
        raise CannotApply(message(told, name=fence.team, element=fence.process.element, file=file))
    pool = resources.pool(key)
    if pool.quantity is None or not 0 < fence.people < pool.quantity:
        told = (
            "“{name}” has {count} people; of them a number above 0 and below that can work for one process."
        )
        count = "an unknown number of" if pool.quantity is None else f"{pool.quantity:g}"
        raise CannotApply(message(told, name=pool.name, count=count))
    inside = _selecting(system, resources, fence.process, pool.keys)
    if not inside:
        told = "“{element}” in {file} does not need “{name}”, so nobody can be kept for it."
        raise CannotApply(message(told, element=fence.process.element, file=file, name=pool.name))
    copy = Document.parse(system.document(file).to_bytes(), file)
    identifier = copy.new_id("Resource")
    with copy.transaction("Add team"):
        attributes = {"id": identifier, "name": f"{pool.name} ({fence.process.element})"}
        copy.append(copy.root, copy.create(names.model("resource"), attributes))
    changes: dict[ElementKey, ElementParameters] = {
        k: replace(scenario.of(k), quantity=pool.quantity - fence.people)
        for k in pool.keys
        if scenario.of(k).quantity is not None
    }
    own = next((scenario.of(k) for k in pool.keys if k.file == file), scenario.of(key))
    changes[ElementKey(file, identifier)] = replace(own, quantity=fence.people)
    for activity, needs in inside.items():
        selected = [
            Selected(identifier, n.quantity) if _means(resources, file, n, pool.keys) else n for n in needs
        ]
        changes[activity] = replace(scenario.of(activity), selection=Selection(tuple(selected)))
    return _copy(system, {file: copy}), scenario.with_parameters(changes)


def _means(resources: Resources, file: str, need: Selected, keys: Sequence[ElementKey]) -> bool:
    found = resources.find(file, need.resource)
    return found is not None and found in keys


def _selecting(
    system: Maps, resources: Resources, process: ElementKey, keys: Sequence[ElementKey]
) -> dict[ElementKey, list[Selected]]:
    """The activities of a process that need a team, with all they need."""
    found: dict[ElementKey, list[Selected]] = {}
    for activity in system.document(process.file).all(Activity):
        around = activity.ancestor(Process)
        key = ElementKey(process.file, activity.id or "")
        needs = resources.needs(key, activity.resources) or []
        is_inside = around is not None and around.id == process.element
        if is_inside and any(_means(resources, process.file, need, keys) for need in needs):
            found[key] = needs
    return found
