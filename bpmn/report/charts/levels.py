"""How many cases are at work over time, and what was left out until the system had settled."""

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.notation.drawing import Mark, Path, Segment
from bpmn.report.charts.axis import Scale, ticks
from bpmn.report.charts.marks import CAPTION, box, haloed, line, text
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture

LEFT, RIGHT, TOP, FOOT = 44.0, 12.0, 20.0, 36.0
HEIGHT = 180.0


class Levels:
    """A level in each of equal spans of time in ``unit``; the first ``settling`` of it counts for nothing."""

    def __init__(self, levels: tuple[float, ...], span: float, unit: str, settling: float = 0.0) -> None:
        self.levels, self.span, self.unit, self.settling = levels, span, unit, settling

    @property
    def end(self) -> float:
        """Where the last span ends."""
        return self.span * len(self.levels)


def level_chart(shown: Levels, width: float, height: float = HEIGHT, words: Words = PLAIN) -> Picture:
    """A line over time; what was left out is shaded."""
    x = Scale(0.0, shown.end or 1.0, LEFT, width - RIGHT)
    y = Scale(0.0, max(shown.levels, default=1.0) * 1.1 or 1.0, height - FOOT, TOP)
    marks: list[Mark] = []
    if shown.settling:
        place = Bounds(x.start, TOP, x.at(shown.settling) - x.start, y.start - TOP)
        marks.append(box(place, "sunken"))
    for value in ticks(0, y.high, 4):
        marks.append(line(LEFT - 4, y.at(value), x.end, y.at(value), "gridline"))
        marks.append(text(words.number(value), LEFT - 8, y.at(value) + 4, CAPTION, "textMuted", "end"))
    marks += [
        text(words.number(value), x.at(value), y.start + 15, CAPTION, "textMuted")
        for value in ticks(0, shown.end, 6)
    ]
    marks.append(text(shown.unit, x.end, y.start + 30, CAPTION, "textMuted", "end"))
    marks.append(line(LEFT - 4, y.start, x.end, y.start, "axis"))
    if shown.levels:
        points = [(x.at((at + 0.5) * shown.span), y.at(level)) for at, level in enumerate(shown.levels)]
        segments: tuple[Segment, ...] = (("M", *points[0]), *(("L", *point) for point in points[1:]))
        marks.append(Path(segments, 0, 0, 1.8, "accent", is_round=True))
    if shown.settling:
        told = words.spoken(message("left out: not settled yet"))
        marks.append(haloed(text(told, LEFT + 4, TOP - 6, CAPTION, "textMuted", "start")))
    title = words.spoken(message("Cases at work over time"))
    return Picture(tuple(marks), (), Bounds(0, 0, width, height), title, _rows(shown, words))


def _rows(shown: Levels, words: Words) -> tuple[tuple[str, ...], ...]:
    heads = (words.spoken(message("From, {unit}", unit=shown.unit)), words.spoken(message("Cases at work")))
    rows = ((words.number(at * shown.span), words.number(level)) for at, level in enumerate(shown.levels))
    return (heads, *rows)
