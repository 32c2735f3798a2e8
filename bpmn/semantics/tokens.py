"""The firing rule: what may happen next in a net, and what is then.

Exploration, simulation and the walk-through all call this module; there is no other rule.

A marking is an integer in which every place has a field of ``width`` bits. With ``width`` 1 a place is
marked or not, which is fast but only good for nets that never put two tokens on a place; the first second
token raises TooManyTokens. Otherwise a field is a counter below a guard bit that stays 0. Equal tokens make
equal markings, so a marking is its own canonical form.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from bpmn.semantics.net import Net, Transition

T = TypeVar("T")
Marking = int
COUNTERS = 8
"""The width of the fields in markings that ``initial`` makes: up to 127 tokens on a place."""

FEW = 96
"""Up to so many transitions it is faster to try all than to look for those near the tokens."""


class TooManyTokens(Exception):  # noqa: N818 - an answer about the net, no error of the program
    """A place would hold more tokens than its field can count."""

    def __init__(self, transition: int) -> None:
        super().__init__(f"transition {transition} puts more tokens on a place than can be counted")
        self.transition = transition


class Masks(NamedTuple):
    """A transition with its places as bits: what it needs, keeps and gives."""

    transition: int
    need: int
    guard: int
    """The guard bits of the places it needs, 0 with width 1."""
    empty: int
    keep: int
    give: int
    joins: tuple[tuple[int, int, int], ...]
    """For each input of an inclusive join its field, one token on it, and the fields it waits for."""


class Rule:
    """The firing rule of a net for markings of one width."""

    def __init__(self, net: Net, width: int = COUNTERS) -> None:
        self.net = net
        self.width = width
        self._ones = (1 << max(width - 1, 1)) - 1
        self.guards = self.fields(range(len(net.places)), 1 << (width - 1)) if width > 1 else 0
        self.steps = tuple(self._step(t) for t in net.transitions)
        self._quick = tuple((m.transition, m.need, m.give) for m in self.steps)
        self._special = {
            t.index: self.steps[t.index] for t in net.transitions if t.empty or t.clears or t.joins
        }
        self._near = self._index() if len(self.steps) > FEW else None
        self.pending = self.fields(net.pending)

    def fields(self, places: Iterable[int], value: int | None = None) -> int:
        """A mask of whole fields, or of ``value`` in each."""
        bits = self._ones if value is None else value
        mask = 0
        for place in places:
            mask |= bits << (place * self.width)
        return mask

    def pack(self, tokens: Mapping[int, int]) -> Marking:
        """The marking with these tokens. Raises TooManyTokens."""
        marking = 0
        for place, count in tokens.items():
            if count > self._ones:
                raise TooManyTokens(-1)
            marking |= count << (place * self.width)
        return marking

    def unpack(self, marking: Marking) -> dict[int, int]:
        """The number of tokens on each marked place, by index."""
        found: dict[int, int] = {}
        while marking:
            place = ((marking & -marking).bit_length() - 1) // self.width
            field = self._ones << (place * self.width)
            found[place] = (marking & field) >> (place * self.width)
            marking &= ~field
        return found

    def is_final(self, marking: Marking) -> bool:
        """Whether nothing is going on and nothing begins by itself any more."""
        return not marking & self.pending

    def successors(self, marking: Marking) -> list[tuple[int, Marking]]:
        """Every transition that may fire, by index, with the marking after it. Raises TooManyTokens."""
        return list(zip(*self.expanded(marking), strict=True))

    def expanded(self, marking: Marking) -> tuple[list[int], list[Marking]]:
        """The transitions that may fire, by index, and the markings after them. Raises TooManyTokens."""
        if self.width == 1:
            quick = self._quick if self._near is None else self._candidates(marking, self._quick)
            return _by_bits(quick, self._special, marking)
        steps = self.steps if self._near is None else self._candidates(marking, self.steps)
        return _by_counters(steps, marking, self.guards)

    def _candidates(self, marking: Marking, steps: Sequence[T]) -> Iterable[T]:
        """The transitions of which a first needed place is marked, in order of their index."""
        assert self._near is not None
        found = list(self._near.get(-1, ()))
        width = self.width
        while marking:
            place = ((marking & -marking).bit_length() - 1) // width
            marking &= -1 << ((place + 1) * width)
            found += self._near.get(place, ())
        return (steps[index] for index in sorted(set(found)))

    def _index(self) -> dict[int, list[int]]:
        """Transitions by a place without whose token they cannot fire; those without one by -1."""
        use: dict[int, int] = {}
        for transition in self.net.transitions:
            for place in transition.takes:
                use[place] = use.get(place, 0) + 1
        near: dict[int, list[int]] = {}
        for transition in self.net.transitions:
            if transition.takes:
                keys = [min(transition.takes, key=lambda p: (use[p], p))]
            else:
                keys = [join.place for join in transition.joins] or [-1]
            for key in keys:
                near.setdefault(key, []).append(transition.index)
        return near

    def _step(self, transition: Transition) -> Masks:
        width, one = self.width, 1
        need = give = 0
        for place in transition.takes:
            need += one << (place * width)
        for place in transition.gives:
            give += one << (place * width)
        if width == 1 and (need.bit_count(), give.bit_count()) != (
            len(transition.takes),
            len(transition.gives),
        ):
            raise TooManyTokens(transition.index)
        guard = self.fields(transition.takes, 1 << (width - 1)) if width > 1 else 0
        joins = tuple(
            (self.fields([j.place]), one << (j.place * width), self.fields(j.awaits))
            for j in transition.joins
        )
        keep = ~self.fields(transition.clears)
        return Masks(transition.index, need, guard, self.fields(transition.empty), keep, give, joins)


def _by_bits(
    quick: Iterable[tuple[int, int, int]], special: Mapping[int, Masks], marking: Marking
) -> tuple[list[int], list[Marking]]:
    labels, found = [], []
    for index, need, give in quick:
        if marking & need != need:
            continue
        if index in special:
            rest = _rest(special[index], marking)
            if rest is None:
                continue
        else:
            rest = marking ^ need
        if rest & give:
            raise TooManyTokens(index)
        labels.append(index)
        found.append(rest | give)
    return labels, found


def _rest(masks: Masks, marking: Marking) -> Marking | None:
    """What is left after a step that does more than taking; None if it may not happen."""
    if marking & masks.empty:
        return None
    arrived = _arrived(masks.joins, marking)
    if arrived is None or not (masks.need | arrived or not masks.joins):
        return None
    return (marking ^ masks.need ^ arrived) & masks.keep


def _by_counters(steps: Iterable[Masks], marking: Marking, guards: int) -> tuple[list[int], list[Marking]]:
    labels, found = [], []
    for index, need, guard, empty, keep, give, joins in steps:
        # A field with fewer tokens than needed borrows its guard bit and so loses it.
        if ((marking | guard) - need) & guard != guard or marking & empty:
            continue
        arrived = _arrived(joins, marking)
        if arrived is None or not (need | arrived or not joins):
            continue
        after = ((marking - need - arrived) & keep) + give
        if after & guards:
            raise TooManyTokens(index)
        labels.append(index)
        found.append(after)
    return labels, found


def _arrived(joins: tuple[tuple[int, int, int], ...], marking: Marking) -> int | None:
    """One token from each marked input; None while another may still come to an unmarked one."""
    taken = 0
    for field, token, awaits in joins:
        if marking & field:
            taken += token
        elif marking & awaits:
            return None
    return taken


# -- for whoever plays a net step by step ----------------------------------------------------------


def rule_of(net: Net) -> Rule:
    """The rule with counters, made once per net."""
    found = net.__dict__.get("_rule")
    if not isinstance(found, Rule):
        found = Rule(net)
        net.__dict__["_rule"] = found
    return found


def initial(net: Net) -> Marking:
    """The marking of a new case, before anything has begun."""
    return rule_of(net).pack(net.initial)


def enabled(net: Net, marking: Marking) -> list[Transition]:
    """The transitions that may fire, by index. Raises TooManyTokens."""
    return [net.transitions[index] for index, _ in rule_of(net).successors(marking)]


def fire(net: Net, marking: Marking, transition: Transition) -> Marking:
    """The marking after a transition. Raises ValueError if it is not enabled, and TooManyTokens."""
    for index, after in rule_of(net).successors(marking):
        if index == transition.index:
            return after
    raise ValueError(f"transition {transition.index} is not enabled")


def marked(net: Net, marking: Marking) -> dict[int, int]:
    """The number of tokens on each marked place, by index."""
    return rule_of(net).unpack(marking)


def is_final(net: Net, marking: Marking) -> bool:
    """Whether nothing is going on and nothing begins by itself any more (unread messages do not count)."""
    return rule_of(net).is_final(marking)
