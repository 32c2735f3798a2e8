"""The open spans of a calendar as seconds, worked out as far as somebody asked."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

FIRST_DAYS = 56
"""How many days are worked out at first; each time more are needed, as many again as there are."""

LAST_DAY = date(9000, 1, 1)
"""Nothing opens later; dates end soon after."""


class Hours(Protocol):
    """Hours on some days (``bpmn.scenario.calendar.Opening``)."""

    @property
    def begin(self) -> float:
        """Seconds after midnight."""

    @property
    def end(self) -> float:
        """Seconds after midnight; above a day's length it lies on the next day."""

    @property
    def last(self) -> date | None:
        """The last day on which it may open."""

    def holds_on(self, day: date) -> bool:
        """Whether it opens on a day."""


class Plan(Protocol):
    """What a timetable needs to know of a calendar."""

    @property
    def openings(self) -> Iterable[Hours]:
        """The weekly hours."""

    @property
    def extra(self) -> tuple[tuple[datetime, datetime], ...]:
        """Single spans in local time."""

    @property
    def local(self) -> tzinfo | None:
        """The zone whose local time counts; None where no zone does."""

    @property
    def start(self) -> datetime:
        """The moment of second 0."""


def joined(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans in order, joined where they touch or overlap; empty ones are left out."""
    found: list[tuple[float, float]] = []
    for begin, end in sorted(span for span in spans if span[1] > span[0]):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


class Timetable:
    """Open spans in order, and how much open time lies before each."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        local = plan.local
        zoned = plan.start if plan.start.tzinfo is not None else plan.start.replace(tzinfo=local)
        self._zone = local or zoned.tzinfo
        self._origin = zoned.astimezone(self._zone) if self._zone is not None else plan.start
        self._day = self._origin.date() - timedelta(days=1)  # what opens the night before may reach into it
        self._extra = sorted((self._second(begin), self._second(end)) for begin, end in plan.extra)
        self._last = self._last_day()
        self._begins: list[float] = []
        self._ends: list[float] = []
        self._before: list[float] = []
        self._known_until = 0.0
        self._spill: list[tuple[float, float]] = []

    def _last_day(self) -> date:
        """The last day on which anything can open."""
        lasts = [opening.last or LAST_DAY for opening in self._plan.openings]
        return max([*lasts, *(end.date() for _, end in self._plan.extra)], default=date.min)

    def _second(self, moment: datetime) -> float:
        """The second of a moment in local time; what the change to summer skips is counted after it."""
        if self._zone is None:
            return (moment - self._origin).total_seconds()
        zoned = moment if moment.tzinfo is not None else moment.replace(tzinfo=self._zone)
        return (zoned.astimezone(UTC) - self._origin.astimezone(UTC)).total_seconds()

    @property
    def _is_finished(self) -> bool:
        return self._day > min(self._last, LAST_DAY)

    def _grow(self) -> None:
        """Work out as many days again as there are."""
        known = (self._day - self._origin.date()).days
        until = min(self._day + timedelta(days=max(known, FIRST_DAYS)), LAST_DAY + timedelta(days=1))
        spans = [*self._spill]
        while self._day < until:
            spans.extend(self._on(self._day))
            self._day += timedelta(days=1)
        limit = self._second(datetime.combine(self._day, time.min)) if not self._is_finished else math.inf
        spans.extend(span for span in self._extra if self._known_until <= span[0] < limit)
        # A span that reaches over the last day may touch one of the next days: it waits for them.
        self._spill = [span for span in spans if span[1] >= limit]
        for begin, end in joined((max(b, 0.0), e) for b, e in spans if e < limit):
            self._add(begin, end)
        self._known_until = limit

    def _on(self, day: date) -> Iterator[tuple[float, float]]:
        midnight = datetime.combine(day, time.min)
        for opening in self._plan.openings:
            if opening.holds_on(day):
                yield tuple(
                    self._second(midnight + timedelta(seconds=s)) for s in (opening.begin, opening.end)
                )  # type: ignore[misc]

    def _add(self, begin: float, end: float) -> None:
        if self._ends and begin <= self._ends[-1]:
            self._ends[-1] = max(self._ends[-1], end)
            return
        self._before.append(self._open_time)
        self._begins.append(begin)
        self._ends.append(end)

    @property
    def _open_time(self) -> float:
        """All open time worked out so far."""
        return self._before[-1] + self._ends[-1] - self._begins[-1] if self._ends else 0.0

    def reach(self, t: float) -> None:
        """Work out what happens up to a second, and the next opening after it if there is any."""
        while not self._is_finished and (not self._ends or self._ends[-1] <= t):
            self._grow()

    def _reach_open_time(self, total: float) -> None:
        while not self._is_finished and self._open_time <= total:
            self._grow()

    def is_open(self, t: float) -> bool:
        """Whether second ``t`` lies in an open span."""
        self.reach(t)
        at = bisect_right(self._begins, t) - 1
        return at >= 0 and t < self._ends[at]

    def next_change(self, t: float) -> float | None:
        """The first begin or end after ``t``."""
        self.reach(t)
        begin, end = bisect_right(self._begins, t), bisect_right(self._ends, t)
        later = [*self._begins[begin : begin + 1], *self._ends[end : end + 1]]
        return min(later, default=None)

    def open_before(self, t: float) -> float:
        """How much open time lies before second ``t``."""
        self.reach(t)
        at = bisect_right(self._begins, t) - 1
        return self._before[at] + min(t, self._ends[at]) - self._begins[at] if at >= 0 else 0.0

    def work_until(self, t: float, work: float) -> float:
        """See ``Calendar.work_until``."""
        if work <= 0:
            return self._opens(t)
        total = self.open_before(t) + work
        self._reach_open_time(total)
        if self._open_time < total:
            return math.inf
        at = bisect_left(self._before, total) - 1
        return self._begins[at] + total - self._before[at]

    def _opens(self, t: float) -> float:
        if self.is_open(t):
            return t
        at = bisect_right(self._begins, t)
        return self._begins[at] if at < len(self._begins) else math.inf

    def all_until(self, moments: "NDArray[float64]", works: "NDArray[float64]") -> "NDArray[float64]":
        """See ``Calendar.all_until``."""
        import numpy as np

        if not len(moments):
            return moments
        self.reach(float(moments.max()))
        self._reach_open_time(self.open_before(float(moments.max())) + float(works.max()))
        if not self._begins:
            return np.full(len(moments), math.inf)
        begins, ends, before = (np.asarray(values) for values in (self._begins, self._ends, self._before))
        at = np.searchsorted(begins, moments, side="right") - 1
        done = before[at] + np.minimum(moments, ends[at]) - begins[at]
        total = np.where(at >= 0, done, 0.0) + works
        last = np.searchsorted(before, total, side="left") - 1
        found = begins[last] + total - before[last]
        found = np.where(total > self._open_time, math.inf, found)
        idle = works <= 0
        if idle.any():
            found[idle] = [self._opens(float(t)) for t in moments[idle]]
        return found

    def spans(self, until: float) -> tuple[tuple[float, float], ...]:
        """The spans that begin before a second."""
        self.reach(until)
        count = bisect_left(self._begins, until)
        return tuple(zip(self._begins[:count], self._ends[:count], strict=True))
