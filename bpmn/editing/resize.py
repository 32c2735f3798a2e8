"""Making shapes larger and smaller."""

from collections.abc import Callable

from bpmn.base.geometry import Bounds, united
from bpmn.editing.consequences.lanes import owner_of
from bpmn.editing.diagrams import plane_of, shape_on
from bpmn.editing.edit import edit
from bpmn.editing.frames import resize_pool
from bpmn.editing.places import bands_of, content_of, is_open
from bpmn.editing.refused import not_allowed
from bpmn.editing.room import TOUCH, Axis, axis_of, make_room
from bpmn.layout.sizes import HEADER, Size, sizes
from bpmn.model import BPMNShape, Lane, Participant, Process, SubProcess
from bpmn.model.document import Document
from bpmn.rules.scopes import participant_of

PADDING = 20.0
"""The least space between what lies in a pool, lane or sub-process and its edge."""


def resize(document: Document, shape: BPMNShape, bounds: Bounds) -> None:
    """Give a shape other bounds, but not smaller than its class and its content allow.

    A lane's edge takes what lies beyond along with it; the lanes of a pool follow its edges.
    """
    if not shape.has_place:
        raise not_allowed("The file does not say where this shape is: delete it and draw it anew.")
    with edit(document, "Resize"):
        if isinstance(shape.bpmn_element, Lane):
            _resize_lane(shape, bounds)
        elif isinstance(shape.bpmn_element, Participant):
            resize_pool(shape, _limited(shape, bounds))
        else:
            old = shape.bounds
            shape.bounds = _limited(shape, bounds)
            _fit_bands(shape, old)


def least_size(shape: BPMNShape) -> Size:
    """The smallest size of a shape by its class."""
    element = shape.bpmn_element
    if element is None:
        return Size(10, 10)
    is_expanded = isinstance(element, SubProcess) and is_open(shape)
    is_black_box = isinstance(element, Participant) and element.process_ref is None
    least = sizes(type(element), is_expanded=is_expanded, is_black_box=is_black_box).least
    return least.turned if axis_of(shape) is Axis.X else least


def _limited(shape: BPMNShape, wanted: Bounds) -> Bounds:
    """The wanted bounds, kept large enough; the edge that was not dragged stays."""
    old, least = shape.bounds, least_size(shape)
    x, right = _span((wanted.x, wanted.right), (old.x, old.right), least.width)
    y, bottom = _span((wanted.y, wanted.bottom), (old.y, old.bottom), least.height)
    content = united(
        inner.bounds
        for inner in content_of(shape)
        if not isinstance(inner.bpmn_element, Lane) and inner.choreography_activity_shape is None
    )
    if content is not None:
        header = HEADER if isinstance(shape.bpmn_element, Participant) else 0.0
        level = axis_of(shape) is Axis.Y
        x = min(x, max(old.x, content.x - PADDING - (header if level else 0)))
        y = min(y, max(old.y, content.y - PADDING - (0 if level else header)))
        right = max(right, min(old.right, content.right + PADDING))
        bottom = max(bottom, min(old.bottom, content.bottom + PADDING))
    return Bounds(round(x), round(y), round(right - x), round(bottom - y))


def _fit_bands(shape: BPMNShape, old: Bounds) -> None:
    """Let the bands of a choreography activity keep to its upper and lower edge, as wide as it is."""
    now = shape.bounds
    for band in bands_of(shape):
        bounds = band.bounds
        is_upper = bounds.centre.y < old.centre.y
        by = now.y - old.y if is_upper else now.bottom - old.bottom
        band.bounds = Bounds(now.x, bounds.y + by, now.width, bounds.height)


def _span(wanted: tuple[float, float], old: tuple[float, float], least: float) -> tuple[float, float]:
    start, end = wanted
    if end - start >= least:
        return wanted
    return (end - least, end) if abs(end - old[1]) <= TOUCH else (start, start + least)


def _resize_lane(shape: BPMNShape, wanted: Bounds) -> None:
    lane = shape.bpmn_element
    assert isinstance(lane, Lane)
    owner, axis = owner_of(lane), axis_of(shape)
    pool = shape_on(plane_of(shape), participant_of(owner) if isinstance(owner, Process) else owner)
    if pool is None:
        shape.bounds = wanted
        return
    _push(shape, pool, wanted, axis)
    across = Axis.Y if axis is Axis.X else Axis.X
    if axis.placed(wanted, 0, 0) != axis.placed(shape.bounds, 0, 0):
        end = across.end(wanted) - across.end(shape.bounds)
        frame = pool.bounds
        resize_pool(
            pool, _limited(pool, across.placed(frame, across.start(frame), across.length(frame) + end))
        )


def _push(shape: BPMNShape, pool: BPMNShape, wanted: Bounds, axis: Axis) -> None:
    """Move the dragged edges of a lane, and all that lies beyond them."""
    old, least = shape.bounds, axis.length(Bounds(0, 0, *least_size(shape)))
    room = _content_span(shape, pool, axis)
    end = max(axis.end(wanted), axis.start(old) + least, room[1])
    if abs(end - axis.end(old)) > TOUCH:
        growing = _lanes_at(shape, pool, axis.end)
        make_room(pool, axis.end(old), round(end - axis.end(old)), axis, growing=growing)
    old = shape.bounds
    start = min(axis.start(wanted), axis.end(old) - least, room[0])
    if abs(start - axis.start(old)) > TOUCH:
        growing = _lanes_at(shape, pool, axis.start)
        make_room(pool, axis.start(old), round(axis.start(old) - start), axis, forward=False, growing=growing)


def _lanes_at(shape: BPMNShape, pool: BPMNShape, edge: Callable[[Bounds], float]) -> list[BPMNShape]:
    """A lane and the lanes in it that have the same edge."""
    lane, line = shape.bpmn_element, edge(shape.bounds)
    found = [shape]
    for inner in content_of(pool):
        element = inner.bpmn_element
        if isinstance(element, Lane) and abs(edge(inner.bounds) - line) <= TOUCH:
            outer = element.ancestor(Lane)
            while outer is not None and outer != lane:
                outer = outer.ancestor(Lane)
            if outer is not None:
                found.append(inner)
    return found


def _content_span(shape: BPMNShape, pool: BPMNShape, axis: Axis) -> tuple[float, float]:
    """Between which lines the steps of a lane lie, with some space; the lane never becomes smaller."""
    bounds = shape.bounds
    inside = [
        inner.bounds
        for inner in content_of(pool)
        if not isinstance(inner.bpmn_element, Lane) and bounds.contains(inner.bounds.centre)
    ]
    first = min((axis.start(b) for b in inside), default=axis.end(bounds)) - PADDING
    last = max((axis.end(b) for b in inside), default=axis.start(bounds)) + PADDING
    return max(first, axis.start(bounds)), min(last, axis.end(bounds))
