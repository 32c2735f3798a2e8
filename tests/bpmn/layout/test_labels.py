from bpmn.base.geometry import Bounds, Point
from bpmn.layout.labels import along_line, below, beside_line, beside_shape

EVENT = Bounds(100, 100, 36, 36)


def test_the_label_of_an_event_stands_centred_below():
    assert below(EVENT, (60, 14)) == Bounds(88, 143, 60, 14)


def test_the_label_of_a_level_line_stands_above_it():
    label = beside_line([Point(0, 100), Point(200, 100)], (40, 14))

    assert label.centre.x == 100
    assert label.bottom < 100


def test_the_label_of_an_upright_line_stands_right_of_it():
    label = beside_line([Point(100, 0), Point(100, 200)], (40, 14))

    assert label.x > 100


def test_the_label_of_a_bent_line_stands_at_its_middle_piece():
    label = beside_line([Point(0, 0), Point(50, 0), Point(50, 100), Point(100, 100)], (40, 14))

    assert label.centre.y == 50


def test_lines_without_length_have_a_place_too():
    assert beside_line([], (40, 14)) == Bounds(0, 0, 40, 14)
    assert beside_line([Point(3, 4)], (40, 14)) == Bounds(3, 4, 40, 14)


def test_a_label_moves_with_its_shape():
    assert beside_shape(Bounds(0, 0, 9, 9), EVENT, EVENT.moved(5, 6)) == Bounds(5, 6, 9, 9)


def test_a_label_keeps_its_distance_when_its_shape_grows():
    grown = EVENT._replace(height=80)

    assert beside_shape(below(EVENT, (36, 14)), EVENT, grown).y == grown.bottom + 7
    assert beside_shape(Bounds(100, 60, 36, 14), EVENT, grown).y == 60
    assert beside_shape(Bounds(110, 111, 16, 14), EVENT, grown).centre.y == grown.centre.y


def test_a_label_stays_at_its_piece_of_the_line():
    old = [Point(0, 100), Point(200, 100)]
    label = Bounds(80, 80, 40, 14)

    assert along_line(label, old, [Point(0, 150), Point(200, 150)]) == label.moved(0, 50)


def test_a_label_turns_with_its_piece():
    old, new = [Point(0, 100), Point(200, 100)], [Point(100, 0), Point(100, 200)]

    turned = along_line(Bounds(80, 70, 40, 20), old, new)

    assert turned.centre == Point(120, 100)


def test_a_label_keeps_to_the_first_piece_when_bends_come():
    old = [Point(0, 0), Point(100, 0), Point(100, 100)]
    new = [Point(0, 0), Point(100, 0), Point(100, 50), Point(200, 50)]

    assert along_line(Bounds(30, -30, 40, 20), old, new) == Bounds(30, -30, 40, 20)


def test_a_label_without_a_line_stays():
    assert along_line(Bounds(1, 2, 3, 4), [], [Point(0, 0), Point(1, 1)]) == Bounds(1, 2, 3, 4)
