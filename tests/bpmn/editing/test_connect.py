import pytest

from bpmn.base.geometry import Point
from bpmn.editing.connect import connect, reconnect
from bpmn.editing.create import create
from bpmn.editing.refused import NotAllowed
from bpmn.model import (
    Association,
    AssociationDirection,
    BPMNEdge,
    Collaboration,
    DataInputAssociation,
    DataOutputAssociation,
    MessageFlow,
    SequenceFlow,
)
from tests.documents import assert_edit, edge_of, named, simple_flow, with_pools
from tests.schema import schema_errors


def unconnected():
    document = simple_flow("start", "Check", "end")
    with document.transaction("Clear"):
        for kind in (BPMNEdge, SequenceFlow):
            for view in document.all(kind):
                document.remove(view.node)
        for name in ("start", "Check", "end"):
            for field in ("incoming", "outgoing"):
                for child in list(named(document, name).node.iterchildren("{*}" + field)):
                    document.remove(child)
    return document


def test_a_flow_names_itself_at_both_ends_and_is_drawn_docked():
    document = unconnected()
    start, check = named(document, "start"), named(document, "Check")

    def expect():
        flow = document.all(SequenceFlow)[0]
        assert list(start.outgoing) == [flow]
        assert list(check.incoming) == [flow]
        assert edge_of(document, flow.id).waypoints == [Point(118, 120), Point(200, 120)]
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: connect(document, start, check), expect)


def test_a_message_belongs_to_the_collaboration():
    document = with_pools("Sales", "Stock")

    flow = connect(document, named(document, "Work in Sales"), named(document, "Work in Stock"))

    assert isinstance(flow, MessageFlow)
    assert flow.parent == document.all(Collaboration)[0]
    assert edge_of(document, flow.id).waypoints == [Point(400, 240), Point(400, 460)]


def test_a_refused_connection_says_why_and_changes_nothing():
    document = simple_flow("start", "Check", "end")
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="no outgoing flow"):
        connect(document, named(document, "end"), named(document, "Check"))

    assert document.to_bytes() == before


def test_data_flows_into_and_out_of_a_step():
    document = simple_flow("start", "Check", "end")
    data = create(document, "dataObjectReference", Point(250, 300))

    into = connect(document, data, named(document, "Check"))
    out = connect(document, named(document, "Check"), data)

    assert isinstance(into, DataInputAssociation)
    assert isinstance(out, DataOutputAssociation)
    assert into.parent == out.parent == named(document, "Check")
    assert not schema_errors(document.to_bytes())


def test_a_step_has_one_placeholder_for_its_data():
    document = simple_flow("start", "Check", "end")
    for x in (150, 250):
        connect(document, create(document, "dataObjectReference", Point(x, 300)), named(document, "Check"))

    assert len(named(document, "Check").properties) == 1


def test_a_note_is_joined_to_a_line():
    document = simple_flow("start", "Check", "end")
    note = create(document, "textAnnotation", Point(400, 20))

    association = connect(document, named(document, "Check→end"), note)

    assert isinstance(association, Association)
    assert edge_of(document, association.id).waypoints[0] == Point(341, 120)


def test_compensation_points_at_an_activity_that_only_undoes():
    document = simple_flow("start", "Check", "end")
    event = create(document, "boundaryEvent:compensate", Point(250, 160))
    undo = create(document, "task", Point(400, 300))

    association = connect(document, event, undo)

    assert association.association_direction is AssociationDirection.ONE
    assert undo.is_for_compensation


def test_given_waypoints_are_cut_off_at_the_outlines():
    document = unconnected()
    way = [Point(100, 120), Point(100, 60), Point(250, 60), Point(250, 120)]

    flow = connect(document, named(document, "start"), named(document, "Check"), waypoints=way)

    assert edge_of(document, flow.id).waypoints == [Point(100, 102), *way[1:3], Point(250, 80)]


def test_a_new_line_goes_round_what_stands_between():
    document = unconnected()

    flow = connect(document, named(document, "start"), named(document, "end"))

    assert len(edge_of(document, flow.id).waypoints) > 2


