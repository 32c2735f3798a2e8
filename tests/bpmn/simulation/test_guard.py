"""A run at a very busy team is made longer where theory knows better."""

import pytest

from bpmn.scenario.distributions import exponential
from bpmn.simulation import Settings, simulate
from tests.bpmn.semantics.models import END, START
from tests.bpmn.simulation.systems import comes, key, one_process, people, plan, resources, takes
from tests.bpmn.system.maps import task

TEXT = resources("R") + one_process(START, task("A"), END)


def busy(load: float = 0.95, **more):
    return {"s": comes(1 / load), "A": takes(exponential(1.0), "R", **more), "R": people(1)}


def test_the_wait_at_a_very_busy_team_is_known_beforehand():
    ((step, wait),) = plan(TEXT, busy()).course.waits

    assert step == key("A")
    assert wait == pytest.approx(0.95 / 0.05)


def test_other_laws_and_calmer_teams_are_left_to_simulation():
    assert plan(TEXT, busy(0.8)).course.waits == ()
    assert plan(TEXT, {**busy(), "A": takes(1.0, "R")}).course.waits == ()


def test_a_run_that_misses_what_is_known_is_made_longer_and_says_so():
    found = simulate(plan(TEXT, busy()), Settings(workers=1, duration=60.0, precision=10.0))

    assert found.replications == 40
    assert any("made longer" in str(warning) for warning in found.warnings)


def test_people_who_want_so_many_runs_get_so_many():
    found = simulate(plan(TEXT, busy()), Settings(workers=1, duration=60.0, replications=10))

    assert found.replications == 10
