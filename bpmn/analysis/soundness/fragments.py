"""The smallest part of a process around something that is wrong."""

import networkx as nx

from bpmn.base.finding import ElementKey
from bpmn.semantics.net import INSIDE, Net

ROOT = ElementKey("", "")


def fragment(net: Net, element: ElementKey) -> tuple[ElementKey, ...]:
    """The element at which the paths part that meet at this one; empty where none does.

    It is the immediate dominator: every way to the element passes it, and none passes a later one that all
    pass (Lengauer and Tarjan 1979). From it to the element is the smallest fragment with one entry.
    """
    graph = _graph(net)
    if element not in graph or graph.in_degree(element) <= 1:
        return ()
    found = nx.immediate_dominators(graph, ROOT).get(element)
    return (found,) if found is not None and found not in (ROOT, element) else ()


def _graph(net: Net) -> "nx.DiGraph[ElementKey]":
    """Which element follows which; what begins a process follows the root."""
    graph: nx.DiGraph[ElementKey] = nx.DiGraph()
    behind: dict[int, set[ElementKey]] = {}
    for one in net.transitions:
        for place in (*one.takes, *(join.place for join in one.joins)):
            behind.setdefault(place, set()).add(one.element)
    for one in net.transitions:
        if not any(net.places[p].kind in INSIDE for p in one.takes) and not one.joins:
            graph.add_edge(ROOT, one.element)
        for place in one.gives:
            if net.places[place].kind in INSIDE:
                graph.add_edges_from((one.element, target) for target in sorted(behind.get(place, ())))
    return graph
