import pytest

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.append import append_element
from bpmn.editing.create import create
from bpmn.editing.move import move
from bpmn.editing.refused import NotAllowed
from bpmn.model import Association, DataOutputAssociation, SequenceFlow
from tests.documents import assert_edit, blank, bounds_of, named, shape_of, simple_flow


def begun():
    document = blank()
    create(document, "startEvent", Point(100, 100), name="start")
    return document


def test_an_appended_step_stands_right_of_its_source_and_is_connected():
    document = begun()

    def expect():
        assert bounds_of(document, "Check") == Bounds(168, 60, 100, 80)
        assert named(document, "start→Check")

    assert_edit(
        document, lambda: append_element(document, shape_of(document, "start"), "task", "Check"), expect
    )


def test_the_gap_is_that_of_the_other_followers():
    document = begun()
    append_element(document, shape_of(document, "start"), "task", "Check")
    move(document, [shape_of(document, "Check")], 30, 0)

    append_element(document, shape_of(document, "start"), "task", "Other")

    assert bounds_of(document, "Other").x == bounds_of(document, "Check").x


def test_what_is_there_already_is_not_covered():
    document = begun()
    for name in ("one", "two", "three"):
        append_element(document, shape_of(document, "start"), "task", name)

    ys = [bounds_of(document, name).y for name in ("one", "two", "three")]

    assert ys == [60, 170, 280]


def test_a_note_stands_above_and_data_below():
    document = simple_flow("start", "Check", "end")

    append_element(document, shape_of(document, "Check"), "textAnnotation", "Why?")
    append_element(document, shape_of(document, "Check"), "dataObjectReference", "Form")

    assert document.all(Association)
    assert document.all(DataOutputAssociation)
    assert bounds_of(document, "Form").y > bounds_of(document, "Check").bottom


def test_an_exception_leads_away_from_its_host():
    document = simple_flow("start", "Check", "end")
    create(document, "boundaryEvent:timer", Point(250, 160), name="Late")

    append_element(document, shape_of(document, "Late"), "task", "Remind")

    assert bounds_of(document, "Remind").y == bounds_of(document, "Late").bottom + 80


def test_a_step_may_be_appended_at_a_place():
    document = begun()

    append_element(document, shape_of(document, "start"), "task", "Check", Point(500, 300))

    assert bounds_of(document, "Check").centre == Point(500, 300)


def test_nothing_follows_an_end():
    document = simple_flow("start", "end")
    before = document.to_bytes()

    with pytest.raises(NotAllowed, match="no outgoing"):
        append_element(document, shape_of(document, "end"), "task")

    assert document.to_bytes() == before
    assert len(document.all(SequenceFlow)) == 1


def upright():
    document = blank()
    create(document, "participant:vertical", Point(400, 400), name="Shop")
    create(document, "startEvent", Point(400, 200), name="start")
    return document


def test_in_an_upright_pool_steps_follow_downwards():
    document = upright()
    start = bounds_of(document, "start")

    append_element(document, shape_of(document, "start"), "task", "Check")
    append_element(document, shape_of(document, "Check"), "endEvent", "end")

    check = bounds_of(document, "Check")
    assert check.centre.x == start.centre.x
    assert check.y == start.bottom + 50
    assert bounds_of(document, "end").y == check.bottom + 50


def test_in_an_upright_pool_a_second_follower_stands_at_the_right():
    document = upright()
    append_element(document, shape_of(document, "start"), "task", "Check")

    append_element(document, shape_of(document, "start"), "task", "Note")

    assert bounds_of(document, "Note").y == bounds_of(document, "Check").y
    assert bounds_of(document, "Note").x > bounds_of(document, "Check").right
