"""M03: two owners' key figures pull in opposite directions.

Declared signs: for a few levers it is known in which direction they move which measures (more people shorten
waits and lower the load; shorter work leaves more faults; larger batches save cost and lengthen waits, see
Hopp and Spearman, Factory Physics). Two figures oppose each other if one owner wants the lever up and the
other wants it down.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from bpmn.analysis.context import Context
from bpmn.analysis.governance import answers_for, inside, kpi_places, owner
from bpmn.analysis.results import Opposing
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import Message, message
from bpmn.model import Activity
from bpmn.system.facts import Direction, KpiFact, Measure, Metric

UP, DOWN = 1, -1


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that can be raised, and how measures move then."""

    name: Message
    signs: dict[str, int]
    reaches_next: bool = False
    """Whether it moves the next process too."""


LEVERS = (
    Lever(
        message("more people"),
        {Measure.UTILISATION: DOWN, Measure.WAIT: DOWN, Measure.LEAD_TIME: DOWN, Measure.ON_TIME: UP},
    ),
    Lever(
        message("more time for each case"),
        {Measure.WORK: UP, Measure.COST: UP, Measure.DEFECTS: DOWN},
        reaches_next=True,
    ),
    Lever(
        message("larger batches"),
        {Measure.COST: DOWN, Measure.WAIT: UP, Measure.LEAD_TIME: UP, Metric.WORK_IN_PROGRESS: UP},
    ),
)


def check(context: Context) -> Iterable[Fault]:
    """One fault per pair of figures of two owners that want a lever of one of them moved differently.

    What was computed counts before declared signs.
    """
    if context.results.opposing is not None:
        yield from _computed(context, context.results.opposing)
        return
    for one, other in combinations(context.system.facts.kpis, 2):
        first, second = answers_for(context, one), answers_for(context, other)
        if not first or not second or first == second:
            continue
        lever = next(_opposing(context, one, other), None)
        if lever is not None and _is_theirs(context, (one, other), {first, second}):
            told = message(
                "“{one}” of {first} and “{other}” of {second} pull in opposite directions: {lever}.",
                one=one.name or one.id,
                first=first,
                other=other.name or other.id,
                second=second,
                lever=lever,
            )
            yield Fault((*kpi_places(context, one), *kpi_places(context, other)), told)


def _computed(context: Context, found: Iterable[Opposing]) -> Iterator[Fault]:
    facts = context.system.facts
    for pair in found:
        one, other = facts.kpi(pair.one), facts.kpi(pair.other)
        if one is None or other is None:
            continue
        told = message(
            "“{one}” of {first} and “{other}” of {second} pull in opposite directions ({index}): {lever}.",
            one=one.name or one.id,
            first=answers_for(context, one),
            other=other.name or other.id,
            second=answers_for(context, other),
            index=f"{pair.index:+.2f}".replace("-", "−"),
            lever=pair.lever,
        )
        yield Fault((*kpi_places(context, one), *kpi_places(context, other)), told)


def _is_theirs(context: Context, kpis: Iterable[KpiFact], names: set[str]) -> bool:
    """Whether one of the two can move the lever: as owner of a process that one of the figures is about."""
    processes = {process for kpi in kpis for process in _scope(context, kpi)}
    answering = {name for process in processes if (name := owner(context, process))}
    return not answering or bool(answering & names)


def _opposing(context: Context, one: KpiFact, other: KpiFact) -> Iterator[Message]:
    """The levers that the two figures want moved differently."""
    here = _scope(context, one) & _scope(context, other)
    if here and one.measure == other.measure and one.direction != other.direction:
        yield message("one wants more, the other less")
    for lever in LEVERS:
        if lever.signs.get(one.measure) is None or lever.signs.get(other.measure) is None:
            continue
        if _wants(one, lever) != _wants(other, lever) and (
            here or (lever.reaches_next and _is_next(context, one, other))
        ):
            yield lever.name


def _wants(kpi: KpiFact, lever: Lever) -> int:
    return lever.signs[kpi.measure] * (UP if kpi.direction is Direction.MORE else DOWN)


def _scope(context: Context, kpi: KpiFact) -> set[ElementKey]:
    """The processes that a figure is about: that of its element, or those in which its team works."""
    if kpi.resource:
        return {p for p in context.own_processes() if kpi.resource in _teams(context, p)}
    places = (context.place(key) for key in kpi.places)
    return {place for place in places if place is not None}


def _teams(context: Context, process: ElementKey) -> set[str]:
    elements = (context.element(key) for key in inside(context, process))
    activities = (element for element in elements if isinstance(element, Activity))
    roles = (role for activity in activities for role in activity.resources)
    names = {role.resource_ref.name or "" for role in roles if role.resource_ref is not None}
    nodes = context.places.processes[process].graph.nodes.values()
    lanes = {context.name(ElementKey(process.file, node.lane)) for node in nodes if node.lane}
    return names | lanes


def _is_next(context: Context, one: KpiFact, other: KpiFact) -> bool:
    graph = context.topology.processes
    pairs = [(a, b) for a in _scope(context, one) for b in _scope(context, other)]
    return any(graph.has_edge(a, b) or graph.has_edge(b, a) for a, b in pairs if a in graph and b in graph)


RULE = Rule(
    "M03",
    Severity.WARNING,
    message("Key figures that pull in opposite directions"),
    message("Each owner gets better at the other's cost, and what one wins the customer loses."),
    message("Give both the same key figure, or agree what the exchange is worth."),
    check,
    needs_folder=True,
)
