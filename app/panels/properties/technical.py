"""The tab for experts: id, type, and every attribute that the schema gives the element."""

from collections.abc import Callable
from enum import StrEnum

from app.panels.properties.field import ON, Field, Shape, switch
from bpmn.base.message import Message, message
from bpmn.editing.properties import properties_of, set_property, words
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.model.fields import (
    Boolean,
    Choice,
    Integer,
    OptionalBoolean,
    OptionalChoice,
    OptionalInteger,
    String,
)

SKIPPED = ("id", "name")
"""They stand elsewhere."""
Write = Callable[[Document, Element, str], None]


def technical(element: Element) -> list[Field]:
    """Fields for the id, the type and all simple attributes of an element."""
    fields = [
        Field(message("Id"), lambda e: e.id or "", shape=Shape.SHOWN),
        Field(message("Type"), lambda e: e.local_name, shape=Shape.SHOWN),
    ]
    for name in properties_of(element):
        made = None if name in SKIPPED else _field(element, name)
        if made is not None:
            fields.append(made)
    return fields


def _field(element: Element, name: str) -> Field | None:
    declared = getattr(type(element), name)
    title = message("{attribute}", attribute=words(name).capitalize())
    if isinstance(declared, Boolean | OptionalBoolean):
        return Field(title, lambda e: switch(getattr(e, name)), _write_switch(name), Shape.SWITCH)
    if isinstance(declared, Choice | OptionalChoice):
        return _choice(title, name, declared.values)
    if isinstance(declared, Integer | OptionalInteger):
        return Field(title, lambda e: _text(getattr(e, name)), _write_number(name))
    if isinstance(declared, String):
        return Field(title, lambda e: _text(getattr(e, name)), _write_text(name))
    return None


def _choice(title: Message, name: str, values: tuple[StrEnum, ...]) -> Field:
    choices = tuple((value.value, message("{value}", value=value.value)) for value in values)
    kind = type(values[0])

    def write(document: Document, element: Element, value: str) -> None:
        set_property(document, element, name, kind(value))

    return Field(title, lambda e: _text(getattr(e, name)), write, Shape.CHOICE, lambda _: choices)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _write_switch(name: str) -> Write:
    return lambda document, element, value: set_property(document, element, name, value == ON)


def _write_number(name: str) -> Write:
    def write(document: Document, element: Element, value: str) -> None:
        is_number = value.strip().lstrip("-").isdigit()
        set_property(document, element, name, int(value) if is_number else value)

    return write


def _write_text(name: str) -> Write:
    return lambda document, element, value: set_property(document, element, name, value or None)
