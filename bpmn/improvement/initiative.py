"""Initiatives as plans for a system, from the facts of a system or from scenarios in its maps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.improvement.changes import CannotApply, edits_of
from bpmn.improvement.edits import apply_edits, differences
from bpmn.improvement.structure import Cap, NewMap, RingFence, Structural
from bpmn.improvement.workbench import NOTHING, Plan, Workbench
from bpmn.model import Activity, Process
from bpmn.scenario.bpsim import base_scenario, read_scenarios
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import Scenario
from bpmn.scenario.resources import Resources
from bpmn.scenario.units import parse_unit
from bpmn.system.facts import Change, Initiative, KpiFact, Measure, Parameter
from bpmn.system.process_facts import owner_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """An initiative ready to be judged.

    ``scope`` are the processes of its owner, ``kpi`` the figure the owner wants to improve. ``low`` and
    ``high`` are its plans where people's bounds for the values hold; without bounds they change nothing.
    ``people`` is how many more it needs; None is unsaid.
    """

    name: str
    owner: str
    kpi: KpiFact
    plan: Plan
    scope: tuple[ElementKey, ...] = ()
    cost: float | None = None
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    low: Plan = NOTHING
    high: Plan = NOTHING
    people: float | None = None
    fact: Initiative | None = field(default=None, compare=False)


def apply(system: Maps, scenario: Scenario, initiative: Initiative) -> Scenario:
    """The scenario as it is after an initiative that changes numbers only. Raises CannotApply."""
    return apply_edits(scenario, edits_of(system, scenario, initiative.changes))


def proposals(bench: Workbench) -> tuple[Proposal, ...]:
    """All initiatives: those of the facts, then the scenarios that inherit the base. Raises CannotApply.

    What is dropped is not judged.
    """
    named = [propose(bench, one) for one in bench.facts.initiatives if one.state != "dropped"]
    taken = {initiative.name for initiative in bench.facts.initiatives}
    return (*named, *(p for p in _inheriting(bench) if p.name not in taken))


def propose(bench: Workbench, initiative: Initiative) -> Proposal:
    """One initiative ready to be judged. Raises CannotApply."""
    system, scenario, facts = bench.system, bench.scenario, bench.facts
    plan = plan_of(bench, initiative, initiative.changes)
    made = _proposal(system, scenario, initiative.name, plan, initiative.owner)
    kpi = facts.kpi(initiative.kpi) if initiative.kpi else None
    bounds = [_at_bound(initiative.changes, name) for name in ("low", "high")]
    low, high = (plan_of(bench, initiative, found) if found else NOTHING for found in bounds)
    return replace(
        made,
        kpi=kpi or made.kpi,
        scope=initiative.scope or made.scope,
        cost=initiative.cost,
        requires=initiative.requires,
        excludes=initiative.excludes,
        low=low,
        high=high,
        people=initiative.people,
        fact=initiative,
    )


def plan_of(bench: Workbench, initiative: Initiative, changes: Sequence[Change]) -> Plan:
    """What an initiative does with these changes. Raises CannotApply."""
    running = 0.0
    if initiative.running_cost:
        per = parse_unit(initiative.per) or bench.scenario.time_unit
        running = initiative.running_cost * bench.scenario.time_unit.seconds / per.seconds
    swaps = tuple(NewMap(pair.before, pair.after) for pair in initiative.maps)
    system, scenario = bench.system, bench.scenario
    if swaps:
        system, _, scenario = bench.state(Plan(structure=swaps))
    return Plan(
        edits_of(system, scenario, changes),
        (*swaps, *(_structural(change) for change in changes if change.parameter in _STRUCTURAL)),
        running,
    )


_STRUCTURAL = (Parameter.RING_FENCE, Parameter.WIP_LIMIT)


def _structural(change: Change) -> Structural:
    if change.value is None:
        told = "“{element}” in {file} needs a number; enter how many."
        file, element = change.element
        raise CannotApply(message(told, element=element, file=file))
    if change.parameter is Parameter.RING_FENCE:
        return RingFence(change.element, change.text, change.value)
    return Cap(change.element, change.value)


def _at_bound(changes: Sequence[Change], bound: str) -> tuple[Change, ...]:
    if all(getattr(change, bound) is None for change in changes):
        return ()
    return tuple(
        change if (value := getattr(change, bound)) is None else replace(change, value=value, factor=None)
        for change in changes
    )


def _inheriting(bench: Workbench) -> list[Proposal]:
    """Every scenario that inherits the base of its map; one name in several maps is one initiative."""
    system, scenario = bench.system, bench.scenario
    found_names: dict[str, None] = {}
    for file in system.files:
        scenarios = read_scenarios(system.document(file))
        base = base_scenario(scenarios)
        found_names.update((s.name, None) for s in scenarios if base is not None and s.inherits and s != base)
    found = []
    for name in found_names:
        plan = Plan(differences(scenario, read(system, name)))
        found.append(_proposal(system, scenario, name, plan, ""))
    return found


def _proposal(system: Maps, scenario: Scenario, name: str, plan: Plan, owner: str) -> Proposal:
    process = most_changed(system, scenario, _places(plan))
    found = _process(system, process) if process else None
    owner = owner or (owner_of(found) if found is not None else "")
    title = (found.name or found.id or "") if found is not None else ""
    told = message("mean time in “{process}”", process=title) if title else message("lead time")
    kpi = KpiFact("", str(told), Measure.LEAD_TIME, process)
    return Proposal(name, owner, kpi, plan, _scope(system, owner, process))


def _places(plan: Plan) -> list[ElementKey]:
    """The elements that a plan changes; a process that is capped, fenced or redrawn counts itself."""
    processes = [one.process for one in plan.structure if not isinstance(one, NewMap)]
    redrawn = [ElementKey(one.before, "") for one in plan.structure if isinstance(one, NewMap)]
    return [*(edit.key for edit in plan.edits), *processes, *redrawn]


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
        if not key.element:
            first = next((p for p in document.all(Process) if p.id), None)
            counts.update([ElementKey(key.file, first.id or "")] if first is not None else [])
            continue
        element = document.element(key.element)
        process = element if isinstance(element, Process) else None
        if process is None and element is not None:
            process = element.ancestor(Process)
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
