"""What becomes of the space of a lane that goes."""

from bpmn.base.geometry import Bounds
from bpmn.editing.diagrams import depictions, plane_of, shape_on
from bpmn.editing.room import Axis, axis_of
from bpmn.model import BPMNShape, Lane, LaneSet


def give_band_away(lane: Lane) -> None:
    """Give the space of a lane to its neighbours, half each, or all to the only one."""
    lanes = lane.parent
    if not isinstance(lanes, LaneSet):
        return
    siblings = list(lanes.lanes)
    at = siblings.index(lane)
    for shape in list(depictions(lane)):
        if not isinstance(shape, BPMNShape):
            continue
        plane, axis = plane_of(shape), axis_of(shape)
        before = shape_on(plane, siblings[at - 1]) if at else None
        after = shape_on(plane, siblings[at + 1]) if at + 1 < len(siblings) else None
        _share(shape.bounds, before, after, axis)


def _share(band: Bounds, before: BPMNShape | None, after: BPMNShape | None, axis: Axis) -> None:
    start, end = axis.start(band), axis.end(band)
    if before is not None and after is not None:
        line = float(round((start + end) / 2))
    elif before is not None:
        line = end
    else:
        line = start
    if before is not None:
        _stretch(before, axis, axis.start(before.bounds), line)
    if after is not None:
        _stretch(after, axis, line, axis.end(after.bounds))


def _stretch(shape: BPMNShape, axis: Axis, start: float, end: float) -> None:
    """Give a lane another place on the axis; the lanes inside it at the moved edges follow."""
    old = shape.bounds
    shape.bounds = axis.placed(old, start, end - start)
    for inner in _lanes_in(shape):
        bounds = inner.bounds
        first = start if axis.start(bounds) == axis.start(old) else axis.start(bounds)
        last = end if axis.end(bounds) == axis.end(old) else axis.end(bounds)
        inner.bounds = axis.placed(bounds, first, last - first)


def _lanes_in(shape: BPMNShape) -> list[BPMNShape]:
    """The shapes of the lanes inside a lane, at any depth."""
    lane, plane = shape.bpmn_element, plane_of(shape)
    if lane is None:
        return []
    inner = (shape.document.view(node) for node in lane.node.iterdescendants(Lane.own_tag))
    return [found for view in inner if (found := shape_on(plane, view)) is not None]
