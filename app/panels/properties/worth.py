"""What processes are for and who answers for them; what steps are worth and what they need."""

from collections.abc import Callable
from dataclasses import replace

from app.panels.properties.field import ON, Choices, Field, Shape, switch
from bpmn.base.message import message
from bpmn.editing.process_facts import set_facts
from bpmn.editing.properties import set_documentation, set_process_owner
from bpmn.model import BaseElement, Element, Participant, Process
from bpmn.model.document import Document
from bpmn.system.process_facts import ElementFacts, ValueClass, facts_of, owner_of

WORTH: Choices = (
    ("", message("Not said")),
    (ValueClass.VALUE_ADDING, message("The customer pays for it")),
    (ValueClass.NECESSARY, message("Needed, but not by the customer")),
    (ValueClass.WASTE, message("Nobody needs it")),
)


def process_of(element: Element) -> Process | None:
    """The process that an element is, or that a pool shows."""
    found = element.process_ref if isinstance(element, Participant) else element
    return found if isinstance(found, Process) else None


def _purpose(element: Element) -> str:
    process = process_of(element)
    return process.documentation_text if process is not None else ""


def _set_purpose(document: Document, element: Element, text: str) -> None:
    process = process_of(element)
    if process is not None:
        set_documentation(document, process, text)


def _owner(element: Element) -> str:
    process = process_of(element)
    return owner_of(process) if process is not None else ""


def _set_owner(document: Document, element: Element, name: str) -> None:
    process = process_of(element)
    if process is not None:
        set_process_owner(document, process, name)


def _setter(
    change: Callable[[ElementFacts, str], ElementFacts],
) -> Callable[[Document, Element, str], None]:
    """Writes one of the facts of a step; the others stay."""
    return lambda document, element, value: set_facts(document, element, change(facts_of(element), value))


def tells_what_happens(element: Element) -> bool:
    """Whether the documentation of an element says what happens, not what it is for."""
    return isinstance(element, BaseElement) and not isinstance(element, Process)


PROCESS_FIELDS = (
    Field(message("What the process is for"), _purpose, _set_purpose, Shape.LINES),
    Field(message("Who answers for the process"), _owner, _set_owner),
)
STEP_FIELDS = (
    Field(
        message("What it is worth"),
        lambda element: str(facts_of(element).value_class or ""),
        _setter(lambda facts, value: replace(facts, value_class=ValueClass(value) if value else None)),
        Shape.CHOICE,
        lambda _: WORTH,
    ),
    Field(
        message("It checks something"),
        lambda element: switch(facts_of(element).is_check),
        _setter(lambda facts, value: replace(facts, is_check=value == ON)),
        Shape.SWITCH,
    ),
    Field(
        message("System that is used"),
        lambda element: facts_of(element).used_system,
        _setter(lambda facts, value: replace(facts, used_system=value.strip())),
    ),
)
