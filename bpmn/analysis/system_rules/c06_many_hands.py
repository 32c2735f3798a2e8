"""C06: on a customer's way the case goes through many hands."""

from collections.abc import Iterable
from itertools import pairwise

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message

MOST = 5
"""So many changes of the owner are usual."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per way on whose shortest form the owner changes more than five times.

    The owner is whoever is named for the process; a process without an owner is one of its own.
    """
    for way in context.ways:
        inside = context.own_flow.subgraph(way.nodes)
        paths = nx.single_source_shortest_path(inside, way.start)
        path = min((paths[end] for end in sorted(way.ends) if end in paths), key=len, default=[])
        owners = [_owner(context, key) for key in path]
        changes = sum(a != b for a, b in pairwise(owners))
        if changes > MOST:
            told = message(
                "From “{start}” to the answer a case changes hands {count} times: {names}.",
                start=context.name(way.start),
                count=changes,
                names=" → ".join(dict.fromkeys(owners)),
            )
            yield Fault((way.start, path[-1]), told)


def _owner(context: Context, key: ElementKey) -> str:
    process = context.places.process_of[key]
    return context.owner(process) or context.name(process)


RULE = Rule(
    "C06",
    Severity.INFO,
    message("Many hands on one way"),
    message("Every hand-over is a queue: the case lies there until the next one has time for it."),
    message("Let one owner do more of the way, or hand over case by case."),
    check,
)
