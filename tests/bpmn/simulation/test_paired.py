"""Variants with common random numbers: what did not change has the same luck."""

import pytest

from bpmn.scenario.distributions import exponential
from bpmn.simulation import Workers, common_horizon, run_paired
from bpmn.simulation.length import Horizon
from bpmn.simulation.statistics import interval
from tests.bpmn.semantics.models import END, START
from tests.bpmn.simulation.systems import comes, key, one_process, people, plan, resources, takes
from tests.bpmn.system.maps import event, task

TANDEM = resources("R", "S") + one_process(START, task("A"), task("B"), END)
OTHER = one_process(event("start", "s9", None, None), task("X"), event("end", "e9", None, None), name="q")
HORIZON = Horizon(4_000.0, warm_up=10)


def numbers(work: float = 0.8, **more):
    return {
        "s": comes(1.0), "A": takes(exponential(work), "R"), "R": people(1), "B": takes(exponential(0.5), "S"),
        "S": people(1), **more,
    }  # fmt: skip


def paired(*plans, replications=10, horizon=HORIZON):
    return run_paired(list(plans), 1, replications, horizon, Workers(1))


def leads(metrics):
    return [run.end_to_end["leadTime"] for run in metrics]


def test_a_variant_that_changes_nothing_has_the_same_numbers():
    found = paired(plan(TANDEM, numbers()), plan(TANDEM, numbers()))

    assert found.metrics[0] == found.metrics[1]


def test_a_step_elsewhere_shifts_nobodys_luck():
    more = {"s9": comes(0.7), "X": takes(exponential(3.0))}

    found = paired(plan(TANDEM, numbers()), plan(TANDEM + OTHER, numbers(**more)))

    before, after = found.metrics
    assert next(run.activities[key("A")] for run in before).wait == pytest.approx(
        after[0].activities[key("A")].wait
    )
    assert before[0].processes[key("p")].lead_time == pytest.approx(after[0].processes[key("p")].lead_time)


def test_a_step_behind_shifts_nobodys_luck_before_it():
    longer = resources("R", "S") + one_process(START, task("A"), task("B"), task("C"), END)

    found = paired(plan(TANDEM, numbers()), plan(longer, numbers(C=takes(1.0))))

    before, after = found.metrics
    assert before[0].activities[key("A")].wait == after[0].activities[key("A")].wait
    assert before[0].activities[key("B")].wait == after[0].activities[key("B")].wait


def test_a_small_change_is_seen_far_better_with_common_random_numbers():
    found = paired(plan(TANDEM, numbers()), plan(TANDEM, numbers(0.78)))

    before, after = leads(found.metrics[0]), leads(found.metrics[1])
    differences = interval([b - a for a, b in zip(before, after, strict=True)])
    crossed = interval([b - a for a, b in zip(before, after[1:] + after[:1], strict=True)])
    assert differences.high is not None
    assert differences.high < 0
    assert crossed.half_width**2 > 10 * differences.half_width**2


def test_more_replications_go_on_where_the_last_ended():
    ready = plan(TANDEM, numbers())

    together = paired(ready, replications=4)
    apart = [
        *paired(ready, replications=range(2)).metrics[0],
        *paired(ready, replications=range(2, 4)).metrics[0],
    ]

    assert together.metrics[0] == apart


def test_an_overloaded_variant_is_told():
    found = paired(plan(TANDEM, numbers()), plan(TANDEM, numbers(1.3)), replications=5)

    assert found.unstable[0] == ()
    assert [one.resource for one in found.unstable[1]] == ["R"]
    assert found.unstable[1][0].backlog_per_day == pytest.approx(24 * (1 - 1 / 1.3), rel=0.2)


def test_variants_are_given_the_length_that_suits_all():
    busy = plan(TANDEM, numbers(0.97))

    assert common_horizon([plan(TANDEM, numbers()), busy]).duration == common_horizon([busy]).duration


def test_the_parts_of_every_replication_add_up():
    for run in paired(plan(TANDEM, numbers())).metrics[0]:
        assert sum(run.partition.values()) == pytest.approx(run.end_to_end["leadTime"], rel=1e-12)
