"""SIPOC, turtle and the customer's way of a process as drawings.

The same drawings are painted in the window and written as SVG into the handbook; ``spoken`` says the words in
the reader's language.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Drawing, Mark, Path, Segments, TextLine
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import shortened, wrap
from bpmn.notation.outlines import ellipse, rounded
from bpmn.report.sheet import Entry, Sheet

Spoken = Callable[[Message], str]
CORNER = 8.0
TITLE, TEXT, LINE = 11.0, 12.0, 20.0
PAD = 14.0
MOST = 6
"""So many entries are listed before the rest is counted."""


class Spot(NamedTuple):
    """A part of a picture that leads somewhere."""

    bounds: Bounds
    key: ElementKey | str
    """An element, or the name of what is no element, such as an initiative."""
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the parts that lead somewhere, and how large it is."""

    drawing: Drawing
    spots: tuple[Spot, ...]
    area: Bounds
    title: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """The table behind it, heads first, for people who do not see it; empty for what is no chart."""


# -- SIPOC ---------------------------------------------------------------------------------------

COLUMNS = (
    message("Suppliers"),
    message("Inputs"),
    message("Process"),
    message("Outputs"),
    message("Customers"),
)


def sipoc(sheet: Sheet, width: float, spoken: Spoken = str) -> Picture:
    """Five columns from supplier to customer; the process in the middle lists its first steps."""
    columns = (
        sheet.suppliers,
        _once(e.what for e in sheet.inputs),
        sheet.steps,
        _once(e.what for e in sheet.outputs),
        sheet.customers,
    )
    shown = [_listed(column, spoken) for column in columns]
    height = PAD + LINE + max(len(column) for column in shown) * LINE + PAD
    each = width / len(columns)
    marks: list[Mark] = [
        Path(rounded(CORNER)(width, height), 0, 0, 1, "border", "panel"),
        Path(
            (("M", 0, 0), ("L", each, 0), ("L", each, height), ("L", 0, height), ("Z",)),
            2 * each,
            0,
            1,
            None,
            "accentSoft",
        ),
    ]
    spots: list[Spot] = []
    for number, (title, entries) in enumerate(zip(COLUMNS, shown, strict=True)):
        x = number * each
        if number:
            marks.append(Path((("M", 0, 0), ("L", 0, height)), x, 0, 1, "border"))
        marks.append(_title(spoken(title), x + PAD, PAD + TITLE - 2))
        _list(marks, spots, entries, Bounds(x + PAD, PAD + LINE - 4, each - 2 * PAD, height))
    marks.append(Path(rounded(CORNER)(width, height), 0, 0, 1, "border"))
    return Picture(tuple(marks), tuple(spots), Bounds(0, 0, width, height), spoken(message("From – to")))


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.text: entry for entry in entries}.values())


def _listed(entries: Sequence[Entry], spoken: Spoken) -> list[Entry]:
    """The first entries; the last line counts the others, a dash stands for none."""
    if not entries:
        return [Entry("–")]
    if len(entries) <= MOST:
        return list(entries)
    more = message("and {count} more", count=len(entries) - MOST + 1)
    return [*entries[: MOST - 1], Entry(spoken(more))]


def _title(text: str, x: float, y: float) -> TextLine:
    return TextLine(text.upper(), x, y, TITLE, "textMuted", anchor="start")


def _list(marks: list[Mark], spots: list[Spot], entries: Sequence[Entry], box: Bounds) -> None:
    for number, entry in enumerate(entries):
        top = box.y + number * LINE
        colour = "text" if entry.key is None else "link"
        text = shortened(entry.text, box.width, TEXT)
        line = TextLine(text, box.x, top + LINE - 6, TEXT, colour, anchor="start")
        marks.append(line)
        if entry.key is not None:
            spots.append(Spot(Bounds(box.x - 3, top, line.width + 6, LINE), entry.key, entry.text))


# -- turtle --------------------------------------------------------------------------------------

MIDDLE = 200.0
ARROW: Segments = (("M", -9.0, -5.0), ("L", 0.0, 0.0), ("L", -9.0, 5.0), ("Z",))


