"""Systems with exact answers (see ``../shared/oracles``): simulation finds them."""

import pytest

from bpmn import simulation
from bpmn.scenario.distributions import Distribution, constant, exponential
from bpmn.scenario.merged import read
from bpmn.scenario.parameters import ElementParameters
from tests.bpmn.simulation.systems import (
    agrees,
    comes,
    key,
    likely,
    one_process,
    oracle,
    people,
    resources,
    simulated,
    takes,
)
from tests.bpmn.system.maps import event, node, task

QUEUE = resources("R") + one_process(
    event("start", "s", None, None), task("A"), event("end", "e", None, None)
)


def queue(law, servers=1, every=1.25):
    return {"s": comes(every), "A": takes(law, "R"), "R": people(servers)}


def of_oracle(name, scenario=None, **settings):
    system = oracle(name)
    plan = simulation.plan(system, scenario=read(system, scenario))
    return simulation.simulate(plan, simulation.Settings(workers=1, **settings))


def test_one_exponential_server():
    found = simulated(QUEUE, queue(exponential(1.0)))

    assert agrees(found.lead_time.mean, 5.0)
    assert agrees(found.end_to_end["wip"], 4.0)
    assert agrees(found.end_to_end["throughput"], 0.8)
    assert agrees(found.resources[0].utilisation, 0.8)
    assert agrees(found.activities[0].wait, 4.0)
    exact = {50: 3.465735903, 90: 11.51292546, 95: 14.97866137}
    assert all(agrees(found.lead_time.quantiles[p], value) for p, value in exact.items())


def test_five_servers_at_ninety_per_cent():
    found = of_oracle("o02_mmc.bpmn", replications=10, duration=12_000.0, warm_up=1_000.0)

    assert agrees(found.lead_time.mean, 2.524986441)
    assert agrees(found.activities[0].wait, 1.524986441)
    assert agrees(found.resources[0].utilisation, 0.9)


def test_one_server_less_is_unstable_and_says_how_fast_the_backlog_grows():
    found = simulated(QUEUE, queue(exponential(1.0), servers=4, every=1 / 4.5), duration=2_000.0)

    assert not found.stable
    assert found.unstable[0].resource == "R"
    assert found.unstable[0].backlog_per_day == pytest.approx(24 * 0.5, rel=0.2)
    assert all(value is None for value in found.end_to_end.values())


def test_cases_that_never_end_are_no_overload():
    text = one_process(
        event("start", "s", None, None), node("exclusiveGateway", "g"), task("A"), node("parallelGateway", "j"),
        event("end", "e", None, None), flows="s>g g>A A>j g>j j>e",
    )  # fmt: skip

    found = simulated(text, {"s": comes(1.0), "A": takes(1.0)}, duration=1_000.0)

    assert found.unstable == ()
    assert any("never comes" in str(warning) for warning in found.warnings)


def test_rework_in_a_loop():
    found = of_oracle("o04_rework_loop.bpmn", replications=10, duration=20_000.0, warm_up=500.0)

    steps = {one.name: one for one in found.activities}
    assert agrees(found.lead_time.mean, 3.538961039)
    assert agrees(steps["Do"].wait, 1.285714286)
    assert agrees(steps["Check"].wait, 0.2454545455)
    assert agrees(steps["Do"].visits, 1.25)
    assert agrees(found.end_to_end["costPerGoodCase"], 68.75)


@pytest.mark.parametrize(
    ("law", "wait"),
    [
        (constant(1.0), 1.166666667),
        (Distribution("ErlangDistribution", (1.0, 3.0)), 1.555555556),
        (Distribution("UniformDistribution", (0.0, 2.0)), 1.555555556),
        (exponential(1.0), 2.333333333),
        (Distribution("LogNormalDistribution", (1.0, 1.5)), 3.791666667),
    ],
)
def test_one_server_with_any_law_of_work(law, wait):
    found = simulated(QUEUE, queue(law, every=1 / 0.7))

    assert agrees(found.activities[0].wait, wait)


