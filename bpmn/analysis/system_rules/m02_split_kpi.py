"""M02: a customer's time is measured in pieces, and between the pieces nobody measures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from bpmn.analysis.chains import Chain, chains
from bpmn.analysis.context import Context
from bpmn.analysis.governance import inside, is_end_to_end
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import Activity, CatchEvent
from bpmn.system.facts import KpiFact, Measure
from bpmn.system.topology import ends, starts

TIMES = (Measure.LEAD_TIME, Measure.ON_TIME)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a key figure measures: from which elements to which, and all between."""

    kpi: KpiFact
    starts: frozenset[ElementKey]
    ends: frozenset[ElementKey]
    covers: frozenset[ElementKey]


def check(context: Context) -> Iterable[Fault]:
    """One fault per gap between two measured stretches of one way from customer to customer.

    A gap is a step or a wait that lies behind the end of one stretch and before the start of the next and
    that no figure covers. There is none where a figure looks at the whole way.
    """
    figures = [kpi for kpi in context.system.facts.kpis if kpi.measure in TIMES and not kpi.resource]
    if any(is_end_to_end(kpi) for kpi in figures):
        return
    stretches = [s for kpi in figures if (s := _stretch(context, kpi)) is not None]
    told: set[tuple[str, str]] = set()
    for chain in chains(context):
        if any(chain.start in s.starts and s.ends & chain.outcomes for s in stretches):
            continue
        for one, other, gap in _gaps(context, chain, stretches):
            if (one.kpi.id, other.kpi.id) not in told:
                told.add((one.kpi.id, other.kpi.id))
                yield _fault(context, one, other, gap)


def _fault(context: Context, one: Stretch, other: Stretch, gap: list[ElementKey]) -> Fault:
    told = message(
        "Between “{one}” and “{other}” nobody measures “{gap}”.",
        one=one.kpi.name or one.kpi.id,
        other=other.kpi.name or other.kpi.id,
        gap=context.name(gap[0]),
    )
    return Fault(tuple(gap), told)


def _stretch(context: Context, kpi: KpiFact) -> Stretch | None:
    """The stretch of a figure; None where it names something that is gone or no process."""
    graph = context.topology.elements
    if kpi.element in context.places.processes and kpi.element is not None:
        first = frozenset({kpi.start} if kpi.start else starts(context.places, kpi.element))
        last = frozenset({kpi.end} if kpi.end else ends(context.places, kpi.element))
        return Stretch(kpi, first, last, frozenset(inside(context, kpi.element)))
    if kpi.start not in graph or kpi.end not in graph or kpi.start is None or kpi.end is None:
        return None
    own = graph.subgraph(n for n in graph if n not in context.topology.parties)
    between = {kpi.start, *nx.descendants(own, kpi.start)} & {kpi.end, *nx.ancestors(own, kpi.end)}
    return Stretch(kpi, frozenset({kpi.start}), frozenset({kpi.end}), frozenset(between))


def _gaps(
    context: Context, chain: Chain, stretches: list[Stretch]
) -> Iterator[tuple[Stretch, Stretch, list[ElementKey]]]:
    """Stretches that follow each other on a way, with the steps and waits between that nobody covers."""
    graph = context.topology.elements
    own = graph.subgraph(n for n in graph if n not in context.topology.parties)
    if chain.start not in own:
        return
    on_the_way = {chain.start, *nx.descendants(own, chain.start)}
    covered = {key for stretch in stretches for key in stretch.covers}
    for one in stretches:
        for end in sorted(one.ends & on_the_way):
            free = own.subgraph((set(own) - covered) | {end} | {s for o in stretches for s in o.starts})
            paths = nx.single_source_shortest_path(free, end)
            for other in stretches:
                for start in sorted(other.starts & set(paths)):
                    gap = [k for k in paths[start][1:-1] if _takes_time(context, k) and k not in covered]
                    if other is not one and gap:
                        yield one, other, gap


def _takes_time(context: Context, key: ElementKey) -> bool:
    return context.maps.is_a(key, Activity, CatchEvent)


RULE = Rule(
    "M02",
    Severity.WARNING,
    message("Time that falls between two key figures"),
    message("Both figures can get better while the customer waits longer: the wait hides in the gap."),
    message("Measure from the wish to the outcome, or let the second figure begin where the first one ends."),
    check,
    needs_folder=True,
)
