"""What a field of the properties is: its name, how it reads and how it writes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bpmn.base.message import Message
from bpmn.model import Element
from bpmn.model.document import Document

Choices = tuple[tuple[str, Message], ...]


class Shape(Enum):
    """How a field is edited."""

    LINE = "line"
    LINES = "lines"
    SWITCH = "switch"
    CHOICE = "choice"
    NAME = "name"
    """One of several known names, or a new one."""
    SHOWN = "shown"
    """Only to be read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One property. Values are texts; a switch is "yes" or ""."""

    name: Message
    read: Callable[[Element], str]
    write: Callable[[Document, Element, str], None] | None = None
    shape: Shape = Shape.LINE
    choices: Callable[[Element], Choices] | None = None
    names: Callable[[Element], list[str]] | None = None
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that an element has if ``applies`` says so."""

    applies: Callable[[Element], bool]
    fields: tuple[Field, ...]
    title: Message | None = None


ON = "yes"


def switch(is_on: object) -> str:
    """The text of a switch."""
    return ON if is_on else ""
