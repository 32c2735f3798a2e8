"""A16: a process waits for two others whose cases have nothing to do with each other."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.flow import flow_of
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.analysis.waits import Wait, waits
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import ParallelGateway
from bpmn.system.topology import FORWARD

Beginnings = Callable[[ElementKey], frozenset[ElementKey]]


def check(context: Context) -> Iterable[Fault]:
    """One fault per process that needs word of two processes without a common beginning."""
    beginnings = _beginnings(context)
    by_process: dict[ElementKey, list[Wait]] = {}
    for wait in waits(context):
        by_process.setdefault(context.places.process_of[wait.key], []).append(wait)
    for process, found in sorted(by_process.items()):
        graph = flow_of(context, process)
        for one, other in combinations(found, 2):
            if _both_are_passed(context, graph, one.key, other.key):
                yield from _apart(context, process, (one, other), beginnings)


def _apart(
    context: Context,
    process: ElementKey,
    pair: tuple[Wait, Wait],
    beginnings: Beginnings,
) -> Iterator[Fault]:
    senders = [sorted({_sender(context, link.source) for link in wait.links}) for wait in pair]
    own = set(context.own_processes())
    known = [own.issuperset(names) and process not in names for names in senders]
    if not all(known) or set(senders[0]) & set(senders[1]):
        return
    if any(beginnings(a) & beginnings(b) for a in senders[0] for b in senders[1]):
        return
    told = message(
        "“{process}” waits for “{one}” and for “{other}”, which belong to different cases.",
        process=context.name(process),
        one=context.name(senders[0][0]),
        other=context.name(senders[1][0]),
    )
    links = tuple(link for wait in pair for link in wait.links)
    yield Fault((pair[0].key, pair[1].key), told, links=links)


def _sender(context: Context, key: ElementKey) -> ElementKey:
    return context.place(key) or key


def _both_are_passed(
    context: Context, graph: "nx.DiGraph[ElementKey]", one: ElementKey, other: ElementKey
) -> bool:
    """Whether one case passes both: one after the other, or on two ways that meet again."""
    if nx.has_path(graph, one, other) or nx.has_path(graph, other, one):
        return True
    after: set[ElementKey] = nx.descendants(graph, one)
    behind: set[ElementKey] = nx.descendants(graph, other)
    return any(context.maps.is_a(key, ParallelGateway) for key in after & behind)


def _beginnings(context: Context) -> Beginnings:
    """For each process all from which its cases may come: itself, and all that lead to it."""
    graph: nx.DiGraph[ElementKey] = nx.DiGraph()
    graph.add_nodes_from(context.topology.processes)
    for link in context.of_kind(FORWARD):
        source, target = context.place(link.source), context.place(link.target)
        if source is not None and target is not None:
            graph.add_edge(source, target)

    @cache
    def beginnings(process: ElementKey) -> frozenset[ElementKey]:
        above: set[ElementKey] = nx.ancestors(graph, process)
        return frozenset({process, *above})

    return beginnings


RULE = Rule(
    "A16",
    Severity.WARNING,
    message("Join of cases that do not belong together"),
    message("Parts of different cases meet, or one waits for a part that was made for somebody else."),
    message("Start both from one event, and give the case a number that both carry."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
