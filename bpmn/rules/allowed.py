"""What may be connected and attached (BPMN 2.0.2, Connecting Objects; Intermediate Events)."""

from collections.abc import Callable
from typing import NamedTuple

from bpmn.model import (
    Activity,
    Association,
    BoundaryEvent,
    CallActivity,
    CancelEventDefinition,
    CatchEvent,
    CompensateEventDefinition,
    ConditionalEventDefinition,
    ConversationLink,
    ConversationNode,
    DataInput,
    DataInputAssociation,
    DataObjectReference,
    DataOutput,
    DataOutputAssociation,
    DataStoreReference,
    Element,
    EndEvent,
    Event,
    EventBasedGateway,
    EventDefinition,
    FlowNode,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    LinkEventDefinition,
    MessageEventDefinition,
    MessageFlow,
    Participant,
    ReceiveTask,
    SequenceFlow,
    SignalEventDefinition,
    StartEvent,
    SubProcess,
    Task,
    TextAnnotation,
    ThrowEvent,
    TimerEventDefinition,
    Transaction,
)
from bpmn.rules.known import unknown
from bpmn.rules.refusal import Refusal, Verdict, refuse
from bpmn.rules.scopes import (
    container_of,
    definitions_of,
    organisation_of,
    participant_of,
    pool_of,
    process_of,
)

Answer = type[Element] | Refusal | None
"""A class of connection, why not, or None where a rule has nothing to say."""

DATA = (DataObjectReference, DataStoreReference, DataInput, DataOutput)
STEPS = (Task, CallActivity, SubProcess)
WAITING = (
    MessageEventDefinition,
    TimerEventDefinition,
    ConditionalEventDefinition,
    SignalEventDefinition,
)
"""What an event after an event-based gateway may wait for, and what may be attached to an activity."""


class Bar(NamedTuple):
    """A condition that forbids something, and the sentence that says so."""

    forbids: Callable[[Element], bool]
    reason: str


def may_connect(source: Element, target: Element) -> type[Element] | Refusal:
    """The class of connection that leads from source to target, or why there is none.

    Asked in this order: message flow, sequence flow, conversation link, data association, compensation,
    association. A lane stands for its pool.
    """
    source, target = pool_of(source), pool_of(target)
    first = next((bar for end in (source, target) if (bar := unknown(end)) is not None), None)
    if first is not None:
        return first
    for ask in QUESTIONS:
        answer = ask(source, target)
        if isinstance(answer, Refusal):
            first = answer if first is None else first
        elif answer is not None:
            return answer
    return refuse("BPMN has no connection between these two.") if first is None else first


def may_attach(
    host: Element, kind: type[Element], definition: type[EventDefinition] | None = None
) -> Verdict:
    """Whether an event of this class and trigger may sit on the border of host."""
    if not isinstance(host, Activity):
        return refuse("Only tasks, sub-processes and call activities carry events on their border.")
    nameless = unknown(host)
    if nameless is not None:
        return nameless
    if not issubclass(kind, BoundaryEvent) and not _turns_boundary(kind, definition):
        return refuse("This event cannot become a boundary event.")
    if definition is CancelEventDefinition and not isinstance(host, Transaction):
        return refuse("A cancel event sits only on a transaction.")
    barred = _first(HOST_BARS, host)
    return True if barred is None else barred


def _turns_boundary(kind: type[Element], definition: type[EventDefinition] | None) -> bool:
    if issubclass(kind, IntermediateThrowEvent):
        return definition is None
    return issubclass(kind, IntermediateCatchEvent) and definition in WAITING


def is_event_sub_process(element: Element) -> bool:
    """Whether an element is a sub-process that an event starts."""
    return isinstance(element, SubProcess) and bool(element.triggered_by_event)


def is_for_compensation(element: Element) -> bool:
    """Whether an element is an activity that only undoes another."""
    return isinstance(element, Activity) and bool(element.is_for_compensation)


def has_definition(element: Element, *kinds: type[EventDefinition]) -> bool:
    """Whether an event has a definition of one of these classes."""
    return any(isinstance(d, kinds) for d in definitions_of(element))


