"""How new lines run: previewed as drawn, turned in upright pools, clear of names."""

from itertools import pairwise

import pytest

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.connect import connect, planned_line
from bpmn.editing.create import create
from bpmn.editing.move import move_label
from bpmn.editing.rename import rename
from bpmn.editing.routes import is_upright, style_on
from bpmn.layout.routing import Style
from bpmn.model import EndEvent, SequenceFlow
from bpmn.notation.shapes import shape_drawing
from tests.documents import blank, edge_of, named, plane_of, reloaded, shape_of, simple_flow, with_pools


def in_pool(kind):
    """A pool with a step, a decision and another step that are not connected."""
    document = blank()
    create(document, kind, Point(500, 500), name="Shop")
    for kind_of_step, name, at in (
        ("task", "Ask", Point(430, 430)),
        ("exclusiveGateway", "Enough?", Point(430, 530)),
        ("task", "Order", Point(570, 580)),
    ):
        create(document, kind_of_step, at, name=name)
    return reloaded(document)


def waypoints(document, source, target):
    plane = plane_of(document)
    plan = planned_line(plane, named(document, source), named(document, target))
    flow = connect(document, named(document, source), named(document, target), plane)
    return plan, edge_of(document, flow.id).waypoints


@pytest.mark.parametrize("kind", ["participant", "participant:vertical"])
@pytest.mark.parametrize(("source", "target"), [("Ask", "Enough?"), ("Enough?", "Order"), ("Order", "Ask")])
def test_a_line_is_drawn_as_it_was_planned(kind, source, target):
    plan, drawn = waypoints(in_pool(kind), source, target)

    assert plan == drawn


def test_a_message_is_drawn_as_it_was_planned():
    document = with_pools("Shop", black_boxes=("Bank",))
    step = create(document, "task", shape_of(document, "Shop").bounds.centre, name="Pay")

    plan, drawn = waypoints(document, step.name, "Bank")

    assert plan == drawn


def test_planning_a_line_changes_nothing_and_is_empty_where_it_is_refused():
    document = simple_flow("Start", "Check", "End")
    before = document.to_bytes()

    end, check = document.all(EndEvent)[0], named(document, "Check")
    assert planned_line(plane_of(document), end, check) == []
    assert planned_line(plane_of(document), check, check)
    assert document.to_bytes() == before


def test_lines_run_down_in_upright_pools():
    document = in_pool("participant:vertical")
    plane, ask, enough = plane_of(document), named(document, "Ask"), named(document, "Enough?")

    assert is_upright(plane, ask)
    assert style_on(plane, SequenceFlow, ask, ask) is Style.UPRIGHT
    assert style_on(plane, SequenceFlow, enough, ask) is Style.SIDEWAYS_THEN_UP
    level = in_pool("participant")
    assert not is_upright(plane_of(level), named(level, "Ask"))


def test_a_decision_in_an_upright_pool_is_left_sideways():
    _, drawn = waypoints(in_pool("participant:vertical"), "Enough?", "Order")

    assert drawn[0].y == drawn[1].y
    assert drawn[-1].x == drawn[-2].x


def with_name_between():
    """Two steps with the name of an event in the straight way between them."""
    document = blank()
    create(document, "task", Point(200, 200), name="Check")
    create(document, "task", Point(450, 200), name="Pack")
    event = create(document, "intermediateThrowEvent", Point(325, 120), name="Asked")
    check = shape_of(document, "Check")
    label = shape_drawing(shape_of(document, "Asked")).label_bounds
    move_label(document, shape_of(document, "Asked"), label.moved(0, check.bounds.centre.y - label.centre.y))
    return document, event


def test_a_new_line_leaves_the_names_of_others_free():
    document, _ = with_name_between()
    name = shape_drawing(shape_of(document, "Asked")).label_bounds
    straight = Bounds(name.x, shape_of(document, "Check").bounds.centre.y, name.width, 0)
    assert name.intersects(straight)

    _, drawn = waypoints(document, "Check", "Pack")

    pieces = [
        Bounds(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)) for a, b in pairwise(drawn)
    ]
    assert not any(piece.intersects(name.grown(-2)) for piece in pieces)


def test_a_new_line_runs_straight_where_no_name_is_in_its_way():
    document, event = with_name_between()
    rename(document, event, "")

    _, drawn = waypoints(document, "Check", "Pack")

    assert len(drawn) == 2
