"""Lines of the landscape: level to customers, straight to neighbours, else between the boxes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.notation.connectors import ENDS, EndName, direction, end_segments
from bpmn.notation.drawing import Drawing, Mark, Path
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import LINE_HEIGHT, wrap
from bpmn.notation.metrics import shortened as cut_text
from bpmn.notation.polyline import path_of, shortened, without_repeats
from bpmn.system.landscape_grid import Grid
from bpmn.system.link import Kind

STEP = 16.0
"""Between lines that run side by side."""

APART = 36.0
"""From the middle of a card to the lines that leave it downwards."""

FIRST, BESIDE = 66.0, 20.0
"""From the top of a card to its first line to a customer, and to the next one."""

ROOM = 112.0
"""Between the first cards and the customer's band."""

CORNER = 8.0
LABEL = 11.0
LOWER = 20.0
"""How far below the middle between two rows names stand on a line, clear of those beside straight lines."""

LABEL_WIDTH = 90.0
AWAY = 6.0


@dataclass(frozen=True, slots=True)
class Form:
    """How links of a kind look."""

    target: EndName = "arrow"
    source: EndName | None = None
    dash: tuple[float, ...] = ()


FORMS = {
    Kind.TRIGGER: Form(),
    Kind.MESSAGE: Form("hollow arrow", "circle", (8.0, 5.0)),
    Kind.CALL: Form("open arrow", "open arrow"),
    Kind.SIGNAL: Form("open arrow", None, (8.0, 3.0, 1.5, 3.0)),
    Kind.EXCEPTION: Form("arrow", None, (3.0, 3.0)),
    Kind.DATA: Form("open arrow", None, (1.5, 4.0)),
}
"""By what the link does; other kinds look like a trigger."""


@dataclass(frozen=True, slots=True)
class Line:
    """All links of one kind from one box to another; ``bands`` are those of a customer at one end."""

    source: ElementKey
    target: ElementKey
    kind: Kind
    names: tuple[str, ...]
    key: ElementKey
    is_assumed: bool
    bands: tuple[Bounds, Bounds] | None


@dataclass(frozen=True, slots=True)
class Label:
    """Where the names of a line stand: at a point, from there on or centred, above or beside it."""

    at: Point
    place: str  # "left", "right", "above", "below" or "on" the line
    room: float = 0.0
    """How long the names may be on one line; 0 puts them below each other."""


