import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import End, Outline
from bpmn.layout.routing import Style, crosses, docked, loop, mend, route, simplified, turned

LEFT = End(Bounds(0, 0, 100, 80))
RIGHT = End(Bounds(300, 0, 100, 80))
LOWER = End(Bounds(300, 200, 100, 80))


def points(*pairs):
    return [Point(*pair) for pair in pairs]


def test_neighbours_are_joined_by_a_straight_line():
    assert route(LEFT, RIGHT) == points((100, 40), (300, 40))


def test_a_line_to_another_height_bends_in_the_middle():
    assert route(LEFT, LOWER) == points((100, 40), (200, 40), (200, 240), (300, 240))


def test_a_line_from_a_gateway_goes_up_or_down_first():
    gateway = End(Bounds(0, 0, 50, 50), Outline.DIAMOND)

    assert route(gateway, LOWER, Style.UP_THEN_SIDEWAYS) == points((25, 50), (25, 240), (300, 240))


def test_a_line_to_a_gateway_goes_sideways_first():
    gateway = End(Bounds(300, 200, 50, 50), Outline.DIAMOND)

    assert route(LEFT, gateway, Style.SIDEWAYS_THEN_UP) == points((100, 40), (325, 40), (325, 200))


def test_a_line_without_room_across_leaves_downwards():
    beside = End(Bounds(106, 200, 36, 36), Outline.CIRCLE)

    assert route(LEFT, beside) == points((50, 80), (50, 140), (124, 140), (124, 200))


def test_a_line_goes_round_a_name_where_that_costs_little():
    name = Bounds(150, 30, 90, 20)

    assert route(LEFT, RIGHT, names=[name]) != route(LEFT, RIGHT)
    assert route(LEFT, RIGHT, names=[name.moved(0, 30)]) == route(LEFT, RIGHT)


def test_a_line_would_rather_touch_a_name_than_a_symbol():
    symbol, name = Bounds(150, -300, 90, 325), Bounds(150, 30, 90, 700)

    assert route(LEFT, RIGHT, obstacles=[symbol], names=[name]) == route(LEFT, RIGHT)


@pytest.mark.parametrize("style", Style)
def test_a_style_that_is_turned_twice_is_itself(style):
    assert turned(turned(style)) is style


def test_shapes_above_each_other_are_joined_upright():
    below = End(Bounds(0, 200, 100, 80))

    assert route(LEFT, below) == points((50, 80), (50, 200))


def test_a_message_is_straight_where_both_face_each_other():
    pool = End(Bounds(-200, 200, 600, 60))

    assert route(LEFT, pool, Style.STRAIGHT_OR_UPRIGHT) == points((50, 80), (50, 200))
    assert route(RIGHT, LEFT, Style.STRAIGHT_OR_UPRIGHT) == points((300, 40), (100, 40))


def test_a_straight_style_may_slant():
    assert len(route(LEFT, LOWER, Style.STRAIGHT)) == 2


def test_a_line_goes_round_what_stands_between():
    between = Bounds(150, 0, 100, 80)

    way = route(LEFT, RIGHT, obstacles=[between])

    assert not any(crosses(a, b, between) for a, b in itertools.pairwise(way))


def test_a_line_to_itself_is_a_loop():
    assert route(LEFT, LEFT) == loop(LEFT)
    assert len(loop(LEFT)) == 5


def test_overlapping_shapes_get_a_line_too():
    way = route(LEFT, End(Bounds(20, 20, 100, 80)))

    assert len(way) >= 2


def test_bends_that_are_none_go():
    assert simplified(points((0, 0), (5, 0), (5, 0), (9, 0), (9, 4))) == points((0, 0), (9, 0), (9, 4))


def test_a_line_that_turns_back_keeps_its_turn():
    assert simplified(points((0, 0), (9, 0), (4, 0))) == points((0, 0), (9, 0), (4, 0))


def test_a_line_without_length_still_has_two_ends():
    assert len(docked(points((5, 5)), LEFT, RIGHT)) == 2


