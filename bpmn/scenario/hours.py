"""Hours of work as people write them: ``Mon-Fri 8:00-12:00, 13:00-17:00; Sat 9:00-12:00 Europe/Berlin``."""

import re
from itertools import groupby

from bpmn.scenario.calendar import Calendar, Opening
from bpmn.scenario.texts import Unclear

SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WORDS = {
    **{name: at for at, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: at for at, name in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))},
    **{name: at for at, name in enumerate(("mo", "di", "mi", "do", "fr", "sa", "so"))},
}
"""What people write for a day; German words too."""

WEEK = len(SHORT)
TIME = r"(\d{1,2})(?::(\d{2}))?"
SPAN = re.compile(rf"{TIME}\s*[-–]\s*{TIME}")
DAYS = re.compile(r"([^\W\d]+)\.?(?:\s*[-–]\s*([^\W\d]+)\.?)?")
ZONE = re.compile(r"\s([A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+)+|UTC)$")
LAST_HOUR = 24


def read_hours(text: str) -> Calendar:
    """The calendar that a text means, without id. Raises Unclear."""
    zone = ZONE.search(text)
    rest = text[: zone.start()] if zone is not None else text
    openings: list[Opening] = []
    for part in rest.split(";"):
        openings.extend(_part(part.strip()))
    if not openings:
        raise Unclear(text)
    return Calendar(openings=tuple(openings), zone=zone[1] if zone is not None else "")


def _part(text: str) -> list[Opening]:
    """The openings of some days."""
    first = re.search(r"\d", text)
    if first is None:
        raise Unclear(text)
    head, spans = text[: first.start()].strip(), text[first.start() :]
    days: set[int] = set()
    for listed in head.split(",") if head else ["Mon-Sun"]:
        days |= _days(listed.strip())
    return [Opening(frozenset(days), *_span(span.strip())) for span in spans.split(",")]


def _days(text: str) -> set[int]:
    found = DAYS.fullmatch(text)
    if found is None:
        raise Unclear(text)
    begin = _day(found[1])
    end = _day(found[2]) if found[2] else begin
    return {day % WEEK for day in range(begin, end + 1 if end >= begin else end + WEEK + 1)}


def _day(word: str) -> int:
    known = WORDS.get(word.casefold()[:3], WORDS.get(word.casefold()[:2]))
    if known is None:
        raise Unclear(word)
    return known


def _span(text: str) -> tuple[float, float]:
    found = SPAN.fullmatch(text)
    if found is None:
        raise Unclear(text)
    hours = [int(found[1]) + int(found[2] or 0) / 60, int(found[3]) + int(found[4] or 0) / 60]
    if max(hours) > LAST_HOUR:
        raise Unclear(text)
    begin, end = (hour * 3600 for hour in hours)
    return begin, end if end > begin else end + LAST_HOUR * 3600


def show_hours(calendar: Calendar) -> str:
    """The text that means the usual week of a calendar; what it cannot say is told by ``is_simple``."""
    by_days: dict[frozenset[int], list[Opening]] = {}
    for opening in calendar.openings:
        by_days.setdefault(opening.days, []).append(opening)
    parts = []
    for days, openings in by_days.items():
        spans = ", ".join(f"{_clock(o.begin)}-{_clock(o.end)}" for o in openings)
        parts.append(f"{_named(days)} {spans}")
    return "; ".join(parts) + (f" {calendar.zone}" if calendar.zone else "")


def is_simple(calendar: Calendar) -> bool:
    """Whether its text says all of it: no exceptions, no ends, no single spans."""
    plain = (o.last is None and o.every == 1 and not o.closed for o in calendar.openings)
    return not calendar.extra and bool(calendar.openings) and all(plain)


def _named(days: frozenset[int]) -> str:
    """Days as ranges: Mon-Fri, Sun."""
    runs = []
    for _, group in groupby(enumerate(sorted(days)), key=lambda pair: pair[1] - pair[0]):
        run = [day for _, day in group]
        runs.append(SHORT[run[0]] if len(run) == 1 else f"{SHORT[run[0]]}-{SHORT[run[-1]]}")
    return ", ".join(runs)


def _clock(second: float) -> str:
    minutes = round(second / 60) % (LAST_HOUR * 60)
    return f"{minutes // 60}:{minutes % 60:02}"
