"""A17: two processes that do the same."""

from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from bpmn.analysis.context import Context
from bpmn.analysis.flow import is_work, node_of
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import StartEvent
from bpmn.system.names import normalised
from bpmn.system.seen import FileSurvey
from bpmn.system.topology import starts

ALIKE = 0.8
"""The share of steps that two processes have in common to count as the same (Jaccard index)."""

FEWEST = 3
"""Processes with fewer named steps are too small to be compared."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per group of processes with nearly the same steps that begin in the same way."""
    described = [(p, _steps(context, p), _beginning(context, p)) for p in context.own_processes()]
    large = [one for one in described if len(one[1]) >= FEWEST]
    together: dict[frozenset[tuple[str, ...]], list[tuple[ElementKey, frozenset[str]]]] = {}
    for process, steps, beginning in large:
        together.setdefault(beginning, []).append((process, steps))
    alike: nx.Graph[ElementKey] = nx.Graph()
    for group in together.values():
        for (one, steps), (other, others) in combinations(group, 2):
            if len(steps & others) >= ALIKE * len(steps | others):
                alike.add_edge(one, other)
    for joined in nx.connected_components(alike):
        found = tuple(sorted(joined))
        told = message(
            "{processes} do nearly the same and begin in the same way.",
            processes=", ".join(f"“{context.name(process)}”" for process in found),
        )
        yield Fault(found, told)


def _steps(context: Context, process: ElementKey) -> frozenset[str]:
    return context.maps.of(process.file).derive(_named)[process.element]


def _named(one: FileSurvey) -> dict[str, frozenset[str]]:
    """What the work in each process of a map is called."""
    return {
        graph.process_id: frozenset(
            normalised(node.name) for node in graph.nodes.values() if is_work(node) and node.name.strip()
        )
        for graph in one.processes
    }


def _beginning(context: Context, process: ElementKey) -> frozenset[tuple[str, ...]]:
    """What starts a process: the triggers of its start events with their names."""
    found = []
    for key in starts(context.places, process):
        is_start = context.maps.is_a(key, StartEvent)
        kinds = [kind.__name__ for kind in context.maps.detail(key).triggers] if is_start else []
        node = node_of(context, key)
        found.append((normalised(node.name) if node is not None else "", *kinds))
    return frozenset(found)


RULE = Rule(
    "A17",
    Severity.INFO,
    message("Two processes that do the same"),
    message("Both have to be kept up to date, and sooner or later they differ without anybody wanting it."),
    message("Merge them, or let both call one common process."),
    check,
    needs_folder=True,
)
