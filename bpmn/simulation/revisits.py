"""Which elements a case may come to more than once: there each visit needs random numbers of its own."""

from collections.abc import Collection

import networkx as nx

from bpmn.base.finding import ElementKey
from bpmn.semantics.net import Action, Net, PlaceKind
from bpmn.simulation.moves import Anchors

COUNTED = frozenset(
    {PlaceKind.FLOW, PlaceKind.ENTRY, PlaceKind.ACTIVE, PlaceKind.HELD, PlaceKind.WATCH, PlaceKind.MESSAGE}
)


def revisited(net: Net, anchors: Anchors, repeated: Collection[ElementKey]) -> frozenset[ElementKey]:
    """All elements behind a loop, or behind a fork whose paths meet again, or in several scopes.

    What is inside of ``repeated`` activities counts, and what that sends messages to.

    Some of them are visited once all the same; that costs a little time and changes no result.
    """
    graph = _graph(net)
    again: set[int] = set()
    for component in nx.strongly_connected_components(graph):
        some = next(iter(component))
        if len(component) > 1 or graph.has_edge(some, some):
            again |= component
    again |= _met(net, graph) | _inside(net, anchors, repeated)
    behind = set(again)
    open_nodes = list(again)
    while open_nodes:
        new = [node for node in graph.successors(open_nodes.pop()) if node not in behind]
        behind.update(new)
        open_nodes += new
    elements: set[ElementKey] = {key for node in behind for key in _elements(net, node)}
    return frozenset(elements | _copied(net, anchors))


def _graph(net: Net) -> "nx.DiGraph[int]":
    """Places and, below 0, transitions."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(p.index for p in net.places)
    for transition in net.transitions:
        node = -1 - transition.index
        graph.add_node(node)
        sources = [*transition.takes, *(join.place for join in transition.joins)]
        graph.add_edges_from((p, node) for p in sources if net.places[p].kind in COUNTED)
        graph.add_edges_from((node, p) for p in transition.gives if net.places[p].kind in COUNTED)
    return graph


def _met(net: Net, graph: "nx.DiGraph[int]") -> set[int]:
    """The places at which paths of one fork may come together."""
    found: set[int] = set()
    for transition in net.transitions:
        given = {p for p in transition.gives if net.places[p].kind in COUNTED}
        if len(given) < 2 or all(p in found for p in given):  # noqa: PLR2004 - no fork
            continue
        seen: set[int] = set()
        for place in sorted(given):
            reached = nx.descendants(graph, place) | {place}
            found |= seen & reached
            seen |= reached
    return found


def _inside(net: Net, anchors: Anchors, repeated: Collection[ElementKey]) -> set[int]:
    """The places inside of repeated activities."""
    hosts = {s.index for s in net.scopes if s.element in repeated}
    for transition in net.transitions:
        if transition.action is Action.BEGIN and transition.element in repeated:
            hosts |= {scope for _, scope, _ in anchors.move(transition).into}
    return {
        place.index
        for place in net.places
        if place.scope is not None and hosts.intersection(anchors.chain(place.scope))
    }


def _elements(net: Net, node: int) -> tuple[ElementKey, ...]:
    if node < 0:
        return net.transitions[-1 - node].elements
    place = net.places[node]
    return (place.element,) if place.target is None else (place.element, place.target)


def _copied(net: Net, anchors: Anchors) -> set[ElementKey]:
    """The elements that stand in several scopes, because their process is called more than once."""
    scopes: dict[ElementKey, set[int]] = {}
    for transition in net.transitions:
        scope = anchors.anchor(transition)
        if scope is not None:
            for key in transition.elements:
                scopes.setdefault(key, set()).add(scope)
    return {key for key, found in scopes.items() if len(found) > 1}
