"""Lines of the landscape: upright to customers, straight to neighbours, else between the boxes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point, united
from bpmn.notation.connectors import ENDS, EndName, direction, end_segments
from bpmn.notation.drawing import Drawing, Mark, Path
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import LINE_HEIGHT, wrap
from bpmn.notation.polyline import path_of, shortened, without_repeats
from bpmn.system.landscape_grid import Grid
from bpmn.system.link import Kind

STEP = 16.0
"""Between lines that run side by side."""

APART = 36.0
"""From the middle of a card to what comes from, and goes to, the customer."""

CORNER = 8.0
LABEL = 11.0
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
    """All links of one kind from one box to another; ``over`` is the band of a customer at one end."""

    source: ElementKey
    target: ElementKey
    kind: Kind
    names: tuple[str, ...]
    key: ElementKey
    is_assumed: bool
    over: Bounds | None


@dataclass(frozen=True, slots=True)
class Label:
    """Where the names of a line stand: at a point, from there on or centred, above or beside it."""

    at: Point
    place: str  # "left", "right", "above" or "below"


class Lines:
    """Draws one line after the other and keeps them apart."""

    def __init__(self, grid: Grid, boxes: Mapping[ElementKey, Bounds]) -> None:
        self._cells = grid.cells
        self._boxes = boxes
        self._used: defaultdict[object, int] = defaultdict(int)

    def draw(self, line: Line) -> tuple[Drawing, Bounds | None]:
        """The marks of a line, and where its names stand."""
        points, label = self._route(line)
        points = without_repeats(points)
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return (), None
        names = _names(line, label)
        return (*_stroke(points, line), *names), united(
            mark.bounds for mark in names if not isinstance(mark, Path)
        )

    def _route(self, line: Line) -> tuple[list[Point], Label]:
        if line.over is not None:
            return self._upright(line, line.over)
        source, target = self._cells[line.source], self._cells[line.target]
        across, down = target.column - source.column, target.row - source.row
        if down == 0 and abs(across) == 1:
            return self._level(line, across)
        if across == 0 and abs(down) == 1:
            return self._straight_down(line, down)
        return self._around(line, across, down)

    def _upright(self, line: Line, band: Bounds) -> tuple[list[Point], Label]:
        """Between a customer's band and a card below it."""
        is_asked = line.source not in self._boxes
        card = self._boxes[line.target if is_asked else line.source]
        x = card.centre.x + (-APART if is_asked else APART)
        x += self._next(("upright", line.target if is_asked else line.source, is_asked)) * STEP
        points = [Point(x, band.bottom), Point(x, card.y)]
        label = Label(Point(x, (max(band.bottom, card.y - 84) + card.y) / 2), "left" if is_asked else "right")
        return (points if is_asked else points[::-1]), label

    def _level(self, line: Line, across: int) -> tuple[list[Point], Label]:
        source, target = self._boxes[line.source], self._boxes[line.target]
        count = self._used[frozenset((line.source, line.target))]
        self._used[frozenset((line.source, line.target))] += 1
        middle = (max(source.y, target.y) + min(source.bottom, target.bottom)) / 2
        y = middle + (0.5 - count) * STEP
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
            corner = Point(first, (start.y + end.y) / 2)
            return [start, Point(first, start.y), Point(first, end.y), end], Label(corner, "right")
        last = self._channel(self._cells[line.target].column + (-1 if across > 0 else 0))
        lower = max(self._cells[line.source].row, self._cells[line.target].row)
        above = lower - (1 if down else 0)
        floor = max(box.bottom for key, box in self._boxes.items() if self._cells[key].row <= above)
        y = floor + 22 + self._next(("floor", above)) * STEP
        points = [start, Point(first, start.y), Point(first, y), Point(last, y), Point(last, end.y), end]
        return points, Label(Point((first + last) / 2, y), "above")

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


def _stroke(points: list[Point], line: Line) -> list[Mark]:
    form = FORMS.get(line.kind, Form())
    colour = "ghost" if line.is_assumed else "inkMuted"
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
    texts = [part for name in line.names for part in wrap(name, LABEL_WIDTH, LABEL)]
    if line.is_assumed and texts:
        texts[-1] += " ?"
    height = len(texts) * LABEL * LINE_HEIGHT
    style = Style("textMuted", halo="paper")
    if label.place in ("left", "right"):
        x = label.at.x + (-AWAY if label.place == "left" else AWAY)
        top = label.at.y - height / 2
        return block(texts, x, top, LABEL, style, "end" if label.place == "left" else "start")
    top = label.at.y - height - 5 if label.place == "above" else label.at.y + 5
    return block(texts, label.at.x, top, LABEL, style)
