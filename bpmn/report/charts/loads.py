"""How busy the teams are, today and after a change."""

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.notation.drawing import Mark
from bpmn.notation.metrics import shortened
from bpmn.report.charts.axis import Scale
from bpmn.report.charts.marks import BODY, CAPTION, bold, box, hatched, line, text
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture

NAMES, NUMBER, ROW = 160.0, 150.0, 34.0
NOW, THEN = 10.0, 6.0
BUSY, FULL = 0.85, 1.0


@dataclass(frozen=True, slots=True)
class Load:
    """A team: its load today and after (1 is full), and how its backlog grows, in words."""

    name: str
    now: float
    after: float | None = None
    growth: str = ""


def utilisation_bars(loads: Sequence[Load], width: float, words: Words = PLAIN) -> Picture:
    """A bar per team, the busiest first, with a mark at 85 %; after a change a thinner one below."""
    ordered = sorted(loads, key=lambda load: (-max(load.now, load.after or 0.0), load.name))
    scale = Scale(0, FULL, NAMES, width - NUMBER)
    marks: list[Mark] = []
    for at, load in enumerate(ordered):
        y = at * ROW + 4
        marks.append(text(shortened(load.name, NAMES - 12, BODY), 0, y + 14, BODY, anchor="start"))
        marks += _bar(load.now, y + 3, NOW, scale)
        if load.after is not None:
            marks += _bar(load.after, y + 5 + NOW, THEN, scale)
        marks.append(_told(load, scale.end + 10, y + 14, words))
        mark = scale.at(BUSY)
        marks.append(line(mark, y, mark, y + NOW + THEN + 8, "axis", 1.5))
    area = Bounds(0, 0, width, max(len(ordered), 1) * ROW + 6)
    title = words.spoken(message("How busy the teams are"))
    return Picture(tuple(marks), (), area, title, _rows(ordered, words))


def _bar(load: float, y: float, height: float, scale: Scale) -> list[Mark]:
    is_over = load >= FULL
    colour = "loadOver" if is_over else "loadHigh" if load > BUSY else "loadOk"
    whole = Bounds(scale.start, y, scale.end - scale.start, height)
    place = Bounds(scale.start, y, scale.within(load) - scale.start, height)
    marks: list[Mark] = [box(whole, "sunken", radius=height / 2), box(place, colour, radius=height / 2)]
    return marks + (hatched(place, "panel%60", 1.5) if is_over else [])


def _told(load: Load, x: float, y: float, words: Words) -> Mark:
    """The load in percent, today and after, and how the backlog grows."""
    last = load.now if load.after is None else load.after
    told = _percent(load.now, words)
    if load.after is not None:
        told = f"{told} → {_percent(load.after, words)}"
    if last >= FULL and load.growth:
        told = f"{told}, {load.growth}"
    said = text(told, x, y, CAPTION, "loadOver" if last >= FULL else "text", "start")
    return bold(said) if last > BUSY else said


def _percent(load: float, words: Words) -> str:
    return words.spoken(message("{number} %", number=words.number(round(load * 100, 1))))


def _rows(loads: Sequence[Load], words: Words) -> tuple[tuple[str, ...], ...]:
    say = words.spoken
    heads = (say(message("Team")), say(message("Today")), say(message("After")))
    return (
        heads,
        *(
            (load.name, _percent(load.now, words), "" if load.after is None else _percent(load.after, words))
            for load in loads
        ),
    )
