"""How a case moves inside one process, as far as its own map says."""

import networkx as nx

from bpmn.base.finding import ElementKey
from bpmn.model import BoundaryEvent, StartEvent, SubProcess
from bpmn.model.graph import ProcessGraph
from bpmn.system.seen import FileSurvey


def flows(one: FileSurvey) -> dict[str, "nx.DiGraph[ElementKey]"]:
    """A graph of steps for each process of a map; to be read only. Ask for it by ``derive``."""
    return {graph.process_id: _flow(one.file, graph) for graph in one.processes}


def beginnings(one: FileSurvey) -> dict[str, tuple[ElementKey, ...]]:
    """Where each process of a map begins. Ask for it by ``derive``."""
    return {graph.process_id: tuple(starts(one.file, graph)) for graph in one.processes}


def starts(file: str, graph: ProcessGraph, parent: str | None = None) -> list[ElementKey]:
    """Where a process or sub-process begins: its start events, else the nodes that nothing enters."""
    nodes = graph.children(parent)
    events = [n for n in nodes if issubclass(n.kind, StartEvent)]
    free = [n for n in nodes if not graph.into(n.id) and not issubclass(n.kind, BoundaryEvent)]
    return [ElementKey(file, n.id) for n in events or free]


def ends(file: str, graph: ProcessGraph, parent: str | None = None) -> list[ElementKey]:
    """Where a process or sub-process ends: the nodes that nothing leaves."""
    return [ElementKey(file, n.id) for n in graph.children(parent) if not graph.out(n.id)]


def _flow(file: str, graph: ProcessGraph) -> "nx.DiGraph[ElementKey]":
    made: nx.DiGraph[ElementKey] = nx.DiGraph()
    made.add_nodes_from(ElementKey(file, node) for node in graph.nodes)
    made.add_edges_from((ElementKey(file, f.source), ElementKey(file, f.target)) for f in graph.flows)
    for node in graph.nodes.values():
        key = ElementKey(file, node.id)
        if node.attached_to:
            made.add_edge(ElementKey(file, node.attached_to), key)
        if not issubclass(node.kind, SubProcess) or not graph.children(node.id):
            continue
        made.add_edges_from((key, inner) for inner in starts(file, graph, node.id))
        if node.is_event_driven:
            around = [ElementKey(file, node.parent)] if node.parent else starts(file, graph)
            made.add_edges_from((one, key) for one in around if one != key)
        leaving = [ElementKey(file, flow.target) for flow in graph.out(node.id)]
        made.add_edges_from((end, after) for end in ends(file, graph, node.id) for after in leaving)
    return made
