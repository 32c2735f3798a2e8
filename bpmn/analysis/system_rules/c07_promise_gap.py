"""C07: a promise that cannot be kept even if nothing ever waits."""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.flow import Way
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import CatchEvent, Expression, TimerEventDefinition
from bpmn.scenario.parameters import TIMES
from bpmn.scenario.units import TimeUnit, parse_duration, parse_unit
from bpmn.system.facts import KpiFact, Measure

DIGITS = 3


def check(context: Context) -> Iterable[Fault]:
    """One fault per way that takes longer than promised to the customer, without any waiting.

    The promise is the target of a key figure on the lead time of the whole chain. Compared is the sum of
    the least times on the shortest way; times that nobody gave count as nothing.
    """
    promises = [kpi for kpi in context.system.facts.kpis if _is_promise(kpi)]
    if not promises:
        return
    graph, times = context.own_flow, _times(context)
    for way in context.ways:
        least = _least(graph, times, way)
        for kpi in promises:
            unit = parse_unit(kpi.unit)
            assert unit is not None
            assert kpi.target is not None
            promised = kpi.target * unit.seconds
            if least > promised:
                yield _fault(context, way, kpi, least / unit.seconds, unit)


def _is_promise(kpi: KpiFact) -> bool:
    is_lead_time = kpi.element is None and kpi.measure == Measure.LEAD_TIME
    return is_lead_time and kpi.target is not None and parse_unit(kpi.unit) is not None


def _fault(context: Context, way: Way, kpi: KpiFact, least: float, unit: TimeUnit) -> Fault:
    told = message(
        "“{kpi}” promises {promised} {unit}, but after “{start}” even the quickest case takes {least}.",
        kpi=kpi.name or kpi.id,
        promised=f"{kpi.target:g}",
        unit=unit,
        start=context.name(way.start),
        least=f"{least:.{DIGITS}g}",
    )
    return Fault((way.start, *sorted(way.ends)), told)


def _least(graph: "nx.DiGraph[ElementKey]", times: dict[ElementKey, float], way: Way) -> float:
    """The least time from the wish to an answer, in seconds."""
    inside: nx.DiGraph[ElementKey] = nx.DiGraph()
    for source, target in graph.edges:
        if source in way.nodes and target in way.nodes:
            inside.add_edge(source, target, weight=times.get(target, 0.0))
    inside.add_node(way.start)
    found = nx.single_source_dijkstra_path_length(inside, way.start)
    return times.get(way.start, 0.0) + min(found[end] for end in way.ends if end in found)


def _times(context: Context) -> dict[ElementKey, float]:
    """The least time that each step takes, and each timer waits, in seconds."""
    scenario = context.staff.scenario
    second = scenario.time_unit.seconds
    found: dict[ElementKey, float] = {}
    for key, parameters in scenario.parameters.items():
        given = [getattr(parameters, name) for name in TIMES if getattr(parameters, name) is not None]
        found[key] = sum(one.least for one in given) * second
    for process in context.own_processes():
        for node in context.places.processes[process].graph.nodes:
            key = ElementKey(process.file, node)
            found.setdefault(key, _timer(context, key))
    return found


def _timer(context: Context, key: ElementKey) -> float:
    element = context.element(key)
    for definition in element.definitions if isinstance(element, CatchEvent) else ():
        said = definition.time_duration if isinstance(definition, TimerEventDefinition) else None
        if isinstance(said, Expression):
            try:
                return parse_duration(str(said.body))
            except ValueError:
                return 0.0
    return 0.0


RULE = Rule(
    "C07",
    Severity.ERROR,
    message("Promise that cannot be kept"),
    message("Even a case that never waits comes too late: every customer is disappointed."),
    message("Promise less, or change what has to be done on the way."),
    check,
)
