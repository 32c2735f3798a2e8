"""Hours of work: weekly opening hours with exceptions, in the local time of a zone.

A calendar counts seconds from its ``start``, the moment at which the clock of a scenario stands at 0. What
lies between two openings is worked out week by week and kept, so that asking for many moments is cheap.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bpmn.scenario.timetable import Timetable, joined

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

DAY = 86400.0
WEEK = 7 * DAY
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONDAY = datetime(2024, 1, 1)
"""The start of a scenario that names none: a Monday, midnight, in local time."""


class NoSuchZone(ValueError):  # noqa: N818 - says what it is
    """A time zone is not known here."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours on some days of the week: from ``begin`` to ``end``, in seconds after midnight.

    ``days`` count from Monday, 0. An ``end`` above a day's length lies on the next day. The hours hold from
    the ``first`` to the ``last`` date, in every ``every``-th week from the first on (or from that of MONDAY),
    not on ``closed`` days.
    """

    days: frozenset[int]
    begin: float
    end: float
    first: date | None = None
    last: date | None = None
    every: int = 1
    closed: frozenset[date] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Whether it opens on a day."""
        if day.weekday() not in self.days or day in self.closed:
            return False
        if self.last is not None and day > self.last:
            return False
        if self.first is not None and day < self.first:
            return False
        return (_monday(day) - _monday(self.first or MONDAY.date())).days // 7 % self.every == 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weekly hours and single spans in addition.

    ``zone`` is the name of a time zone (IANA); empty is the local time of the scenario. ``extra`` are pairs
    of begin and end in local time. ``start`` is the moment of second 0, also in local time unless it has a
    zone of its own.
    """

    id: str = ""
    name: str = ""
    openings: tuple[Opening, ...] = ()
    extra: tuple[tuple[datetime, datetime], ...] = ()
    zone: str = ""
    start: datetime = MONDAY

    def starting(self, start: datetime) -> "Calendar":
        """The same calendar, counted from another moment."""
        return replace(self, start=start)

    @property
    def local(self) -> tzinfo | None:
        """The zone whose local time counts; None where it is that of the scenario. Raises NoSuchZone."""
        return zone_of(self.zone) if self.zone else None

    @property
    def usual_week(self) -> tuple[tuple[float, float], ...]:
        """The open spans of a usual week in seconds from Monday; what ends some day is left out."""
        usual = (o for o in self.openings if o.every == 1 and o.last is None)
        return tuple(joined(span for opening in usual for span in _in_week(opening)))

    @property
    def hours_per_week(self) -> float:
        """How many hours of a usual week are open; hours that overlap count once."""
        usual = sum(end - begin for begin, end in self.usual_week)
        others = (o for o in self.openings if o.every > 1 and o.last is None)
        return (usual + sum((o.end - o.begin) * len(o.days) / o.every for o in others)) / 3600

    @property
    def has_hours(self) -> bool:
        """Whether it ever opens from its start on."""
        return self.next_change(-1.0) is not None

    def is_open(self, t: float) -> bool:
        """Whether it is open at second ``t``."""
        return _timetable(self).is_open(t)

    def next_change(self, t: float) -> float | None:
        """The first second after ``t`` at which it opens or closes; None if it never does again."""
        return _timetable(self).next_change(t)

    def work_until(self, t: float, work: float) -> float:
        """The second at which ``work`` seconds of open time are over that began to count at ``t``.

        Work of 0 ends at once when it is open, else when it opens. Infinite if it never opens long enough.
        """
        return _timetable(self).work_until(t, work)

    def all_until(self, moments: "NDArray[float64]", works: "NDArray[float64]") -> "NDArray[float64]":
        """The same for many moments at once."""
        return _timetable(self).all_until(moments, works)

    def open_between(self, begin: float, end: float) -> float:
        """How many seconds of a span are open."""
        table = _timetable(self)
        return table.open_before(end) - table.open_before(begin)

    def spans(self, until: float) -> tuple[tuple[float, float], ...]:
        """The open spans that begin before second ``until``, from second 0 on, in order."""
        return _timetable(self).spans(until)


def zone_of(name: str) -> tzinfo:
    """The time zone of this name. Raises NoSuchZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NoSuchZone(name) from error


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _in_week(opening: Opening) -> Iterator[tuple[float, float]]:
    """The spans of an opening in seconds of the week; one over its end goes on at its beginning."""
    for day in opening.days:
        begin, end = day * DAY + opening.begin, day * DAY + opening.end
        yield begin, min(end, WEEK)
        if end > WEEK:
            yield 0.0, end - WEEK


@lru_cache(maxsize=256)
def _timetable(calendar: Calendar) -> Timetable:
    """What was worked out of a calendar so far; it only ever grows, so it is shared."""
    return Timetable(calendar)
