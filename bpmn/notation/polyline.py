"""Lines through points: rounded corners, cutting at outlines, shortening."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot, isfinite

from bpmn.base.geometry import Point
from bpmn.notation.drawing import Segment, Segments
from bpmn.notation.outlines import ARC

_TINY = 1e-6
_SAME = 0.01
_SMALLEST_CORNER = 0.5
FARTHEST = 1e7
"""Coordinates beyond this many units are taken for it: no picture could show them."""


def sane(value: float) -> float:
    """A coordinate that can be drawn."""
    return max(-FARTHEST, min(FARTHEST, value)) if isfinite(value) else 0.0


def path_of(points: Sequence[Point], corner: float) -> Segments:
    """A line through points with rounded corners, at least two points."""
    result: list[Segment] = [("M", *points[0])]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(corner, _distance(before, at) / 2, _distance(at, after) / 2)
        if radius < _SMALLEST_CORNER:
            result.append(("L", *at))
            continue
        start, end = towards(at, before, radius), towards(at, after, radius)
        first, second = towards(start, at, radius * ARC), towards(end, at, radius * ARC)
        result += [("L", *start), ("C", *first, *second, *end)]
    result.append(("L", *points[-1]))
    return tuple(result)


def without_repeats(points: Sequence[Point]) -> list[Point]:
    """The points without those that equal the one before."""
    kept: list[Point] = []
    for point in points:
        if not kept or _distance(kept[-1], point) > _SAME:
            kept.append(point)
    return kept


def shortened(points: Sequence[Point], at_start: float, at_end: float) -> list[Point]:
    """The points with so much taken off both ends, at most nearly the whole of the end segments."""
    result = list(points)
    if at_end:
        room = _distance(result[-1], result[-2])
        result[-1] = towards(result[-1], result[-2], min(at_end, room * 0.95))
    if at_start:
        room = _distance(result[0], result[1])
        result[0] = towards(result[0], result[1], min(at_start, room * 0.95))
    return result


def cut_start(points: Sequence[Point], outline: Segments) -> list[Point]:
    """The points from where the line leaves an outline that it starts inside; all of them otherwise."""
    polygon = flattened(outline)
    if not is_inside(points[0], polygon):
        return list(points)
    for number, (a, b) in enumerate(pairwise(points)):
        if is_inside(b, polygon):
            continue
        crossing = _last_crossing(a, b, polygon)
        return [crossing or a, *points[number + 1 :]]
    return list(points)


def flattened(outline: Segments) -> list[Point]:
    """The corners of a closed outline, curves as short lines."""
    corners: list[Point] = []
    for segment in outline:
        if segment[0] == "C":
            corners += [_on_curve(corners[-1], segment[1:], step / 8) for step in range(1, 9)]
        elif segment[0] != "Z":
            corners.append(Point(segment[1], segment[2]))
    return corners


def is_inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Whether a point lies more than a unit inside a polygon."""
    inside = False
    for a, b in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if _distance_to(point, a, b) <= 1:
            return False
        if (a.y > point.y) != (b.y > point.y):
            x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
            inside ^= point.x < x
    return inside


def towards(point: Point, other: Point, distance: float) -> Point:
    """The point so far away from point in the direction of other."""
    length = _distance(point, other)
    if length < _TINY:
        return point
    share = distance / length
    return Point(point.x + (other.x - point.x) * share, point.y + (other.y - point.y) * share)


def _on_curve(start: Point, curve: Sequence[float], t: float) -> Point:
    x1, y1, x2, y2, x3, y3 = curve
    u = 1 - t
    a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return Point(a * start.x + b * x1 + c * x2 + d * x3, a * start.y + b * y1 + c * y2 + d * y3)


def _last_crossing(a: Point, b: Point, polygon: Sequence[Point]) -> Point | None:
    """Where the line from a to b crosses the polygon nearest to b."""
    best = -1.0
    for c, d in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        divisor = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
        if not divisor:
            continue
        t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / divisor
        s = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / divisor
        if 0 <= t <= 1 and -_TINY <= s <= 1 + _TINY:
            best = max(best, t)
    return None if best < 0 else Point(a.x + (b.x - a.x) * best, a.y + (b.y - a.y) * best)


def _distance(a: Point, b: Point) -> float:
    return hypot(b.x - a.x, b.y - a.y)


def _distance_to(point: Point, a: Point, b: Point) -> float:
    """Distance of a point from the segment a–b."""
    length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
    if not length:
        return _distance(point, a)
    share = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length
    share = max(0.0, min(1.0, share))
    return _distance(point, Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share))
