"""What joins two elements of a system, and what is still open."""

from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.system.facts import Role


class Kind(StrEnum):
    """What a link does."""

    TRIGGER = "trigger"
    MESSAGE = "message"
    CALL = "call"
    SIGNAL = "signal"
    EXCEPTION = "exception"
    DATA = "data"
    RESOURCE = "resource"
    HIERARCHY = "hierarchy"
    CONTINUATION = "continuation"


class Level(StrEnum):
    """How a link was found, the surest first.

    M0 a reference inside one map · M1 a reference between maps · M2 a person's word · M3 one definition
    · M4 equal names · M5 alike names and matching pools · M6 alike names alone, a suggestion.
    """

    M0 = "M0"
    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4 = "M4"
    M5 = "M5"
    M6 = "M6"


@dataclass(frozen=True, slots=True)
class Link:
    """Something goes from one element to another; ``evidence`` is one sentence on how we know."""

    source: ElementKey
    target: ElementKey
    kind: Kind
    level: Level
    evidence: Message

    @property
    def order(self) -> tuple[str, ...]:
        """Sorts links the same way whatever the order of the maps."""
        return (*self.source, *self.target, self.kind, self.level)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible other end of a link."""

    key: ElementKey
    level: Level
    evidence: Message

    @property
    def file(self) -> str:
        """The map it stands in."""
        return self.key.file

    @property
    def element(self) -> str:
        """Its id."""
        return self.key.element


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A link that only a person can settle: the element that asks, and whom it may mean.

    With several candidates the link is ambiguous, with one it is a suggestion to confirm or reject. Of
    ``kind`` resource it asks whether the candidates are the same team as ``source``: any of them may be.
    A chosen candidate is confirmed as link from ``source`` (the candidate where ``source`` is not the
    sender) of ``kind``.
    """

    question: Message
    source: ElementKey
    kind: Kind
    candidates: tuple[Candidate, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Whether one of several candidates has to be chosen; several places may well be one team."""
        return len(self.candidates) > 1 and self.kind is not Kind.RESOURCE


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody outside: customer, supplier, partner, authority or not yet known.

    ``is_assumed`` tells that the role was read from the name alone; ``evidence`` says why in a sentence.
    """

    name: str
    role: Role
    elements: tuple[ElementKey, ...]
    is_assumed: bool
    evidence: Message


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that joins the processes of a system, in an order that the maps do not influence."""

    links: tuple[Link, ...] = ()
    open: tuple[OpenQuestion, ...] = ()
    parties: tuple[Party, ...] = ()
    external: tuple[ElementKey, ...] = ()
    """Elements of which people said that they exchange with somebody outside."""

    def party_of(self, element: ElementKey) -> Party | None:
        """The party that a pool is drawn for, or None."""
        return next((party for party in self.parties if element in party.elements), None)
