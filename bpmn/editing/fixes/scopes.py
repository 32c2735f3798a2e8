"""Fixes for what breaks into a process: failures of what it calls, messages that come late, dates."""

from bpmn.base.fix import FixAction
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.become import become
from bpmn.editing.connect import connect
from bpmn.editing.create import place
from bpmn.editing.diagrams import plane_of, shape_of, shape_on
from bpmn.editing.expressions import set_timer
from bpmn.editing.fixes.drawing import add_boundary_event, follow
from bpmn.editing.fixes.partners import exchange, partner, tell
from bpmn.editing.fixes.places import Maps, element_at, first
from bpmn.editing.places import content_of
from bpmn.editing.properties import refer_to
from bpmn.editing.refused import not_allowed
from bpmn.model import (
    Activity,
    BPMNShape,
    Element,
    Error,
    ErrorEventDefinition,
    Escalation,
    EscalationEventDefinition,
    FlowNode,
    Participant,
    Process,
    StartEvent,
    TimerEventDefinition,
)
from bpmn.rules.scopes import participant_of, process_of

WIDTH, HEIGHT = 360.0, 140.0
GAP = 30.0
YEARLY = "R/P1Y"


def catch_exception(maps: Maps, action: FixAction) -> None:
    """Catch what a called process throws, and tell whoever waits for the result."""
    activity = first(maps, action, Activity)
    document, code = activity.document, action.argument("code")
    is_error = action.argument("kind") != "escalation"
    kind = "boundaryEvent:error" if is_error else "boundaryEvent:escalation:nonInterrupting"
    event = add_boundary_event(activity, kind, code)
    if code:
        definition = event.definitions[0]
        if isinstance(definition, ErrorEventDefinition):
            refer_to(document, definition, "error_ref", Error, code)
            definition.error_ref.error_code = code  # type: ignore[union-attr]
        elif isinstance(definition, EscalationEventDefinition):
            refer_to(document, definition, "escalation_ref", Escalation, code)
            definition.escalation_ref.escalation_code = code  # type: ignore[union-attr]
    step = follow(event, "userTask", "Deal with it")
    if action.argument("party") and is_error:
        tell(step, action.argument("party"), code)
    else:
        follow(step, "endEvent", "")


def hear_late(maps: Maps, action: FixAction) -> None:
    """Take a message at any time, also after the time limit, in an event sub-process.

    ``elements`` are the waiting step and, if it is drawn in the map, who sends.
    """
    waiting = first(maps, action, FlowNode)
    process, shape = process_of(waiting), shape_of(waiting)
    if process is None:
        raise not_allowed("Late messages are taken in a process: choose a step of one.")
    document, plane = waiting.document, plane_of(shape) if shape is not None else None
    name = action.argument("message")
    at = _below(process, shape) if shape is not None else Bounds(0, 0, WIDTH, HEIGHT)
    scope = place(document, "subProcess:expanded:event", at, process, plane, f"{name} comes late".strip())
    middle = at.y + at.height / 2
    start = place(
        document, "startEvent:message:nonInterrupting", Point(at.x + 50, middle), scope, plane, name
    )
    step = place(document, "userTask", Point(at.x + 170, middle), scope, plane, f"Deal with {name or 'it'}")
    end = place(document, "endEvent", Point(at.right - 50, middle), scope, plane)
    connect(document, start, step)
    connect(document, step, end)
    assert isinstance(start, FlowNode)
    _from_the_same(maps, action, start, name)


def _from_the_same(maps: Maps, action: FixAction, start: FlowNode, name: str) -> None:
    """Draw the message from whom it comes, if that is in the map or has a pool there."""
    if len(action.elements) > 1:
        sender = element_at(maps, action.elements[1], Element)
        if sender.document is start.document:
            exchange(start, sender, name, sends=False)
            return
    if action.argument("party"):
        exchange(start, partner(start, action.argument("party")), name, sends=False)


def _below(process: Process, shape: BPMNShape) -> Bounds:
    """A free place below everything in a process, at its left."""
    pool: Participant | None = participant_of(process)
    frame = shape_on(plane_of(shape), pool) if pool is not None else None
    if frame is not None:
        inside = [s.bounds for s in content_of(frame) if isinstance(s.bpmn_element, FlowNode)]
    else:
        shapes = (shape_on(plane_of(shape), node) for node in process.document.all(FlowNode))
        inside = [s.bounds for s in shapes if s is not None]
    left, bottom = min(b.x for b in inside), max(b.bottom for b in inside)
    return Bounds(round(left), round(bottom + GAP), WIDTH, HEIGHT)


def start_by_date(maps: Maps, action: FixAction) -> None:
    """Let a date start a process instead of something that never comes."""
    start = first(maps, action, StartEvent)
    timed = become(start.document, start, "startEvent:timer")
    timer = next(iter(timed.children(TimerEventDefinition)))
    set_timer(start.document, timer, "time_cycle", action.argument("cycle") or YEARLY)
