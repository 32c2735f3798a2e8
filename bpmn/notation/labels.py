"""Where the text of shapes and edges stands and how it breaks into lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from bpmn.base.geometry import Bounds, Point, united
from bpmn.notation.drawing import Anchor, TextLine
from bpmn.notation.metrics import BASE_LINE, LINE_HEIGHT, fit, wrap, wrap_evenly

INNER_SIZE, OUTER_SIZE, SMALLEST = 12.0, 11.0, 9.0
OUTER_WIDTH = 90.0
"""Where names outside a symbol break, and how much narrower a place from a file may become."""
BELOW = 6.0
PADDING, INNER_PADDING = 7.0, 5.0
_LINE_GAP = 5.0
_LITTLE = 6.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a label's letters look."""

    colour: str = "ink"
    is_bold: bool = False
    is_italic: bool = False
    halo: str | None = None


Lines = tuple[TextLine, ...]


def block(
    lines: Sequence[str], x: float, top: float, size: float, style: Style, anchor: Anchor = "middle"
) -> Lines:
    """Lines one below the other; the first starts at ``top``, each is anchored at x."""
    step = size * LINE_HEIGHT
    return tuple(
        TextLine(
            text,
            x,
            top + number * step + size * BASE_LINE,
            size,
            style.colour,
            style.is_bold,
            style.is_italic,
            anchor,
            halo=style.halo,
        )
        for number, text in enumerate(lines)
        if text
    )


def inside(text: str, box: Bounds, style: Style, avoid: Bounds | None = None) -> Lines:
    """Text centred in a box, made smaller if need be and moved below ``avoid``."""
    size = INNER_SIZE
    while avoid is not None and size >= SMALLEST:
        lines = wrap_evenly(text, max(box.width, 8), size, style.is_bold)
        height = len(lines) * size * LINE_HEIGHT
        centred = block(lines, box.centre.x, box.centre.y - height / 2, size, style)
        free = _right_of(centred, avoid)
        if height <= box.height and free:
            return free
        if height <= box.bottom - avoid.bottom:
            return block(lines, box.centre.x, avoid.bottom, size, style)
        size -= 1
    size, lines = fit(text, max(box.width, 8), max(box.height, 8), INNER_SIZE, SMALLEST, style.is_bold)
    height = len(lines) * size * LINE_HEIGHT
    return block(lines, box.centre.x, box.centre.y - height / 2, size, style)


def _right_of(lines: Lines, avoid: Bounds) -> Lines | None:
    """The lines, moved a little to the right if they touch ``avoid``; None if a little is too little."""
    shift = max((avoid.right - line.bounds.x for line in lines if line.bounds.intersects(avoid)), default=0)
    if shift > _LITTLE:
        return None
    return tuple(line.moved(shift, 0) for line in lines) if shift else lines


def touches(lines: Lines, area: Bounds) -> bool:
    """Whether letters lie over an area."""
    return any(line.bounds.intersects(area) for line in lines)


def inside_given(text: str, given: Bounds | None, shape: Bounds, style: Style) -> Lines | None:
    """Text at the place inside a shape that a file gives; None where that place is of no use."""
    if given is None or min(given.width, given.height) < SMALLEST or not shape.grown(1).encloses(given):
        return None
    size = INNER_SIZE
    lines = wrap(text, given.width + 2, size, style.is_bold)
    if len(lines) * size * LINE_HEIGHT > given.height + size:
        return None
    top = given.centre.y - len(lines) * size * LINE_HEIGHT / 2
    return block(lines, given.centre.x, top, size, style)


def at(text: str, given: Bounds, style: Style) -> Lines:
    """Text outside a symbol at the place that a file gives.

    Fonts differ between tools: text that would need more lines than the place is high gets wider.
    """
    widest = max(given.width, OUTER_WIDTH)
    step = OUTER_SIZE * LINE_HEIGHT
    width = max(given.width, 10) + 1
    lines = wrap(text, width, OUTER_SIZE, style.is_bold)
    while len(lines) * step > given.height + step * 0.4 and width < widest:
        width = min(width * 1.15, widest)
        lines = wrap(text, width, OUTER_SIZE, style.is_bold)
    return block(lines, given.centre.x, given.y, OUTER_SIZE, style)


def below(text: str, bounds: Bounds, style: Style) -> Lines:
    """Text centred below a symbol."""
    width = max(OUTER_WIDTH, bounds.width)
    lines = wrap_evenly(text, width, OUTER_SIZE, style.is_bold)
    return block(lines, bounds.centre.x, bounds.bottom + BELOW, OUTER_SIZE, style)


