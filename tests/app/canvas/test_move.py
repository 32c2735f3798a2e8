import pytest
from PySide6.QtCore import Qt

from bpmn.base.geometry import Point
from tests.app.canvas.conftest import edge_between

ALT = Qt.KeyboardModifier.AltModifier


def test_a_drag_moves_a_step_in_one_undo_step(hands):
    before = hands.document.to_bytes()
    at = hands.middle("Check")

    hands.drag("Check", at.moved(0, 100), ALT)

    assert hands.middle("Check") == at.moved(0, 100)
    assert hands.view.session.stack.count() == 1
    hands.view.session.stack.undo()
    assert hands.document.to_bytes() == before


def test_lines_stay_docked_while_and_after_a_drag(hands):
    at = hands.middle("Check")
    item = hands.view.scene_shown.item_of(edge_between(hands.document, "Start", "Check"))

    hands.carry("Check", at.moved(0, 100), ALT)
    during = item.shown_points[-1]
    hands.release(at.moved(0, 100), ALT)

    assert during.y == pytest.approx(at.y + 100)
    assert edge_between(hands.document, "Start", "Check").waypoints[-1].y == pytest.approx(at.y + 100)


def test_a_drag_snaps_to_the_middle_of_a_neighbour(hands):
    at = hands.middle("Check")

    hands.drag("Check", at.moved(3, 4))

    assert hands.middle("Check").y == at.y


def test_what_attracts_nothing_falls_on_the_grid(hands):
    at = hands.middle("Check")

    hands.drag("Check", at.moved(0, 101))

    assert hands.middle("Check") == Point(at.x, round((at.y + 101) / 10) * 10)


def test_alt_switches_snapping_off(hands):
    at = hands.middle("Check")

    hands.drag("Check", at.moved(13, 44), ALT)

    assert hands.middle("Check") == at.moved(13, 44)


def test_escape_breaks_a_drag_off(hands):
    at, before = hands.middle("Check"), hands.document.to_bytes()

    hands.carry("Check", at.moved(0, 100))
    hands.key(Qt.Key.Key_Escape)
    hands.release(at.moved(0, 100))

    assert hands.document.to_bytes() == before
    assert hands.item("Check").pos().isNull()
    assert not hands.view.scene_shown.floating


def test_several_selected_move_together(hands):
    hands.click("Check")
    hands.click("Pack", Qt.KeyboardModifier.ShiftModifier)
    check, pack = hands.middle("Check"), hands.middle("Pack")

    hands.drag("Pack", pack.moved(0, 120), ALT)

    assert hands.middle("Check") == check.moved(0, 120)
    assert hands.middle("Pack") == pack.moved(0, 120)


def test_arrow_keys_move_by_one_and_with_shift_by_ten(hands):
    at = hands.middle("Check")
    hands.click("Check")

    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert hands.middle("Check") == at.moved(1, 10)
    assert hands.view.session.stack.count() == 2


def test_a_name_beside_its_symbol_is_dragged_alone(hands):
    label = hands.item("Start").label.bounds
    before = hands.shape("Start").bounds

    hands.drag(label.centre, label.centre.moved(30, 40))

    assert hands.shape("Start").bounds == before
    assert hands.item("Start").label.bounds.centre.y == pytest.approx(label.centre.y + 40, abs=2)


def test_a_drag_of_nothing_pans(hands):
    place = hands.at(0, 0)

    hands.drag(Point(200, 400), Point(240, 430))

    moved = hands.at(0, 0) - place
    assert (moved.x(), moved.y()) == (40, 30)
    assert hands.view.session.stack.count() == 0
