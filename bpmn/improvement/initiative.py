"""Initiatives as edits of the base scenario, from the facts of a system or from scenarios in its maps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.edits import Edit, apply_edits, differences
from bpmn.model import Activity, Event, FlowNode, Process, SequenceFlow
from bpmn.model.document import Document
from bpmn.model.gateways import ComplexGateway, ExclusiveGateway
from bpmn.queueing.times import LAG, WORK, timer_seconds
from bpmn.scenario.bpsim import base_scenario, read_scenarios
from bpmn.scenario.distributions import constant
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import Scenario, Selection
from bpmn.scenario.resources import Resources
from bpmn.scenario.units import parse_unit
from bpmn.system.facts import Change, Facts, Initiative, KpiFact, Measure, Parameter
from bpmn.system.process_facts import owner_of

EVENT_TIMES = ("inter_trigger_timer", "wait_time", "lag_time", "transfer_time")
"""Where a catching event may have the time it waits, in the order in which they count."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An initiative ready to be judged.

    ``scope`` are the processes of its owner, ``kpi`` the figure the owner wants to improve. ``low`` and
    ``high`` are its edits where people's bounds for the values hold; empty without bounds.
    """

    name: str
    owner: str
    kpi: KpiFact
    edits: tuple[Edit, ...]
    scope: tuple[ElementKey, ...] = ()
    cost: float | None = None
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    low: tuple[Edit, ...] = ()
    high: tuple[Edit, ...] = ()


class CannotApply(ValueError):  # noqa: N818 - says what it is
    """An initiative names something the maps do not have; ``reason`` says what."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def apply(system: Maps, scenario: Scenario, initiative: Initiative) -> Scenario:
    """The scenario as it is after an initiative. Raises CannotApply."""
    return apply_edits(scenario, edits_of(system, scenario, initiative.changes))


def proposals(system: Maps, facts: Facts | None = None) -> tuple[Proposal, ...]:
    """All initiatives: those of the facts, then the scenarios that inherit the base. Raises CannotApply."""
    facts = facts or Facts()
    scenario = read(system)
    named = [_from_facts(system, scenario, facts, initiative) for initiative in facts.initiatives]
    taken = {proposal.name for proposal in named}
    return (*named, *(p for p in _inheriting(system, scenario) if p.name not in taken))


def propose(system: Maps, scenario: Scenario, initiative: Initiative, facts: Facts | None = None) -> Proposal:
    """One initiative ready to be judged. Raises CannotApply."""
    return _from_facts(system, scenario, facts or Facts(), initiative)


def _from_facts(system: Maps, scenario: Scenario, facts: Facts, initiative: Initiative) -> Proposal:
    edits = edits_of(system, scenario, initiative.changes)
    made = _proposal(system, scenario, initiative.name, edits, initiative.owner)
    kpi = facts.kpi(initiative.kpi) if initiative.kpi else None
    bounds = [_at_bound(initiative.changes, name) for name in ("low", "high")]
    low, high = (edits_of(system, scenario, found) if found else () for found in bounds)
    return replace(
        made,
        kpi=kpi or made.kpi,
        cost=initiative.cost,
        requires=initiative.requires,
        excludes=initiative.excludes,
        low=low,
        high=high,
    )


def _at_bound(changes: Sequence[Change], bound: str) -> tuple[Change, ...]:
    if all(getattr(change, bound) is None for change in changes):
        return ()
    return tuple(
        change if (value := getattr(change, bound)) is None else replace(change, value=value, factor=None)
        for change in changes
    )


def _inheriting(system: Maps, scenario: Scenario) -> list[Proposal]:
    """Every scenario that inherits the base of its map; one name in several maps is one initiative."""
    names: dict[str, None] = {}
    for file in system.files:
        scenarios = read_scenarios(system.document(file))
        base = base_scenario(scenarios)
        names.update((s.name, None) for s in scenarios if base is not None and s.inherits and s != base)
    found = []
    for name in names:
        edits = differences(scenario, read(system, name))
        found.append(_proposal(system, scenario, name, edits, ""))
    return found


