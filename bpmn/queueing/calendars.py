"""Hours of work, to first order: what waits because nobody is there.

Work flows like water: it comes in by the hours in which cases come and in which those before it work, and is
taken away in the hours of the team. What stands still on average, over what comes, is the wait. The queue
that chance makes is that of a team that is always there but slower in proportion. Single days off are left to
the simulation.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from bpmn.scenario.calendar import Calendar

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

Spans = tuple[tuple[float, float], ...]

WEEK = 7 * 86400.0
POINTS = 4 * 24 * 7
"""A week is looked at in quarters of an hour."""
WEEKS = 4
"""After so many weeks one is like the one before."""


@lru_cache(maxsize=256)
def week_of(calendar: Calendar) -> Spans:
    """The open spans of the first week, in seconds."""
    if not calendar.hours_per_week and not calendar.extra:
        return ()
    return tuple((begin, min(end, WEEK)) for begin, end in calendar.spans(WEEK) if begin < WEEK)


def profile(spans: Spans) -> "NDArray[float64]":
    """Which part of each quarter of an hour of the week is open."""
    import numpy as np

    edges = np.linspace(0.0, WEEK, POINTS + 1)
    opened = np.zeros(POINTS)
    for begin, end in spans:
        opened += np.clip(np.minimum(edges[1:], end) - np.maximum(edges[:-1], begin), 0.0, None)
    return opened / (WEEK / POINTS)


def standing(coming: "NDArray[float64]", hours: "NDArray[float64]", load: float) -> float:
    """How long work stands before a team because of its hours, on average, as a part of a week.

    ``coming`` is when work comes, ``hours`` when the team is there, both per quarter of an hour; ``load`` is
    that of the team in its hours all week.
    """
    import numpy as np

    if load <= 0 or coming.sum() <= 0 or hours.sum() <= 0:
        return 0.0
    inflow = np.tile(coming / coming.sum(), WEEKS)
    taken = np.tile(hours / hours.sum() / load, WEEKS)
    level = np.concatenate(([0.0], np.cumsum(inflow - taken)))
    backlog = level - np.minimum.accumulate(level)
    begin, end = backlog[-POINTS - 1 : -1], backlog[-POINTS:]
    # Where the last of it goes before the quarter is over, it does not stand for the whole quarter.
    gone = np.where(
        (end <= 0) & (begin > 0),
        begin / np.maximum((taken - inflow)[-POINTS:], np.maximum(begin, 1e-300)),
        1.0,
    )
    return float(((begin + end) * gone).sum() / 2 / POINTS)


def closed_share(coming: "NDArray[float64]", hours: "NDArray[float64]") -> float:
    """The part of what comes that comes while nobody is there."""
    return float((coming * (1 - hours)).sum() / coming.sum()) if coming.sum() > 0 else 0.0


def arriving(
    between: "NDArray[float64]", outside: "NDArray[float64]", sources: Sequence[Spans], teams: Sequence[Spans]
) -> "NDArray[float64]":
    """When work comes to each station (stations x quarters): by when cases come and those before it work."""
    import numpy as np

    always = np.ones(POINTS)
    first = np.array([profile(s) if s else always for s in sources]).reshape(len(sources), POINTS)
    first = first / np.maximum(first.mean(axis=1, keepdims=True), 1e-300)
    hours = [profile(s) if s else None for s in teams]
    total = between.sum(axis=0) + outside.sum(axis=0)
    weights = np.where(total > 0, total, 1.0)
    coming = np.ones((len(teams), POINTS))
    for _ in range(len(teams) + 1):
        leaving = np.array([c if h is None else h / h.mean() for c, h in zip(coming, hours, strict=True)])
        new = (between / weights).T @ leaving + (outside / weights).T @ first
        if np.allclose(new, coming, atol=1e-9):
            break
        coming = new
    return coming
