import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.lanes import add_lane, split_lane
from bpmn.editing.move import move
from bpmn.editing.refused import NotAllowed
from bpmn.model import Lane
from tests.documents import assert_edit, blank, bounds_of, named, shape_of, simple_flow, with_pools
from tests.schema import schema_errors


def test_the_first_lanes_are_one_for_what_is_there_and_a_new_one():
    document = with_pools("Sales")
    task, pool = named(document, "Work in Sales"), bounds_of(document, "Sales")

    def expect():
        first, second = document.all(Lane)
        assert list(first.flow_node_refs) == [task]
        assert not second.flow_node_refs
        assert bounds_of(document, second.id).height == 120
        assert bounds_of(document, "Sales").height == pool.height + 120
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: add_lane(document, named(document, "Sales")), expect)


def test_a_lane_is_put_between_two_others():
    document = with_pools("Sales")
    last = add_lane(document, named(document, "Sales"), name="Last")
    first = last.parent.lanes[0]
    old = bounds_of(document, "Last")

    middle = add_lane(document, first, name="Middle")

    assert [lane.id for lane in last.parent.lanes] == [first.id, middle.id, last.id]
    assert bounds_of(document, "Last") == old.moved(0, 120)


def test_pools_below_make_room():
    document = with_pools("Sales", "Stock")
    old = bounds_of(document, "Work in Stock")

    add_lane(document, named(document, "Sales"))

    assert bounds_of(document, "Work in Stock") == old.moved(0, 120)


def test_pools_above_make_room():
    document = with_pools("Sales", "Stock")
    lanes = add_lane(document, named(document, "Stock"))
    above, task = bounds_of(document, "Sales"), bounds_of(document, "Work in Sales")

    add_lane(document, lanes, after=False)

    assert bounds_of(document, "Sales") == above.moved(0, -120)
    assert bounds_of(document, "Work in Sales") == task.moved(0, -120)


def test_a_divided_lane_gives_its_steps_to_its_parts():
    document = with_pools("Sales")
    add_lane(document, named(document, "Sales"))
    lane = document.all(Lane)[0]

    parts = split_lane(document, lane, 2)

    assert [len(part.flow_node_refs) for part in parts] == [1, 0]
    assert bounds_of(document, parts[0].id).x == bounds_of(document, lane.id).x + 30
    assert bounds_of(document, parts[1].id).bottom == bounds_of(document, lane.id).bottom
    assert not schema_errors(document.to_bytes())


def test_a_small_lane_is_not_divided():
    document = with_pools("Sales")
    lane = add_lane(document, named(document, "Sales"))

    with pytest.raises(NotAllowed, match="too small"):
        split_lane(document, lane, 3)


def test_a_divided_lane_is_not_divided_again():
    document = with_pools("Sales")
    add_lane(document, named(document, "Sales"))
    split_lane(document, document.all(Lane)[0], 2)

    with pytest.raises(NotAllowed, match="divided already"):
        split_lane(document, document.all(Lane)[0], 2)


def test_a_step_that_moves_to_another_lane_belongs_to_it():
    document = with_pools("Sales")
    lower = add_lane(document, named(document, "Sales"))
    upper, task = lower.parent.lanes[0], named(document, "Work in Sales")

    def expect():
        assert list(lower.flow_node_refs) == [task]
        assert not upper.flow_node_refs

    assert_edit(document, lambda: move(document, [shape_of(document, "Work in Sales")], 0, 180), expect)


def test_what_nothing_happened_to_keeps_the_lane_that_the_file_says():
    document = with_pools("Sales")
    lower = add_lane(document, named(document, "Sales"))
    task = named(document, "Work in Sales")
    with document.transaction("Contradict the drawing"):
        lower.parent.lanes[0].flow_node_refs.remove(task)
        lower.flow_node_refs.append(task)

    create(document, "task", Point(600, 200))

    assert list(lower.flow_node_refs) == [task]


def test_lanes_of_an_upright_pool_stand_side_by_side():
    document = blank()
    create(document, "participant:vertical", Point(300, 400), name="Sales")

    lane = add_lane(document, named(document, "Sales"))

    first = lane.parent.lanes[0]
    assert bounds_of(document, lane.id).x == bounds_of(document, first.id).right
    assert shape_of(document, lane.id).is_horizontal is False
    assert bounds_of(document, lane.id).y == bounds_of(document, "Sales").y + 30


@pytest.mark.parametrize("name", ["Customer", "Check"])
def test_lanes_lie_only_in_pools_with_a_process(name):
    document = with_pools("Sales", black_boxes=("Customer",))
    if name == "Check":
        document = simple_flow("start", "Check", "end")

    with pytest.raises(NotAllowed):
        create(document, "lane", Point(0, 0), named(document, name))
