"""The firing rule for cases that are followed one by one: tokens counted by place.

``Sparse`` says the same as ``tokens.Rule`` (a property test compares them), but needs no integer as wide as
the net: it looks at few places, and knows which transitions a token more or a token less may enable.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from typing import NamedTuple

from bpmn.semantics.net import Net, Transition

Marks = Mapping[int, int]
"""Tokens by place; a place that is not there holds none."""


class Needs(NamedTuple):
    """What a transition asks for and does, place by place."""

    takes: tuple[tuple[int, int], ...]
    empty: tuple[int, ...]
    clears: tuple[int, ...]
    gives: tuple[tuple[int, int], ...]
    joins: tuple[tuple[int, tuple[int, ...]], ...]


class Sparse:
    """The firing rule of a net for tokens counted by place."""

    def __init__(self, net: Net, transitions: Iterable[int] | None = None) -> None:
        """With ``transitions`` only these may be asked about."""
        chosen = range(len(net.transitions)) if transitions is None else sorted(set(transitions))
        self.needs: dict[int, Needs] = {index: _needs(net.transitions[index]) for index in chosen}
        self.near: dict[int, tuple[int, ...]] = _near(self.needs)
        self._free = tuple(i for i, n in self.needs.items() if not n.takes and not n.joins)

    def may_fire(self, transition: int, marks: Marks) -> bool:
        """Whether a transition may fire."""
        takes, empty, _, _, joins = self.needs[transition]
        for place, count in takes:
            if marks.get(place, 0) < count:
                return False
        for place in empty:
            if marks.get(place, 0):
                return False
        if not joins:
            return True
        arrived = 0
        for place, awaits in joins:
            if marks.get(place, 0):
                arrived += 1
            elif any(marks.get(other, 0) for other in awaits):
                return False
        return bool(arrived or takes)

    def taken(self, transition: int, marks: Marks) -> list[int]:
        """The places from which it takes tokens if it fires now, once for each token."""
        takes, _, _, _, joins = self.needs[transition]
        found = [place for place, count in takes for _ in range(count)]
        return found + [place for place, _ in joins if marks.get(place, 0)]

    def fire(self, transition: int, marks: MutableMapping[int, int]) -> list[int]:
        """Fire a transition that may fire; gives the places whose tokens it changed."""
        needs = self.needs[transition]
        taken = self.taken(transition, marks)
        for place in taken:
            marks[place] -= 1
        for place in needs.clears:
            marks[place] = 0
        for place, count in needs.gives:
            marks[place] = marks.get(place, 0) + count
        return [*taken, *needs.clears, *(place for place, _ in needs.gives)]

    def enabled_near(self, places: Iterable[int], marks: Marks) -> list[int]:
        """Those of the transitions that look at some places which may fire, by index."""
        near = {t for place in places for t in self.near.get(place, ())}
        return [t for t in sorted(near.union(self._free)) if self.may_fire(t, marks)]

    def enabled(self, marks: Marks) -> list[int]:
        """All transitions that may fire, by index."""
        return self.enabled_near((place for place, count in marks.items() if count), marks)


def _needs(transition: Transition) -> Needs:
    return Needs(
        tuple(sorted(Counter(transition.takes).items())),
        transition.empty,
        transition.clears,
        tuple(sorted(Counter(transition.gives).items())),
        tuple((join.place, join.awaits) for join in transition.joins),
    )


def _near(needs: Mapping[int, Needs]) -> dict[int, tuple[int, ...]]:
    """By place the transitions that a change of its tokens may enable."""
    found: dict[int, set[int]] = {}
    for index, (takes, empty, _, _, joins) in needs.items():
        looked = {place for place, _ in takes} | set(empty) | {place for place, _ in joins}
        looked |= {place for _, awaits in joins for place in awaits}
        for place in looked:
            found.setdefault(place, set()).add(index)
    return {place: tuple(sorted(indices)) for place, indices in found.items()}
