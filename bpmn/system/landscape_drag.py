"""What a landscape looks like while a person drags a card: its lines follow, everything else stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.system.landscape_plan import Laid, LaidWay, Plan

CATCH = 8.0
"""So near to the line of another card a card is put in line with it."""

CLOSEST, STEP = 20.0, 10.0
"""Between two boxes at least, and in what steps a free place is looked for."""


def dragged(plan: Plan, key: ElementKey, dx: float, dy: float) -> Plan:
    """The plan with one box moved; lines that end at it are stretched and lose their words."""
    box = plan.boxes[key]
    boxes = {**plan.boxes, key: box.moved(dx, dy)}
    lines = tuple(_line(laid, key, dx, dy) for laid in plan.lines)
    ways = tuple(_way(way, key, box, dx, dy) for way in plan.ways)
    return replace(plan, boxes=boxes, lines=lines, ways=ways)


def moved_to(plan: Plan, positions: Mapping[ElementKey, Point]) -> Plan:
    """The plan with boxes where a person put them, as if each had been dragged there."""
    for key, place in positions.items():
        box = plan.boxes.get(key)
        if box is not None and (box.x, box.y) != place:
            plan = dragged(plan, key, place.x - box.x, place.y - box.y)
    return plan


def _line(laid: Laid, key: ElementKey, dx: float, dy: float) -> Laid:
    if key not in (laid.line.source, laid.line.target):
        return laid
    points = list(laid.points)
    if laid.line.source == key:
        points = _stretched(points, dx, dy)
    if laid.line.target == key:
        points = _stretched(points[::-1], dx, dy)[::-1]
    return replace(laid, points=tuple(points), label=None, disc=None)


def _way(way: LaidWay, key: ElementKey, box: Bounds, dx: float, dy: float) -> LaidWay:
    if key not in way.way.processes:
        return way
    near = box.grown(1)
    pieces = []
    for piece in way.pieces:
        points = list(piece)
        if points and near.contains(points[0]):
            points = _stretched(points, dx, dy)
        if points and near.contains(points[-1]) and not near.contains(piece[0]):
            points = _stretched(points[::-1], dx, dy)[::-1]
        pieces.append(tuple(points))
    stations = tuple(p.moved(dx, dy) if near.contains(p) else p for p in way.stations)
    is_first = way.way.processes[0] == key
    return replace(
        way,
        pieces=tuple(pieces),
        stations=stations,
        name=None if is_first else way.name,
        end=None if way.way.processes[-1] == key else way.end,
    )


def _stretched(points: Sequence[Point], dx: float, dy: float) -> list[Point]:
    """The line with its first point moved; it stays upright and level."""
    first, second = points[0], points[1]
    start = first.moved(dx, dy)
    is_level = first.y == second.y
    if len(points) > 2:  # noqa: PLR2004 - the second point is a corner that can give way
        corner = Point(second.x, start.y) if is_level else Point(start.x, second.y)
        return [start, corner, *points[2:]]
    if is_level and dy:
        middle = (start.x + second.x) / 2
        return [start, Point(middle, start.y), Point(middle, second.y), second]
    if not is_level and dx:
        middle = (start.y + second.y) / 2
        return [start, Point(start.x, middle), Point(second.x, middle), second]
    return [start, second]


def dropped(plan: Plan, key: ElementKey, dx: float, dy: float) -> dict[ElementKey, Point]:
    """Where all boxes stand after a box was dropped: in line with near ones or its old place, and on none."""
    box = plan.boxes[key]
    others = [other for k, other in plan.boxes.items() if k != key]
    wanted = Bounds(
        _caught(box.x + dx, [box.x, *(other.x + (other.width - box.width) / 2 for other in others)]),
        _caught(box.y + dy, [box.y, *(other.y for other in others)]),
        box.width,
        box.height,
    )
    place = _free(wanted, others)
    return {k: Point(b.x, b.y) for k, b in {**plan.boxes, key: place}.items()}


def _caught(value: float, others: Iterable[float]) -> float:
    near = min(others, key=lambda other: abs(other - value), default=value)
    return near if abs(near - value) <= CATCH else round(value)


def _free(wanted: Bounds, others: Sequence[Bounds]) -> Bounds:
    """The nearest place where a box keeps its distance from all others."""
    for ring in range(200):
        reach = ring * STEP
        steps = [-reach, reach] if ring else [0.0]
        sides = [at * STEP for at in range(-ring, ring + 1)]
        around = [(dx, dy) for dx in sides for dy in steps] + [(dx, dy) for dx in steps for dy in sides]
        for dx, dy in sorted(around, key=lambda s: (abs(s[0]) + abs(s[1]), s)):
            place = wanted.moved(dx, dy)
            if not any(place.grown(CLOSEST).intersects(other) for other in others):
                return place
    return wanted


def positions(plan: Plan) -> dict[ElementKey, Point]:
    """Where all boxes of a plan stand."""
    return {key: Point(box.x, box.y) for key, box in plan.boxes.items()}
