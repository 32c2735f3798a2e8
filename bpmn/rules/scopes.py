"""Where an element belongs: its process, its pool, its container."""

from bpmn.model import (
    Choreography,
    Collaboration,
    Element,
    EventDefinition,
    Lane,
    Participant,
    Process,
    SubChoreography,
    SubProcess,
)

CONTAINERS = (Process, SubProcess, SubChoreography, Choreography, Collaboration)
"""What holds flow elements or participants."""


def container_of(element: Element) -> Element | None:
    """The nearest process, sub-process, choreography or collaboration around an element; None outside."""
    above = element.parent
    while above is not None and not isinstance(above, CONTAINERS):
        above = above.parent
    return above


def process_of(element: Element) -> Process | None:
    """The process an element belongs to; for a pool the process it refers to, None for a black box."""
    if isinstance(element, Participant):
        return element.process_ref
    at: Element | None = element
    while at is not None and not isinstance(at, Process):
        at = at.parent
    return at


def participant_of(element: Element) -> Participant | None:
    """The pool an element belongs to, None where its process is in no pool."""
    if isinstance(element, Participant):
        return element
    process = process_of(element)
    if process is None or process.id is None:
        return None
    for reference in element.document.references(process.id):
        view = element.document.view(reference.node)
        if reference.attribute == "processRef" and isinstance(view, Participant):
            return view
    return None


def organisation_of(element: Element) -> Element | None:
    """What tells two partners apart: the process, or the pool where there is none."""
    return process_of(element) or (element if isinstance(element, Participant) else None)


def pool_of(element: Element) -> Element:
    """The pool or process for a lane; every other element itself."""
    if not isinstance(element, Lane):
        return element
    return participant_of(element) or process_of(element) or element


def definitions_of(event: Element) -> tuple[EventDefinition, ...]:
    """The event definitions of an event, its own and those it refers to; none for other elements."""
    own = event.children(EventDefinition)
    referred = getattr(event, "event_definition_refs", ())
    return (*own, *(d for d in referred if isinstance(d, EventDefinition)))
