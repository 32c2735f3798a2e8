"""Draws what fixes add: each new step at a free place of its pool, which grows where it has to."""

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.append import append_element
from bpmn.editing.connect import connect
from bpmn.editing.create import place
from bpmn.editing.depict import shapes_on
from bpmn.editing.diagrams import plane_of, shape_of
from bpmn.editing.making import make
from bpmn.editing.naming import refer
from bpmn.model import Activity, BoundaryEvent, BPMNEdge, BPMNShape, Element, FlowNode
from bpmn.rules.kinds import KindLike
from bpmn.rules.kinds import kind as read_kind

EVENT = 36.0
INSET = 20.0
"""How far from the corner of its host a boundary event sits, in diagram units."""


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
    """A new step after another one, drawn where there is room, else only in the process."""
    document, shape = source.document, shape_of(source)
    if shape is not None:
        made = append_element(document, shape, kind, name)
    else:
        assert source.parent is not None
        made = make(source.parent, read_kind(kind), name)
        connect(document, source, made)
    assert isinstance(made, FlowNode)
    return made
