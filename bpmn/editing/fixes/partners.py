"""Fixes that draw what is exchanged with somebody: a pool for the partner, and the message."""

from bpmn.base.fix import FixAction
from bpmn.base.geometry import Bounds, united
from bpmn.editing.become import become
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.depict import shapes_on
from bpmn.editing.diagrams import planes, shape_of
from bpmn.editing.fixes.drawing import follow
from bpmn.editing.fixes.places import Maps, element_at, first
from bpmn.editing.pools import create_pool
from bpmn.editing.refused import not_allowed
from bpmn.editing.rename import rename
from bpmn.model import BPMNPlane, BPMNShape, Element, EndEvent, EventDefinition, FlowNode, Participant
from bpmn.rules.kinds import kind

APART, HEIGHT = 60.0, 60.0
BLACK_BOX = "participant:blackBox"


def draw_mirror(maps: Maps, action: FixAction) -> None:
    """Draw the pool of a partner and what is exchanged with it, in a map that lacks it."""
    step = first(maps, action, FlowNode)
    sends = action.argument("sends") == "true"
    exchange(step, partner(step, action.argument("party")), action.argument("message"), sends=sends)


def send_message_to(maps: Maps, action: FixAction) -> None:
    """Connect a sender with a receiver: by a message flow, or by pools for each other in two maps."""
    sender, receiver = (element_at(maps, key, FlowNode) for key in action.elements[:2])
    name = action.argument("message")
    if sender.document is receiver.document:
        exchange(sender, receiver, name, sends=True)
        return
    exchange(sender, partner(sender, action.argument("receiver")), name, sends=True)
    exchange(receiver, partner(receiver, action.argument("sender")), name, sends=False)


def tell_party(maps: Maps, action: FixAction) -> None:
    """Let an end, or a new end after a step, send a message to a party."""
    tell(first(maps, action, FlowNode), action.argument("party"), action.argument("message"))


def tell(node: FlowNode, party: str, name: str) -> None:
    """Send a message from a node: an end becomes a message end, a step gets one after it."""
    document = node.document
    if isinstance(node, EndEvent):
        if node.children(EventDefinition):
            raise not_allowed("This end does something else already: put a step before it that sends.")
        end: Element = become(document, node, "endEvent:message")
    elif node.outgoing_flows:
        raise not_allowed("The case goes on from here: choose the end at which somebody is told.")
    else:
        end = follow(node, "endEvent:message", name)
    assert isinstance(end, FlowNode)
    exchange(end, partner(end, party), name, sends=True)


def exchange(step: FlowNode, other: Element, name: str, *, sends: bool) -> None:
    """A message flow between a step and a pool or step, with the name of what flows."""
    ends = (step, other) if sends else (other, step)
    flow = connect(step.document, *ends)
    if name:
        rename(step.document, flow, name)


def partner(step: FlowNode, name: str) -> Participant:
    """The pool of this name in the map, made as a closed one above everything where there is none."""
    document = step.document
    found = next(
        (p for p in document.all(Participant) if (p.name or "") == name and p.process_ref is None), None
    )
    if found is not None:
        return found
    drawn = [plane for plane in planes(document) if any(True for _ in shapes_on(plane))]
    if not drawn:
        return create_pool(document, None, kind(BLACK_BOX), Bounds(0, 0, 0, 0), name)
    made = create(document, BLACK_BOX, Bounds(0, 0, 0, 0), plane=drawn[0], name=name)
    assert isinstance(made, Participant)
    own = shape_of(made)
    if own is not None:
        own.bounds = _free_strip(drawn[0], own, step)
    return made


def _free_strip(plane: BPMNPlane, own: BPMNShape, step: FlowNode) -> Bounds:
    """A place as wide as all that is drawn: above it, or below if the step is nearer to that."""
    shape = shape_of(step)
    around = united(s.bounds for s in shapes_on(plane) if s != own)
    assert around is not None
    is_lower = shape is not None and shape.bounds.centre.y > around.centre.y
    y = around.bottom + APART if is_lower else around.y - APART - HEIGHT
    return Bounds(around.x, round(y), around.width, HEIGHT)
