"""Makes a net smaller without changing any answer about it.

Four rules, each with its side conditions, applied until none fits (Berthelot 1986, Transformations and
Decompositions of Nets; Murata 1989, Petri Nets: Properties, Analysis and Applications):

*fuse a place*: if whatever takes from a place takes nothing else and asks for nothing else, it may as well do
so at once. Sequences, splits and joins of alternatives vanish so, and with the other two rules every fragment
with one entry and one exit that is sound by construction becomes one step.

*one of parallel places*: places that get and lose their tokens together are one.

*one of loose ends*: of places that get their tokens together, and whose tokens go away by themselves whatever
else there is, one says as much as all: steps that nothing follows, as in a map that is still being drawn.

*one of parallel steps*: steps that do the same to the marking are one.

Side conditions are about what Petri nets do not have: clearing, asking for emptiness, inclusive joins. A
place is fused only if it is cleared by exactly what clears the places behind it, and if nothing asks for one
of these to be empty that does not ask the same of it. Then what happened between the two steps may as well
happen after both. Two tokens on a fused place show as two on a place behind it, so safety is kept too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from bpmn.base.finding import ElementKey
from bpmn.semantics.net import INSIDE, Join, Net, Transition

Places = tuple[int, ...]


class Fused(NamedTuple):
    """A step of the reduced net: ``origin`` is what it stands for, in order, by index in the whole net.

    ``covers`` are all transitions that are possible when it is, those of steps merged with it included.
    """

    takes: Places
    gives: Places
    clears: Places
    empty: Places
    joins: tuple[Join, ...]
    origin: tuple[int, ...]
    covers: frozenset[int]
    informs: frozenset[ElementKey]
    repeats: bool

    @property
    def effect(self) -> tuple[object, ...]:
        """What it does to a marking and what is asked about it."""
        return (*self[:5], self.informs, self.repeats)

    @property
    def is_simple(self) -> bool:
        """Whether it only moves tokens on: one place taken, nothing else asked or cleared."""
        return len(self.takes) == 1 and not (self.clears or self.empty or self.joins)


@dataclass(frozen=True)
class Reduced:
    """A smaller net, and what its places and transitions are in the whole one."""

    net: Net
    whole: Net
    places: tuple[int, ...]
    steps: tuple[Fused, ...]


def reduced(net: Net, among: Iterable[int] | None = None, *, fuse: bool = True) -> Reduced:
    """A smaller net of the transitions in ``among`` (all if None) with the same answers.

    Without ``fuse`` it is only cut out.
    """
    chosen = net.transitions if among is None else [net.transitions[index] for index in among]
    if not fuse and len(chosen) == len(net.transitions):
        return Reduced(net, net, tuple(range(len(net.places))), tuple(map(_as_step, net.transitions)))
    work = _Work(net, list(chosen))
    if among is None:
        work.kept = {place for place, count in net.initial.items() if count}
    if fuse:
        work.run()
    return work.result()


class _Work:
    def __init__(self, net: Net, transitions: list[Transition]) -> None:
        self.net = net
        self.steps: dict[int, Fused] = {}
        self.into: dict[int, set[int]] = {}
        self.out: dict[int, set[int]] = {}
        self.gone: set[int] = set()
        self.kept: set[int] = set()
        self._next = 0
        self._cleared: dict[int, frozenset[int]] = _membership((t.index, t.clears) for t in transitions)
        self._asked: dict[int, frozenset[int]] = _membership((t.index, t.empty) for t in transitions)
        self._joined = {join.place for t in transitions for join in t.joins}
        self._awaited = _membership(
            (index, join.awaits) for index, join in enumerate(j for t in transitions for j in t.joins)
        )
        for one in transitions:
            self._add(_as_step(one))

    # -- bookkeeping -------------------------------------------------------------------------------

    def _add(self, step: Fused) -> None:
        self.steps[self._next] = step
        for place in set(step.takes) | {join.place for join in step.joins}:
            self.out.setdefault(place, set()).add(self._next)
        for place in set(step.gives):
            self.into.setdefault(place, set()).add(self._next)
        self._next += 1

    def _remove(self, number: int) -> Fused:
        step = self.steps.pop(number)
        for place in set(step.takes) | {join.place for join in step.joins}:
            self.out[place].discard(number)
        for place in set(step.gives):
            self.into[place].discard(number)
        return step

    # -- the rules ---------------------------------------------------------------------------------

    def run(self) -> None:
        """Apply the rules until none fits; alternatives are fused last, so that they merge first."""
        while True:
            self._merge_steps()
            if (
                self._merge_places()
                or self._merge_loose_ends()
                or self._fuse(most=1)
                or self._fuse(most=None)
            ):
                continue
            return

    def _merge_steps(self) -> None:
        known: dict[tuple[object, ...], int] = {}
        for number in sorted(self.steps):
            step = self.steps[number]
            other = known.setdefault(step.effect, number)
            if other != number:
                kept, lost = self.steps[other], self._remove(number)
                origin = min(kept.origin, lost.origin, key=len)
                self.steps[other] = kept._replace(origin=origin, covers=kept.covers | lost.covers)

    def _merge_places(self) -> bool:
        known: dict[tuple[object, ...], int] = {}
        lost = []
        for place in sorted(self.into.keys() | self.out.keys()):
            if place in self.gone or place in self._joined or self._is_weighted(place):
                continue
            kind = self.net.places[place].kind in INSIDE
            signature = (
                frozenset(self.into.get(place, ())),
                frozenset(self.out.get(place, ())),
                self.net.initial.get(place, 0),
                self._signature(place),
                kind,
            )
            if not kind or not signature[0] or known.setdefault(signature, place) == place:
                continue
            lost.append(place)
        for place in lost:
            self._drop(place)
        return bool(lost)

    def _merge_loose_ends(self) -> bool:
        """Make one of the places that get their tokens together, and lose each by itself and for good."""
        known: dict[tuple[object, ...], int] = {}
        lost = []
        for place in sorted(self.out):
            into, out = self.into.get(place), self.out[place]
            if place in self.gone or not into or len(out) != 1 or not self._may_go(place):
                continue
            step = self.steps[next(iter(out))]
            if step.is_simple and not step.gives:
                key = (frozenset(into), self._signature(place), step.informs, step.repeats)
                kept = known.setdefault(key, place)
                if kept != place:
                    lost.append((place, kept))
        for place, kept in lost:
            (number,), (other,) = self.out[place], self.out[kept]
            covers = self._remove(number).covers | self.steps[other].covers
            self.steps[other] = self.steps[other]._replace(covers=covers)
            self._drop(place)
        return bool(lost)

    def _may_go(self, place: int) -> bool:
        inside = self.net.places[place].kind in INSIDE and not self.net.initial.get(place, 0)
        return inside and place not in self._joined and not self._is_weighted(place)

    def _drop(self, place: int) -> None:
        self.gone.add(place)
        for number in sorted(self.into.get(place, set()) | self.out.get(place, set())):
            step = self._remove(number)
            takes, gives = _without(step.takes, place), _without(step.gives, place)
            self._add(step._replace(takes=takes, gives=gives))

    def _is_weighted(self, place: int) -> bool:
        numbers = self.into.get(place, set()) | self.out.get(place, set())
        return any(
            self.steps[n].takes.count(place) > 1 or self.steps[n].gives.count(place) > 1 for n in numbers
        )

    def _signature(self, place: int) -> tuple[frozenset[int], ...]:
        none: frozenset[int] = frozenset()
        return tuple(known.get(place, none) for known in (self._cleared, self._asked, self._awaited))

    def _fuse(self, most: int | None) -> bool:
        """Fuse every place that may be; ``most`` bounds the alternatives behind it."""
        found = False
        for place in sorted(self.out):
            before, behind = self.into.get(place, set()), self.out[place]
            if place in self.gone or not before or not behind:
                continue
            if len(before) * len(behind) > len(before) + len(behind):
                continue
            if (most is None or len(behind) <= most) and self._may_fuse(place, before, behind):
                self._fuse_place(place, sorted(before), sorted(behind))
                found = True
                if most is None:
                    return True
        return found

    def _may_fuse(self, place: int, before: set[int], behind: set[int]) -> bool:
        if not self._may_go(place) or before & behind:
            return False
        return all(self._follows(place, self.steps[number]) for number in behind)

    def _follows(self, place: int, step: Fused) -> bool:
        """Whether a step behind a place may happen at once (see the side conditions above)."""
        if not step.is_simple or place in step.gives:
            return False
        if not any(self.net.places[p].kind in INSIDE for p in step.gives):
            return False
        cleared, asked, _ = self._signature(place)
        for target in step.gives:
            there = self._signature(target)
            if there[0] != cleared or not there[1] <= asked:
                return False
        return True

    def _fuse_place(self, place: int, before: list[int], behind: list[int]) -> None:
        firsts = [self._remove(number) for number in before]
        seconds = [self._remove(number) for number in behind]
        for first in firsts:
            for second in seconds:
                gives = tuple(sorted((*_without(first.gives, place), *second.gives)))
                self._add(
                    first._replace(
                        gives=gives,
                        origin=first.origin + second.origin,
                        covers=first.covers | second.covers,
                        informs=first.informs | second.informs,
                        repeats=first.repeats or second.repeats,
                    )
                )
        self.gone.add(place)

    # -- the result --------------------------------------------------------------------------------

    def result(self) -> Reduced:
        """The net of what is left, its places numbered anew."""
        steps = tuple(self.steps[number] for number in sorted(self.steps))
        used = {p for s in steps for p in (*s.takes, *s.gives, *(j.place for j in s.joins))}
        used |= {place for place, count in self.net.initial.items() if count and self._is_ours(place)}
        used |= self.kept
        places = tuple(sorted(used - self.gone))
        at = {place: index for index, place in enumerate(places)}
        net = Net(
            tuple(replace(self.net.places[place], index=at[place]) for place in places),
            tuple(_as_transition(index, step, self.net, at) for index, step in enumerate(steps)),
            self.net.scopes,
            {at[place]: count for place, count in self.net.initial.items() if place in at},
        )
        return Reduced(net, self.net, places, steps)

    def _is_ours(self, place: int) -> bool:
        return place in self.into or place in self.out


def _membership(sets: Iterable[tuple[int, Places]]) -> dict[int, frozenset[int]]:
    """For each place the sets that it is in."""
    found: dict[int, set[int]] = {}
    for number, places in sets:
        for place in places:
            found.setdefault(place, set()).add(number)
    shared: dict[frozenset[int], frozenset[int]] = {}
    return {p: shared.setdefault(frozenset(s), frozenset(s)) for p, s in found.items()}


def _without(places: Places, place: int) -> Places:
    return tuple(p for p in places if p != place)


def _as_step(one: Transition) -> Fused:
    return Fused(
        one.takes,
        one.gives,
        one.clears,
        one.empty,
        one.joins,
        (one.index,),
        frozenset([one.index]),
        frozenset(one.informs),
        one.repeats,
    )


def _as_transition(index: int, step: Fused, net: Net, at: dict[int, int]) -> Transition:
    last = net.transitions[step.origin[-1]]
    return Transition(
        index,
        last.action,
        last.elements,
        last.text,
        tuple(at[p] for p in step.takes),
        tuple(at[p] for p in step.gives),
        tuple(at[p] for p in step.clears if p in at),
        tuple(at[p] for p in step.empty if p in at),
        tuple(Join(at[j.place], tuple(at[p] for p in j.awaits if p in at)) for j in step.joins),
        informs=tuple(sorted(step.informs)),
        repeats=step.repeats,
    )
