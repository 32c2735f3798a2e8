"""What is said about processes that work together."""

from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.semantics.net import Net
from bpmn.semantics.trace import Trace


class Property(StrEnum):
    """What an example contradicts, or shows."""

    SAFE = "safe"
    BOUNDED = "bounded"
    DEADLOCK = "deadlock"
    LIVELOCK = "livelock"
    PROPER_COMPLETION = "properCompletion"
    ORPHAN_MESSAGE = "orphanMessage"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class CounterExample:
    """A shortest way to where something is wrong; in a very large system it may be longer.

    ``elements`` are what is wrong there, the most telling first, and with it the smallest fragment around it
    where one is known; ``text`` says it in a sentence. The trace is replayed on its own net.
    """

    property: Property
    elements: tuple[ElementKey, ...]
    text: Message
    trace: Trace


@dataclass(frozen=True)
class Soundness:
    """The verdicts about some maps, each by its definition. None is unknown: the search was given up before.

    *safe*: no flow ever holds two tokens in one case. *bounded*: no place ever holds more than 50.
    *deadlock*: a case can come to stand still before all is done. *livelock*: it can go on for ever without
    a way to an end. *option to complete*: from wherever a case can come to, it can still finish.
    *proper completion*: no end event is reached twice without its scope having begun anew (unread messages do
    not count; ``strict_completion`` asks that there are none either). A dead activity can never be done, a
    process that is never started never begins, an orphan message can stay unread for good. ``unanswered`` are
    pools of customers whose request can begin a process that is done without an answer to them.
    """

    scope: tuple[str, ...]
    net: Net
    safe: bool | None
    bounded: bool | None
    deadlock: bool | None
    livelock: bool | None
    option_to_complete: bool | None
    proper_completion: bool | None
    dead_activities: tuple[ElementKey, ...] | None
    never_started: tuple[ElementKey, ...] | None
    orphan_messages: tuple[ElementKey, ...] | None
    unanswered: tuple[ElementKey, ...] | None
    complete: bool
    states: int
    counter_examples: tuple[CounterExample, ...] = ()
    fired: frozenset[int] = frozenset()
    """The transitions of the net that were seen to fire."""

    @property
    def strict_completion(self) -> bool | None:
        """Proper completion without unread messages."""
        if self.proper_completion is False or self.orphan_messages:
            return False
        return None if self.proper_completion is None or self.orphan_messages is None else True

    @property
    def is_sound(self) -> bool | None:
        """Whether nothing is wrong; None if nothing wrong was found but not all was looked at."""
        wrong = (
            self.safe is False,
            self.bounded is False,
            self.option_to_complete is False,
            self.proper_completion is False,
            bool(self.dead_activities),
            bool(self.never_started),
            bool(self.orphan_messages),
        )
        if any(wrong):
            return False
        return True if self.complete else None
