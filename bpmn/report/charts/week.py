"""How busy a team is over the hours of a week."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bpmn.base.geometry import Bounds
from bpmn.base.message import Message, message
from bpmn.report.charts.marks import CAPTION, box, text
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture

DAYS: tuple[Message, ...] = (
    message("Mon"),
    message("Tue"),
    message("Wed"),
    message("Thu"),
    message("Fri"),
    message("Sat"),
    message("Sun"),
)
HOURS = 24
LEFT, ROW, FOOT = 40.0, 20.0, 20.0
BUSY = 0.85

if TYPE_CHECKING:
    from bpmn.notation.drawing import Drawing


def week_map(
    loads: Sequence[Sequence[float | None]], width: float, title: str = "", words: Words = PLAIN
) -> Picture:
    """Seven rows of 24 cells, darker where the load is higher; None where nobody works."""
    each = (width - LEFT) / HOURS
    marks: Drawing = ()
    for day, hours in enumerate(loads):
        y = day * ROW
        marks += (text(words.spoken(DAYS[day]), LEFT - 8, y + 14, CAPTION, "textMuted", "end"),)
        places = (Bounds(LEFT + hour * each + 1, y + 1, each - 2, ROW - 2) for hour in range(HOURS))
        marks += tuple(box(place, _colour(load), radius=2) for place, load in zip(places, hours, strict=True))
    foot = len(loads) * ROW + 14
    marks += tuple(
        text(str(hour), LEFT + hour * each, foot, CAPTION, "textMuted") for hour in range(0, HOURS + 1, 6)
    )
    said = title or words.spoken(message("Load over the week"))
    area = Bounds(0, 0, width + 8, len(loads) * ROW + FOOT)
    return Picture(marks, (), area, said, _rows(loads, words))


def _colour(load: float | None) -> str:
    if load is None:
        return "sunken"
    token = "loadHigh" if load > BUSY else "loadOk"
    return f"{token}%{round(12 + 88 * min(max(load, 0.0), 1.0))}"


def _rows(loads: Sequence[Sequence[float | None]], words: Words) -> tuple[tuple[str, ...], ...]:
    found = [("", *(str(hour) for hour in range(HOURS)))]
    for day, hours in enumerate(loads):
        cells = ("–" if load is None else f"{words.number(load * 100)} %" for load in hours)
        found.append((words.spoken(DAYS[day]), *cells))
    return tuple(found)
