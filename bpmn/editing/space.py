"""Makes or takes space at a line across a map: what lies beyond moves, pools and lanes on the line grow."""

from collections.abc import Iterable

from bpmn.base.geometry import Point
from bpmn.editing.depict import shapes_on
from bpmn.editing.edit import edit
from bpmn.editing.places import content_of
from bpmn.editing.room import TOUCH, Axis, push_away, spans
from bpmn.layout.sizes import sizes
from bpmn.model import BoundaryEvent, BPMNPlane, BPMNShape, Lane, Participant
from bpmn.model.document import Document


def make_space(
    document: Document, plane: BPMNPlane, at: Point, by: float, axis: Axis, *, is_whole: bool = False
) -> None:
    """Move what lies beyond a line through a point, towards the line with a negative length.

    In a pool only its own content moves, and pools that it would grow over; otherwise, or if the whole map
    is meant, everything. Nothing is pulled over the line.
    """
    by = max(by, -_room(plane, at, axis, is_whole=is_whole))
    if not by:
        return
    frame = None if is_whole else _pool_at(plane, at)
    moving, growing = beyond(plane, at, axis, is_whole=is_whole), _across(plane, at, axis, is_whole=is_whole)
    with edit(document, "Make space" if by > 0 else "Take space"):
        old = frame.bounds if frame is not None else None
        for shape in growing:
            shape.bounds = axis.placed(shape.bounds, axis.start(shape.bounds), axis.length(shape.bounds) + by)
        for shape in moving:
            shape.bounds = axis.moved(shape.bounds, by)
        if frame is not None and old is not None:
            push_away(frame, old)


def beyond(plane: BPMNPlane, at: Point, axis: Axis, *, is_whole: bool = False) -> list[BPMNShape]:
    """The shapes that move as wholes; what sits on a border follows its host."""
    across = set(_across(plane, at, axis, is_whole=is_whole))
    line = _line(at, axis)
    return [
        shape
        for shape in _concerned(plane, at, is_whole=is_whole)
        if shape not in across
        and not isinstance(shape.bpmn_element, BoundaryEvent)
        and _middle(shape.choreography_activity_shape or shape, axis) > line
    ]


def _across(plane: BPMNPlane, at: Point, axis: Axis, *, is_whole: bool) -> list[BPMNShape]:
    """Pools, lanes and open sub-processes that the line runs through."""
    line = _line(at, axis)
    return [
        shape
        for shape in _concerned(plane, at, is_whole=is_whole)
        if spans(shape) and axis.start(shape.bounds) < line - TOUCH and axis.end(shape.bounds) > line + TOUCH
    ]


def _concerned(plane: BPMNPlane, at: Point, *, is_whole: bool) -> Iterable[BPMNShape]:
    frame = None if is_whole else _pool_at(plane, at)
    shapes = [frame, *content_of(frame)] if frame is not None else shapes_on(plane)
    return [shape for shape in shapes if shape.has_place]


def _pool_at(plane: BPMNPlane, at: Point) -> BPMNShape | None:
    """The pool with a process at a point."""
    for shape in shapes_on(plane):
        element = shape.bpmn_element
        if isinstance(element, Participant) and element.process_ref is not None and shape.bounds.contains(at):
            return shape
    return None


def _room(plane: BPMNPlane, at: Point, axis: Axis, *, is_whole: bool) -> float:
    """How much can be taken away before something comes over the line, or a pool becomes too small."""
    line = _line(at, axis)
    ways = [axis.start(shape.bounds) - line for shape in beyond(plane, at, axis, is_whole=is_whole)]
    for shape in _across(plane, at, axis, is_whole=is_whole):
        least = sizes(type(shape.bpmn_element)).least if shape.bpmn_element is not None else None
        if least is not None:
            ways.append(axis.length(shape.bounds) - (least.width if axis is Axis.X else least.height))
        if isinstance(shape.bpmn_element, Lane | Participant):
            ways.append(axis.end(shape.bounds) - line)
    return max(min(ways, default=0.0), 0.0)


def _line(at: Point, axis: Axis) -> float:
    return at.x if axis is Axis.X else at.y


def _middle(shape: BPMNShape, axis: Axis) -> float:
    return shape.bounds.centre.x if axis is Axis.X else shape.bounds.centre.y
