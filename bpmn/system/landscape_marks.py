"""What lies on top of a landscape: problem marks, the note on the worst of them, the narrowest point."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from bpmn.base.finding import Severity
from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Drawing, Mark, Path, Segments, TextLine
from bpmn.notation.metrics import shortened, text_width, wrap
from bpmn.notation.outlines import ellipse, rounded
from bpmn.notation.polyline import path_of
from bpmn.system.landscape_labels import middles
from bpmn.system.landscape_plan import Plan
from bpmn.system.landscape_problems import Problem
from bpmn.system.landscape_room import Space, segments, space_of

SIDE = 24.0
NOTE = 248.0
BOLD, SMALL = 12.0, 11.0
NARROWEST = message("narrowest point")
STEP, FARTHEST = 12.0, 480.0
"""A note is looked for in steps of this size, up to so far from its mark."""

Say = Callable[[Message], str]


def taken(plan: Plan) -> Space:
    """The space that everything in a plan leaves free."""
    bands = [side for both in plan.bands.values() for side in both]
    space = space_of(
        [*plan.boxes.values(), *bands], (w.pieces for w in plan.ways), (x.points for x in plan.lines)
    )
    words = [x.label.bounds for x in plan.lines if x.label] + [x.disc for x in plan.lines if x.disc]
    words += [found.bounds for w in plan.ways for found in (w.name, w.end) if found is not None]
    space.solid += words
    return space


def pill(plan: Plan, space: Space, say: Say) -> Drawing:
    """The words “narrowest point” above the card with the highest load."""
    key = plan.model.narrowest
    if key is None or key not in plan.boxes:
        return ()
    box, text = plan.boxes[key], say(NARROWEST)
    width = text_width(text, SMALL, True) + 24
    places = [Bounds(box.centre.x - width / 2, box.y - up, width, 20) for up in (26, 44, 62)]
    places += [Bounds(box.right - width, box.y - up, width, 20) for up in (26, 44)]
    place = next((p for p in places if space.fits(p)), None)
    place = place or next((p for p in places if space.fits(p, over_lines=True)), places[0])
    space.solid.append(place)
    return (
        Path(rounded(10)(place.width, 20), place.x, place.y, 1.5, "loadHigh", "panel"),
        TextLine(text, place.centre.x, place.y + 14, SMALL, "text", is_bold=True),
    )


def marks_of(plan: Plan, problems: Sequence[Problem], space: Space) -> list[tuple[Problem, Bounds]]:
    """The place of the mark of every problem: on the corner of its card, or on its line."""
    places: list[tuple[Problem, Bounds]] = []
    laid = {id(x.line): x for x in plan.lines}
    for problem in problems:
        place, line = None, None
        if problem.connection is not None:
            connection = plan.model.connections[problem.connection]
            line = laid.get(id(connection))
            place = _on_line(line.points, space) if line is not None else None
        ends = [problem.card] if line is None else [line.line.source, line.line.target]
        card = next((key for key in ends if key in plan.boxes), None)
        if place is None and card is not None:
            place = _on_corner(plan.boxes[card], [at for _, at in places])
        if place is not None:
            places.append((problem, place))
            space.solid.append(place)
    return places


def _on_corner(box: Bounds, others: Sequence[Bounds]) -> Bounds:
    """On the upper right corner of a card, left of a mark that is there already."""
    place = Bounds(box.right - SIDE * 0.62, box.y - SIDE * 0.42, SIDE, SIDE)
    while any(place.intersects(other) for other in others):
        place = place.moved(-SIDE - 4, 0)
    return place


def _on_line(points: Sequence[Point], space: Space) -> Bounds | None:
    """On a line, where no words are; None where it is too short."""
    own = [box.grown(1.5) for box in segments(points)]
    free = Space(space.solid, [one for one in space.thin if one not in own])
    places = list(middles(points, (SIDE, SIDE)))
    return next((p for over in (False, True) for p in places if free.fits(p, over_lines=over)), None)


def mark(place: Bounds, severity: Severity, count: int = 1) -> Drawing:
    """Octagon, triangle or disc with a sign cut out; several findings show their number beside it."""
    x, y, half = place.centre.x, place.centre.y, place.width / 2
    outline = OUTLINES[severity](half)
    colour = str(severity)
    sign = "i" if severity is Severity.INFO else "!"
    low = 4.5 if severity is not Severity.WARNING else 6.5
    marks: list[Mark] = [
        Path(outline, x, y, 2, "panel", colour, is_round=True),
        TextLine(sign, x, y + low, half * 1.15, "panel", is_bold=True),
    ]
    if count > 1:
        marks.append(
            TextLine(str(count), x + half + 3, y + 4, SMALL, colour, True, anchor="start", halo="paper")
        )
    return tuple(marks)


def _polygon(points: Sequence[tuple[float, float]]) -> Segments:
    return (("M", *points[0]), *(("L", *p) for p in points[1:]), ("Z",))


def _octagon(half: float) -> Segments:
    return _polygon([(half * cos(pi * (at + 0.5) / 4), half * sin(pi * (at + 0.5) / 4)) for at in range(8)])


def _triangle(half: float) -> Segments:
    return _polygon([(0, -half * 0.95), (half, half * 0.8), (-half, half * 0.8)])


def _disc(half: float) -> Segments:
    return tuple(
        (s[0], *(v - half * 0.92 for v in s[1:]))  # type: ignore[misc]
        for s in ellipse(half * 1.84, half * 1.84)
    )


OUTLINES: dict[Severity, Callable[[float], Segments]] = {
    Severity.ERROR: _octagon,
    Severity.WARNING: _triangle,
    Severity.INFO: _disc,
}


def note(plan: Plan, problem: Problem, at: Bounds, space: Space, say: Say) -> tuple[Drawing, Bounds | None]:
    """What the worst problem is, in two lines, and why it hurts in one, tied to its mark."""
    finding = problem.worst
    bold = wrap(say(finding.message), NOTE - 28, BOLD, True)
    if len(bold) > 2:  # noqa: PLR2004 - a note has two lines
        bold = (bold[0], shortened(f"{bold[1]} {bold[2]}…", NOTE - 28, BOLD, True))
    why = shortened(say(finding.why), NOTE - 28, SMALL)
    width = max([*(text_width(b, BOLD, True) for b in bold), text_width(why, SMALL)]) + 28
    size = (width, 26 + 16.0 * len(bold) + 14)
    found = next(_near(plan, at, size, space), None)
    if found is None:
        return (), None
    place, tie = found
    colour = str(finding.severity)
    lines: list[Mark] = [
        TextLine(text, place.x + 14, place.y + 20 + 16 * row, BOLD, "text", True, anchor="start")
        for row, text in enumerate(bold)
    ]
    foot = TextLine(why, place.x + 14, place.bottom - 12, SMALL, "textMuted", anchor="start")
    return (
        Path(path_of(tie, 6), 0, 0, 1.5, colour, None, (3.0, 3.0)),
        Path(rounded(6)(place.width, place.height), place.x, place.y, 1.5, colour, f"{colour}Soft"),
        *lines,
        foot,
    ), place


def _near(
    plan: Plan, at: Bounds, size: tuple[float, float], space: Space
) -> Iterator[tuple[Bounds, list[Point]]]:
    """Free places for a note, the nearest first, with a tie that meets no box and no words."""
    width, height = size
    around = [*plan.boxes.values(), *(side for both in plan.bands.values() for side in both)]
    solid = [box.grown(3) for box in space.solid if not box.intersects(at)]
    low = min(box.x for box in around)
    high = max(box.right for box in around)
    top = min(box.y for box in around)
    count = int(FARTHEST // STEP)
    steps = [(dx * STEP, dy * STEP) for dx in range(-count, count + 1) for dy in range(-count, count + 1)]
    for dx, dy in sorted(steps, key=lambda s: (hypot(*s), s)):
        place = Bounds(at.centre.x + dx - width / 2, at.centre.y + dy - height / 2, width, height)
        if place.x < low or place.right > max(high, low + width) or place.y < top - height:
            continue
        if not space.fits(place.grown(4)):
            continue
        tie = next((way for way in _ties(place, at) if not _meets(way, solid)), None)
        if tie is not None:
            yield place, tie


def _ties(place: Bounds, at: Bounds) -> Iterator[list[Point]]:
    """Ways from the edge of a note to its mark: straight, or with one corner."""
    yield list(_tie(place, at))
    centre, middle = at.centre, place.centre
    side = Point(place.right if centre.x > middle.x else place.x, middle.y)
    end = Point(centre.x, at.y if centre.y > middle.y else at.bottom)
    yield [side, Point(centre.x, middle.y), end]
    foot = Point(middle.x, place.bottom if centre.y > middle.y else place.y)
    end = Point(at.x if centre.x > middle.x else at.right, centre.y)
    yield [foot, Point(middle.x, centre.y), end]


def _meets(way: Sequence[Point], boxes: Sequence[Bounds]) -> bool:
    samples = [_between(a, b, share / 16) for a, b in pairwise(way) for share in range(1, 16)]
    return any(box.contains(point) for box in boxes for point in samples)


def _tie(place: Bounds, at: Bounds) -> tuple[Point, Point]:
    """From the edge of a note to its mark."""
    near = Point(
        min(max(at.centre.x, place.x + 14), place.right - 14),
        min(max(at.centre.y, place.y + 14), place.bottom - 14),
    )
    centre = at.centre
    if place.y <= centre.y <= place.bottom or abs(centre.x - near.x) > abs(centre.y - near.y):
        near = Point(place.right if centre.x > place.right else place.x, near.y)
    else:
        near = Point(near.x, place.bottom if centre.y > place.bottom else place.y)
    length = hypot(centre.x - near.x, centre.y - near.y) or 1.0
    share = max(1 - (SIDE / 2 + 2) / length, 0.0)
    return near, _between(near, centre, share)


def _between(one: Point, other: Point, share: float) -> Point:
    return Point(one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share)


def hand_overs(plan: Plan) -> Drawing:
    """Where a chain goes on to another owner: two strokes across the line."""
    marks: list[Mark] = []
    for laid in plan.ways:
        owners = [card.owner if (card := plan.model.card(p)) else "" for p in laid.way.processes]
        has_first = len(laid.pieces) > len(owners) - 1 + laid.way.is_answered
        for number, (one, other) in enumerate(pairwise(owners)):
            piece = laid.pieces[number + has_first]
            if one != other and len(piece) > 1:
                marks += _strokes(piece)
    return tuple(marks)


def _strokes(piece: Sequence[Point]) -> list[Mark]:
    one, other = max(pairwise(piece), key=lambda p: abs(p[0].x - p[1].x) + abs(p[0].y - p[1].y))
    x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
    is_level = one.y == other.y
    across: Segments = (("M", 0, -9), ("L", 0, 9)) if is_level else (("M", -9, 0), ("L", 9, 0))
    return [
        Path(across, x + (d if is_level else 0), y + (0 if is_level else d), 2.5, "text") for d in (-2.5, 2.5)
    ]


def owner_colours(plan: Plan) -> dict[str, str]:
    """A colour for each owner, in the order in which they come; from the seventh on colours repeat."""
    owners = dict.fromkeys(card.owner for card in plan.model.cards if card.owner)
    return {owner: f"series{at % 6 + 1}" for at, owner in enumerate(owners)}
