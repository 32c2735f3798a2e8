"""Hours of work that are longer or shorter than those people entered: what a change of hours asks for."""

from collections.abc import Iterable
from dataclasses import replace

from bpmn.improvement.changes import longer_id
from bpmn.scenario.calendar import DAY, Calendar, Opening
from bpmn.scenario.parameters import Scenario
from bpmn.system.facts import Facts, Parameter

HOUR = 3600.0
SCANNED = (-1.0, 1.0)
"""By how many hours a scan moves the end of each day."""


def with_longer_days(scenario: Scenario, facts: Facts) -> Scenario:
    """The scenario with every calendar also in the lengths that initiatives and scans ask for."""
    asked = (
        change.value
        for initiative in facts.initiatives
        for change in initiative.changes
        if change.parameter is Parameter.CALENDAR and change.value
    )
    hours = dict.fromkeys((*SCANNED, *asked))
    return replace(scenario, calendars={**scenario.calendars, **_all(scenario, hours)})


def _all(scenario: Scenario, hours: Iterable[float]) -> dict[tuple[str, str], Calendar]:
    return {
        (file, longer_id(name, more)): longer(calendar, more)
        for (file, name), calendar in scenario.calendars.items()
        for more in hours
    }


def longer(calendar: Calendar, hours: float) -> Calendar:
    """The calendar with so many hours more (below 0: fewer) at the end of each day's last opening."""
    last: dict[int, float] = {}
    for opening in calendar.openings:
        for day in opening.days:
            last[day] = max(last.get(day, 0.0), opening.end)
    return replace(
        calendar,
        id=longer_id(calendar.id, hours),
        openings=tuple(part for one in calendar.openings for part in _moved(one, last, hours * HOUR)),
    )


def _moved(opening: Opening, last: dict[int, float], seconds: float) -> Iterable[Opening]:
    """An opening whose end moves on the days on which it is the last; never beyond a day's length."""
    ending = frozenset(day for day in opening.days if last[day] == opening.end)
    if rest := opening.days - ending:
        yield replace(opening, days=rest)
    end = min(opening.end + seconds, opening.begin + DAY)
    if ending and end > opening.begin:
        yield replace(opening, days=ending, end=end)
