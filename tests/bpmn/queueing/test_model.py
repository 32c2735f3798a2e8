from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse
from bpmn.queueing.model import Model
from bpmn.scenario.distributions import exponential
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, staff, work

TASK, TEAM = ElementKey("a.bpmn", "A"), ElementKey("a.bpmn", "R")


@pytest.fixture
def model():
    text = resource("R") + flow("A") + bpsim(arrival(1.25), staff("R", 1), work("A", 1, "R"))
    return Model(maps(a=text))


def test_changed_parameters_count_instead_of_those_of_the_scenario(model):
    faster = replace(model.scenario.of(TASK), processing_time=exponential(0.5))

    found = model.evaluate({TASK: faster})

    assert found.metric("leadTime") == pytest.approx(1 / (2 - 0.8))


def test_an_evaluation_leaves_no_trace_in_the_next(model):
    before = model.evaluate()

    model.evaluate({TEAM: replace(model.scenario.of(TEAM), quantity=3.0)})

    assert model.evaluate() == before


def test_the_whole_says_the_same_as_all_parts(model):
    whole, all_parts = model.evaluate(whole=True), model.evaluate()

    assert whole.end_to_end == all_parts.end_to_end
    assert not whole.processes
    assert all_parts.processes


def test_a_change_gives_what_the_changed_scenario_gives():
    text = (
        resource("R")
        + flow("A", "B")
        + bpsim(arrival(1.25), staff("R", 2), work("A", 1, "R"), work("B", 0.3, "R"))
    )
    model = Model(maps(a=text))
    changes = {TEAM: replace(model.scenario.of(TEAM), quantity=3.0)}

    found = model.evaluate(changes)

    assert found == analyse(maps(a=text), None, model.scenario.with_parameters(changes))
