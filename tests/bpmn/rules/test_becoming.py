import pytest

from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.rules.becoming import choices, may_become, own_kind
from bpmn.rules.kinds import kind
from tests.documents import blank, named, simple_flow


def names(element):
    return [str(choice) for choice in choices(element)]


def test_a_task_may_become_every_other_task():
    task = named(simple_flow("start", "Check", "end"), "Check")

    assert {"userTask", "callActivity", "subProcess"} <= set(names(task))
    assert "task" not in names(task)


def test_an_event_with_flows_keeps_them_legal():
    document = simple_flow("start", "Check", "end")

    assert "endEvent" not in names(named(document, "start"))
    assert "startEvent" not in names(named(document, "end"))
    assert "startEvent:message" in names(named(document, "start"))
    assert "endEvent:terminate" in names(named(document, "end"))


@pytest.mark.parametrize("wanted", ["exclusiveGateway", "startEvent"])
def test_families_do_not_mix(wanted):
    task = named(simple_flow("start", "Check", "end"), "Check")

    assert "family" in str(may_become(task, kind(wanted)))


def test_a_sub_process_with_steps_stays_one():
    document = blank()
    sub = create(document, "subProcess:expanded", Point(300, 300))

    assert "would be lost" in str(may_become(sub, kind("task")))
    assert may_become(sub, kind("transaction")) is True


def test_what_follows_an_event_based_gateway_keeps_waiting():
    document = blank()
    gateway = create(document, "exclusiveGateway", Point(100, 100))
    event = create(document, "intermediateCatchEvent:timer", Point(300, 100))
    connect(document, gateway, event)

    assert may_become(gateway, kind("eventBasedGateway")) is True
    assert "intermediateCatchEvent:message" in names(event)


def test_a_gateway_before_a_task_does_not_become_event_based():
    document = blank()
    gateway = create(document, "exclusiveGateway", Point(100, 100))
    connect(document, gateway, create(document, "task", Point(300, 100)))

    assert "eventBasedGateway" not in names(gateway)


def test_the_kind_of_an_element_names_its_marks():
    document = simple_flow("start", "Check", "end")
    event = create(document, "boundaryEvent:timer:nonInterrupting", Point(270, 160))

    assert str(own_kind(event)) == "boundaryEvent:timer:nonInterrupting"


def test_only_some_triggers_need_not_interrupt():
    document = simple_flow("start", "Check", "end")
    event = create(document, "boundaryEvent:timer", Point(270, 160))

    assert "boundaryEvent:message:nonInterrupting" in names(event)
    assert "boundaryEvent:error:nonInterrupting" not in names(event)
