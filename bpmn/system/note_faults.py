"""Where a map throws and catches errors and escalations."""

from bpmn.model import (
    BoundaryEvent,
    CatchEvent,
    Element,
    ErrorEventDefinition,
    EscalationEventDefinition,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from bpmn.system.notes import Notes
from bpmn.system.seen import FaultSeen, Reference


def note_faults(notes: Notes, event: CatchEvent | ThrowEvent, identifier: str) -> None:
    """The errors and escalations that an event throws or catches.

    Who may catch: boundary events and the starts of event sub-processes (BPMN 2.0.2, Handling Events).
    """
    for definition in event.definitions:
        is_error = isinstance(definition, ErrorEventDefinition)
        if not is_error and not isinstance(definition, EscalationEventDefinition):
            continue
        ref = notes.attribute(definition, "errorRef" if is_error else "escalationRef")
        seen = _seen(event, identifier, ref, is_error=is_error)
        if seen is not None:
            notes.faults.append(seen)


def _seen(
    event: CatchEvent | ThrowEvent, identifier: str, ref: Reference | None, *, is_error: bool
) -> FaultSeen | None:
    around = event.parent
    handler = around if isinstance(around, SubProcess) and around.triggered_by_event else None
    inside = (handler.id or "") if handler is not None else ""
    if isinstance(event, ThrowEvent):
        return FaultSeen(identifier, is_error, True, False, _scope(around), inside, ref)
    if isinstance(event, BoundaryEvent):
        host = event.attached_to_ref
        held = host.id if host is not None else None
        return FaultSeen(identifier, is_error, False, True, held, inside, ref) if held else None
    if isinstance(event, StartEvent) and handler is not None:
        return FaultSeen(identifier, is_error, False, False, _scope(handler.parent), inside, ref)
    return None


def _scope(element: Element | None) -> str | None:
    return element.id if isinstance(element, SubProcess) else None
