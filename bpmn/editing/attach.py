"""Boundary events: put on a host, slid along it, taken off (BPMN 2.0.2, Intermediate Events)."""

from collections.abc import Sequence

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.become import recast
from bpmn.editing.diagrams import plane_of, shape_on
from bpmn.editing.naming import refer
from bpmn.editing.places import container_at
from bpmn.editing.refused import allowed, not_allowed
from bpmn.layout.docking import nearest_on_border
from bpmn.model import (
    Activity,
    BoundaryEvent,
    BPMNPlane,
    BPMNShape,
    Element,
    EventDefinition,
    FlowNode,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
)
from bpmn.rules.allowed import WAITING, may_attach
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
    """Settle events that were moved: on a border they sit, elsewhere they stand by themselves.

    A boundary event moved without its host slides along it, changes to another host or becomes an
    intermediate event; a single intermediate event on a border that takes it becomes a boundary event.
    Raises NotAllowed for boundary events that cannot stand by themselves.
    """
    moving = set(everything)
    for shape in tops:
        event, plane = shape.bpmn_element, plane_of(shape)
        if plane is None:
            continue
        if isinstance(event, BoundaryEvent):
            host = shape_on(plane, event.attached_to_ref)
            if host is None or host not in moving:
                _settle(shape, event, host, plane)
        elif isinstance(event, IntermediateCatchEvent | IntermediateThrowEvent) and len(tops) == 1:
            _attach(shape, event, plane)


def _settle(shape: BPMNShape, event: BoundaryEvent, host: BPMNShape | None, plane: BPMNPlane) -> None:
    bounds, home = shape.bounds, event.parent
    if host is None or not _is_at_border(host.bounds, bounds.centre, bounds.width):
        host = host_at(plane, home, bounds.centre, bounds.width) if home is not None else None
        if host is None:
            _detach(event, plane, bounds)
            return
        _change_host(event, host)
    shape.bounds = on_border(host.bounds, bounds)


def _change_host(event: BoundaryEvent, host: BPMNShape) -> None:
    element = host.bpmn_element
    assert isinstance(element, Activity)
    allowed(may_attach(element, BoundaryEvent, trigger_of(event)))
    refer(event, "attachedToRef", element)


def _attach(shape: BPMNShape, event: FlowNode, plane: BPMNPlane) -> None:
    """Make an intermediate event on a border a boundary event, unless flows lead to it."""
    home = event.parent
    host = host_at(plane, home, shape.bounds.centre, shape.bounds.width) if home is not None else None
    if host is None or event.incoming_flows or len(definitions_of(event)) > 1:
        return
    activity = host.bpmn_element
    if isinstance(activity, Activity) and may_attach(activity, type(event), trigger_of(event)):
        fresh = recast(event.document, event, BoundaryEvent)
        refer(fresh, "attachedToRef", activity)
        shape.bounds = on_border(host.bounds, shape.bounds)


def _detach(event: BoundaryEvent, plane: BPMNPlane, bounds: Bounds) -> None:
    """Make a boundary event an intermediate one, where such an event exists and the place is its own."""
    trigger = trigger_of(event)
    stands_alone = trigger is None or trigger in WAITING
    is_home = container_at(plane, bounds.centre) == event.parent
    if not (stands_alone and is_home and event.cancel_activity) or len(definitions_of(event)) > 1:
        raise not_allowed(
            "A boundary event stays on the border of an activity: drop it on one, or delete it "
            "and draw a new event."
        )
    recast(event.document, event, IntermediateThrowEvent if trigger is None else IntermediateCatchEvent)


def trigger_of(event: Element) -> type[EventDefinition] | None:
    """The class of the first definition of an event; None for a blank one."""
    return next((type(definition) for definition in definitions_of(event)), None)
