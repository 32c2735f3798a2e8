"""H09: a case waits at a join for the slowest of several owners."""

from collections.abc import Iterable, Iterator

import networkx as nx

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.flow import Hand, activities, flow_of, hand_name, hand_of, on_customer_ways
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import InclusiveGateway, ParallelGateway

TWO = 2


def check(context: Context) -> Iterable[Fault]:
    """One fault per parallel or inclusive join on a customer's way whose branches have different owners."""
    ways = on_customer_ways(context)
    arriving: dict[ElementKey, list[ElementKey]] = {}
    for link in context.of_kind(SENT):
        arriving.setdefault(link.target, []).append(link.source)
    for key in sorted(ways):
        if not context.maps.is_a(key, ParallelGateway, InclusiveGateway):
            continue
        graph = flow_of(context, context.places.process_of[key])
        branches = sorted(graph.predecessors(key))
        if len(branches) < TWO:
            continue
        names = [sorted(set(_names(context, graph, branch, branches, arriving))) for branch in branches]
        if all(names) and len({tuple(one) for one in names}) > 1:
            listed = list(dict.fromkeys(name for one in names for name in one))
            told = message(
                "At “{join}” a case waits for the slowest of {names}.",
                join=context.maps.name(key) or context.process_name(key),
                names=", ".join(f"“{name}”" for name in listed),
            )
            yield Fault((key, *branches), told)


def _names(
    context: Context,
    graph: "nx.DiGraph[ElementKey]",
    branch: ElementKey,
    branches: list[ElementKey],
    arriving: dict[ElementKey, list[ElementKey]],
) -> Iterator[str]:
    """Who works, or is waited for, on one branch alone."""
    others = [other for other in branches if other != branch]
    before = {branch, *nx.ancestors(graph, branch)}
    shared = {n for other in others for n in (other, *nx.ancestors(graph, other))}
    alone = before - shared
    hands: list[Hand | None] = [hand_of(context, key) for key in activities(context, sorted(alone))]
    yield from (hand_name(context, hand) for hand in hands if hand is not None)
    for key in sorted(alone):
        yield from (context.process_name(source) for source in arriving.get(key, ()))


RULE = Rule(
    "H09",
    Severity.INFO,
    message("Waiting for the slowest"),
    message("The case leaves with the last branch: what the others save is lost at the join."),
    message("Start the longest branch first. Add times to know which one it is."),
    check,
)
