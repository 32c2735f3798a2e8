"""What may lie in what (BPMN 2.0.2, Process, Collaboration, Choreography)."""

from typing import NamedTuple

from bpmn.model import (
    Activity,
    Artifact,
    BoundaryEvent,
    Choreography,
    ChoreographyActivity,
    Collaboration,
    ConversationNode,
    DataInput,
    DataObject,
    DataObjectReference,
    DataOutput,
    DataStoreReference,
    Element,
    Event,
    FlowElement,
    Gateway,
    Lane,
    MessageFlow,
    Participant,
    Process,
    SubChoreography,
    SubProcess,
)
from bpmn.rules.known import unknown
from bpmn.rules.refusal import Refusal, Verdict, refuse

STEPS_IN = (Process, SubProcess, Lane, Participant)
CHOREOGRAPHIES = (Choreography, SubChoreography)


class Place(NamedTuple):
    """Where elements of some classes may lie, and what to say elsewhere."""

    kinds: tuple[type[Element], ...]
    containers: tuple[type[Element], ...]
    reason: str


PLACES = (
    Place((BoundaryEvent,), (), "A boundary event sits on the border of an activity: put it there."),
    Place(
        (Participant,),
        (Collaboration, Process),
        "A pool lies on the sheet itself: put it beside the other pools.",
    ),
    Place((Lane,), (Participant, Lane, Process), "A lane lies in a pool or in another lane: put it there."),
    Place(
        (MessageFlow,),
        (Collaboration,),
        "A message flow belongs to a collaboration: draw it between two pools.",
    ),
    Place(
        (ChoreographyActivity,),
        CHOREOGRAPHIES,
        "Choreography activities lie in a choreography, not in a process: put it on a map of that kind.",
    ),
    Place(
        (ConversationNode,),
        (Collaboration,),
        "A conversation lies between the pools of a collaboration: put it on a map of conversations.",
    ),
    Place((Activity,), STEPS_IN, "Steps lie in a pool or process: put it into a pool."),
    Place(
        (Event, Gateway),
        (*STEPS_IN, *CHOREOGRAPHIES),
        "Events and gateways lie in a pool or process: put it into a pool.",
    ),
    Place(
        (DataStoreReference,),
        (*STEPS_IN, Collaboration),
        "A data store lies in or beside a pool: put it there.",
    ),
    Place((DataObjectReference, DataObject), STEPS_IN, "Data lies in a pool or process: put it into a pool."),
    Place(
        (DataInput, DataOutput),
        (Process, Lane, Participant),
        "What comes in and goes out belongs to the whole process: put it beside the sub-process.",
    ),
    Place(
        (Artifact,),
        (*STEPS_IN, *CHOREOGRAPHIES, Collaboration),
        "It lies on the sheet itself: put it beside the step.",
    ),
    Place((FlowElement,), (*STEPS_IN, *CHOREOGRAPHIES), "It belongs into a process: put it into a pool."),
)
"""The first row with a class of the element decides."""


def may_contain(container: Element, kind: type[Element]) -> Verdict:
    """Whether an element of this class may lie in container; a pool or lane stands for its process."""
    for place in PLACES:
        if not issubclass(kind, place.kinds):
            continue
        if not isinstance(container, place.containers) or _is_wrong_choreography(container, kind):
            return refuse(place.reason)
        bars = (_black_box(container, kind), unknown(container))
        return next((bar for bar in bars if bar is not None), True)
    return refuse("It has no place of its own on the sheet: choose a symbol from the palette.")


def _is_wrong_choreography(container: Element, kind: type[Element]) -> bool:
    """A choreography is a collaboration by inheritance, but no pools or conversations stand in it."""
    return isinstance(container, Choreography) and issubclass(kind, ConversationNode | Participant)


def _black_box(container: Element, kind: type[Element]) -> Refusal | None:
    if (
        isinstance(container, Participant)
        and container.process_ref is None
        and not issubclass(kind, Artifact)
    ):
        return refuse("This pool is a black box: put it into a pool with a process.")
    return None
