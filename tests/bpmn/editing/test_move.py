import pytest

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.depict import place_label
from bpmn.editing.document import new_document
from bpmn.editing.move import move, move_label, move_waypoints
from bpmn.editing.refused import NotAllowed
from bpmn.model import (
    BoundaryEvent,
    BPMNShape,
    IntermediateCatchEvent,
    MessageFlow,
    SequenceFlow,
    TextAnnotation,
)
from tests.documents import (
    assert_edit,
    bounds_of,
    edge_of,
    named,
    plane_of,
    reloaded,
    shape_of,
    simple_flow,
    with_pools,
)


def test_line_stays_docked_when_its_task_moves():
    document = simple_flow("start", "Check", "end")

    def expect():
        assert edge_of(document, "start→Check").waypoints[-1] == Point(200, 180)
        assert edge_of(document, "Check→end").waypoints[0] == Point(300, 180)

    assert_edit(document, lambda: move(document, [shape_of(document, "Check")], 0, 60), expect)


def test_moving_writes_only_the_shape_and_its_lines():
    document = simple_flow("start", "Check", "Pack", "end")
    before = document.to_bytes().decode().splitlines()

    move(document, [shape_of(document, "start")], 0, 30)

    after = document.to_bytes().decode().splitlines()
    lost = [line for line in before if line not in after]
    assert all("Bounds" in line or "waypoint" in line for line in lost)
    assert len(lost) == 3, "bounds, label and the end of the line"


def test_a_line_moves_along_when_both_its_ends_move():
    document = simple_flow("start", "Check", "end")
    old = edge_of(document, "start→Check").waypoints

    move(document, [shape_of(document, "start"), shape_of(document, "Check")], 7, 13)

    assert edge_of(document, "start→Check").waypoints == [p.moved(7, 13) for p in old]


def test_bends_that_a_person_drew_stay_where_they_are():
    document = simple_flow("start", "Check", "end")
    edge = edge_of(document, "start→Check")
    move_waypoints(
        document, edge, [Point(100, 120), Point(150, 120), Point(150, 20), Point(250, 20), Point(250, 80)]
    )

    move(document, [shape_of(document, "Check")], 20, 40)

    assert edge.waypoints[1:3] == [Point(150, 120), Point(150, 20)]
    assert edge.waypoints[-1] == Point(270, 120)


def test_boundary_event_follows_its_host():
    document = simple_flow("start", "Check", "end")
    create(document, "boundaryEvent:timer", Point(270, 160), name="Late")

    def expect():
        assert bounds_of(document, "Late").centre == Point(280, 240)

    assert_edit(document, lambda: move(document, [shape_of(document, "Check")], 10, 80), expect)


def test_a_boundary_event_moved_alone_slides_along_its_host():
    document = simple_flow("start", "Check", "end")
    create(document, "boundaryEvent:timer", Point(270, 160), name="Late")

    move(document, [shape_of(document, "Late")], -40, 10)

    assert bounds_of(document, "Late").centre == Point(230, 160)


def test_a_boundary_event_may_change_its_host():
    document = simple_flow("start", "Check", "Pack", "end")
    create(document, "boundaryEvent:timer", Point(270, 160), name="Late")

    move(document, [shape_of(document, "Late")], 150, 0)

    assert document.all(BoundaryEvent)[0].attached_to_ref == named(document, "Pack")


def test_a_boundary_event_taken_off_stands_by_itself():
    document = simple_flow("start", "Check", "end")
    create(document, "boundaryEvent:timer", Point(270, 160), name="Late")

    def expect():
        assert isinstance(named(document, "Late"), IntermediateCatchEvent)
        assert named(document, "Late").node.get("attachedToRef") is None
        assert bounds_of(document, "Late").centre == Point(270, 360)

    assert_edit(document, lambda: move(document, [shape_of(document, "Late")], 0, 200), expect)


def test_a_boundary_event_that_cannot_stand_by_itself_stays_on_a_border():
    document = simple_flow("start", "Check", "end")
    create(document, "boundaryEvent:error", Point(270, 160), name="Broken")
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="border"):
        move(document, [shape_of(document, "Broken")], 0, 200)

    assert document.to_bytes() == before


def test_an_event_put_on_a_border_becomes_a_boundary_event():
    document = simple_flow("start", "Check", "end")
    create(document, "intermediateCatchEvent:timer", Point(270, 300), name="Late")

    def expect():
        event = named(document, "Late")
        assert isinstance(event, BoundaryEvent)
        assert event.attached_to_ref == named(document, "Check")
        assert bounds_of(document, "Late").centre == Point(270, 160)

    assert_edit(document, lambda: move(document, [shape_of(document, "Late")], 0, -145), expect)


def test_an_event_that_flows_lead_to_stays_an_intermediate_event():
    document = simple_flow("start", "Check", "end")
    create(document, "intermediateCatchEvent:timer", Point(400, 300), name="Wait")
    connect(document, named(document, "Check"), named(document, "Wait"))

    move(document, [shape_of(document, "Wait")], -130, -140)

    assert isinstance(named(document, "Wait"), IntermediateCatchEvent)


