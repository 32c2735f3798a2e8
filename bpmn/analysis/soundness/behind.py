"""Why something is never done: where cases get stuck before they come to it."""

from collections.abc import Collection, Iterable, Iterator

from bpmn.base.finding import ElementKey
from bpmn.semantics.net import Net, Transition


class Behind:
    """The steps of a net that never fire because cases are stuck at some elements.

    A step is explained if it is one for which cases wait there, or if each place that is never marked before
    it could be filled by an explained step. A step that lacks anything else has a reason of its own.
    """

    def __init__(self, net: Net, fired: Collection[int], stuck: Collection[ElementKey]) -> None:
        self._dead = [t for t in net.transitions if t.index not in fired]
        self._marked = {place for place, count in net.initial.items() if count}
        self._marked.update(p for index in fired for p in net.transitions[index].gives)
        self._givers: dict[int, list[Transition]] = {}
        for one in self._dead:
            for place in one.gives:
                self._givers.setdefault(place, []).append(one)
        self._why: dict[int, frozenset[ElementKey]] = {
            t.index: frozenset([t.element]) for t in self._dead if t.element in stuck
        }
        while self._spread():
            pass

    def _spread(self) -> bool:
        """Explain the steps that those explained so far would make possible."""
        found = {t.index: why for t in self._dead if t.index not in self._why and (why := self._reason(t))}
        self._why.update(found)
        return bool(found)

    def _reason(self, one: Transition) -> frozenset[ElementKey]:
        missing = [p for p in self._inputs(one) if p not in self._marked]
        found = [
            [self._why[t.index] for t in self._givers.get(p, ()) if t.index in self._why] for p in missing
        ]
        if not missing or not all(found):
            return frozenset()
        return frozenset(key for reasons in found for reason in reasons for key in reason)

    @staticmethod
    def _inputs(one: Transition) -> Iterator[int]:
        yield from one.takes
        if one.joins and not one.takes:
            yield from (join.place for join in one.joins)

    def of(self, steps: Iterable[Transition]) -> tuple[ElementKey, ...]:
        """Where cases are stuck before any of some steps; empty where that is not the reason."""
        return tuple(sorted({key for one in steps for key in self._why.get(one.index, ())}))
