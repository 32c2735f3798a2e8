"""Fixes for connections that BPMN does not know or that lead nowhere."""

from bpmn.base.fix import FixAction
from bpmn.base.geometry import Point
from bpmn.editing.become import become
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.diagrams import depictions, middle_of, plane_of
from bpmn.editing.fixes.places import Maps, element_at, first
from bpmn.editing.properties import set_property
from bpmn.editing.refused import not_allowed
from bpmn.editing.rename import rename
from bpmn.model import (
    BPMNEdge,
    CallActivity,
    CatchEvent,
    FlowNode,
    ItemDefinition,
    LinkEventDefinition,
    Message,
    MessageFlow,
    SequenceFlow,
    ThrowEvent,
)
from bpmn.rules.scopes import container_of


def call(maps: Maps, action: FixAction) -> None:
    """Let a call activity call another process."""
    activity = first(maps, action, CallActivity)
    set_property(activity.document, activity, "called_element", action.argument("called"))


def step_for_call(maps: Maps, action: FixAction) -> None:
    """Make a call a step of its own."""
    activity = first(maps, action, CallActivity)
    become(activity.document, activity, "manualTask")


def flow_for_message(maps: Maps, action: FixAction) -> None:
    """Replace a message within a pool by a sequence flow, unless one leads there already."""
    message = first(maps, action, MessageFlow)
    source, target, document = message.source_ref, message.target_ref, message.document
    delete(document, [message])
    if not isinstance(source, FlowNode) or not isinstance(target, FlowNode):
        raise not_allowed(
            "This message does not lead from one step to another: draw it between two steps first."
        )
    if all(flow.target_ref != target for flow in source.outgoing_flows):
        connect(document, source, target)


def document_for_message(maps: Maps, action: FixAction) -> None:
    """Show what a message within a pool carries as a document, written by one step and read by the other."""
    message = first(maps, action, MessageFlow)
    source, target, document, name = message.source_ref, message.target_ref, message.document, message.name
    edge = next((one for one in depictions(message) if isinstance(one, BPMNEdge)), None)
    if source is None or target is None:
        raise not_allowed(
            "This message does not lead from one step to another: draw it between two steps first."
        )
    place, plane = (middle_of(edge.waypoints), plane_of(edge)) if edge is not None else (None, None)
    delete(document, [message])
    data = create(
        document, "dataObjectReference", place or Point(0, 0), container_of(source), plane, name or ""
    )
    connect(document, source, data, plane)
    connect(document, data, target, plane)


def message_for_flow(maps: Maps, action: FixAction) -> None:
    """Replace a sequence flow between two pools by a message."""
    flow = first(maps, action, SequenceFlow)
    source, target, document, name = flow.source_ref, flow.target_ref, flow.document, flow.name
    if source is None or target is None:
        raise not_allowed(
            "This flow does not lead from one step to another: draw it between two steps first."
        )
    delete(document, [flow])
    message = connect(document, source, target)
    if name:
        rename(document, message, name)


def message_for_link(maps: Maps, action: FixAction) -> None:
    """Let the process that a link leaves end with a message, which the other one awaits."""
    throwing = first(maps, action, ThrowEvent)
    name = _link_name(throwing)
    document = throwing.document
    sender = become(document, throwing, "endEvent:message")
    rename(document, sender, name)
    for key in action.elements[1:]:
        catching = element_at(maps, key, CatchEvent)
        kind = "intermediateCatchEvent:message" if catching.incoming_flows else "startEvent:message"
        receiver = become(catching.document, catching, kind)
        rename(catching.document, receiver, name)


def _link_name(event: ThrowEvent) -> str:
    own = event.node.get("name") or ""
    return next((d.name for d in event.children(LinkEventDefinition) if d.name), "") or own


def align_item(maps: Maps, action: FixAction) -> None:
    """Let a message carry what the other side means by it."""
    message = first(maps, action, Message)
    item = message.item_ref
    if not isinstance(item, ItemDefinition):
        raise not_allowed("This message does not say what it carries: write it into its properties first.")
    old = item.node.get("structureRef") or ""
    prefix = old.rpartition(":")[0]
    structure = action.argument("structure")
    value = f"{prefix}:{structure}" if prefix else structure
    item.document.set_attribute(item.node, "structureRef", value)
