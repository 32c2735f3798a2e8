"""Names hop aside where a new line would run through them."""

from itertools import pairwise

import pytest

from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.move import move_label
from bpmn.layout.routing import crosses
from bpmn.notation.shapes import shape_drawing
from tests.documents import assert_edit, blank, edge_of, named, plane_of, reloaded, shape_of


def decision():
    """A decision with a step at its right that it leads to, one below and one above."""
    document = blank()
    create(document, "exclusiveGateway", Point(300, 200), name="Enough?")
    create(document, "task", Point(450, 200), name="Pack")
    create(document, "task", Point(300, 340), name="Order")
    create(document, "task", Point(300, 60), name="Ask")
    connect(document, named(document, "Enough?"), named(document, "Pack"))
    return reloaded(document)


def name_of(document):
    return shape_drawing(shape_of(document, "Enough?")).label_bounds


def join(document, target):
    flow = connect(document, named(document, "Enough?"), named(document, target), plane_of(document))
    return edge_of(document, flow.id).waypoints


def test_a_name_hops_above_where_a_line_leaves_below():
    document = decision()
    before = name_of(document)

    def expect():
        assert name_of(document).bottom < shape_of(document, "Enough?").bounds.y
        assert abs(name_of(document).centre.x - before.centre.x) <= 1

    assert_edit(document, lambda: join(document, "Order"), expect)


def test_a_name_hops_to_the_last_side_that_is_free():
    document = decision()
    join(document, "Order")

    up = join(document, "Ask")

    assert not any(crosses(a, b, name_of(document)) for a, b in pairwise(up))
    assert name_of(document).right <= shape_of(document, "Enough?").bounds.x


def test_a_name_that_a_person_put_somewhere_stays_there():
    document = decision()
    place = name_of(document).moved(12, 12)
    move_label(document, shape_of(document, "Enough?"), place)

    join(document, "Order")

    assert name_of(document).x == pytest.approx(place.x, abs=0.01)
    assert name_of(document).y == pytest.approx(place.y, abs=0.01)


def test_a_name_that_is_in_no_way_stays():
    document = blank()
    create(document, "exclusiveGateway", Point(300, 200), name="Enough?")
    create(document, "task", Point(450, 200), name="Pack")
    before = name_of(document)

    join(document, "Pack")

    assert name_of(document) == before
