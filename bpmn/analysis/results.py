"""What is known by computing and not by reading: checks get it as an argument, if somebody made it."""

from dataclasses import dataclass

from bpmn.base.element_key import ElementKey
from bpmn.base.message import Message
from bpmn.queueing.results import Analysis


@dataclass(frozen=True, slots=True)
class Stuck:
    """A state of several processes from which no case can go on; ``steps`` tell the shortest way there.

    ``elements`` are the steps and events that wait.
    """

    elements: tuple[ElementKey, ...]
    steps: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsound:
    """Something that the search through all situations found: under which rule, where, and how to get there.

    ``steps`` tell the shortest way, empty where there is none because something never happens. ``behind`` are
    elements without whose own trouble it would not be: a finding at one of them tells why.
    """

    rule: str
    elements: tuple[ElementKey, ...]
    message: Message
    steps: tuple[Message, ...] = ()
    behind: tuple[ElementKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Opposing:
    """Two key figures, by their ids, that a lever of one of their owners moves against each other.

    ``index`` lies between −1 (all that helps one hurts the other) and 0.
    """

    one: str
    other: str
    lever: Message
    index: float


@dataclass(frozen=True, slots=True)
class Results:
    """Loads and waits, and where cases get stuck; None means that nobody computed it."""

    analysis: Analysis | None = None
    stuck: tuple[Stuck, ...] | None = None
    judged: frozenset[str] | None = None
    """The names of the initiatives that were judged on the system as it is now."""
    unsound: tuple[Unsound, ...] | None = None
    """What the search through all situations found within processes and between them."""
    opposing: tuple[Opposing, ...] | None = None
    """The key figures that pull in opposite directions, as computed; else declared signs tell."""
