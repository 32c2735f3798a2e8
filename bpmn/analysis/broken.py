"""References that lead nowhere, to something of another kind, or to several places."""

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
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
from bpmn.model import Message as BPMNMessage
from bpmn.system.qnames import Problem, resolve
from bpmn.system.references import CALLABLE, EXPRESSION, called_text
from bpmn.system.system import System

Kinds = tuple[type[Element], ...]
EXCHANGES: Kinds = (FlowNode, Participant, ConversationNode)

REFERENCES: tuple[tuple[type[Element], str, Kinds], ...] = (
    (SequenceFlow, "sourceRef", (FlowNode,)),
    (SequenceFlow, "targetRef", (FlowNode,)),
    (MessageFlow, "sourceRef", EXCHANGES),
    (MessageFlow, "targetRef", EXCHANGES),
    (MessageFlow, "messageRef", (BPMNMessage,)),
    (Association, "sourceRef", (BaseElement,)),
    (Association, "targetRef", (BaseElement,)),
    (Participant, "processRef", (Process,)),
    (CallActivity, "calledElement", CALLABLE),
    (BoundaryEvent, "attachedToRef", (Activity,)),
    (SendTask, "messageRef", (BPMNMessage,)),
    (ReceiveTask, "messageRef", (BPMNMessage,)),
    (MessageEventDefinition, "messageRef", (BPMNMessage,)),
    (SignalEventDefinition, "signalRef", (Signal,)),
    (ErrorEventDefinition, "errorRef", (Error,)),
    (EscalationEventDefinition, "escalationRef", (Escalation,)),
    (DataStoreReference, "dataStoreRef", (DataStore,)),
    (DataObjectReference, "dataObjectRef", (DataObject,)),
)
"""Which attribute of which element has to lead to what: the references that join things."""

WITHIN_A_MAP = (SequenceFlow, BoundaryEvent, Association, DataObjectReference)
"""Elements whose references never lead out of their map."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference with a problem; ``place`` is the nearest element with an id."""

    place: ElementKey
    text: str
    problem: Problem
    file: str


def broken(system: System) -> Iterator[Broken]:
    """Every reference with a problem, map by map."""
    for file, document in system.documents:
        for kind, attribute, wanted in REFERENCES:
            for element in document.all(kind):
                text = _text(element, attribute)
                problem = _problem(system, file, element, text, wanted) if text else None
                if problem is not None and not _is_elsewhere(system, element, problem):
                    yield Broken(ElementKey(file, _id_of(element)), text, problem, file)


def _problem(system: System, file: str, element: Element, text: str, wanted: Kinds) -> Problem | None:
    found = resolve(system, file, element, text, wanted)
    if isinstance(element, WITHIN_A_MAP) and any(key.file != file for key in found.candidates):
        return Problem.MISSING
    return found.problem


def _text(element: Element, attribute: str) -> str:
    if isinstance(element, CallActivity):
        return called_text(element)
    text = (element.node.get(attribute) or "").strip()
    return "" if text.startswith(EXPRESSION) else text


def _is_elsewhere(system: System, element: Element, problem: Problem) -> bool:
    """Whether a missing target may well be in a map that was not opened."""
    if system.is_folder or problem is not Problem.MISSING:
        return False
    return isinstance(element, CallActivity | Participant) or bool(element.document.definitions.imports)


def _id_of(element: Element) -> str:
    around: Element | None = element
    while around is not None and not around.id:
        around = around.parent
    return (around.id or "") if around is not None else ""
