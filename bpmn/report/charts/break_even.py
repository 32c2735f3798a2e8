"""When a change would pay: the range of one number, the part that pays, and where it stands today."""

from dataclasses import dataclass

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.notation.drawing import Mark, Path
from bpmn.notation.outlines import ellipse
from bpmn.report.charts.axis import Scale, ticks
from bpmn.report.charts.marks import CAPTION, SMALL, bold, box, haloed, hatched, line, text
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture

TRACK, HEIGHT, SIDE, TOP = 14.0, 66.0, 8.0, 28.0
KNOB = 7.0


@dataclass(frozen=True, slots=True)
class Track:
    """A number between ``least`` and ``most``; it pays below ``at``, or above with ``pays_above``.

    ``low`` and ``high`` are what people believe of today's number.
    """

    least: float
    most: float
    at: float
    today: float
    unit: str = ""
    pays_above: bool = False
    low: float | None = None
    high: float | None = None


def scale_of(track: Track, width: float) -> Scale:
    """Where numbers lie on the track."""
    return Scale(track.least, track.most, SIDE, width - SIDE)


def break_even_track(
    track: Track, width: float, words: Words = PLAIN, now: float | None = None, *, has_knob: bool = True
) -> Picture:
    """The track with its paying part, the number at the break-even and the knob at ``now`` (today)."""
    scale = scale_of(track, width)
    now = track.today if now is None else now
    at = scale.within(track.at)
    parts = (Bounds(SIDE, TOP, at - SIDE, TRACK), Bounds(at, TOP, scale.end - at, TRACK))
    pays, hurts = reversed(parts) if track.pays_above else parts
    marks: list[Mark] = [box(pays, "alignedSoft", "aligned"), box(hurts, "suboptSoft", "subopt")]
    marks += hatched(hurts, "subopt%45")
    say = words.spoken
    number = _said(track.at, at, TOP - 14, track, width, words)
    for place, told, token in (
        (pays, message("pays off"), "aligned"), (hurts, message("hurts the whole"), "subopt")
    ):  # fmt: skip
        said = bold(text(say(told), place.x + place.width / 2, TOP - 6, CAPTION, token))
        if said.width + 12 < place.width and not said.bounds.intersects(number.bounds):
            marks.append(said)
    marks += [line(at, TOP - 5, at, TOP + TRACK + 5, "text", 2.5), number]
    for value in ticks(track.least, track.most, 4):
        x = scale.at(value)
        marks.append(line(x, TOP + TRACK, x, TOP + TRACK + 4, "axis"))
        marks.append(text(_number(value, "", words), x, TOP + TRACK + 17, CAPTION, "textMuted"))
    if track.low is not None and track.high is not None:
        left, right = scale.within(track.low), scale.within(track.high)
        marks.append(box(Bounds(left, TOP + TRACK / 2 - 2, right - left, 4), "total", radius=2))
    if has_knob:
        marks += knob(scale.within(now))
    title = say(message("When would it pay?"))
    return Picture(tuple(marks), (), Bounds(0, 0, width, HEIGHT), title, _rows(track, words))


def knob(x: float) -> list[Mark]:
    """The knob of the slider at a place of the track."""
    y = TOP + TRACK / 2
    return [
        Path(ellipse(2 * KNOB, 2 * KNOB), x - KNOB, y - KNOB, 2.5, "accent", "panel"),
        Path(ellipse(KNOB, KNOB), x - KNOB / 2, y - KNOB / 2, 0, None, "accent"),
    ]


def _said(value: float, x: float, y: float, track: Track, width: float, words: Words) -> Mark:
    said = haloed(bold(text(_number(value, track.unit, words), x, y, SMALL)))
    half = said.width / 2
    return said.moved(min(max(half - x, 0.0), half) + min(width - half - x, 0.0), 0)


def _number(value: float, unit: str, words: Words) -> str:
    is_share = unit == "%"
    said = words.number(value)
    return f"{said} %" if is_share else f"{said} {unit}".strip()


def _rows(track: Track, words: Words) -> tuple[tuple[str, ...], ...]:
    say = words.spoken
    found = [
        (say(message("Today")), _number(track.today, track.unit, words)),
        (say(message("Break-even")), _number(track.at, track.unit, words)),
    ]
    if track.low is not None and track.high is not None:
        span = f"{words.number(track.low)} – {_number(track.high, track.unit, words)}"
        found.append((say(message("Range")), span))
    return tuple(found)
