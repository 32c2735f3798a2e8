"""What counts as measured, as reviewed, and as somebody's lever."""

import pytest

from bpmn.analysis.check import check
from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpis_of
from bpmn.analysis.results import Opposing, Results
from bpmn.analysis.reviews import readers
from bpmn.base.fix import FixKind
from bpmn.base.message import Message
from bpmn.system.facts import Facts
from bpmn.system.system import System
from tests.bpmn.analysis.examples_between import shop
from tests.bpmn.analysis.governance_examples import (
    BUSY,
    GOAL,
    LANE,
    QUICK,
    WORK,
    kpi,
    owned,
    plain,
    reviewed,
    told,
)
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, key, message, pool, process, task


def rules(system: System) -> list[str]:
    return [finding.rule for finding in check(system)]


# -- measured --------------------------------------------------------------------------------------


def test_a_process_that_customers_meet_unmeasured_is_said_once():
    found = rules(a_system(one=shop(task("serve"))))

    assert found.count("C08") == 1
    assert "G03" not in found


def test_a_key_figure_of_the_whole_way_measures_the_contact_but_not_the_process():
    found = rules(a_system(Facts(kpis=(kpi(),)), one=shop(task("serve"))))

    assert "C08" not in found
    assert found.count("G03") == 1


def test_who_only_looks_at_a_figure_is_not_measured_by_it():
    context = Context(a_system(Facts(kpis=(kpi(element=WORK),)), **reviewed(reads=True)))

    assert [one.id for one in kpis_of(context, WORK)] == ["k"]
    assert kpis_of(context, key("two.r")) == []


# -- reviewed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "is_review"), [("Review the list", True), ("Pay the wages", False)])
def test_what_is_sent_to_a_monthly_process_is_reviewed_only_if_it_says_so(words: str, is_review: bool):
    system = a_system(Facts(kpis=(kpi(element=WORK),)), **told(words=words))

    assert readers(Context(system), WORK) == ([key("two.r")] if is_review else [])
    assert ("G06" in rules(system)) is not is_review


def test_a_measured_process_is_not_reviewed_by_beginning_every_month():
    facts = Facts(kpis=(kpi(element=key("two.r")),))

    assert "G06" in rules(a_system(facts, **told(words="Pay the wages")))


def test_the_figures_can_be_noted_at_a_review_that_there_is():
    system = a_system(Facts(kpis=(kpi(element=WORK),)), **reviewed(reads=False))

    (found,) = [finding for finding in check(system) if finding.rule == "G06"]

    assert [(a.kind, a.elements) for a in found.actions] == [(FixKind.READ_KPIS, (key("two.r"),))]


# -- opposing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("owner", "is_told"), [("Ada", True), ("Bob", True), ("Cid", False), ("", True)])
def test_two_figures_pull_apart_only_if_one_of_the_two_owners_holds_the_lever(owner: str, is_told: bool):
    system = a_system(Facts(kpis=(BUSY, QUICK)), **plain(LANE + owned(owner) if owner else LANE))

    assert ("M03" in rules(system)) is is_told


def test_what_was_computed_counts_before_declared_signs():
    system = a_system(Facts(kpis=(BUSY, QUICK)), **plain(LANE))
    measured = Opposing(BUSY.id, QUICK.id, Message("people of “Ada”"), -0.75)

    (fault,) = [f for f in check(system, results=Results(opposing=(measured,))) if f.rule == "M03"]

    assert "(−0.75): people of “Ada”" in str(fault.message)
    assert "M03" not in [f.rule for f in check(system, results=Results(opposing=()))]


def test_a_figure_without_a_goal_is_offered_the_goals_that_stand_above():
    system = a_system(Facts(kpis=(kpi(element=WORK),), goals=(GOAL,)), **plain())

    offered = [a for f in check(system) if f.rule == "M01" for a in f.actions]

    assert [(a.kind, a.argument("goal")) for a in offered] == [(FixKind.SET_GOAL, "g")]


# -- said once -------------------------------------------------------------------------------------


def test_a_wait_for_a_supplier_is_said_by_its_missing_time_limit_alone():
    parts = collaboration(pool("s", "Supplier"), pool("w", "Works", "p"), message("m", "s>got", "Glass"))
    text = bpmn(parts, process("p", task("got", "Take glass", "receiveTask"), task("go"), name="Buy"))

    found = rules(a_system(one=text))

    assert found.count("H05") == 1
    assert "G05" not in found


def test_a_process_that_nothing_starts_is_said_once_with_all_that_can_be_done():
    text = bpmn(process("p", event("start", "order", "Order"), task("work"), name="Sell"))
    system = a_system(one=text, two=bpmn(process("q", task("other"))))

    told = [
        f for f in check(system) if f.rule in ("A04", "A05", "A06") and "p" in {e.element for e in f.elements}
    ]

    assert [f.rule for f in told] == ["A06"]
    assert [a.kind for a in told[0].actions] == [FixKind.MARK_EXTERNAL, FixKind.START_BY_DATE]


def test_a_result_that_hangs_in_the_air_is_no_result_that_nobody_wants():
    shown = collaboration(pool("c", "Customer"), pool("s", "Shop", "p"), message("m", "c>order", "Order"))
    sending = process("p", event("start", "order", "Order"), event("end", "out", "Parcel"), name="Sell")
    found = rules(a_system(one=bpmn(shown, sending)))

    assert "A03" in found
    assert "A07" not in found


def test_each_round_of_a_repetition_gets_its_answer():
    many = '<multiInstanceLoopCharacteristics isSequential="false"/>'
    inside = task("ask", "Ask", "sendTask", messageRef="q") + task(
        "hear", "Hear", "receiveTask", messageRef="a"
    )
    around = f'<subProcess id="sub">{many}{inside}<sequenceFlow id="f" sourceRef="ask" targetRef="hear"/></subProcess>'
    defined = '<message id="q" name="Question"/><message id="a" name="Answer"/>'
    asking = bpmn(defined, process("p", around))
    answering = process(
        "r", event("start", "get", "Question", messageRef="q"), event("end", "say", "Answer", messageRef="a")
    )

    assert "A11" not in rules(a_system(one=asking, two=bpmn(defined, answering)))


# -- names -----------------------------------------------------------------------------------------


def test_what_has_no_name_is_called_by_what_it_follows_or_leads_to():
    nodes = (event("start", "s", None, None), task("a", "Check"), task("b"), event("end", "e", None, None))
    context = Context(a_system(one=bpmn(process("p", *nodes))))

    assert [context.name(key(f"one.{n}")) for n in "sabe"] == ["→ Check", "Check", "Check →", "Check →"]
