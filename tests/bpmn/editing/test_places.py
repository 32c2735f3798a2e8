import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.places import container_at, content_of, is_open
from bpmn.model import Collaboration
from tests.documents import blank, bounds_of, named, plane_of, shape_of, with_pools


def nested():
    document = with_pools("Sales", black_boxes=("Customer",))
    create(document, "subProcess:expanded", Point(450, 200), name="Sub")
    create(document, "task", Point(520, 200), name="Inner")
    return document


@pytest.mark.parametrize(
    ("point", "owner"),
    [
        (Point(150, 100), "Sales"),
        (Point(520, 200), "Sub"),
        (Point(400, 500), "Customer"),
        (Point(0, 0), None),
    ],
)
def test_the_innermost_container_holds_a_point(point, owner):
    document = nested()

    found = container_at(plane_of(document), point)

    if owner is None:
        assert found == document.all(Collaboration)[0]
    else:
        expected = named(document, owner)
        assert found in (expected, getattr(expected, "process_ref", None))


def test_what_is_left_out_holds_nothing():
    document = nested()

    found = container_at(plane_of(document), Point(520, 200), [shape_of(document, "Sub")])

    assert found == named(document, "Sales").process_ref


def test_a_closed_sub_process_holds_nothing_on_the_plane():
    document = blank()
    sub = create(document, "subProcess", Point(300, 300))

    assert container_at(plane_of(document), Point(300, 300)) == sub.parent
    assert content_of(shape_of(document, sub.id)) == []


def test_where_the_file_does_not_say_a_sub_process_with_drawn_steps_is_open():
    document = nested()
    sub = shape_of(document, "Sub")

    with document.transaction("Say nothing"):
        sub.is_expanded = None

    assert is_open(sub)
    assert bounds_of(document, "Inner") in [s.bounds for s in content_of(sub)]


def test_notes_in_a_pool_belong_to_its_content():
    document = with_pools("Sales")
    with document.transaction("Free note"):
        collaboration = document.all(Collaboration)[0]
    note = create(document, "textAnnotation", Point(200, 120), collaboration)

    assert shape_of(document, note.id) in content_of(shape_of(document, "Sales"))
