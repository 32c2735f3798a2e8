import math
from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.groups import Grouping, bulk_wait, gathered
from bpmn.queueing.model import Model
from bpmn.queueing.moments import Moments
from bpmn.scenario.distributions import constant
from bpmn.scenario.parameters import Batch
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, staff, work

TASK = ElementKey("a.bpmn", "Pack")


def packed(batch, between=12.0):
    """Orders at random; a group takes 10 minutes and 5 for each order, by one clerk."""
    numbers = bpsim(arrival(between), staff("R", 1), work("Pack", 5, "R"), unit="min")
    model = Model(maps(a=resource("R") + flow("Pack") + numbers))
    five = replace(
        model.scenario.of(TASK), processing_time=constant(5), set_up_time=constant(10), batch=batch
    )
    return model.evaluate({TASK: five})


@pytest.mark.parametrize(("size", "sojourn", "load"), [(3, 43.9183525, 0.6944444444), (10, 114.2845078, 0.5)])
def test_groups_of_a_fixed_size_are_exact(size, sojourn, load):
    found = packed(Batch(size, size))

    assert found.metric("leadTime") == pytest.approx(sojourn, rel=1e-6)
    assert found.resources[0].utilisation == pytest.approx(load)
    assert found.activities[0].work == pytest.approx((10 + 5 * size) / size)


def test_a_group_that_never_waits_for_more_is_a_queue_of_single_cases():
    found = packed(Batch(1, 1), between=30)

    assert found.activities[0].wait == pytest.approx(15 / 30 * 15 / 2 / (1 - 0.5))


def test_a_time_out_ends_the_wait_for_a_group():
    patient, hasty = gathered(Grouping(5, 5), 1.0, 0), gathered(Grouping(5, 5, timeout=2.0), 1.0, 0)
    endless = gathered(Grouping(5, 5, timeout=1e6), 1.0, 0)

    assert hasty.wait.mean < patient.wait.mean == pytest.approx(2.0)
    assert 1 < hasty.size < 5
    assert (endless.size, endless.wait.mean) == pytest.approx((5, 2.0))


def test_a_time_out_for_two_is_exact():
    found = gathered(Grouping(2, 2, timeout=3.0), 0.5, 0)

    met = 1 - math.exp(-1.5)
    assert found.size == pytest.approx(1 + met)
    assert found.wait.mean == pytest.approx(met / 0.5 / (1 + met))


def test_groups_at_clock_times_wait_for_half_a_gap_weighted_by_its_length():
    found = gathered(Grouping(gaps=(6.0, 18.0)), 2.0, 0)

    assert found.wait.mean == pytest.approx((6**2 + 18**2) / 48)
    assert found.size == pytest.approx(24, rel=1e-5)


def test_groups_grow_before_people_are_overloaded():
    crowded = packed(Batch(1, None), between=8)

    assert crowded.stable
    assert crowded.resources[0].utilisation == pytest.approx(5 / 8)


def test_a_limit_that_is_too_small_is_overloaded():
    assert not packed(Batch(1, 2), between=8).stable


@pytest.mark.parametrize("load", [0.3, 0.8, 0.95])
def test_the_wait_for_single_cases_is_that_of_one_server(load):
    assert bulk_wait(load, Moments(1, 1), 1.0) == pytest.approx(load / (1 - load), rel=1e-9)
    assert bulk_wait(load, Moments(1, 0), 1.0) == pytest.approx(load / (1 - load) / 2, rel=1e-9)


@pytest.mark.parametrize(
    ("batch", "between", "simulated"),
    [
        (Batch(1, None), 12, 31.66), (Batch(1, None), 8, 50.43), (Batch(2, 6), 8, 53.73),
        (Batch(5, 5, 30.0), 12, 47.71), (Batch(5, 5, 15.0), 12, 40.78),
    ],
)  # fmt: skip
def test_other_groups_are_near_what_a_simulation_shows(batch, between, simulated):
    """200,000 cases by a few lines that take them group by group, one clerk."""
    assert packed(batch, between).metric("leadTime") == pytest.approx(simulated, rel=0.06)
