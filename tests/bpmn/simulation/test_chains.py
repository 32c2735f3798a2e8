"""Processes joined by messages (``../shared/oracles``: s01, s02, s08, o10), of maps of their own."""

import pytest

from bpmn import simulation
from bpmn.scenario.distributions import USER, Distribution, constant, exponential
from bpmn.scenario.parameters import Batch
from bpmn.simulation.engine import Length, Run
from bpmn.simulation.length import Horizon
from bpmn.system.facts import Facts, PromiseFact
from tests.bpmn.semantics.models import END, START
from tests.bpmn.simulation.systems import (
    agrees,
    comes,
    key,
    one_process,
    people,
    resources,
    scenario,
    system,
    takes,
)
from tests.bpmn.system.maps import event, task

IN, OUT = event("start", "in", None, "message"), event("end", "out", None, "message")


def two(first: str, second: str) -> str:
    """A process that ends with a message to the next; customers are outside both."""
    joins = (
        '<collaboration id="c"><participant id="c1" name="First" processRef="p"/>'
        '<participant id="c2" name="Second" processRef="q"/>'
        '<messageFlow id="m" sourceRef="out" targetRef="in"/></collaboration>'
    )
    return resources("R1", "R2") + joins + one_process(START, task(first), OUT) + one_process(
        IN, task(second), END, name="q"
    )  # fmt: skip


def paired(text, base, after, duration=8_000.0):
    maps = system(a=text)
    plans = [simulation.plan(maps, scenario=scenario(numbers)) for numbers in (base, after)]
    with simulation.Workers(1) as crew:
        return simulation.run_paired(plans, 1, 10, Horizon(duration, warm_up=10), crew).metrics


def mean(values):
    from bpmn.simulation.statistics import interval

    return interval(list(values))


def times(metrics, process):
    return mean(run.processes[key(process)].lead_time for run in metrics)


def test_a_faster_step_off_the_bottleneck_moves_the_wait():
    """s01: what is saved before the slowest server comes back behind it (Friedman 1965)."""
    base = {
        "s": comes(1.25), "T1": takes(0.9, "R1"), "T2": takes(1.0, "R2"), "R1": people(1), "R2": people(1),
    }  # fmt: skip

    before, after = paired(two("T1", "T2"), base, {**base, "T1": takes(0.5, "R1")})

    assert agrees(mean(run.end_to_end["leadTime"] for run in before), 3.9)
    assert agrees(mean(run.end_to_end["leadTime"] for run in after), 3.5)
    assert agrees(times(before, "p"), 2.057142857)
    assert agrees(times(before, "q"), 1.842857143)
    assert agrees(times(after, "q"), 2.833333333)


def test_larger_groups_save_work_and_cost_the_customer_time():
    """s02: Burke's departures make the group station exact."""

    def numbers(size):
        group = takes(5, "R2", set_up_time=constant(10), batch=Batch(least=size, most=size))
        return {
            "s": comes(12.0),
            "Enter": takes(exponential(8.0), "R1"),
            "Pack": group,
            "R1": people(1),
            "R2": people(1),
        }

    before, after = paired(two("Enter", "Pack"), numbers(3), numbers(10), duration=60_000.0)

    assert agrees(mean(run.end_to_end["leadTime"] for run in before), 67.9183525)
    assert agrees(mean(run.end_to_end["leadTime"] for run in after), 138.2845078)
    assert agrees(mean(run.activities[key("Pack")].work for run in before), 25 / 3)
    assert agrees(mean(run.activities[key("Pack")].work for run in after), 6.0)


@pytest.mark.parametrize(
    ("orders", "servers", "lead", "on_time"),
    [(8, 12, 1.034960414, 0.9478924494), (9.2, 10, 1.911668214, 0.8009513847)],
)
def test_the_share_that_is_on_time(orders, servers, lead, on_time):
    """s08: late is what takes more than three days."""
    maps = system(
        Facts(promises=(PromiseFact("", 3.0),)), a=resources("R") + one_process(START, task("Fulfil"), END)
    )
    numbers = {"s": comes(1 / orders), "Fulfil": takes(exponential(1.0), "R"), "R": people(servers)}
    ready = simulation.plan(maps, scenario=scenario(numbers))

    found = simulation.simulate(
        ready, simulation.Settings(replications=10, workers=1, duration=1_500.0, warm_up=50.0)
    )

    assert agrees(found.lead_time.mean, lead)
    assert agrees(found.end_to_end["onTime"], on_time)


@pytest.mark.parametrize("servers", [None, 1])
def test_every_reply_finds_the_case_that_asked(servers):
    """o10: each buyer waits for the own reply, whoever is served first."""
    buyer = one_process(
        START, event("throw", "ask", None, "message"), event("catch", "got", None, "message"), END
    )
    seller = one_process(IN, task("Work"), OUT, name="q")
    joins = (
        '<collaboration id="c"><participant id="b" name="Buyer" processRef="p"/>'
        '<participant id="z" name="Seller" processRef="q"/><messageFlow id="m1" sourceRef="ask" targetRef="in"/>'
        '<messageFlow id="m2" sourceRef="out" targetRef="got"/></collaboration>'
    )
    law = Distribution(USER, points=((10.0, 1.0), (2.0, 1.0), (5.0, 1.0)))
    numbers = {"s": comes(1.0, constant, count=300), "Work": takes(law, *(["R"] if servers else []))}
    numbers |= {"R": people(servers)} if servers else {}
    worked: dict[int, float] = {}
    maps = system(a=resources("R") + joins + buyer + seller)
    ready = simulation.plan(maps, scenario=scenario(numbers))
    works = {m.index for m in ready.moves if m.performs == key("Work")}

    def trace(now, case, transition, trail):
        if transition in works:
            worked[case.index] = now - trail[3]

    record = Run(ready, 1, 0, Length(1e5), trace=trace).run()

    free, expected = 0.0, []
    for case in range(300):
        came = case + 1.0
        ends = came + worked[case] if servers is None else max(free, came) + worked[case]
        free = ends
        expected.append(ends - came)
    assert sorted(record.leads) == pytest.approx(sorted(expected))
    assert {round(work) for work in worked.values()} == {2, 5, 10}
