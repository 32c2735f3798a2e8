"""The net that a system behaves like: places that hold tokens, transitions that move them.

A Petri net with three additions that BPMN needs: a transition may *clear* places (interruption,
termination), may ask that places be *empty* (a scope is done when nothing is left in it), and may be an
inclusive *join*, which looks further than its own inputs (BPMN 2.0.2, Execution Semantics).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.system.link import Party


class PlaceKind(StrEnum):
    """What a token on a place means."""

    FLOW = "flow"
    """A case is on a sequence flow; ``element`` is the flow."""
    ENTRY = "entry"
    """A case stands before a node that no flow leads to."""
    ACTIVE = "active"
    """An activity, or a process with event sub-processes, is being carried out."""
    HELD = "held"
    """A case is inside a gateway, between its joining and its splitting."""
    WATCH = "watch"
    """Something may still happen beside an activity, or be done once in an ad-hoc sub-process."""
    ENDED = "ended"
    """An end event was reached since its scope began."""
    SLOT = "slot"
    """A process may still begin by itself."""
    TRIGGER = "trigger"
    """A timer, condition or unknown signal may still begin a process."""
    MESSAGE = "message"
    """Messages that were sent and not yet read; ``element`` is the message flow or the sender."""
    SIGNAL = "signal"
    """A signal was thrown and this catch has not yet reacted."""
    PARTY = "party"
    """Somebody outside may still send this message; ``element`` is their pool."""


PENDING = frozenset({PlaceKind.FLOW, PlaceKind.ENTRY, PlaceKind.ACTIVE, PlaceKind.HELD, PlaceKind.SLOT})
"""Kinds whose tokens mean that something is not finished."""

INSIDE = frozenset({PlaceKind.FLOW, PlaceKind.ENTRY, PlaceKind.ACTIVE, PlaceKind.HELD})
"""Kinds whose tokens keep the scope around them going."""


class Sends(StrEnum):
    """Whether somebody outside sends: once per case at any time, never, or whenever it is waited for."""

    ONCE = "once"
    NEVER = "never"
    ALWAYS = "always"


class Action(StrEnum):
    """What happens when a transition fires."""

    START = "start"
    PERFORM = "perform"
    BEGIN = "begin"
    FINISH = "finish"
    ROUTE = "route"
    CATCH = "catch"
    THROW = "throw"
    INTERRUPT = "interrupt"
    BESIDE = "beside"
    END = "end"


@dataclass(frozen=True, slots=True)
class Scope:
    """A process, sub-process or called process: what is inside lives and ends together.

    A process that is called from two places has two scopes. ``parent`` is an index, None for a process that
    begins by itself; ``element`` the process or activity, ``process`` the process whose map shows it.
    """

    index: int
    parent: int | None
    element: ElementKey
    process: ElementKey


@dataclass(frozen=True, slots=True)
class Place:
    """Where tokens lie. ``scope`` is None for messages, signals and what is outside.

    ``target`` is the receiver where a message has only one, and the node that a flow leads to.
    """

    index: int
    kind: PlaceKind
    element: ElementKey
    scope: int | None
    name: str
    target: ElementKey | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """An input of an inclusive join, and where tokens lie that may still come to it."""

    place: int
    awaits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """One step that can be seen on the maps.

    ``elements`` are what the step is about, the most telling first; ``text`` says it in a sentence.
    It takes the tokens of ``takes`` (a place named twice gives two) and of its ``joins`` one from each input
    that has one, then empties ``clears``, then puts tokens on ``gives``; it waits until ``empty`` holds
    nothing. ``performs`` are the activities that are thereby done (or, where they have an inside, begun),
    ``starts`` is the process that begins, ``informs`` names the pools outside, and processes
    that do not take part, that get a message.
    ``is_outside`` steps are caused by a timer, a condition, a failure or somebody outside; ``repeats`` is set
    where an end event is reached again although its scope has not begun anew.
    """

    index: int
    action: Action
    elements: tuple[ElementKey, ...]
    text: Message
    takes: tuple[int, ...] = ()
    gives: tuple[int, ...] = ()
    clears: tuple[int, ...] = ()
    empty: tuple[int, ...] = ()
    joins: tuple[Join, ...] = ()
    performs: tuple[ElementKey, ...] = ()
    starts: ElementKey | None = None
    informs: tuple[ElementKey, ...] = ()
    is_outside: bool = False
    repeats: bool = False

    @property
    def element(self) -> ElementKey:
        """What the step is about."""
        return self.elements[0]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the net simplifies or leaves out, said to people beside every result."""

    element: ElementKey
    text: Message


@dataclass(frozen=True)
class Net:
    """A compiled system. Indices of places, transitions and scopes are positions in these tuples.

    ``initial`` holds the tokens of a new case by place; ``activities`` and ``processes`` are what could be
    dead or never begun; ``parties`` are those outside; ``unanswered`` counts the questions about links that
    nobody has answered.
    """

    places: tuple[Place, ...]
    transitions: tuple[Transition, ...]
    scopes: tuple[Scope, ...]
    initial: Mapping[int, int]
    activities: tuple[ElementKey, ...] = ()
    processes: tuple[ElementKey, ...] = ()
    uncaught: tuple[ElementKey, ...] = ()
    """Events that throw an error which nothing catches."""
    notes: tuple[Note, ...] = ()
    parties: tuple[Party, ...] = ()
    unanswered: int = 0
    names: Mapping[ElementKey, str] = field(default_factory=dict)
    """What to call elements and processes in a sentence."""

    def name(self, key: ElementKey) -> str:
        """What to call an element in a sentence: its name, else its id."""
        return self.names.get(key, key.element)

    @cached_property
    def pending(self) -> tuple[int, ...]:
        """The places on which a token means that the case is not finished."""
        return tuple(p.index for p in self.places if p.kind in PENDING)

    @cached_property
    def messages(self) -> tuple[int, ...]:
        """The places that hold unread messages."""
        return tuple(p.index for p in self.places if p.kind is PlaceKind.MESSAGE)

    def of_kind(self, *kinds: PlaceKind) -> tuple[Place, ...]:
        """The places of some kinds."""
        return tuple(p for p in self.places if p.kind in kinds)
