"""Space is made and taken at a line; pools on the line grow and shrink with it."""

import pytest

from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.room import Axis
from bpmn.editing.space import make_space
from tests.documents import assert_edit, bounds_of, named, plane_of, reloaded, simple_flow, with_pools


def two_pools():
    """Two pools below each other; in the upper one a step at its right end."""
    document = with_pools("Shop", "Works")
    shop = bounds_of(document, "Shop")
    create(document, "task", Point(shop.right - 80, shop.centre.y), name="Last")
    connect(document, named(document, "Work in Shop"), named(document, "Last"))
    return reloaded(document)


def middle(document):
    first, last = bounds_of(document, "Work in Shop"), bounds_of(document, "Last")
    return Point((first.right + last.x) / 2, first.centre.y)


def test_what_lies_beyond_moves_and_its_pool_grows_with_it():
    document = two_pools()
    at, shop, last, works = middle(document), *(bounds_of(document, n) for n in ("Shop", "Last", "Works"))
    before = bounds_of(document, "Work in Shop")

    def expect():
        assert bounds_of(document, "Last") == last.moved(200, 0)
        assert bounds_of(document, "Shop") == shop._replace(width=shop.width + 200)
        assert bounds_of(document, "Work in Shop") == before
        assert bounds_of(document, "Works") == works, "another pool has its own space"

    assert_edit(document, lambda: make_space(document, plane_of(document), at, 200, Axis.X), expect)


def test_space_below_a_line_pushes_the_pool_beneath():
    document = two_pools()
    shop, works = bounds_of(document, "Shop"), bounds_of(document, "Works")
    at = Point(shop.x + 60, shop.bottom - 10)

    make_space(document, plane_of(document), at, 100, Axis.Y)

    assert bounds_of(document, "Shop").height == shop.height + 100
    assert bounds_of(document, "Works") == works.moved(0, 100)


def test_in_the_whole_map_all_pools_on_the_line_grow():
    document = two_pools()
    works = bounds_of(document, "Works")

    make_space(document, plane_of(document), middle(document), 60, Axis.X, is_whole=True)

    assert bounds_of(document, "Works").width == works.width + 60


def test_space_is_taken_until_something_comes_to_the_line():
    document = two_pools()
    at, shop, last = middle(document), bounds_of(document, "Shop"), bounds_of(document, "Last")

    make_space(document, plane_of(document), at, -500, Axis.X)

    taken = last.x - at.x
    assert bounds_of(document, "Last").x == at.x
    assert bounds_of(document, "Shop").width == pytest.approx(shop.width - taken)


def test_without_pools_everything_beyond_moves():
    document = simple_flow("Start", "Check", "End")
    check, end = bounds_of(document, "Check"), bounds_of(document, "End")

    make_space(document, plane_of(document), Point(check.x - 10, check.y), 50, Axis.X)

    assert bounds_of(document, "Check") == check.moved(50, 0)
    assert bounds_of(document, "End") == end.moved(50, 0)
