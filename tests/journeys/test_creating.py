"""Everything that makes an element, by mouse and keys in the main window; each is one step that undo takes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest

from app.canvas.tools.create import CreateTool
from app.panels.symbol_table import GROUPS
from bpmn.base.geometry import Point
from bpmn.editing.diagrams import shape_of
from bpmn.model import (
    BoundaryEvent,
    EndEvent,
    ExclusiveGateway,
    Lane,
    Participant,
    SequenceFlow,
    Task,
    TextAnnotation,
    UserTask,
)
from tests.documents import with_pools
from tests.journeys.hands import LEFT, SHIFT, send_drop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus, without a screen
FREE = Point(250, 320)


def test_a_symbol_is_taken_from_the_palette_and_put_down_by_a_click(order):
    order.take_symbol("userTask")
    order.tap(FREE)
    order.write("Pay")

    step = order.document.all(UserTask)[0]
    assert (step.name, shape_of(step).bounds.centre) == ("Pay", FREE)
    assert order.view.tool.name == "select"
    assert order.view.session.stack.count() == 2
    order.keys(order.window, "Ctrl+Z")
    order.keys(order.window, "Ctrl+Z")
    assert order.document.to_bytes() == order.before


def test_a_symbol_is_dragged_from_the_palette_to_the_sheet(order, monkeypatch):
    button = order.symbol("exclusiveGateway")
    monkeypatch.setattr(
        QDrag, "exec", lambda drag, *_: send_drop(order.port, drag.mimeData(), order.place(FREE))
    )

    order.qtbot.mousePress(button, LEFT, pos=button.rect().center())
    order.qtbot.mouseMove(button, button.rect().center() + button.rect().bottomRight())

    assert shape_of(order.document.all(ExclusiveGateway)[0]).bounds.centre == FREE
    assert order.taken_back()


def test_with_shift_the_symbol_stays_in_hand(order):
    order.take_symbol("task")
    order.tap(FREE, SHIFT)
    order.tap(FREE.moved(200, 0), SHIFT)

    assert isinstance(order.view.tool, CreateTool)
    assert len(order.document.all(Task)) == 4
    assert order.view.session.stack.count() == 2
    order.key(Qt.Key.Key_Escape)
    order.key(Qt.Key.Key_Escape)
    assert order.view.tool.name == "select"


KINDS = sorted({entry.kind for group in GROUPS for entry in group.entries} - {"choreographyTask"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_symbol_of_the_palette_can_be_put_down(hands, tmp_path, kind):
    hands.open(with_pools("Shop"), tmp_path)
    pool = hands.bounds("Shop")
    inside = Point(pool.x + 150, pool.y + 150)
    is_pool = kind.startswith(("participant", "conversation", "subConversation"))

    hands.take_symbol(kind)
    hands.tap(Point(pool.x + 200, pool.bottom + 60) if is_pool else inside)
    hands.leave_name()

    assert hands.taken_back(), hands.window.toast.text


def test_a_step_put_on_a_flow_is_led_through(order):
    middle = Point((order.centre("Check").x + order.centre("Pack").x) / 2, order.centre("Check").y)

    order.take_symbol("exclusiveGateway")
    order.tap(middle)
    order.leave_name()

    gateway = order.document.all(ExclusiveGateway)[0]
    assert [f.source_ref.name for f in gateway.incoming_flows] == ["Check"]
    assert [f.target_ref.name for f in gateway.outgoing_flows] == ["Pack"]
    assert order.taken_back()


def test_an_event_put_on_the_border_of_a_step_sits_on_it(order):
    check = order.bounds("Check")

    order.take_symbol("intermediateCatchEvent:timer")
    order.tap(Point(check.centre.x, check.bottom))
    order.leave_name()

    assert order.document.all(BoundaryEvent)[0].attached_to_ref.name == "Check"
    assert order.taken_back()


def test_a_double_click_on_the_sheet_asks_what_to_put_there(order):
    order.double_tap(FREE)
    order.choose(order.menu(), "task")
    order.leave_name()

    assert shape_of(order.document.all(Task)[-1]).bounds.centre == FREE
    assert order.taken_back()


@pytest.mark.parametrize(
    ("button", "kind"),
    [
        ("append:task", Task),
        ("append:exclusiveGateway", ExclusiveGateway),
        ("append:endEvent", EndEvent),
        ("note", TextAnnotation),
    ],
)
def test_the_pad_continues_from_the_selected_step(order, button, kind):
    order.tap("Pack")
    count = len(order.document.all(kind))

    order.pad(button)
    order.leave_name()

    assert len(order.document.all(kind)) == count + 1
    assert order.taken_back()


def test_a_continues_with_a_step(order):
    order.tap("Pack")
    order.key(Qt.Key.Key_A)
    order.leave_name()

    new = next(f.target_ref for f in order.document.all(SequenceFlow) if not f.target_ref.name)
    assert isinstance(new, Task)
    assert order.taken_back()


def test_resting_on_a_button_of_the_pad_shows_what_it_would_make(order):
    order.tap("Pack")
    button = order.view.pad.buttons["append:task"]

    QTest.mouseMove(button)
    order.qtbot.waitUntil(lambda: order.view.ghost is not None)

    assert order.is_untouched


def test_a_pool_is_put_around_what_is_there(order):
    order.take_symbol("participant")
    order.tap("Check")
    order.leave_name()

    pool = order.document.all(Participant)[0]
    assert shape_of(pool).bounds.encloses(order.bounds("End"))
    assert order.taken_back()


def test_a_role_is_put_into_a_pool(hands, tmp_path):
    hands.open(with_pools("Shop"), tmp_path)

    hands.take_symbol("lane")
    hands.tap(hands.bounds("Shop").centre.moved(-200, 0))
    hands.leave_name()

    assert hands.document.all(Lane)
    assert hands.taken_back()


def test_what_may_not_lie_there_is_refused_with_a_reason(hands, tmp_path):
    hands.open(with_pools(black_boxes=("Bank",)), tmp_path)

    hands.take_symbol("task")
    hands.move_to(hands.place("Bank"), button=Qt.MouseButton.NoButton)
    assert hands.view.refusal
    hands.tap("Bank")

    assert hands.window.toast.text
    assert hands.is_untouched
