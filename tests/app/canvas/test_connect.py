import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.diagrams import shape_of
from bpmn.model import ExclusiveGateway, SequenceFlow


def with_pay(hands):
    """A further step below the row, connected with nothing."""
    create(hands.document, "task", Point(300, 320), None, hands.view.plane, "Pay")


def flows(document, source, target):
    return [
        f for f in document.all(SequenceFlow) if (f.source_ref.name, f.target_ref.name) == (source, target)
    ]


def test_a_drag_from_one_step_to_the_other_connects_them(hands):
    with_pay(hands)
    hands.view.set_tool("connect")

    hands.drag("Check", "Pay")

    assert len(flows(hands.document, "Check", "Pay")) == 1
    assert hands.view.elements() == flows(hands.document, "Check", "Pay")
    assert hands.view.tool.name == "select"


def test_two_clicks_connect_too(hands):
    with_pay(hands)
    hands.view.set_tool("connect")

    hands.click("Check")
    hands.click("Pay")

    assert len(flows(hands.document, "Check", "Pay")) == 1


def test_the_key_connects_what_is_selected_with_what_is_clicked(hands):
    with_pay(hands)
    hands.click("Check")

    hands.key(Qt.Key.Key_C)
    hands.click("Pay")

    assert len(flows(hands.document, "Check", "Pay")) == 1


def test_what_is_refused_is_shown_on_the_way_and_said_at_the_end(hands, qtbot):
    hands.view.set_tool("connect")
    before = hands.document.to_bytes()

    hands.carry("Pack", "Start")
    shown = hands.view.refusal
    with qtbot.waitSignal(hands.view.refused) as told:
        hands.release("Start")

    assert shown
    assert told.args == [shown]
    assert hands.document.to_bytes() == before


def test_escape_forgets_the_source_first_and_the_tool_then(hands):
    hands.view.set_tool("connect")
    hands.click("Check")

    hands.key(Qt.Key.Key_Escape)
    still = hands.view.tool.name
    hands.key(Qt.Key.Key_Escape)

    assert still == "connect"
    assert hands.view.tool.name == "select"


def chosen_from_menu(view, kind):
    """The menu that popped up, its row for a kind chosen."""
    menu = QApplication.activePopupWidget()
    action = next(action for action in menu.actions() if action.data() == kind)
    menu.close()
    action.trigger()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_line_into_the_void_asks_what_it_leads_to(hands):
    hands.view.set_tool("connect")

    hands.drag("Pack", Point(460, 330))
    chosen_from_menu(hands.view, "task")

    made = hands.view.elements()[0]
    assert flows(hands.document, "Pack", None)[0].target_ref == made
    assert shape_of(made).bounds.centre == Point(460, 330)
    assert hands.view.session.stack.count() == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_double_click_on_the_sheet_asks_what_to_put_there(hands):
    hands.double_click(Point(460, 330))
    chosen_from_menu(hands.view, "exclusiveGateway")

    gateway = hands.document.all(ExclusiveGateway)[0]
    assert shape_of(gateway).bounds.centre == Point(460, 330)
