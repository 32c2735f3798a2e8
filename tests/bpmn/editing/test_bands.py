from bpmn.editing.delete import delete
from bpmn.editing.lanes import add_lane, split_lane
from bpmn.model import Lane
from tests.documents import assert_edit, bounds_of, named, with_pools


def three_lanes():
    """A pool with lanes Upper (250 high), Middle and Lower (120 each)."""
    document = with_pools("Sales")
    lower = add_lane(document, named(document, "Sales"), name="Lower")
    upper = lower.parent.lanes[0]
    with document.transaction("Name"):
        upper.name = "Upper"
    add_lane(document, upper, name="Middle")
    return document


def test_both_neighbours_share_the_band():
    document = three_lanes()
    upper, middle, lower = (bounds_of(document, name) for name in ("Upper", "Middle", "Lower"))

    def expect():
        assert bounds_of(document, "Upper").bottom == middle.centre.y == bounds_of(document, "Lower").y
        assert bounds_of(document, "Upper").y == upper.y
        assert bounds_of(document, "Lower").bottom == lower.bottom

    assert_edit(document, lambda: delete(document, [named(document, "Middle")]), expect)


def test_the_only_neighbour_gets_the_whole_band():
    document = three_lanes()
    upper, lower = bounds_of(document, "Upper"), bounds_of(document, "Lower")

    delete(document, [named(document, "Upper")])
    assert bounds_of(document, "Middle").y == upper.y

    delete(document, [named(document, "Lower")])
    assert bounds_of(document, "Middle").bottom == lower.bottom


def test_lanes_inside_a_neighbour_reach_to_its_new_edge():
    document = three_lanes()
    parts = split_lane(document, named(document, "Upper"), 2)

    delete(document, [named(document, "Middle")])

    assert bounds_of(document, parts[1].id).bottom == bounds_of(document, "Upper").bottom
    assert bounds_of(document, parts[0].id).y == bounds_of(document, "Upper").y
    assert len(document.all(Lane)) == 4
