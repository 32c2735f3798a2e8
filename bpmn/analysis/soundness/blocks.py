"""Visits markings many at a time, for nets with very many.

The queue of a breadth-first search is worked off in blocks: which steps may happen in which marking of a
block is one comparison of whole arrays. Within a block the order is that of the plain search, by marking and
then by step, so every marking gets the same number, the same parent and with it the same shortest way.

Markings are rows of 64-bit words with one bit, or a counter of eight, per place. Known ones are found in a
table with open addressing (Knuth, The Art of Computer Programming 3, 6.4): all look at once, who finds an
empty place claims it, who finds another marking goes on to the next place.
"""

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bpmn.base.progress import Progress
from bpmn.semantics.net import INSIDE
from bpmn.semantics.tokens import Rule, TooManyTokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]
    Numbers = NDArray[np.int32]
    Flags = NDArray[np.bool_]

WORD = 64
CELLS = 1 << 19
"""A block has so many pairs of a marking and a step at most: its arrays stay near the processor."""

MOST = 50
"""With more tokens on a place work is said to multiply without limit."""

EMPTY, CLAIMED = -1, -2
"""What stands in the table where no marking is, and from where on downwards candidates claim a place."""


@dataclass(slots=True)
class Visited:
    """What was visited, numbered and ordered as the plain search does."""

    markings: list[int]
    parent: "array[int]"
    via: "array[int]"
    begin: "array[int]"
    targets: "array[int]"
    labels: "array[int]"
    expanded: int
    doubled: int | None
    """The first marking with two tokens on one place of the control flow, if there are counters."""
    unbounded: int | None
    """The first marking with more than MOST tokens on one place, if there are counters."""


def visit(rule: Rule, first: int, budget: int, progress: Progress) -> Visited:
    """Everything that can be reached by a rule. Raises TooManyTokens."""
    return _Search(rule, first).run(budget, progress)


