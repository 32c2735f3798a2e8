from PySide6.QtCore import Qt

from bpmn.model import EndEvent, ExclusiveGateway, Lane, ServiceTask, Task
from tests.app.canvas.conftest import edge_between


def press(hands, name):
    hands.qtbot.mouseClick(hands.view.pad.buttons[name], Qt.MouseButton.LeftButton)


def test_the_pad_stands_beside_one_selected_element(hands):
    hands.click("Check")

    assert hands.view.pad.isVisible()
    assert not hands.view.pad.geometry().contains(hands.where("Check"))


def test_there_is_none_for_several_and_none_for_nothing(hands):
    hands.click("Check")

    hands.click("Pack", Qt.KeyboardModifier.ShiftModifier)
    for_two = hands.view.pad.isVisible()
    hands.view.choose([])

    assert not for_two
    assert not hands.view.pad.isVisible()


def test_a_step_is_continued_with_a_decision(hands):
    hands.click("Pack")

    press(hands, "append:exclusiveGateway")

    gateway = hands.document.all(ExclusiveGateway)[0]
    assert [flow.source_ref.name for flow in gateway.incoming_flows] == ["Pack"]
    assert hands.view.elements() == [gateway]
    assert hands.view.session.stack.count() == 1


def test_an_appended_step_is_named_at_once(hands):
    hands.click("Pack")

    press(hands, "append:task")
    hands.type("Send")
    hands.type_key(Qt.Key.Key_Return)

    assert hands.element("Send").incoming_flows[0].source_ref.name == "Pack"


def test_an_end_is_not_continued(hands):
    hands.click("End")

    assert not any(name.startswith("append") for name in hands.view.pad.buttons)


def test_the_bin_deletes_and_the_flow_heals(hands):
    hands.click("Check")

    press(hands, "delete")

    assert [task.name for task in hands.document.all(Task)] == ["Pack"]
    assert edge_between(hands.document, "Start", "Pack")


def test_shift_delete_leaves_the_gap(hands):
    hands.click("Check")

    hands.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)

    assert hands.element("Pack").incoming_flows == []


def test_the_menu_changes_the_type(hands):
    hands.click("Check")
    menu = hands.view.pad.menu()

    next(action for action in menu.actions() if action.data() == "serviceTask").trigger()

    assert hands.document.all(ServiceTask)[0].name == "Check"
    assert hands.names() == ["Check"]
    assert hands.view.session.stack.count() == 1


def test_connect_takes_the_selected_step_as_source(hands):
    hands.click("Check")

    press(hands, "connect")
    hands.click("End")

    assert edge_between(hands.document, "Check", "End")


def test_a_pool_gets_a_role(blank):
    blank.view.set_tool("create", "participant")
    blank.click(blank.view.to_map(blank.view.viewport().rect().center().toPointF()).toTuple())
    blank.view.close_editor()

    press(blank, "laneBelow")

    assert blank.document.all(Lane)


def test_an_end_event_is_there_after_the_pad_appended_it(hands):
    hands.click("Check")

    press(hands, "append:endEvent")

    assert len(hands.document.all(EndEvent)) == 2


def test_resting_on_a_button_shows_what_it_would_make_and_changes_nothing(hands):
    hands.click("Check")
    before, revision = hands.document.to_bytes(), hands.document.revision

    hands.qtbot.mouseMove(hands.view.pad.buttons["append:task"])
    hands.qtbot.waitUntil(lambda: hands.view.ghost is not None)

    assert hands.document.to_bytes() == before
    assert hands.document.revision == revision
    assert hands.view.ghost.points


def test_the_ghost_goes_with_the_pointer(hands):
    hands.click("Check")
    hands.qtbot.mouseMove(hands.view.pad.buttons["append:task"])
    hands.qtbot.waitUntil(lambda: hands.view.ghost is not None)

    hands.view.choose([])

    assert hands.view.ghost is None


def test_the_pad_is_as_large_as_its_buttons_after_it_changed(hands):
    hands.click("Check")

    hands.click("End")

    assert hands.view.pad.rect().contains(hands.view.pad.buttons["delete"].geometry())
