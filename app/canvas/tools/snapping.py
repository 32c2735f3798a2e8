"""Snapping: to the edges and middles of what is near, else to the grid."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.canvas.overlays import Guide
from bpmn.base.geometry import Bounds, Point

REACH = 7.0
"""How near an edge or a middle attracts, in screen pixels."""
GRID = 10.0
LEAST = 0.01


class Snapped(NamedTuple):
    """The movement to make instead of the wanted one, and the lines that show why."""

    dx: float
    dy: float
    guides: tuple[Guide, ...]


def snap_move(
    moving: Bounds, dx: float, dy: float, others: Sequence[Bounds], reach: float, *, by_corner: bool = False
) -> Snapped:
    """Where a rectangle comes to lie that is moved by (dx, dy) near others.

    Its edges and middle line up with theirs within reach (diagram units); on an axis where nothing
    attracts, its middle falls on the grid, or with ``by_corner`` its upper left corner.
    """
    wanted = moving.moved(dx, dy)
    attracting = [*others, moving]  # where it came from attracts too: a drag to one side stays level
    across = _attraction(_x_lines(wanted), [line for box in attracting for line in _x_lines(box)], reach)
    down = _attraction(_y_lines(wanted), [line for box in attracting for line in _y_lines(box)], reach)
    anchor = Point(wanted.x, wanted.y) if by_corner else wanted.centre
    dx += _to_grid(anchor.x) if across is None else across
    dy += _to_grid(anchor.y) if down is None else down
    there = moving.moved(dx, dy)
    guides = [*_guides(there, others, is_upright=True)] if across is not None else []
    guides += [*_guides(there, others, is_upright=False)] if down is not None else []
    return Snapped(dx, dy, tuple(guides))


def snap_point(point: Point, xs: Iterable[float], ys: Iterable[float], reach: float) -> Point:
    """The point, moved to the nearest x and the nearest y within reach; else to whole units."""
    across = _attraction([point.x], list(xs), reach)
    down = _attraction([point.y], list(ys), reach)
    return Point(
        round(point.x) if across is None else point.x + across,
        round(point.y) if down is None else point.y + down,
    )


def to_grid(value: float) -> float:
    """The nearest line of the grid."""
    return round(value / GRID) * GRID


def _to_grid(value: float) -> float:
    return to_grid(value) - value


def _x_lines(box: Bounds) -> list[float]:
    return [box.centre.x, box.x, box.right]


def _y_lines(box: Bounds) -> list[float]:
    return [box.centre.y, box.y, box.bottom]


def _attraction(own: Sequence[float], theirs: Sequence[float], reach: float) -> float | None:
    """The shortest way onto a line of another; None where none is near enough."""
    gaps = [line - mine for mine in own for line in theirs if abs(line - mine) <= reach]
    return min(gaps, key=abs, default=None)


def _guides(there: Bounds, others: Sequence[Bounds], *, is_upright: bool) -> Iterable[Guide]:
    """For each line of the rectangle that others share, a guide from the first to the last of them."""
    lines = _x_lines if is_upright else _y_lines
    for at in lines(there):
        sharing = [there, *(box for box in others if any(abs(line - at) < LEAST for line in lines(box)))]
        if len(sharing) > 1:
            starts = [box.y if is_upright else box.x for box in sharing]
            ends = [box.bottom if is_upright else box.right for box in sharing]
            yield Guide(is_upright, at, min(starts), max(ends))