def _proposal(system: Maps, scenario: Scenario, name: str, edits: tuple[Edit, ...], owner: str) -> Proposal:
    process = most_changed(system, scenario, [edit.key for edit in edits])
    found = _process(system, process) if process else None
    owner = owner or (owner_of(found) if found is not None else "")
    title = (found.name or found.id or "") if found is not None else ""
    told = message("mean time in “{process}”", process=title) if title else message("lead time")
    kpi = KpiFact("", str(told), Measure.LEAD_TIME, process)
    return Proposal(name, owner, kpi, edits, _scope(system, owner, process))


def _process(system: Maps, key: ElementKey) -> Process | None:
    found = system.document(key.file).element(key.element)
    return found if isinstance(found, Process) else None


def _scope(system: Maps, owner: str, process: ElementKey | None) -> tuple[ElementKey, ...]:
    """The processes that an owner answers for, with the one that changes."""
    found = [process] if process else []
    for file in system.files if owner else ():
        for candidate in system.document(file).all(Process):
            key = ElementKey(file, candidate.id or "")
            if key not in found and owner_of(candidate) == owner:
                found.append(key)
    return tuple(found)


def most_changed(system: Maps, scenario: Scenario, keys: Iterable[ElementKey]) -> ElementKey | None:
    """The process in which most of these elements lie; a team counts where it works."""
    counts: Counter[ElementKey] = Counter()
    resources = Resources(system, scenario)
    for key in keys:
        document = system.document(key.file)
        element = document.element(key.element)
        process = None if element is None else element.ancestor(Process)
        if process is not None and process.id:
            counts[ElementKey(key.file, process.id)] += 1
        else:
            counts.update(_where_it_works(system, resources, key))
    return counts.most_common(1)[0][0] if counts else None


def _where_it_works(system: Maps, resources: Resources, key: ElementKey) -> list[ElementKey]:
    """The process of each activity that needs a resource's pool."""
    found = []
    for file in system.files:
        for activity in system.document(file).all(Activity):
            process = activity.ancestor(Process)
            own = ElementKey(file, activity.id or "")
            for need in resources.needs(own, activity.resources) or ():
                team = resources.find(file, need.resource)
                if team is not None and process is not None and key in resources.pool(team).keys:
                    found.append(ElementKey(file, process.id or ""))
    return found


# -- from what people enter to edits -------------------------------------------------------------