def follows_event_gateway(element: Element) -> bool:
    """Whether an event-based gateway leads to an element."""
    return isinstance(element, FlowNode) and any(
        isinstance(flow.source_ref, EventBasedGateway) for flow in element.incoming_flows
    )


def _is(*kinds: type[Element]) -> Callable[[Element], bool]:
    return lambda element: isinstance(element, kinds)


def _first(bars: tuple[Bar, ...], element: Element) -> Refusal | None:
    return next((refuse(bar.reason) for bar in bars if bar.forbids(element)), None)


def _either(kind: type[Element], *bars: Refusal | None) -> type[Element] | Refusal:
    """The first refusal, or the class of connection."""
    return next((bar for bar in bars if bar is not None), kind)


def _is_link(kind: type[Element]) -> Callable[[Element], bool]:
    return lambda element: isinstance(element, kind) and has_definition(element, LinkEventDefinition)


def _compensates(element: Element) -> bool:
    return isinstance(element, BoundaryEvent) and has_definition(element, CompensateEventDefinition)


def _speaks_other_than(*kinds: type[EventDefinition]) -> Callable[[Element], bool]:
    def forbids(element: Element) -> bool:
        return isinstance(element, Event) and any(not isinstance(d, kinds) for d in definitions_of(element))

    return forbids


HOST_BARS = (
    Bar(is_event_sub_process, "An event sub-process carries no boundary events."),
    Bar(is_for_compensation, "A compensation activity carries no boundary events."),
    Bar(
        lambda e: isinstance(e, ReceiveTask) and follows_event_gateway(e),
        "A receive task after an event-based gateway carries no boundary events.",
    ),
)

SEQUENCE_SOURCE_BARS = (
    Bar(_is(EndEvent), "An end event has no outgoing flow."),
    Bar(is_event_sub_process, "An event sub-process is started by its event; it has no flows."),
    Bar(
        _is_link(ThrowEvent),
        "A throwing link event goes on at its catching partner; it has no outgoing flow.",
    ),
    Bar(_compensates, "A compensation event leads to its activity by an association, not by a flow."),
    Bar(is_for_compensation, "A compensation activity has no flows."),
)
SEQUENCE_TARGET_BARS = (
    Bar(_is(StartEvent), "A start event has no incoming flow."),
    Bar(_is(BoundaryEvent), "A boundary event is reached through its host; it has no incoming flow."),
    Bar(is_event_sub_process, "An event sub-process is started by its event; it has no flows."),
    Bar(
        _is_link(CatchEvent),
        "A catching link event comes from its throwing partner; it has no incoming flow.",
    ),
    Bar(is_for_compensation, "A compensation activity has no flows."),
)
MESSAGE_SOURCE_BARS = (
    Bar(
        lambda e: not isinstance(e, (Participant, ThrowEvent, *STEPS)),
        "Between two pools only messages flow; a pool, a step or a throwing event sends them.",
    ),
    Bar(_speaks_other_than(MessageEventDefinition), "Only blank events and message events send messages."),
)
MESSAGE_TARGET_BARS = (
    Bar(
        lambda e: not isinstance(e, (Participant, CatchEvent, *STEPS)),
        "Between two pools only messages flow; a pool, a step or a catching event receives them.",
    ),
    Bar(_speaks_other_than(MessageEventDefinition), "Only blank events and message events receive messages."),
    Bar(
        lambda e: isinstance(e, BoundaryEvent) and not has_definition(e, MessageEventDefinition),
        "Only a boundary event for messages receives messages.",
    ),
    Bar(is_for_compensation, "A compensation activity receives no messages."),
)
READ_BARS = (Bar(_is(DataOutput), "An output leaves the process: draw the line from the step to it."),)
WRITTEN_BARS = (Bar(_is(DataInput), "An input enters the process: draw the line from it to the step."),)
AFTER_EVENT_GATEWAY = (
    "An event-based gateway leads only to receive tasks and to message, timer, signal and conditional events."
)


