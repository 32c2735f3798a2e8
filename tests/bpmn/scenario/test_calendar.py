import math
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.scenario.calendar import Calendar, Opening
from bpmn.scenario.icalendar import NotUnderstood, read_calendar, write_calendar

HOUR, DAY = 3600.0, 86400.0
WORKDAYS = frozenset(range(5))
OFFICE = Calendar(openings=(Opening(WORKDAYS, 8 * HOUR, 17 * HOUR),))
NIGHT = Calendar(openings=(Opening(frozenset({6}), 22 * HOUR, 30 * HOUR),))
NEVER = Calendar()


def ical(*lines):
    return "\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    )  # fmt: skip


MORNINGS = ical("DTSTART:20240101T080000", "DTEND:20240101T120000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")


def test_a_week_of_an_office_has_45_hours():
    assert OFFICE.hours_per_week == 45


def test_hours_that_overlap_count_once():
    both = Calendar(openings=(*OFFICE.openings, Opening(WORKDAYS, 16 * HOUR, 18 * HOUR)))

    assert both.hours_per_week == 50


def test_every_second_week_counts_half():
    assert (
        Calendar(openings=(Opening(frozenset({0}), 0, 8 * HOUR, date(2024, 1, 1), every=2),)).hours_per_week
        == 4
    )


def test_it_is_open_from_the_begin_up_to_the_end():
    found = [OFFICE.is_open(t * HOUR) for t in (7.99, 8, 16.99, 17, 5 * 24 + 10)]

    assert found == [False, True, True, False, False]


def test_it_changes_at_each_begin_and_end():
    assert OFFICE.next_change(0) == 8 * HOUR
    assert OFFICE.next_change(8 * HOUR) == 17 * HOUR
    assert OFFICE.next_change(4 * DAY + 17 * HOUR) == 7 * DAY + 8 * HOUR


def test_work_goes_on_where_it_stopped():
    assert OFFICE.work_until(16 * HOUR, 2 * HOUR) == DAY + 9 * HOUR
    assert OFFICE.work_until(4 * DAY + 16 * HOUR, 2 * HOUR) == 7 * DAY + 9 * HOUR


def test_work_that_fills_the_day_ends_with_it():
    assert OFFICE.work_until(8 * HOUR, 9 * HOUR) == 17 * HOUR


def test_no_work_is_done_when_it_opens():
    assert OFFICE.work_until(0, 0) == 8 * HOUR
    assert OFFICE.work_until(9 * HOUR, 0) == 9 * HOUR


def test_a_calendar_without_hours_never_gets_anything_done():
    assert NEVER.work_until(0, 1) == math.inf
    assert NEVER.next_change(0) is None
    assert not NEVER.has_hours


def test_hours_over_midnight_of_sunday_open_the_week():
    assert NIGHT.is_open(5 * HOUR)
    assert not NIGHT.is_open(6 * HOUR)
    assert NIGHT.hours_per_week == 8


def test_hours_that_touch_are_one_span():
    round_the_clock = Calendar(openings=(Opening(frozenset(range(7)), 0, DAY),))

    assert round_the_clock.work_until(0, 30 * DAY) == 30 * DAY
    assert round_the_clock.hours_per_week == 168


def test_a_closed_day_is_passed_over():
    opening = Opening(WORKDAYS, 8 * HOUR, 17 * HOUR, closed=frozenset({date(2024, 1, 2)}))
    calendar = Calendar(openings=(opening,))

    assert calendar.work_until(16 * HOUR, 2 * HOUR) == 2 * DAY + 9 * HOUR


def test_a_single_span_opens_in_addition():
    saturday = (datetime(2024, 1, 6, 9), datetime(2024, 1, 6, 12))
    calendar = Calendar(openings=OFFICE.openings, extra=(saturday,))

    assert calendar.open_between(5 * DAY, 7 * DAY) == 3 * HOUR


def test_hours_that_ended_do_not_come_again():
    calendar = Calendar(openings=(Opening(WORKDAYS, 8 * HOUR, 17 * HOUR, last=date(2024, 1, 2)),))

    assert calendar.open_between(0, 365 * DAY) == 18 * HOUR
    assert calendar.work_until(0, 18 * HOUR) == DAY + 17 * HOUR
    assert calendar.work_until(0, 18.1 * HOUR) == math.inf


