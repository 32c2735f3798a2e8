"""How long cases take: how many take how long, today and after, against the promise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.notation.drawing import Mark, Path, Segment
from bpmn.report.charts.axis import Scale, step_of, ticks
from bpmn.report.charts.marks import CAPTION, box, haloed, hatched, line, text
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture

LEFT, RIGHT, TOP, FOOT = 40.0, 12.0, 34.0, 38.0
BINS = 24
DASH = (6.0, 4.0)


@dataclass(frozen=True, slots=True)
class Bins:
    """Shares of cases by time: bin n is from ``start + n * width`` on; all in one unit."""

    start: float
    width: float
    shares: tuple[float, ...]

    @property
    def end(self) -> float:
        """Where the last bin ends."""
        return self.start + self.width * len(self.shares)


def binned(values: Sequence[float], most: int = BINS) -> Bins:
    """Values as shares in bins of a round width; the longest two per cent share the last bin."""
    if not values:
        return Bins(0, 1, ())
    ordered = sorted(values)
    top = ordered[min(len(ordered) - 1, int(len(ordered) * 0.98))]
    width = step_of(max(top, 1e-12), most)
    count = max(int(top / width) + 1, 1)
    counts = [0] * count
    for value in ordered:
        counts[min(int(value / width), count - 1)] += 1
    return Bins(0.0, width, tuple(c / len(ordered) for c in counts))


@dataclass(frozen=True, slots=True)
class Times:
    """What a histogram shows, all in ``unit``; ``half`` are done by the median, nine of ten by ``most``."""

    bins: Bins
    unit: str
    half: float | None = None
    most: float | None = None
    promise: float | None = None
    after: Bins | None = None


def histogram(times: Times, width: float, height: float, words: Words = PLAIN) -> Picture:
    """Bars of shares; beyond the promise hatched; ``after`` is an outline over the bars."""
    shown, after = times.bins, times.after
    both = (shown, after) if after is not None else (shown,)
    x = Scale(min(b.start for b in both), max(b.end for b in both), LEFT, width - RIGHT)
    top = max((share for b in both for share in b.shares), default=0.0) or 1.0
    y = Scale(0, top, height - FOOT, TOP)
    marks: list[Mark] = _axes(x, y, times.unit, words)
    for at, share in enumerate(shown.shares):
        start = shown.start + at * shown.width
        left, right = x.at(start), x.at(start + shown.width)
        place = Bounds(left + 0.5, y.at(share), max(right - left - 1, 1.0), y.start - y.at(share))
        is_late = times.promise is not None and start >= times.promise
        marks.append(box(place, "worse%40" if is_late else "work"))
        marks += hatched(place, "worse") if is_late else []
    if after is not None:
        marks.append(_outline(after, x, y))
    marks += _lines(times, x, y, words)
    title = words.spoken(message("How long cases take"))
    return Picture(tuple(marks), (), Bounds(0, 0, width, height), title, _rows(times, words))


def _lines(times: Times, x: Scale, y: Scale, words: Words) -> list[Mark]:
    """Lines with their names at the top, the promise dashed."""
    marks: list[Mark] = []
    named = (
        (times.half, message("half are done"), False),
        (times.most, message("9 of 10 are done"), False),
        (times.promise, message("promise"), True),
    )
    for row, (value, name, is_promise) in enumerate(named):
        if value is None or not x.low <= value <= x.high:
            continue
        colour = "promise" if is_promise else "text"
        drawn = line(x.at(value), TOP - 4, x.at(value), y.start, colour, 1.5)
        marks.append(replace(drawn, dash=DASH) if is_promise else drawn)
        told = f"{words.spoken(name)}: {words.number(value)}"
        is_left = x.at(value) < (x.start + x.end) / 2
        place = x.at(value) + (4 if is_left else -4)
        marks.append(
            haloed(text(told, place, 10.0 + 11 * row, CAPTION, colour, "start" if is_left else "end"))
        )
    return marks


def _axes(x: Scale, y: Scale, unit: str, words: Words) -> list[Mark]:
    marks: list[Mark] = []
    for value in ticks(0, y.high, 4):
        marks.append(line(LEFT - 4, y.at(value), x.end, y.at(value), "gridline"))
        said = words.spoken(message("{number} %", number=words.number(value * 100)))
        marks.append(text(said, LEFT - 8, y.at(value) + 4, CAPTION, "textMuted", "end"))
    marks += [
        text(words.number(value), x.at(value), y.start + 15, CAPTION, "textMuted")
        for value in ticks(x.low, x.high, 6)
    ]
    marks.append(text(unit, x.end, y.start + 31, CAPTION, "textMuted", "end"))
    marks.append(line(LEFT - 4, y.start, x.end, y.start, "axis"))
    return marks


def _outline(bins: Bins, x: Scale, y: Scale) -> Path:
    segments: list[Segment] = [("M", x.at(bins.start), y.start)]
    for at, share in enumerate(bins.shares):
        left, right = x.at(bins.start + at * bins.width), x.at(bins.start + (at + 1) * bins.width)
        segments += [("L", left, y.at(share)), ("L", right, y.at(share))]
    segments.append(("L", x.at(bins.end), y.start))
    return Path(tuple(segments), 0, 0, 2.0, "total")


def _rows(times: Times, words: Words) -> tuple[tuple[str, ...], ...]:
    say = words.spoken
    rows = [(say(message("From, {unit}", unit=times.unit)), say(message("Share of cases")))]
    rows += _listed(times.bins, words)
    if times.after is not None:
        rows.append((say(message("After")), ""))
        rows += _listed(times.after, words)
    return tuple(rows)


def _listed(bins: Bins, words: Words) -> list[tuple[str, str]]:
    return [
        (words.number(bins.start + at * bins.width), f"{words.number(share * 100)} %")
        for at, share in enumerate(bins.shares)
    ]
