import pytest

from app.numbers import number, percent, signed, time
from app.translate import LANGUAGE_VARIABLE
from bpmn.scenario.texts import plain


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"), (float("nan"), "–"), (0, "0"), (18.63, "18.6"), (1214.4, "1,214"), (0.0583, "0.058"),
        (-1.9, "−1.9"), (5, "5"), (0.0001, "0"),
    ],
)  # fmt: skip
def test_numbers_have_three_digits_that_count(value, text):
    assert number(value) == text


def test_numbers_are_written_as_the_language_writes_them(monkeypatch):
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")

    assert [number(v) for v in (18.63, 1214.4, -1.9, 0.0001)] == ["18,6", "1.214", "−1,9", "0"]
    assert time(183, "hour") == "7,63 Tage"


def test_changes_carry_their_sign():
    assert [signed(v) for v in (1.9, -0.9, 0)] == ["+1.9", "−0.9", "0"]


def test_shares_are_in_percent():
    assert percent(0.714) == "71 %"
    assert percent(None) == "–"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (183, "hour", "7.63 days"),
        (36.4, "hour", "36.4 h"),
        (90, "min", "1.5 h"),
        (30, "s", "30 s"),
        (0, "min", "0 min"),
    ],
)
def test_times_are_in_a_unit_that_keeps_them_short(value, unit, text):
    assert time(value, unit) == text


def test_numbers_to_edit_have_no_groups():
    assert plain(1234.5) == "1234.5"
    assert plain(0.0) == "0"
