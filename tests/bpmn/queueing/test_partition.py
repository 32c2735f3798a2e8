"""Where the lead time goes, and the figures that rest on it."""

import math
from dataclasses import dataclass, replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse
from bpmn.queueing.model import Model
from bpmn.queueing.net import Cause
from bpmn.scenario.distributions import constant
from bpmn.scenario.parameters import Batch
from bpmn.system.facts import Facts, PromiseFact
from tests.bpmn.queueing.systems import (
    arrival,
    bpsim,
    const,
    element,
    flow,
    maps,
    resource,
    share,
    staff,
    work,
)


@dataclass(frozen=True)
class Promise:
    customer: str
    target: float
    unit: str = "hour"
    margin: float | None = None


def key(name):
    return ElementKey("a.bpmn", name)


def process(*pairs, nodes):
    """A process of these nodes (XML) and flows "A B"."""
    flows = "".join(
        f"<sequenceFlow id='{a}-{b}' sourceRef='{a}' targetRef='{b}'/>" for a, b in (p.split() for p in pairs)
    )
    return f"<process id='P'><startEvent id='Start'/>{nodes}<endEvent id='End'/>{flows}</process>"


FORK = process(
    "Start M", "M F", "F A", "F B", "A J", "B J", "J X", "X C", "X End", "C M",
    nodes="<exclusiveGateway id='M'/><parallelGateway id='F'/><task id='A'/><task id='B'/>"
    "<parallelGateway id='J'/><exclusiveGateway id='X'/><task id='C'/>",
)  # fmt: skip


def busy():
    numbers = bpsim(
        arrival(2.0), staff("R", 1), staff("S", 1), work("A", 0.5, "R"), work("B", 0.7, "S"), work("C", 0.3, "R"),
        share("X-C", 0.2), share("X-End", 0.8),
    )  # fmt: skip
    return analyse(maps(a=resource("R", "S") + FORK + numbers))


def test_parts_add_up_to_the_lead_time_in_forks_and_loops():
    found = busy()

    assert sum(part.mean for part in found.partition) == pytest.approx(found.metric("leadTime"), rel=1e-9)
    assert {part.cause for part in found.partition} == {Cause.QUEUE, Cause.WORK}
    assert all(part.mean > 0 for part in found.partition)


def test_a_group_is_parted_into_gathering_queueing_and_working():
    numbers = bpsim(arrival(12), staff("R", 1), work("Pack", 5, "R", law=const), unit="min")
    model = Model(maps(a=resource("R") + flow("Pack") + numbers))
    packing = replace(model.scenario.of(key("Pack")), set_up_time=constant(10), batch=Batch(3, 3))

    found = model.evaluate({key("Pack"): packing})

    parts = {part.cause: part.mean for part in found.partition}
    assert parts == pytest.approx({Cause.BATCH: 12, Cause.QUEUE: 6.9183525, Cause.WORK: 25}, rel=1e-6)


def test_a_time_that_uses_nobody_is_a_lag():
    wait = element(
        "A", f"<bpsim:TimeParameters><bpsim:LagTime>{const(3)}</bpsim:LagTime></bpsim:TimeParameters>"
    )
    found = analyse(maps(a=flow("A") + bpsim(arrival(1.0), wait)))

    assert [(part.cause, part.mean) for part in found.partition] == [(Cause.LAG, 3.0)]


def test_one_more_where_waits_are_long_helps_most_and_need_not_be_where_most_are_busy():
    numbers = bpsim(
        arrival(1.0), staff("R", 1), staff("S", 40), work("A", 0.8, "R"), work("B", 33, "S"),
    )  # fmt: skip
    found = analyse(maps(a=resource("R", "S") + flow("A", "B") + numbers))

    assert found.bottleneck.resource == "S"
    assert found.relief.resource == "R"
    assert found.relief.gain == pytest.approx(4 - 0.8 - 0.8 * 0.16 / (1 - 0.16), rel=1e-3)


def test_the_distance_to_saturation_and_the_capacity_of_a_week():
    found = analyse(
        maps(a=resource("R") + flow("A") + bpsim(arrival(1.25), staff("R", 1), work("A", 1, "R")))
    )

    assert found.resources[0].headroom == pytest.approx(0.25)
    assert found.resources[0].per_week == pytest.approx(168)


