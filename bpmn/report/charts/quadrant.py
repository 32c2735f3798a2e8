"""All initiatives at once: what each does for its owner against what it does for the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.notation.drawing import Anchor, Mark, Path, TextLine
from bpmn.notation.outlines import ellipse
from bpmn.report.charts.axis import Scale, ticks
from bpmn.report.charts.marks import CAPTION, bold, box, line, text, verdict_mark
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture, Spot

LEFT, RIGHT, TOP, FOOT = 44.0, 12.0, 8.0, 40.0
MARK, OPEN = 17.0, 22.0
NAMED = 12
"""More dots than these have numbers instead of names; the table says whose they are."""
ROOM = 1.18


@dataclass(frozen=True, slots=True)
class Dot:
    """An initiative: + is good on both axes; ``low`` and ``high`` are the ends of the interval of y.

    ``x`` is in percent of the owner's number; ``y`` in the unit of the chart.
    """

    name: str
    x: float
    y: float
    token: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What a quadrant shows: y in ``unit``, ``band`` is what is too small to matter, one dot is open."""

    dots: tuple[Dot, ...]
    unit: str
    band: float = 0.0
    chosen: str = ""


def quadrant(field: Field, width: float, height: float, words: Words = PLAIN) -> Picture:
    """Four soft fields with a mark for each initiative, which leads to the one of its name."""
    dots = field.dots
    x = _scale([d.x for d in dots], LEFT, width - RIGHT)
    y = _scale([v for d in dots for v in (d.y, d.low, d.high) if v is not None], height - FOOT, TOP)
    fields = _fields(x, y, field.band, words)
    marks: list[Mark] = [*fields, *_axes(x, y, field.unit, words)]
    places = {d.name: (x.within(d.x), y.within(d.y)) for d in dots}
    for dot in dots:
        marks += _interval(dot, places[dot.name][0], y)
    for dot in dots:
        cx, cy = places[dot.name]
        if dot.name == field.chosen:
            side = OPEN + 12
            marks.append(Path(ellipse(side, side), cx - side / 2, cy - side / 2, 2.0, "selection", "paper"))
        marks += verdict_mark(dot.token, cx, cy, OPEN if dot.name == field.chosen else MARK)
    area = Bounds(LEFT, TOP, width - LEFT - RIGHT, height - TOP - FOOT)
    corners = [mark.bounds for mark in fields if isinstance(mark, TextLine)]
    marks += _names(field, places, area, corners)
    spots = tuple(Spot(Bounds(px - 14, py - 14, 28, 28), name, name) for name, (px, py) in places.items())
    title = words.spoken(message("For the owner, for the whole"))
    return Picture(tuple(marks), spots, Bounds(0, 0, width, height), title, _rows(dots, field.unit, words))


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    """From the lowest to the highest value with room around them; zero is always on it."""
    low, high = min([0.0, *values]), max([0.0, *values])
    span = (high - low) or 1.0
    return Scale(low - span * (ROOM - 1), high + span * (ROOM - 1), start, end)


def _fields(x: Scale, y: Scale, band: float, words: Words) -> list[Mark]:
    zx, zy = x.at(0), y.at(0)
    top, bottom, left, right = y.end, y.start, x.start, x.end
    fields = (
        (Bounds(left, top, zx - left, zy - top), "sacrifice", message("owner pays, whole gains")),
        (Bounds(zx, top, right - zx, zy - top), "aligned", message("good for both")),
        (Bounds(left, zy, zx - left, bottom - zy), "harmful", message("bad for both")),
        (Bounds(zx, zy, right - zx, bottom - zy), "subopt", message("looks good, hurts the whole")),
    )
    marks: list[Mark] = [box(place, f"{token}Soft") for place, token, _ in fields]
    high, low = max(y.at(band), top), min(y.at(-band), bottom)
    marks.append(box(Bounds(left, high, right - left, low - high), "sunken"))
    for place, token, name in fields:
        is_left, is_top = place.x == left, place.y == top
        said = bold(
            text(
                words.spoken(name),
                place.x + 6 if is_left else place.right - 6,
                place.y + 15 if is_top else place.bottom - 7,
                CAPTION,
                token,
                "start" if is_left else "end",
            )
        )
        if place.encloses(said.bounds):
            marks.append(said)
    return marks


def _axes(x: Scale, y: Scale, unit: str, words: Words) -> list[Mark]:
    say, zx, zy = words.spoken, x.at(0), y.at(0)
    marks: list[Mark] = [line(x.start, zy, x.end, zy, "axis"), line(zx, y.end, zx, y.start, "axis")]
    for value in ticks(x.low, x.high, 4):
        said = say(message("{number} %", number=words.signed(value))) if value else "0"
        marks.append(text(said, x.at(value), y.start + 15, CAPTION, "textMuted"))
    marks += [
        text(words.signed(value), x.start - 6, y.at(value) + 4, CAPTION, "textMuted", "end")
        for value in ticks(y.low, y.high, 5)
    ]
    marks.append(
        text(say(message("for the owner →")), (x.start + x.end) / 2, y.start + 32, CAPTION, "textMuted")
    )
    told = say(message("for the whole, {unit} →", unit=unit))
    upwards = text(told, 11, (y.start + y.end) / 2, CAPTION, "textMuted")
    marks.append(replace(upwards, angle=-90))
    return marks


def _interval(dot: Dot, cx: float, y: Scale) -> list[Mark]:
    if dot.low is None or dot.high is None:
        return []
    return [line(cx, y.within(dot.low), cx, y.within(dot.high), dot.token, 1.8)]


def _names(
    field: Field, places: dict[str, tuple[float, float]], area: Bounds, corners: Sequence[Bounds]
) -> list[Mark]:
    """Names beside the marks, the chosen one first, where nothing else is; else none."""
    dots, chosen = field.dots, field.chosen
    taken = [*corners, *(Bounds(px - 10, py - 10, 20, 20) for px, py in places.values())]
    found: list[Mark] = []
    order = sorted(enumerate(dots, 1), key=lambda pair: (pair[1].name != chosen, pair[0]))
    for number, dot in order:
        said = dot.name if len(dots) <= NAMED or dot.name == chosen else str(number)
        label = _beside(said, *places[dot.name], area, taken, is_bold=dot.name == chosen)
        if label is not None:
            taken.append(label.bounds)
            found.append(label)
    return found


def _beside(
    said: str, px: float, py: float, area: Bounds, taken: Sequence[Bounds], *, is_bold: bool
) -> TextLine | None:
    """The name to the right, left, above or below of a mark, wherever it is free."""
    places: tuple[tuple[float, float, Anchor], ...] = (
        (15, 4, "start"), (-15, 4, "end"), (0, -16, "middle"), (0, 25, "middle"),
        (15, -12, "start"), (15, 20, "start"), (-15, -12, "end"), (-15, 20, "end"),
    )  # fmt: skip
    for dx, dy, anchor in places:
        label = replace(TextLine(said, px + dx, py + dy, CAPTION, "text", is_bold), anchor=anchor)
        place = label.bounds
        if area.encloses(place) and not any(place.intersects(other) for other in taken):
            return label
    return None


def _rows(dots: Sequence[Dot], unit: str, words: Words) -> tuple[tuple[str, ...], ...]:
    say = words.spoken
    heads = ("", say(message("Initiative")), say(message("For the owner, %")))
    return (
        (*heads, say(message("For the whole, {unit}", unit=unit))),
        *((str(n), d.name, words.signed(d.x), words.signed(d.y)) for n, d in enumerate(dots, 1)),
    )
