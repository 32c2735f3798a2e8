"""Routes of lines: new ones at right angles, and old ones mended when what they connect moves.

Mending keeps what a person has drawn: only the end that moved is changed, bends stay where they are as long
as they make sense.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import NEAR, End, carried, crop, dock_of

STUB = 20.0
"""The shortest first and last piece of a new route, in diagram units."""

ENDS = 2
"""A line has at least two points."""

SLANT = 0.5
"""From how many units on a piece of line counts as neither level nor upright."""

NAME_COST = 150.0
"""How many units longer a line may become to leave a name free; a bend counts as 40."""

INTO_NAME = 2.0
"""How far a line may run into the box of a name before it touches letters."""

Route = list[Point]


class Style(StrEnum):
    """How a new line leaves its source and reaches its target."""

    SIDEWAYS = "h:h"
    UPRIGHT = "v:v"
    UP_THEN_SIDEWAYS = "v:h"
    SIDEWAYS_THEN_UP = "h:v"
    STRAIGHT = "straight"
    STRAIGHT_OR_UPRIGHT = "straight or v:v"


TURNED = {
    Style.SIDEWAYS: Style.UPRIGHT,
    Style.UPRIGHT: Style.SIDEWAYS,
    Style.UP_THEN_SIDEWAYS: Style.SIDEWAYS_THEN_UP,
    Style.SIDEWAYS_THEN_UP: Style.UP_THEN_SIDEWAYS,
}


def turned(style: Style) -> Style:
    """The style that does down what this one does across, and the other way round."""
    return TURNED.get(style, style)


def route(
    source: End,
    target: End,
    style: Style = Style.SIDEWAYS,
    obstacles: Iterable[Bounds] = (),
    names: Iterable[Bounds] = (),
) -> Route:
    """A new line from source to target, cut off at both outlines.

    Of the ways that suit the style the one is taken that crosses the fewest obstacles, then the fewest
    names, with the fewest bends; without any in its way this is the style's own.
    """
    if source.bounds == target.bounds:
        return loop(source)
    ways = _ways(source, target, style)
    blocks = [o for o in obstacles if o not in (source.bounds, target.bounds)]
    texts = [name.grown(-INTO_NAME) for name in names]
    if _hits(ways[0], blocks) or _hits(ways[0], texts):
        ways += _detours(source, target, [*blocks, *texts])
    best = min(ways, key=lambda way: _cost(way, blocks) + NAME_COST * _hits(way, texts))
    return docked(best, source, target)


def loop(end: End) -> Route:
    """A line from a shape to itself: out at the bottom, back in on the left."""
    centre, bounds = end.centre, end.bounds
    below, left = bounds.bottom + STUB, bounds.x - STUB
    way = [centre, Point(centre.x, below), Point(left, below), Point(left, centre.y), centre]
    return docked(way, end, end)


def docked(points: Sequence[Point], source: End, target: End) -> Route:
    """A line between two docks, simplified and cut off at both outlines."""
    way = simplified(points)
    if len(way) < ENDS:
        way = [source.centre, target.centre]
    first = crop(source, way[0], way[1])
    last = crop(target, way[-1], way[-2])
    return [first, *way[1:-1], last]


def simplified(points: Sequence[Point]) -> Route:
    """The line without doubled points and without bends that are none."""
    result: Route = []
    for point in points:
        if result and _same(result[-1], point):
            continue
        while len(result) > 1 and _in_line(result[-2], result[-1], point):
            result.pop()
        result.append(point)
    return result


def mend(points: Sequence[Point], source: tuple[End, End], target: tuple[End, End], style: Style) -> Route:
    """The line after its ends moved or grew; source and target are each (before, after).

    Both moved alike: the whole line moves. One moved: its end is mended, the rest stays. A line whose bends
    no longer make sense is routed anew.
    """
    if len(points) < ENDS:
        return route(source[1], target[1], style)
    shift = _shift(source)
    if shift is not None and shift == _shift(target):
        return [p.moved(*shift) for p in points]
    if style is Style.STRAIGHT_OR_UPRIGHT and len(points) == ENDS and not is_slanted(*points):
        return _kept_straight(points, source, target) or route(source[1], target[1], style)
    way: Route | None = list(points)
    if source[0] != source[1]:
        way = _mend_start(list(points), source, style)
    if way is not None and target[0] != target[1]:
        back = _mend_start(way[::-1], target, style)
        way = None if back is None else back[::-1]
    if way is None or _is_tangled(way, source[1], target[1]):
        return route(source[1], target[1], style)
    return way


def _kept_straight(points: Sequence[Point], source: tuple[End, End], target: tuple[End, End]) -> Route | None:
    """An upright or level line where its ends are now: the smaller end keeps its dock, the other's slides.

    None where no such line meets both.
    """
    sides = [(source, points[0], points[1]), (target, points[1], points[0])]
    docks = [carried(dock_of(end[0].bounds, *way), end[0].bounds, end[1].bounds) for end, *way in sides]
    is_upright = abs(points[0].x - points[1].x) < NEAR
    ranges = [_range(end.bounds, is_across=is_upright) for end in (source[1], target[1])]
    by_size = sorted((0, 1), key=lambda i: ranges[i][1] - ranges[i][0])
    for at in (docks[i].x if is_upright else docks[i].y for i in by_size):
        if all(low <= at <= high for low, high in ranges):
            line = [Point(at, d.y) if is_upright else Point(d.x, at) for d in docks]
            return docked(line, source[1], target[1])
    return None


def _range(bounds: Bounds, *, is_across: bool) -> tuple[float, float]:
    """From where to where a shape reaches, across or down."""
    return (bounds.x, bounds.right) if is_across else (bounds.y, bounds.bottom)


def _mend_start(points: Route, end: tuple[End, End], style: Style) -> Route | None:
    """Dock the first point again; None where the line has to be routed anew."""
    old, new = end
    dock = carried(dock_of(old.bounds, points[0], points[1]), old.bounds, new.bounds)
    if len(points) == ENDS:
        return _mend_piece(points, dock, new, style)
    rest = _without_covered(points[1:], new.bounds)
    if len(rest) == len(points) - 1:
        rest = [_slid(points[0], points[1], rest[0], dock), *rest[1:]]
    way = simplified([dock, *rest])
    if len(way) < ENDS or (len(way) == ENDS and is_slanted(*way)):
        return None
    return [crop(new, way[0], way[1]), *way[1:]]


def _mend_piece(points: Route, dock: Point, new: End, style: Style) -> Route | None:
    """Dock a line without bends again: a slanted or straight one stays so, others must stay in line."""
    is_free = is_slanted(points[0], points[1]) or style is Style.STRAIGHT
    if is_free or not is_slanted(dock, points[1]):
        return [crop(new, dock, points[1]), points[1]]
    return None


def _slid(first: Point, second: Point, bend: Point, dock: Point) -> Point:
    """The bend next to an end, slid on one axis so that the end piece keeps its direction."""
    if abs(first.y - second.y) < NEAR:
        return Point(bend.x, dock.y)
    if abs(first.x - second.x) < NEAR:
        return Point(dock.x, bend.y)
    return bend


def _without_covered(points: Route, bounds: Bounds) -> Route:
    """The bends after the last one that the moved shape covers."""
    covered = [i for i, p in enumerate(points[:-1]) if bounds.grown(-NEAR).contains(p)]
    return points[covered[-1] + 1 :] if covered else points


def _is_tangled(points: Route, source: End, target: End) -> bool:
    inner = points[1:-1]
    return any(source.bounds.grown(-1).contains(p) or target.bounds.grown(-1).contains(p) for p in inner)


def _shift(end: tuple[End, End]) -> tuple[float, float] | None:
    """By how much a shape moved; None if its size changed."""
    old, new = end[0].bounds, end[1].bounds
    if (old.width, old.height) != (new.width, new.height):
        return None
    return new.x - old.x, new.y - old.y


def _ways(source: End, target: End, style: Style) -> list[Route]:
    """Lines from dock to dock that suit the style, the best one first."""
    s, t = source.centre, target.centre
    if style is Style.STRAIGHT:
        return [[s, t]]
    if style is Style.STRAIGHT_OR_UPRIGHT:
        plumb = _plumb(source.bounds, target.bounds)
        return [plumb or _upright(source, target)]
    if style is Style.UP_THEN_SIDEWAYS and _clears(s.x, target.bounds) and _clears_y(t.y, source.bounds):
        return [[s, Point(s.x, t.y), t], _sideways(source, target)]
    if style is Style.SIDEWAYS_THEN_UP and _clears(t.x, source.bounds) and _clears_y(s.y, target.bounds):
        return [[s, Point(t.x, s.y), t], _sideways(source, target)]
    if style is Style.UPRIGHT:
        return [_upright(source, target)]
    return [_sideways(source, target)]


def _clears(x: float, bounds: Bounds) -> bool:
    return not bounds.x - STUB < x < bounds.right + STUB


def _clears_y(y: float, bounds: Bounds) -> bool:
    return not bounds.y < y < bounds.bottom


def _sideways(source: End, target: End) -> Route:
    s, t = source.centre, target.centre
    if abs(s.y - t.y) < NEAR and _gap(
        source.bounds.x, source.bounds.right, target.bounds.x, target.bounds.right
    ):
        return [s, t]
    middle = _between(source.bounds.x, source.bounds.right, target.bounds.x, target.bounds.right)
    if middle is None or _is_upright_wider(source.bounds, target.bounds):
        return _upright(source, target)
    return [s, Point(middle, s.y), Point(middle, t.y), t]


def _is_upright_wider(source: Bounds, target: Bounds) -> bool:
    """Whether there is no room for a bend between two shapes across, but down."""
    across = max(target.x - source.right, source.x - target.right)
    down = max(target.y - source.bottom, source.y - target.bottom)
    return across < STUB <= down


def _upright(source: End, target: End) -> Route:
    s, t = source.centre, target.centre
    middle = _between(source.bounds.y, source.bounds.bottom, target.bounds.y, target.bounds.bottom)
    if middle is not None:
        return [s, Point(s.x, middle), Point(t.x, middle), t]
    gap = _between(source.bounds.x, source.bounds.right, target.bounds.x, target.bounds.right)
    if gap is not None:
        return [s, Point(gap, s.y), Point(gap, t.y), t]
    below = max(source.bounds.bottom, target.bounds.bottom) + STUB
    return [s, Point(s.x, below), Point(t.x, below), t]


def _gap(low: float, high: float, other_low: float, other_high: float) -> bool:
    return other_low > high or other_high < low


def _between(low: float, high: float, other_low: float, other_high: float) -> float | None:
    """The middle of the gap between two ranges; None without a gap."""
    if other_low - high > NEAR:
        return round((other_low + high) / 2)
    if low - other_high > NEAR:
        return round((low + other_high) / 2)
    return None


def _plumb(source: Bounds, target: Bounds) -> Route | None:
    """An upright or level straight line between two shapes that face each other; None if they do not."""
    left, right = max(source.x, target.x), min(source.right, target.right)
    if right - left > NEAR and _gap(source.y, source.bottom, target.y, target.bottom):
        x = _aim(left, right, source.x, source.right, target.x, target.right)
        return [Point(x, source.centre.y), Point(x, target.centre.y)]
    top, bottom = max(source.y, target.y), min(source.bottom, target.bottom)
    if bottom - top > NEAR and _gap(source.x, source.right, target.x, target.right):
        y = _aim(top, bottom, source.y, source.bottom, target.y, target.bottom)
        return [Point(source.centre.x, y), Point(target.centre.x, y)]
    return None


def _aim(low: float, high: float, *ranges: float) -> float:
    """The middle of the smaller of two ranges where both see it, else the middle of what they share."""
    first, second = ranges[:2], ranges[2:]
    smaller = min(first, second, key=lambda r: r[1] - r[0])
    middle = (smaller[0] + smaller[1]) / 2
    return middle if low <= middle <= high else round((low + high) / 2)


def _detours(source: End, target: End, blocks: Sequence[Bounds]) -> list[Route]:
    """Ways round what lies between: the other elbows, and arcs above and below the blocks."""
    s, t = source.centre, target.centre
    ways = [
        [s, Point(s.x, t.y), t],
        [s, Point(t.x, s.y), t],
        _sideways(source, target),
        _upright(source, target),
    ]
    low, high = min(s.x, t.x), max(s.x, t.x)
    between = [b for b in blocks if b.x < high and b.right > low]
    between += [source.bounds, target.bounds]
    levels = {max(b.bottom for b in between) + STUB, min(b.y for b in between) - STUB}
    for b in between[:40]:
        levels |= {b.bottom + STUB, b.y - STUB}
    ways += [[s, Point(s.x, y), Point(t.x, y), t] for y in sorted(levels)]
    return ways


def _cost(way: Route, blocks: Sequence[Bounds]) -> float:
    length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(way))
    return length + 40 * (len(way) - 2) + 2000 * _hits(way, blocks)


def _hits(way: Route, blocks: Sequence[Bounds]) -> int:
    return sum(crosses(a, b, block) for a, b in pairwise(way) for block in blocks)


def crosses(a: Point, b: Point, block: Bounds) -> bool:
    """Whether the box around a piece of line runs through a shape (exact for level and upright pieces)."""
    box = Bounds(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).grown(NEAR)
    return box.intersects(block)


def _same(a: Point, b: Point) -> bool:
    return abs(a.x - b.x) < NEAR and abs(a.y - b.y) < NEAR


def is_slanted(a: Point, b: Point) -> bool:
    """Whether a piece of line is neither level nor upright."""
    return abs(a.x - b.x) > SLANT and abs(a.y - b.y) > SLANT


def _in_line(a: Point, b: Point, c: Point) -> bool:
    """Whether b lies on the way from a to c."""
    cross = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    onward = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)
    return abs(cross) < NEAR and onward >= -NEAR
