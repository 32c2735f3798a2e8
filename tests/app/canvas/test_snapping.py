import pytest

from app.canvas.tools.snapping import snap_move, snap_point
from bpmn.base.geometry import Bounds, Point

STEP = Bounds(0, 0, 100, 80)


def test_a_middle_near_another_middle_lines_up_with_it():
    snapped = snap_move(STEP, 300, 3, [Bounds(500, 20, 40, 40)], 7)

    assert (snapped.dx, snapped.dy) == (300, 0)


def test_edges_line_up_too_and_the_guide_joins_both():
    snapped = snap_move(STEP, 205, 200, [Bounds(200, 0, 40, 40)], 7)

    assert snapped.dx == 200
    assert (snapped.guides[0].at, snapped.guides[0].start, snapped.guides[0].end) == (200, 0, 280)


def test_far_from_everything_the_middle_falls_on_the_grid():
    snapped = snap_move(STEP, 203, 198, [], 7)

    assert (snapped.dx + 50) % 10 == 0
    assert (snapped.dy + 40) % 10 == 0
    assert snapped.guides == ()


def test_where_it_came_from_attracts_so_that_a_drag_stays_level():
    odd = Bounds(3, 7, 100, 80)

    assert snap_move(odd, 200, 4, [], 7).dy == 0


@pytest.mark.parametrize(
    ("point", "expected"), [(Point(97, 204), Point(100, 200)), (Point(60.4, 50.6), Point(60, 51))]
)
def test_a_point_goes_to_the_nearest_lines_or_to_whole_units(point, expected):
    assert snap_point(point, [100], [200], 10) == expected
