"""What may be connected and attached (BPMN 2.0.2, Connecting Objects; Intermediate Events)."""

from collections.abc import Callable

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
from bpmn.rules.bars import Bar, either, first_of, is_a
from bpmn.rules.data_connections import data_association
from bpmn.rules.known import unknown
from bpmn.rules.refusal import Refusal, Verdict, refuse
from bpmn.rules.scopes import (
    container_of,
    definitions_of,
    organisation_of,
    participant_of,
    pool_of,
)

Answer = type[Element] | Refusal | None
"""A class of connection, why not, or None where a rule has nothing to say."""

STEPS = (Task, CallActivity, SubProcess)
WAITING = (
    MessageEventDefinition,
    TimerEventDefinition,
    ConditionalEventDefinition,
    SignalEventDefinition,
)
"""What an event after an event-based gateway may wait for, and what may be attached to an activity."""


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
    return (
        refuse("BPMN has no connection between these two: connect steps, messages or data.")
        if first is None
        else first
    )


def may_attach(
    host: Element, kind: type[Element], definition: type[EventDefinition] | None = None
) -> Verdict:
    """Whether an event of this class and trigger may sit on the border of host."""
    if not isinstance(host, Activity):
        return refuse(
            "Only tasks, sub-processes and call activities carry events on their border: put it "
            "on one of them."
        )
    nameless = unknown(host)
    if nameless is not None:
        return nameless
    if not issubclass(kind, BoundaryEvent) and not _turns_boundary(kind, definition):
        return refuse(
            "This event cannot become a boundary event: change its trigger first, or put it beside the step."
        )
    if definition is CancelEventDefinition and not isinstance(host, Transaction):
        return refuse("A cancel event sits only on a transaction: make the sub-process one first.")
    barred = first_of(HOST_BARS, host)
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


def _is_link(kind: type[Element]) -> Callable[[Element], bool]:
    return lambda element: isinstance(element, kind) and has_definition(element, LinkEventDefinition)


def _compensates(element: Element) -> bool:
    return isinstance(element, BoundaryEvent) and has_definition(element, CompensateEventDefinition)


def _speaks_other_than(*kinds: type[EventDefinition]) -> Callable[[Element], bool]:
    def forbids(element: Element) -> bool:
        return isinstance(element, Event) and any(not isinstance(d, kinds) for d in definitions_of(element))

    return forbids


HOST_BARS = (
    Bar(
        is_event_sub_process,
        "An event sub-process carries no boundary events: put the event into it as its start.",
    ),
    Bar(
        is_for_compensation,
        "A compensation activity carries no boundary events: put the event on the step that it undoes.",
    ),
    Bar(
        lambda e: isinstance(e, ReceiveTask) and follows_event_gateway(e),
        "A receive task after an event-based gateway carries no boundary events: lead "
        "another event from the gateway instead.",
    ),
)

