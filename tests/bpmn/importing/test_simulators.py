import json

import pytest

from bpmn.importing.found import NotImported, enter_found
from bpmn.importing.prosimos import read_prosimos
from bpmn.importing.qbp import has_qbp, read_qbp
from bpmn.model import Resource
from bpmn.model.document import Document
from bpmn.scenario.calendar_edit import calendars_of
from bpmn.scenario.edit import parameters_of
from tests.bpmn.queueing.systems import HEAD, flow
from tests.bpsim_structure import structure_errors

GATEWAY = (
    '<process id="P" name="Orders"><startEvent id="Start"/><task id="A" name="A"/><exclusiveGateway id="Ok"/>'
    '<endEvent id="Yes"/><endEvent id="No"/><sequenceFlow id="f" sourceRef="Start" targetRef="A"/>'
    '<sequenceFlow id="in" sourceRef="A" targetRef="Ok"/><sequenceFlow id="yes" sourceRef="Ok" targetRef="Yes"/>'
    '<sequenceFlow id="no" sourceRef="Ok" targetRef="No"/></process>'
)
QBP = """<q:processSimulationInfo xmlns:q="http://www.qbp-simulator.com/Schema201212" processInstances="100"
 startDateTime="2026-03-02T09:00:00.000Z">
 <q:arrivalRateDistribution type="EXPONENTIAL" mean="NaN" arg1="600" arg2="NaN"><q:timeUnit>minutes</q:timeUnit>
 </q:arrivalRateDistribution>
 <q:timetables><q:timetable id="T" default="true" name="Office"><q:rules>
  <q:rule fromTime="09:00:00.000+00:00" toTime="17:00:00.000+00:00" fromWeekDay="MONDAY" toWeekDay="FRIDAY"/>
 </q:rules></q:timetable></q:timetables>
 <q:resources><q:resource id="R" name="Clerk" totalAmount="3" costPerHour="25" timetableId="T"/></q:resources>
 <q:elements><q:element id="e1" elementId="A">
  <q:durationDistribution type="{kind}" mean="{mean}" arg1="{one}" arg2="{two}"/>
  <q:resourceIds><q:resourceId>R</q:resourceId></q:resourceIds></q:element></q:elements>
 <q:sequenceFlows><q:sequenceFlow elementId="yes" executionProbability="0.8"/>
  <q:sequenceFlow elementId="no" executionProbability="0.2"/></q:sequenceFlows>
</q:processSimulationInfo>"""


def qbp(kind="FIXED", mean=300, one=0, two=0, *, inside=False):
    info = QBP.format(kind=kind, mean=mean, one=one, two=two)
    body = GATEWAY
    if inside:
        body = GATEWAY.replace(
            'name="Orders">', f'name="Orders"><extensionElements>{info}</extensionElements>'
        )
        info = ""
    return Document.parse(f"{HEAD}{body}{info}</definitions>".encode(), "a.bpmn")


@pytest.mark.parametrize(
    ("kind", "mean", "one", "two", "expected", "scv"),
    [
        ("FIXED", 300, 0, 0, 300, 0),
        ("EXPONENTIAL", "NaN", 300, 0, 300, 1),
        ("NORMAL", 300, 30, 0, 300, 0.01),
        ("UNIFORM", 0, 200, 400, 300, 1 / 27),
        ("TRIANGULAR", 300, 200, 400, 300, 1 / 54),
        ("LOGNORMAL", 300, 90000, 0, 300, 1),
        ("GAMMA", 300, 45000, 0, 300, 0.5),
    ],
)
def test_each_distribution_of_bimp_is_read_in_seconds(kind, mean, one, two, expected, scv):
    found = read_qbp(qbp(kind, mean, one, two)).durations["A"]

    assert found.mean == pytest.approx(expected)
    assert found.scv == pytest.approx(scv, rel=1e-6)


@pytest.mark.parametrize("inside", [False, True])
def test_parameters_of_bimp_become_those_of_the_map(inside):
    document = qbp(inside=inside)

    notes = enter_found(document, read_qbp(document))

    assert notes == ()
    start, unit = parameters_of(document, "Start")
    assert (start.inter_trigger_timer.mean * unit.seconds, start.trigger_count) == (600, 100)
    assert parameters_of(document, "A")[0].pedigree["processing_time"].by == "BIMP"
    assert parameters_of(document, "yes")[0].probability == 0.8
    (resource,) = document.all(Resource)
    team, unit = parameters_of(document, resource.id)
    assert (team.quantity, team.unit_cost / unit.seconds * 3600) == (3, pytest.approx(25))
    assert calendars_of(document)[team.calendar].hours_per_week == 40
    assert structure_errors(document.to_bytes()) == []


