"""The words for a verdict: the sentence, the chain of causes, the bottleneck, gates and forecasts."""

import pytest

from bpmn.base.finding import ElementKey
from bpmn.improvement import forecasts
from bpmn.improvement.assess import assess
from bpmn.improvement.effects import Colour
from bpmn.improvement.engine import Analytic
from bpmn.improvement.estimates import Estimate
from bpmn.improvement.gates import plan_gate
from bpmn.improvement.initiative import propose
from bpmn.improvement.spoken import number, percent, span, time
from bpmn.improvement.workbench import Workbench
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import Change, Facts, Initiative, KpiFact, Parameter, Realised
from tests.bpmn.queueing.systems import (
    Link,
    Links,
    arrival,
    bpsim,
    const,
    flow,
    maps,
    resource,
    share,
    staff,
    work,
)

MINUTE, HOUR = TimeUnit.MINUTE, TimeUnit.HOUR


def key(identifier, file="a"):
    return ElementKey(f"{file}.bpmn", identifier)


def assessed(system, links, initiative, facts=None):
    bench = Workbench(system, links, facts)
    return assess(bench, propose(bench, initiative), Analytic(bench))


def tandem():
    prepare = resource("RA") + flow("T1") + bpsim(staff("RA", 1), arrival(1.25), work("T1", 0.9, "RA", const))
    finish = resource("RB") + flow("T2") + bpsim(staff("RB", 1), work("T2", 1.0, "RB", const))
    return maps(prepare=prepare, finish=finish), Links((Link(key("End", "prepare"), key("Start", "finish")),))


FASTER = Initiative(
    "Faster", "Ann", changes=(Change(key("T1", "prepare"), Parameter.DURATION, 0.5, unit="hour"),)
)


# -- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "half", "text"),
    [(70.366, 0.0, "70.4"), (70.366, 3.0, "70.4"), (70.366, 25.0, "70"), (1234.0, 0.0, "1230"), (0.0, 0.0, "0"),
     (-0.0123, 0.0, "−0.0123"), (0.1234, 0.02, "0.123")],
)  # fmt: skip
def test_a_number_has_no_more_digits_than_its_error_leaves(value, half, text):
    assert number(value, half) == text


def test_times_are_told_in_the_unit_people_think_in():
    assert str(time(70.0, MINUTE)) == "70 minutes"
    assert str(time(50.5, HOUR)) == "2.1 days"
    assert str(time(0.5, HOUR)) == "30 minutes"
    assert str(span(68.0, 138.0, MINUTE)) == "from 1.13 to 2.3 hours"
    assert percent(0.6039, 0.0) == "60 %"


# -- sentence and chain --------------------------------------------------------------------------


def test_the_sentence_says_the_answer_first_and_names_where_the_wait_came():
    system, links = tandem()

    said = str(assessed(system, links, FASTER).explanation)

    assert said.startswith("Good for Ann and for the customer: cases take ")
    assert "of waiting per case moved to “T2”" in said


def test_each_step_of_the_chain_carries_a_number():
    system, links = tandem()

    chain = [str(step) for step in assessed(system, links, FASTER).chain]

    assert chain[0] == "time of “T1”: from 54 to 30 minutes."
    assert chain[1] == "“RA” is 40 % busy instead of 72 %."
    assert any(
        step.startswith("At “T2” each case waits ") and "over the link to “Start”" in step for step in chain
    )
    assert chain[-1].startswith("The customer's time goes from ")


def test_where_the_time_moved_adds_up_to_the_change():
    system, links = tandem()

    effect = assessed(system, links, FASTER)

    whole = effect.overall["leadTime"]
    assert sum(m.delta for m in effect.moved) == pytest.approx(whole.after - whole.before, abs=1e-12)


def test_a_speed_up_off_the_bottleneck_leaves_the_capacity():
    system, links = tandem()

    said = str(assessed(system, links, FASTER).bottleneck)

    assert said == "The bottleneck stays “RB”, and so does the capacity of the whole: 1 cases per hour."


# -- what else is needed -------------------------------------------------------------------------


def test_the_smallest_companion_is_named_and_does_make_it_good():
    system = maps(
        a=resource("R") + flow("A") + bpsim(staff("R", 5), arrival(1 / 4.5), work("A", 1.0, "R")),
    )
    more = Initiative("Campaign", "Max", changes=(Change(key("Start"), Parameter.ARRIVAL, factor=1.08),))

    companion = assessed(system, None, more).companion

    assert str(companion.text) == "To make it good for the customer you also need 1 more of “R”."
    both = Initiative("Both", "Max", changes=(*more.changes, Change(key("R"), Parameter.STAFF, 6)))
    assert assessed(system, None, both).overall["leadTime"].judgement != "worse"


def test_what_is_good_already_needs_no_companion():
    system, links = tandem()

    assert assessed(system, links, FASTER).companion is None


# -- robustness ----------------------------------------------------------------------------------


