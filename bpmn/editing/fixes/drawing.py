"""Draws what fixes add: each new step at a free place of its pool, which grows where it has to."""

from itertools import pairwise

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.append import append_element
from bpmn.editing.connect import connect
from bpmn.editing.create import bounds_for, place
from bpmn.editing.depict import shapes_on
from bpmn.editing.diagrams import plane_of, shape_of, shape_on
from bpmn.editing.making import make
from bpmn.editing.naming import refer
from bpmn.editing.room import Axis, make_room, spans
from bpmn.model import (
    Activity,
    BoundaryEvent,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Element,
    FlowNode,
    Gateway,
    Lane,
)
from bpmn.rules.kinds import KindLike
from bpmn.rules.kinds import kind as read_kind
from bpmn.rules.scopes import participant_of

EVENT = 36.0
INSET = 20.0
"""How far from the corner of its host a boundary event sits, in diagram units."""

ASIDE, BELOW = 30.0, 40.0
"""How far right of and below a boundary event its next step stands."""

NAMED = 70.0
"""How far right of a decision its next step stands: the name of the way has room before it."""

CLEAR, STEP, FARTHEST = 8.0, 30, 400
"""How far a new step keeps away from all else, and how it looks for such a place to its right."""


def add_boundary_event(host: Activity, kind: KindLike, name: str = "") -> BoundaryEvent:
    """A boundary event on the lower edge of an activity, where no other event and no line is."""
    shape = shape_of(host)
    if shape is None:
        assert host.parent is not None
        event = make(host.parent, read_kind(kind), name)
        refer(event, "attachedToRef", host)
    else:
        at = _free_spot(shape)
        bounds = Bounds(at.x - EVENT / 2, at.y - EVENT / 2, EVENT, EVENT)
        event = place(host.document, kind, bounds, host, plane_of(shape), name)
    assert isinstance(event, BoundaryEvent)
    return event


def _free_spot(shape: BPMNShape) -> Point:
    """The middle of a boundary event: at the lower right if nothing is there, else along the edges."""
    plane, box = plane_of(shape), shape.bounds
    assert plane is not None
    along = [box.right - INSET, box.x + INSET, box.centre.x]
    spots = [Point(x, y) for y in (box.bottom, box.y) for x in along]
    others = [s.bounds for s in shapes_on(plane) if isinstance(s.bpmn_element, BoundaryEvent)]
    points = [point for edge in plane.elements if isinstance(edge, BPMNEdge) for point in edge.waypoints]

    def is_free(spot: Point) -> bool:
        around = Bounds(spot.x - EVENT / 2, spot.y - EVENT / 2, EVENT, EVENT)
        return not any(b.intersects(around) for b in others) and not any(around.contains(p) for p in points)

    return next((spot for spot in spots if is_free(spot)), spots[0])


def follow(source: Element, kind: KindLike, name: str) -> FlowNode:
    """A new step after another one, drawn where there is room, else only in the process.

    It stays with the role of the step before it: its lane grows where it has to.
    """
    document, shape, home = source.document, shape_of(source), source.parent
    assert home is not None
    if shape is not None and isinstance(source, BoundaryEvent | Gateway):
        made = place(document, kind, _spot(shape, source, kind), home, plane_of(shape), name)
        connect(document, source, made)
    elif shape is not None:
        made = append_element(document, shape, kind, name)
    else:
        made = make(home, read_kind(kind), name)
        connect(document, source, made)
    assert isinstance(made, FlowNode)
    return made


def _spot(shape: BPMNShape, source: Element, kind: KindLike) -> Bounds:
    """A place for a step below what it follows, clear of all else."""
    plane = plane_of(shape)
    assert plane is not None
    size = bounds_for(read_kind(kind), Point(0, 0))
    start = shape.bounds
    aside = NAMED if isinstance(source, Gateway) else ASIDE
    first = Bounds(start.right + aside, start.bottom + BELOW, size.width, size.height)
    lane = _lane_of(plane, source)
    if lane is not None and first.bottom + BELOW > lane.bounds.bottom:
        _grow_lane(lane, first.bottom + BELOW - lane.bounds.bottom)
    taken = _taken(plane)
    places = (first.moved(dx, dy) for dy in (0, 40, 80) for dx in range(0, FARTHEST, STEP))
    inside = (p for p in places if lane is None or p.bottom <= lane.bounds.bottom)
    free = (p for p in inside if not any(b.intersects(p.grown(CLEAR)) for b in taken))
    return next(free, first)


def _lane_of(plane: BPMNPlane, source: Element) -> BPMNShape | None:
    """The shape of the innermost lane that a step, or the host of a boundary event, lies in."""
    host = shape_on(plane, source.attached_to_ref if isinstance(source, BoundaryEvent) else source)
    if host is None:
        return None
    lanes = [
        s
        for s in shapes_on(plane)
        if isinstance(s.bpmn_element, Lane) and s.bounds.contains(host.bounds.centre)
    ]
    return min(lanes, key=lambda s: s.bounds.width * s.bounds.height, default=None)


def _grow_lane(lane: BPMNShape, by: float) -> None:
    """Make a lane taller at its lower edge, with its pool; what lies below moves down."""
    element = lane.bpmn_element
    pool = shape_on(plane_of(lane), participant_of(element)) if element is not None else None
    if pool is not None:
        at = lane.bounds.bottom
        make_room(pool, at, round(by), Axis.Y, growing=[lane])
        shift_lines(pool, at, round(by), Axis.Y)


def shift_lines(shape: BPMNShape, at: float, by: float, axis: Axis) -> None:
    """Move the corners and names of lines beyond a line across the plane, as what they join has moved."""
    plane = plane_of(shape)
    for edge in plane.elements if plane is not None else ():
        if isinstance(edge, BPMNEdge):
            old = edge.waypoints
            new = [_shifted(point, at, by, axis) for point in old]
            if new == old:
                continue
            edge.waypoints = new
            label = edge.label
            if label is not None and label.bounds is not None:
                centre = label.bounds.centre
                moved = _shifted(centre, at, by, axis)
                label.bounds = label.bounds.moved(moved.x - centre.x, moved.y - centre.y)


def _shifted(point: Point, at: float, by: float, axis: Axis) -> Point:
    if axis is Axis.X:
        return point.moved(by, 0) if point.x > at else point
    return point.moved(0, by) if point.y > at else point


def _taken(plane: BPMNPlane) -> list[Bounds]:
    """What nothing new may cover: symbols, names and lines."""
    found = [s.bounds for s in shapes_on(plane) if not spans(s)]
    for drawn in plane.elements:
        if (
            isinstance(drawn, BPMNShape | BPMNEdge)
            and drawn.label is not None
            and drawn.label.bounds is not None
        ):
            found.append(drawn.label.bounds)
        if isinstance(drawn, BPMNEdge):
            for a, b in pairwise(drawn.waypoints):
                x, y = min(a.x, b.x), min(a.y, b.y)
                found.append(Bounds(x, y, abs(a.x - b.x), abs(a.y - b.y)))
    return found
