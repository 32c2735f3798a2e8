"""Which symbols make sense on a sheet (BPMN 2.0.2, Collaboration, Conversations, Choreography)."""

from bpmn.model import (
    BoundaryEvent,
    Choreography,
    ChoreographyActivity,
    Collaboration,
    ConversationNode,
    Element,
    Participant,
    SubChoreography,
)
from bpmn.rules.containing import may_contain
from bpmn.rules.kinds import KindLike, kind
from bpmn.rules.scopes import container_of

CONTINUATIONS = ("task", "exclusiveGateway", "endEvent")
IN_CHOREOGRAPHIES = ("choreographyTask", "exclusiveGateway", "endEvent")


def continuations(element: Element) -> tuple[str, ...]:
    """The kinds that most often follow a step, event or gateway, the most frequent first."""
    is_exchange = isinstance(container_of(element), Choreography | SubChoreography)
    return IN_CHOREOGRAPHIES if is_exchange else CONTINUATIONS


def fits_sheet(shown: Element | None, wanted: KindLike) -> bool:
    """Whether an element of a kind can be put on a sheet that shows this process or collaboration.

    A choreography takes its own elements only. Processes become collaborations when pools are put on them,
    so there everything is offered; what does not fit yet is refused with a reason where it is put.
    """
    if not isinstance(shown, Choreography):
        return True
    element = kind(wanted).element
    return not issubclass(element, BoundaryEvent) and may_contain(shown, element) is True


def is_at_home(shown: Element | None, wanted: KindLike) -> bool:
    """Whether a kind belongs to the kind of map that a sheet shows, however rare it is elsewhere.

    A collaboration without any process may become a map of conversations.
    """
    found = kind(wanted)
    if isinstance(shown, Choreography):
        return issubclass(found.element, ChoreographyActivity)
    if not isinstance(shown, Collaboration) or any(p.process_ref is not None for p in shown.participants):
        return False
    is_closed_pool = issubclass(found.element, Participant) and "blackBox" in found.marks
    return is_closed_pool or issubclass(found.element, ConversationNode)
