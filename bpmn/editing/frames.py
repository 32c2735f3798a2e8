"""Pools that change their size, with the lanes at their edges."""

from bpmn.base.geometry import Bounds
from bpmn.editing.places import content_of
from bpmn.editing.room import TOUCH, Axis, axis_of
from bpmn.layout.sizes import HEADER
from bpmn.model import BPMNShape, Lane

LEAST_LANE = 60.0
DEEPEST = 4
"""How many bands with names are looked for between the edge of a pool and a lane."""


def resize_pool(shape: BPMNShape, bounds: Bounds) -> None:
    """The lanes at an edge of a pool follow it; inner lanes must not become too small."""
    old = shape.bounds
    lanes = [inner for inner in content_of(shape) if isinstance(inner.bpmn_element, Lane)]
    axis = axis_of(shape)
    bounds = _kept_for_lanes(old, bounds, lanes, axis)
    shape.bounds = bounds
    for lane in lanes:
        lane.bounds = _following(lane.bounds, old, bounds)


def _kept_for_lanes(old: Bounds, new: Bounds, lanes: list[BPMNShape], axis: Axis) -> Bounds:
    start, end = axis.start(new), axis.end(new)
    for lane in lanes:
        if abs(axis.start(lane.bounds) - axis.start(old)) <= TOUCH:
            start = min(start, axis.end(lane.bounds) - LEAST_LANE)
        if abs(axis.end(lane.bounds) - axis.end(old)) <= TOUCH:
            end = max(end, axis.start(lane.bounds) + LEAST_LANE)
    return axis.placed(new, start, end - start)


def _following(lane: Bounds, old: Bounds, new: Bounds) -> Bounds:
    """A lane after its pool changed: edges on those of the pool go along, the bands keep their width."""
    x = lane.x + new.x - old.x if lane.x - old.x <= _bands(lane.x - old.x) else lane.x
    y = lane.y + new.y - old.y if lane.y - old.y <= _bands(lane.y - old.y) else lane.y
    right = new.right if abs(lane.right - old.right) <= TOUCH else lane.right
    bottom = new.bottom if abs(lane.bottom - old.bottom) <= TOUCH else lane.bottom
    return Bounds(x, y, right - x, bottom - y)


def _bands(gap: float) -> float:
    """The gap itself where it is a whole number of bands with names, else nothing."""
    bands = round(gap / HEADER)
    return gap if abs(gap - bands * HEADER) <= TOUCH and bands <= DEEPEST else TOUCH
