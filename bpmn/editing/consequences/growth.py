"""Pools and expanded sub-processes grow round what is put at their edges; they never shrink."""

from bpmn.base.geometry import Bounds
from bpmn.editing.diagrams import plane_of, shape_on
from bpmn.editing.frames import resize_pool
from bpmn.editing.happened import Happened
from bpmn.editing.places import is_open
from bpmn.editing.room import push_away
from bpmn.model import (
    BoundaryEvent,
    BPMNShape,
    DataObjectReference,
    FlowNode,
    Participant,
    Process,
    SubProcess,
)
from bpmn.rules.scopes import participant_of

NEAR = (15.0, 2.0)
"""How close to the edge, sideways and upwards, something must be to push it."""

FARTHEST = 250.0
"""A step drawn farther away from its container than this does not make it larger."""

ROOM = (100.0, 60.0)
"""How much room, sideways and upwards, a container that grows leaves behind what pushed it."""


def containers_grow(happened: Happened) -> None:
    """Make containers larger whose steps came too near to their edges; other pools make way."""
    moved = happened.moved()
    waiting: list[tuple[BPMNShape, Bounds | None]] = [(shape, old) for shape, (old, _) in moved.items()]
    waiting += [(shape, None) for shape in happened.new_shapes()]
    while waiting:
        shape, old = waiting.pop(0)
        frame = _frame_of(shape)
        if frame is None or frame in moved:
            continue
        before = frame.bounds
        wanted = _grown(before, shape.bounds, old)
        if wanted == before:
            continue
        if isinstance(frame.bpmn_element, Participant):
            resize_pool(frame, wanted)
            push_away(frame, before)
        else:
            frame.bounds = wanted
            waiting.append((frame, before))


def _frame_of(shape: BPMNShape) -> BPMNShape | None:
    """The shape of the pool or sub-process that a step or data lies in on its plane."""
    element = shape.bpmn_element
    if not isinstance(element, FlowNode | DataObjectReference) or isinstance(element, BoundaryEvent):
        return None
    container = element.parent
    if isinstance(container, Process):
        return shape_on(plane_of(shape), participant_of(container))
    frame = shape_on(plane_of(shape), container) if isinstance(container, SubProcess) else None
    return frame if frame is not None and is_open(frame) else None


def _grown(frame: Bounds, inner: Bounds, old: Bounds | None) -> Bounds:
    """The frame, larger on the sides that inner has come too near to; far away it does not count."""
    if not frame.grown(FARTHEST).contains(inner.centre):
        return frame
    x, y, right, bottom = frame.x, frame.y, frame.right, frame.bottom
    if inner.x < x + NEAR[0] and (old is None or inner.x < old.x):
        x = inner.x - ROOM[0]
    if inner.y < y + NEAR[1] and (old is None or inner.y < old.y):
        y = inner.y - ROOM[1]
    if inner.right > right - NEAR[0] and (old is None or inner.right > old.right):
        right = inner.right + ROOM[0]
    if inner.bottom > bottom - NEAR[1] and (old is None or inner.bottom > old.bottom):
        bottom = inner.bottom + ROOM[1]
    return Bounds(x, y, right - x, bottom - y)
