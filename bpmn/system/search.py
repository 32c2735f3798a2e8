"""Finds words in the names and descriptions of all maps of a system."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.model import (
    BaseElement,
    CategoryValue,
    DataStore,
    DataStoreReference,
    Definitions,
    Element,
    EventDefinition,
    FlowElement,
    Lane,
    Message,
    MessageEventDefinition,
    MessageFlow,
    Participant,
    Process,
    ReceiveTask,
    SendTask,
    TextAnnotation,
)
from bpmn.model.document import Document
from bpmn.system.names import normalised


class Part(StrEnum):
    """Which text of an element is meant."""

    NAME = "name"
    DESCRIPTION = "description"
    ID = "id"


class Family(StrEnum):
    """Kinds of elements that are called by one name in several maps."""

    ALL = "all"
    ROLES = "roles"
    MESSAGES = "messages"
    STORES = "stores"


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    With ``is_same_name`` whole names count that mean the same as ``text`` by the rules that join maps
    (case, punctuation and leading articles say nothing), else every place where ``text`` stands.
    """

    text: str
    parts: tuple[Part, ...] = (Part.NAME, Part.DESCRIPTION)
    matches_case: bool = False
    whole_words: bool = False
    family: Family = Family.ALL
    is_same_name: bool = False

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where in a text it is found, from the left; none overlap."""
        wanted = self.text.strip() if self.is_same_name else self.text
        if not wanted.strip():
            return ()
        if self.is_same_name:
            return ((0, len(text)),) if text and normalised(text) == normalised(wanted) else ()
        pattern = re.escape(wanted)
        if self.whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        flags = 0 if self.matches_case else re.IGNORECASE
        return tuple(found.span() for found in re.finditer(pattern, text, flags))


@dataclass(frozen=True, slots=True)
class Hit:
    """A text in which something was found: ``text`` is the whole of it, ``spans`` where."""

    key: ElementKey
    part: Part
    type: str
    name: str
    place: str
    text: str
    spans: tuple[tuple[int, int], ...]

    def replaced(self, by: str) -> str:
        """The text with something else at all places."""
        pieces, at = [], 0
        for start, end in self.spans:
            pieces += [self.text[at:start], by]
            at = end
        return "".join([*pieces, self.text[at:]])


def search(documents: Iterable[tuple[str, Document]], query: Query) -> tuple[Hit, ...]:
    """All texts of some maps in which something is found, in the order of the maps and of their files."""
    return tuple(hit for file, document in documents for hit in _in_map(file, document, query))


def _in_map(file: str, document: Document, query: Query) -> Iterator[Hit]:
    for element in document.all(Element):
        identifier = element.id
        if not identifier or not isinstance(element, BaseElement | Definitions):
            continue
        if document.element(identifier) != element or not belongs(element, query.family):
            continue  # an id that stands twice leads to the first one
        for part, text in texts(element, query.parts):
            spans = query.spans(text)
            if spans:
                words = (element.local_name, " ".join(name_of(element).split()), place_of(element))
                yield Hit(ElementKey(file, identifier), part, *words, text, spans)


def texts(element: Element, parts: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    """The texts of an element that may be searched."""
    if Part.NAME in parts:
        yield Part.NAME, name_of(element)
    if Part.DESCRIPTION in parts and isinstance(element, BaseElement):
        yield Part.DESCRIPTION, element.documentation_text
    if Part.ID in parts:
        yield Part.ID, element.id or ""


def name_of(element: Element) -> str:
    """What an element is called; a note by its text, a group's value by its value."""
    if isinstance(element, TextAnnotation):
        return element.text or ""
    if isinstance(element, CategoryValue):
        return element.value or ""
    return element.node.get("name") or ""


def belongs(element: Element, family: Family) -> bool:
    """Whether an element is one of those that share a name across maps."""
    if family is Family.ALL:
        return True
    if family is Family.ROLES:
        return isinstance(element, Lane | Participant | Process)
    if family is Family.STORES:
        return isinstance(element, DataStore | DataStoreReference)
    return isinstance(element, Message | MessageFlow | SendTask | ReceiveTask) or _is_of_message(element)


def _is_of_message(element: Element) -> bool:
    if not isinstance(element, FlowElement) or not element.local_name.endswith("Event"):
        return False
    return any(isinstance(d, MessageEventDefinition) for d in element.children(EventDefinition))


def family_of(element: Element) -> Family | None:
    """The kind of shared name that an element has; None if its name is its own."""
    if isinstance(element, Lane | Participant):
        return Family.ROLES
    if isinstance(element, DataStore | DataStoreReference):
        return Family.STORES
    return Family.MESSAGES if belongs(element, Family.MESSAGES) else None


def shared_name(element: Element) -> str:
    """The name under which other maps know an element: that of its message or store, else its own."""
    reference = getattr(element, "message_ref", None) or getattr(element, "data_store_ref", None)
    for definition in element.children(EventDefinition):
        reference = reference or getattr(definition, "message_ref", None)
    return (name_of(reference) if isinstance(reference, Element) else "") or name_of(element)


def place_of(element: Element) -> str:
    """The role that an element lies in, else what is around it; empty without a name."""
    identifier = element.id
    for node, attribute in element.document.references(identifier) if identifier else ():
        owner = node.getparent()
        view = element.document.view(owner) if attribute is None and owner is not None else None
        if isinstance(view, Lane) and view.name:
            return view.name
    around = element.parent
    while around is not None:
        name = around.node.get("name") or _name_of_pool(around)
        if name:
            return str(name)
        around = around.parent
    return ""


def _name_of_pool(process: Element) -> str:
    """The name of the pool that shows a process."""
    for node, attribute in process.document.references(process.id) if process.id else ():
        if attribute == "processRef" and node.get("name"):
            return str(node.get("name"))
    return ""