def turtle(sheet: Sheet, width: float, spoken: Spoken = str, measured: Sequence[Entry] = ()) -> Picture:
    """The process with its six sides: with what, with whom, from, to, how, how measured."""
    width -= 4  # room for the borders of the boxes
    side = (width - MIDDLE - 60) / 2
    rows = _sides(sheet, spoken, measured)
    tops, heights = _rows(rows)
    marks: list[Mark] = []
    spots: list[Spot] = []
    right = width - side
    boxes = [Bounds(x, tops[n], side, heights[n]) for n in range(3) for x in (0.0, right)]
    total = tops[2] + heights[2]
    body = Bounds((width - MIDDLE) / 2, total / 2 - 34, MIDDLE, 68)
    for number, box in enumerate(boxes):
        marks += _leg(box, body, is_left=number % 2 == 0, row=number // 2)
    for box, (title, entries) in zip(boxes, rows, strict=True):
        marks.append(Path(rounded(CORNER)(box.width, box.height), box.x, box.y, 1.2, "borderStrong", "panel"))
        marks.append(_title(spoken(title), box.x + PAD, box.y + 18))
        _list(marks, spots, entries, Bounds(box.x + PAD, box.y + 22, box.width - 2 * PAD, box.height))
    marks += _body(sheet, body)
    spots.append(Spot(body, sheet.key, sheet.name))
    name = spoken(message("At a glance"))
    return Picture(tuple(marks), tuple(spots), Bounds(-2, -2, width + 4, total + 4), name)


def _sides(sheet: Sheet, spoken: Spoken, measured: Sequence[Entry]) -> list[tuple[Message, list[Entry]]]:
    people = [Entry(team.name.text, team.name.key) for team in sheet.teams]
    if sheet.owner:
        people.insert(0, Entry(spoken(message("{name} (owner)", name=sheet.owner)), sheet.key))
    steps = message("{count} steps", count=sheet.step_count)
    how = [Entry(spoken(steps), sheet.key), *sheet.checks]
    return [
        (message("With what"), _listed(sheet.means, spoken)),
        (message("With whom"), _listed(people, spoken)),
        (message("From"), _listed(sheet.suppliers, spoken)),
        (message("To"), _listed(sheet.customers, spoken)),
        (message("How"), _listed(how, spoken)),
        (message("How measured"), _listed(measured, spoken)),
    ]


def _rows(sides: Sequence[tuple[Message, list[Entry]]]) -> tuple[list[float], list[float]]:
    heights = [30 + LINE * max(len(sides[2 * n][1]), len(sides[2 * n + 1][1])) for n in range(3)]
    heights[1] = max(heights[1], 68.0)
    gap = 20.0
    tops = [0.0, heights[0] + gap, heights[0] + heights[1] + 2 * gap]
    return tops, heights


def _leg(box: Bounds, body: Bounds, *, is_left: bool, row: int) -> list[Mark]:
    """A line between the body and a side; the middle ones are arrows in the direction of the work."""
    edge = box.right if is_left else box.x
    if row == 1:
        start, end = (edge, body.x) if is_left else (body.right, edge)
        y = body.centre.y
        line = Path((("M", start, y), ("L", end - 8, y)), 0, 0, 1.5, "inkMuted")
        return [line, Path(ARROW, end, y, 1, "inkMuted", "inkMuted")]
    x = body.x + 30 if is_left else body.right - 30
    y = box.bottom if row == 0 else box.y
    corner = edge - 40 if is_left else edge + 40
    return [Path((("M", corner, y), ("L", x, body.centre.y)), 0, 0, 1.5, "inkMuted")]


def _body(sheet: Sheet, body: Bounds) -> list[Mark]:
    lines = wrap(sheet.name, body.width - 40, 14, True)[:2]
    top = body.centre.y - 9 * len(lines)
    return [
        Path(rounded(34)(body.width, body.height), body.x, body.y, 1.5, "accent", "accentSoft"),
        *block(lines, body.centre.x, top, 14, Style("text", is_bold=True)),
    ]


# -- the way -------------------------------------------------------------------------------------


def way(entries: Sequence[Entry], here: ElementKey, width: float) -> Picture:
    """A customer's way as a line with a station for each process; the one of the page is filled."""
    y, each = 14.0, width / max(len(entries), 1)
    marks: list[Mark] = [
        Path((("M", 0, y), ("L", width - 10, y)), 0, 0, 5, "accent"),
        Path(
            (("M", width - 12, y - 8), ("L", width, y), ("L", width - 12, y + 8), ("Z",)),
            0,
            0,
            1,
            "accent",
            "accent",
        ),
    ]
    spots = []
    for number, entry in enumerate(entries):
        x = each * (number + 0.5)
        is_here = entry.key == here
        r = 9.0 if is_here else 6.0
        marks.append(Path(ellipse(2 * r, 2 * r), x - r, y - r, 3, "accent", "accent" if is_here else "paper"))
        text = shortened(entry.text, each - 8, TEXT, is_here)
        line = TextLine(text, x, y + 28, TEXT, "text" if is_here else "textMuted", is_bold=is_here)
        marks.append(line)
        if entry.key is not None:
            spots.append(Spot(Bounds(x - each / 2 + 2, 0, each - 4, y + 34), entry.key, entry.text))
    return Picture(tuple(marks), tuple(spots), Bounds(0, 0, width, y + 38))