def edits_of(system: Maps, scenario: Scenario, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """The edits that changes mean in a scenario. Raises CannotApply."""
    edits: list[Edit] = []
    changed = {change.element for change in changes}
    for change in changes:
        document = _document(system, change)
        _refuse_impossible(change)
        match change.parameter:
            case Parameter.DURATION:
                edits.append(_duration(scenario, change, document))
            case Parameter.ARRIVAL:
                edits.append(_arrival(scenario, change))
            case Parameter.STAFF:
                edits += _staff(system, scenario, change, document)
            case Parameter.SHARE:
                edits += _share(scenario, change, document, changed)
            case Parameter.SKIP:
                edits += _skip(scenario, change.element)
    return tuple(edits)


def _refuse_impossible(change: Change) -> None:
    """Numbers below 0 mean nothing; nor do cases that follow each other in no time."""
    numbers = (change.value, change.factor)
    lowest = min((number for number in numbers if number is not None), default=1.0)
    if lowest < 0 or (lowest == 0 and change.parameter is Parameter.ARRIVAL):
        told = "“{element}” in {file} cannot be given {value}; enter a number above 0."
        file, element = change.element
        raise CannotApply(message(told, element=element, file=file, value=f"{lowest:g}"))


def _document(system: Maps, change: Change) -> Document:
    file, element = change.element
    if file not in system.files or system.document(file).node(element) is None:
        raise CannotApply(
            message(
                "There is no element “{element}” in {file}; choose another one.", element=element, file=file
            )
        )
    return system.document(file)


def _duration_field(scenario: Scenario, key: ElementKey, document: Document) -> str:
    """The parameter that holds how long an element takes: what is given, else the usual one of its kind."""
    known = set(scenario.of(key).given())
    is_event = isinstance(document.element(key.element), Event)
    wanted = (*EVENT_TIMES, *WORK, "duration") if is_event else ("processing_time", "duration", *LAG)
    return next((name for name in wanted if name in known), "wait_time" if is_event else "processing_time")


def _duration(scenario: Scenario, change: Change, document: Document) -> Edit:
    """How long an element takes; a factor also counts for a time that only the map's timer gives."""
    name = _duration_field(scenario, change.element, document)
    if change.value is None and getattr(scenario.of(change.element), name) is None:
        event = document.element(change.element.element)
        seconds = timer_seconds(event) if isinstance(event, FlowNode) else None
        if seconds is not None:
            mean = seconds / scenario.time_unit.seconds * (1.0 if change.factor is None else change.factor)
            return Edit(change.element, name, constant(mean))
    return _time(scenario, change, name)


def _time(scenario: Scenario, change: Change, name: str) -> Edit:
    if change.value is None:
        return Edit(change.element, name, factor=1.0 if change.factor is None else change.factor)
    unit = parse_unit(change.unit) or scenario.time_unit
    mean = change.value * unit.seconds / scenario.time_unit.seconds
    old = getattr(scenario.of(change.element), name)
    return Edit(change.element, name, constant(mean) if old is None else old.with_mean(mean))


def _arrival(scenario: Scenario, change: Change) -> Edit:
    if change.value is None and change.factor:
        change = replace(change, factor=1 / change.factor)
    return _time(scenario, change, "inter_trigger_timer")


def _staff(system: Maps, scenario: Scenario, change: Change, document: Document) -> list[Edit]:
    """The number of people of a resource, or of the team that an activity needs."""
    resources = Resources(system, scenario)
    key = change.element
    element = document.element(key.element)
    if isinstance(element, Activity):
        needs = resources.needs(key, element.resources)
        team = resources.find(key.file, needs[0].resource) if needs else None
        key = team or key
        if team is None:
            return [_number(scenario, change, key)]
    pool = resources.pool(key)
    counted = [k for k in pool.keys if scenario.of(k).quantity is not None] or [key]
    return [_number(scenario, change, k) for k in counted]


def _number(scenario: Scenario, change: Change, key: ElementKey) -> Edit:
    value = change.value
    if value is None:
        value = (scenario.of(key).quantity or 0.0) * (1.0 if change.factor is None else change.factor)
    return Edit(key, "quantity", float(value))


def _share(scenario: Scenario, change: Change, document: Document, changed: set[ElementKey]) -> list[Edit]:
    """The share of a branch; the other branches of an exclusive gateway keep their proportions."""
    old = scenario.of(change.element).probability
    share = change.value if change.value is not None else (old or 0.0) * (change.factor or 1.0)
    share = min(max(share, 0.0), 1.0)
    edits = [Edit(change.element, "probability", share)]
    flow = document.element(change.element.element)
    source = flow.source_ref if isinstance(flow, SequenceFlow) else None
    if isinstance(source, ExclusiveGateway | ComplexGateway):
        others = _siblings(source, change.element)
        free = [key for key in others if key not in changed]
        fixed = sum(scenario.of(key).probability or 0.0 for key in others if key not in free)
        edits += _proportional(scenario, free, max(1 - share - fixed, 0.0))
    return edits


def _siblings(source: FlowNode, key: ElementKey) -> list[ElementKey]:
    return [ElementKey(key.file, f.id) for f in source.outgoing_flows if f.id and f.id != key.element]


def _proportional(scenario: Scenario, keys: Sequence[ElementKey], total: float) -> list[Edit]:
    old = [scenario.of(key).probability for key in keys]
    if any(share is None for share in old) or not sum(share or 0.0 for share in old):
        return [Edit(key, "probability", total / len(keys)) for key in keys]
    whole = sum(share or 0.0 for share in old)
    return [
        Edit(key, "probability", (share or 0.0) / whole * total) for key, share in zip(keys, old, strict=True)
    ]


def _skip(scenario: Scenario, key: ElementKey) -> list[Edit]:
    """An activity that is no longer done: it takes no time and nobody, and costs nothing."""
    nothing = constant(0.0)
    edits = [Edit(key, name, nothing) for name in (*WORK, *LAG, "duration")]
    edits.append(Edit(key, "selection", Selection(())))
    if scenario.of(key).fixed_cost is not None:
        edits.append(Edit(key, "fixed_cost", 0.0))
    return edits
