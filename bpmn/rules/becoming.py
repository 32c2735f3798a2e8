"""What an element may become (change of type)."""

from bpmn.model import (
    Activity,
    AdHocSubProcess,
    BoundaryEvent,
    BusinessRuleTask,
    CallActivity,
    CancelEventDefinition,
    CompensateEventDefinition,
    ComplexGateway,
    ConditionalEventDefinition,
    Element,
    EndEvent,
    ErrorEventDefinition,
    EscalationEventDefinition,
    Event,
    EventBasedGateway,
    EventDefinition,
    ExclusiveGateway,
    FlowNode,
    Gateway,
    InclusiveGateway,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    LinkEventDefinition,
    ManualTask,
    MessageEventDefinition,
    ParallelGateway,
    ReceiveTask,
    ScriptTask,
    SendTask,
    ServiceTask,
    SignalEventDefinition,
    StartEvent,
    SubProcess,
    Task,
    TerminateEventDefinition,
    TimerEventDefinition,
    Transaction,
    UserTask,
)
from bpmn.rules.allowed import WAITING, follows_event_gateway, is_event_sub_process
from bpmn.rules.kinds import Kind
from bpmn.rules.known import unknown
from bpmn.rules.refusal import Refusal, Verdict, refuse
from bpmn.rules.scopes import container_of

Trigger = type[EventDefinition] | None

TASKS = (
    Task,
    UserTask,
    ServiceTask,
    SendTask,
    ReceiveTask,
    ManualTask,
    BusinessRuleTask,
    ScriptTask,
    CallActivity,
)
SUB_PROCESSES = (SubProcess, AdHocSubProcess, Transaction)
GATEWAYS = (ExclusiveGateway, ParallelGateway, InclusiveGateway, ComplexGateway, EventBasedGateway)

START: tuple[Trigger, ...] = (None, *WAITING)
EVENT_SUB_PROCESS_START: tuple[Trigger, ...] = (
    *WAITING,
    ErrorEventDefinition,
    EscalationEventDefinition,
    CompensateEventDefinition,
)
TRIGGERS: dict[type[Element], tuple[Trigger, ...]] = {
    StartEvent: START,
    IntermediateCatchEvent: (*WAITING, LinkEventDefinition),
    IntermediateThrowEvent: (
        None,
        MessageEventDefinition,
        EscalationEventDefinition,
        LinkEventDefinition,
        CompensateEventDefinition,
        SignalEventDefinition,
    ),
    BoundaryEvent: (
        *WAITING,
        ErrorEventDefinition,
        EscalationEventDefinition,
        CompensateEventDefinition,
        CancelEventDefinition,
    ),
    EndEvent: (
        None,
        MessageEventDefinition,
        EscalationEventDefinition,
        ErrorEventDefinition,
        CancelEventDefinition,
        CompensateEventDefinition,
        SignalEventDefinition,
        TerminateEventDefinition,
    ),
}
"""What each class of event may wait for or throw (BPMN 2.0.2, Events)."""

MAY_GO_ON: tuple[Trigger, ...] = (
    MessageEventDefinition,
    TimerEventDefinition,
    ConditionalEventDefinition,
    SignalEventDefinition,
    EscalationEventDefinition,
)
"""Triggers of events that need not interrupt."""


def may_become(element: Element, wanted: Kind) -> Verdict:
    """Whether an element may become one of a kind, with the flows it has."""
    nameless = unknown(element)
    if nameless is not None:
        return nameless
    verdict = _same_family(element, wanted)
    return verdict if isinstance(verdict, Refusal) else _flows_allow(element, wanted)


def choices(element: Element) -> list[Kind]:
    """The kinds an element may become now, in the order a menu shows them; its own is not among them."""
    own = own_kind(element)
    return [kind for kind in _candidates(element) if kind != own and may_become(element, kind)]


def own_kind(element: Element) -> Kind:
    """The kind an element is of."""
    definitions = element.children(EventDefinition)
    marks = set()
    if isinstance(element, BoundaryEvent) and not element.cancel_activity:
        marks.add("nonInterrupting")
    if isinstance(element, StartEvent) and not element.is_interrupting:
        marks.add("nonInterrupting")
    if is_event_sub_process(element):
        marks.add("event")
    trigger = type(definitions[0]) if definitions else None
    return Kind(type(element), trigger, frozenset(marks))


