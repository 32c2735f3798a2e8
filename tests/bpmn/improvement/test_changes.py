import pytest

from bpmn.base.finding import ElementKey
from bpmn.improvement.changes import CannotApply, edits_of
from bpmn.improvement.edits import Edit, apply_edits, conflict
from bpmn.improvement.workbench import Plan, together
from bpmn.scenario.distributions import constant
from bpmn.scenario.merged import read
from bpmn.scenario.parameters import Batch, ElementParameters, Scenario
from bpmn.system.facts import Change, Parameter
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, staff, work

A = ElementKey("a.bpmn", "A")


def system():
    numbers = bpsim(staff("R", 2), staff("Other", 1), arrival(1.0), work("A", 1.0, "R"))
    return maps(a=resource("R", "Other") + flow("A") + numbers)


def after(*changes):
    found = system()
    scenario = read(found)
    return apply_edits(scenario, edits_of(found, scenario, changes))


@pytest.mark.parametrize(
    ("parameter", "field"),
    [("priority", "priority"), ("defect", "defect"), ("detection", "detection"), ("repeat", "repeat"),
     ("fixedCost", "fixed_cost"), ("loss", "loss"), ("noAnswer", "no_answer")],
)  # fmt: skip
def test_a_plain_number_is_set_on_the_element(parameter, field):
    assert getattr(after(Change(A, Parameter(parameter), 0.5)).of(A), field) == 0.5


@pytest.mark.parametrize(
    ("parameter", "field"), [("available", "share"), ("efficiency", "efficiency"), ("unitCost", "unit_cost")]
)
def test_a_number_of_people_is_set_on_the_team_of_a_step(parameter, field):
    found = after(Change(A, Parameter(parameter), 0.5))

    assert getattr(found.of(ElementKey("a.bpmn", "R")), field) == 0.5


@pytest.mark.parametrize("parameter", [Parameter.SET_UP, Parameter.LAG, Parameter.RESPONSE])
def test_a_time_is_read_in_its_unit(parameter):
    field = {"setUp": "set_up_time", "lag": "lag_time", "response": "response_time"}[parameter]

    assert getattr(after(Change(A, parameter, 30, unit="min")).of(A), field).mean == pytest.approx(0.5)


def test_a_group_of_ten_is_a_group_of_exactly_ten():
    assert after(Change(A, Parameter.BATCH, 10)).of(A).batch == Batch(10, 10)


def test_a_factor_doubles_a_group():
    scenario = Scenario(parameters={A: ElementParameters(batch=Batch(3, 5))})

    assert apply_edits(scenario, [Edit(A, "batch", factor=2)]).of(A).batch == Batch(6, 10)


def test_another_team_does_a_step():
    assert after(Change(A, Parameter.TEAM, text="Other")).of(A).selection.needs[0].resource == "Other"


def test_a_team_that_is_not_there_is_said():
    with pytest.raises(CannotApply, match="no team “Nobody”"):
        after(Change(A, Parameter.TEAM, text="Nobody"))


def test_a_calendar_that_is_not_there_is_said():
    with pytest.raises(CannotApply, match="no calendar “Night”"):
        after(Change(A, Parameter.CALENDAR, text="Night"))


def test_a_share_above_one_is_refused_in_words():
    with pytest.raises(CannotApply, match="a share lies between 0 and 1"):
        after(Change(A, Parameter.DEFECT, 1.5))


def test_factors_of_two_initiatives_multiply():
    scenario = Scenario(parameters={A: ElementParameters(processing_time=constant(10.0))})
    both = together(
        [Plan((Edit(A, "processing_time", factor=0.8),)), Plan((Edit(A, "processing_time", factor=0.9),))]
    )

    assert apply_edits(scenario, both.edits).of(A).processing_time.mean == pytest.approx(7.2)
    assert not both.contradicts_itself


def test_a_factor_multiplies_what_another_initiative_sets():
    scenario = Scenario(parameters={A: ElementParameters(processing_time=constant(10.0))})
    edits = [Edit(A, "processing_time", factor=0.5), Edit(A, "processing_time", constant(4.0))]

    assert apply_edits(scenario, edits).of(A).processing_time.mean == pytest.approx(2.0)


def test_two_values_for_one_number_contradict_each_other():
    assert conflict([Edit(A, "quantity", 2.0), Edit(A, "quantity", 3.0)])
    assert not conflict([Edit(A, "quantity", 2.0), Edit(A, "quantity", 2.0)])


def test_a_team_that_says_no_share_of_its_time_is_there_all_of_it():
    scenario = Scenario(parameters={ElementKey("a.bpmn", "team"): ElementParameters(quantity=3)})
    edits = [Edit(ElementKey("a.bpmn", "team"), "share", factor=factor) for factor in (0.9, 0.5)]

    changed = apply_edits(scenario, edits)

    assert changed.of(ElementKey("a.bpmn", "team")).share == pytest.approx(0.45)
