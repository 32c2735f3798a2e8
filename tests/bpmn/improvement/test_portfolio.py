import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.improvement.portfolio import summarise

JOINTLY_BAD = {
    frozenset(): 0.0,
    frozenset("C"): 92.7405733,
    frozenset("M"): 96.66886977,
    frozenset("MC"): -42.87737123,
}


def test_two_good_initiatives_that_are_bad_together():
    found = summarise(("C", "M"), JOINTLY_BAD, "EUR")

    assert found.shapley == {"C": pytest.approx(-23.40283385), "M": pytest.approx(-19.47453738)}
    assert found.interaction == {("C", "M"): pytest.approx(-232.2868143)}
    assert found.best == ("M",)
    assert found.bad_coalitions == (("C", "M"),)
    assert found.last["C"] == pytest.approx(-42.87737123 - 96.66886977)


def test_a_state_that_never_settles_is_bad_and_has_no_shares():
    found = summarise(("C", "M"), {**JOINTLY_BAD, frozenset("MC"): None}, "EUR")

    assert found.bad_coalitions == (("C", "M"),)
    assert found.shapley == {"C": None, "M": None}
    assert found.interaction == {("C", "M"): None}


def test_subsets_that_exclude_themselves_are_left_out():
    values = {members: value for members, value in JOINTLY_BAD.items() if len(members) < 2}

    found = summarise(("C", "M"), values, "EUR")

    assert found.bad_coalitions == ()
    assert found.last == {"C": None, "M": None}


def test_the_best_set_under_a_budget():
    costs = {"C": 10.0, "M": 50.0}

    assert summarise(("C", "M"), JOINTLY_BAD, "EUR", costs, 20.0).best_under_budget == ("C",)
    assert summarise(("C", "M"), JOINTLY_BAD, "EUR", costs, 5.0).best_under_budget == ()
    assert summarise(("C", "M"), JOINTLY_BAD, "EUR").best_under_budget is None


@given(st.lists(st.floats(-100, 100), min_size=7, max_size=7))
def test_fair_shares_add_up_to_the_whole(numbers):
    subsets = [frozenset(s) for s in ("a", "b", "c", "ab", "ac", "bc", "abc")]
    values = {frozenset(): 0.0, **dict(zip(subsets, numbers, strict=True))}

    found = summarise(("a", "b", "c"), values, "min")

    assert sum(found.shapley.values()) == pytest.approx(numbers[-1], abs=1e-9)
