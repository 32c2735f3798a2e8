"""Where processes wait for messages, and what ends the waiting besides the message."""

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    Element,
    EventBasedGateway,
    FlowNode,
    IntermediateCatchEvent,
    Process,
    ReceiveTask,
    StartEvent,
    SubProcess,
    TimerEventDefinition,
)
from bpmn.system.link import Link
from bpmn.system.note_exchange import is_instantiating


@dataclass(frozen=True, slots=True)
class Wait:
    """A step or event at which a running case waits for messages; ``links`` bring them.

    It names the step only: whoever holds an element holds its whole map.
    """

    key: ElementKey
    links: tuple[Link, ...]

    def step(self, context: Context) -> FlowNode:
        """The step or event."""
        found = context.element(self.key)
        assert isinstance(found, FlowNode)
        return found


def waits(context: Context, file: str = "") -> Iterator[Wait]:
    """Every place of our own processes where a case waits for a message that somebody sends."""
    own = context.own
    for key, links in context.arriving_at(file):
        if is_waiting_at(context, key) and context.places.process_of.get(key) in own:
            yield Wait(key, tuple(links))


def is_waiting(element: Element | None) -> bool:
    """Whether a case stands still here until something comes."""
    return isinstance(element, IntermediateCatchEvent | ReceiveTask) and not is_instantiating(element)


def is_waiting_at(context: Context, key: ElementKey) -> bool:
    """Whether a case stands still at an element until something comes."""
    is_wait = context.maps.is_a(key, IntermediateCatchEvent, ReceiveTask)
    return is_wait and not context.maps.detail(key).begins


def blocks_case(element: Element | None) -> bool:
    """Whether a case that arrives here waits for ever if nothing comes."""
    return is_waiting(element) and isinstance(element, FlowNode) and not has_time_limit(element)


def has_time_limit(element: FlowNode, *, ends_it: bool = True) -> bool:
    """Whether time ends the waiting, or (without ``ends_it``) makes at least somebody look after it."""
    if _gateways(element):
        return bool(timers_beside(element)) or is_limited_around(element, ends_it=ends_it)
    return _on_border(element, ends_it=ends_it) or is_limited_around(element, ends_it=ends_it)


def timers_beside(element: FlowNode) -> list[FlowNode]:
    """The timers that an event-based gateway offers beside an event."""
    others = [flow.target_ref for gateway in _gateways(element) for flow in gateway.outgoing_flows]
    return [other for other in others if other is not None and other != element and is_timer(other)]


def border_timers(element: FlowNode) -> list[BoundaryEvent]:
    """The timers on the border of a step."""
    around = element.parent
    beside = around.children(BoundaryEvent) if around is not None else []
    return [event for event in beside if event.attached_to_ref == element and is_timer(event)]


def _gateways(element: FlowNode) -> list[EventBasedGateway]:
    """The event-based gateways before an event, if nothing else leads to it."""
    sources = [flow.source_ref for flow in element.incoming_flows]
    found = [source for source in sources if isinstance(source, EventBasedGateway)]
    return found if len(found) == len(sources) else []


def _on_border(element: FlowNode, *, ends_it: bool) -> bool:
    return any(event.cancel_activity or not ends_it for event in border_timers(element))


def is_limited_around(element: FlowNode, *, ends_it: bool = True) -> bool:
    """Whether a sub-process or the process around has a time limit for all that is in it."""
    around = element.parent
    while isinstance(around, SubProcess | Process):
        if isinstance(around, SubProcess) and _on_border(around, ends_it=ends_it):
            return True
        for inner in around.children(SubProcess):
            starts = inner.children(StartEvent) if inner.triggered_by_event else []
            if any(is_timer(start) and (start.is_interrupting or not ends_it) for start in starts):
                return True
        around = around.parent
    return False


def is_timer(element: Element | None) -> bool:
    """Whether an event waits for time."""
    return isinstance(element, CatchEvent) and any(
        isinstance(definition, TimerEventDefinition) for definition in element.definitions
    )
