from PySide6.QtCore import Qt

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.model import SequenceFlow


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
