"""Systems whose answers are known, judged as initiatives by queueing theory."""

import json

import pytest

from bpmn.base.finding import ElementKey
from bpmn.improvement.improve import improve
from bpmn.improvement.verdict import Verdict
from bpmn.system.facts import (
    Change,
    Facts,
    Initiative,
    KpiFact,
    Measure,
    Parameter,
    PromiseFact,
    Worth,
    WorthFact,
)
from tests.bpmn.queueing.systems import Link, Links, arrival, bpsim, const, flow, maps, resource, staff, work
from tests.corpus import shared


def expected(name):
    path = shared() / "oracles" / "systems" / f"{name}.json"
    if not path.is_file():
        pytest.skip("the systems with known answers are not here")
    return json.loads(path.read_text())["expected"]


def key(identifier, file):
    return ElementKey(f"{file}.bpmn", identifier)


def judged(system, links, facts):
    (effect,) = improve(system, links, facts=facts).initiatives
    return effect


def test_s01_a_speed_up_off_the_bottleneck_reaches_the_customer_in_part():
    answer = expected("s01_nonbottleneck_speedup")
    prepare = resource("RA") + flow("T1") + bpsim(staff("RA", 1), arrival(1.25), work("T1", 0.9, "RA", const))
    finish = resource("RB") + flow("T2") + bpsim(staff("RB", 1), work("T2", 1.0, "RB", const))
    links = Links((Link(key("End", "prepare"), key("Start", "finish")),))
    faster = Initiative(
        "Faster", "Ann", changes=(Change(key("T1", "prepare"), Parameter.DURATION, 0.5, unit="hour"),)
    )

    effect = judged(maps(prepare=prepare, finish=finish), links, Facts(initiatives=(faster,)))

    assert effect.verdict is Verdict.ALIGNED
    assert effect.local.change == pytest.approx(answer["local_change"], rel=1e-9)
    low, high = effect.overall["leadTime"].interval.low, effect.overall["leadTime"].interval.high
    assert low < answer["global_change"] < high < -0.02


def test_s02_bigger_groups_save_the_clerk_work_and_cost_the_customer_time():
    answer = expected("s02_batching_dispatch")
    sales = (
        resource("Sue")
        + flow("Enter")
        + bpsim(staff("Sue", 1), arrival(12), work("Enter", 8, "Sue"), unit="min")
    )
    batch = (
        '<bpsim:ElementParameters elementRef="Batch"><bpsim:TimeParameters>'
        f"<bpsim:SetUpTime>{const(10)}</bpsim:SetUpTime><bpsim:ProcessingTime>{const(5)}</bpsim:ProcessingTime>"
        "</bpsim:TimeParameters><bpsim:ResourceParameters><bpsim:Selection>"
        "<bpsim:ExpressionParameter value=\"bpsim:getResource('Dan',1)\"/></bpsim:Selection></bpsim:ResourceParameters>"
        '<bpsim:VendorExtension name="batch">3</bpsim:VendorExtension></bpsim:ElementParameters>'
    )
    dispatch = resource("Dan") + flow("Batch") + bpsim(staff("Dan", 1), batch, unit="min")
    links = Links((Link(key("End", "sales"), key("Start", "dispatch")),))
    bigger = Initiative(
        "Ten", "Dan", kpi="k", changes=(Change(key("Batch", "dispatch"), Parameter.BATCH, 10),)
    )
    kpi = KpiFact("k", "clerk minutes per order", Measure.WORK, key("P", "dispatch"))

    effect = judged(maps(sales=sales, dispatch=dispatch), links, Facts(kpis=(kpi,), initiatives=(bigger,)))

    assert effect.verdict is Verdict.SUB_OPTIMISATION
    assert effect.local.change == pytest.approx(answer["local_change"], rel=1e-6)
    assert effect.overall["leadTime"].before == pytest.approx(answer["base"]["end_to_end"], rel=0.15)
    assert effect.overall["leadTime"].change == pytest.approx(answer["global_change"], rel=0.15)


def s08():
    """Orders at 8 a day, 12 people who take a day each; a campaign and a cut of staff."""
    system = maps(fulfil=resource("R") + flow("Fulfil") + bpsim(
        staff("R", 12), arrival(1 / 8), work("Fulfil", 1.0, "R"), unit="day"))  # fmt: skip
    facts = Facts(
        initiatives=(
            Initiative("C", "Fay", changes=(Change(key("R", "fulfil"), Parameter.STAFF, 10),)),
            Initiative("M", "Max", changes=(Change(key("Start", "fulfil"), Parameter.ARRIVAL, factor=1.15),)),
        ),
        promises=(PromiseFact("", 3.0, "day"),),
        value_function=(
            WorthFact(Worth.CASE, 100.0),
            WorthFact(Worth.LATE_CASE, 200.0),
            WorthFact(Worth.CAPACITY, 60.0, "day"),
        ),
    )
    return system, facts


def test_s08_two_good_initiatives_spoil_each_other():
    """By lead time alone both are bad; what they earn is told by the value function where it is known."""
    answer = expected("s08_jointly_bad")
    system, facts = s08()
    system.facts = facts

    found = improve(system, facts=facts)

    assert found.base.metric("leadTime") == pytest.approx(answer["table"]["-"]["lead_time"], rel=1e-9)
    if found.base.metric("onTime") is None:
        pytest.skip("the share of cases on time is not computed yet")
    assert found.portfolio.value_unit == "money per day"
    assert found.portfolio.best == ("M",)
    assert found.portfolio.bad_coalitions == (("C", "M"),)
    for name, members in (("C", "C"), ("M", "M"), ("MC", "CM")):
        assert found.portfolio.values[frozenset(members)] == pytest.approx(answer["gain"][name], rel=0.15)
