"""A04: a process waits for something that nobody sends."""

from collections.abc import Iterable

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import Message, message
from bpmn.model import (
    BoundaryEvent,
    Element,
    EventBasedGateway,
    FlowNode,
    IntermediateCatchEvent,
    ReceiveTask,
    TimerEventDefinition,
)
from bpmn.model.events import CatchEvent
from bpmn.system.link import Kind
from bpmn.system.note_exchange import is_instantiating


def check(context: Context) -> Iterable[Fault]:
    """One fault per element that awaits a message or signal without a sender."""
    given = {link.target for link in context.of_kind({*SENT, Kind.SIGNAL})} | context.external
    waiting = [(end.key, end.message_name) for end in context.open_ends if not end.sends]
    waiting += [(use.key, use.name or use.key.element) for use in context.signals if not use.gives]
    for key, name in dict(waiting).items():
        if key not in given and not context.is_unsettled(key):
            element = context.element(key)
            blocks = blocks_case(element)
            severity = Severity.ERROR if blocks else Severity.WARNING
            yield Fault((key,), _told(context, key, name, element, blocks=blocks), severity)


def blocks_case(element: Element | None) -> bool:
    """Whether a case that arrives here waits for ever if nothing comes."""
    if is_instantiating(element) or not isinstance(element, IntermediateCatchEvent | ReceiveTask):
        return False
    sources = [flow.source_ref for flow in element.incoming_flows]
    if sources and all(isinstance(source, EventBasedGateway) for source in sources):
        return not any(_has_alternative(gateway, element) for gateway in sources if gateway is not None)
    return not _has_time_limit(element)


def _has_alternative(gateway: FlowNode, element: FlowNode) -> bool:
    others = [flow.target_ref for flow in gateway.outgoing_flows if flow.target_ref != element]
    return any(_is_timer(other) for other in others)


def _has_time_limit(element: FlowNode) -> bool:
    around = element.parent
    beside = around.children(BoundaryEvent) if around is not None else []
    return any(b.attached_to_ref == element and b.cancel_activity and _is_timer(b) for b in beside)


def _is_timer(element: Element | None) -> bool:
    return isinstance(element, CatchEvent) and any(
        isinstance(definition, TimerEventDefinition) for definition in element.definitions
    )


def _told(context: Context, key: ElementKey, name: str, element: Element | None, *, blocks: bool) -> Message:
    process = context.process_name(key)
    if blocks:
        return message(
            "“{process}” waits for “{message}”, which nobody sends: cases stop here.",
            process=process,
            message=name,
        )
    if is_instantiating(element):
        return message(
            "“{process}” starts with “{message}”, which nobody sends.", process=process, message=name
        )
    return message("“{process}” listens for “{message}”, which nobody sends.", process=process, message=name)


RULE = Rule(
    "A04",
    Severity.WARNING,
    message("Awaited, but nobody sends it"),
    message("A case waits for ever or a process never starts, and with it everybody who depends on it."),
    message("Connect it to the step that sends it, say that it comes from outside, or add a time limit."),
    check,
    needs_folder=True,
)
