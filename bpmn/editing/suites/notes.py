"""A copy of a map on its way to another suite, and what people should know about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.model import Element
from bpmn.model.document import Document


class NoteKind(StrEnum):
    """What a note is about."""

    CHANGED = "changed"
    """The copy says it differently, or more, than the map."""
    HIDDEN = "hidden"
    """The target keeps it at best, but does not show it."""
    IGNORED = "ignored"
    """The target shows it, but does not run it."""
    REFUSED = "refused"
    """The target will not take or start the map with it."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about an element of the copy; the element's id is the one in the map."""

    element: ElementKey
    message: Message
    kind: NoteKind


Question = Callable[[Element], Message | None]
"""What is missing in an element for the target; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Target:
    """A suite: what it needs, and what it does not show or run, by class of element."""

    title: str
    is_engine: bool = False
    draws_once: bool = False
    """Takes each element on one plane only, and has planes for collapsed sub-processes."""
    platform: str = ""
    hidden: Mapping[type[Element], Message] = field(default_factory=dict)
    ignored: Mapping[type[Element], Message] = field(default_factory=dict)
    refused: tuple[Question, ...] = ()
    drops: tuple[Question, ...] = ()


@dataclass(slots=True)
class Copy:
    """A document that is being made ready for a target."""

    document: Document
    target: Target
    is_clean: bool = False
    notes: list[Note] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """The ids of the map by those of the copy, where they differ."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number behind each id that was taken."""
    _said: set[Note] = field(default_factory=set)

    def note(self, element: Element, kind: NoteKind, message: Message) -> None:
        """Say something about an element, or the nearest around it that has an id."""
        at: Element | None = element
        while at is not None and not at.id:
            at = at.parent
        identifier = (at.id if at is not None else None) or ""
        key = ElementKey(self.document.name, self.renamed.get(identifier, identifier))
        found = Note(key, message, kind)
        if found not in self._said:
            self._said.add(found)
            self.notes.append(found)

    def changed(self, element: Element, message: Message) -> None:
        """Say that the copy differs from the map here."""
        self.note(element, NoteKind.CHANGED, message)
