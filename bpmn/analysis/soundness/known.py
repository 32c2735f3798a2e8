"""What is known about one part of a net after a search, and what several searches know together."""

from collections.abc import Iterable
from dataclasses import dataclass

from bpmn.analysis.soundness.verdict import CounterExample, Property


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

    def is_fine(self, among: Iterable[int]) -> bool:
        """Whether everything is known and nothing needs an example."""
        return not self.examples and all(self.answers[:6]) and self.is_complete(among)


def joined(first: Known, second: Known) -> Known:
    """What two searches of the same part know together; examples of the first go before."""
    shown = {(one.property, *one.elements[:1]) for one in first.examples}
    single = {one.property for one in first.examples if one.property not in MANY}
    more = (
        one
        for one in second.examples
        if one.property not in single and (one.property, *one.elements[:1]) not in shown
    )

    def known(one: bool | None, other: bool | None) -> bool | None:
        return one if one is not None else other

    return Known(
        safe=known(first.safe, second.safe),
        bounded=known(first.bounded, second.bounded),
        live=known(first.live, second.live),
        moves_on=known(first.moves_on, second.moves_on),
        completes=known(first.completes, second.completes),
        proper=known(first.proper, second.proper),
        has_orphans=known(first.has_orphans, second.has_orphans),
        has_unanswered=known(first.has_unanswered, second.has_unanswered),
        possible=first.possible | second.possible,
        impossible=first.impossible | second.impossible,
        states=first.states + second.states,
        examples=(*first.examples, *more),
    )


MANY = frozenset({Property.ORPHAN_MESSAGE, Property.UNANSWERED})
"""Properties with an example for each element."""

NOTHING = Known(None, None, None, None, None, None, None, None, frozenset(), frozenset(), 0)
"""What is known before any search."""