def test_work_of_several_processes_joined_by_messages():
    found = of_oracle("s03_skip_inspection.bpmn", replications=10, duration=12_000.0, warm_up=500.0)

    times = {one.name: one.lead_time for one in found.processes}
    assert agrees(found.lead_time.mean, 4.355689596)
    assert agrees(times["Production"], 3.600452112)
    assert agrees(found.end_to_end["costPerGoodCase"], 113.3480663)


def test_without_inspection_cases_take_longer():
    found = of_oracle("s03_skip_inspection.bpmn", "After", replications=10, duration=12_000.0, warm_up=500.0)

    assert agrees(found.lead_time.mean, 6.986111111)
    assert agrees(found.end_to_end["wip"], 6.986111111)


def test_parallel_paths_take_as_long_as_the_longest():
    text = one_process(
        event("start", "s", None, None), node("parallelGateway", "f"), task("A"), task("B"),
        node("parallelGateway", "j"), event("end", "e", None, None), flows="s>f f>A f>B A>j B>j j>e",
    )  # fmt: skip
    numbers = {"s": comes(1.0), "A": takes(exponential(2.0)), "B": takes(exponential(3.0))}

    found = simulated(text, numbers)

    assert agrees(found.lead_time.mean, 3.8)


def test_parts_of_the_lead_time_add_up_to_it():
    found = of_oracle("s03_skip_inspection.bpmn", replications=10, duration=5_000.0)

    assert found.lead_time.mean is not None
    assert sum(part.mean.mean for part in found.partition) == pytest.approx(
        found.lead_time.mean.mean, rel=1e-9
    )


def test_branches_are_taken_as_often_as_people_say():
    text = one_process(
        event("start", "s", None, None), node("exclusiveGateway", "g"), task("A"), task("B"),
        event("end", "e", None, None), flows="s>g g>A g>B A>e B>e",
    )  # fmt: skip

    found = simulated(text, {"s": comes(1.0), "g-A": likely(0.3), "g-B": likely(0.7)})

    visits = {one.key: one.visits for one in found.activities}
    assert agrees(visits[key("A")], 0.3)
    assert agrees(visits[key("B")], 0.7)


def test_a_loop_without_a_way_out_is_said_before_the_run():
    text = one_process(
        event("start", "s", None, None), node("exclusiveGateway", "m"), task("A"), node("exclusiveGateway", "g"),
        event("end", "e", None, None), flows="s>m m>A A>g g>m g>e",
    )  # fmt: skip

    found = simulated(text, {"s": comes(1.0), "A": takes(1.0), "g-m": likely(1.0), "g-e": likely(0.0)})

    assert found.replications == 0
    assert "no way out" in str(found.warnings[0])


def test_classes_of_cases_go_their_own_ways():
    text = one_process(
        event("start", "s", "Shop", None), event("start", "s9", "Web", None), node("exclusiveGateway", "m"),
        node("exclusiveGateway", "g"), task("A"), task("B"), event("end", "e", None, None),
        flows="s>m s9>m m>g g>A g>B A>e B>e",
    )  # fmt: skip
    ways = {"g-A": {"Shop": 0.9, "Web": 0.2}, "g-B": {"Shop": 0.1, "Web": 0.8}}
    numbers = {flow: ElementParameters(by_class=shares) for flow, shares in ways.items()}

    found = simulated(text, {"s": comes(1.0), "s9": comes(1.0), **numbers}, duration=3_000.0)

    assert agrees(next(one for one in found.activities if one.key == key("A")).visits, 0.55)


def test_processes_that_set_each_other_off_without_time_are_said():
    joins = (
        '<collaboration id="c"><participant id="c1" name="First" processRef="p"/>'
        '<participant id="c2" name="Second" processRef="q"/><messageFlow id="m1" sourceRef="o1" targetRef="i2"/>'
        '<messageFlow id="m2" sourceRef="o2" targetRef="i1"/></collaboration>'
    )
    first = one_process(
        event("start", "s", None, None), event("start", "i1", None, "message"), event("end", "o1", None, "message"),
        flows="s>o1 i1>o1",
    )  # fmt: skip
    second = one_process(event("start", "i2", None, "message"), event("end", "o2", None, "message"), name="q")

    found = simulated(joins + first + second, {"s": comes(1.0)}, duration=100.0)

    assert found.replications == 0
    assert not found.stable
    assert "loop" in str(found.warnings[0])
