"""Sets of initiatives as bits of a number: which can be done together, and what each one adds.

An order of introduction is possible where every set on its way is. The share of one initiative is what it
adds on the average of all possible orders (Shapley 1953; with prerequisites Faigle and Kern 1992).
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Value = Callable[[int], float | None]

ORDERS = 200
"""So many orders are drawn where there are too many sets to value them all."""

SEED = 20_261_128
MOST_NODES = 4_000
"""The search for the best of many sets looks at so many at most."""

TINY = 1e-9
"""Differences this much smaller than the values themselves are rounding."""


def members(bits: int) -> list[int]:
    """The positions of a set."""
    return [n for n in range(bits.bit_length()) if bits >> n & 1]


def of(positions: Sequence[int]) -> int:
    """The set of these positions."""
    return sum(1 << n for n in positions)


def shares(values: Mapping[int, float | None], size: int) -> list[float | None]:
    """What each initiative adds on the average of all possible orders.

    ``values`` holds the possible sets. None where the whole cannot be reached or a set on the way has no
    value.
    """
    whole = (1 << size) - 1
    before = _orders(values)
    after = _orders_to(values, size)
    total = before.get(whole, 0)
    if not total:
        return [None] * size
    found: list[float | None] = [0.0] * size
    for bits, count in before.items():
        here = values[bits]
        for n in range(size):
            more = bits | 1 << n
            if more == bits or more not in after:
                continue
            there, own = values[more], found[n]
            known = here is not None and there is not None and own is not None
            found[n] = own + count * after[more] / total * (there - here) if known else None  # type: ignore[operator]
    return found


def _orders(values: Mapping[int, float | None]) -> dict[int, int]:
    """In how many orders each possible set can be reached."""
    found = {0: 1} if 0 in values else {}
    for bits in sorted(values, key=lambda b: (b.bit_count(), b)):
        if bits and (count := sum(found.get(bits ^ 1 << n, 0) for n in members(bits))):
            found[bits] = count
    return found


def _orders_to(values: Mapping[int, float | None], size: int) -> dict[int, int]:
    """In how many orders the whole can be reached from each possible set."""
    whole = (1 << size) - 1
    found = {whole: 1} if whole in values else {}
    for bits in sorted(values, key=lambda b: (-b.bit_count(), b)):
        lacking = members(whole & ~bits)
        if lacking and (count := sum(found.get(bits | 1 << n, 0) for n in lacking)):
            found[bits] = count
    return found


@dataclass(frozen=True, slots=True)
class Sampled:
    """Shares from orders that were drawn, and the standard error of each."""

    shares: list[float | None]
    errors: list[float | None]
    largest: list[float]
    """The most that each one ever added."""


def sampled_shares(value: Value, possible: Callable[[int], bool], size: int) -> Sampled:
    """Shares from the mean of orders drawn at random; always the same ones.

    Each order leaves out what cannot follow on what is there.
    """
    drawn = random.Random(SEED)  # noqa: S311 - a sample, no secret
    added: list[list[float]] = [[] for _ in range(size)]
    for _ in range(ORDERS):
        order, bits, here = list(range(size)), 0, value(0)
        drawn.shuffle(order)
        for n in _in_turn(order, possible):
            more = bits | 1 << n
            there = value(more)
            if here is not None and there is not None:
                added[n].append(there - here)
            bits, here = more, there
    return Sampled(
        [sum(a) / len(a) if a else None for a in added],
        [_error(a) for a in added],
        [max(a, default=0.0) for a in added],
    )


def _in_turn(order: list[int], possible: Callable[[int], bool]) -> list[int]:
    """The order in which they can follow each other: who must wait comes as soon as it can."""
    found: list[int] = []
    bits, waiting = 0, list(order)
    while waiting:
        following = next((n for n in waiting if possible(bits | 1 << n)), None)
        if following is None:
            break
        waiting.remove(following)
        found.append(following)
        bits |= 1 << following
    return found


def _error(values: Sequence[float]) -> float | None:
    count = len(values)
    if count < 2:  # noqa: PLR2004 - one value has no spread
        return None
    mean = sum(values) / count
    return float((sum((v - mean) ** 2 for v in values) / (count - 1) / count) ** 0.5)


def best_of_many(
    value: Value, possible: Callable[[int], bool], largest: Sequence[float], allowed: Callable[[int], bool]
) -> int:
    """The best allowed set by branch and bound.

    A branch is left when even the most that each of the rest was ever seen to add would not beat the best;
    what adds most is tried first.
    """
    order = sorted(range(len(largest)), key=lambda n: (-largest[n], n))
    best, best_value, nodes = 0, value(0) or 0.0, 0
    waiting = [(0, 0)]
    while waiting and nodes < MOST_NODES:
        at, bits = waiting.pop()
        nodes += 1
        here = value(bits) if possible(bits) else None
        if here is not None and here > best_value + TINY and allowed(bits):
            best, best_value = bits, here
        rest = sum(max(largest[n], 0.0) for n in order[at:])
        if at == len(order) or (here is not None and here + rest <= best_value):
            continue
        waiting.append((at + 1, bits))
        waiting.append((at + 1, bits | 1 << order[at]))
    return best


def in_order(value: Value, possible: Callable[[int], bool], chosen: int, risk: Sequence[float]) -> list[int]:
    """In which order to introduce a set: what adds most first, of equals what is surer."""
    found: list[int] = []
    bits = 0
    while bits != chosen:
        here = value(bits) or 0.0
        candidates = [n for n in members(chosen & ~bits) if possible(bits | 1 << n)]
        if not candidates:
            candidates = members(chosen & ~bits)
        added = {n: (value(bits | 1 << n) or 0.0) - here for n in candidates}
        most = max(added.values())
        equal = [n for n in candidates if added[n] >= most - TINY * max(abs(most), 1.0)]
        chosen_next = min(equal, key=lambda n: (risk[n], n))
        found.append(chosen_next)
        bits |= 1 << chosen_next
    return found


def bad_coalitions(values: Mapping[int, float | None], size: int, *, weak: bool = False) -> list[int]:
    """The smallest sets in which each is good alone and all together are bad.

    Never settling is bad. ``weak``: worth less than the best of them alone, and not bad.
    """
    alone = {n: value for n in range(size) if (value := values.get(1 << n)) is not None and value > TINY}
    found: list[int] = []
    for count in range(2, len(alone) + 1):
        for chosen in combinations(alone, count):
            bits = of(chosen)
            if bits not in values or any(smaller & bits == smaller for smaller in found):
                continue
            value = values[bits]
            limit = max(alone[n] for n in chosen) * (1 - TINY) if weak else 0.0
            if value is None or value < limit:
                found.append(bits)
    return found