class _Search:
    def __init__(self, rule: Rule, first: int) -> None:
        import numpy as np

        words = max(1, -(-len(rule.net.places) * rule.width // WORD))
        self._rule = rule
        self._steps = _Steps(rule, words)
        self._known = _Known(words)
        self._known.add(_as_words([first], words))
        self._inside = [p.index for p in rule.net.places if p.kind in INSIDE]
        self._doubled: int | None = None
        self._unbounded: int | None = None
        self._parent, self._via = [np.zeros(1, np.int32)], [np.full(1, -1, np.int32)]
        self._counts: list[Numbers] = []
        self._targets: list[Numbers] = []
        self._labels: list[Numbers] = []

    def run(self, budget: int, progress: Progress) -> Visited:
        """Work off the queue until it is empty or the budget is spent."""
        known, here = self._known, 0
        size = max(1, CELLS // max(1, len(self._rule.steps)))
        while here < known.count <= budget and self._unbounded is None:
            here += self._expand(here, min(size, known.count - here), budget)
            progress(min(known.count / budget, 1.0))
        return self._result(here)

    def _expand(self, here: int, size: int, budget: int) -> int:
        """Look at a block of markings; so many were looked at before the budget was spent."""
        import numpy as np

        rows, labels, after = self._steps.of(self._known.rows(here, size))
        before = self._known.count
        numbers, is_new = self._known.add(after)
        fresh = rows[is_new]
        last = self._last_needed(before, budget)
        if last is not None:
            # The plain search looks at all steps of the marking in which it finds that it is enough.
            size = int(fresh[last - before]) + 1
            kept = int(np.searchsorted(rows, size))
            rows, labels, numbers, is_new = rows[:kept], labels[:kept], numbers[:kept], is_new[:kept]
            fresh = rows[is_new]
            self._known.count = before + len(fresh)
        self._note_limits(before)
        self._parent.append(fresh + np.int32(here))
        self._via.append(labels[is_new])
        self._counts.append(np.bincount(rows, minlength=size).astype(np.int32))
        self._targets.append(numbers)
        self._labels.append(labels)
        return size

    def _last_needed(self, before: int, budget: int) -> int | None:
        """The first new marking that is one too many, or holds too many tokens; None if there is none."""
        found = [budget] if self._known.count > budget else []
        if self._rule.width > 1:
            many = (self._counts_of(before) > MOST).any(axis=1)
            found += [before + int(many.argmax())] if many.any() else []
        return min(found, default=None)

    def _note_limits(self, before: int) -> None:
        if self._rule.width == 1:
            return
        counts = self._counts_of(before)
        for name, over in (("_doubled", counts[:, self._inside] > 1), ("_unbounded", counts > MOST)):
            shows = over.any(axis=1)
            if getattr(self, name) is None and shows.any():
                setattr(self, name, before + int(shows.argmax()))

    def _counts_of(self, before: int) -> "NDArray[np.uint8]":
        """The tokens of the markings found since, a row each, a column per place."""
        import numpy as np

        new = self._known.rows(before, self._known.count - before)
        return np.ascontiguousarray(new.T).astype("<u8").view(np.uint8)

    def _result(self, expanded: int) -> Visited:
        import numpy as np

        count = self._known.count
        begin = np.zeros(count + 1, np.int64)
        if self._counts:
            np.cumsum(np.concatenate(self._counts), out=begin[1 : expanded + 1])
        begin[expanded + 1 :] = begin[expanded]
        return Visited(
            self._known.as_integers(),
            _as_array(self._parent),
            _as_array(self._via),
            _as_array([begin]),
            _as_array(self._targets),
            _as_array(self._labels),
            expanded,
            self._doubled,
            self._unbounded,
        )


class _Steps:
    """The steps of a rule as arrays, one row per word."""

    def __init__(self, rule: Rule, words: int) -> None:
        steps = rule.steps
        self._counts = rule.width > 1
        self._guards = _as_words([rule.guards], words)
        self._guard = _as_words([s.guard for s in steps], words)
        self._need = _as_words([s.need for s in steps], words)
        self._give = _as_words([s.give for s in steps], words)
        self._keep = _as_words([s.keep for s in steps], words)
        self._empty = _as_words([s.empty for s in steps], words)
        self._asking = [s.transition for s in steps if s.empty]
        self._joins = {s.transition: [(_as_words(join, words)) for join in s.joins] for s in steps if s.joins}

    def of(self, markings: "Words") -> "tuple[Numbers, Numbers, Words]":
        """All steps that may happen, ordered by marking and step: marking, step and marking after each."""
        import numpy as np

        chosen = self._possible(markings)
        enabled = self._enabled(markings, chosen)
        arrived = self._special(markings, chosen, enabled)
        rows, at = (found.astype(np.int32) for found in np.nonzero(enabled))
        labels = chosen[at]
        taken = self._need[:, labels]
        for column, words in arrived.items():
            here = at == column
            taken[:, here] += words[:, rows[here]]
        rest = (markings[:, rows] - taken) & self._keep[:, labels]
        give = self._give[:, labels]
        after = rest + give
        too_many = ((after & self._guards if self._counts else rest & give) != 0).any(axis=0)
        if too_many.any():
            raise TooManyTokens(int(labels[too_many.argmax()]))
        return rows, labels, after

    def _enabled(self, markings: "Words", chosen: "Numbers") -> "Flags":
        """Which steps have the tokens that they need, a row per marking."""
        import numpy as np

        enabled = np.ones((markings.shape[1], len(chosen)), bool)
        for word, need, guard in zip(markings, self._need[:, chosen], self._guard[:, chosen], strict=True):
            if self._counts:
                # A field with fewer tokens than needed borrows its guard bit and so loses it.
                enabled &= (((word[:, None] | guard) - need) & guard) == guard
            else:
                enabled &= (word[:, None] & need) == need
        return enabled

    def _possible(self, markings: "Words") -> "Numbers":
        """The steps whose needs are met by all markings together; with counters all steps."""
        import numpy as np

        if self._counts:
            return np.arange(self._need.shape[1], dtype=np.int32)
        union = np.bitwise_or.reduce(markings, axis=1)[:, None]
        return np.flatnonzero(((self._need & union) == self._need).all(axis=0)).astype(np.int32)

    def _special(self, markings: "Words", chosen: "Numbers", enabled: "Flags") -> "dict[int, Words]":
        """Rule out what asks for emptiness in vain or joins too early; what joins take, by column."""
        columns = {int(step): column for column, step in enumerate(chosen)}
        for step in self._asking:
            if step in columns:
                asked = self._empty[:, step : step + 1]
                enabled[:, columns[step]] &= ((markings & asked) == 0).all(axis=0)
        arrived = {}
        for step, joins in self._joins.items():
            if step in columns:
                ready, taken = _arrived(markings, joins)
                ready &= ((self._need[:, step : step + 1] | taken) != 0).any(axis=0)
                enabled[:, columns[step]] &= ready
                arrived[columns[step]] = taken
        return arrived


def _arrived(markings: "Words", joins: "Iterable[Words]") -> "tuple[Flags, Words]":
    """Whether an inclusive join need not wait, and what it takes, per marking."""
    import numpy as np

    ready = np.ones(markings.shape[1], bool)
    taken = np.zeros_like(markings)
    for join in joins:
        place, token, awaits = (join[:, at : at + 1] for at in range(3))
        here = ((markings & place) != 0).any(axis=0)
        ready &= here | ((markings & awaits) == 0).all(axis=0)
        taken += np.where(here, token, np.uint64(0))
    return ready, taken


class _Known:
    """The markings found so far, and the table to find them in."""

    def __init__(self, words: int) -> None:
        import numpy as np

        self.count = 0
        self._rows = np.zeros((words, 1 << 12), np.uint64)
        self._table = np.full(1 << 13, EMPTY, np.int32)

    def rows(self, begin: int, size: int) -> "Words":
        """Some markings in the order of their numbers."""
        return self._rows[:, begin : begin + size]

    def add(self, found: "Words") -> "tuple[Numbers, Flags]":
        """The numbers of markings, and which of them are the first of a new one."""
        import numpy as np

        self._make_room(found.shape[1])
        codes, slots = self._looked_up(found)
        is_new = codes == CLAIMED - np.arange(len(codes), dtype=np.int32)
        numbers = self.count - 1 + np.cumsum(is_new, dtype=np.int32)
        claims = codes <= CLAIMED
        codes[claims] = numbers[CLAIMED - codes[claims]]
        fresh = numbers[is_new]
        self._table[slots[is_new]] = fresh
        self._rows[:, self.count : self.count + len(fresh)] = found[:, is_new]
        self.count += len(fresh)
        return codes, is_new

    def _looked_up(self, found: "Words") -> "tuple[Numbers, NDArray[np.int64]]":
        """For each marking what stands in its place, its number or the first candidate; and that place."""
        import numpy as np

        slots = _hashed(found) & (len(self._table) - 1)
        codes = np.full(found.shape[1], EMPTY, np.int32)
        open_ = np.arange(found.shape[1], dtype=np.int32)
        while len(open_):
            at = slots[open_]
            there = self._table[at]
            free = open_[there == EMPTY]
            if len(free):
                # The last one who writes wins: written backwards it is the first candidate.
                self._table[slots[free][::-1]] = CLAIMED - free[::-1]
                there = self._table[at]
            same = self._is_same(found, open_, there)
            codes[open_[same]] = there[same]
            open_ = open_[~same]
            slots[open_] = (slots[open_] + 1) & (len(self._table) - 1)
        return codes, slots

    def _is_same(self, found: "Words", which: "Numbers", there: "Numbers") -> "Flags":
        """Whether what stands in the table is the very marking that is looked for."""
        import numpy as np

        claimed = there <= CLAIMED
        same = np.ones(len(which), bool)
        for known, word in zip(self._rows, found, strict=True):
            other = np.where(claimed, word[np.where(claimed, CLAIMED - there, 0)], known[there])
            same &= other == word[which]
        return same

    def _make_room(self, more: int) -> None:
        import numpy as np

        needed = self.count + more
        if needed > self._rows.shape[1]:
            rows = np.zeros((len(self._rows), max(needed, 2 * self._rows.shape[1])), np.uint64)
            rows[:, : self.count] = self._rows[:, : self.count]
            self._rows = rows
        size = len(self._table)
        while size < 2 * needed:
            size *= 2
        if size > len(self._table):
            self._table = np.full(size, EMPTY, np.int32)
            known = self._rows[:, : self.count]
            codes, slots = self._looked_up(known)
            self._table[slots] = CLAIMED - codes

    def as_integers(self) -> list[int]:
        """The markings as the firing rule knows them."""
        found: list[int] = self._rows[0, : self.count].tolist()
        for at, word in enumerate(self._rows[1:, : self.count], 1):
            found = [low | high << at * WORD for low, high in zip(found, word.tolist(), strict=True)]
        return found


def _hashed(words: "Words") -> "NDArray[np.int64]":
    """A number for each marking that spreads them well (multiplicative hashing; Knuth, 6.4)."""
    import numpy as np

    mixed = np.zeros(words.shape[1], np.uint64)
    for word in words:
        mixed = (mixed ^ word) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(1)).astype(np.int64)


def _as_words(masks: "Sequence[int]", words: int) -> "Words":
    """Masks as columns of words, the lowest first."""
    import numpy as np

    low = (1 << WORD) - 1
    return np.array([[mask >> at * WORD & low for mask in masks] for at in range(words)], np.uint64)


def _as_array(parts: "Sequence[NDArray[Any]]") -> "array[int]":
    import numpy as np

    found = array("q")
    if parts:
        found.frombytes(np.concatenate(parts).astype(np.int64).tobytes())
    return found
