"""From ranks to layers: the order of nodes and passing lines above each other, with few crossings."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Key = Hashable
"""A node's id, or the place where a line passes a layer: (index of the edge, rank)."""

SWEEPS = 4


@dataclass(slots=True)
class Layers:
    """Layers from left to right, each from top to bottom, and the lines between neighbours.

    ``passing`` gives for each edge the keys it visits from left to right, ends included.
    """

    rows: list[list[Key]]
    band: dict[Key, int]
    passing: dict[int, list[Key]]
    before: dict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))
    after: dict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))

    def join(self) -> None:
        """Note the neighbours of every key in the layers beside it."""
        for keys in self.passing.values():
            for left, right in pairwise(keys):
                self.after[left].append(right)
                self.before[right].append(left)


def layers(
    nodes: Sequence[str],
    edges: Mapping[int, tuple[str, str]],
    back: set[int],
    rank: Mapping[str, int],
    band: Mapping[str, int],
) -> Layers:
    """Layers of nodes and of the places where edges pass.

    An edge in back is led from its target's layer to its source's, beside both.
    """
    rows: list[list[Key]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    bands: dict[Key, int] = dict(band.items())
    made = Layers(rows, bands, {})
    for node in nodes:
        rows[rank[node]].append(node)
    for index, (source, target) in edges.items():
        if index in back:
            low, high = rank[target], rank[source]
            keys: list[Key] = [(index, r) for r in range(low, high + 1)]
            made.passing[index] = keys
        else:
            keys = [(index, r) for r in range(rank[source] + 1, rank[target])]
            made.passing[index] = [source, *keys, target]
        for key in keys:
            _add(made, key, band[source], rows)
    made.join()
    return made


def _add(made: Layers, key: Key, band: int, rows: list[list[Key]]) -> None:
    assert isinstance(key, tuple)
    made.band[key] = band
    rows[key[1]].append(key)


def order(made: Layers, first: Mapping[Key, float]) -> None:
    """Order each layer so that few lines cross; bands stay apart. ``first`` is the order to begin with."""
    for row in made.rows:
        row.sort(key=lambda key: (made.band[key], first.get(key, float("inf"))))
    best, fewest = [list(row) for row in made.rows], crossings(made)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forward = sweep % 2 == 0
        _sweep(made, forward=forward)
        count = crossings(made)
        if count < fewest:
            best, fewest = [list(row) for row in made.rows], count
    made.rows[:] = best


def _sweep(made: Layers, *, forward: bool) -> None:
    beside = made.before if forward else made.after
    rows = made.rows if forward else made.rows[::-1]
    place: dict[Key, float] = {key: float(i) for row in rows[:1] for i, key in enumerate(row)}
    for row in rows[1:]:
        wish = {}
        for index, key in enumerate(row):
            neighbours = [place[n] for n in beside[key] if n in place]
            wish[key] = sum(neighbours) / len(neighbours) if neighbours else float(index)
        row.sort(key=lambda key: (made.band[key], wish[key]))
        place = {key: float(i) for i, key in enumerate(row)}


def crossings(made: Layers) -> int:
    """How many pairs of lines cross between neighbouring layers."""
    total = 0
    for left, right in pairwise(made.rows):
        place = {key: i for i, key in enumerate(right)}
        ends = [
            end for key in left for end in sorted(place[other] for other in made.after[key] if other in place)
        ]
        total += _inversions(ends, len(right))
    return total


def _inversions(values: Sequence[int], size: int) -> int:
    """Pairs in the wrong order, counted with a binary indexed tree."""
    tree = [0] * (size + 1)
    found = 0
    for seen, value in enumerate(values):
        at, smaller = value + 1, 0
        while at:
            smaller += tree[at]
            at -= at & -at
        found += seen - smaller
        at = value + 1
        while at <= size:
            tree[at] += 1
            at += at & -at
    return found
