"""Calendars as hours of a week."""

import pytest

from bpmn.analysis.windows import overlap, week_of

DAY = "BEGIN:VEVENT\nDTSTART:20240101T080000\nDTEND:20240101T160000\nRRULE:{rule}\nEND:VEVENT"


@pytest.mark.parametrize(
    ("rule", "hours"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 40),
        ("FREQ=DAILY", 56),
        ("FREQ=WEEKLY", 8),
        ("FREQ=YEARLY", 0),
    ],
)
def test_an_event_that_repeats_fills_its_hours(rule: str, hours: int):
    assert len(week_of(DAY.format(rule=rule))) == hours * 4


def test_a_shift_over_midnight_goes_on_the_next_day():
    text = DAY.format(rule="FREQ=WEEKLY;BYDAY=SU").replace("T160000", "T020000").replace("T080000", "T220000")

    assert {quarter // (4 * 24) for quarter in week_of(text)} == {6, 0}


def test_a_duration_says_how_long_an_event_lasts():
    text = DAY.format(rule="FREQ=DAILY").replace("DTEND:20240101T160000", "DURATION:PT1H30M")

    assert len(week_of(text)) == 7 * 6


def test_an_overlap_is_a_share_of_the_shorter_week():
    assert overlap(frozenset(range(10)), frozenset(range(5, 11))) == pytest.approx(5 / 6)
