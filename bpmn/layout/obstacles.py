"""Which boxes a line would run through, found without looking at all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.routing import crosses

CELL = 200.0


class Obstacles:
    """Boxes in a grid of cells."""

    def __init__(self, boxes: Mapping[str, Bounds]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, Bounds]]] = defaultdict(list)
        for identifier, bounds in boxes.items():
            for cell in _cells(bounds):
                self._cells[cell].append((identifier, bounds))

    def hits(self, way: Iterable[Point], without: frozenset[str]) -> int:
        """How many boxes a line at right angles runs through; those named are not counted."""
        found = set()
        for a, b in pairwise(way):
            piece = Bounds(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
            for cell in _cells(piece):
                for identifier, bounds in self._cells.get(cell, ()):
                    if identifier not in without and crosses(a, b, bounds):
                        found.add(identifier)
        return len(found)


def _cells(bounds: Bounds) -> Iterator[tuple[int, int]]:
    for x in range(int(bounds.x // CELL), int(bounds.right // CELL) + 1):
        for y in range(int(bounds.y // CELL), int(bounds.bottom // CELL) + 1):
            yield x, y
