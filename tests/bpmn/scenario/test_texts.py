import pytest

from bpmn.scenario.texts import Unclear, read_interval, read_number, read_time, show_time
from bpmn.scenario.units import TimeUnit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("25 min", 25, TimeUnit.MINUTE),
        ("3h", 3, TimeUnit.HOUR),
        ("2 days", 2, TimeUnit.DAY),
        ("1,5 h", 1.5, TimeUnit.HOUR),
        ("2 weeks", 14, TimeUnit.DAY),
        ("40", 40, TimeUnit.SECOND),
    ],
)
def test_times_are_read_as_people_write_them(text, value, unit):
    assert read_time(text, TimeUnit.SECOND) == (value, unit)


@pytest.mark.parametrize("text", ["", "soon", "3 apples", "1.2.3 h", "-4 h"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Unclear):
        read_time(text, TimeUnit.MINUTE)


def test_a_rate_is_a_time_between_cases():
    value, unit = read_interval("48 a week", TimeUnit.MINUTE)

    assert value * unit.seconds == pytest.approx(7 * 86400 / 48)


def test_an_interval_may_be_a_time():
    assert read_interval("30 min", TimeUnit.HOUR) == (30, TimeUnit.MINUTE)


@pytest.mark.parametrize("text", ["0 a week", "4 a moon"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(Unclear):
        read_interval(text, TimeUnit.MINUTE)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(90, TimeUnit.MINUTE, "1.5 h"), (0.5, TimeUnit.SECOND, "0.5 s"), (2880, TimeUnit.MINUTE, "2 days")],
)
def test_a_time_is_shown_in_a_fitting_unit(value, unit, text):
    assert show_time(value, unit) == text
    assert read_time(text, unit)[0] * read_time(text, unit)[1].seconds == pytest.approx(value * unit.seconds)


def test_a_number_may_have_a_comma():
    assert read_number("2,5") == 2.5


@pytest.mark.parametrize(("text", "value"), [("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1 200", 1200)])
def test_groups_of_thousands_are_understood(text, value):
    assert read_number(text) == value
