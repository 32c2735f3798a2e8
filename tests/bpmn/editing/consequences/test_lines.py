from bpmn.base.geometry import Bounds, Point
from bpmn.editing.connect import connect
from bpmn.editing.consequences.lines import reshape
from bpmn.editing.create import create
from bpmn.editing.depict import place_label
from bpmn.editing.edit import edit
from bpmn.editing.move import move
from tests.documents import bounds_of, edge_of, named, shape_of, simple_flow, with_pools


def test_a_label_follows_the_line_it_names():
    document = simple_flow("start", "Check", "end")
    edge = edge_of(document, "start→Check")
    with edit(document, "Bend"):
        place_label(edge, Bounds(140, 95, 20, 14))
        reshape(edge, [Point(118, 150), Point(200, 150)])

    assert edge.label.bounds == Bounds(140, 125, 20, 14)


def test_a_line_that_is_drawn_in_the_same_action_stays_as_drawn():
    document = simple_flow("start", "Check", "end")
    edge, way = edge_of(document, "start→Check"), [Point(118, 120), Point(118, 40), Point(250, 40)]

    with edit(document, "Draw"):
        shape = shape_of(document, "Check")
        shape.bounds = shape.bounds.moved(0, 30)
        edge.waypoints = way

    assert edge.waypoints == way


def test_a_message_to_a_black_box_stays_upright():
    document = with_pools("Sales", black_boxes=("Customer",))
    message = connect(document, named(document, "Work in Sales"), named(document, "Customer"))

    move(document, [shape_of(document, "Work in Sales")], 60, 0)

    xs = {p.x for p in edge_of(document, message.id).waypoints}
    assert len(xs) <= 2
    assert bounds_of(document, "Customer").contains(edge_of(document, message.id).waypoints[-1])


def test_data_associations_stay_docked():
    document = simple_flow("start", "Check", "end")
    data = create(document, "dataObjectReference", Point(250, 300), name="Form")
    association = connect(document, data, named(document, "Check"))

    move(document, [shape_of(document, "Form")], 30, 30)

    assert bounds_of(document, "Form").grown(1).contains(edge_of(document, association.id).waypoints[0])
