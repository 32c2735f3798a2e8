"""Points and rectangles."""

from bpmn.base.geometry import Bounds, Point, around, united


def test_a_rectangle_knows_its_edges_and_centre():
    bounds = Bounds(10, 20, 100, 80)

    assert (bounds.right, bounds.bottom, bounds.centre) == (110, 100, Point(60, 60))


def test_moving_and_growing_give_new_rectangles():
    bounds = Bounds(10, 20, 100, 80)

    assert bounds.moved(5, -5) == Bounds(15, 15, 100, 80)
    assert bounds.grown(10) == Bounds(0, 10, 120, 100)


def test_edges_count_as_inside_but_do_not_intersect():
    left, right = Bounds(0, 0, 10, 10), Bounds(10, 0, 10, 10)

    assert left.contains(Point(10, 5))
    assert not left.intersects(right)
    assert Bounds(0, 0, 20, 10).encloses(right)


def test_united_is_the_smallest_rectangle_around_all():
    assert united([]) is None
    assert united([Bounds(0, 0, 1, 1), Bounds(4, 5, 1, 1)]) == Bounds(0, 0, 5, 6)
    assert around([Point(3, 1), Point(0, 2)]) == Bounds(0, 1, 3, 1)
