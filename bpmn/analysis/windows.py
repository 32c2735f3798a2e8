"""When teams work: calendars as hours of a week."""

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.scenario.calendar import Calendar

Week = frozenset[int]
"""The quarters of an hour of a week in which somebody works, Monday first."""

QUARTER = 15 * 60.0


def weeks(context: Context) -> dict[ElementKey, Week]:
    """The usual working week of each lane and resource that the base scenario gives a calendar."""
    scenario = context.staff.scenario
    found = {key: scenario.calendar(key) for key in scenario.parameters}
    known = {key: week_of(calendar) for key, calendar in found.items() if calendar is not None}
    return {key: week for key, week in known.items() if week}


def week_of(calendar: Calendar) -> Week:
    """The quarters of an hour in which a calendar opens, also if only for a part of one."""
    return frozenset(
        quarter
        for begin, end in calendar.usual_week
        for quarter in range(int(begin // QUARTER), -int(-end // QUARTER))
    )


def overlap(one: Week, other: Week) -> float:
    """The share of the shorter of two weeks in which both work."""
    return len(one & other) / min(len(one), len(other))
