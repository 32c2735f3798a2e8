"""Kinds of elements that people choose from: a class, the trigger of an event and further marks."""

from collections.abc import Iterable
from typing import NamedTuple

from bpmn.model import (
    CancelEventDefinition,
    CompensateEventDefinition,
    ConditionalEventDefinition,
    Element,
    ErrorEventDefinition,
    EscalationEventDefinition,
    EventDefinition,
    LinkEventDefinition,
    MessageEventDefinition,
    SignalEventDefinition,
    TerminateEventDefinition,
    TimerEventDefinition,
    registry,
)
from bpmn.xml import names

TRIGGERS: dict[str, type[EventDefinition]] = {
    "message": MessageEventDefinition,
    "timer": TimerEventDefinition,
    "conditional": ConditionalEventDefinition,
    "signal": SignalEventDefinition,
    "link": LinkEventDefinition,
    "error": ErrorEventDefinition,
    "escalation": EscalationEventDefinition,
    "compensate": CompensateEventDefinition,
    "cancel": CancelEventDefinition,
    "terminate": TerminateEventDefinition,
}
"""The word for each event definition in the name of a kind."""

MARKS = frozenset({"expanded", "event", "nonInterrupting", "blackBox", "vertical"})
"""Further words in the name of a kind."""


class Kind(NamedTuple):
    """A class with the trigger of an event and marks such as ``expanded``."""

    element: type[Element]
    definition: type[EventDefinition] | None = None
    marks: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """The name, as ``kind()`` reads it: ``startEvent:message``, ``subProcess:expanded``."""
        words = [names.split(self.element.own_tag)[1]]
        words += [word for word, trigger in TRIGGERS.items() if trigger is self.definition]
        return ":".join((*words, *sorted(self.marks)))


KindLike = Kind | str | type[Element] | tuple[type[Element], type[EventDefinition] | None]
"""Everything that ``kind()`` understands."""


class UnknownKind(ValueError):  # noqa: N818 - says what it is
    """A name that stands for no kind of element."""


def kind(value: KindLike) -> Kind:
    """Read a kind: ``userTask``, ``startEvent:message``, a class, or a class with a definition.

    Raises UnknownKind.
    """
    if isinstance(value, Kind):
        return value
    if isinstance(value, type):
        return Kind(value)
    if isinstance(value, tuple):
        return Kind(value[0], value[1])
    local, *words = value.split(":")
    element = registry.GLOBAL.get(names.model(local))
    if element is None:
        raise UnknownKind(value)
    return Kind(element, _trigger(words), _marks(words, value))


def _trigger(words: Iterable[str]) -> type[EventDefinition] | None:
    return next((TRIGGERS[word] for word in words if word in TRIGGERS), None)


def _marks(words: Iterable[str], value: str) -> frozenset[str]:
    marks = frozenset(word for word in words if word not in TRIGGERS)
    if not marks <= MARKS:
        raise UnknownKind(value)
    return marks