class Lines:
    """Draws one line after the other and keeps them apart."""

    def __init__(self, grid: Grid, boxes: Mapping[ElementKey, Bounds]) -> None:
        self._grid = grid
        self._cells = grid.cells
        self._boxes = boxes
        self._used: defaultdict[object, int] = defaultdict(int)

    def draw(self, line: Line) -> tuple[Drawing, Drawing]:
        """The marks of a line, and its names, which belong on top of everything."""
        points, label = self._route(line)
        points = without_repeats(points)
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return (), ()
        colour = "ghost" if line.is_assumed else "inkMuted"
        return tuple(strokes(points, line.kind, colour)), _names(line, label)

    def _route(self, line: Line) -> tuple[list[Point], Label]:
        if line.bands is not None:
            return self._to_customer(line, line.bands)
        source, target = self._cells[line.source], self._cells[line.target]
        across, down = target.column - source.column, target.row - source.row
        if down == 0 and abs(across) == 1:
            return self._level(line, across)
        if across == 0 and abs(down) == 1:
            return self._straight_down(line, down)
        return self._around(line, across, down)

    def _to_customer(self, line: Line, bands: tuple[Bounds, Bounds]) -> tuple[list[Point], Label]:
        """Between a card and the band at the side where the way is free, else below the row."""
        is_asked = line.source not in self._boxes
        card = line.target if is_asked else line.source
        box, cell = self._boxes[card], self._cells[card]
        left, right = (self._grid.is_free(cell, to_the_right=side) for side in (False, True))
        is_left = left and not (right and not is_asked) and (cell.column == 0 or not right)
        number = self._next(("customer", card, is_left))
        first = FIRST if card in self._grid.on_chains else FIRST / 2
        y = min(box.y + first + number * BESIDE, box.bottom - 8)
        band = bands[0] if is_left else bands[1]
        edge = band.right if is_left else band.x
        if is_left or right:
            near = box.x if is_left else box.right
            points = _into_band(Point(near, y), edge, band)
            label = Label(Point(near + (-ROOM if is_left else ROOM) / 2, y), "above", ROOM - 14)
        else:
            out = Point(box.right - 20 - number * STEP, box.bottom)
            floor = self._floor(cell.row)
            points = [out, *_into_band(Point(out.x, floor), edge, band)]
            label = Label(Point(out.x + ROOM / 2 + 8, floor), "above", ROOM - 14)
        return (points[::-1] if is_asked else points), label

    def _floor(self, row: int) -> float:
        """The y of the next free track below a row."""
        bottom = max(box.bottom for key, box in self._boxes.items() if self._cells[key].row == row)
        return bottom + 20 + self._next(("floor", row)) * STEP

    def _level(self, line: Line, across: int) -> tuple[list[Point], Label]:
        source, target = self._boxes[line.source], self._boxes[line.target]
        count = self._used[frozenset((line.source, line.target))]
        self._used[frozenset((line.source, line.target))] += 1
        y = min(source.bottom, target.bottom) - 30 + count * STEP
        ends = (source.right, target.x) if across > 0 else (source.x, target.right)
        points = [Point(ends[0], y), Point(ends[1], y)]
        return points, Label(Point(sum(ends) / 2, y), "above" if count == 0 else "below")

    def _straight_down(self, line: Line, down: int) -> tuple[list[Point], Label]:
        source, target = self._boxes[line.source], self._boxes[line.target]
        count = self._used[frozenset((line.source, line.target))]
        self._used[frozenset((line.source, line.target))] += 1
        x = source.centre.x + (-APART if count % 2 == 0 else APART) + (count // 2) * STEP
        ends = (source.bottom, target.y) if down > 0 else (source.y, target.bottom)
        label = Label(Point(x, sum(ends) / 2), "left" if count % 2 == 0 else "right")
        return [Point(x, ends[0]), Point(x, ends[1])], label

    def _around(self, line: Line, across: int, down: int) -> tuple[list[Point], Label]:
        """Out at the side, through the channel beside the box, and if need be through one below the row."""
        start = self._port(line.source, is_right=across >= 0)
        end = self._port(line.target, is_right=across <= 0)
        first = self._channel(self._cells[line.source].column + (0 if across >= 0 else -1))
        if abs(across) <= 1:
            middle = self._between_rows(start.y, end.y)
            return [start, Point(first, start.y), Point(first, end.y), end], Label(Point(first, middle), "on")
        last = self._channel(self._cells[line.target].column + (-1 if across > 0 else 0))
        lower = max(self._cells[line.source].row, self._cells[line.target].row)
        above = lower - (1 if down else 0)
        y = self._floor(max(above, 0))
        points = [start, Point(first, start.y), Point(first, y), Point(last, y), Point(last, end.y), end]
        return points, Label(Point((first + last) / 2, y), "above", 2 * LABEL_WIDTH)

    def _between_rows(self, start: float, end: float) -> float:
        """A y between two others where no row of cards is, another one each time."""
        count = max(cell.row for cell in self._cells.values()) + 1
        rows = [[b for k, b in self._boxes.items() if self._cells[k].row == row] for row in range(count)]
        filled = [row for row in rows if row]
        gaps = [
            (max(b.bottom for b in upper) + min(b.y for b in lower)) / 2 + LOWER
            for upper, lower in pairwise(filled)
        ]
        inside = [gap for gap in gaps if min(start, end) < gap < max(start, end)]
        if not inside:
            return (start + end) / 2
        return inside[-1 - self._next(("words", inside[0])) % len(inside)]

    def _port(self, key: ElementKey, *, is_right: bool) -> Point:
        box = self._boxes[key]
        number = self._next(("port", key, is_right))
        y = box.bottom - 14 - number * 12
        return Point(box.right if is_right else box.x, max(y, box.y + 16))

    def _channel(self, column: int) -> float:
        """The x of the next free track right of a column; -1 is left of the first."""
        right = [box.right for key, box in self._boxes.items() if self._cells[key].column == column]
        after = [box.x for key, box in self._boxes.items() if self._cells[key].column == column + 1]
        number = self._next(("channel", column))
        shift = (number + 1) // 2 * (12 if number % 2 else -12)
        if right and after:
            return (max(right) + min(after)) / 2 + shift
        return max(right) + 40 + abs(shift) if right else min(after, default=0) - 40 - abs(shift)

    def _next(self, what: object) -> int:
        self._used[what] += 1
        return self._used[what] - 1


def _into_band(start: Point, edge: float, band: Bounds) -> list[Point]:
    """A level line to a band; one that would miss it goes up or down beside it."""
    y = min(max(start.y, band.y + 12), band.bottom - 12)
    if y == start.y:
        return [start, Point(edge, y)]
    x = edge + (16 if edge < start.x else -16)
    return [start, Point(x, start.y), Point(x, y), Point(edge, y)]


def strokes(points: list[Point], kind: Kind, colour: str = "inkMuted") -> list[Mark]:
    """A line of a kind through points, with its ends."""
    form = FORMS.get(kind, Form())
    at_start = ENDS[form.source].length if form.source else 0.0
    cut = shortened(points, at_start, ENDS[form.target].length)
    marks: list[Mark] = [Path(path_of(cut, CORNER), 0, 0, 1.8, colour, None, form.dash)]
    marks.append(_end(form.target, points[-2], points[-1], colour))
    if form.source:
        marks.append(_end(form.source, points[1], points[0], colour))
    return marks


def _end(name: EndName, before: Point, at: Point, colour: str) -> Path:
    shape = ENDS[name]
    fill = {"line": colour, "paper": "paper", None: None}[shape.fill]
    ux, uy = direction(at.x - before.x, at.y - before.y)
    return Path(end_segments(name, ux, uy), at.x, at.y, shape.line, colour if shape.line else None, fill)


def _names(line: Line, label: Label) -> Drawing:
    """The names, one below the other, kept off the line."""
    if label.room:
        texts = [cut_text(", ".join(line.names), label.room, LABEL)]
    else:
        texts = [part for name in line.names for part in wrap(name, LABEL_WIDTH, LABEL)]
    if line.is_assumed and texts:
        texts[-1] += " ?"
    height = len(texts) * LABEL * LINE_HEIGHT
    style = Style("textMuted", halo="paper")
    if label.place in ("left", "right"):
        x = label.at.x + (-AWAY if label.place == "left" else AWAY)
        top = label.at.y - height / 2
        return block(texts, x, top, LABEL, style, "end" if label.place == "left" else "start")
    top = {"above": label.at.y - height - 5, "below": label.at.y + 5}.get(
        label.place, label.at.y - height / 2
    )
    return block(texts, label.at.x, top, LABEL, style)