def test_what_bimp_says_and_we_do_not_know_is_told():
    found = read_qbp(qbp("HISTOGRAM"))

    assert [str(note) for note in found.notes] == ["The distribution “HISTOGRAM” is not known here."]
    assert found.durations == {}


def test_taking_over_is_one_step():
    document = qbp()
    before = document.to_bytes()
    steps = []
    document.committed.connect(steps.append)

    enter_found(document, read_qbp(document))

    (step,) = steps
    step.undo()
    assert document.to_bytes() == before


def test_a_map_without_parameters_is_told():
    document = Document.parse(f"{HEAD}{flow('A')}</definitions>".encode(), "a.bpmn")

    assert not has_qbp(document)
    with pytest.raises(NotImported, match="holds no parameters of QBP, BIMP or Apromore"):
        read_qbp(document)


PROSIMOS = {
    "arrival_time_distribution": {
        "distribution_name": "expon", "distribution_params": [{"value": 600}, {"value": 0}, {"value": 9000}],
    },
    "arrival_time_calendar": [
        {"from": "MONDAY", "to": "FRIDAY", "beginTime": "08:00:00", "endTime": "16:00:00"}
    ],
    "resource_profiles": [{"id": "p", "name": "Clerk", "resource_list": [
        {"id": "r1", "name": "Anna", "amount": 2, "cost_per_hour": 25, "calendar": "c"},
        {"id": "r2", "name": "Ben", "amount": 1, "cost_per_hour": 25, "calendar": "c"},
    ]}],
    "resource_calendars": [{"id": "c", "name": "Office", "time_periods": [
        {"from": "MONDAY", "to": "FRIDAY", "beginTime": "09:00:00.000", "endTime": "17:00:00.000"}
    ]}],
    "task_resource_distribution": [{"task_id": "A", "resources": [
        {"resource_id": "r1", "distribution_name": "gamma",
         "distribution_params": [{"value": 300}, {"value": 45000}, {"value": 0}, {"value": 9999}]},
    ]}],
    "gateway_branching_probabilities": [{"gateway_id": "Ok", "probabilities": [
        {"path_id": "yes", "value": "0.8"}, {"path_id": "no", "value": "0.2"}]}],
}  # fmt: skip


def test_parameters_of_prosimos_become_those_of_the_map():
    document = Document.parse(f"{HEAD}{GATEWAY}</definitions>".encode(), "a.bpmn")

    notes = enter_found(document, read_prosimos(json.dumps(PROSIMOS).encode(), "p.json"))

    assert notes == ()
    work, unit = parameters_of(document, "A")
    assert (work.processing_time.mean * unit.seconds, work.processing_time.scv) == (pytest.approx(300), 0.5)
    start, _ = parameters_of(document, "Start")
    assert calendars_of(document)[start.calendar].hours_per_week == 40
    (resource,) = document.all(Resource)
    assert (resource.name, parameters_of(document, resource.id)[0].quantity) == ("Clerk", 3)
    assert parameters_of(document, "no")[0].probability == 0.2


def test_an_older_file_of_prosimos_is_understood():
    old = dict(PROSIMOS, arrival_time_distribution={
        "distribution_name": "expon", "distribution_params": [{"value": 0}, {"value": 600}]
    })  # fmt: skip

    assert read_prosimos(json.dumps(old).encode(), "p.json").arrival.mean == 600


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"{", "p.json is not valid JSON."), (b"{}", "p.json holds no parameters of Prosimos.")],
)
def test_what_is_no_file_of_prosimos_is_told(data, says):
    with pytest.raises(NotImported, match=says):
        read_prosimos(data, "p.json")


def test_a_step_that_the_map_lacks_is_told():
    other = dict(PROSIMOS, task_resource_distribution=[
        {**PROSIMOS["task_resource_distribution"][0], "task_id": "Gone"}
    ])  # fmt: skip
    document = Document.parse(f"{HEAD}{GATEWAY}</definitions>".encode(), "a.bpmn")

    notes = enter_found(document, read_prosimos(json.dumps(other).encode(), "p.json"))

    assert [str(note) for note in notes] == ["There is no step “Gone” in the map."]