def top(text: str, bounds: Bounds, style: Style, *, is_left: bool = False) -> Lines:
    """Text at the upper edge inside an open symbol, centred unless it shall stand at the left."""
    lines = wrap(text, max(bounds.width - 2 * PADDING, 20), INNER_SIZE, style.is_bold)
    if is_left:
        return block(lines, bounds.x + PADDING, bounds.y + PADDING - 2, INNER_SIZE, style, "start")
    return block(lines, bounds.centre.x, bounds.y + PADDING, INNER_SIZE, style)


def above(text: str, bounds: Bounds, style: Style) -> Lines:
    """Text centred above a symbol."""
    lines = wrap_evenly(text, max(OUTER_WIDTH, bounds.width), OUTER_SIZE, style.is_bold)
    height = len(lines) * OUTER_SIZE * LINE_HEIGHT
    return block(lines, bounds.centre.x, bounds.y - 3 - height, OUTER_SIZE, style)


def right_of(text: str, bounds: Bounds, style: Style) -> Lines:
    """Text right of a symbol, a little below its middle, where a line would leave it."""
    lines = wrap(text, OUTER_WIDTH, OUTER_SIZE, style.is_bold)
    return block(lines, bounds.right + _LINE_GAP, bounds.centre.y + 3, OUTER_SIZE, style, "start")


def left_of(text: str, bounds: Bounds, style: Style) -> Lines:
    """Text left of a symbol, a little below its middle, where a line would leave it."""
    lines = wrap(text, OUTER_WIDTH, OUTER_SIZE, style.is_bold)
    return block(lines, bounds.x - _LINE_GAP, bounds.centre.y + 3, OUTER_SIZE, style, "end")


def side(text: str, bounds: Bounds, style: Style) -> Lines:
    """Text of an annotation: left-aligned behind its bracket."""
    width = max(bounds.width - PADDING - 2, 30)
    size = INNER_SIZE
    while size > SMALLEST and len(wrap(text, width, size)) * size * LINE_HEIGHT > bounds.height:
        size -= 1
    lines = wrap(text, width, size, style.is_bold)
    height = len(lines) * size * LINE_HEIGHT
    start = bounds.y + max(min(PADDING - 2, (bounds.height - height) / 2), 0)
    return block(lines, bounds.x + PADDING, start, size, style, "start")


def band(text: str, head: Bounds, style: Style, *, is_upright: bool) -> Lines:
    """Text centred in the head of a pool or lane; not upright reads upwards."""
    if is_upright:
        return inside(text, head.grown(-3), style)
    length, room = max(head.height - 8, 10), max(head.width - 4, 10)
    size, lines = fit(text, length, room, INNER_SIZE, SMALLEST, style.is_bold)
    step = size * LINE_HEIGHT
    first = head.centre.x - len(lines) * step / 2 + size * BASE_LINE
    return tuple(
        TextLine(
            line,
            first + number * step,
            head.centre.y,
            size,
            style.colour,
            style.is_bold,
            style.is_italic,
            angle=-90,
            halo=style.halo,
        )
        for number, line in enumerate(lines)
        if line
    )


def beside(text: str, points: Sequence[Point], style: Style, gap: float = _LINE_GAP) -> Lines:
    """Text of a line: above the middle of a level segment, right of an upright one."""
    start, end = middle_segment(points)
    length = hypot(end.x - start.x, end.y - start.y)
    centre = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    lines = wrap_evenly(text, min(max(OUTER_WIDTH, length - 20), 160), OUTER_SIZE, style.is_bold)
    height = len(lines) * OUTER_SIZE * LINE_HEIGHT
    if abs(end.x - start.x) >= abs(end.y - start.y):
        return block(lines, centre.x, centre.y - gap - height + 1, OUTER_SIZE, style)
    return block(lines, centre.x + gap + 2, centre.y - height / 2, OUTER_SIZE, style, "start")


def middle_segment(points: Sequence[Point]) -> tuple[Point, Point]:
    """The segment that holds the point half-way along a line of at least two points."""
    pairs = list(pairwise(points))
    lengths = [hypot(b.x - a.x, b.y - a.y) for a, b in pairs]
    left = sum(lengths) / 2
    for pair, length in zip(pairs, lengths, strict=True):
        if left <= length:
            return pair
        left -= length
    return pairs[-1]


def middle(points: Sequence[Point]) -> Point:
    """The point half-way along a line of at least two points."""
    pairs = list(pairwise(points))
    lengths = [hypot(b.x - a.x, b.y - a.y) for a, b in pairs]
    left = sum(lengths) / 2
    for (a, b), length in zip(pairs, lengths, strict=True):
        if left <= length and length:
            share = left / length
            return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
        left -= length
    return points[-1]


def bounds_of(lines: Lines) -> Bounds | None:
    """The rectangle around lines of text; None without any."""
    return united(line.bounds for line in lines)
