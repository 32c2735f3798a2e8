import pytest

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import End, Outline, carried, corners, crop, crossing, dock_of, nearest_on_border

BOX = Bounds(100, 100, 100, 80)
SQUARE = Bounds(0, 0, 50, 50)


@pytest.mark.parametrize(
    ("outline", "bounds", "towards", "expected"),
    [
        (Outline.RECTANGLE, BOX, Point(300, 140), Point(200, 140)),
        (Outline.RECTANGLE, BOX, Point(150, 0), Point(150, 100)),
        (Outline.RECTANGLE, BOX, Point(250, 220), Point(200, 180)),
        (Outline.ROUNDED, BOX, Point(300, 140), Point(200, 140)),
        (Outline.ROUNDED, BOX, Point(250, 220), Point(197, 177)),
        (Outline.DIAMOND, SQUARE, Point(100, 25), Point(50, 25)),
        (Outline.DIAMOND, SQUARE, Point(125, 125), Point(38, 38)),
        (Outline.CIRCLE, Bounds(0, 0, 36, 36), Point(18, 100), Point(18, 36)),
        (Outline.CIRCLE, Bounds(0, 0, 36, 36), Point(118, 118), Point(31, 31)),
        (Outline.HEXAGON, Bounds(0, 0, 40, 40), Point(100, 20), Point(40, 20)),
    ],
)
def test_a_line_is_cut_off_at_the_outline(outline, bounds, towards, expected):
    assert crop(End(bounds, outline), bounds.centre, towards) == expected


def test_a_dock_outside_is_left_alone():
    assert crop(End(BOX), Point(0, 0), Point(150, 140)) == Point(0, 0)


def test_a_line_of_no_length_stays():
    assert crop(End(BOX), BOX.centre, BOX.centre) == BOX.centre


def test_a_shape_of_no_size_is_a_point():
    nothing = End(Bounds(5, 5, 0, 0), Outline.CIRCLE)

    assert crop(nothing, Point(5, 5), Point(9, 9)) == Point(5, 5)


def test_shapes_between_whole_numbers_keep_decimals():
    assert crop(End(Bounds(0.25, 0, 10, 10)), Point(5.25, 5), Point(100, 5)) == Point(10.25, 5)


def test_the_dock_of_a_level_line_is_at_its_height():
    assert dock_of(BOX, Point(200, 120), Point(400, 120)) == Point(150, 120)


def test_the_dock_of_a_slanted_line_is_on_the_nearer_axis():
    assert dock_of(BOX, Point(200, 180), Point(250, 220)) == Point(150, 140)


def test_a_line_that_misses_the_axes_docks_at_the_centre():
    assert dock_of(BOX, Point(200, 100), Point(210, 400)) == Point(150, 140)


def test_a_point_is_carried_with_its_shape():
    assert carried(Point(150, 100), BOX, BOX.moved(5, 6)) == Point(155, 106)
    assert carried(Point(150, 100), BOX, Bounds(100, 100, 200, 80)) == Point(200, 100)
    assert carried(Point(1, 1), Bounds(0, 0, 0, 0), SQUARE) == Point(25, 25)


def test_the_nearest_point_of_the_border_is_found():
    assert nearest_on_border(BOX, Point(150, 110)) == Point(150, 100)
    assert nearest_on_border(BOX, Point(500, 500)) == Point(200, 180)


def test_pieces_cross_or_not():
    assert crossing(Point(0, 0), Point(10, 10), Point(0, 10), Point(10, 0)) == Point(5, 5)
    assert crossing(Point(0, 0), Point(10, 0), Point(0, 5), Point(10, 5)) is None
    assert crossing(Point(0, 0), Point(1, 1), Point(5, 0), Point(5, 9)) is None


def test_every_outline_has_its_corners():
    assert len(corners(End(BOX, Outline.RECTANGLE))) == 4
    assert len(corners(End(BOX, Outline.HEXAGON))) == 6
    assert len(corners(End(BOX, Outline.ROUNDED))) == 12
