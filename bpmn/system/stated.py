"""The references of a map that have to lead somewhere, and to what."""

from functools import cache

from bpmn.model import (
    Activity,
    Association,
    BaseElement,
    BoundaryEvent,
    CallActivity,
    ConversationNode,
    DataObject,
    DataObjectReference,
    DataStore,
    DataStoreReference,
    Element,
    Error,
    ErrorEventDefinition,
    Escalation,
    EscalationEventDefinition,
    FlowNode,
    GlobalTask,
    Message,
    MessageEventDefinition,
    MessageFlow,
    Participant,
    Process,
    ReceiveTask,
    SendTask,
    SequenceFlow,
    Signal,
    SignalEventDefinition,
)
from bpmn.model.registry import CLASSES

Kinds = tuple[type[Element], ...]
CALLABLE: Kinds = (Process, GlobalTask)
EXCHANGES: Kinds = (FlowNode, Participant, ConversationNode)

REFERENCES: tuple[tuple[type[Element], str, Kinds], ...] = (
    (SequenceFlow, "sourceRef", (FlowNode,)),
    (SequenceFlow, "targetRef", (FlowNode,)),
    (MessageFlow, "sourceRef", EXCHANGES),
    (MessageFlow, "targetRef", EXCHANGES),
    (MessageFlow, "messageRef", (Message,)),
    (Association, "sourceRef", (BaseElement,)),
    (Association, "targetRef", (BaseElement,)),
    (Participant, "processRef", (Process,)),
    (CallActivity, "calledElement", CALLABLE),
    (BoundaryEvent, "attachedToRef", (Activity,)),
    (SendTask, "messageRef", (Message,)),
    (ReceiveTask, "messageRef", (Message,)),
    (MessageEventDefinition, "messageRef", (Message,)),
    (SignalEventDefinition, "signalRef", (Signal,)),
    (ErrorEventDefinition, "errorRef", (Error,)),
    (EscalationEventDefinition, "escalationRef", (Escalation,)),
    (DataStoreReference, "dataStoreRef", (DataStore,)),
    (DataObjectReference, "dataObjectRef", (DataObject,)),
)
"""Which attribute of which element has to lead to what: the references that join things."""

EXPRESSION = ("$", "#", "=")
"""How expressions of engines begin, whose value no map tells."""

_WANTED = {(owner, attribute): wanted for owner, attribute, wanted in REFERENCES}


def wanted(owner: type[Element], attribute: str) -> Kinds:
    """What a reference has to lead to."""
    return _WANTED[owner, attribute]


@cache
def stated_by(kind: str) -> tuple[tuple[type[Element], str], ...]:
    """The classes and attributes by which an element of the class of this name states references."""
    return tuple((o, attribute) for o, attribute, _ in REFERENCES if issubclass(CLASSES[kind], o))


def called_text(activity: CallActivity) -> str:
    """What a call activity calls as it is written, also by a vendor's attribute; empty if it does not say.

    Expressions, which only an engine can work out, count as nothing.
    """
    text = (activity.called_element or "").strip()
    if not text and activity.extension_elements is not None:
        ids = (n.get("processId") for n in activity.extension_elements.node.iterchildren("{*}calledElement"))
        text = next((i.strip() for i in ids if i), "")
    return "" if text.startswith(EXPRESSION) else text


def stated_text(element: Element, attribute: str) -> str:
    """The reference that an element states; empty where it states none, or an engine works it out."""
    if isinstance(element, CallActivity) and attribute == "calledElement":
        return called_text(element)
    text = (element.node.get(attribute) or "").strip()
    return "" if text.startswith(EXPRESSION) else text
