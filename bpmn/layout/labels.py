"""Where labels stand, and how they stay beside what they name."""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, hypot, sin

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import NEAR
from bpmn.layout.routing import ENDS

BELOW = 7.0
"""The gap between a symbol and its label, in diagram units."""

BESIDE_LINE = 15.0
"""How far the middle of a label stands off its line."""

Size = tuple[float, float]


def below(bounds: Bounds, size: Size) -> Bounds:
    """The default place of the label of an event, a gateway or data: centred under it."""
    width, height = size
    return Bounds(round(bounds.centre.x - width / 2), bounds.bottom + BELOW, width, height)


def beside_line(points: Sequence[Point], size: Size) -> Bounds:
    """The default place of the label of a line: at the middle of its middle piece.

    Above a level piece, right of an upright one; it never lies on the line.
    """
    width, height = size
    if len(points) < ENDS:
        start = points[0] if points else Point(0, 0)
        return Bounds(start.x, start.y, width, height)
    index = (len(points) - 1) // 2
    a, b = points[index], points[index + 1]
    middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
    if abs(a.x - b.x) < abs(a.y - b.y):
        return Bounds(round(middle.x + BESIDE_LINE / 2), round(middle.y - height / 2), width, height)
    return Bounds(round(middle.x - width / 2), round(middle.y - BESIDE_LINE / 2 - height), width, height)


def beside_shape(label: Bounds, old: Bounds, new: Bounds) -> Bounds:
    """The label after its shape moved or grew: it keeps its distance to the edge it stands at."""
    if (old.width, old.height) == (new.width, new.height):
        return label.moved(new.x - old.x, new.y - old.y)
    dx = _kept(label.centre.x, (old.x, old.right), (new.x, new.right))
    dy = _kept(label.centre.y, (old.y, old.bottom), (new.y, new.bottom))
    return label.moved(dx, dy)


def along_line(label: Bounds, old: Sequence[Point], new: Sequence[Point]) -> Bounds:
    """The label after its line changed: it stays at the same piece, at the same place and side of it."""
    if len(old) < ENDS or len(new) < ENDS or list(old) == list(new):
        return label
    index, foot = _nearest(old, label.centre)
    a, b = old[index], old[index + 1]
    c, d = _same_piece(old, new, index)
    turn = _angle(c, d) - _angle(a, b)
    away = Point(label.centre.x - (a.x + foot * (b.x - a.x)), label.centre.y - (a.y + foot * (b.y - a.y)))
    x = c.x + foot * (d.x - c.x) + away.x * cos(turn) - away.y * sin(turn)
    y = c.y + foot * (d.y - c.y) + away.x * sin(turn) + away.y * cos(turn)
    return Bounds(round(x - label.width / 2), round(y - label.height / 2), label.width, label.height)


def _kept(at: float, old: tuple[float, float], new: tuple[float, float]) -> float:
    """How far a coordinate moves: with the nearer edge, or with the middle where it stands between both."""
    if at <= old[0]:
        return new[0] - old[0]
    if at >= old[1]:
        return new[1] - old[1]
    return (new[0] + new[1] - old[0] - old[1]) / 2


def _nearest(points: Sequence[Point], at: Point) -> tuple[int, float]:
    """The piece nearest to a point, and where on it, from 0 to 1."""
    best = (float("inf"), 0, 0.5)
    for index, (a, b) in enumerate(pairwise(points)):
        dx, dy = b.x - a.x, b.y - a.y
        square = dx * dx + dy * dy
        foot = 0.0 if square < NEAR else ((at.x - a.x) * dx + (at.y - a.y) * dy) / square
        foot = min(max(foot, 0.0), 1.0)
        best = min(best, (hypot(a.x + foot * dx - at.x, a.y + foot * dy - at.y), index, foot))
    return best[1], best[2]


def _same_piece(old: Sequence[Point], new: Sequence[Point], index: int) -> tuple[Point, Point]:
    """The piece of the new line that stands for a piece of the old one, the middle one where none does."""
    if len(new) == len(old):
        return new[index], new[index + 1]
    for a, b in pairwise(new):
        if (a, b) == (old[index], old[index + 1]):
            return a, b
    if index == 0:
        return new[0], new[1]
    if index == len(old) - 2:
        return new[-2], new[-1]
    middle = (len(new) - 1) // 2
    return new[middle], new[middle + 1]


def _angle(a: Point, b: Point) -> float:
    return atan2(b.y - a.y, b.x - a.x)
