"""Putting a step onto a flow: the flow is led through it."""

import math
from itertools import pairwise

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.consequences.lines import reshape
from bpmn.editing.depict import depict_edge
from bpmn.editing.diagrams import end_at, plane_of
from bpmn.editing.naming import refer
from bpmn.editing.replacing import link, make_connection, unlink
from bpmn.layout.docking import End, crop
from bpmn.layout.routing import ENDS, simplified
from bpmn.model import BPMNEdge, BPMNPlane, BPMNShape, Element, FlowNode, SequenceFlow
from bpmn.rules.allowed import may_connect
from bpmn.rules.scopes import container_of

NEAR = 10.0
"""How close to a line the middle of a step must lie to be put onto it, in diagram units."""


def insert_where_it_lies(shape: BPMNShape) -> SequenceFlow | None:
    """Lead the sequence flow that runs under the middle of a shape through its step.

    The first half keeps the flow with all it says; the second half, which is new, is returned. Nothing
    happens where the step has flows already or BPMN does not allow it.
    """
    node, plane = shape.bpmn_element, plane_of(shape)
    if not isinstance(node, FlowNode) or plane is None or node.incoming_flows or node.outgoing_flows:
        return None
    edge = _edge_under(plane, node, shape.bounds.centre)
    flow = edge.bpmn_element if edge is not None else None
    if edge is None or not isinstance(flow, SequenceFlow) or not _fits(flow, node):
        return None
    return _insert(flow, edge, shape, node)


def _edge_under(plane: BPMNPlane, node: FlowNode, centre: Point) -> BPMNEdge | None:
    """The edge of a sequence flow beside a node that runs past a point, the topmost."""
    for found in plane.node.iterchildren(BPMNEdge.own_tag, reversed=True):
        edge = BPMNEdge(plane.document, found)
        if not any(_is_near(a, b, centre) for a, b in pairwise(edge.waypoints)):
            continue
        flow = edge.bpmn_element
        if isinstance(flow, SequenceFlow) and container_of(flow) == container_of(node):
            return edge
    return None


def _is_near(a: Point, b: Point, at: Point) -> bool:
    dx, dy = b.x - a.x, b.y - a.y
    square = dx * dx + dy * dy
    if not square:
        return False
    foot = ((at.x - a.x) * dx + (at.y - a.y) * dy) / square
    away = math.hypot(a.x + foot * dx - at.x, a.y + foot * dy - at.y)
    return 0 < foot < 1 and away <= NEAR


def _fits(flow: SequenceFlow, node: Element) -> bool:
    source, target = flow.source_ref, flow.target_ref
    if source is None or target is None or node in (source, target):
        return False
    return may_connect(source, node) is SequenceFlow and may_connect(node, target) is SequenceFlow


def _insert(flow: SequenceFlow, edge: BPMNEdge, shape: BPMNShape, node: FlowNode) -> SequenceFlow:
    target, points, end = flow.target_ref, edge.waypoints, end_at(shape)
    assert target is not None
    assert end is not None
    default = [n for n, name in flow.document.references(flow.id or "") if name == "default"]
    unlink(flow)
    refer(flow, "targetRef", node)
    link(flow)
    for found in default:
        flow.document.set_attribute(found, "default", flow.id)
    second = make_connection(SequenceFlow, node, target)
    assert isinstance(second, SequenceFlow)
    first_half, second_half = _split(points, end)
    flow.document.set_attribute(edge.node, "targetElement", None)
    reshape(edge, first_half)
    plane = plane_of(edge)
    if plane is not None:
        depict_edge(plane, second, second_half)
    return second


def _split(points: list[Point], end: End) -> tuple[list[Point], list[Point]]:
    """Both halves of a line that is led through a shape, cut off at its outline."""
    centre = end.centre
    index = next((i for i, (a, b) in enumerate(pairwise(points)) if _is_near(a, b, centre)), 0)
    before = [p for p in points[: index + 1] if not _covers(end.bounds, p)] or points[:1]
    after = [p for p in points[index + 1 :] if not _covers(end.bounds, p)] or points[-1:]
    first = simplified([*before, _beside(before[-1], centre)])
    last = simplified([_beside(after[0], centre), *after])
    if len(first) < ENDS:
        first = [before[-1], centre]
    if len(last) < ENDS:
        last = [centre, after[0]]
    return [*first[:-1], crop(end, first[-1], first[-2])], [crop(end, last[0], last[1]), *last[1:]]


def _covers(bounds: Bounds, point: Point) -> bool:
    return bounds.grown(1).contains(point)


def _beside(point: Point, centre: Point) -> Point:
    """The dock in a shape for a piece of line from a point, so that it stays level or upright."""
    if abs(point.y - centre.y) <= NEAR:
        return Point(centre.x, point.y)
    if abs(point.x - centre.x) <= NEAR:
        return Point(point.x, centre.y)
    return centre
