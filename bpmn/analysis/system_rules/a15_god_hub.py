"""A15: one process through which nearly everything goes."""

from collections.abc import Iterable
from statistics import median

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message

FEWEST = 6
"""Among fewer processes one of them is always in the middle."""

MOST_WAYS = 0.5
TIMES_MEDIAN = 2


def check(context: Context) -> Iterable[Fault]:
    """One fault per process that lies on more than half of all shortest ways and has twice the usual links.

    Betweenness centrality after Freeman (1977), normalised, on the graph of processes and parties.
    """
    own = context.own_processes()
    if len(own) < FEWEST:
        return
    graph: nx.DiGraph[ElementKey] = nx.DiGraph(context.topology.processes)
    usual = median(degree for _, degree in graph.degree(own))
    busy = [process for process in own if graph.degree(process) >= TIMES_MEDIAN * usual]
    perhaps = [process for process in busy if _bound(graph, process) > MOST_WAYS]
    between = nx.betweenness_centrality(graph) if perhaps else {}
    for process in perhaps:
        if between[process] > MOST_WAYS:
            told = message(
                "“{process}” is joined to {count} others, and most ways lead through it.",
                process=context.name(process),
                count=graph.degree(process),
            )
            yield Fault((process,), told)


def _bound(graph: "nx.DiGraph[ElementKey]", process: ElementKey) -> float:
    """What its betweenness is at most: a way through it comes from what leads to it, and goes on behind."""
    others = len(graph) - 1
    pairs = len(nx.ancestors(graph, process)) * len(nx.descendants(graph, process))
    return pairs / max(others * (others - 1), 1)


RULE = Rule(
    "A15",
    Severity.INFO,
    message("Process that everything goes through"),
    message("If it is late, everything is late: it is the one point at which the whole can stop."),
    message("Split it, or give it capacity before any other process."),
    check,
    needs_folder=True,
    reads=Reads.LINKS,
)
