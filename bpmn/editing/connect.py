"""Connecting elements."""

from collections.abc import Sequence

from bpmn.base.geometry import Point
from bpmn.editing.depict import depict_edge
from bpmn.editing.diagrams import edge_on, end_at, ends_of, plane_of, planes, shape_on
from bpmn.editing.edit import edit
from bpmn.editing.hops import names_make_way
from bpmn.editing.naming import refer
from bpmn.editing.places import can_be_drawn
from bpmn.editing.refused import NotAllowed, allowed, not_allowed
from bpmn.editing.replacing import home_of, link, make_connection, replace_connection, unlink
from bpmn.editing.routes import new_route
from bpmn.layout.docking import End, crop
from bpmn.layout.routing import ENDS, docked, is_slanted
from bpmn.model import (
    Activity,
    Association,
    AssociationDirection,
    BoundaryEvent,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    DataAssociation,
    DataObject,
    Element,
    SequenceFlow,
)
from bpmn.model.document import Document
from bpmn.rules.allowed import may_connect
from bpmn.rules.refusal import Refusal
from bpmn.rules.scopes import pool_of

UNSEEN = "The line would end at something that this sheet does not show: open or draw what it lies in first."
NO_REFERENCE = "Other suites do not show this document: put a new one in its place, and draw the line there."


def connect(
    document: Document,
    source: Element,
    target: Element,
    plane: BPMNPlane | None = None,
    waypoints: Sequence[Point] | None = None,
) -> Element:
    """Connect two elements by the connection that BPMN has for them, and draw its line.

    The ends of waypoints that are given are cut off at the outlines; without any the line is routed.
    Raises NotAllowed with the reason.
    """
    source, target = pool_of(source), pool_of(target)
    kind = allowed(may_connect(source, target))
    with edit(document, "Connect"):
        connection = make_connection(kind, source, target)
        if isinstance(connection, Association) and isinstance(source, BoundaryEvent):
            _compensate(connection, target)
        for one in [plane] if plane is not None else planes(document):
            _draw(one, connection, waypoints)
    return connection


def planned_line(plane: BPMNPlane | None, source: Element, target: Element) -> list[Point]:
    """The line that ``connect`` would draw between two elements; empty where it refuses. Changes nothing."""
    source, target = pool_of(source), pool_of(target)
    kind = may_connect(source, target)
    first, last = (end_at(depiction_on(plane, end)) for end in (source, target))
    if plane is None or isinstance(kind, Refusal) or first is None or last is None:
        return []
    return new_route(plane, kind, source, target, (first, last))


def _compensate(association: Association, target: Element) -> None:
    """A compensation association has a direction, and its target only undoes (BPMN 2.0.2, Compensation)."""
    if not isinstance(target, Activity):
        return
    association.association_direction = AssociationDirection.ONE
    for flow in (*target.incoming_flows, *target.outgoing_flows):
        flow.document.remove(flow.node)
    target.is_for_compensation = True


def _draw(plane: BPMNPlane, connection: Element, waypoints: Sequence[Point] | None) -> BPMNEdge | None:
    source, target = (depiction_on(plane, end) for end in ends_of(connection))
    first, last = end_at(source), end_at(target)
    if first is None or last is None:
        return None
    if not can_be_drawn(plane, connection):
        raise _unseen(connection)
    if waypoints:
        points = _cut(waypoints, first, last)
    else:
        points = new_route(plane, type(connection), *ends_of(connection), (first, last))
    drawn = depict_edge(plane, connection, points)
    if not waypoints:
        names_make_way(drawn)
    return drawn


def _unseen(connection: Element) -> NotAllowed:
    is_data = any(isinstance(end, DataObject) for end in ends_of(connection))
    return not_allowed(NO_REFERENCE if is_data else UNSEEN)


def depiction_on(plane: BPMNPlane | None, element: Element | None) -> BPMNShape | BPMNEdge | None:
    """What a line ends on: the shape of an element, or the line of a connection."""
    return shape_on(plane, element) or (None if element is None else edge_on(plane, element))


