"""What is known about one part of a net after a search."""

from collections.abc import Iterable
from dataclasses import dataclass

from bpmn.analysis.soundness.verdict import CounterExample


@dataclass(frozen=True, slots=True)
class Known:
    """Answers about a part; True is good, None is not known.

    ``has_orphans`` and ``has_unanswered`` are None where there may be more than the examples show.
    ``possible`` transitions can fire, ``impossible`` ones never do; of all others it is not known.
    """

    safe: bool | None
    bounded: bool | None
    live: bool | None
    """Whether no case comes to stand still."""
    moves_on: bool | None
    """Whether no case goes on for ever without a way to an end."""
    completes: bool | None
    proper: bool | None
    has_orphans: bool | None
    has_unanswered: bool | None
    possible: frozenset[int]
    impossible: frozenset[int]
    states: int
    examples: tuple[CounterExample, ...] = ()

    @property
    def answers(self) -> tuple[bool | None, ...]:
        """The answers in the order of the fields."""
        return (
            self.safe,
            self.bounded,
            self.live,
            self.moves_on,
            self.completes,
            self.proper,
            self.has_orphans,
            self.has_unanswered,
        )

    def is_complete(self, among: Iterable[int]) -> bool:
        """Whether everything is known about a part with these transitions."""
        return None not in self.answers and self.possible | self.impossible >= frozenset(among)