def _message_flow(source: Element, target: Element) -> Answer:
    if not all(isinstance(e, Participant | FlowNode) for e in (source, target)):
        return None
    ours, theirs = organisation_of(source), organisation_of(target)
    if ours is None or theirs is None:
        return None
    if ours == theirs:
        if isinstance(source, Participant) or isinstance(target, Participant):
            return refuse("Messages flow between different pools.")
        return None
    return _either(
        MessageFlow,
        _first(MESSAGE_SOURCE_BARS, source),
        _first(MESSAGE_TARGET_BARS, target),
        *(_pool_bar(end) for end in (source, target)),
    )


def _pool_bar(end: Element) -> Refusal | None:
    """Messages connect pools or what lies in them (BPMN 2.0.2, Message Flow Connection Rules).

    Other suites do not show steps beside the pools and drop lines that end there.
    """
    if participant_of(end) is not None:
        return None
    return refuse("Messages flow between pools, and this step lies in none: put it into a pool first.")


def _sequence_flow(source: Element, target: Element) -> Answer:
    if not (isinstance(source, FlowNode) and isinstance(target, FlowNode)):
        return None
    crossing = None
    if container_of(source) != container_of(target):
        crossing = refuse("A sequence flow does not cross the border of a pool or sub-process.")
    return _either(
        SequenceFlow,
        _first(SEQUENCE_SOURCE_BARS, source),
        _first(SEQUENCE_TARGET_BARS, target),
        crossing,
        _event_gateway_bar(source, target),
    )


def _event_gateway_bar(source: FlowNode, target: FlowNode) -> Refusal | None:
    if isinstance(source, EventBasedGateway):
        waits = isinstance(target, IntermediateCatchEvent) and has_definition(target, *WAITING)
        return None if waits or isinstance(target, ReceiveTask) else refuse(AFTER_EVENT_GATEWAY)
    if follows_event_gateway(target):
        return refuse("This step follows an event-based gateway; it has no other incoming flow.")
    return None


def _conversation_link(source: Element, target: Element) -> Answer:
    ends = (isinstance(source, ConversationNode), isinstance(target, ConversationNode))
    if not any(ends):
        return None
    other = target if ends[0] else source
    if all(ends) or not isinstance(other, Participant):
        return None if isinstance(other, TextAnnotation) else refuse("A conversation links to participants.")
    return ConversationLink


def _data_association(source: Element, target: Element) -> Answer:
    ends = (isinstance(source, DATA), isinstance(target, DATA))
    if not any(ends) or TextAnnotation in (type(source), type(target)):
        return None
    if ends == (True, False) and isinstance(target, Activity | ThrowEvent):
        return _either(DataInputAssociation, _first(READ_BARS, source), _distance_bar(source, target))
    if ends == (False, True) and isinstance(source, Activity | CatchEvent):
        return _either(DataOutputAssociation, _first(WRITTEN_BARS, target), _distance_bar(source, target))
    return refuse(
        "Data is read by activities and throwing events and written by activities and catching events."
    )


def _distance_bar(source: Element, target: Element) -> Refusal | None:
    """Data of another process is seen only where pools show both."""
    ours, theirs = process_of(source), process_of(target)
    if ours == theirs or all(participant_of(end) is not None for end in (source, target)):
        return None
    return refuse("The data belongs to another process that no pool shows: move it to the step's process.")


def _compensation(source: Element, target: Element) -> Answer:
    if not _compensates(source) or not isinstance(target, Activity):
        return None
    if isinstance(source, BoundaryEvent) and source.attached_to_ref == target:
        return refuse("An activity does not compensate itself.")
    if is_event_sub_process(target) or container_of(source) != container_of(target):
        return refuse("The compensating activity lies in the same process or sub-process as the event.")
    return Association


def _association(source: Element, target: Element) -> Answer:
    ends = [isinstance(e, TextAnnotation) for e in (source, target)]
    if not any(ends) or source == target:
        return None
    return refuse("A text annotation does not explain another one.") if all(ends) else Association


QUESTIONS = (
    _message_flow,
    _sequence_flow,
    _conversation_link,
    _data_association,
    _compensation,
    _association,
)
