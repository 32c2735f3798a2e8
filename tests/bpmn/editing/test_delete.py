import pytest

from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.properties import set_property
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import rename
from bpmn.model import (
    Association,
    BoundaryEvent,
    BPMNEdge,
    BPMNShape,
    Category,
    Collaboration,
    DataObject,
    Process,
    SequenceFlow,
)
from bpmn.model.document import Document
from tests.documents import assert_edit, bounds_of, edge_of, named, plane_of, simple_flow, with_pools
from tests.schema import schema_errors


def test_flows_heal_when_a_step_goes():
    document = simple_flow("start", "Check", "Pack", "end")

    def expect():
        flow = named(document, "start→Pack")
        assert list(named(document, "Pack").incoming) == [flow]
        assert edge_of(document, flow.id).waypoints == [Point(118, 120), Point(350, 120)]
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: delete(document, [named(document, "Check")]), expect)


def test_the_gap_stays_when_it_is_wanted():
    document = simple_flow("start", "Check", "Pack", "end")

    delete(document, [named(document, "Check")], heals=False)

    assert len(document.all(SequenceFlow)) == len(document.all(BPMNEdge)) == 1
    assert not named(document, "start").outgoing


def test_several_steps_in_a_row_heal_into_one_flow():
    document = simple_flow("start", "Check", "Pack", "Send", "end")

    delete(document, [named(document, "Check"), named(document, "Send")])

    assert {(f.source_ref.name, f.target_ref.name) for f in document.all(SequenceFlow)} == {
        ("start", "Pack"),
        ("Pack", "end"),
    }


def test_everything_deleted_leaves_an_empty_map():
    document = simple_flow("start", "Check", "end")

    delete(document, [shape.bpmn_element for shape in document.all(BPMNShape)])

    assert not plane_of(document).elements
    assert not document.all(Process)[0].flow_elements


def test_what_refers_to_a_step_goes_with_it():
    document = simple_flow("start", "Check", "end")
    create(document, "boundaryEvent:timer", Point(250, 160))
    connect(document, create(document, "textAnnotation", Point(250, 20)), named(document, "Check"))
    data = create(document, "dataObjectReference", Point(250, 300))
    connect(document, data, named(document, "Check"))

    delete(document, [named(document, "Check")])

    assert not document.all(BoundaryEvent)
    assert not document.all(Association)
    assert len(document.all(BPMNEdge)) == 1


def test_a_default_flow_that_goes_is_no_default_any_more():
    document = simple_flow("start", "Check", "end")
    flow = named(document, "Check→end")
    set_property(document, named(document, "Check"), "default", flow)

    delete(document, [flow])

    assert named(document, "Check").node.get("default") is None


def test_data_takes_its_data_object_along():
    document = simple_flow("start", "Check", "end")
    data = create(document, "dataObjectReference", Point(250, 300))

    delete(document, [data])

    assert not document.all(DataObject)


def test_a_group_takes_its_category_along():
    document = simple_flow("start", "Check", "end")
    group = create(document, "group", Point(250, 300))
    rename(document, group, "Phase 1")
    assert document.all(Category)

    delete(document, [group])

    assert not document.all(Category)


def test_a_pool_goes_with_its_process():
    document = with_pools("Sales", "Stock")

    def expect():
        assert [p.name for p in document.all(Collaboration)[0].participants] == ["Stock"]
        assert len(document.all(Process)) == 1

    assert_edit(document, lambda: delete(document, [named(document, "Sales")]), expect)


def test_without_pools_the_plane_shows_a_process_again():
    document = with_pools("Sales")

    delete(document, [named(document, "Sales")])

    assert not document.all(Collaboration)
    assert plane_of(document).bpmn_element == document.all(Process)[0]
    assert not schema_errors(document.to_bytes())


def test_steps_of_a_deleted_lane_fall_to_its_neighbour():
    document = with_pools("Sales")
    create(document, "lane", Point(0, 0), named(document, "Sales"), name="Desk")
    first = named(document, "Desk").parent.lanes[0]
    task = named(document, "Work in Sales")
    assert list(first.flow_node_refs) == [task]

    delete(document, [first])

    assert list(named(document, "Desk").flow_node_refs) == [task]
    assert bounds_of(document, "Desk").height == bounds_of(document, "Sales").height


def test_the_last_lane_takes_the_lane_set_along():
    document = with_pools("Sales")
    lane = create(document, "lane", Point(0, 0), named(document, "Sales"), name="Desk")

    delete(document, list(lane.parent.lanes))

    assert not named(document, "Sales").process_ref.lane_sets


def test_the_map_itself_stays():
    document = simple_flow("start", "end")

    with pytest.raises(NotAllowed):
        delete(document, [document.all(Process)[0]])


def test_nothing_to_delete_is_no_step():
    document = simple_flow("start", "end")
    before = document.to_bytes()

    delete(document, [])

    assert document.to_bytes() == before


def test_a_participant_of_a_choreography_stays_as_long_as_it_takes_part():
    document = Document.parse(
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><choreography id="c">'
        b'<participant id="A"/><participant id="B"/><choreographyTask id="t" initiatingParticipantRef="A">'
        b"<participantRef>A</participantRef><participantRef>B</participantRef></choreographyTask></choreography></definitions>"
    )

    with pytest.raises(NotAllowed, match="takes part"):
        delete(document, [document.element("B")])
    delete(document, [document.element("t"), document.element("B")])

    assert document.element("B") is None
