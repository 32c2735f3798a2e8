"""A time limit for a step that waits: what happens when it is over, too."""

from bpmn.base.fix import FixAction
from bpmn.editing.connect import connect
from bpmn.editing.expressions import set_timer
from bpmn.editing.fixes.drawing import add_boundary_event, follow
from bpmn.editing.fixes.places import Maps, first
from bpmn.editing.refused import not_allowed
from bpmn.model import Activity, Event, FlowNode, TimerEventDefinition

STANDARD = "P3D"
"""Three days, where nobody says otherwise."""

FOLLOW_UP = "Follow up"
UNITS = {"D": "days", "W": "weeks", "H": "hours", "M": "minutes"}


def add_time_limit(maps: Maps, action: FixAction) -> None:
    """Let somebody follow up when a step has waited too long; after that the case goes on as before.

    An activity gets a timer on its border.
    """
    waiting = first(maps, action, FlowNode)
    duration = action.argument("duration") or STANDARD
    if not isinstance(waiting, Activity):
        raise not_allowed("A time limit needs a step that waits: choose one.")
    event = add_boundary_event(waiting, "boundaryEvent:timer", f"After {spoken(duration)}")
    set_duration(event, duration)
    step = follow(event, "userTask", FOLLOW_UP)
    after = [flow.target_ref for flow in waiting.outgoing_flows]
    for target in after[:1]:
        if target is not None:
            connect(step.document, step, target)
    if not after:
        follow(step, "endEvent", "")


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