def loop(low, high):
    """Work with a share that is repeated; the share is only estimated."""
    gateway = (
        '<exclusiveGateway id="G"/><sequenceFlow id="AG" sourceRef="A" targetRef="G"/>'
        '<sequenceFlow id="again" name="again" sourceRef="G" targetRef="A"/>'
        '<sequenceFlow id="done" sourceRef="G" targetRef="End"/>'
    )
    text = flow("A", extra=gateway).replace('<sequenceFlow id="A-End" sourceRef="A" targetRef="End"/>', "")
    system = maps(a=resource("R") + text + bpsim(
        staff("R", 2), arrival(1.0), work("A", 1.0, "R"), share("again", 0.1), share("done", 0.9)))  # fmt: skip
    quicker = Initiative("Quicker", "Ann", changes=(
        Change(key("A"), Parameter.DURATION, 0.8, unit="hour"),
        Change(key("again"), Parameter.SHARE, 0.25, low=low, high=high),
    ))  # fmt: skip
    return system, quicker


def test_a_word_holds_in_a_part_of_the_draws_and_what_to_measure_is_named():
    system, quicker = loop(0.1, 0.5)

    robust = assessed(system, None, quicker).robustness

    assert 0 < robust.holds < robust.draws == 64
    assert str(robust.sentence) == (
        f"The word holds in {robust.holds} of 64 draws; measure the new value of share of “again” first."
    )


def test_the_draws_are_the_same_each_time():
    system, quicker = loop(0.1, 0.5)

    assert assessed(system, None, quicker).robustness == assessed(system, None, quicker).robustness


def test_a_narrow_range_leaves_the_word_alone():
    system, quicker = loop(0.1, 0.12)
    sure = Initiative(
        "Q",
        "Ann",
        changes=(quicker.changes[0], Change(key("again"), Parameter.SHARE, 0.11, low=0.1, high=0.12)),
    )

    robust = assessed(system, None, sure).robustness

    assert robust.holds == robust.draws


def test_without_a_range_nothing_is_said_about_robustness():
    system, links = tandem()

    assert assessed(system, links, FASTER).robustness is None


# -- gates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "colour"),
    [
        (None, Colour.RED),
        (Initiative("A", "Ann"), Colour.RED),
        (Initiative("A", changes=FASTER.changes, kpi="k", goal="g", expected="less"), Colour.RED),
        (Initiative("A", "Ann", changes=FASTER.changes, kpi="k"), Colour.AMBER),
        (Initiative("A", "Ann", changes=FASTER.changes, kpi="k", goal="g", expected="less"), Colour.GREEN),
    ],
)
def test_the_plan_gate_tells_what_a_card_lacks(card, colour):
    assert plan_gate(card).colour is colour


def test_what_lacks_is_listed():
    said = str(plan_gate(Initiative("A", changes=FASTER.changes)).reason)

    assert said.startswith(
        "The card does not say yet who answers for it, whose number gets better, which goal"
    )


def test_the_system_gate_follows_the_verdict():
    system, links = tandem()
    slow = Initiative(
        "Slow", "Ann", changes=(Change(key("T2", "finish"), Parameter.DURATION, 1.2, unit="hour"),)
    )

    assert assessed(system, links, FASTER).system_gate.colour is Colour.GREEN
    assert assessed(system, links, slow).system_gate.colour is Colour.RED


# -- forecasts -----------------------------------------------------------------------------------


def test_a_measured_value_is_set_against_its_forecast():
    facts = Facts(kpis=(KpiFact("k", "time in the shop"),))
    one = Initiative(
        "A", realised=(Realised("k", 3.5, "2026-05-01", predicted=2.8), Realised("leadTime", 4.0))
    )

    told = [str(sentence) for sentence in forecasts.told(facts, one)]

    assert told == [
        "time in the shop: 3.5 measured (2026-05-01), 25 % above the forecast 2.8.",
        "leadTime: 4 measured (–); there was no forecast.",
    ]


def test_past_errors_of_the_same_kind_widen_the_next_forecast():
    system, links = tandem()
    past = Initiative("Past", changes=(Change(key("T1", "prepare"), Parameter.DURATION, 0.7),),
                      realised=(Realised("leadTime", 1.1, predicted=1.0),))  # fmt: skip
    plain = assessed(system, links, FASTER).overall["leadTime"].interval

    wide = assessed(system, links, FASTER, Facts(initiatives=(past,))).overall["leadTime"].interval

    after = assessed(system, links, FASTER).overall["leadTime"]
    assert wide.half == pytest.approx(plain.half + 0.1 * after.after / after.before)


def test_past_errors_of_another_kind_do_not():
    system, links = tandem()
    past = Initiative("Past", changes=(Change(key("RA", "prepare"), Parameter.STAFF, 2),),
                      realised=(Realised("leadTime", 1.1, predicted=1.0),))  # fmt: skip

    wide = assessed(system, links, FASTER, Facts(initiatives=(past,))).overall["leadTime"].interval

    assert wide == assessed(system, links, FASTER).overall["leadTime"].interval


def test_errors_add_to_a_standard_error_by_squares():
    assert forecasts.widened(Estimate(0.1, 0.03, 9), 0.04) == Estimate(0.1, pytest.approx(0.05), 9)
