"""What people call the type of an element."""

import re

from app.panels.symbol_table import kind_name as palette_name
from app.translate import tr, tr_message
from bpmn.base.message import Message, message
from bpmn.model import Element, Event
from bpmn.rules.kinds import TRIGGERS
from bpmn.rules.scopes import definitions_of

OTHERS: dict[str, Message] = {
    "process": message("Process"),
    "collaboration": message("Map with several parties"),
    "choreography": message("Choreography"),
    "participant": message("Company or party"),
    "subProcess": message("Sub-process"),
    "adHocSubProcess": message("Steps in any order"),
    "transaction": message("Transaction"),
    "sequenceFlow": message("Flow"),
    "messageFlow": message("Message between parties"),
    "association": message("Tie to a note"),
    "dataInputAssociation": message("Reads"),
    "dataOutputAssociation": message("Writes"),
    "dataObject": message("Document"),
    "boundaryEvent": message("Event at a step"),
    "intermediateCatchEvent": message("Event that waits"),
    "intermediateThrowEvent": message("Milestone"),
    "startEvent": message("Start"),
    "endEvent": message("End"),
}
BOUNDARY: dict[str, Message] = {
    "timer": message("Time limit"),
    "message": message("Message meanwhile"),
    "error": message("Goes wrong with"),
    "signal": message("Signal meanwhile"),
    "escalation": message("Escalation meanwhile"),
    "compensate": message("Undoes the step"),
}


def kind_name(element: Element) -> str:
    """The words for the type of an element; the name in the specification where there are none."""
    local = element.local_name
    trigger = _trigger(element)
    if local == "boundaryEvent" and trigger in BOUNDARY:
        return tr_message(BOUNDARY[trigger])
    found = (
        (palette_name(f"{local}:{trigger}") if trigger else None) or palette_name(local) or OTHERS.get(local)
    )
    return tr_message(found) if found else _spoken(local)


def _trigger(element: Element) -> str:
    if not isinstance(element, Event):
        return ""
    definitions = definitions_of(element)
    names = (word for word, kind in TRIGGERS.items() if definitions and isinstance(definitions[0], kind))
    return next(names, "")


def _spoken(local: str) -> str:
    """A name of the specification as words: ``callChoreography`` → "Call choreography"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()
    return tr("{type}", type=words.capitalize())