@pytest.mark.parametrize(("time", "share_"), [(5, 0.6321205588), (10, 0.8646647168)])
def test_quantiles_and_promises_of_one_server_are_exact(time, share_):
    text = resource("R") + flow("A") + bpsim(arrival(1.25), staff("R", 1), work("A", 1, "R"))
    found = Model(maps(a=text), promises=[Promise("", time)]).evaluate()

    assert found.metric("onTime") == pytest.approx(share_, rel=1e-8)
    assert found.quantiles == pytest.approx(
        {"p50": 3.465735903, "p80": 5 * math.log(5), "p90": 11.51292546, "p95": 14.97866137}, rel=1e-7
    )


@pytest.mark.parametrize(("time", "share_"), [(1, 0.2681806863), (2, 0.5100380289), (4, 0.8032309901)])
def test_promises_of_several_servers_are_exact(time, share_):
    text = resource("R") + flow("A") + bpsim(arrival(1 / 4.5), staff("R", 5), work("A", 1, "R"))
    found = Model(maps(a=text), promises=[Promise("", time * 60, "min")]).evaluate(whole=True)

    assert found.metric("onTime") == pytest.approx(share_, rel=1e-7)


def test_constant_times_are_on_time_to_the_minute():
    choice = process(
        "Start X", "X A", "X B", "A End", "B End",
        nodes="<exclusiveGateway id='X'/><task id='A'/><task id='B'/>",
    )  # fmt: skip
    numbers = bpsim(
        arrival(1.0), work("A", 2, law=const), work("B", 5, law=const), share("X-A", 0.3), share("X-B", 0.7)
    )
    shares = [
        Model(maps(a=choice + numbers), promises=[Promise("", t)]).evaluate().metric("onTime")
        for t in (1.9, 2, 4.9, 5)
    ]

    assert shares == pytest.approx([0, 0.3, 0.3, 1], abs=1e-9)


def test_constant_and_varying_times_together_are_nearly_exact():
    numbers = bpsim(arrival(1.0), work("A", 2, law=const), work("B", 3))
    found = Model(maps(a=flow("A", "B") + numbers), promises=[Promise("", 5)]).evaluate()

    assert found.metric("onTime") == pytest.approx(1 - math.exp(-1), abs=1e-4)
    assert found.quantiles["p90"] == pytest.approx(2 + 3 * math.log(10), rel=1e-5)


def test_the_error_is_none_where_the_answer_is_exact_and_simulation_is_asked_for_where_it_is_not():
    exact = analyse(
        maps(a=resource("R") + flow("A") + bpsim(arrival(1.25), staff("R", 1), work("A", 1, "R")))
    )
    rough = analyse(
        maps(a=resource("R") + flow("A") + bpsim(arrival(1.05, law=const), staff("R", 1), work("A", 1, "R")))
    )

    assert exact.reliance.error == 0
    assert not exact.reliance.reasons
    assert rough.reliance.error > 0.1
    assert any("Simulate" in str(reason) for reason in rough.reliance.reasons)


def test_first_pass_and_throughput_accounting():
    text = resource("R") + FORK + bpsim(
        arrival(1.0), staff("R", 1, cost=10), work("A", 0.4, "R"), share("X-C", 0.2), share("X-End", 0.8)
    )  # fmt: skip
    found = Model(maps(a=text), promises=[Promise("", 10, margin=100)]).evaluate()

    assert found.flow.first_pass == pytest.approx(0.8)
    assert found.accounting.throughput == pytest.approx(100 * 168)
    assert found.accounting.expense == pytest.approx(0.4 * 1.25 * 10 * 168)
    assert found.accounting.inventory == pytest.approx(100 * found.metric("wip"))


def test_idle_time_is_paid_where_people_say_so():
    model = Model(
        maps(a=resource("R") + flow("A") + bpsim(arrival(1.0), staff("R", 1, cost=10), work("A", 0.4, "R")))
    )

    paid = model.evaluate({key("R"): replace(model.scenario.of(key("R")), paid_when_idle=True)})

    assert model.evaluate().metric("costPerGoodCase") == pytest.approx(4)
    assert paid.metric("costPerGoodCase") == pytest.approx(10)


def test_promises_of_the_system_count():
    text = resource("R") + flow("A") + bpsim(arrival(1.25), staff("R", 1), work("A", 1, "R"))
    facts = Facts(promises=(PromiseFact("", 300, "min"),))

    found = analyse(maps(facts, a=text))

    assert found.metric("onTime") == pytest.approx(0.6321205588, rel=1e-8)
    assert [(p.target, p.customer) for p in found.promises] == [(5.0, "")]