SEQUENCE_SOURCE_BARS = (
    Bar(
        is_a(EndEvent),
        "An end event has no outgoing flow: draw the line from a step, or make it an "
        "intermediate event first.",
    ),
    Bar(
        is_event_sub_process,
        "An event sub-process is started by its event and has no flows: connect the steps in it.",
    ),
    Bar(
        _is_link(ThrowEvent),
        "A throwing link event goes on at its catching partner and has no outgoing flow: "
        "draw the line from the catching link of the same name.",
    ),
    Bar(
        _compensates,
        "A compensation event leads to an activity by an association, not by a flow: draw "
        "the line to the activity that undoes.",
    ),
    Bar(
        is_for_compensation,
        "A compensation activity has no flows: join it to the compensation event by an association.",
    ),
)
SEQUENCE_TARGET_BARS = (
    Bar(
        is_a(StartEvent),
        "A start event has no incoming flow: lead the line to a step, or make it an "
        "intermediate event first.",
    ),
    Bar(
        is_a(BoundaryEvent),
        "A boundary event is reached through its step and has no incoming flow: end the line at the step.",
    ),
    Bar(
        is_event_sub_process,
        "An event sub-process is started by its event and has no flows: connect the steps in it.",
    ),
    Bar(
        _is_link(CatchEvent),
        "A catching link event comes from its throwing partner and has no incoming flow: "
        "lead the line to a throwing link of the same name.",
    ),
    Bar(
        is_for_compensation,
        "A compensation activity has no flows: join it to the compensation event by an association.",
    ),
)
MESSAGE_SOURCE_BARS = (
    Bar(
        lambda e: not isinstance(e, (Participant, ThrowEvent, *STEPS)),
        "Between two pools only messages flow: draw the line from a pool, a step or a throwing event.",
    ),
    Bar(
        _speaks_other_than(MessageEventDefinition),
        "Only blank events and message events send messages: change its trigger first.",
    ),
)
MESSAGE_TARGET_BARS = (
    Bar(
        lambda e: not isinstance(e, (Participant, CatchEvent, *STEPS)),
        "Between two pools only messages flow: draw the line to a pool, a step or a catching event.",
    ),
    Bar(
        _speaks_other_than(MessageEventDefinition),
        "Only blank events and message events receive messages: change its trigger first.",
    ),
    Bar(
        lambda e: isinstance(e, BoundaryEvent) and not has_definition(e, MessageEventDefinition),
        "Only a boundary event for messages receives messages: change its trigger first.",
    ),
    Bar(
        is_for_compensation, "A compensation activity receives no messages: send the message to another step."
    ),
)
AFTER_EVENT_GATEWAY = (
    "An event-based gateway leads only to receive tasks and to message, timer, signal "
    "and conditional events: put one of them between."
)


def _message_flow(source: Element, target: Element) -> Answer:
    if not all(isinstance(e, Participant | FlowNode) for e in (source, target)):
        return None
    ours, theirs = organisation_of(source), organisation_of(target)
    if ours is None or theirs is None:
        return None
    if ours == theirs:
        if isinstance(source, Participant) or isinstance(target, Participant):
            return refuse(
                "Messages flow between different pools: draw the line to another pool or a step in it."
            )
        return None
    return either(
        MessageFlow,
        first_of(MESSAGE_SOURCE_BARS, source),
        first_of(MESSAGE_TARGET_BARS, target),
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
        crossing = refuse(
            "A sequence flow does not cross the border of a pool or sub-process: end it at the "
            "border's own step, or move the step over."
        )
    return either(
        SequenceFlow,
        first_of(SEQUENCE_SOURCE_BARS, source),
        first_of(SEQUENCE_TARGET_BARS, target),
        crossing,
        _event_gateway_bar(source, target),
    )


def _event_gateway_bar(source: FlowNode, target: FlowNode) -> Refusal | None:
    if isinstance(source, EventBasedGateway):
        waits = isinstance(target, IntermediateCatchEvent) and has_definition(target, *WAITING)
        return None if waits or isinstance(target, ReceiveTask) else refuse(AFTER_EVENT_GATEWAY)
    if follows_event_gateway(target):
        return refuse(
            "This step follows an event-based gateway and has no other incoming flow: lead the "
            "line to the step after it."
        )
    return None


def _conversation_link(source: Element, target: Element) -> Answer:
    ends = (isinstance(source, ConversationNode), isinstance(target, ConversationNode))
    if not any(ends):
        return None
    other = target if ends[0] else source
    if all(ends) or not isinstance(other, Participant):
        return (
            None
            if isinstance(other, TextAnnotation)
            else refuse("A conversation links to participants: draw the line to one of them.")
        )
    return ConversationLink


def _compensation(source: Element, target: Element) -> Answer:
    if not _compensates(source) or not isinstance(target, Activity):
        return None
    if isinstance(source, BoundaryEvent) and source.attached_to_ref == target:
        return refuse("An activity does not compensate itself: draw the line to another activity.")
    if is_event_sub_process(target) or container_of(source) != container_of(target):
        return refuse(
            "The compensating activity lies in the same process or sub-process as the event: "
            "move it there first."
        )
    return Association


def _association(source: Element, target: Element) -> Answer:
    ends = [isinstance(e, TextAnnotation) for e in (source, target)]
    if not any(ends) or source == target:
        return None
    return (
        refuse("A text annotation does not explain another one: draw the line to what it explains.")
        if all(ends)
        else Association
    )


QUESTIONS = (
    _message_flow,
    _sequence_flow,
    _conversation_link,
    data_association,
    _compensation,
    _association,
)
