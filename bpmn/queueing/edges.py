"""What markers and edges of activities mean: repetition, and which boundary event catches an error."""

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.model import (
    Activity,
    BoundaryEvent,
    EndEvent,
    ErrorEventDefinition,
    EscalationEventDefinition,
    MultiInstanceLoopCharacteristics,
    StandardLoopCharacteristics,
)
from bpmn.model.events import CancelEventDefinition
from bpmn.queueing.drafts import Draft
from bpmn.scenario.parameters import ElementParameters

THROWN_INSIDE = (ErrorEventDefinition, EscalationEventDefinition, CancelEventDefinition)
LONGEST_LOOP = 1000


@dataclass(frozen=True, slots=True)
class Repetition:
    """How many instances run on average, whether side by side, and what was assumed about it."""

    instances: float = 1.0
    is_parallel: bool = False
    doubt: str = ""


def repetition(activity: Activity, parameters: ElementParameters) -> Repetition:
    """How often an activity is repeated by its marker."""
    loop = activity.loop_characteristics
    if isinstance(loop, StandardLoopCharacteristics):
        again = parameters.probability if parameters.repeat is None else parameters.repeat
        if again is None:
            return Repetition(doubt="that it runs once, because no probability of repeating is given")
        first = 1 if loop.test_before else 0
        last = parameters.repeat_most or loop.loop_maximum or LONGEST_LOOP
        return Repetition(sum(again**k for k in range(first, last + first)))
    if isinstance(loop, MultiInstanceLoopCharacteristics):
        if parameters.instances is not None:
            return Repetition(parameters.instances.mean, not loop.is_sequential)
        text = loop.loop_cardinality.body.strip() if loop.loop_cardinality is not None else ""
        if not text.isdigit():
            return Repetition(doubt="one instance, because their number is not given")
        return Repetition(float(text), not loop.is_sequential)
    return Repetition()


def is_reached_inside(event: BoundaryEvent, host: Draft) -> bool:
    """Whether end events inside a sub-process lead to this event, so that it needs no probability."""
    if host.leave is None:
        return False
    return any(
        isinstance(view, EndEvent) and _catches(event, view)
        for node in host.graph.children(host.node.id)
        if isinstance(view := host.view.document.element(node.id), EndEvent)
    )


def catching_boundary(end: EndEvent, boundaries: Sequence[Draft]) -> Draft | None:
    """The event on the edge that catches what an end event inside throws, or None."""
    return next(
        (d for d in boundaries if isinstance(d.view, BoundaryEvent) and _catches(d.view, end)),
        None,
    )


def _catches(event: BoundaryEvent, end: EndEvent) -> bool:
    for thrown in end.definitions:
        if not isinstance(thrown, THROWN_INSIDE):
            continue
        for caught in event.definitions:
            if type(caught) is type(thrown) and _same(_reference(caught), _reference(thrown)):
                return True
    return False


def _reference(definition: object) -> str | None:
    if isinstance(definition, ErrorEventDefinition):
        return definition.node.get("errorRef")
    if isinstance(definition, EscalationEventDefinition):
        return definition.node.get("escalationRef")
    return None


def _same(caught: str | None, thrown: str | None) -> bool:
    """A boundary event without a reference catches everything of its kind."""
    return caught is None or caught == thrown