def test_a_line_moves_along_when_both_ends_do():
    way = points((100, 40), (150, 0), (300, 40))
    moved = (LEFT, End(LEFT.bounds.moved(3, 4))), (RIGHT, End(RIGHT.bounds.moved(3, 4)))

    assert mend(way, *moved, Style.SIDEWAYS) == points((103, 44), (153, 4), (303, 44))


def test_only_the_end_that_moved_is_mended():
    way = points((100, 40), (200, 40), (200, 240), (300, 240))

    mended = mend(way, (LEFT, End(Bounds(0, 30, 100, 80))), (LOWER, LOWER), Style.SIDEWAYS)

    assert mended == points((100, 70), (200, 70), (200, 240), (300, 240))


def test_a_straight_line_gets_bends_when_its_end_leaves_its_height():
    way = points((100, 40), (300, 40))

    mended = mend(way, (LEFT, LEFT), (RIGHT, LOWER), Style.SIDEWAYS)

    assert mended == route(LEFT, LOWER)


def test_a_slanted_line_stays_slanted():
    way = points((100, 40), (300, 200))

    mended = mend(way, (LEFT, LEFT), (LOWER, End(LOWER.bounds.moved(0, 50))), Style.SIDEWAYS)

    assert len(mended) == 2
    assert mended[0] == Point(100, 40)


POOL = End(Bounds(-200, 200, 600, 60))


def test_a_message_stays_upright_when_its_step_moves():
    moved = End(LEFT.bounds.moved(60, 20))

    way = mend(points((20, 80), (20, 200)), (LEFT, moved), (POOL, POOL), Style.STRAIGHT_OR_UPRIGHT)

    assert way == points((80, 100), (80, 200))


def test_a_message_stays_at_its_step_when_the_pool_moves():
    moved = End(POOL.bounds.moved(60, 40))

    way = mend(points((20, 200), (20, 80)), (POOL, moved), (LEFT, LEFT), Style.STRAIGHT_OR_UPRIGHT)

    assert way == points((20, 240), (20, 80))


def test_a_message_bends_when_its_step_leaves_the_pool():
    moved = End(LEFT.bounds.moved(600, 0))

    way = mend(points((20, 80), (20, 200)), (LEFT, moved), (POOL, POOL), Style.STRAIGHT_OR_UPRIGHT)

    assert len(way) > 2


def test_bends_that_a_shape_covers_go():
    way = points((100, 40), (200, 40), (200, 240), (300, 240))

    mended = mend(way, (LEFT, End(Bounds(150, 0, 100, 80))), (LOWER, LOWER), Style.SIDEWAYS)

    assert not any(Bounds(150, 0, 100, 80).grown(-1).contains(p) for p in mended[1:-1])
    assert mended[-1] == Point(300, 240)


def test_a_line_without_ends_is_routed():
    assert mend([], (LEFT, LEFT), (RIGHT, RIGHT), Style.SIDEWAYS) == route(LEFT, RIGHT)


bounds = st.builds(
    Bounds, st.integers(-300, 300), st.integers(-300, 300), st.integers(20, 200), st.integers(20, 200)
)
ends = st.builds(End, bounds, st.sampled_from(Outline))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(ends, ends, st.sampled_from(Style), st.lists(bounds, max_size=4))
def test_routes_end_on_both_shapes(source, target, style, obstacles):
    way = route(source, target, style, obstacles)

    assert source.bounds.grown(1.5).contains(way[0])
    assert target.bounds.grown(1.5).contains(way[-1])


@settings(derandomize=True, max_examples=150, deadline=None)
@given(ends, ends, bounds, st.sampled_from(Style))
def test_mended_lines_end_on_both_shapes(source, target, moved, style):
    way = route(source, target, style)
    new = End(moved, source.outline)

    mended = mend(way, (source, new), (target, target), style)

    assert new.bounds.grown(1.5).contains(mended[0])
    assert target.bounds.grown(1.5).contains(mended[-1])


@pytest.mark.parametrize("style", list(Style))
def test_routes_are_the_same_every_time(style):
    assert route(LEFT, LOWER, style) == route(LEFT, LOWER, style)
