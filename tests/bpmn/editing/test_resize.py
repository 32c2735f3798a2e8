import pytest

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.create import create
from bpmn.editing.lanes import add_lane
from bpmn.editing.resize import least_size, resize
from tests.documents import assert_edit, bounds_of, edge_of, named, shape_of, simple_flow, with_pools


def laned():
    """A pool Sales with lanes Upper (250 high, with the task) and Desk (120 high), and a pool Stock below."""
    document = with_pools("Sales", "Stock")
    lane = create(document, "lane", Point(0, 0), named(document, "Sales"), name="Desk")
    with document.transaction("Name"):
        lane.parent.lanes[0].name = "Upper"
    return document


def test_a_task_grows_and_its_lines_stay_docked():
    document = simple_flow("start", "Check", "end")

    def expect():
        assert bounds_of(document, "Check") == Bounds(200, 80, 130, 120)
        assert edge_of(document, "Check→end").waypoints[0] == Point(330, 140)

    assert_edit(
        document, lambda: resize(document, shape_of(document, "Check"), Bounds(200, 80, 130, 120)), expect
    )


def test_nothing_becomes_too_small():
    document = simple_flow("start", "Check", "end")

    resize(document, shape_of(document, "Check"), Bounds(200, 80, 5, 5))

    assert bounds_of(document, "Check") == Bounds(200, 80, 60, 40)


def test_the_edge_that_was_not_dragged_stays():
    document = simple_flow("start", "Check", "end")

    resize(document, shape_of(document, "Check"), Bounds(295, 155, 5, 5))

    assert bounds_of(document, "Check") == Bounds(240, 120, 60, 40)


def test_a_boundary_event_stays_at_its_place_of_the_border():
    document = simple_flow("start", "Check", "end")
    create(document, "boundaryEvent:timer", Point(250, 160), name="Late")

    resize(document, shape_of(document, "Check"), Bounds(200, 80, 200, 100))

    assert bounds_of(document, "Late").centre == Point(300, 180)


def test_a_sub_process_keeps_round_its_content():
    document = simple_flow("start", "end")
    create(document, "subProcess:expanded", Point(400, 400), name="Sub")

    resize(document, shape_of(document, "Sub"), Bounds(500, 500, 140, 120))

    inner = named(document, "Sub").flow_elements[0]
    assert bounds_of(document, "Sub").encloses(bounds_of(document, inner.id))


def test_a_pool_keeps_round_its_content_and_its_lanes_follow():
    document = laned()

    resize(document, shape_of(document, "Sales"), Bounds(100, 75, 900, 400))

    assert bounds_of(document, "Desk").right == 1000
    assert bounds_of(document, "Desk").bottom == bounds_of(document, "Sales").bottom == 475
    assert bounds_of(document, "Upper").right == 1000


def test_a_lane_that_grows_pushes_what_lies_below():
    document = laned()
    desk, stock = bounds_of(document, "Desk"), bounds_of(document, "Stock")
    upper = bounds_of(document, "Upper")

    def expect():
        assert bounds_of(document, "Upper").height == upper.height + 50
        assert bounds_of(document, "Desk") == desk.moved(0, 50)
        assert bounds_of(document, "Stock") == stock.moved(0, 50)
        assert bounds_of(document, "Sales").bottom == bounds_of(document, "Desk").bottom

    grown = upper._replace(height=upper.height + 50)
    assert_edit(document, lambda: resize(document, shape_of(document, "Upper"), grown), expect)


def test_a_lane_that_shrinks_keeps_round_its_steps():
    document = laned()
    upper, task = bounds_of(document, "Upper"), bounds_of(document, "Work in Sales")

    resize(document, shape_of(document, "Upper"), upper._replace(height=10))

    assert bounds_of(document, "Upper").bottom == task.bottom + 20
    assert bounds_of(document, "Desk").y == bounds_of(document, "Upper").bottom


def test_a_lane_made_wider_takes_its_pool_along():
    document = laned()
    desk = bounds_of(document, "Desk")

    resize(document, shape_of(document, "Desk"), desk._replace(width=desk.width + 100))

    assert bounds_of(document, "Sales").right == desk.right + 100
    assert bounds_of(document, "Upper").right == desk.right + 100


def test_steps_that_come_to_lie_in_another_lane_belong_to_it():
    document = laned()
    task = create(document, "task", Point(600, 250), name="Late")
    upper = bounds_of(document, "Upper")
    assert task in named(document, "Upper").flow_node_refs

    resize(document, shape_of(document, "Upper"), upper._replace(height=upper.height + 1))

    assert task in named(document, "Upper").flow_node_refs


@pytest.mark.parametrize(("name", "width"), [("start", 20), ("Check", 60)])
def test_every_class_has_a_smallest_size(name, width):
    assert least_size(shape_of(simple_flow("start", "Check", "end"), name)).width == width


def test_a_lane_above_the_first_grows_the_pool_upwards():
    document = laned()
    pool = bounds_of(document, "Sales")

    lane = add_lane(document, named(document, "Upper"), after=False)

    assert bounds_of(document, lane.id).height == 120
    assert bounds_of(document, "Sales").y == pool.y - 120
    assert bounds_of(document, lane.id).y == bounds_of(document, "Sales").y
