"""Defects: the skipped inspection in closed form, and where they are found."""

from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.model import Model
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, staff, work

MAKE, CHECK = ElementKey("a.bpmn", "Make"), ElementKey("a.bpmn", "Inspect")


def production(defect=0.1, detection=0.95, back="Make"):
    numbers = bpsim(
        arrival(1.0), staff("R", 2), staff("I", 1), work("Make", 1.2, "R"), work("Inspect", 0.5, "I")
    )
    model = Model(maps(a=resource("R", "I") + flow("Make", "Inspect", "Ship") + numbers))
    return model.evaluate(
        {
            MAKE: replace(model.scenario.of(MAKE), defect=defect),
            CHECK: replace(model.scenario.of(CHECK), detection=detection, rework_target=back),
        }
    )


def test_found_defects_go_back_as_often_as_they_are_found():
    found = production()

    assert found.activity(MAKE).visits == pytest.approx(1.104972376)
    assert found.resource("R").utilisation == pytest.approx(0.6629834254)
    assert found.resource("I").utilisation == pytest.approx(0.5524861878)
    assert found.process(ElementKey("a.bpmn", "P")).lead_time == pytest.approx(3.600452112)


def test_defects_that_no_check_finds_reach_the_customer():
    assert production().metric("defectRate") == pytest.approx(0.005524861878)
    assert production(detection=0.0).metric("defectRate") == pytest.approx(0.1)
    assert production(defect=0.0).metric("defectRate") == 0


def test_without_a_step_to_go_back_to_they_are_mended_at_once():
    found = production(back=None)

    assert found.activity(MAKE).visits == pytest.approx(1.0)
    assert found.metric("defectRate") == pytest.approx(0.005)


def test_without_any_number_about_defects_they_are_unknown():
    model = Model(maps(a=flow("Make") + bpsim(arrival(1.0), work("Make", 0.2))))

    assert model.evaluate().metric("defectRate") is None


def test_a_defect_before_parallel_paths_counts_once_behind_them():
    text = (
        "<process id='P'><startEvent id='Start'/><task id='Make'/><parallelGateway id='F'/><task id='A'/>"
        "<task id='B'/><parallelGateway id='J'/><endEvent id='End'/>"
        + "".join(
            f"<sequenceFlow id='{a}{b}' sourceRef='{a}' targetRef='{b}'/>"
            for a, b in (
                pair.split() for pair in ("Start Make", "Make F", "F A", "F B", "A J", "B J", "J End")
            )
        )
        + "</process>"
    )
    model = Model(maps(a=text + bpsim(arrival(1.0), work("Make", 0.2), work("A", 1), work("B", 1))))
    side = ElementKey("a.bpmn", "A")

    before = model.evaluate({MAKE: replace(model.scenario.of(MAKE), defect=0.2)})
    beside = model.evaluate({side: replace(model.scenario.of(side), defect=0.3)})

    assert before.metric("defectRate") == pytest.approx(0.2)
    assert beside.metric("defectRate") == pytest.approx(0.3)
