"""Lanes: added, split, made larger (BPMN 2.0.2, Lanes)."""

from bpmn.base.geometry import Bounds
from bpmn.editing.consequences.lanes import owner_of
from bpmn.editing.depict import depict_shape
from bpmn.editing.diagrams import planes, shape_on
from bpmn.editing.edit import edit
from bpmn.editing.places import content_of
from bpmn.editing.refused import not_allowed
from bpmn.editing.room import Axis, axis_of, make_room
from bpmn.layout.sizes import HEADER
from bpmn.model import BPMNPlane, BPMNShape, Element, Lane, LaneSet, Participant, Process, SubProcess
from bpmn.model.document import Document
from bpmn.rules.scopes import participant_of

NEW_LANE = 120.0
LEAST = 60.0
HEAD_ROOM = 20.0
"""The least space between the head of a lane and what lies in it."""


def add_lane(
    document: Document, beside: Element, plane: BPMNPlane | None = None, *, after: bool = True, name: str = ""
) -> Lane:
    """Add a lane to a pool or process, or beside a lane; what lies beyond makes room.

    After means below, in upright pools to the right. A pool without lanes gets one for what it holds and
    the new one. Raises NotAllowed for black boxes and for processes that are not in a pool.
    """
    plane = plane or next(iter(planes(document)), None)
    with edit(document, "Add lane"):
        if not isinstance(beside, Lane):
            beside = _last_lane(beside, plane)
        shape = shape_on(plane, beside)
        lane = _new_lane(beside, name, after=after)
        if plane is not None and shape is not None:
            _draw_beside(plane, lane, shape, after=after)
    return lane


def split_lane(document: Document, lane: Lane, count: int, plane: BPMNPlane | None = None) -> list[Lane]:
    """Divide a lane into equal lanes inside it; what lay in it falls to the part it lies in."""
    plane = plane or next(iter(planes(document)), None)
    shape = shape_on(plane, lane)
    if shape is not None and axis_of(shape).length(shape.bounds) < count * LEAST:
        raise not_allowed("The lane is too small to be divided: make it larger first.")
    if lane.child_lane_set is not None and lane.child_lane_set.lanes:
        raise not_allowed("The lane is divided already: divide one of its parts.")
    with edit(document, "Divide lane"):
        inner = _lane_set(lane)
        parts = [_append_lane(inner, "") for _ in range(count)]
        if plane is not None and shape is not None:
            for part, bounds in zip(parts, _equal_parts(shape, count), strict=True):
                _draw(plane, part, bounds, shape)
    return parts


def _last_lane(pool: Element, plane: BPMNPlane | None) -> Lane:
    process = pool.process_ref if isinstance(pool, Participant) else pool
    if not isinstance(process, Process | SubProcess):
        raise not_allowed("This pool is a black box: put it into a pool with a process.")
    sets = [lanes for lanes in process.lane_sets if lanes.lanes]
    if sets:
        return sets[0].lanes[-1]
    around = participant_of(process) if isinstance(process, Process) else process
    shape = shape_on(plane, around)
    if around is None or (plane is not None and shape is None):
        raise not_allowed("A lane lies in a pool: put the process into a pool first.")
    lane = _append_lane(_lane_set(process), "")
    if plane is not None and shape is not None:
        _make_room_for_heads(shape)
        _draw(plane, lane, axis_of(shape).inside_header(shape.bounds, HEADER), shape)
    return lane


def _make_room_for_heads(shape: BPMNShape) -> None:
    """Make a pool longer at its head where what lies in it would come to lie under the heads of lanes."""
    across = Axis.X if axis_of(shape) is Axis.Y else Axis.Y
    bounds = shape.bounds
    first = min((across.start(inner.bounds) for inner in content_of(shape)), default=across.end(bounds))
    missing = across.start(bounds) + 2 * HEADER + HEAD_ROOM - first
    if missing > 0:
        start, length = across.start(bounds) - missing, across.length(bounds) + missing
        shape.bounds = across.placed(bounds, round(start), round(length))


def _lane_set(owner: Process | SubProcess | Lane) -> LaneSet:
    document = owner.document
    existing = owner.child_lane_set if isinstance(owner, Lane) else next(iter(owner.lane_sets), None)
    if existing is not None:
        return existing
    tag = LaneSet.own_tag.replace("laneSet", "childLaneSet") if isinstance(owner, Lane) else LaneSet.own_tag
    node = document.create(tag, {"id": document.new_id("LaneSet")})
    document.append(owner.node, node)
    view = document.view(node)
    assert isinstance(view, LaneSet)
    return view


def _append_lane(lanes: LaneSet, name: str) -> Lane:
    document = lanes.document
    values = {"id": document.new_id("Lane")} | ({"name": name} if name else {})
    node = document.create(Lane.own_tag, values)
    document.append(lanes.node, node)
    view = document.view(node)
    assert isinstance(view, Lane)
    return view


def _new_lane(beside: Lane, name: str, *, after: bool) -> Lane:
    lanes = beside.parent
    assert isinstance(lanes, LaneSet)
    lane = _append_lane(lanes, name)
    document = lane.document
    document.remove(lane.node)
    document.insert(lanes.node, lanes.node.index(beside.node) + (1 if after else 0), lane.node)
    return lane


def _draw_beside(plane: BPMNPlane, lane: Lane, shape: BPMNShape, *, after: bool) -> None:
    axis = axis_of(shape)
    at = axis.end(shape.bounds) if after else axis.start(shape.bounds)
    owner = owner_of(lane)
    pool = participant_of(owner) if isinstance(owner, Process) else owner
    frame = shape_on(plane, pool)
    if frame is not None:
        make_room(frame, at, NEW_LANE, axis, forward=after)
    old = shape.bounds
    start = axis.end(old) if after else axis.start(old) - NEW_LANE
    _draw(plane, lane, axis.placed(old, start, NEW_LANE), shape)


def _draw(plane: BPMNPlane, lane: Lane, bounds: Bounds, like: BPMNShape) -> None:
    """A lane's shape stands right behind that of the pool or lane it lies in or beside, below all steps."""
    drawn = depict_shape(plane, lane, bounds)
    if axis_of(like) is Axis.X:
        drawn.is_horizontal = False
    document = plane.document
    document.remove(drawn.node)
    document.insert(plane.node, plane.node.index(like.node) + 1, drawn.node)


def _equal_parts(shape: BPMNShape, count: int) -> list[Bounds]:
    axis = axis_of(shape)
    inner = axis.inside_header(shape.bounds, HEADER)
    size = round(axis.length(inner) / count)
    parts = []
    for index in range(count):
        start = axis.start(inner) + index * size
        parts.append(axis.placed(inner, start, size if index < count - 1 else axis.end(inner) - start))
    return parts
