import math

import pytest

from bpmn.improvement.estimates import Estimate, Interval, judge_together, of_pairs, of_ratios, student
from bpmn.improvement.verdict import Judgement


def words(**gains):
    found = judge_together(gains, dict.fromkeys(gains, 0.02))
    return {name: one.judgement.value for name, one in found.items()}


def test_a_bound_does_not_depend_on_the_level():
    assert Estimate(0.5, 0.1).interval(0.05) == Estimate(0.5, 0.1).interval(0.01) == Interval(0.4, 0.6)


def test_a_standard_error_becomes_students_interval():
    found = of_pairs([1.0, 2.0, 3.0, 4.0])

    half = student(3) * math.sqrt(5 / 3 / 4)
    assert found.interval() == Interval(pytest.approx(2.5 - half), pytest.approx(2.5 + half))
    assert student(3) == pytest.approx(3.1824, rel=1e-4)


def test_one_number_alone_is_judged_at_five_per_cent():
    """Its error is such that 95 % of the interval just clears what matters."""
    error = 0.03 / student(19) * 0.999

    assert words(a=Estimate(0.05, error, 19)) == {"a": "better"}


def test_each_of_two_numbers_needs_more_evidence_than_one():
    error = 0.03 / student(19) * 0.999

    assert words(a=Estimate(0.05, error, 19), b=Estimate(0.05, error, 19)) == {
        "a": "undecided",
        "b": "undecided",
    }


def test_after_a_sure_number_the_next_is_judged_as_if_it_were_alone():
    error = 0.03 / student(19) * 0.999

    assert words(a=Estimate(0.05, error, 19), b=Estimate(-0.5, 0.01, 19)) == {"a": "better", "b": "worse"}


def test_the_interval_is_the_one_that_was_judged():
    found = judge_together(
        {"a": Estimate(0.5, 0.01, 9), "b": Estimate(0.05, 0.05, 9)}, {"a": 0.02, "b": 0.02}
    )

    assert found["a"].interval.half == pytest.approx(student(9, 0.025) * 0.01)
    assert found["b"].interval.half == pytest.approx(student(9, 0.05) * 0.05)
    assert found["b"].judgement is Judgement.UNDECIDED


def test_what_is_unknown_is_undecided_and_costs_the_others_nothing():
    error = 0.03 / student(19) * 0.999

    assert words(a=Estimate(0.05, error, 19), b=None) == {"a": "better", "b": "undecided"}


def test_no_change_with_a_narrow_interval_is_the_same():
    assert words(a=Estimate(0.0, 0.001, 9)) == {"a": "same"}
    assert words(a=Estimate(0.0, 0.1, 9)) == {"a": "undecided"}


def test_a_ratio_of_equal_pairs_is_exact():
    found = of_ratios([2.0, 4.0, 3.0], [1.0, 2.0, 1.5])

    assert found.value == pytest.approx(-0.5)
    assert found.error == pytest.approx(0.0, abs=1e-12)


def test_a_ratio_is_that_of_the_means_not_the_mean_of_ratios():
    found = of_ratios([1.0, 9.0] * 50, [2.0, 9.0] * 50)

    assert found.value == pytest.approx(0.1, abs=2e-3)
