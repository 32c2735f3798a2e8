"""One metric in a row of a table: its interval against what is too small to matter."""

from dataclasses import dataclass

from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Mark, Path
from bpmn.notation.outlines import ellipse
from bpmn.report.charts.axis import Scale
from bpmn.report.charts.marks import box, line, text
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture

WIDTH, HEIGHT = 190.0, 22.0
CAP, DOT, SIDE = 8.0, 4.5, 26.0
ARROW = 5.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Relative improvements: + is better for everybody; ``token`` is better, worse, same or undecided."""

    low: float
    middle: float
    high: float
    band: float
    token: str


def reach(*intervals: Interval, least: float = 2.5, most: float = 25.0) -> float:
    """How far the axis of several rows goes, as a share: what most of them need, in bands."""
    band = max((i.band for i in intervals), default=0.02) or 0.02
    needed = max((abs(v) for i in intervals for v in (i.low, i.high)), default=0.0)
    return min(max(needed * 1.1, least * band), most * band)


def interval_plot(
    shown: Interval, axis: float, width: float = WIDTH, height: float = HEIGHT, words: Words = PLAIN
) -> Picture:
    """The band around zero, the interval with its caps, the middle as a dot.

    ``axis`` is how far it goes to both sides; what lies beyond ends in an arrow with the number in percent.
    """
    scale = Scale(-axis, axis, SIDE, width - SIDE)
    y = height / 2
    left, right = scale.within(-shown.band), scale.within(shown.band)
    marks: list[Mark] = [box(Bounds(left, 1, right - left, height - 2), "sunken")]
    marks.append(line(scale.at(0), 0, scale.at(0), height, "axis"))
    low, high = scale.within(shown.low), scale.within(shown.high)
    marks.append(line(low, y, high, y, shown.token, 2.0))
    for value, place in ((shown.low, low), (shown.high, high)):
        if abs(value) <= axis:
            marks.append(line(place, y - CAP / 2, place, y + CAP / 2, shown.token, 2.0))
        else:
            marks += _beyond(value, place, y, shown.token, words)
    if abs(shown.middle) <= axis:
        x = scale.at(shown.middle)
        marks.append(Path(ellipse(2 * DOT, 2 * DOT), x - DOT, y - DOT, 0, None, shown.token))
    said = tuple(f"{words.signed(v * 100)} %" for v in (shown.low, shown.middle, shown.high))
    return Picture(tuple(marks), (), Bounds(0, 0, width, height), "", (said,))


def _beyond(value: float, x: float, y: float, token: str, words: Words) -> list[Mark]:
    way = 1 if value > 0 else -1
    tip = Path((("M", 0, -ARROW), ("L", way * ARROW, 0), ("L", 0, ARROW), ("Z",)), x, y, 0, None, token)
    said = f"{words.number(abs(value) * 100)} %"
    return [tip, text(said, x + way * ARROW, y - 4, 9.0, token, "start" if way > 0 else "end")]
