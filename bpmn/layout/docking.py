"""Where lines end on the outlines of shapes.

An end of a line is two points: the *dock*, inside the shape, where the line aims at, and the point on the
outline where it is cut off. Files keep only the second one; the first one is worked out from it.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import hypot
from typing import NamedTuple

from bpmn.base.geometry import Bounds, Point

NEAR = 1e-6
CORNER = 10.0


class Outline(StrEnum):
    """The outlines that lines end on."""

    RECTANGLE = "rectangle"
    ROUNDED = "rounded"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"


class End(NamedTuple):
    """A shape at the end of a line: where it is and which outline it has."""

    bounds: Bounds
    outline: Outline = Outline.RECTANGLE

    @property
    def centre(self) -> Point:
        """The middle of the shape."""
        return self.bounds.centre


def crop(end: End, dock: Point, towards: Point) -> Point:
    """The point where a line from dock inside the shape to towards leaves the outline.

    A dock outside the shape is returned unchanged; towards inside gives the nearest way out in its
    direction.
    """
    if not end.bounds.grown(NEAR).contains(dock):
        return dock
    dx, dy = towards.x - dock.x, towards.y - dock.y
    length = hypot(dx, dy)
    if length < NEAR:
        return dock
    far = Point(
        dock.x + dx / length * (_reach(end.bounds) + 1), dock.y + dy / length * (_reach(end.bounds) + 1)
    )
    if end.outline is Outline.CIRCLE:
        return _rounded_point(_leave_ellipse(end.bounds, dock, far), end.bounds)
    return _rounded_point(_leave_polygon(corners(end), dock, far), end.bounds)


def corners(end: End) -> tuple[Point, ...]:
    """The corners of the outline, clockwise from the upper left; a circle gives its four extreme points."""
    x, y, width, height = end.bounds
    right, bottom, (cx, cy) = x + width, y + height, end.bounds.centre
    if end.outline in (Outline.DIAMOND, Outline.CIRCLE):
        return Point(cx, y), Point(right, cy), Point(cx, bottom), Point(x, cy)
    if end.outline is Outline.HEXAGON:
        cut = width / 4
        top = (Point(x + cut, y), Point(right - cut, y), Point(right, cy))
        return (*top, Point(right - cut, bottom), Point(x + cut, bottom), Point(x, cy))
    if end.outline is Outline.ROUNDED:
        return _rounded_corners(end.bounds, min(CORNER, width / 2, height / 2))
    return Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom)


def dock_of(bounds: Bounds, last: Point, before: Point) -> Point:
    """Where a line aims at that ends in last on the outline and comes from before.

    It is the point where the end piece, made longer, meets the upright or the level middle axis of the
    shape, whichever is nearer to the centre; the centre where it meets none inside.
    """
    centre = bounds.centre
    dx, dy = last.x - before.x, last.y - before.y
    met = []
    if abs(dx) > NEAR:
        met.append(Point(centre.x, last.y + dy * (centre.x - last.x) / dx))
    if abs(dy) > NEAR:
        met.append(Point(last.x + dx * (centre.y - last.y) / dy, centre.y))
    inside = [p for p in met if bounds.grown(NEAR).contains(p)]
    return min(inside, key=lambda p: _distance(p, centre), default=centre)


def carried(point: Point, old: Bounds, new: Bounds) -> Point:
    """A point of old at the same relative place of new."""
    if (old.width, old.height) == (new.width, new.height):
        return point.moved(new.x - old.x, new.y - old.y)
    across = (point.x - old.x) / old.width if old.width else 0.5
    down = (point.y - old.y) / old.height if old.height else 0.5
    return Point(new.x + across * new.width, new.y + down * new.height)


def nearest_on_border(bounds: Bounds, point: Point) -> Point:
    """The point of the rectangle's edges nearest to point."""
    x = min(max(point.x, bounds.x), bounds.right)
    y = min(max(point.y, bounds.y), bounds.bottom)
    gaps = {
        Point(bounds.x, y): x - bounds.x,
        Point(bounds.right, y): bounds.right - x,
        Point(x, bounds.y): y - bounds.y,
        Point(x, bounds.bottom): bounds.bottom - y,
    }
    return min(gaps, key=lambda p: gaps[p])


def _distance(a: Point, b: Point) -> float:
    return hypot(a.x - b.x, a.y - b.y)


def _reach(bounds: Bounds) -> float:
    return bounds.width + bounds.height


def _rounded_point(point: Point, bounds: Bounds) -> Point:
    """Whole numbers for shapes that stand on whole numbers, else two decimals."""
    whole = all(float(value).is_integer() for value in (*bounds, bounds.centre.x, bounds.centre.y))
    digits = 0 if whole else 2
    return Point(round(point.x, digits), round(point.y, digits))


def _rounded_corners(bounds: Bounds, radius: float) -> tuple[Point, ...]:
    """The outline with each corner as three points: both ends of the arc and its middle."""
    x, y, right, bottom = bounds.x, bounds.y, bounds.right, bounds.bottom
    bulge = radius * (1 - 0.5**0.5)
    return (
        Point(x, y + radius),
        Point(x + bulge, y + bulge),
        Point(x + radius, y),
        Point(right - radius, y),
        Point(right - bulge, y + bulge),
        Point(right, y + radius),
        Point(right, bottom - radius),
        Point(right - bulge, bottom - bulge),
        Point(right - radius, bottom),
        Point(x + radius, bottom),
        Point(x + bulge, bottom - bulge),
        Point(x, bottom - radius),
    )


def _leave_polygon(polygon: Sequence[Point], inside: Point, far: Point) -> Point:
    crossings = []
    for a, b in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        met = crossing(inside, far, a, b)
        if met is not None:
            crossings.append(met)
    # A dock on the outline crosses it there and, mostly, once more; the way out is the far one.
    return max(crossings, key=lambda p: _distance(p, inside), default=inside)


def crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where the pieces a-b and c-d cross; None if they are parallel or do not meet."""
    rx, ry, sx, sy = b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y
    cross = rx * sy - ry * sx
    if abs(cross) < NEAR:
        return None
    t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross
    u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross
    if -NEAR <= t <= 1 + NEAR and -NEAR <= u <= 1 + NEAR:
        return Point(a.x + t * rx, a.y + t * ry)
    return None


def _leave_ellipse(bounds: Bounds, inside: Point, far: Point) -> Point:
    rx, ry = bounds.width / 2, bounds.height / 2
    if rx < NEAR or ry < NEAR:
        return inside
    px, py = (inside.x - bounds.centre.x) / rx, (inside.y - bounds.centre.y) / ry
    dx, dy = (far.x - inside.x) / rx, (far.y - inside.y) / ry
    a, b, c = dx * dx + dy * dy, 2 * (px * dx + py * dy), px * px + py * py - 1
    root = b * b - 4 * a * c
    if root < 0 or not a:
        return inside
    t = (-b + root**0.5) / (2 * a)
    return Point(inside.x + t * (far.x - inside.x), inside.y + t * (far.y - inside.y))
