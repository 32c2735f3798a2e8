"""Replications in other processes: the same results, and an end at once where people want it."""

import json
import multiprocessing
import time

import pytest

from bpmn.base.progress import Cancelled
from bpmn.scenario.distributions import exponential
from bpmn.simulation import Settings, Workers, run_paired, simulate, to_json
from bpmn.simulation.length import Horizon
from tests.bpmn.semantics.models import END, START, gate
from tests.bpmn.simulation.systems import comes, likely, one_process, people, plan, resources, takes
from tests.bpmn.system.maps import task

TEXT = resources("R", "S") + one_process(
    START, gate("exclusive", "m"), task("A"), gate("exclusive", "g"), task("B"), END,
    flows="s>m m>A A>g g>B g>e B>m",
)  # fmt: skip
NUMBERS = {
    "s": comes(2.0), "A": takes(exponential(1.0), "R"), "R": people(1), "B": takes(exponential(2.0), "S"),
    "S": people(2), "g-B": likely(0.3), "g-e": likely(0.7),
}  # fmt: skip


def printed(workers: int) -> str:
    settings = Settings(workers=workers, duration=2_000.0)
    return json.dumps(to_json(simulate(plan(TEXT, NUMBERS), settings)))


def test_the_same_bytes_with_one_two_and_four_workers():
    alone = printed(1)

    assert printed(2) == alone
    assert printed(4) == alone


def test_other_seeds_give_other_numbers():
    ready = plan(TEXT, NUMBERS)

    first, second = (
        simulate(ready, Settings(seed=seed, workers=1, duration=500.0, replications=3)) for seed in (1, 2)
    )

    assert first.lead_time.mean != second.lead_time.mean


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cancelled_run_ends_and_the_next_one_works(workers: int):
    ready = plan(TEXT, NUMBERS)
    began: list[float] = []

    def progress(fraction: float, text: str = "") -> None:
        began.append(time.perf_counter())
        if len(began) > 3:
            raise Cancelled

    with Workers(workers) as crew:
        with pytest.raises(Cancelled):
            run_paired([ready], 1, 4, Horizon(1e7, warm_up=0), crew, progress)
        again = run_paired([ready], 1, 2, Horizon(200.0, warm_up=0), crew)

    assert len(again.metrics[0]) == 2


def test_what_was_done_before_people_cancelled_is_shown_as_partial():
    ready = plan(TEXT, NUMBERS)
    told: list[float] = []

    def progress(fraction: float, text: str = "") -> None:
        told.append(fraction)
        if told.count(1.0) > 1:
            raise Cancelled

    found = simulate(ready, Settings(workers=1, duration=50.0, precision=1e-6), progress)

    assert found.partial
    assert found.replications >= 10


def test_a_budget_of_events_ends_a_run_that_is_not_sure_enough():
    found = simulate(plan(TEXT, NUMBERS), Settings(workers=1, duration=200.0, precision=1e-9, events=20_000))

    assert found.partial
    assert found.events <= 20_000


def test_more_replications_are_run_until_the_mean_is_sure_enough():
    rough = simulate(plan(TEXT, NUMBERS), Settings(workers=1, duration=2_000.0, precision=0.5))
    fine = simulate(plan(TEXT, NUMBERS), Settings(workers=1, duration=2_000.0, precision=0.03))

    assert rough.replications == 10
    assert fine.replications > 10
    assert fine.lead_time.mean is not None
    assert fine.lead_time.mean.half_width <= 0.03 * fine.lead_time.mean.mean


def test_nothing_of_the_window_is_loaded_by_simulation():
    import subprocess
    import sys

    code = "import sys, bpmn.simulation.workers; print([m for m in sys.modules if m.startswith('PySide6')])"

    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_a_process_that_is_ended_from_outside_costs_no_result():
    ready = plan(TEXT, NUMBERS)
    horizon = Horizon(3_000.0, warm_up=0)
    expected = run_paired([ready], 1, 4, horizon, Workers(1)).metrics

    with Workers(2) as crew:
        run_paired([ready], 1, 2, Horizon(10.0, warm_up=0), crew)
        for process in multiprocessing.active_children():
            process.kill()
        found = run_paired([ready], 1, 4, horizon, crew).metrics

    assert found == expected


def test_a_plan_travels():
    import pickle

    ready = plan(TEXT, NUMBERS)
    settings = Settings(workers=1, duration=300.0, replications=2)

    there = pickle.loads(pickle.dumps(ready))

    assert simulate(there, settings) == simulate(ready, settings)
