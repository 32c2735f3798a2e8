import pytest
from PySide6.QtCore import Qt

from app.canvas.handles import Job, handles_of
from bpmn.base.geometry import Point
from tests.app.canvas.conftest import edge_between

ALT = Qt.KeyboardModifier.AltModifier


def handle(hands, job, **values):
    """The place of a handle of the only selected item, in diagram units."""
    found = handles_of(hands.view, hands.view.chosen[0])
    one = next(h for h in found if h.job is job and all(getattr(h, k) == v for k, v in values.items()))
    place = hands.view.to_map(one.at)
    return Point(place.x(), place.y())


def select_flow(hands, source, target):
    edge = edge_between(hands.document, source, target)
    hands.view.choose([hands.view.scene_shown.item_of(edge)])
    return edge


def test_a_handle_resizes_a_step(hands):
    hands.click("Check")
    before, corner = hands.shape("Check").bounds, handle(hands, Job.RESIZE, sides=(1, 1))

    hands.drag(corner, corner.moved(40, 20), ALT)

    assert hands.shape("Check").bounds == before._replace(width=before.width + 40, height=before.height + 20)
    assert hands.view.session.stack.count() == 1


def test_a_step_does_not_become_smaller_than_its_least_size(hands):
    hands.click("Check")
    corner = handle(hands, Job.RESIZE, sides=(1, 1))

    hands.drag(corner, corner.moved(-400, -400), ALT)

    bounds = hands.shape("Check").bounds
    assert (bounds.width, bounds.height) == (60, 40)


def test_events_have_no_handles(hands):
    hands.click("Start")

    assert handles_of(hands.view, hands.view.chosen[0]) == []


def test_a_piece_of_a_line_is_moved_by_its_bar(hands):
    edge = select_flow(hands, "Check", "Pack")
    bar = handle(hands, Job.SEGMENT)

    hands.drag(bar, bar.moved(0, 60), ALT)

    ys = [point.y for point in edge.waypoints]
    assert max(ys) == pytest.approx(bar.y + 60, abs=30)
    assert hands.view.session.stack.count() == 1


def test_a_drag_of_a_selected_line_bends_it(hands):
    edge = select_flow(hands, "Check", "Pack")
    a = edge.waypoints[0]
    place = Point(a.x + 12, a.y)

    hands.drag(place, place.moved(5, -60), ALT)

    assert Point(place.x + 5, place.y - 60) in edge.waypoints


def test_an_end_of_a_line_is_led_to_another_step(hands):
    edge = select_flow(hands, "Start", "Check")
    end = handle(hands, Job.TARGET)

    hands.drag(end, hands.middle("Pack"))

    assert edge.bpmn_element.target_ref.name == "Pack"
    assert hands.view.session.stack.count() == 1


def test_a_refused_end_goes_back_and_says_why(hands, qtbot):
    edge = select_flow(hands, "Check", "Pack")
    end = handle(hands, Job.TARGET)
    before = hands.document.to_bytes()

    with qtbot.waitSignal(hands.view.refused):
        hands.drag(end, hands.middle("Start"))

    assert hands.document.to_bytes() == before
    assert hands.view.scene_shown.item_of(edge).shown_points == hands.view.scene_shown.item_of(edge).points


def test_from_far_away_a_step_is_moved_not_resized(hands):
    hands.view.set_zoom(0.2)
    hands.click("Check")

    assert handles_of(hands.view, hands.view.chosen[0]) == []
