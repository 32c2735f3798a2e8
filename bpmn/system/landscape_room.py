"""What is taken in a landscape, and what would have to move apart to make room for words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bpmn.base.geometry import Bounds, Point
from bpmn.system.landscape_axis import Demand
from bpmn.system.landscape_router import Node

RING, NUMBER = 8.0, 24.0
ENDS = 13.0
"""Of a line at each end, for arrows: no words there."""

STRIP = 48.0
"""How high the strips are by which taken places are looked up."""

THIN = 4.0
"""Of what is taken: narrower things are lines."""


class Shelves:
    """Rectangles by the level strips they reach into, so that few are looked at to find a place.

    They follow a list to which things are only added.
    """

    def __init__(self) -> None:
        self._strips: dict[int, list[Bounds]] = {}
        self._count = 0

    def is_hit(self, place: Bounds, taken: Sequence[Bounds]) -> bool:
        """Whether one of the rectangles shares more than an edge with a place."""
        for box in taken[self._count :]:
            for strip in _strips(box):
                self._strips.setdefault(strip, []).append(box)
        self._count = len(taken)
        left, top, right, bottom = place.x, place.y, place.right, place.bottom
        return any(
            x < right and y < bottom and x + w > left and y + h > top
            for strip in _strips(place)
            for x, y, w, h in self._strips.get(strip, ())
        )


def _strips(box: Bounds) -> range:
    return range(int(box.y // STRIP), int((box.y + box.height) // STRIP) + 1)


@dataclass(slots=True)
class Space:
    """What is taken: things that nothing may lie on, and thin lines, which words cross only if need be."""

    solid: list[Bounds] = field(default_factory=list)
    thin: list[Bounds] = field(default_factory=list)
    _solid: Shelves = field(default_factory=Shelves, repr=False, compare=False)
    _thin: Shelves = field(default_factory=Shelves, repr=False, compare=False)

    def fits(self, place: Bounds, *, over_lines: bool = False) -> bool:
        """Whether nothing else is there."""
        around = place.grown(1)
        if self._solid.is_hit(around, self.solid):
            return False
        return over_lines or not self._thin.is_hit(around, self.thin)


def space_of(
    boxes: Iterable[Bounds], ways: Iterable[Sequence[Sequence[Point]]], lines: Iterable[Sequence[Point]]
) -> Space:
    """The space that boxes, chains with their rings and thin lines leave."""
    space = Space(list(boxes))
    for pieces in ways:
        for at, piece in enumerate(pieces):
            space.solid += [box.grown(4.5) for box in segments(piece)]
            space.solid += [Bounds(p.x - RING, p.y - RING, 2 * RING, 2 * RING) for p in piece[::1]]
            if at == 0 and piece:
                space.solid.append(Bounds(piece[0].x, piece[0].y - 12, 2 * NUMBER, 24))
    for points in lines:
        space.thin += [box.grown(1.5) for box in segments(points)]
        space.thin += [Bounds(p.x - 6, p.y - 6, 12, 12) for p in (*points[:1], *points[-1:])]
    return space


def segments(points: Sequence[Point]) -> Iterator[Bounds]:
    """The straight pieces of a line as rectangles without width."""
    for one, other in pairwise(points):
        x, y = min(one.x, other.x), min(one.y, other.y)
        yield Bounds(x, y, abs(one.x - other.x), abs(one.y - other.y))


@dataclass(frozen=True, slots=True)
class Room:
    """Finds out between which slots room is missing."""

    routes: Mapping[int, Sequence[Node]]
    xs: Sequence[float]
    ys: Sequence[float]
    space: Space

    def beside(self, number: int, size: tuple[float, float]) -> Iterator[list[Demand]]:
        """What would make room beside a line, at the longest piece first."""
        width, height = size
        for one, other in self._pieces(number):
            if one.x == other.x:
                low, high = sorted((one.y, other.y))
                clear = Demand(low, high, height + 2 * ENDS, False)
                right, left = self.next(one.x, low, high), self.next(one.x, low, high, to_the_left=True)
                if right is not None:
                    yield [Demand(one.x, right, width, True), clear]
                if left is not None:
                    yield [Demand(left, one.x, width, True), clear]
            else:
                low, high = sorted((one.x, other.x))
                clear = Demand(max(one.y - 1, 0), one.y, height, False)
                yield [Demand(low, high, width + 2 * ENDS, True), clear]

    def on(self, number: int, size: tuple[float, float]) -> Iterator[list[Demand]]:
        """What would make room on a line itself."""
        width, height = size
        for one, other in self._pieces(number):
            if one.x == other.x:
                low, high = sorted((one.y, other.y))
                demands = [Demand(low, high, height + 2 * ENDS, False)]
                right, left = self.next(one.x, low, high), self.next(one.x, low, high, to_the_left=True)
                demands += [Demand(one.x, right, width / 2 + 8, True)] if right is not None else []
                demands += [Demand(left, one.x, width / 2 + 8, True)] if left is not None else []
                yield demands
            else:
                low, high = sorted((one.x, other.x))
                near = (max(one.y - 1, 0), min(one.y + 1, len(self.ys) - 1))
                yield [
                    Demand(low, high, width + 2 * ENDS, True),
                    Demand(near[0], one.y, height / 2 + 8, False),
                    Demand(one.y, near[1], height / 2 + 8, False),
                ]

    def _pieces(self, number: int) -> list[tuple[Node, Node]]:
        return sorted(pairwise(self.routes[number]), key=lambda piece: -self._length(piece))

    def _length(self, piece: tuple[Node, Node]) -> float:
        one, other = piece
        return abs(self.xs[one.x] - self.xs[other.x]) + abs(self.ys[one.y] - self.ys[other.y])

    def next(self, slot: int, low: int, high: int, *, to_the_left: bool = False) -> int | None:
        """The slot of the nearest upright thing beside a piece that reaches into its range of rows."""
        xs, ys = self.xs, self.ys
        reach = Bounds(min(xs), ys[low] + 1, max(xs) - min(xs), max(ys[high] - ys[low] - 2, 1))
        edges = [e for box in self.space.solid if box.intersects(reach) for e in (box.x, box.right)]
        thin = (box for box in self.space.thin if box.width < THIN)
        edges += [box.centre.x for box in thin if box.intersects(reach)]
        at = xs[slot]
        beyond = [e for e in edges if (e < at - 3 if to_the_left else e > at + 3)]
        if not beyond:
            return None
        wanted = max(beyond) if to_the_left else min(beyond)
        near = range(slot) if to_the_left else range(slot + 1, len(xs))
        return min(near, key=lambda s: abs(xs[s] - wanted), default=None)
