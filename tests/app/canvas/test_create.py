import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.canvas.input import MIME
from bpmn.base.geometry import Point
from bpmn.editing.diagrams import shape_of
from bpmn.model import BoundaryEvent, Lane, Participant, Task, UserTask

SHIFT = Qt.KeyboardModifier.ShiftModifier


def drop(hands, kind, place):
    data = QMimeData()
    data.setData(MIME, kind.encode())
    port, at = hands.view.viewport(), QPointF(hands.where(place))
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (
        QDragEnterEvent(at.toPoint(), *rest),
        QDragMoveEvent(at.toPoint(), *rest),
        QDropEvent(at, *rest),
    ):
        QApplication.sendEvent(port, event)


def test_the_tool_of_the_palette_places_an_element_and_goes(blank):
    blank.view.set_tool("create", "userTask")

    blank.click(Point(400, 300))

    task = blank.document.all(UserTask)[0]
    assert shape_of(task).bounds.centre == Point(400, 300)
    assert blank.view.elements() == [task]
    assert blank.view.tool.name == "select"
    assert blank.view.session.stack.count() == 1


def test_its_name_is_asked_for_at_once(blank):
    blank.view.set_tool("create", "task")
    blank.click(Point(400, 300))

    blank.type("Check order")
    blank.type_key(Qt.Key.Key_Return)

    assert blank.document.all(Task)[0].name == "Check order"


def test_with_shift_the_tool_stays(blank):
    blank.view.set_tool("create", "task")

    blank.click(Point(400, 300), SHIFT)
    blank.click(Point(600, 300), SHIFT)

    assert len(blank.document.all(Task)) == 2
    assert blank.view.tool.name == "create"


def test_a_ghost_follows_the_pointer_and_goes_with_escape(blank):
    blank.view.set_tool("create", "task")

    blank.hover(Point(400, 300))
    blank.key(Qt.Key.Key_Escape)

    assert blank.view.tool.name == "select"
    assert blank.document.all(Task) == []


def test_a_symbol_is_dropped_from_the_palette(blank):
    drop(blank, "task", Point(420, 260))

    assert shape_of(blank.document.all(Task)[0]).bounds.centre == Point(420, 260)


def test_the_pad_gives_way_to_what_is_dropped(hands):
    hands.click("Check")
    view = hands.view
    data = QMimeData()
    data.setData(MIME, b"task")
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)

    QApplication.sendEvent(view.viewport(), QDragEnterEvent(view.pad.pos(), *rest))
    is_shown_meanwhile = view.pad.isVisible()
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())

    assert not is_shown_meanwhile
    assert view.pad.isVisible()


def test_nothing_else_is_dropped(blank):
    drop(blank, "nonsense", Point(420, 260))

    assert blank.view.session.stack.count() == 0


def test_an_event_dropped_on_the_border_of_a_step_becomes_a_boundary_event(hands):
    box = hands.shape("Check").bounds

    drop(hands, "intermediateCatchEvent:timer", Point(box.right - 20, box.bottom))

    event = hands.document.all(BoundaryEvent)[0]
    assert event.attached_to_ref == hands.element("Check")


def test_a_refused_place_says_why(blank, qtbot):
    blank.view.set_tool("create", "participant:blackBox")
    blank.click(Point(400, 500))
    blank.view.close_editor()
    pool = blank.document.all(Participant)[-1]
    blank.view.set_tool("create", "task")

    with qtbot.waitSignal(blank.view.refused) as told:
        blank.click(shape_of(pool).bounds.centre)

    assert "black box" in told.args[0]
    assert blank.document.all(Task) == []


def test_a_lane_goes_into_the_pool_under_the_pointer(blank):
    blank.view.set_tool("create", "participant")
    blank.click(Point(500, 250))
    blank.view.close_editor()
    pool = next(p for p in blank.document.all(Participant) if p.process_ref is not None)
    blank.view.set_tool("create", "lane")

    blank.click(shape_of(pool).bounds.centre)

    assert blank.document.all(Lane)
    assert blank.view.elements()[0] in blank.document.all(Lane)


@pytest.mark.parametrize(
    "kind", ["startEvent", "exclusiveGateway", "subProcess:expanded", "textAnnotation", "group"]
)
def test_all_kinds_can_be_placed(blank, kind):
    blank.view.set_tool("create", kind)

    blank.click(Point(500, 300))

    assert blank.view.session.stack.count() == 1


def test_a_step_put_on_a_flow_is_led_through(hands):
    check, pack = hands.shape("Check").bounds, hands.shape("Pack").bounds
    hands.view.set_tool("create", "serviceTask")
    place = Point((check.right + pack.x) / 2, check.centre.y)

    hands.hover(place)
    target = hands.view.tool.target
    hands.click(place)

    made = hands.view.elements()[0]
    assert target.item.depiction.bpmn_element.source_ref == hands.element("Check")
    assert [flow.source_ref.name for flow in made.incoming_flows] == ["Check"]
    assert [flow.target_ref.name for flow in made.outgoing_flows] == ["Pack"]
    assert hands.view.session.stack.count() == 1
