from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.base.finding import ElementKey
from bpmn.improvement.initiative import proposals
from bpmn.improvement.portfolio import MOST_MEMBERS, Limits, Needs, portfolio, summarise
from bpmn.improvement.workbench import Workbench
from bpmn.system.facts import BudgetFact, Change, Facts, Initiative, Parameter, Worth, WorthFact
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, staff, work

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


# -- in a system ---------------------------------------------------------------------------------


def row_of(count):
    """Steps in a row by one person each; an initiative per step that makes it a fifth quicker."""
    names = [f"T{n}" for n in range(count)]
    numbers = [staff(f"R{n}", 1) for n in range(count)] + [
        work(name, 0.5, f"R{n}") for n, name in enumerate(names)
    ]
    system = maps(a=resource(*(f"R{n}" for n in range(count))) + flow(*names) + bpsim(arrival(1.0), *numbers))
    initiatives = tuple(
        Initiative(f"I{n:02}", changes=(Change(ElementKey("a.bpmn", name), Parameter.DURATION, factor=0.8),))
        for n, name in enumerate(names)
    )
    return system, initiatives


EACH = 1 / (1 / 0.5 - 1) - 1 / (1 / 0.4 - 1)  # what one of them saves: M/M/1 before and after


def valued(system, facts):
    bench = Workbench(system, None, facts)
    return portfolio(bench, proposals(bench))


def test_initiatives_that_do_not_touch_each_other_add_up():
    system, initiatives = row_of(5)

    found = valued(system, Facts(initiatives=initiatives))

    assert len(found.values) == 32
    assert list(found.shapley.values()) == [pytest.approx(EACH)] * 5
    assert found.values[frozenset(found.names)] == pytest.approx(5 * EACH)
    assert set(found.interaction.values()) == {0.0}


def test_what_is_required_and_excluded_leaves_sets_out():
    system, (a, b, c) = row_of(3)
    facts = Facts(initiatives=(a, replace(b, requires=("I00",)), replace(c, excludes=("I00",))))

    found = valued(system, facts)

    assert set(found.values) == {frozenset(s) for s in ((), ("I00",), ("I02",), ("I00", "I01"))}
    assert found.best == ("I00", "I01")
    assert found.order == ("I00", "I01")


def test_of_too_many_for_all_sets_shares_come_from_drawn_orders():
    system, initiatives = row_of(MOST_MEMBERS + 2)

    found = valued(system, Facts(initiatives=initiatives))

    assert len(found.values) < 1000
    assert list(found.shapley.values()) == [pytest.approx(EACH, rel=1e-6)] * len(initiatives)
    assert all(error == pytest.approx(0.0, abs=1e-9) for error in found.shapley_error.values())
    assert set(found.best) == set(found.names)


def test_budgets_count_money_and_heads():
    system, (a, b, c) = row_of(3)
    facts = Facts(
        initiatives=(replace(a, cost=10.0), replace(b, cost=10.0, people=1.0), replace(c, cost=10.0)),
        budgets=(BudgetFact("money", 20.0), BudgetFact("heads", 0.0, "people")),
    )

    assert valued(system, facts).best_under_budget == ("I00", "I02")


def test_a_running_cost_counts_in_the_value():
    system, (a, *_) = row_of(1)
    worth = (WorthFact(Worth.HOUR, 10.0),)

    free = valued(system, Facts(initiatives=(a,), value_function=worth))
    dear = valued(
        system, Facts(initiatives=(replace(a, running_cost=24.0, per="day"),), value_function=worth)
    )

    assert free.alone["I00"] == pytest.approx(10 * EACH)
    assert dear.alone["I00"] == pytest.approx(10 * EACH - 1.0)
