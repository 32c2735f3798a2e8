import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.improvement.portfolio import Limits, Needs, summarise

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
    costs = {"C": Needs(10.0), "M": Needs(50.0)}

    def under(money):
        return summarise(("C", "M"), JOINTLY_BAD, "EUR", costs, Limits(money)).best_under_budget

    assert under(20.0) == ("C",)
    assert under(5.0) == ()
    assert under(None) is None


def test_the_best_set_with_few_people():
    heads = {"C": Needs(people=0.0), "M": Needs(people=2.0)}

    found = summarise(("C", "M"), JOINTLY_BAD, "EUR", heads, Limits(people=1.0))

    assert found.best_under_budget == ("C",)


def test_two_that_spoil_each_other_are_told_with_their_numbers():
    found = summarise(("C", "M"), JOINTLY_BAD, "EUR per day")

    assert [str(s) for s in found.sentences] == ["C + M: alone +92.7, +96.7, together −42.9 (EUR per day)."]


def test_what_is_worth_less_together_than_the_best_alone_is_a_weak_coalition():
    found = summarise(("C", "M"), {**JOINTLY_BAD, frozenset("MC"): 50.0}, "EUR")

    assert (found.bad_coalitions, found.weak_coalitions) == ((), (("C", "M"),))


def test_what_adds_most_is_introduced_first():
    values = {frozenset(): 0.0, frozenset("a"): 1.0, frozenset("b"): 3.0, frozenset("ab"): 5.0}

    assert summarise(("a", "b"), values, "min").order == ("b", "a")


def test_a_share_counts_only_orders_that_are_possible():
    """b needs a first, so there is one order: a adds 1, b adds 4."""
    values = {frozenset(): 0.0, frozenset("a"): 1.0, frozenset("ab"): 5.0}

    assert summarise(("a", "b"), values, "min").shapley == {"a": 1.0, "b": 4.0}


@given(st.lists(st.floats(-100, 100), min_size=7, max_size=7))
def test_fair_shares_add_up_to_the_whole(numbers):
    subsets = [frozenset(s) for s in ("a", "b", "c", "ab", "ac", "bc", "abc")]
    values = {frozenset(): 0.0, **dict(zip(subsets, numbers, strict=True))}

    found = summarise(("a", "b", "c"), values, "min")

    assert sum(found.shapley.values()) == pytest.approx(numbers[-1], abs=1e-9)
