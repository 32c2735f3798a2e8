import pytest

from bpmn.base.geometry import Point
from bpmn.editing.append import append_element
from bpmn.editing.create import create
from bpmn.editing.lanes import add_lane
from bpmn.editing.move import move
from tests.documents import assert_edit, blank, bounds_of, named, shape_of, with_pools


def test_a_pool_grows_round_what_comes_to_its_edge():
    document = with_pools("Sales")

    def expect():
        assert bounds_of(document, "Sales").right == bounds_of(document, "Work in Sales").right + 100

    assert_edit(document, lambda: move(document, [shape_of(document, "Work in Sales")], 245, 0), expect)


def test_a_pool_grows_round_what_is_appended():
    document = with_pools("Sales")
    move(document, [shape_of(document, "Work in Sales")], 180, 0)

    append_element(document, shape_of(document, "Work in Sales"), "endEvent", "done")

    assert bounds_of(document, "Sales").encloses(bounds_of(document, "done"))
    assert named(document, "done").parent == named(document, "Sales").process_ref


def test_lanes_at_the_edge_grow_along():
    document = with_pools("Sales")
    lane = add_lane(document, named(document, "Sales"))

    move(document, [shape_of(document, "Work in Sales")], 245, 0)

    assert bounds_of(document, lane.id).right == bounds_of(document, "Sales").right


def test_what_was_at_the_edge_already_pushes_nothing():
    document = with_pools("Sales")
    create(document, "task", bounds_of(document, "Work in Sales").moved(245, 0), name="Edge")
    pool = bounds_of(document, "Sales")

    move(document, [shape_of(document, "Edge")], 0, 10)

    assert bounds_of(document, "Sales") == pool


def test_a_sub_process_grows_and_pushes_its_pool():
    document = with_pools("Sales")
    create(document, "subProcess:expanded", Point(510, 200), name="Sub")
    create(document, "task", Point(600, 200), name="Inner")

    assert bounds_of(document, "Sub").encloses(bounds_of(document, "Inner"))
    assert bounds_of(document, "Sales").encloses(bounds_of(document, "Sub"))


def test_without_containers_nothing_grows():
    document = blank()

    create(document, "task", Point(5000, 5000), name="Far")

    assert bounds_of(document, "Far").centre == Point(5000, 5000)


@pytest.mark.parametrize(("step", "dx", "dy"), [("Sales", 0, 85), ("Stock", 0, -85)])
def test_pools_make_way_for_one_that_grows(step, dx, dy):
    document = with_pools("Sales", "Stock")
    gap = bounds_of(document, "Stock").y - bounds_of(document, "Sales").bottom

    def expect():
        assert bounds_of(document, "Stock").y - bounds_of(document, "Sales").bottom == gap
        for pool in ("Sales", "Stock"):
            assert bounds_of(document, pool).encloses(bounds_of(document, f"Work in {pool}"))

    assert_edit(document, lambda: move(document, [shape_of(document, f"Work in {step}")], dx, dy), expect)
    assert bounds_of(document, step).height > 250
