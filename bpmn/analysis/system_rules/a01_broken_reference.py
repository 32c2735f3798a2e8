"""A01: a reference that leads nowhere, or to something of another type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import Message, message
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


def check(context: Context) -> Iterable[Fault]:
    """One fault per name that leads nowhere in a map, with all elements that use it."""
    grouped: dict[tuple[str, str, Problem], list[ElementKey]] = {}
    for one in broken(context):
        if one.problem is not Problem.AMBIGUOUS:
            grouped.setdefault((one.file, one.text, one.problem), []).append(one.place)
    for (_, text, problem), elements in grouped.items():
        keys = tuple(dict.fromkeys(elements))
        yield Fault(keys, _told(problem, context.name(keys[0]), text))


def broken(context: Context) -> Iterator[Broken]:
    """Every reference with a problem, map by map."""
    for file, document in context.system.documents:
        for kind, attribute, wanted in REFERENCES:
            for element in document.all(kind):
                text = _text(element, attribute)
                problem = _problem(context, file, element, text, wanted) if text else None
                if problem is not None and not _is_elsewhere(context, element, problem):
                    yield Broken(ElementKey(file, _id_of(element)), text, problem, file)


def _problem(context: Context, file: str, element: Element, text: str, wanted: Kinds) -> Problem | None:
    found = resolve(context.system, file, element, text, wanted)
    if isinstance(element, WITHIN_A_MAP) and any(key.file != file for key in found.candidates):
        return Problem.MISSING
    return found.problem


def _text(element: Element, attribute: str) -> str:
    if isinstance(element, CallActivity):
        return called_text(element)
    text = (element.node.get(attribute) or "").strip()
    return "" if text.startswith(EXPRESSION) else text


def _is_elsewhere(context: Context, element: Element, problem: Problem) -> bool:
    """Whether a missing target may well be in a map that was not opened."""
    if context.system.is_folder or problem is not Problem.MISSING:
        return False
    return isinstance(element, CallActivity | Participant) or bool(element.document.definitions.imports)


def _id_of(element: Element) -> str:
    around: Element | None = element
    while around is not None and not around.id:
        around = around.parent
    return (around.id or "") if around is not None else ""


def _told(problem: Problem, name: str, text: str) -> Message:
    if problem is Problem.WRONG_TYPE:
        return message(
            "“{name}” refers to “{text}”, which is something of another kind.", name=name, text=text
        )
    if problem is Problem.UNBOUND:
        return message(
            "“{name}” refers to “{text}”, whose prefix stands for nothing here.", name=name, text=text
        )
    return message("“{name}” refers to “{text}”, which no map holds.", name=name, text=text)


RULE = Rule(
    "A01",
    Severity.ERROR,
    message("Broken reference"),
    message("The connection is drawn but does not exist: whatever goes this way is lost."),
    message("Pick the target again, or put the map that holds it into the folder."),
    check,
)