def test_summer_time_takes_an_hour_of_the_clock():
    berlin = Calendar(
        openings=OFFICE.openings, zone="Europe/Berlin", start=datetime(2024, 3, 25, tzinfo=UTC)
    )  # Monday 1:00 there; summer time begins on Sunday 31 March

    assert berlin.next_change(0) == 7 * HOUR
    assert berlin.next_change(5 * DAY) == 7 * DAY + 6 * HOUR


@given(
    st.lists(st.floats(0, 40 * DAY), min_size=1, max_size=8),
    st.lists(st.floats(0, 60 * HOUR), min_size=8, max_size=8),
)
def test_many_moments_at_once_give_the_same(moments, works):
    moments, works = np.array(moments), np.array(works[: len(moments)])

    found = OFFICE.all_until(moments, works)

    assert found == pytest.approx([OFFICE.work_until(t, w) for t, w in zip(moments, works, strict=True)])


@given(st.floats(0, 400 * DAY), st.floats(0.001, 1000 * HOUR))
def test_between_begin_and_end_of_work_lies_as_much_open_time(begin, work):
    end = OFFICE.work_until(begin, work)

    assert OFFICE.open_between(begin, end) == pytest.approx(work, abs=1e-4)


def test_weekly_hours_are_read():
    assert read_calendar(MORNINGS).hours_per_week == 20


def test_a_daily_rule_is_every_day():
    text = ical("DTSTART:20240101T080000", "DURATION:PT2H", "RRULE:FREQ=DAILY")

    assert read_calendar(text).hours_per_week == 14


def test_a_folded_line_is_one_line():
    assert read_calendar(MORNINGS.replace("BYDAY=MO", "BYDAY=\n MO")).hours_per_week == 20


def test_a_zone_is_read():
    assert read_calendar(MORNINGS.replace("DTSTART:", "DTSTART;TZID=Europe/Berlin:")).zone == "Europe/Berlin"


def test_exceptions_and_the_end_of_a_rule_are_read():
    text = ical(
        "DTSTART:20240101T080000", "DTEND:20240101T120000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3", "EXDATE:20240108T080000",
    )  # fmt: skip

    assert read_calendar(text).open_between(0, 100 * DAY) == 8 * HOUR
    assert read_calendar(text).openings[0].last == date(2024, 1, 15)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("RRULE:FREQ=MONTHLY", "it repeats MONTHLY, not daily or weekly"),
        ("RRULE:FREQ=WEEKLY;BYMONTH=3", "its rule says BYMONTH"),
        ("RRULE:FREQ=WEEKLY;UNTIL=soon", "“SOON” is no date"),
        ("RRULE:FREQ=WEEKLY;COUNT=0", "“0” is no number above 0"),
    ],
)
def test_what_is_not_understood_is_said(line, reason):
    with pytest.raises(NotUnderstood) as error:
        read_calendar(ical("DTSTART:20240101T080000", "DTEND:20240101T120000", line))

    assert str(error.value) == reason


def test_an_unknown_zone_is_said():
    with pytest.raises(NotUnderstood, match="there is no time zone “Europe/Atlantis”"):
        read_calendar(MORNINGS.replace("DTSTART:", "DTSTART;TZID=Europe/Atlantis:"))


openings = st.builds(
    Opening,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 23).map(lambda h: h * HOUR),
    st.integers(24, 30).map(lambda h: h * HOUR),
    st.none() | st.dates(date(2024, 1, 1), date(2024, 3, 1)),
    st.none() | st.dates(date(2024, 4, 1), date(2024, 6, 1)),
    st.integers(1, 3),
    st.frozensets(st.dates(date(2024, 1, 1), date(2024, 2, 1)), max_size=3),
)


@given(st.lists(openings, max_size=3))
def test_what_is_written_reads_the_same(listed):
    calendar = Calendar("c", "Hours", tuple(listed))

    assert read_calendar(write_calendar(calendar)).spans(200 * DAY) == calendar.spans(200 * DAY)
