"""Makes room in pools: what lies beyond a line moves, what spans it grows."""

from collections.abc import Container
from enum import Enum

from bpmn.base.geometry import Bounds
from bpmn.editing.depict import shapes_on
from bpmn.editing.diagrams import plane_of, shape_on
from bpmn.editing.places import content_of, is_open
from bpmn.model import BoundaryEvent, BPMNShape, Lane, Participant, SubProcess

TOUCH = 1.5
"""How far apart two edges may be to count as one, in diagram units."""


class Axis(Enum):
    """The direction in which the lanes of a pool follow each other."""

    X = "x"
    Y = "y"

    def start(self, bounds: Bounds) -> float:
        """The left or upper edge."""
        return bounds.x if self is Axis.X else bounds.y

    def end(self, bounds: Bounds) -> float:
        """The right or lower edge."""
        return bounds.right if self is Axis.X else bounds.bottom

    def length(self, bounds: Bounds) -> float:
        """Width or height."""
        return bounds.width if self is Axis.X else bounds.height

    def placed(self, bounds: Bounds, start: float, length: float) -> Bounds:
        """The bounds with another start and length on this axis."""
        if self is Axis.X:
            return bounds._replace(x=start, width=length)
        return bounds._replace(y=start, height=length)

    def moved(self, bounds: Bounds, by: float) -> Bounds:
        """The bounds shifted along this axis."""
        return bounds.moved(by, 0) if self is Axis.X else bounds.moved(0, by)

    def inside_header(self, bounds: Bounds, header: float) -> Bounds:
        """What the band with the name leaves of a pool or lane."""
        if self is Axis.X:
            return Bounds(bounds.x, bounds.y + header, bounds.width, bounds.height - header)
        return Bounds(bounds.x + header, bounds.y, bounds.width - header, bounds.height)


def axis_of(shape: BPMNShape) -> Axis:
    """The axis along which the lanes of a pool or lane follow each other; level pools stack downwards."""
    return Axis.X if shape.is_horizontal is False else Axis.Y


def make_room(
    frame: BPMNShape,
    at: float,
    by: float,
    axis: Axis,
    *,
    forward: bool = True,
    growing: Container[BPMNShape] = (),
) -> None:
    """Make a pool longer at a line across it (shorter with a negative length), with all that lies in it.

    Forward moves what lies beyond the line; otherwise what lies before it moves the other way. Pools
    beyond move too. Lanes that are ``growing`` grow at an edge on the line; others keep their size.
    """
    for shape in [frame, *content_of(frame)]:
        edge = axis.end(shape.bounds) if forward else axis.start(shape.bounds)
        if abs(edge - at) <= TOUCH and (shape in growing or _is_frame(shape)):
            _grow(shape, by, axis, forward=forward)
        else:
            _shift(shape, at, by, axis, forward=forward)
    _push(frame, by, axis, forward=forward)


def push_away(frame: BPMNShape, old: Bounds) -> None:
    """Move the pools beyond the edges of a pool that became larger as far as those edges went."""
    new = frame.bounds
    for axis in Axis:
        _push(frame, max(axis.end(new) - axis.end(old), 0), axis, forward=True)
        _push(frame, max(axis.start(old) - axis.start(new), 0), axis, forward=False)


def _push(frame: BPMNShape, by: float, axis: Axis, *, forward: bool) -> None:
    for pool in _pools_beyond(frame, by, axis, forward=forward) if by else ():
        for shape in (pool, *content_of(pool)):
            shape.bounds = axis.moved(shape.bounds, by if forward else -by)


def _shift(shape: BPMNShape, at: float, by: float, axis: Axis, *, forward: bool) -> None:
    bounds = shape.bounds
    start, end = axis.start(bounds), axis.end(bounds)
    if isinstance(shape.bpmn_element, BoundaryEvent):
        return
    if spans(shape) and start < at - TOUCH and end > at + TOUCH:
        _grow(shape, by, axis, forward=forward)
    elif forward and (start + end) / 2 > at:
        shape.bounds = axis.moved(bounds, by)
    elif not forward and (start + end) / 2 < at:
        shape.bounds = axis.moved(bounds, -by)


def _grow(shape: BPMNShape, by: float, axis: Axis, *, forward: bool) -> None:
    bounds = shape.bounds
    start, length = axis.start(bounds), axis.length(bounds)
    shape.bounds = axis.placed(bounds, start if forward else start - by, length + by)


def _is_frame(shape: BPMNShape) -> bool:
    element = shape.bpmn_element
    if isinstance(element, Lane):
        inner = element.child_lane_set
        return inner is not None and bool(inner.lanes)
    return isinstance(element, Participant)


def spans(shape: BPMNShape) -> bool:
    """Whether a shape grows when room is made inside it."""
    element = shape.bpmn_element
    if isinstance(element, SubProcess):
        return is_open(shape)
    return isinstance(element, Participant | Lane)


def _pools_beyond(frame: BPMNShape, by: float, axis: Axis, *, forward: bool) -> list[BPMNShape]:
    """The other pools beyond the edge that a pool had before it became longer."""
    plane = plane_of(frame)
    if plane is None or not isinstance(frame.bpmn_element, Participant):
        return []
    found = []
    for shape in shapes_on(plane):
        element = shape.bpmn_element
        if not isinstance(element, Participant) or shape == frame or shape_on(plane, element) != shape:
            continue
        room = (
            axis.start(shape.bounds) - (axis.end(frame.bounds) - by)
            if forward
            else axis.start(frame.bounds) + by - axis.end(shape.bounds)
        )
        if room >= -TOUCH:
            found.append(shape)
    return found
