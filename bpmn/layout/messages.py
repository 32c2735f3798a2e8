"""Routes of message flows between pools, and of whatever else is not part of a sheet."""

from collections.abc import Mapping

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import End
from bpmn.layout.obstacles import Obstacles
from bpmn.layout.routing import Style, docked, route

OFFSET = 12.0
TRIES = 4


def message_route(
    source: tuple[str, End], target: tuple[str, End], pools: Mapping[str, Bounds], obstacles: Obstacles
) -> list[Point]:
    """An upright line between two pools that runs through few steps: straight, or with one step aside.

    Ends are pairs of the id that obstacles know and the shape.
    """
    (own, first), (other, last) = source, target
    without = frozenset((own, other))
    ways = _straight(first, last) + _bent(first, last, pools)
    if not ways:
        return route(first, last, Style.UPRIGHT)
    return min(ways, key=lambda way: (obstacles.hits(way, without), len(way)))


def _straight(first: End, last: End) -> list[list[Point]]:
    """Upright lines where both shapes face each other, the middle first."""
    left, right = max(first.bounds.x, last.bounds.x), min(first.bounds.right, last.bounds.right)
    if right - left < 1 or not _apart(first.bounds, last.bounds):
        return []
    smaller = min((first, last), key=lambda end: end.bounds.width)
    middle = min(max(smaller.centre.x, left), right)
    tries = [middle + OFFSET * step * side for step in range(TRIES) for side in (1, -1)]
    inside = [x for x in dict.fromkeys(tries) if left <= x <= right]
    return [docked([Point(x, first.centre.y), Point(x, last.centre.y)], first, last) for x in inside]


def _bent(first: End, last: End, pools: Mapping[str, Bounds]) -> list[list[Point]]:
    """Lines that go aside between pools, or right beside the steps at their ends."""
    top, bottom = sorted((first, last), key=lambda end: end.bounds.y)
    levels = [(top.bounds.bottom + bottom.bounds.y) / 2]
    gaps = (y for bounds in pools.values() for y in (bounds.y - 40, bounds.bottom + 40))
    levels += [y for y in gaps if top.bounds.bottom < y < bottom.bounds.y]
    ways = []
    for y in dict.fromkeys(round(level) for level in levels[:6]):
        for step in range(TRIES):
            for side in (1, -1):
                a, b = first.centre.x + OFFSET * step * side, last.centre.x
                way = [Point(a, first.centre.y), Point(a, y), Point(b, y), Point(b, last.centre.y)]
                ways.append(docked(way, first, last))
        ways.append(_round_the_side(first, last, y))
    return ways if _apart(first.bounds, last.bounds) else []


def _round_the_side(first: End, last: End, y: float) -> list[Point]:
    """Out at the right side of the first shape and down beside it, then over to the last one."""
    x = first.bounds.right + 25
    across = last.bounds.x - 25
    way = [
        first.centre,
        Point(x, first.centre.y),
        Point(x, y),
        Point(across, y),
        Point(across, last.centre.y),
        last.centre,
    ]
    return docked(way, first, last)


def _apart(one: Bounds, other: Bounds) -> bool:
    return one.bottom < other.y or other.bottom < one.y
