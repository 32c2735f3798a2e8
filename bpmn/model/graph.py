"""Frozen snapshots of processes as graphs: what checks, layout and numbers walk over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from types import MappingProxyType
from typing import TypeVar

from bpmn.model.activities import Activity, SubProcess
from bpmn.model.common import FlowNode, SequenceFlow
from bpmn.model.document import Document
from bpmn.model.element import Element
from bpmn.model.events import BoundaryEvent
from bpmn.model.gateways import ComplexGateway, ExclusiveGateway, InclusiveGateway
from bpmn.model.process import LaneSet, Process

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node. ``parent`` is the sub-process around it, None directly in the process."""

    id: str
    kind: type[FlowNode]
    name: str
    parent: str | None
    lane: str | None
    attached_to: str | None
    is_event_driven: bool = False
    """Whether it is an event sub-process."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow between two nodes of the graph."""

    id: str
    source: str
    target: str
    name: str
    is_default: bool
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class ProcessGraph:
    """One process with all its levels. Nodes without an id, and flows that lead nowhere, are left out."""

    process_id: str
    name: str
    nodes: Mapping[str, Node]
    flows: tuple[Flow, ...]
    _out: Mapping[str, tuple[Flow, ...]] = field(repr=False)
    _into: Mapping[str, tuple[Flow, ...]] = field(repr=False)
    _children: Mapping[str | None, tuple[Node, ...]] = field(repr=False)

    def out(self, node: str) -> tuple[Flow, ...]:
        """Flows that leave a node, in file order."""
        return self._out.get(node, ())

    def into(self, node: str) -> tuple[Flow, ...]:
        """Flows that enter a node, in file order."""
        return self._into.get(node, ())

    def children(self, node: str | None) -> tuple[Node, ...]:
        """Nodes directly in a sub-process, or with None directly in the process, in file order."""
        return self._children.get(node, ())


def process_graphs(document: Document) -> list[ProcessGraph]:
    """A graph per process of the file, in file order; processes without flow nodes included."""
    return [process_graph(process) for process in document.all(Process)]


def process_graph(process: Process) -> ProcessGraph:
    """The graph of one process."""
    lanes = _lanes(process)
    nodes: dict[str, Node] = {}
    flows: dict[str, SequenceFlow] = {}
    for element, parent in _elements(process):
        if isinstance(element, FlowNode) and element.id and element.id not in nodes:
            nodes[intern(element.id)] = _node(element, parent, lanes)
        elif isinstance(element, SequenceFlow):
            flows.setdefault(element.id or f"flow at line {element.node.sourceline}", element)
    found = tuple(made for key, flow in flows.items() if (made := _flow(key, flow, nodes)))
    return ProcessGraph(
        process.id or "",
        process.name or "",
        MappingProxyType(nodes),
        found,
        _grouped((flow.source, flow) for flow in found),
        _grouped((flow.target, flow) for flow in found),
        _grouped((node.parent, node) for node in nodes.values()),
    )


def _elements(process: Process) -> Iterator[tuple[Element, str | None]]:
    """Everything in the process with the id of the sub-process around it, in file order."""
    stack: list[tuple[Iterator[Element], str | None]] = [(iter(process.flow_elements), None)]
    while stack:
        elements, parent = stack[-1]
        element = next(elements, None)
        if element is None:
            stack.pop()
            continue
        yield element, parent
        if isinstance(element, SubProcess):
            stack.append((iter(element.flow_elements), element.id))


def _node(element: FlowNode, parent: str | None, lanes: Mapping[str, str]) -> Node:
    host = element.attached_to_ref if isinstance(element, BoundaryEvent) else None
    identifier = intern(element.id or "")
    return Node(
        identifier,
        type(element),
        intern(element.name or ""),
        parent,
        lanes.get(identifier),
        intern(host.id) if host is not None and host.id else None,
        isinstance(element, SubProcess) and element.triggered_by_event,
    )


def _flow(identifier: str, flow: SequenceFlow, nodes: Mapping[str, Node]) -> Flow | None:
    source, target = flow.source_ref, flow.target_ref
    start = nodes.get(source.id or "") if source else None
    end = nodes.get(target.id or "") if target else None
    if start is None or end is None or source is None:
        return None
    splits = isinstance(source, Activity | ExclusiveGateway | InclusiveGateway | ComplexGateway)
    return Flow(
        intern(identifier),
        start.id,
        end.id,
        flow.name or "",
        splits and source.node.get("default") == flow.id,
        flow.condition_expression is not None,
    )


def _lanes(process: Process) -> dict[str, str]:
    """The innermost lane of each node that one names."""
    lanes: dict[str, str] = {}
    stack: list[LaneSet] = list(reversed(list(process.lane_sets)))
    while stack:
        for lane in stack.pop().lanes:
            for node in lane.flow_node_refs:
                if node.id and lane.id:
                    lanes[node.id] = intern(lane.id)
            if lane.child_lane_set is not None:
                stack.append(lane.child_lane_set)
    return lanes


def _grouped(pairs: Iterator[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})