def _cut(waypoints: Sequence[Point], first: End, last: End) -> list[Point]:
    points = list(waypoints)
    if len(points) < ENDS:
        return docked([first.centre, *points, last.centre], first, last)
    if first.bounds.contains(points[0]):
        points[0] = crop(first, points[0], points[1])
    if last.bounds.contains(points[-1]):
        points[-1] = crop(last, points[-1], points[-2])
    return points


def reconnect(
    document: Document, edge: BPMNEdge, element: Element, *, at_target: bool, dock: Point | None = None
) -> Element:
    """Lead one end of a connection to another element; the connection that results is returned.

    Its class changes where the rules want another one; the bends stay where they make sense. Raises
    NotAllowed with the reason.
    """
    connection, element = edge.bpmn_element, pool_of(element)
    ends = ends_of(connection) if connection is not None else (None, None)
    source, target = (ends[0], element) if at_target else (element, ends[1])
    if connection is None or source is None or target is None:
        raise not_allowed("This line connects nothing: delete it and draw a new one.")
    if (source, target) == ends:
        return connection
    kind = allowed(may_connect(source, target))
    with edit(document, "Reconnect"):
        fresh = _lead(connection, source, target, kind)
        plane = plane_of(edge)
        if plane is not None:
            if not can_be_drawn(plane, fresh):
                raise _unseen(fresh)
            _redraw(edge, fresh, plane, at_target=at_target, dock=dock)
    return fresh


def _lead(connection: Element, source: Element, target: Element, kind: type[Element]) -> Element:
    """Give a connection other ends, replacing it where its class or its owner changes."""
    old = ends_of(connection)
    if type(connection) is kind and isinstance(connection, SequenceFlow):
        unlink_end(connection, source, target)
        refer(connection, "sourceRef", source)
        refer(connection, "targetRef", target)
        _bring_home(connection, home_of(kind, source, target))
        link(connection)
        return connection
    if type(connection) is kind and not issubclass(kind, DataAssociation):
        if old[0] != source:
            refer(connection, "sourceRef", source)
        if old[1] != target:
            refer(connection, "targetRef", target)
        return connection
    return replace_connection(connection, kind, (source, target))


def _bring_home(flow: SequenceFlow, home: Element) -> None:
    """Put a sequence flow where its ends stand."""
    if flow.parent != home:
        flow.document.remove(flow.node)
        flow.document.append(home.node, flow.node)


def unlink_end(flow: SequenceFlow, source: Element, target: Element) -> None:
    """Take the names of a flow out of the nodes it no longer touches."""
    if flow.source_ref != source or flow.target_ref != target:
        default = [n for n, name in flow.document.references(flow.id or "") if name == "default"]
        unlink(flow)
        for node in default:
            if node is source.node:
                flow.document.set_attribute(node, "default", flow.id)


def _redraw(
    edge: BPMNEdge, connection: Element, plane: BPMNPlane, *, at_target: bool, dock: Point | None
) -> None:
    source, target = (depiction_on(plane, end) for end in ends_of(connection))
    first, last = end_at(source), end_at(target)
    if first is None or last is None:
        return
    for name in ("sourceElement", "targetElement"):
        edge.document.set_attribute(edge.node, name, None)
    points = edge.waypoints
    if len(points) < ENDS or (len(points) == ENDS and (dock is None or not is_slanted(*points))):
        edge.waypoints = new_route(plane, type(connection), *ends_of(connection), (first, last))
        return
    at, end = (-1, last) if at_target else (0, first)
    points[at] = dock if dock is not None and end.bounds.contains(dock) else end.centre
    edge.waypoints = docked_end(points, end, at_target=at_target)


def docked_end(points: list[Point], end: End, *, at_target: bool) -> list[Point]:
    """The line with one end cut off at an outline; the piece next to it is kept level or upright."""
    way = points[::-1] if at_target else points
    dock, bend = way[0], way[1]
    if len(way) > ENDS and abs(way[1].y - way[2].y) < abs(way[1].x - way[2].x):
        bend = Point(dock.x, bend.y) if not end.bounds.contains(Point(dock.x, bend.y)) else bend
    elif len(way) > ENDS:
        bend = Point(bend.x, dock.y) if not end.bounds.contains(Point(bend.x, dock.y)) else bend
    way = [crop(end, dock, bend), bend, *way[2:]]
    return way[::-1] if at_target else way
