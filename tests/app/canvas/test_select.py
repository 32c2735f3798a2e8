from PySide6.QtCore import Qt

from bpmn.base.geometry import Point

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_click_selects_one_element_and_says_so(hands, qtbot):
    with qtbot.waitSignal(hands.view.selectionChanged) as told:
        hands.click("Check")

    assert [element.name for element in told.args[0]] == ["Check"]


def test_shift_adds_to_the_selection_and_takes_away(hands):
    hands.click("Check")

    hands.click("Pack", SHIFT)
    both = hands.names()
    hands.click("Check", SHIFT)

    assert both == ["Check", "Pack"]
    assert hands.names() == ["Pack"]


def test_a_click_on_nothing_takes_the_selection_away(hands):
    hands.click("Check")

    hands.click(Point(200, 400))

    assert hands.names() == []


def test_a_click_near_a_line_selects_the_flow(hands):
    start, check = hands.shape("Start").bounds, hands.shape("Check").bounds

    hands.click(Point((start.right + check.x) / 2, start.centre.y + 5))

    assert hands.view.elements()[0].target_ref.name == "Check"


def test_a_band_to_the_right_takes_what_lies_inside(hands):
    check, pack = hands.shape("Check").bounds, hands.shape("Pack").bounds

    hands.drag(Point(check.x - 10, check.y - 40), Point(pack.centre.x, pack.bottom + 40), SHIFT)

    assert "Check" in hands.names()
    assert "Pack" not in hands.names()


def test_a_band_to_the_left_takes_what_it_touches(hands):
    check, pack = hands.shape("Check").bounds, hands.shape("Pack").bounds

    hands.drag(Point(pack.centre.x, pack.bottom + 40), Point(check.x - 10, check.y - 40), SHIFT)

    assert {"Check", "Pack"} <= set(hands.names())


def test_ctrl_a_selects_everything(hands):
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert {"Start", "Check", "Pack", "End"} <= set(hands.names())


def test_escape_takes_the_selection_away(hands):
    hands.click("Check")

    hands.key(Qt.Key.Key_Escape)

    assert hands.names() == []


def test_the_selection_survives_changes_and_undo(hands):
    hands.click("Check")

    hands.key(Qt.Key.Key_Down)
    hands.view.session.stack.undo()

    assert hands.names() == ["Check"]


def test_what_is_deleted_is_no_longer_selected(hands):
    hands.click("Check")

    hands.key(Qt.Key.Key_Delete)

    assert hands.view.elements() == []


def test_reveal_selects_and_brings_into_view(hands):
    view = hands.view
    view.pan_by(-3000, 0)
    end = hands.element("End")

    found = view.reveal(end.id)

    assert found
    assert view.elements() == [end]
    assert view.viewport().rect().contains(hands.where("End"))


def test_reveal_says_when_nothing_shows_the_element(hands):
    assert not hands.view.reveal("nowhere")


def test_tab_goes_along_the_flow(hands):
    hands.click("Start")

    hands.key(Qt.Key.Key_Tab)
    next_one = hands.names()
    hands.key(Qt.Key.Key_Backtab, SHIFT)

    assert next_one == ["Check"]
    assert hands.names() == ["Start"]
