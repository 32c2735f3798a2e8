from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.move import move
from bpmn.model import BoundaryEvent, MessageFlow, SequenceFlow
from tests.documents import (
    assert_edit,
    bounds_of,
    edge_of,
    named,
    shape_of,
    sub_process_that_says_nothing,
    with_pools,
)
from tests.schema import schema_errors


def test_a_message_that_comes_to_lie_in_one_pool_becomes_a_flow():
    document = with_pools("Sales", "Stock")
    message = connect(document, named(document, "Work in Sales"), named(document, "Work in Stock"))
    identifier = message.id

    def expect():
        assert [flow.id for flow in document.all(SequenceFlow)] == [identifier]
        assert not document.all(MessageFlow)
        assert edge_of(document, identifier).bpmn_element == document.all(SequenceFlow)[0]
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: move(document, [shape_of(document, "Work in Stock")], 150, -300), expect)


def test_a_flow_that_bpmn_forbids_in_the_new_place_goes():
    document = with_pools("Sales", "Stock")
    gateway = create(document, "exclusiveGateway", Point(600, 200), name="Fine?")
    connect(document, named(document, "Work in Sales"), gateway)

    move(document, [shape_of(document, "Fine?")], 0, 300)

    assert not document.all(SequenceFlow)
    assert not document.all(MessageFlow)
    assert not named(document, "Work in Sales").outgoing


def test_messages_of_steps_inside_a_sub_process_are_looked_at_too():
    document = with_pools("Sales", "Stock")
    create(document, "subProcess:expanded", Point(800, 200), named(document, "Sales"), name="Sub")
    inner = create(document, "task", Point(800, 200), name="Inner")
    connect(document, inner, named(document, "Work in Stock"))

    move(document, [shape_of(document, "Sub")], -100, 300)

    assert not document.all(MessageFlow)


def test_data_goes_with_what_it_stands_for():
    document = with_pools("Sales", "Stock")
    data = create(document, "dataObjectReference", Point(550, 200), name="Form")

    move(document, [shape_of(document, "Form")], 0, 300)

    assert data.parent == data.data_object_ref.parent == named(document, "Stock").process_ref


def test_flows_of_an_event_that_becomes_another_one_in_a_sub_process_go():
    document = sub_process_that_says_nothing()
    event = create(document, "intermediateThrowEvent", Point(200, 200), name="Tell")
    connect(document, event, named(document, "Work in Sales"))
    inner, at = bounds_of(document, "Inner"), bounds_of(document, "Tell").centre

    move(document, [shape_of(document, "Tell")], inner.x - at.x, inner.centre.y - at.y)

    assert isinstance(named(document, "Tell"), BoundaryEvent)
    assert document.all(SequenceFlow) == []
