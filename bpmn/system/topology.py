"""The system as graphs: which element leads to which, and which process works for which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from bpmn.base.finding import ElementKey
from bpmn.model import (
    Gateway,
    InclusiveGateway,
    ParallelGateway,
)
from bpmn.system import flows
from bpmn.system.facts import Role
from bpmn.system.link import Kind, Links, Party
from bpmn.system.places import Places
from bpmn.system.system import System

FORWARD = frozenset({Kind.TRIGGER, Kind.MESSAGE, Kind.SIGNAL, Kind.CALL, Kind.DATA, Kind.EXCEPTION})
"""Kinds of links along which work or information goes from one process to another."""

MOVES = frozenset({Kind.TRIGGER, Kind.MESSAGE, Kind.SIGNAL, Kind.CONTINUATION})
"""Kinds of links along which a case goes on."""


@dataclass(frozen=True)
class Topology:
    """Element graph and process graph of a system.

    Nodes of ``elements`` are flow nodes and, for parties, keys with an empty file. Nodes of
    ``processes`` are processes and parties.
    """

    processes: "nx.MultiDiGraph[ElementKey]"
    parties: dict[ElementKey, Party]
    theirs: dict[ElementKey, ElementKey]
    """The party behind each process that a map shows inside a party's pool."""
    joined: tuple[tuple[ElementKey, ElementKey], ...] = ()
    """The edges of ``elements`` that links make."""
    flows: "tuple[nx.DiGraph[ElementKey], ...]" = ()
    """How cases move inside each process."""

    @cached_property
    def elements(self) -> "nx.DiGraph[ElementKey]":
        """Which element leads to which; built when it is first asked for."""
        found: nx.DiGraph[ElementKey] = nx.DiGraph()
        found.add_nodes_from(self.parties)
        for flow in self.flows:
            found.add_nodes_from(flow)
            found.add_edges_from(flow.edges)
        found.add_edges_from(self.joined)
        return found

    def party_at(self, place: ElementKey | None) -> Party | None:
        """The party that a party node or a process stands for; None inside the organisation."""
        return self.parties.get(self.theirs.get(place, place)) if place is not None else None

    def is_customer(self, place: ElementKey | None) -> bool:
        """Whether a party node or a process is a customer's."""
        party = self.party_at(place)
        return party is not None and party.role is Role.CUSTOMER


def party_key(party: Party) -> ElementKey:
    """The node that stands for a party."""
    return ElementKey("", party.name)


def topology(found: Places, links: Links) -> Topology:
    """Work out how elements and processes lead to each other."""
    parties = {party_key(party): party for party in links.parties}
    outside = {element: party_key(party) for party in links.parties for element in party.elements}
    joined = tuple(_joined(found, links, outside))
    within = tuple(place.flow for place in found.processes.values())
    theirs = {found.process_of[e]: party for e, party in outside.items() if e in found.process_of}
    return Topology(_lifted(found, links, outside, parties), parties, theirs, joined, within)


def place_of(found: Places, outside: dict[ElementKey, ElementKey], key: ElementKey) -> ElementKey | None:
    """The process or party that an element belongs to; None for other elements."""
    if key in found.processes:
        return key
    return found.process_of.get(key) or outside.get(key)


def _lifted(
    found: Places,
    links: Links,
    outside: dict[ElementKey, ElementKey],
    parties: Iterable[ElementKey],
) -> "nx.MultiDiGraph[ElementKey]":
    graph: nx.MultiDiGraph[ElementKey] = nx.MultiDiGraph()
    graph.add_nodes_from(found.processes)
    graph.add_nodes_from(parties)
    for link in links.links:
        if link.kind is Kind.RESOURCE:  # people whom processes share lead nowhere
            continue
        source = place_of(found, outside, link.source)
        target = place_of(found, outside, link.target)
        if source is not None and target is not None and source != target:
            graph.add_edge(source, target, link=link)
    return graph


# -- inside a process ------------------------------------------------------------------------------


def starts(found: Places, process: ElementKey, parent: str | None = None) -> list[ElementKey]:
    """Where a process or sub-process begins: its start events, else the nodes that nothing enters."""
    place = found.processes[process]
    return list(place.starts) if parent is None else flows.starts(process.file, place.graph, parent)


def ends(found: Places, process: ElementKey, parent: str | None = None) -> list[ElementKey]:
    """Where a process or sub-process ends: the nodes that nothing leaves."""
    return flows.ends(process.file, found.processes[process].graph, parent)


def _joined(
    found: Places, links: Links, outside: dict[ElementKey, ElementKey]
) -> Iterator[tuple[ElementKey, ElementKey]]:
    """The ways on which links bring a case on."""
    for link in links.links:
        if link.kind is Kind.CALL and link.target in found.processes:
            # No edge leads back: the caller's own flow goes on, and other callers must not be reached.
            yield from ((link.source, start) for start in starts(found, link.target))
        elif link.kind in MOVES:
            source = _nodes(found, outside, link.source, is_source=True)
            target = _nodes(found, outside, link.target, is_source=False)
            yield from ((s, t) for s in source for t in target)


def _nodes(
    found: Places, outside: dict[ElementKey, ElementKey], key: ElementKey, *, is_source: bool
) -> list[ElementKey]:
    """The nodes that stand for an end of a link: a pool with a process is all of its ends or starts."""
    process = found.process_of.get(key)
    if process is None:
        return [outside[key]] if key in outside else []
    if key.element in found.processes[process].graph.nodes and key.file == process.file:
        return [key]
    return ends(found, process) if is_source else starts(found, process)


# -- what a node does with a case ------------------------------------------------------------------


def splits_to_all(system: System, key: ElementKey) -> bool:
    """Whether a case goes on along every flow that leaves a node, not along one of them."""
    element = system.document(key.file).element(key.element)
    if isinstance(element, Gateway):
        return isinstance(element, ParallelGateway) and not isinstance(element, InclusiveGateway)
    node = element.node if element is not None else None
    if node is None or node.get("default"):
        return False
    flows = getattr(element, "outgoing_flows", [])
    return all(flow.condition_expression is None for flow in flows)
