"""Drawings stay such that other suites show all of them."""

from collections.abc import Iterable

from bpmn.editing.diagrams import connections_of, depictions, edge_on, ends_of, planes, shape_on
from bpmn.editing.happened import Happened
from bpmn.editing.naming import refer_barely
from bpmn.editing.places import can_be_drawn, frames_of, is_open
from bpmn.editing.refused import not_allowed
from bpmn.model import (
    Association,
    BoundaryEvent,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Collaboration,
    ConversationLink,
    DataAssociation,
    Element,
    FlowNode,
    LaneSet,
    MessageFlow,
    Participant,
    Process,
    SequenceFlow,
)
from bpmn.rules.known import is_first, is_readable
from bpmn.rules.scopes import participant_of

CONNECTIONS = (SequenceFlow, MessageFlow, Association, DataAssociation, ConversationLink)


def drawings_can_be_shown(happened: Happened) -> None:
    """What was drawn or led elsewhere: its lines go where an end is not drawn; the others can be followed.

    Suites built on bpmn-js take a sub-process that does not say that it is open for closed and show what
    lies in it elsewhere; they find an element by its bare id only, and the process of a pool by its lanes.
    """
    for shape in happened.new_shapes():
        shown, plane = shape.bpmn_element, shape.ancestor(BPMNPlane)
        if shown is not None and plane is not None:
            _show(shown, plane)
    for element in happened.transplanted():
        for depiction in depictions(element):
            _say_open(element, depiction.ancestor(BPMNPlane))
    for connection in _led(happened):
        for edge in [d for d in depictions(connection) if isinstance(d, BPMNEdge)]:
            _settle(connection, edge)
    for process in happened.undivided():
        _find_without_lanes(process)


def _led(happened: Happened) -> Iterable[Element]:
    """Connections that are new, have other ends, or whose ends came to lie elsewhere."""
    found: dict[Element, None] = dict.fromkeys(happened.led())
    for view in happened.inserted():
        if isinstance(view, CONNECTIONS):
            found[view] = None
        elif isinstance(view, BPMNEdge) and view.bpmn_element is not None:
            found[view.bpmn_element] = None
    for top in happened.transplanted():
        for node in top.node.iter("*"):
            element = happened.document.view(node)
            if isinstance(element, FlowNode):
                found.update(dict.fromkeys(connections_of(element)))
    return [connection for connection in found if connection.is_alive]


def _settle(connection: Element, edge: BPMNEdge) -> None:
    plane, ends = edge.ancestor(BPMNPlane), ends_of(connection)
    if plane is None or None in ends:
        return
    if not can_be_drawn(plane, connection):
        connection.document.remove(edge.node)
        return
    _show_line(connection, edge, plane)


def _show_line(connection: Element, edge: BPMNEdge, plane: BPMNPlane) -> None:
    """Let a line be found, its ends and what its plane shows."""
    refer_barely(plane, "bpmnElement")
    refer_barely(edge, "bpmnElement")
    for name in ("sourceRef", "targetRef"):
        refer_barely(connection, name)
    ends = [end for end in ends_of(connection) if end is not None]
    pools = [participant_of(end) for end in ends]
    for end, pool in zip(ends, pools, strict=True):
        _show(end, plane)
        crosses = isinstance(connection.parent, Collaboration) or len(set(pools)) > 1
        if crosses and pool is not None and pool != end:
            _show_process(pool)


def _show_process(pool: Participant) -> None:
    """Let the process of a pool be found, unless it then were shown on two sheets."""
    before = pool.node.get("processRef")
    refer_barely(pool, "processRef")
    process = pool.process_ref
    if pool.node.get("processRef") != before and process is not None and _has_a_sheet(process):
        raise not_allowed(
            "Other suites do not read that this pool shows a process with a sheet of its own: "
            "export a copy for bpmn.io and draw the line there."
        )


def _find_without_lanes(process: Process) -> None:
    """Let a process be found that was found by its lanes.

    Its pool names it barely; where that would show it twice it gets an empty set of lanes.
    """
    document, pool = process.document, participant_of(process)
    if pool is None or pool.node.get("processRef") == process.id:
        return
    if _has_a_sheet(process):
        lanes = document.create(LaneSet.own_tag, {"id": document.new_id("LaneSet")})
        document.append(process.node, lanes)
    else:
        refer_barely(pool, "processRef")


def _has_a_sheet(process: Process) -> bool:
    return process in [plane.bpmn_element for plane in planes(process.document)]


def _give_id(shape: BPMNShape) -> None:
    """A new id for a shape that cannot be told by its own; what names it goes along where that is sure."""
    if is_readable(shape) and is_first(shape):
        return
    document, new = shape.document, shape.document.new_id("BPMNShape")
    names = document.references(shape.id or "") if is_first(shape) else ()
    for node, attribute in names:
        if attribute is not None:
            document.set_attribute(node, attribute, new)
    document.set_attribute(shape.node, "id", new)


def _show(end: Element, plane: BPMNPlane) -> None:
    """Let an element be found on a plane: by its shape, with its host, or by its line."""
    shape, edge = shape_on(plane, end), edge_on(plane, end)
    if shape is not None:
        refer_barely(shape, "bpmnElement")
        _give_id(shape)
        _say_open(end, plane)
    if edge is not None:
        _show_line(end, edge, plane)
    if isinstance(end, BoundaryEvent):
        refer_barely(end, "attachedToRef")
        if end.attached_to_ref is not None:
            _show(end.attached_to_ref, plane)


def _say_open(element: Element, plane: BPMNPlane | None) -> None:
    """Let the sub-processes around an element say that they are open, as they are drawn."""
    for frame in frames_of(element, plane):
        if is_open(frame):
            frame.is_expanded = True