def test_label_stays_beside_its_symbol():
    document = simple_flow("start", "Check", "end")
    label = shape_of(document, "start").label

    move(document, [shape_of(document, "start")], 5, 6)

    assert label.bounds.centre.x == pytest.approx(105, abs=0.6)
    assert label.bounds.y == 151


def test_label_of_a_line_follows_it():
    document = simple_flow("start", "Check", "end")
    edge = edge_of(document, "Check→end")
    with document.transaction("Label"):
        place_label(edge, Bounds(320, 90, 30, 14))

    move(document, [shape_of(document, "Check"), shape_of(document, "end")], 0, 50)

    assert edge.label.bounds == Bounds(320, 140, 30, 14)


def test_a_label_goes_where_it_is_put():
    document = simple_flow("start", "Check", "end")

    def expect():
        assert shape_of(document, "start").label.bounds == Bounds(10, 20, 40, 14)

    label = Bounds(10, 20, 40, 14)
    assert_edit(document, lambda: move_label(document, shape_of(document, "start"), label), expect)


def test_a_pool_takes_its_content_along():
    document = with_pools("Sales")
    old = bounds_of(document, "Work in Sales")

    move(document, [shape_of(document, "Sales")], 30, 40)

    assert bounds_of(document, "Work in Sales") == old.moved(30, 40)


def test_a_lane_moves_its_pool():
    document = with_pools("Sales")
    create(document, "lane", Point(400, 200), named(document, "Sales"), name="Desk")

    move(document, [shape_of(document, "Desk")], 30, 40)

    assert bounds_of(document, "Sales").x == 130


def test_what_moves_to_another_pool_belongs_to_its_process():
    document = with_pools("Sales", "Stock")
    task = named(document, "Work in Sales")

    move(document, [shape_of(document, "Work in Sales")], 150, 300)

    assert task.parent == named(document, "Stock").process_ref


def test_a_flow_that_comes_to_cross_pools_becomes_a_message():
    document = with_pools("Sales", "Stock")
    second = create(document, "task", Point(600, 200), name="Send")
    connect(document, named(document, "Work in Sales"), second)

    move(document, [shape_of(document, "Send")], 0, 300)

    assert not document.all(SequenceFlow)
    assert [(m.source_ref, m.target_ref) for m in document.all(MessageFlow)] == [
        (named(document, "Work in Sales"), named(document, "Send"))
    ]


def test_flows_between_steps_that_move_together_move_too():
    document = with_pools("Sales", "Stock")
    second = create(document, "task", Point(600, 200), name="Send")
    flow = connect(document, named(document, "Work in Sales"), second)

    move(document, [shape_of(document, "Send"), shape_of(document, "Work in Sales")], -30, 300)

    assert named(document, flow.id).parent == named(document, "Stock").process_ref


def test_a_step_is_not_put_between_pools():
    document = with_pools("Sales", "Stock")

    with pytest.raises(NotAllowed, match="pool"):
        move(document, [shape_of(document, "Work in Sales")], 0, 150)


def test_a_step_dropped_into_a_sub_process_belongs_to_it():
    document = simple_flow("start", "Check", "end")
    sub = create(document, "subProcess:expanded", Point(400, 400))

    move(document, [shape_of(document, "Check")], 150, 260)

    assert named(document, "Check").parent == sub
    assert not document.all(SequenceFlow)


def test_waypoints_are_cut_off_at_the_outlines():
    document = simple_flow("start", "Check", "end")
    edge = edge_of(document, "Check→end")
    points = [Point(250, 120), Point(250, 40), Point(400, 40), Point(400, 120)]

    def expect():
        assert edge.waypoints == [Point(250, 80), Point(250, 40), Point(400, 40), Point(400, 102)]

    assert_edit(document, lambda: move_waypoints(document, edge, points), expect)


def test_a_note_on_a_line_follows_it():
    document = simple_flow("start", "Check", "end")
    note = create(document, "textAnnotation", Point(350, 20), name="Why?")
    association = connect(document, note, named(document, "Check→end"))

    move(document, [shape_of(document, "Check"), shape_of(document, "end")], 0, 100)

    assert edge_of(document, association.id).waypoints[-1].y == 220
    assert plane_of(document).elements
    assert reloaded(document).all(TextAnnotation)[0].text == "Why?"


def test_the_bands_of_a_choreography_task_go_with_it():
    document = new_document("c.bpmn", kind="choreography")
    task = create(document, "choreographyTask", Point(300, 300), name="Order")
    bands = [s for s in document.all(BPMNShape) if s.participant_band_kind]
    before = [band.bounds for band in bands]

    def expect():
        assert [band.bounds for band in bands] == [box.moved(10, 90) for box in before]

    assert_edit(document, lambda: move(document, [shape_of(document, task.id)], 10, 90), expect)


def test_a_band_moves_its_whole_task():
    document = new_document("c.bpmn", kind="choreography")
    task = create(document, "choreographyTask", Point(300, 300), name="Order")
    band = next(s for s in document.all(BPMNShape) if s.participant_band_kind)

    move(document, [band], 0, 50)

    assert shape_of(document, task.id).bounds.centre == Point(300, 350)
