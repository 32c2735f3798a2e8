"""A time limit for a step that waits: what happens when it is over, too."""

from bpmn.base.fix import FixAction
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.append import append_element
from bpmn.editing.connect import connect
from bpmn.editing.diagrams import shape_of
from bpmn.editing.expressions import set_timer
from bpmn.editing.fixes.drawing import BELOW, INSET, add_boundary_event, follow
from bpmn.editing.fixes.places import Maps, first, leads_to
from bpmn.editing.fixes.widen import receive_in_a_step
from bpmn.editing.making import make
from bpmn.editing.refused import not_allowed
from bpmn.model import (
    Activity,
    Event,
    EventBasedGateway,
    FlowNode,
    IntermediateCatchEvent,
    MessageEventDefinition,
    TimerEventDefinition,
)
from bpmn.rules.kinds import kind

STANDARD = "P3D"
"""Three days, where nobody says otherwise."""

FOLLOW_UP = "Follow up"
UNITS = {"D": "days", "W": "weeks", "H": "hours", "M": "minutes"}
TIMER = "intermediateCatchEvent:timer"


def add_time_limit(maps: Maps, action: FixAction) -> None:
    """Let somebody follow up when a step has waited too long.

    With the argument ``stops`` the waiting ends and the case goes on as if the answer had come; without it
    the case goes on waiting, so that an answer that comes late is not lost: beside the follow-up or, where it
    can come to the step again, after it. Otherwise a follow-up might still be open when the next one begins,
    and the case would be there twice. A step gets a timer on its border, an event becomes a step for that;
    after “what comes first” time is one more way.
    """
    waiting = first(maps, action, FlowNode)
    duration = action.argument("duration") or STANDARD
    stops = action.argument("stops") == "true"
    gateway = _gateway_before(waiting)
    if gateway is not None:
        step = _beside(gateway, duration)
        if stops:
            _go_on(step, _behind(waiting))
        else:
            _wait_again(step, gateway)
        return
    if isinstance(waiting, IntermediateCatchEvent) and waiting.children(MessageEventDefinition):
        waiting = receive_in_a_step(waiting)
    if not isinstance(waiting, Activity):
        raise not_allowed("A time limit needs a step that waits: choose one.")
    again = leads_to(waiting, waiting)
    marks = "" if stops or again else ":nonInterrupting"
    event = add_boundary_event(waiting, f"boundaryEvent:timer{marks}", f"After {spoken(duration)}")
    set_duration(event, duration)
    step = follow(event, "userTask", FOLLOW_UP)
    if again and not stops:
        _wait_again(step, waiting)
    else:
        _go_on(step, _behind(waiting) if stops else None)


def _gateway_before(waiting: FlowNode) -> EventBasedGateway | None:
    sources = [flow.source_ref for flow in waiting.incoming_flows]
    return next((source for source in sources if isinstance(source, EventBasedGateway)), None)


def _behind(waiting: FlowNode) -> FlowNode | None:
    """Where a case goes on from a step."""
    return next((f.target_ref for f in waiting.outgoing_flows if f.target_ref is not None), None)


def _beside(gateway: EventBasedGateway, duration: str) -> FlowNode:
    """One more event that may come first, time, with the step of who follows up."""
    document, shape = gateway.document, shape_of(gateway)
    name = f"After {spoken(duration)}"
    if shape is not None:
        event = append_element(document, shape, TIMER, name)
    else:
        assert gateway.parent is not None
        event = make(gateway.parent, kind(TIMER), name)
        connect(document, gateway, event)
    assert isinstance(event, Event)
    set_duration(event, duration)
    return follow(event, "userTask", FOLLOW_UP)


def _go_on(step: FlowNode, after: FlowNode | None) -> None:
    """Lead on to another step; to an end of its own where there is none."""
    if after is None:
        follow(step, "endEvent", "")
    else:
        connect(step.document, step, after)


def _wait_again(step: FlowNode, waiting: FlowNode) -> None:
    """Lead back round below, apart from the line that leads to the follow-up."""
    at, wait = shape_of(step), shape_of(waiting)
    way = None
    if at is not None and wait is not None:
        start = Point(at.bounds.centre.x, at.bounds.bottom)
        way = _round(
            start, start.y + BELOW / 2, wait.bounds, is_gateway=isinstance(waiting, EventBasedGateway)
        )
    connect(step.document, step, waiting, waypoints=way)


def _round(start: Point, low: float, target: Bounds, *, is_gateway: bool) -> list[Point]:
    """A way along a line below: to the lower edge of a step, or past a gateway's ways out to its top."""
    if not is_gateway:
        left = target.x + INSET
        return [start, Point(start.x, low), Point(left, low), Point(left, target.bottom)]
    left, high = target.x - INSET, target.y - INSET
    middle = target.centre.x
    over = [Point(left, high), Point(middle, high), Point(middle, target.y)]
    return [start, Point(start.x, low), Point(left, low), *over]


def set_duration(event: Event, duration: str) -> None:
    """Let a timer go off after a duration, written as ISO 8601 writes it."""
    timer = next(c for c in event.children(TimerEventDefinition))
    set_timer(event.document, timer, "time_duration", duration)


def spoken(duration: str) -> str:
    """A duration as people say it: “P3D” is “3 days”; other texts as they are."""
    body = duration.removeprefix("P").removeprefix("T")
    number, unit = body[:-1], UNITS.get(body[-1:])
    if not number.isdigit() or unit is None:
        return duration
    return f"{number} {unit if number != '1' else unit[:-1]}"
