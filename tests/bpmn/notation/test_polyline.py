import math

import pytest

from bpmn.base.geometry import Point
from bpmn.notation.drawing import shifted
from bpmn.notation.outlines import diamond, ellipse, rectangle
from bpmn.notation.polyline import cut_start, path_of, sane, shortened, without_repeats


def test_corners_are_round():
    path = path_of([Point(0, 0), Point(100, 0), Point(100, 100)], 5)

    assert [s[0] for s in path] == ["M", "L", "C", "L"]
    assert path[1] == ("L", 95, 0)


def test_corner_between_short_segments_is_smaller():
    path = path_of([Point(0, 0), Point(4, 0), Point(4, 100)], 5)

    assert path[1] == ("L", 2, 0)


def test_line_that_starts_inside_a_circle_is_cut_at_it():
    outline = shifted(ellipse(36, 36), -18, -18)

    points = cut_start([Point(0, 0), Point(100, 0)], outline)

    assert points[0].x == pytest.approx(18, abs=0.2)


def test_line_that_starts_inside_a_diamond_is_cut_at_it():
    outline = shifted(diamond(50, 50), -25, -25)

    points = cut_start([Point(0, 0), Point(10, 10), Point(100, 10)], outline)

    assert points[0] == pytest.approx((15, 10), abs=0.1)


def test_line_that_starts_on_the_outline_is_kept():
    points = [Point(100, 40), Point(200, 40)]

    assert cut_start(points, rectangle(100, 80)) == points


def test_line_wholly_inside_is_kept():
    points = [Point(10, 10), Point(50, 50)]

    assert cut_start(points, rectangle(100, 80)) == points


def test_repeated_points_are_dropped():
    assert without_repeats([Point(0, 0), Point(0, 0), Point(5, 0)]) == [Point(0, 0), Point(5, 0)]


def test_short_line_is_not_turned_round_by_its_arrow():
    start, end = shortened([Point(0, 0), Point(4, 0)], 0, 7)

    assert start.x < end.x


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e300])
def test_every_coordinate_becomes_one_that_can_be_drawn(value):
    assert abs(sane(value)) <= 1e7
