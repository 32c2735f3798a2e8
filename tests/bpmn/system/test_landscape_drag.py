"""Cards that a person moves take their lines along and never lie on another card."""

from itertools import pairwise

import pytest

from bpmn.base.geometry import Point
from bpmn.system.landscape import draw_landscape
from bpmn.system.landscape_arrange import arrange
from bpmn.system.landscape_drag import dragged, dropped, moved_to
from bpmn.system.landscape_plan import Plan
from tests.bpmn.system import geometry
from tests.bpmn.system.generated import generated_system


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = draw_landscape(generated_system(2, 12)).plan
    assert found is not None
    return found


def test_lines_follow_a_dragged_card_upright_and_level(plan: Plan):
    key = plan.ways[0].way.processes[0]

    moved = dragged(plan, key, 37, -21)

    assert geometry.loose_ends(moved) == []
    for _, points, _ in geometry.ways(moved):
        assert all(a.x == pytest.approx(b.x) or a.y == pytest.approx(b.y) for a, b in pairwise(points))


def test_everything_else_stays_while_a_card_is_dragged(plan: Plan):
    key = plan.ways[0].way.processes[0]

    moved = dragged(plan, key, 37, -21)

    assert {k: b for k, b in moved.boxes.items() if k != key} == {
        k: b for k, b in plan.boxes.items() if k != key
    }
    assert moved.boxes[key] == plan.boxes[key].moved(37, -21)
    same = [x for x in plan.lines if key not in (x.line.source, x.line.target)]
    assert [x for x in moved.lines if key not in (x.line.source, x.line.target)] == same


def test_a_card_dropped_on_another_goes_beside_it(plan: Plan):
    one, other = list(plan.boxes)[:2]
    way = plan.boxes[other].x - plan.boxes[one].x, plan.boxes[other].y - plan.boxes[one].y

    places = dropped(plan, one, *way)

    assert geometry.overlapping_boxes(arrange(plan.model, places)) == []
    assert places[other] == Point(plan.boxes[other].x, plan.boxes[other].y)


def test_a_card_dropped_nearly_in_line_is_put_in_line(plan: Plan):
    way = plan.ways[-1].way
    key = way.processes[0]

    places = dropped(plan, key, 0, 5)

    assert places[key].y == plan.boxes[key].y


@pytest.mark.parametrize("number", range(4))
def test_after_a_drop_no_line_runs_through_a_card(plan: Plan, number: int):
    key = list(plan.boxes)[number]

    moved = arrange(plan.model, dropped(plan, key, 150, 90))

    assert geometry.overlapping_boxes(moved) == []
    assert geometry.lines_through_boxes(moved) == []
    assert geometry.overlapping_labels(moved) == []


def test_boxes_go_to_their_places_with_all_lines(plan: Plan):
    one, other = (card.key for card in plan.model.cards[:2])
    places = {k: Point(plan.boxes[k].x, plan.boxes[k].y).moved(50, 90) for k in (one, other)}

    moved = moved_to(plan, places)

    assert {k: Point(moved.boxes[k].x, moved.boxes[k].y) for k in places} == places
    assert geometry.loose_ends(moved) == []


def test_boxes_that_stand_where_they_belong_leave_the_plan_as_it_is(plan: Plan):
    assert moved_to(plan, {k: Point(b.x, b.y) for k, b in plan.boxes.items()}) is plan