def test_a_flow_is_led_to_another_step():
    document = simple_flow("start", "Check", "end")
    other = create(document, "task", Point(250, 300), name="Other")
    edge = edge_of(document, "start→Check")
    flow = named(document, "start→Check")

    def expect():
        assert flow.target_ref == other
        assert list(other.incoming) == [flow]
        assert not named(document, "Check").incoming
        assert edge.waypoints[-1] == Point(200, 300)

    assert_edit(document, lambda: reconnect(document, edge, other, at_target=True), expect)


def test_a_flow_led_to_another_pool_becomes_a_message():
    document = with_pools("Sales", "Stock")
    ours, theirs = named(document, "Work in Sales"), named(document, "Work in Stock")
    second = create(document, "task", Point(600, 200))
    flow = connect(document, ours, second)
    identifier, edge = flow.id, edge_of(document, flow.id)

    made = reconnect(document, edge, theirs, at_target=True)

    assert isinstance(made, MessageFlow)
    assert made.id == identifier
    assert edge.bpmn_element == made
    assert not document.all(SequenceFlow)
    assert not schema_errors(document.to_bytes())


def test_leading_a_flow_where_it_is_changes_nothing():
    document = simple_flow("start", "Check", "end")
    before = document.to_bytes()

    reconnect(document, edge_of(document, "start→Check"), named(document, "Check"), at_target=True)

    assert document.to_bytes() == before


def test_a_flow_is_not_led_to_a_start():
    document = simple_flow("start", "Check", "end")

    with pytest.raises(NotAllowed, match="start event"):
        reconnect(document, edge_of(document, "Check→end"), named(document, "start"), at_target=True)


def test_data_may_be_led_to_another_step():
    document = simple_flow("start", "Check", "Pack", "end")
    data = create(document, "dataObjectReference", Point(250, 300))
    association = connect(document, data, named(document, "Check"))
    edge = edge_of(document, association.id)

    made = reconnect(document, edge, named(document, "Pack"), at_target=True)

    assert made.parent == named(document, "Pack")
    assert made.id == association.id
    assert not named(document, "Check").data_input_associations
    assert not schema_errors(document.to_bytes())


def test_a_line_with_bends_keeps_them_when_it_is_led_elsewhere():
    document = simple_flow("start", "Check", "end")
    other = create(document, "task", Point(250, 500), name="Other")
    edge = edge_of(document, "start→Check")
    with document.transaction("Bend"):
        edge.waypoints = [Point(118, 120), Point(150, 120), Point(150, 300), Point(250, 300), Point(250, 160)]

    reconnect(document, edge, other, at_target=True)

    assert edge.waypoints[:3] == [Point(118, 120), Point(150, 120), Point(150, 300)]
    assert edge.waypoints[-1].y == 460


def test_an_end_of_a_slanted_line_is_docked_where_it_is_dropped():
    document = simple_flow("start", "Check", "end")
    other = create(document, "task", Point(250, 500), name="Other")
    edge = edge_of(document, "start→Check")
    with document.transaction("Slant"):
        edge.waypoints = [Point(110, 133), Point(230, 160)]

    reconnect(document, edge, other, at_target=True, dock=Point(220, 500))

    assert edge.waypoints == [Point(110, 133), Point(208, 461)]


def test_a_straight_line_gets_bends_when_it_is_led_to_another_height():
    document = simple_flow("start", "Check", "end")
    other = create(document, "task", Point(250, 500), name="Other")
    edge = edge_of(document, "start→Check")

    reconnect(document, edge, other, at_target=True, dock=Point(220, 500))

    assert edge.waypoints[-2:] == [Point(159, 500), Point(200, 500)]


def test_a_message_led_to_another_pool_stays_the_same_element():
    document = with_pools("Sales", "Stock", black_boxes=("Customer",))
    message = connect(document, named(document, "Work in Sales"), named(document, "Work in Stock"))

    made = reconnect(document, edge_of(document, message.id), named(document, "Customer"), at_target=True)

    assert made == message
    assert message.target_ref == named(document, "Customer")


def test_a_step_is_connected_with_itself_by_a_loop():
    document = unconnected()
    task = named(document, "Check")

    flow = connect(document, task, task)

    assert len(edge_of(document, flow.id).waypoints) == 5


def test_without_pools_nothing_is_sent():
    document = simple_flow("start", "Check", "end")

    with pytest.raises(NotAllowed):
        connect(document, named(document, "Check"), document.all(SequenceFlow)[0])
