"""Boundary events: put on a host, slid along it, taken off (BPMN 2.0.2, Intermediate Events)."""

from collections.abc import Sequence

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.diagrams import plane_of, shape_on
from bpmn.editing.refused import NotAllowed, not_allowed
from bpmn.layout.docking import nearest_on_border
from bpmn.model import Activity, BoundaryEvent, BPMNPlane, BPMNShape, Element
from bpmn.rules.allowed import may_attach
from bpmn.rules.refusal import Refusal
from bpmn.rules.scopes import definitions_of

DEEP = 15.0
"""How far inside its border a host takes an event, in diagram units."""


def host_at(plane: BPMNPlane, home: Element, centre: Point, size: float) -> BPMNShape | None:
    """The shape of an activity of home whose border lies at a point, the topmost."""
    document = plane.document
    for node in reversed(home.node):
        element = document.view(node)
        if isinstance(element, Activity):
            shape = shape_on(plane, element)
            if shape is not None and _is_at_border(shape.bounds, centre, size):
                return shape
    return None


def _is_at_border(bounds: Bounds, centre: Point, size: float) -> bool:
    inside = bounds.grown(-DEEP)
    is_deep = inside.width > 0 and inside.height > 0 and inside.contains(centre)
    return bounds.grown(size / 2).contains(centre) and not is_deep


def on_border(host: Bounds, event: Bounds) -> Bounds:
    """The bounds of an event with its middle on the nearest point of the border."""
    at = nearest_on_border(host, event.centre)
    return Bounds(round(at.x - event.width / 2), round(at.y - event.height / 2), event.width, event.height)


def settle_events(tops: Sequence[BPMNShape], everything: Sequence[BPMNShape]) -> None:
    """Put boundary events that were moved without their host back on a border.

    The border is that of their host or of the activity they were put on. Raises NotAllowed elsewhere.
    """
    moving = set(everything)
    for shape in tops:
        event, plane = shape.bpmn_element, plane_of(shape)
        if not isinstance(event, BoundaryEvent) or plane is None:
            continue
        host = shape_on(plane, event.attached_to_ref)
        if host is not None and host not in moving:
            _settle(shape, event, host, plane)


def _settle(shape: BPMNShape, event: BoundaryEvent, host: BPMNShape, plane: BPMNPlane) -> None:
    bounds, home = shape.bounds, event.parent
    if not _is_at_border(host.bounds, bounds.centre, bounds.width):
        other = host_at(plane, home, bounds.centre, bounds.width) if home is not None else None
        if other is None:
            raise not_allowed("A boundary event stays on the border of an activity.")
        _change_host(event, other)
        host = other
    shape.bounds = on_border(host.bounds, bounds)


def _change_host(event: BoundaryEvent, host: BPMNShape) -> None:
    element = host.bpmn_element
    definition = next(iter(definitions_of(event)), None)
    assert isinstance(element, Activity)
    verdict = may_attach(element, BoundaryEvent, None if definition is None else type(definition))
    if isinstance(verdict, Refusal):
        raise NotAllowed(verdict.reason)
    event.attached_to_ref = element
