"""What is seen while something is dragged, hovered or selected, read from the pixels."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from app.canvas.handles import Job, handles_of
from bpmn.base.finding import Severity
from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.lanes import add_lane
from bpmn.model import Lane, Participant
from tests.app.canvas.conftest import edge_between

SHIFT = Qt.KeyboardModifier.ShiftModifier


def painted(view):
    """All colours of the view as #RRGGBB."""
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {f"#{pixel & 0xFFFFFF:06X}" for pixel in set(memoryview(image.constBits()).cast("I"))}


def has(view, token):
    """Whether something is painted in the colour of a token."""
    return QColor(view.colours[token]).name().upper() in painted(view)


def test_a_selected_step_is_outlined_with_handles(hands):
    before = has(hands.view, "selection")

    hands.click("Check")

    assert not before
    assert has(hands.view, "selection")


def test_several_are_outlined_with_one_hull(hands):
    hands.click("Check")
    hands.click("Pack", SHIFT)

    assert has(hands.view, "selection")
    assert not hands.view.pad.isVisible()


def test_what_a_click_would_select_is_outlined(hands):
    hands.hover("Check")

    assert has(hands.view, "hoverOutline")


def test_the_outline_goes_with_the_pointer(hands):
    hands.hover("Check")

    hands.hover(Point(200, 420))

    assert not has(hands.view, "hoverOutline")


def test_a_line_under_the_pointer_is_outlined_too(hands):
    check, pack = hands.shape("Check").bounds, hands.shape("Pack").bounds

    before = painted(hands.view)

    hands.hover(Point((check.right + pack.x) / 2, check.centre.y))

    assert painted(hands.view) - before


def test_snap_lines_show_what_lines_up(hands):
    hands.carry("Check", hands.middle("Check").moved(0, 120).moved(40, -117))

    assert has(hands.view, "snap")
    hands.key(Qt.Key.Key_Escape)
    assert not has(hands.view, "snap")


@pytest.mark.parametrize(("target", "token"), [("End", "legal"), ("Start", "illegal")])
def test_a_target_says_by_its_colour_whether_it_may_be_connected(hands, target, token):
    hands.view.set_tool("connect")

    hands.carry("Check", target)

    assert has(hands.view, token)
    hands.key(Qt.Key.Key_Escape)


def test_the_tool_that_connects_shows_where_a_line_may_begin(hands):
    hands.view.set_tool("connect")

    hands.hover("Check")

    assert has(hands.view, "legal")


def test_a_ghost_shows_what_is_placed(hands):
    hands.view.set_tool("create", "exclusiveGateway")
    before = painted(hands.view)

    hands.hover(Point(460, 320))

    assert painted(hands.view) - before


def test_a_rubber_band_is_painted(hands):
    hands.view.set_tool("lasso")

    hands.carry(Point(200, 400), Point(300, 460))

    assert has(hands.view, "selection")
    hands.release(Point(300, 460))
    assert not has(hands.view, "selection")


def test_what_the_lasso_took_can_be_dragged_at_once(hands):
    hands.view.set_tool("lasso")

    hands.drag(Point(0, 0), Point(2000, 2000))

    assert hands.view.chosen
    assert hands.view.tool.name == "select"


def test_a_lasso_around_nothing_is_kept(hands):
    hands.view.set_tool("lasso")

    hands.drag(Point(200, 400), Point(210, 410))

    assert hands.view.tool.name == "lasso"


def test_a_click_with_the_lasso_gives_the_pointer_back(hands):
    hands.view.set_tool("lasso")

    hands.click(Point(200, 420))

    assert hands.view.tool.name == "select"


def test_making_room_shows_the_line_and_how_much(hands):
    hands.view.set_tool("space")

    hands.carry(Point(200, 420), Point(260, 420))

    assert has(hands.view, "snap")
    assert has(hands.view, "accent")
    hands.key(Qt.Key.Key_Escape)


def test_a_refused_end_of_a_line_is_shown_on_the_way(hands):
    edge = edge_between(hands.document, "Check", "Pack")
    hands.view.choose([hands.view.scene_shown.item_of(edge)])
    end = next(h for h in handles_of(hands.view, hands.view.chosen[0]) if h.job is Job.TARGET)
    place = hands.view.to_map(end.at)

    hands.carry(Point(place.x(), place.y()), "Start")

    assert has(hands.view, "illegal")
    assert hands.view.refusal
    hands.key(Qt.Key.Key_Escape)


def test_resizing_shows_the_future_outline(hands):
    hands.click("Check")
    corner = next(h for h in handles_of(hands.view, hands.view.chosen[0]) if h.sides == (1, 1))
    place = hands.view.to_map(corner.at)
    before = painted(hands.view)

    hands.carry(Point(place.x(), place.y()), Point(place.x() + 60, place.y() + 60))

    assert painted(hands.view) - before
    hands.key(Qt.Key.Key_Escape)
    assert hands.view.session.stack.count() == 0


def test_marks_are_dots_from_far_away(hands):
    hands.view.set_zoom(0.3)

    hands.view.set_marks({hands.element("Check").id: Severity.ERROR})

    assert has(hands.view, "error")


def test_a_flow_can_be_marked(hands):
    flow = edge_between(hands.document, "Check", "Pack").bpmn_element

    hands.view.set_marks({flow.id: "warning"})

    assert has(hands.view, "warning")


@pytest.fixture
def two_roles(blank):
    """A pool with two lanes, the upper one with a step."""
    plane = blank.view.plane
    pool = create(blank.document, "participant", Point(450, 200), None, plane)
    assert isinstance(pool, Participant)
    add_lane(blank.document, pool, plane, name="Sales")
    create(blank.document, "task", Point(500, 120), None, plane, "Call")
    blank.view.select([])
    return blank


def test_the_role_that_a_step_comes_into_is_named(two_roles):
    at = two_roles.middle("Call")
    lane = next(lane for lane in two_roles.document.all(Lane) if lane.name == "Sales")
    there = two_roles.view.scene_shown.items_of(lane.id)[0].bounds.centre

    two_roles.carry("Call", Point(at.x, there.y))
    shown = has(two_roles.view, "legal")
    two_roles.release(Point(at.x, there.y))

    assert shown
    assert two_roles.element("Call") in lane.flow_node_refs


def test_the_body_of_a_pool_pans_and_its_head_moves_it(two_roles):
    pool = two_roles.shape("Call").bounds
    place = two_roles.at(0, 0)

    two_roles.drag(pool.centre.moved(-120, 0), pool.centre.moved(-80, 0))

    assert (two_roles.at(0, 0) - place).toTuple() == (40, 0)
    assert two_roles.view.session.stack.undoText() == "Create"


def test_alt_and_clicks_go_through_what_lies_on_each_other(two_roles):
    two_roles.click("Call")

    two_roles.click("Call", Qt.KeyboardModifier.AltModifier)

    assert isinstance(two_roles.view.elements()[0], Lane)
