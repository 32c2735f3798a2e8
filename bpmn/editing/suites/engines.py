"""What two engines ask of each element before they run it."""

from bpmn.base.message import Message, message
from bpmn.editing.suites.notes import Question
from bpmn.model import (
    BusinessRuleTask,
    CallActivity,
    CatchEvent,
    Element,
    ErrorEventDefinition,
    EventBasedGateway,
    ExclusiveGateway,
    MessageEventDefinition,
    Participant,
    Process,
    ReceiveTask,
    ScriptTask,
    SendTask,
    SequenceFlow,
    ServiceTask,
    SignalEventDefinition,
    StartEvent,
    ThrowEvent,
    TimerEventDefinition,
)
from bpmn.xml import names

CAMUNDA7 = "http://camunda.org/schema/1.0/bpmn"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
WORK7 = ("class", "delegateExpression", "expression", "type", "decisionRef")


def no_start(element: Element) -> Message | None:
    """A process with steps and no start event."""
    if isinstance(element, Process) and len(element.flow_elements) and not element.children(StartEvent):
        return message("The process has no start event; the engine needs one.")
    return None


def no_time(element: Element) -> Message | None:
    """A timer that says no time."""
    if isinstance(element, TimerEventDefinition):
        times = (element.time_date, element.time_duration, element.time_cycle)
        if not any(time is not None and str(time.body).strip() for time in times):
            return message("The timer says no date, duration or cycle.")
    return None


def no_reference(element: Element) -> Message | None:
    """An event or task that does not say which message, signal or error it means."""
    if isinstance(element, MessageEventDefinition) and element.message_ref is None:
        return None if isinstance(element.parent, ThrowEvent) else message("The event names no message.")
    if isinstance(element, SignalEventDefinition) and element.signal_ref is None:
        return message("The event names no signal.")
    is_end = isinstance(element.parent, ThrowEvent)
    if isinstance(element, ErrorEventDefinition) and element.error_ref is None and is_end:
        return message("The event names no error.")
    return None


def no_called_element(element: Element) -> Message | None:
    """A call activity that calls nothing."""
    if isinstance(element, CallActivity) and not element.called_element:
        return message("The call activity calls no process.")
    return None


def no_condition(element: Element) -> Message | None:
    """A flow out of a choice without a condition, which is not the default."""
    if not isinstance(element, SequenceFlow) or not isinstance(element.source_ref, ExclusiveGateway):
        return None
    gateway = element.source_ref
    is_choice = len(gateway.outgoing_flows) > 1 and gateway.node.get("default") != element.id
    if is_choice and element.condition_expression is None:
        return message("The flow out of the gateway has no condition and is not the default.")
    return None


def no_work7(element: Element) -> Message | None:
    """A task for software that does not say which (Camunda Platform 7)."""
    if isinstance(element, ServiceTask | SendTask | BusinessRuleTask):
        names_work = any(element.node.get(f"{{{CAMUNDA7}}}{name}") for name in WORK7)
        if not names_work and not _has_extension(element, CAMUNDA7, "connector"):
            return message("The task does not say which class, expression, topic or decision does it.")
    if isinstance(element, ScriptTask) and not (
        element.script or element.node.get(f"{{{CAMUNDA7}}}resource")
    ):
        return message("The script task has no script.")
    return None


def no_work8(element: Element) -> Message | None:
    """A task for software that does not say which (Camunda 8)."""
    wanted: tuple[str, ...] = ()
    if isinstance(element, ServiceTask | SendTask):
        wanted = ("taskDefinition",)
    elif isinstance(element, BusinessRuleTask):
        wanted = ("taskDefinition", "calledDecision")
    elif isinstance(element, ScriptTask):
        wanted = ("taskDefinition", "script")
    if wanted and not any(_has_extension(element, ZEEBE, name) for name in wanted):
        return message("The task has no job type ({names}).", names=", ".join(wanted))
    if isinstance(element, CallActivity) and not _has_extension(element, ZEEBE, "calledElement"):
        return message("The call activity does not say which process it calls (calledElement).")
    if isinstance(element, ReceiveTask) and element.message_ref is None:
        return message("The task names no message.")
    return None


def too_many_triggers(element: Element) -> Message | None:
    """An event with several triggers."""
    if isinstance(element, CatchEvent | ThrowEvent) and len(element.definitions) > 1:
        return message("The event has several triggers; the engine takes one.")
    return None


def starts_by_gateway(element: Element) -> Message | None:
    """An event-based gateway that starts a process."""
    if isinstance(element, EventBasedGateway) and element.node.get("instantiate") in ("true", "1"):
        return message("The gateway starts the process; the engine cannot do that.")
    return None


def other_engine(*spaces: str) -> Question:
    """A question whether an element carries settings of engines in these namespaces."""

    def question(element: Element) -> Message | None:
        holder = getattr(element, "extension_elements", None)
        nodes = () if holder is None else holder.children(Element)
        if any(names.split(child.tag)[0] in spaces for child in nodes):
            return message("Settings for another engine stay in the file, but have no effect.")
        return None

    return question


def is_black_box(element: Element) -> Message | None:
    """A pool without a process."""
    if isinstance(element, Participant) and element.process_ref is None:
        return message("The pool has no process; it is a picture only.")
    return None


def _has_extension(element: Element, space: str, name: str) -> bool:
    holder = getattr(element, "extension_elements", None)
    return holder is not None and any(c.tag == f"{{{space}}}{name}" for c in holder.children(Element))
