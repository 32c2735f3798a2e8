import pytest

from bpmn.base.geometry import Point
from bpmn.editing.become import become
from bpmn.editing.create import create
from bpmn.editing.properties import set_documentation
from bpmn.editing.refused import NotAllowed
from bpmn.model import (
    BoundaryEvent,
    ExclusiveGateway,
    IntermediateThrowEvent,
    SubProcess,
    TimerEventDefinition,
    UserTask,
)
from bpmn.model.document import Document
from tests.documents import assert_edit, blank, bounds_of, named, shape_of, simple_flow
from tests.schema import schema_errors


def test_a_task_becomes_another_and_keeps_what_it_has():
    document = simple_flow("start", "Check", "end")
    task = named(document, "Check")
    identifier = task.id
    set_documentation(document, task, "Look at it")
    create(document, "boundaryEvent:timer", Point(250, 160))

    def expect():
        fresh = document.element(identifier)
        assert type(fresh) is UserTask
        assert (fresh.name, fresh.documentation_text) == ("Check", "Look at it")
        assert fresh.incoming_flows
        assert list(fresh.outgoing) == fresh.outgoing_flows
        assert document.all(BoundaryEvent)[0].attached_to_ref == fresh
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: become(document, task, "userTask"), expect)


def test_only_the_tags_of_the_element_change():
    document = simple_flow("start", "Check", "end")
    before = document.to_bytes().decode()

    become(document, named(document, "Check"), "userTask")

    assert document.to_bytes().decode() == before.replace("bpmn:task", "bpmn:userTask")


def test_foreign_attributes_and_extensions_stay():
    document = Document.parse(
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:v" targetNamespace="t">'
        b'<process id="p"><userTask id="a" v:form="x" implementation="y"><extensionElements><v:data/></extensionElements>'
        b"</userTask></process></definitions>"
    )

    fresh = become(document, document.element("a"), "manualTask")

    assert fresh.node.get("{urn:v}form") == "x"
    assert fresh.node.get("implementation") is None
    assert b"<v:data/>" in document.to_bytes()


def test_an_event_changes_its_trigger():
    document = simple_flow("start", "Check", "end")
    start = named(document, "start")

    become(document, start, "startEvent:timer")
    with document.transaction("Say when"):
        start.event_definitions[0].node.set("kept", "yes")
    become(document, start, "startEvent:timer")

    assert [type(d) for d in start.event_definitions] == [TimerEventDefinition]
    assert start.event_definitions[0].node.get("kept") == "yes"
    become(document, start, "startEvent")
    assert not start.event_definitions


def test_a_catching_event_becomes_a_throwing_one():
    document = blank()
    event = create(document, "intermediateCatchEvent:message", Point(100, 100), name="Mail")

    fresh = become(document, event, "intermediateThrowEvent:message")

    assert type(fresh) is IntermediateThrowEvent
    assert len(fresh.event_definitions) == 1
    assert not schema_errors(document.to_bytes())


def test_a_boundary_event_stops_interrupting():
    document = simple_flow("start", "Check", "end")
    event = create(document, "boundaryEvent:timer", Point(250, 160))

    become(document, event, "boundaryEvent:timer:nonInterrupting")

    assert event.cancel_activity is False


def test_a_gateway_keeps_its_default_only_where_it_may_have_one():
    document = blank()
    gateway = create(document, "exclusiveGateway", Point(100, 100), name="Which?")
    assert shape_of(document, "Which?").is_marker_visible

    fresh = become(document, gateway, "parallelGateway")

    assert shape_of(document, "Which?").is_marker_visible is None
    assert not isinstance(fresh, ExclusiveGateway)


def test_a_task_becomes_an_expanded_sub_process_round_its_middle():
    document = simple_flow("start", "Check", "end")
    centre = bounds_of(document, "Check").centre

    fresh = become(document, named(document, "Check"), "subProcess:expanded")

    assert isinstance(fresh, SubProcess)
    assert bounds_of(document, "Check").centre == centre
    assert bounds_of(document, "Check").width == 350


def test_a_change_that_breaks_flows_is_refused():
    document = simple_flow("start", "Check", "end")
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="outgoing"):
        become(document, named(document, "start"), "endEvent")

    assert document.to_bytes() == before
