from bpmn.base.geometry import Point
from bpmn.editing.append import append_element
from bpmn.editing.create import create
from bpmn.editing.move import move, move_waypoints
from bpmn.editing.properties import set_property
from bpmn.model import SequenceFlow
from tests.documents import assert_edit, edge_of, named, shape_of, simple_flow
from tests.schema import schema_errors


def test_a_step_put_onto_a_flow_is_led_through():
    document = simple_flow("start", "Check", "end")
    flow = named(document, "Check→end")

    def expect():
        assert flow.target_ref == named(document, "Wait")
        assert edge_of(document, "Check→Wait").waypoints == [Point(300, 120), Point(322, 120)]
        assert edge_of(document, "Wait→end").waypoints == [Point(358, 120), Point(382, 120)]
        assert not schema_errors(document.to_bytes())

    wait = "intermediateCatchEvent:timer"
    assert_edit(document, lambda: create(document, wait, Point(340, 120), name="Wait"), expect)


def test_a_step_moved_onto_a_flow_is_led_through():
    document = simple_flow("start", "Check", "end")
    create(document, "exclusiveGateway", Point(341, 300), name="Fine?")

    move(document, [shape_of(document, "Fine?")], 0, -180)

    assert named(document, "Check→Fine?")
    assert named(document, "Fine?→end")


def test_bends_stay_on_their_halves():
    document = simple_flow("start", "Check", "end")
    way = [Point(250, 80), Point(250, 0), Point(400, 0), Point(400, 102)]
    move_waypoints(document, edge_of(document, "Check→end"), way)

    create(document, "intermediateThrowEvent", Point(330, 0), name="Half")

    assert edge_of(document, "Check→Half").waypoints == [Point(250, 80), Point(250, 0), Point(312, 0)]
    assert edge_of(document, "Half→end").waypoints == [Point(348, 0), Point(400, 0), Point(400, 102)]


def test_a_default_flow_stays_default():
    document = simple_flow("start", "Check", "end")
    set_property(document, named(document, "Check"), "default", named(document, "Check→end"))

    create(document, "intermediateThrowEvent", Point(341, 120), name="Half")

    assert named(document, "Check").default == named(document, "Check→Half")


def test_what_has_flows_is_not_inserted():
    document = simple_flow("start", "Check", "Pack", "end")

    move(document, [shape_of(document, "start")], 225, 0)

    assert len(document.all(SequenceFlow)) == 3


def test_what_bpmn_does_not_allow_there_is_not_inserted():
    document = simple_flow("start", "Check", "end")

    create(document, "endEvent", Point(341, 120), name="Stop")

    assert len(document.all(SequenceFlow)) == 2


def test_an_appended_step_is_put_onto_no_flow():
    document = simple_flow("start", "Check", "end")
    create(document, "task", Point(341, 300), name="Other")

    append_element(document, shape_of(document, "Other"), "task", "New", Point(341, 120))

    assert [flow.source_ref.name for flow in named(document, "New").incoming_flows] == ["Other"]
