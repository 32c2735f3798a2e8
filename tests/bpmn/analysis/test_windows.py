"""Calendars as hours of a week."""

import pytest

from bpmn.analysis.windows import overlap, week_of
from bpmn.scenario.icalendar import read_calendar

DAY = "BEGIN:VEVENT\nDTSTART:20240101T080000\nDTEND:20240101T160000\nRRULE:{rule}\nEND:VEVENT"


@pytest.mark.parametrize(
    ("rule", "hours"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 40),
        ("FREQ=DAILY", 56),
        ("FREQ=WEEKLY", 8),
        ("FREQ=DAILY;COUNT=3", 0),
    ],
)
def test_an_event_that_repeats_fills_its_hours(rule: str, hours: int):
    assert len(week_of(read_calendar(DAY.format(rule=rule)))) == hours * 4


def test_a_shift_over_midnight_goes_on_the_next_day():
    shift = "BEGIN:VEVENT\nDTSTART:20240107T220000\nDTEND:20240108T020000\nRRULE:FREQ=WEEKLY\nEND:VEVENT"

    assert {quarter // (4 * 24) for quarter in week_of(read_calendar(shift))} == {6, 0}


def test_an_overlap_is_a_share_of_the_shorter_week():
    assert overlap(frozenset(range(10)), frozenset(range(5, 11))) == pytest.approx(5 / 6)
