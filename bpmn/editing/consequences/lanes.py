"""Lanes own what lies in them (BPMN 2.0.2, Lanes)."""

from collections.abc import Iterator

from bpmn.base.geometry import Bounds
from bpmn.editing.diagrams import plane_of, shape_on
from bpmn.editing.happened import Happened
from bpmn.model import BPMNPlane, BPMNShape, Element, FlowNode, Lane, LaneSet, Process, SubProcess

FLOW_NODE_REF = "flowNodeRef"


def lanes_own_what_lies_in_them(happened: Happened) -> None:
    """Write the lanes of flow nodes that moved, came or lost their lane, by the middle of their shapes.

    Nodes that nothing happened to keep what the file says, even where the drawing says otherwise.
    """
    moved = happened.moved()
    shapes = dict.fromkeys((*moved, *happened.new_shapes()))
    affected: dict[BPMNShape, None] = {}
    for shape in shapes:
        element = shape.bpmn_element
        if isinstance(element, FlowNode):
            affected[shape] = None
        elif isinstance(element, Lane):
            old, new = moved.get(shape, (None, shape.bounds))
            affected.update(dict.fromkeys(_changed_sides(shape, element, old, new)))
    sets: dict[Element, list[LaneSet]] = {}
    for shape in affected:
        node = shape.bpmn_element
        container = node.parent if node is not None else None
        if container is not None and container not in sets:
            sets[container] = container.children(LaneSet)
        if isinstance(node, FlowNode) and container is not None:
            _assign(shape, node, sets[container])


def _changed_sides(shape: BPMNShape, lane: Lane, old: Bounds | None, new: Bounds) -> Iterator[BPMNShape]:
    """Shapes of flow nodes that the lane holds now but did not hold before, or the other way round."""
    owner, plane = owner_of(lane), plane_of(shape)
    if owner is None or plane is None:
        return
    for node in owner.node:
        element = owner.document.view(node)
        if isinstance(element, FlowNode):
            found = shape_on(plane, element)
            if found is None:
                continue
            before = old is not None and old.contains(found.bounds.centre)
            if before != new.contains(found.bounds.centre):
                yield found


def owner_of(lane: Lane | LaneSet) -> Process | SubProcess | None:
    """The process or sub-process that lanes divide."""
    at: Element | None = lane.parent
    while isinstance(at, Lane | LaneSet):
        at = at.parent
    return at if isinstance(at, Process | SubProcess) else None


def leaves(lanes: LaneSet) -> list[Lane]:
    """The innermost lanes of a set, in file order."""
    found: list[Lane] = []
    waiting = list(lanes.lanes)
    while waiting:
        lane = waiting.pop(0)
        inner = lane.child_lane_set
        children = list(inner.lanes) if inner is not None else []
        if children:
            waiting[:0] = children
        else:
            found.append(lane)
    return found


def _assign(shape: BPMNShape, node: FlowNode, sets: list[LaneSet]) -> None:
    plane = plane_of(shape)
    if plane is None:
        return
    kept = _leave_lanes(node, plane, shape)
    for lanes in sets:
        home = _home(lanes, plane, shape)
        if home is not None and home not in kept:
            home.flow_node_refs.append(node)


def _home(lanes: LaneSet, plane: BPMNPlane, shape: BPMNShape) -> Lane | None:
    for lane in leaves(lanes):
        drawn = shape_on(plane, lane)
        if drawn is not None and drawn.bounds.contains(shape.bounds.centre):
            return lane
    return None


def _leave_lanes(node: FlowNode, plane: BPMNPlane, shape: BPMNShape) -> list[Lane]:
    """Take a node out of drawn lanes that do not hold its middle, and out of lanes of other processes.

    The lanes it stays in are returned.
    """
    document, kept = node.document, []
    for reference in document.references(node.id) if node.id else ():
        view = document.view(reference.node)
        lane = view.parent
        if view.local_name != FLOW_NODE_REF or not isinstance(lane, Lane):
            continue
        drawn = shape_on(plane, lane)
        is_foreign = owner_of(lane) != node.parent
        if is_foreign or (drawn is not None and not drawn.bounds.contains(shape.bounds.centre)):
            document.remove(reference.node)
        else:
            kept.append(lane)
    return kept
