"""The question of standing still alone, without visiting every marking.

Stubborn sets (Valmari 1991, Stubborn Sets for Reduced State Space Generation): of the steps that are possible
in a marking only those of a set are followed that whatever happens outside of it neither enables, disables
nor changes. Every marking in which nothing can happen is still reached. Nothing else may be read off such a
search: not safety, not dead activities.
"""

from collections.abc import Iterable, Sequence

from bpmn.analysis.soundness.explore import explore
from bpmn.semantics.net import Net, Transition
from bpmn.semantics.tokens import Marking, Rule


def may_stand_still(net: Net, budget: int) -> bool | None:
    """Whether a case can come to stand still before all is done; None if the search was given up."""
    graph = explore(net, budget, select=_Chooser)
    for number in range(graph.expanded):
        if graph.begin[number] == graph.begin[number + 1] and not graph.is_final(number):
            return True
    return False if graph.is_complete else None


def way_to_rest(net: Net, budget: int) -> list[int] | None:
    """A way to a marking in which nothing can happen, done or not; None if none was found."""
    graph = explore(net, budget, select=_Chooser)
    still = (n for n in range(graph.expanded) if graph.begin[n] == graph.begin[n + 1])
    number = next(still, None)
    return None if number is None else graph.way(number)


class _Chooser:
    """Chooses the steps that have to be followed."""

    def __init__(self, rule: Rule) -> None:
        net = self._net = rule.net
        self._rule = rule
        self._takers = _by_place((t.index, t.takes) for t in net.transitions)
        self._givers = _by_place((t.index, t.gives) for t in net.transitions)
        self._clearers = _by_place((t.index, t.clears) for t in net.transitions)
        self._askers = _by_place((t.index, t.empty) for t in net.transitions)
        self._joins = frozenset(t.index for t in net.transitions if t.joins)
        self._conflicts = [sorted(self._conflicting(t)) for t in net.transitions]

    def __call__(self, marking: Marking, steps: list[tuple[int, Marking]]) -> list[tuple[int, Marking]]:
        """The steps to follow: as few as one start finds."""
        if len(steps) <= 1 or self._waits_at_a_join(marking):
            return steps
        possible = {label for label, _ in steps}
        best: set[int] | None = None
        for label, _ in steps:
            chosen = self._closed(label, marking, possible)
            if best is None or len(chosen) < len(best):
                best = chosen
            if len(best) == 1:
                break
        assert best is not None
        return [step for step in steps if step[0] in best]

    def _count(self, marking: Marking, place: int) -> int:
        width = self._rule.width
        return (marking >> place * width) & ((1 << width) - 1)

    def _waits_at_a_join(self, marking: Marking) -> bool:
        """Inclusive joins look far: a marking in which one has something is followed in full."""
        return any(
            self._count(marking, join.place)
            for index in self._joins
            for join in self._net.transitions[index].joins
        )

    def _closed(self, start: int, marking: Marking, possible: set[int]) -> set[int]:
        """The possible steps of the smallest set with a start that outside steps cannot touch."""
        chosen, todo = {start}, [start]
        while todo:
            index = todo.pop()
            needed = self._conflicts[index] if index in possible else self._enablers(index, marking)
            for other in needed:
                if other not in chosen:
                    chosen.add(other)
                    todo.append(other)
        return chosen & possible

    def _enablers(self, index: int, marking: Marking) -> Sequence[int]:
        """What has to happen before a step that is not possible can become so: for one thing it lacks."""
        one = self._net.transitions[index]
        if index in self._joins:
            inputs = [join.place for join in one.joins]
            return [giver for place in inputs for giver in self._givers.get(place, ())]
        for place in one.takes:
            if self._count(marking, place) < one.takes.count(place):
                return self._givers.get(place, ())
        for place in one.empty:
            if self._count(marking, place):
                return [*self._takers.get(place, ()), *self._clearers.get(place, ())]
        return ()

    def _conflicting(self, one: Transition) -> set[int]:
        """The steps that a possible step may disable, be disabled by, or not be exchanged with."""
        found: set[int] = set()
        for place in one.takes:
            found.update(self._takers.get(place, ()), self._clearers.get(place, ()))
        for place in one.gives:
            found.update(self._clearers.get(place, ()), self._askers.get(place, ()))
        for place in one.clears:
            found.update(self._takers.get(place, ()), self._givers.get(place, ()))
            found.update(self._clearers.get(place, ()))
        for place in one.empty:
            found.update(self._givers.get(place, ()))
        return found - {one.index}


def _by_place(uses: Iterable[tuple[int, Sequence[int]]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, places in uses:
        for place in dict.fromkeys(places):
            found.setdefault(place, []).append(index)
    return found
