"""What was measured, as bars, and the distribution that was fitted to it, as a line."""

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.notation.drawing import Mark, Path, Segment
from bpmn.report.charts.axis import Scale, ticks
from bpmn.report.charts.marks import CAPTION, box, line, text
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture
from bpmn.scenario.fit import Fit
from bpmn.scenario.units import TimeUnit

LEFT, RIGHT, TOP, FOOT = 12.0, 12.0, 12.0, 36.0
HEIGHT = 170.0
NAMES = {TimeUnit.SECOND: "s", TimeUnit.MINUTE: "min", TimeUnit.HOUR: "h", TimeUnit.DAY: "d"}
LARGE = (TimeUnit.DAY, TimeUnit.HOUR, TimeUnit.MINUTE)


def unit_of(fit: Fit) -> TimeUnit:
    """The unit in which the times of a fit, which are seconds, are easiest to read."""
    longest = fit.edges[-1] if fit.edges else fit.distribution.mean
    return next((unit for unit in LARGE if longest >= 3 * unit.seconds), TimeUnit.SECOND)


def fit_chart(fit: Fit, width: float, height: float = HEIGHT, words: Words = PLAIN) -> Picture:
    """Bars for the measurements and a line for the law; a fit without either is a single bar."""
    unit = unit_of(fit)
    mean = fit.distribution.mean / unit.seconds
    edges = [edge / unit.seconds for edge in fit.edges] or [0.0, 2 * mean or 1.0]
    bars = fit.bars or (1.0,)
    x = Scale(edges[0], edges[-1], LEFT, width - RIGHT)
    y = Scale(0.0, max((*bars, *fit.density)) or 1.0, height - FOOT, TOP)
    marks: list[Mark] = [_bar(edges[at], edges[at + 1], share, x, y) for at, share in enumerate(bars)]
    if fit.points:
        marks.append(_law(fit, unit, x, y))
    marks += [
        text(words.number(value), x.at(value), y.start + 15, CAPTION, "textMuted")
        for value in ticks(x.low, x.high, 6)
    ]
    marks.append(text(NAMES[unit], x.end, y.start + 30, CAPTION, "textMuted", "end"))
    marks.append(line(LEFT, y.start, x.end, y.start, "axis"))
    title = words.spoken(message("Measured times and what was fitted to them"))
    return Picture(tuple(marks), (), Bounds(0, 0, width, height), title, _rows(edges, bars, unit, words))


def _bar(begin: float, end: float, share: float, x: Scale, y: Scale) -> Path:
    left, right = x.at(begin) + 0.5, x.at(end) - 0.5
    return box(Bounds(left, y.at(share), max(right - left, 1.0), y.start - y.at(share)), "work")


def _law(fit: Fit, unit: TimeUnit, x: Scale, y: Scale) -> Path:
    """The density of the law as a line."""
    drawn = [
        (x.at(point / unit.seconds), y.at(min(density, y.high)))
        for point, density in zip(fit.points, fit.density, strict=True)
    ]
    segments: tuple[Segment, ...] = (("M", *drawn[0]), *(("L", *point) for point in drawn[1:]))
    return Path(segments, 0, 0, 2.0, "accent", is_round=True)


def _rows(
    edges: list[float], bars: tuple[float, ...], unit: TimeUnit, words: Words
) -> tuple[tuple[str, ...], ...]:
    """The bars as shares of all measurements."""
    areas = [bar * (edges[at + 1] - edges[at]) for at, bar in enumerate(bars)]
    total = sum(areas) or 1.0
    begins = words.spoken(message("From, {unit}", unit=NAMES[unit]))
    rows = [(words.number(edges[at]), f"{words.number(a / total * 100)} %") for at, a in enumerate(areas)]
    return ((begins, words.spoken(message("Share of cases"))), *rows)
