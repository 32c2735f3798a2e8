"""Visits markings many at a time, for nets with very many.

The queue of a breadth-first search is worked off in blocks: which steps may happen in which marking of a
block is one comparison of whole arrays. Within a block the order is that of the plain search, by marking and
then by step, so every marking gets the same number, the same parent and with it the same shortest way.

Markings are rows of 64-bit words with one bit per place. Known ones are found in a table with open addressing
(Knuth, The Art of Computer Programming 3, 6.4): all look at once, who finds an empty place claims it, who
finds another marking goes on to the next place.
"""

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bpmn.base.progress import Progress
from bpmn.semantics.tokens import Masks, Rule, TooManyTokens

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


def visit(rule: Rule, first: int, budget: int, progress: Progress) -> Visited:
    """Everything that can be reached by a rule with one bit per place. Raises TooManyTokens."""
    return _Search(rule, first).run(budget, progress)


class _Search:
    def __init__(self, rule: Rule, first: int) -> None:
        import numpy as np

        self._words = max(1, -(-len(rule.net.places) // WORD))
        self._rule = rule
        self._steps = _Steps(rule.steps, self._words)
        self._known = _Known(self._words)
        self._known.add(_as_words([first], self._words))
        self._parent, self._via = [np.zeros(1, np.int32)], [np.full(1, -1, np.int32)]
        self._counts: list[Numbers] = []
        self._targets: list[Numbers] = []
        self._labels: list[Numbers] = []

    def run(self, budget: int, progress: Progress) -> Visited:
        """Work off the queue until it is empty or the budget is spent."""
        known, here = self._known, 0
        size = max(1, CELLS // max(1, len(self._rule.steps)))
        while here < known.count <= budget:
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
        if self._known.count > budget:
            # The plain search looks at one marking more than it would have had to.
            size = min(size, int(fresh[budget - before]) + 1)
            kept = int(np.searchsorted(rows, size))
            rows, labels, numbers, is_new = rows[:kept], labels[:kept], numbers[:kept], is_new[:kept]
            fresh = rows[is_new]
            self._known.count = before + len(fresh)
        self._parent.append(fresh + np.int32(here))
        self._via.append(labels[is_new])
        self._counts.append(np.bincount(rows, minlength=size).astype(np.int32))
        self._targets.append(numbers)
        self._labels.append(labels)
        return size

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
        )


class _Steps:
    """The steps of a rule as arrays, one row per word."""

    def __init__(self, steps: "Sequence[Masks]", words: int) -> None:
        self._all = steps
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
        enabled = np.ones((markings.shape[1], len(chosen)), bool)
        for word, need in zip(markings, self._need[:, chosen], strict=True):
            enabled &= (word[:, None] & need) == need
        arrived = self._special(markings, chosen, enabled)
        rows, at = (found.astype(np.int32) for found in np.nonzero(enabled))
        labels = chosen[at]
        taken = self._need[:, labels]
        for column, words in arrived.items():
            here = at == column
            taken[:, here] |= words[:, rows[here]]
        rest = (markings[:, rows] ^ taken) & self._keep[:, labels]
        give = self._give[:, labels]
        doubled = ((rest & give) != 0).any(axis=0)
        if doubled.any():
            raise TooManyTokens(int(labels[doubled.argmax()]))
        return rows, labels, rest | give

    def _possible(self, markings: "Words") -> "Numbers":
        """The steps whose needs are met by all markings together."""
        import numpy as np

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
        taken |= np.where(here, token, np.uint64(0))
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
