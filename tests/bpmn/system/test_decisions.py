"""Fixes that change what is known of a system."""

import pytest

from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.system.decisions import decided
from bpmn.system.facts import (
    Decision,
    ExternalFact,
    Facts,
    GoalFact,
    KpiFact,
    LinkFact,
    PartyFact,
    ResourceFact,
    Role,
)
from tests.bpmn.system.maps import key

ONE, TWO = key("a.one"), key("b.two")

CASES: list[tuple[FixAction, Facts]] = [
    (
        fix(FixKind.CONFIRM_LINK, ONE, TWO, kind="message"),
        Facts(links=(LinkFact(ONE, TWO, "message", Decision.CONFIRMED),)),
    ),
    (
        fix(FixKind.REJECT_LINK, ONE, TWO, kind="message"),
        Facts(links=(LinkFact(ONE, TWO, "message", Decision.REJECTED),)),
    ),
    (fix(FixKind.MARK_EXTERNAL, ONE, party="Bank"), Facts(external=(ExternalFact(ONE, "Bank"),))),
    (
        fix(FixKind.SET_ROLE, ONE, party="Bank", role="partner"),
        Facts(parties=(PartyFact("Bank", Role.PARTNER, (ONE,)),)),
    ),
    (
        fix(FixKind.SAME_RESOURCE, ONE, TWO, name="Sales"),
        Facts(resources=(ResourceFact("Sales", (ONE, TWO)),)),
    ),
    (fix(FixKind.SET_OWNER, ONE, name="x"), Facts()),
]


@pytest.mark.parametrize(("action", "after"), CASES, ids=lambda one: str(getattr(one, "kind", "")))
def test_a_fix_changes_the_facts_it_is_about(action: FixAction, after: Facts):
    assert decided(Facts(), action) == after


def test_a_key_figure_serves_a_goal_that_there_is():
    facts = Facts(kpis=(KpiFact("k", goal="old"),), goals=(GoalFact("g"),))

    assert decided(facts, fix(FixKind.SET_GOAL, kpi="k", goal="g")).kpis == (KpiFact("k", goal="g"),)
    assert decided(facts, fix(FixKind.SET_GOAL, kpi="k", goal="gone")) == facts
