"""Routes of message flows between pools, and of whatever else is not part of a sheet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import End
from bpmn.layout.obstacles import Obstacles
from bpmn.layout.routing import Style, docked, route

OFFSET = 12.0
TRIES = 4


class Messages:
    """Draws message flows one after the other and keeps them apart."""

    def __init__(self, pools: Mapping[str, Bounds], obstacles: Obstacles) -> None:
        self._obstacles = obstacles
        edges = sorted({(b.y, b.bottom) for b in pools.values()})
        self._gaps = [(a[1] + b[0]) / 2 for a, b in pairwise(edges)]
        self._used: dict[tuple[str, float], list[tuple[float, float]]] = defaultdict(list)

    def route(self, source: tuple[str, End], target: tuple[str, End]) -> list[Point]:
        """An upright line between two pools that runs through few steps: straight, or with one step aside.

        Ends are pairs of the id that the obstacles know and the shape.
        """
        (own, first), (other, last) = source, target
        without = frozenset((own, other))
        ways = _straight(first, last) + self._bent(first, last)
        if not ways:
            return route(first, last, Style.UPRIGHT)
        best = min(ways, key=lambda w: (self._obstacles.hits(w, without) + self._shared(w), len(w)))
        for name, at, low, high in _pieces(best):
            self._used[name, at].append((low, high))
        return best

    def _shared(self, way: Sequence[Point]) -> int:
        """How many pieces of a way would lie on other messages."""
        return sum(
            any(low < end and start < high for start, end in self._used.get((name, at), ()))
            for name, at, low, high in _pieces(way)
        )

    def _bent(self, first: End, last: End) -> list[list[Point]]:
        """Lines that go aside between pools, or right beside the steps at their ends."""
        if not _apart(first.bounds, last.bounds):
            return []
        top, bottom = sorted((first, last), key=lambda end: end.bounds.y)
        levels = [y for y in self._gaps if top.bounds.bottom < y < bottom.bounds.y]
        ways = []
        for level in levels[:4] or [(top.bounds.bottom + bottom.bounds.y) / 2]:
            for step in range(TRIES):
                for side in (1, -1):
                    shift = OFFSET * step * side
                    ways += _aside(first, last, round(level) + shift, shift)
        return ways


def _pieces(way: Sequence[Point]) -> Iterator[tuple[str, float, float, float]]:
    """The pieces of a line: upright or level, where, from where to where."""
    for a, b in pairwise(way):
        if a.x == b.x:
            yield "upright", a.x, min(a.y, b.y), max(a.y, b.y)
        else:
            yield "level", a.y, min(a.x, b.x), max(a.x, b.x)


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


def _aside(first: End, last: End, level: float, shift: float) -> list[list[Point]]:
    """Two lines over a level: straight out of the shapes, and out at their sides."""
    (ax, ay), (bx, by) = first.centre, last.centre
    a, b = _within(ax + shift, first.bounds), _within(bx + shift, last.bounds)
    x, across = first.bounds.right + 25 + shift, last.bounds.x - 25 + shift
    plain = [Point(a, ay), Point(a, level), Point(b, level), Point(b, by)]
    round_sides = [
        first.centre,
        Point(x, ay),
        Point(x, level),
        Point(across, level),
        Point(across, by),
        last.centre,
    ]
    return [docked(plain, first, last), docked(round_sides, first, last)]


def _within(x: float, bounds: Bounds) -> float:
    """A place across a shape, away from its corners where it is wide enough."""
    margin = min(12.0, bounds.width / 4)
    return min(max(x, bounds.x + margin), bounds.right - margin)


def _apart(one: Bounds, other: Bounds) -> bool:
    return one.bottom < other.y or other.bottom < one.y
