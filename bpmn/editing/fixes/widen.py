"""Makes an event a step in its place: what stands to the right of it makes room."""

from bpmn.base.geometry import Bounds
from bpmn.editing.become import recast
from bpmn.editing.connect import depiction_on
from bpmn.editing.depict import depict_shape, shapes_on
from bpmn.editing.diagrams import depictions, edges_at, end_at, ends_of, plane_of
from bpmn.editing.fixes.drawing import shift_lines
from bpmn.editing.room import Axis, make_room, spans
from bpmn.editing.routes import new_route
from bpmn.layout.sizes import sizes
from bpmn.model import (
    BoundaryEvent,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Element,
    IntermediateCatchEvent,
    MessageEventDefinition,
    Participant,
    ReceiveTask,
)

BREATH = 40.0
"""How far apart two symbols stand at least, in diagram units."""


def receive_in_a_step(event: IntermediateCatchEvent) -> ReceiveTask:
    """Let a step receive what an event received; all it says stays (BPMN 2.0.2, Receive Task)."""
    document = event.document
    message = next((d.node.get("messageRef") for d in event.children(MessageEventDefinition)), None)
    shapes = [shape for shape in depictions(event) if isinstance(shape, BPMNShape)]
    task = recast(document, event, ReceiveTask)
    if message:
        document.set_attribute(task.node, "messageRef", message)
    for shape in shapes:
        _widen(shape, task)
    assert isinstance(task, ReceiveTask)
    return task


def _widen(shape: BPMNShape, task: Element) -> None:
    """Draw a step in the place of an event, as near as its neighbours allow; those right of it make room.

    The shape is a new one, so that nothing takes it for the event having moved.
    """
    size, old, plane = sizes(ReceiveTask).new, shape.bounds, plane_of(shape)
    assert plane is not None
    new = Bounds(old.centre.x - size.width / 2, round(old.centre.y - size.height / 2), *size)
    beside = [b for b in _others(plane, shape) if b.y < new.bottom and b.bottom > new.y]
    left = max((b.right for b in beside if b.right <= old.x), default=new.x - BREATH)
    new = new._replace(x=round(max(new.x, left + BREATH)))
    right = min((b.x for b in beside if b.x >= old.right), default=new.right + BREATH)
    if right < new.right + BREATH:
        push_right(plane, shape, round(new.right + BREATH - right))
    shape.document.remove(shape.node)
    for edge in edges_at(depict_shape(plane, task, new)):
        _redraw(plane, edge)


def _redraw(plane: BPMNPlane, edge: BPMNEdge) -> None:
    """Draw a line anew between what it connects."""
    for name in ("sourceElement", "targetElement"):
        edge.document.set_attribute(edge.node, name, None)
    connection = edge.bpmn_element
    if connection is None:
        return
    first, last = (end_at(depiction_on(plane, end)) for end in ends_of(connection))
    if first is not None and last is not None:
        edge.waypoints = new_route(plane, type(connection), *ends_of(connection), (first, last))


def _others(plane: BPMNPlane, shape: BPMNShape) -> list[Bounds]:
    return [s.bounds for s in shapes_on(plane) if s != shape and not spans(s)]


def push_right(plane: BPMNPlane, shape: BPMNShape, by: float) -> None:
    """Move everything right of a shape; pools, lanes and open sub-processes across the line grow."""
    at = shape.bounds.right
    pools = [s for s in shapes_on(plane) if isinstance(s.bpmn_element, Participant)]
    across = [p for p in pools if p.bounds.x < at < p.bounds.right]
    for pool in across[:1]:
        make_room(pool, at, by, Axis.X)
    for pool in across[1:]:
        if pool.bpmn_element.process_ref is None:  # type: ignore[union-attr]
            pool.bounds = pool.bounds._replace(width=pool.bounds.width + by)
        else:
            make_room(pool, at, by, Axis.X)
    if not across:
        _push_loose(plane, at, by)
    shift_lines(shape, at, by, Axis.X)


def _push_loose(plane: BPMNPlane, at: float, by: float) -> None:
    """Without pools every shape is moved by itself."""
    for shape in list(shapes_on(plane)):
        bounds = shape.bounds
        if spans(shape) and bounds.x < at < bounds.right:
            shape.bounds = bounds._replace(width=bounds.width + by)
        elif bounds.centre.x > at and not isinstance(shape.bpmn_element, BoundaryEvent):
            shape.bounds = bounds.moved(by, 0)