def _candidates(element: Element) -> list[Kind]:
    if isinstance(element, Gateway):
        return [Kind(kind) for kind in GATEWAYS]
    if isinstance(element, Activity):
        kinds = [Kind(kind) for kind in (*TASKS, *SUB_PROCESSES)]
        return [*kinds, Kind(SubProcess, None, frozenset({"event"}))]
    if isinstance(element, BoundaryEvent):
        return _with_marks(BoundaryEvent, TRIGGERS[BoundaryEvent])
    if isinstance(element, StartEvent) and is_event_sub_process(element.parent or element):
        return _with_marks(StartEvent, EVENT_SUB_PROCESS_START)
    if isinstance(element, Event):
        classes = (StartEvent, IntermediateCatchEvent, IntermediateThrowEvent, EndEvent)
        return [Kind(kind, trigger) for kind in classes for trigger in TRIGGERS[kind]]
    return []


def _with_marks(kind: type[Element], triggers: tuple[Trigger, ...]) -> list[Kind]:
    marked = frozenset({"nonInterrupting"})
    return [
        *(Kind(kind, trigger) for trigger in triggers),
        *(Kind(kind, trigger, marked) for trigger in triggers if trigger in MAY_GO_ON),
    ]


def _same_family(element: Element, wanted: Kind) -> Verdict:
    for family in (Gateway, Activity, BoundaryEvent, Event):
        if isinstance(element, family):
            if issubclass(wanted.element, family):
                return _trigger_allowed(element, wanted)
            break
    return refuse(
        "An element becomes only another one of its family, a task another task: delete it "
        "and draw what you want."
    )


def _trigger_allowed(element: Element, wanted: Kind) -> Verdict:
    if not issubclass(wanted.element, Event):
        return _content_fits(element, wanted)
    allowed = TRIGGERS.get(wanted.element, ())
    inside = container_of(element)
    if wanted.element is StartEvent and inside is not None and is_event_sub_process(inside):
        allowed = EVENT_SUB_PROCESS_START
    if wanted.definition not in allowed:
        return refuse("An event of this class has no such trigger: choose one from the menu.")
    if "nonInterrupting" in wanted.marks and wanted.definition not in MAY_GO_ON:
        return refuse(
            "An event with this trigger always interrupts: choose another trigger, or let it interrupt."
        )
    return True


def _content_fits(element: Element, wanted: Kind) -> Verdict:
    has_steps = isinstance(element, SubProcess) and any(True for _ in element.flow_elements)
    if has_steps and not issubclass(wanted.element, SubProcess):
        return refuse("The sub-process holds steps that would be lost: take them out first.")
    return True


def _flows_allow(element: Element, wanted: Kind) -> Verdict:
    if not isinstance(element, FlowNode):
        return True
    comes, goes = bool(element.incoming_flows), bool(element.outgoing_flows)
    if wanted.element is StartEvent and comes:
        return refuse(
            "A start event has no incoming flow: lead the line to a step, or make it an "
            "intermediate event first."
        )
    if wanted.element is EndEvent and goes:
        return refuse(
            "An end event has no outgoing flow: draw the line from a step, or make it an "
            "intermediate event first."
        )
    if "event" in wanted.marks and (comes or goes):
        return refuse(
            "An event sub-process is started by its event and has no flows: connect the steps in it."
        )
    if wanted.definition is LinkEventDefinition:
        return _link_fits(wanted, comes=comes, goes=goes)
    return _after_gateway(element, wanted)


def _link_fits(wanted: Kind, *, comes: bool, goes: bool) -> Verdict:
    if comes and wanted.element is IntermediateCatchEvent:
        return refuse(
            "A catching link event comes from its throwing partner and has no incoming flow: "
            "lead the line to a throwing link of the same name."
        )
    if goes and wanted.element is IntermediateThrowEvent:
        return refuse(
            "A throwing link event goes on at its catching partner and has no outgoing flow: "
            "draw the line from the catching link of the same name."
        )
    return True


def _after_gateway(element: FlowNode, wanted: Kind) -> Verdict:
    waits = wanted.element is ReceiveTask or (
        wanted.element is IntermediateCatchEvent and wanted.definition in WAITING
    )
    if follows_event_gateway(element) and not waits:
        return refuse(
            "After an event-based gateway stand only receive tasks and events that wait: choose "
            "one of them, or change the gateway first."
        )
    if wanted.element is EventBasedGateway:
        for flow in element.outgoing_flows:
            target = flow.target_ref
            is_waiting = isinstance(target, ReceiveTask | IntermediateCatchEvent)
            if not is_waiting:
                return refuse(
                    "An event-based gateway leads only to receive tasks and events that wait: change "
                    "what follows first."
                )
    return True
