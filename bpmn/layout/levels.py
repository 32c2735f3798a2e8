"""From layers to heights: every node as level with its neighbours as the order allows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bpmn.layout.layers import Key, Layers

MAIN = 1e9
PASSING = 1e3
"""How much the main path, and lines that pass, insist on their level beside others."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a node reaches above and below its level, in diagram units."""

    above: float
    below: float


def levels(made: Layers, extents: Mapping[Key, Extent], main: set[Key], gap: float) -> dict[Key, float]:
    """The level of every key within its band: 0 is where the main path of the band runs."""
    groups = [_by_band(made, row) for row in made.rows]
    level: dict[Key, float] = {}
    for row in groups:
        for keys in row.values():
            level.update(_stack(keys, extents, main, gap))
    for sweep in range(4):
        forward = sweep % 2 == 0
        for row in groups if forward else groups[::-1]:
            for keys in row.values():
                _align(made, keys, level, extents, (main, gap, forward))
    _straighten(made, groups, level, extents, (main, gap))
    return level


def _straighten(
    made: Layers,
    groups: Sequence[Mapping[int, list[Key]]],
    level: dict[Key, float],
    extents: Mapping[Key, Extent],
    how: tuple[set[Key], float],
) -> None:
    """Let every passing line keep the level farthest out that it has anywhere in its band."""
    far: dict[tuple[object, int], float] = {}
    for key, value in level.items():
        if isinstance(key, tuple):
            line = (key[0], made.band[key])
            far[line] = max(far.get(line, 0.0), value, key=abs)
    main, gap = how
    for row in groups:
        for keys in row.values():
            wishes = [far[k[0], made.band[k]] if isinstance(k, tuple) else level[k] for k in keys]
            _settle(keys, wishes, [_weight(k, main) for k in keys], level, (extents, gap))


def _weight(key: Key, main: set[Key]) -> float:
    if key in main:
        return MAIN
    return PASSING if isinstance(key, tuple) else 1.0


def _by_band(made: Layers, row: Sequence[Key]) -> dict[int, list[Key]]:
    groups: dict[int, list[Key]] = defaultdict(list)
    for key in row:
        groups[made.band[key]].append(key)
    return groups


def _stack(
    keys: Sequence[Key], extents: Mapping[Key, Extent], main: set[Key], gap: float
) -> dict[Key, float]:
    """One above the other, with the main path, or else the middle, at 0."""
    places, at = {}, 0.0
    for key in keys:
        places[key] = at + extents[key].above
        at = places[key] + extents[key].below + gap
    anchor = next((places[key] for key in keys if key in main), (at - gap) / 2)
    return {key: place - anchor for key, place in places.items()}


def _align(
    made: Layers,
    keys: Sequence[Key],
    level: dict[Key, float],
    extents: Mapping[Key, Extent],
    how: tuple[set[Key], float, bool],
) -> None:
    """Move the keys of one layer and band to where their neighbours are, keeping order and distance."""
    main, gap, forward = how
    wishes = []
    for key in keys:
        beside = made.before[key] if forward else made.after[key]
        near = [level[n] for n in beside if made.band[n] == made.band[key]]
        wishes.append(0.0 if key in main else median(near) if near else level[key])
    _settle(keys, wishes, [_weight(key, main) for key in keys], level, (extents, gap))


def _settle(
    keys: Sequence[Key],
    wishes: Sequence[float],
    weights: Sequence[float],
    level: dict[Key, float],
    space: tuple[Mapping[Key, Extent], float],
) -> None:
    """Give keys the levels nearest to their wishes that keep their order and distance."""
    offsets, at = [], 0.0
    for index, key in enumerate(keys):
        if index:
            at += _distance(keys[index - 1], key, *space)
        offsets.append(at)
    flat = rising([w - o for w, o in zip(wishes, offsets, strict=True)], weights)
    for key, value, offset in zip(keys, flat, offsets, strict=True):
        level[key] = value + offset


def _distance(upper: Key, lower: Key, extents: Mapping[Key, Extent], gap: float) -> float:
    """How far apart two neighbours stand at least; a line needs half the gap of a box."""
    between = gap / 2 if isinstance(upper, tuple) or isinstance(lower, tuple) else gap
    return extents[upper].below + between + extents[lower].above


def rising(wishes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The values nearest to the wishes, by weighted squares, that never fall (pool adjacent violators)."""
    blocks: list[list[float]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        blocks.append([wish, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, mass, count = blocks.pop()
            total = blocks[-1][1] + mass
            blocks[-1][0] = (blocks[-1][0] * blocks[-1][1] + value * mass) / total
            blocks[-1][1] = total
            blocks[-1][2] += count
    return [value for value, _, count in blocks for _ in range(int(count))]
