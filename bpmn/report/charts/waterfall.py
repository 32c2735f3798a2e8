"""Where the wait moved: before, what came and went at each place, after; the parts add up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Anchor, Mark
from bpmn.notation.metrics import shortened, wrap
from bpmn.report.charts.axis import Scale, ticks
from bpmn.report.charts.marks import BODY, CAPTION, SMALL, bold, box, haloed, line, text, zigzag
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture, Spot

TOP, FOOT, SIDE = 26.0, 58.0, 46.0
LINES = 2
WIDEST, INSIDE = 72.0, 32.0
MOST = 7
"""With more steps the smallest are put together."""
CLOSE = 1e-6
DASH = (6.0, 4.0)


@dataclass(frozen=True, slots=True)
class Step:
    """A change at one place; ``cause`` says in a word what it is made of."""

    name: str
    cause: str
    delta: float
    key: ElementKey | None = None


@dataclass(frozen=True, slots=True)
class Fall:
    """What a waterfall shows, all in ``unit``; the steps lead from before to after."""

    before: float
    after: float
    steps: tuple[Step, ...]
    unit: str
    promise: float | None = None
    more_is_better: bool = False
    """Whether bars upwards are good: gains, not times."""
    ends: tuple[Message, Message] = (message("Before"), message("After"))

    @property
    def adds_up(self) -> bool:
        """Whether the steps lead from before to after."""
        rest = self.after - self.before - sum(step.delta for step in self.steps)
        return abs(rest) <= CLOSE * max(abs(self.before), abs(self.after), 1.0)


def largest(steps: Sequence[Step], others: str, most: int = MOST) -> tuple[Step, ...]:
    """At most so many steps in their order: the smallest are put together at the end."""
    if len(steps) <= most:
        return tuple(steps)
    order = sorted(range(len(steps)), key=lambda at: (-abs(steps[at].delta), at))
    kept = sorted(order[: most - 1])
    rest = sum(steps[at].delta for at in order[most - 1 :])
    return (*(steps[at] for at in kept), Step(others, "", rest))


def waterfall(fall: Fall, width: float, words: Words = PLAIN, height: float = 280.0) -> Picture | None:
    """Bars from before to after, steps true to scale; None where the parts do not add up."""
    if not fall.adds_up:
        return None
    say = words.spoken
    steps = largest(fall.steps, say(message("others")))
    levels = [fall.before]
    for step in steps:
        levels.append(levels[-1] + step.delta)
    low, high = _range(fall, levels)
    scale = Scale(low, high, height - FOOT, TOP)
    marks: list[Mark] = _grid(scale, width, words)
    pitch = (width - SIDE - 8) / (len(steps) + 2)
    bar = min(WIDEST, pitch * 0.7)
    spots: list[Spot] = []
    first, last = map(say, fall.ends)
    names = [(first, fall.unit), *((s.name, s.cause) for s in steps), (last, fall.unit)]
    scaled = _Digits(words, fall)
    for at, (name, below) in enumerate(names):
        x = SIDE + pitch * (at + 0.5)
        is_last = at == len(names) - 1
        is_total = is_last or not at
        end = fall.after if is_last else levels[at]
        start = low if is_total else levels[at - 1]
        token = "total" if is_total else "better" if (end > start) == fall.more_is_better else "worse"
        marks += _bar(_Bar(x - bar / 2, bar, start, end, token), scale, scaled)
        marks += _foot(name, below, x, height, pitch, is_bold=is_total)
        marks += (
            [] if is_last else [line(x + bar / 2, scale.at(end), x + pitch - bar / 2, scale.at(end), "axis")]
        )
        if not is_total and (key := steps[at - 1].key) is not None:
            spots.append(Spot(Bounds(x - pitch / 2 + 2, TOP - 18, pitch - 4, height - TOP + 14), key, name))
    marks += _promise(fall, scale, width, words, pitch)
    title = say(message("Where the wait moved"))
    return Picture(tuple(marks), tuple(spots), Bounds(0, 0, width, height), title, _rows(fall, steps, words))


def _range(fall: Fall, levels: Sequence[float]) -> tuple[float, float]:
    """Bottom and top; above zero only where the steps would be too small to see."""
    shown = [*levels, fall.after]
    lowest, highest = min(shown), max(shown)
    if fall.promise is not None and lowest * 0.5 <= fall.promise <= highest * 1.5:
        lowest, highest = min(lowest, fall.promise), max(highest, fall.promise)
    spread = max(highest - lowest, abs(highest) * 0.02, 1e-9)
    low = lowest - spread
    return (min(0.0, lowest) if low < highest * 0.35 else low), highest + spread * 0.14


def _grid(scale: Scale, width: float, words: Words) -> list[Mark]:
    marks: list[Mark] = []
    for value in ticks(scale.low, scale.high):
        y = scale.at(value)
        marks.append(line(SIDE - 4, y, width, y, "gridline"))
        marks.append(text(words.number(value), SIDE - 10, y + 4, CAPTION, "textMuted", "end"))
    marks.append(line(SIDE - 4, scale.start, width, scale.start, "axis"))
    return marks


class _Digits:
    """Says steps with as many decimals as the larger total has, so that they can be added up by eye."""

    def __init__(self, words: Words, fall: Fall) -> None:
        self._words = words
        largest = max(abs(fall.before), abs(fall.after), 1e-12)
        self._decimals = max(0, 2 - math.floor(math.log10(largest)))

    def number(self, value: float) -> str:
        return self._words.number(round(value, self._decimals))

    def signed(self, value: float) -> str:
        return self._words.signed(round(value, self._decimals))


class _Bar(NamedTuple):
    x: float
    width: float
    start: float
    end: float
    token: str

    @property
    def is_total(self) -> bool:
        """Whether it stands on the ground."""
        return self.token == "total"  # noqa: S105 - a colour


def _bar(bar: _Bar, scale: Scale, words: "_Digits") -> list[Mark]:
    top, bottom = sorted((scale.at(bar.start), scale.at(bar.end)))
    height = max(bottom - top, 2.0)
    marks: list[Mark] = [box(Bounds(bar.x, top, bar.width, height), bar.token)]
    middle = bar.x + bar.width / 2
    if bar.is_total:
        is_cut = scale.low > 0 and height > INSIDE
        marks += [zigzag(Bounds(bar.x, bottom - 8, bar.width, 8))] if is_cut else []
        return [*marks, haloed(bold(text(words.number(bar.end), middle, top - 6, BODY)))]
    said = words.signed(bar.end - bar.start)
    if height >= INSIDE:
        return [*marks, bold(text(said, middle, (top + bottom) / 2 + 4, BODY, "panel"))]
    y = bottom + 15 if bar.end < bar.start else top - 6
    return [*marks, haloed(bold(text(said, middle, y, BODY, bar.token)))]


def _foot(name: str, below: str, x: float, height: float, pitch: float, *, is_bold: bool) -> list[Mark]:
    """The name in at most two lines, and the cause under it."""
    lines = list(wrap(name, pitch - 6, SMALL, is_bold))
    lines = [*lines[: LINES - 1], shortened(" ".join(lines[LINES - 1 :]), pitch - 6, SMALL, is_bold)]
    said = [text(one, x, height - FOOT + 17 + 14 * at, SMALL) for at, one in enumerate(lines) if one]
    y = height - FOOT + 17 + 14 * len(said) + 1
    cause = text(shortened(below, pitch - 6, CAPTION), x, y, CAPTION, "textMuted")
    return [*(bold(one) if is_bold else one for one in said), cause]


def _promise(fall: Fall, scale: Scale, width: float, words: Words, pitch: float) -> list[Mark]:
    if fall.promise is None or not scale.low <= fall.promise <= scale.high:
        return []
    y = scale.at(fall.promise)
    told = words.spoken(message("promise to the customer: {time}", time=words.number(fall.promise)))
    is_early = fall.before < fall.promise  # then the line is free beside the first bar
    anchor: Anchor = "start" if is_early else "end"
    return [
        replace(line(SIDE, y, width, y, "promise", 1.5), dash=DASH),
        haloed(text(told, SIDE + pitch if is_early else width - 8, y - 5, CAPTION, "promise", anchor)),
    ]


def _rows(fall: Fall, steps: Sequence[Step], words: Words) -> tuple[tuple[str, ...], ...]:
    say = words.spoken
    return (
        (say(message("Place")), say(message("Cause")), fall.unit),
        (say(fall.ends[0]), "", words.number(fall.before)),
        *((step.name, step.cause, words.signed(step.delta)) for step in steps),
        (say(fall.ends[1]), "", words.number(fall.after)),
    )
