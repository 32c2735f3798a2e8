"""How cases move inside processes: loops, who has a step, what lies on the way."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from bpmn.analysis.chains import chains
from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.model import Activity, ReceiveTask
from bpmn.model.graph import Node
from bpmn.system.flows import flows
from bpmn.system.seen import FileSurvey

Hand = tuple[ElementKey, str]
"""A process, and the lane in it; empty without lanes."""


def node_of(context: Context, key: ElementKey) -> Node | None:
    """The node of an element in the graph of its process; None for other elements."""
    process = context.places.process_of.get(key)
    if process is None:
        return None
    return context.places.processes[process].graph.nodes.get(key.element)


def nodes_of(context: Context, process: ElementKey) -> list[ElementKey]:
    """All flow nodes of a process, in file order."""
    return context.places.processes[process].nodes


def flow_of(context: Context, process: ElementKey) -> "nx.DiGraph[ElementKey]":
    """The nodes of one process and how a case moves between them; to be read only."""
    place = context.places.processes[process]
    inside = context.joined_inside.get(process)
    if inside is None:
        return place.flow
    found = place.flow.copy()
    found.add_edges_from(inside)
    return found


def loops_of(context: Context, process: ElementKey) -> list[list[ElementKey]]:
    """The parts of a process in which a case can go round, each in order."""
    flow = flow_of(context, process)
    if flow is not context.places.processes[process].flow:
        return list(loops(flow))
    return context.maps.of(process.file).derive(_loops_by_process).get(process.element, [])


def _loops_by_process(one: FileSurvey) -> dict[str, list[list[ElementKey]]]:
    return {process: list(loops(flow)) for process, flow in one.derive(flows).items()}


def loops(graph: "nx.DiGraph[ElementKey]") -> Iterator[list[ElementKey]]:
    """The parts of a graph in which a case can go round, each in order."""
    for group in nx.strongly_connected_components(graph):
        first = next(iter(group))
        if len(group) > 1 or graph.has_edge(first, first):
            yield sorted(group)


def round_of(
    graph: "nx.DiGraph[ElementKey]", loop: Iterable[ElementKey], gate: ElementKey
) -> set[ElementKey]:
    """The nodes of a loop that one round from a decision back to it can pass.

    Those that every way reaches and leaves by one and the same other node lie on a detour of that node, such
    as a follow-up after which somebody waits on.
    """
    inside: nx.DiGraph[ElementKey] = nx.DiGraph()
    inside.add_edges_from(graph.subgraph(loop).edges)
    before = nx.immediate_dominators(inside, gate)
    after = nx.immediate_dominators(inside.reverse(), gate)
    return {n for n in inside if not (_above(before, n) & _above(after, n)) - {gate}}


def _above(dominators: dict[ElementKey, ElementKey], node: ElementKey) -> set[ElementKey]:
    found: set[ElementKey] = set()
    while dominators.get(node, node) != node:
        node = dominators[node]
        found.add(node)
    return found


def hand_of(context: Context, key: ElementKey) -> Hand | None:
    """Who has a step: its process and the lane in it; None where others have a lane and this one has not."""
    process, node = context.places.process_of.get(key), node_of(context, key)
    if process is None or node is None:
        return None
    graph = context.places.processes[process].graph
    if node.lane is None and any(other.lane for other in graph.nodes.values()):
        return None
    return process, node.lane or ""


def hand_name(context: Context, hand: Hand) -> str:
    """What to call who has a step: the role, else the owner of the process, else the process."""
    process, lane = hand
    name = context.maps.name(ElementKey(process.file, lane)) if lane else ""
    return name or context.owner(process) or context.name(process)


def activities(context: Context, keys: Iterable[ElementKey]) -> list[ElementKey]:
    """Those of some elements that are work, not mere waiting."""
    nodes = ((key, node_of(context, key)) for key in keys)
    return [key for key, node in nodes if node is not None and is_work(node)]


def is_work(node: Node) -> bool:
    """Whether a node is work, not mere waiting."""
    return issubclass(node.kind, Activity) and not issubclass(node.kind, ReceiveTask)


def steps_after(
    graph: "nx.DiGraph[ElementKey]", key: ElementKey, work: Container[ElementKey]
) -> list[ElementKey]:
    """The work that follows a step, past events and gateways."""
    found: dict[ElementKey, None] = {}
    seen: set[ElementKey] = set()
    waiting = list(graph.successors(key))
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if node in work:
            found[node] = None
        else:
            waiting += graph.successors(node)
    return sorted(found)


def on_customer_ways(context: Context) -> dict[ElementKey, "Way"]:
    """Every node on a way from a customer's wish to what the customer gets, with the first such way."""
    found: dict[ElementKey, Way] = {}
    for way in context.ways:
        for node in sorted(way.nodes):
            found.setdefault(node, way)
    return found


@dataclass(frozen=True, slots=True)
class Way:
    """All nodes between where a customer asks (``start``) and where the customer is answered (``ends``)."""

    customer: str
    start: ElementKey
    ends: frozenset[ElementKey]
    nodes: frozenset[ElementKey]


def ways(context: Context) -> list[Way]:
    """The ways of all chains that have an answer."""
    found = []
    for chain in chains(context):
        graph = context.own_flow
        if chain.start not in graph:
            continue
        after = {chain.start, *nx.descendants(graph, chain.start)}
        ends = frozenset(after & chain.outcomes)
        before = set(ends)
        for end in ends:
            before |= nx.ancestors(graph, end)
        if ends:
            found.append(Way(chain.customer, chain.start, ends, frozenset(after & before)))
    return found
