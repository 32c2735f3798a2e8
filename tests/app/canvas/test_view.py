import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app import theme
from app.canvas.view import DiagramView
from app.session import Session
from bpmn.base.finding import Severity
from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.model.document import Document
from tests.app.canvas.conftest import Hands, open_view, order_map

CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
WITHOUT_DRAWING = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test">
  <process id="P"><startEvent id="S" name="Start"/><task id="T" name="Check"/><endEvent id="E" name="End"/>
    <sequenceFlow id="F1" sourceRef="S" targetRef="T"/><sequenceFlow id="F2" sourceRef="T" targetRef="E"/>
  </process>
</definitions>
"""


def wheel(view, at, turn, keys=NONE):
    event = QWheelEvent(
        QPointF(at),
        view.viewport().mapToGlobal(QPointF(at)),
        QPoint(0, 0),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


# -- zooming and panning ---------------------------------------------------------------------------


def test_ctrl_and_the_wheel_zoom_at_the_pointer(hands, qtbot):
    view, at = hands.view, hands.where("Check")

    with qtbot.waitSignal(view.zoomChanged) as told:
        wheel(view, at, 120, CONTROL)

    assert told.args[0] > 1
    moved = hands.where("Check") - at
    assert abs(moved.x()) <= 1
    assert abs(moved.y()) <= 1


def test_the_wheel_scrolls_and_with_shift_sideways(hands):
    at = hands.where("Check")

    wheel(hands.view, at, -120)
    down = hands.where("Check")
    wheel(hands.view, at, -120, SHIFT)

    assert (down - at).toTuple() == (0, -60)
    assert (hands.where("Check") - down).toTuple() == (-60, 0)


def test_fit_shows_the_whole_map_but_never_larger_than_life(hands):
    hands.view.fit()

    assert hands.view.zoom == pytest.approx(1.0, abs=0.01) or hands.view.zoom < 1
    for name in ("Start", "End"):
        assert hands.view.viewport().rect().contains(hands.where(name))


@pytest.mark.parametrize(("key", "zoom"), [(Qt.Key.Key_Plus, 1.35), (Qt.Key.Key_Minus, 0.74)])
def test_keys_zoom_by_a_step(hands, key, zoom):
    hands.key(key, CONTROL)

    assert hands.view.zoom == pytest.approx(zoom, abs=0.01)


def test_ctrl_0_shows_at_100_percent(hands):
    hands.view.set_zoom(0.4)

    hands.key(Qt.Key.Key_0, CONTROL)

    assert hands.view.zoom == 1.0


def test_the_middle_button_pans_with_every_tool(hands):
    place = hands.at(0, 0)
    hands.view.set_tool("create", "task")
    hands.view.set_tool("select")

    hands.drag("Check", hands.middle("Check").moved(50, 20), button=Qt.MouseButton.MiddleButton)

    assert (hands.at(0, 0) - place).toTuple() == (50, 20)
    assert hands.view.session.stack.count() == 0


def test_space_and_a_drag_pan(hands, qtbot):
    place = hands.at(0, 0)

    qtbot.keyPress(hands.view, Qt.Key.Key_Space)
    hands.drag("Check", hands.middle("Check").moved(50, 20))
    qtbot.keyRelease(hands.view, Qt.Key.Key_Space)

    assert (hands.at(0, 0) - place).toTuple() == (50, 20)


def test_the_hand_pans_whatever_lies_below(hands):
    place = hands.at(0, 0)

    hands.key(Qt.Key.Key_H)
    hands.drag("Check", hands.middle("Check").moved(50, 20))

    assert hands.view.tool.name == "hand"
    assert (hands.at(0, 0) - place).toTuple() == (50, 20)


def test_ctrl_and_arrows_pan(hands):
    place = hands.at(0, 0)

    hands.key(Qt.Key.Key_Right, CONTROL)

    assert (hands.at(0, 0) - place).toTuple() == (-50, 0)


# -- following the document ------------------------------------------------------------------------


def test_the_sheet_follows_edits_made_elsewhere(hands):
    made = create(hands.document, "task", Point(300, 400), name="Pay")

    assert hands.view.scene_shown.items_of(made.id)
    hands.view.session.stack.undo()
    assert not hands.view.scene_shown.items_of(made.id)


def test_only_what_a_change_touches_is_drawn_again(hands):
    seen = []
    for owner in hands.view.scene_shown.owners():
        owner.refresh = lambda o=owner: seen.append(o.element_id)

    create(hands.document, "task", Point(300, 400), name="Pay")

    assert hands.element("Start").id not in seen


def test_tools_are_told(hands, qtbot):
    with qtbot.waitSignal(hands.view.toolChanged) as told:
        hands.view.set_tool("lasso")

    assert told.args == ["lasso"]


def test_the_space_tool_moves_what_lies_beyond(hands):
    check, pack, end = (hands.middle(name) for name in ("Check", "Pack", "End"))
    hands.view.set_tool("space")
    gap = Point((check.x + pack.x) / 2, check.y + 120)

    hands.drag(gap, gap.moved(100, 0))

    assert hands.middle("Check") == check
    assert hands.middle("Pack") == pack.moved(100, 0)
    assert hands.middle("End") == end.moved(100, 0)
    assert hands.view.session.stack.count() == 1


# -- looks -----------------------------------------------------------------------------------------


def pixel(view, place):
    at = view.viewportTransform().map(QPointF(*place)).toPoint()
    return view.viewport().grab().toImage().pixelColor(at).name().upper()


def test_the_sheet_takes_the_colours_of_a_theme(hands):
    hands.view.grid_shown = False

    hands.view.set_theme(theme.theme("dark"))

    assert pixel(hands.view, Point(203, 423)) == theme.theme("dark")["paper"]
    assert pixel(hands.view, hands.middle("Check").moved(-20, 20)) == theme.theme("dark")["taskFill"]


def test_findings_are_marked_on_the_corner_of_their_element(hands):
    corner = hands.shape("Check").bounds
    place = Point(corner.right + 7, corner.y - 3)
    plain = pixel(hands.view, place)

    hands.view.set_marks({hands.element("Check").id: [Severity.WARNING, Severity.ERROR]})

    assert pixel(hands.view, place) != plain


# -- planes and maps without a drawing -------------------------------------------------------------


def two_planes():
    document = order_map()
    text = document.to_bytes().decode()
    second = """  <bpmndi:BPMNDiagram id="D2" name="Second"><bpmndi:BPMNPlane id="PL2" bpmnElement="{process}">
    <bpmndi:BPMNShape id="X_di" bpmnElement="{check}"><dc:Bounds x="0" y="0" width="100" height="80"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>"""
    process = document.definitions.diagrams[0].plane.bpmn_element.id
    check = next(i for i in document.ids() if document.element(i).node.get("name") == "Check")
    text = text.replace("</bpmn:definitions>", second.format(process=process, check=check))
    return Document.parse(text.encode(), "two.bpmn")


def test_all_planes_of_a_map_can_be_shown(qtbot):
    view = open_view(two_planes(), qtbot)

    first, second = view.planes()
    view.show_plane(second)

    assert view.plane == second
    assert len(list(view.scene_shown.owners())) == 1
    assert first != second


def test_reveal_goes_to_the_plane_that_shows_the_element(qtbot):
    view = open_view(two_planes(), qtbot)
    end = next(
        i for i in view.session.document.ids() if view.session.document.element(i).node.get("name") == "End"
    )
    view.show_plane(view.planes()[1])

    view.reveal(end)

    assert view.plane == view.planes()[0]
    assert view.elements()[0].name == "End"


def test_a_plane_is_found_where_it_was_left(qtbot):
    view = open_view(two_planes(), qtbot)
    first, second = view.planes()
    view.set_zoom(0.5)
    view.centre_on(QPointF(300, 200))

    view.show_plane(second)
    view.show_plane(first)

    assert view.zoom == 0.5
    middle = view.to_map(QRectF(view.viewport().rect()).center())
    assert abs(middle.x() - 300) <= 2


@pytest.fixture
def bare(qtbot):
    return Hands(open_view(Document.parse(WITHOUT_DRAWING, "bare.bpmn"), qtbot), qtbot)


def test_a_map_without_a_drawing_is_shown_in_a_temporary_arrangement(bare):
    assert bare.view.has_temporary_arrangement()
    assert {o.element_id for o in bare.view.scene_shown.owners()} == {"S", "T", "E", "F1", "F2"}
    assert bare.document.to_bytes() == WITHOUT_DRAWING


def test_its_elements_can_be_selected(bare):
    bare.view.reveal("T")

    assert bare.view.elements() == [bare.document.element("T")]


def test_it_is_not_edited_before_the_arrangement_is_kept(bare, qtbot):
    bare.view.reveal("T")

    with qtbot.waitSignal(bare.view.refused):
        bare.key(Qt.Key.Key_Delete)

    assert bare.document.to_bytes() == WITHOUT_DRAWING


def test_keeping_writes_the_drawing_as_one_step(bare):
    bare.view.reveal("T")

    bare.view.keep_arrangement()

    assert not bare.view.has_temporary_arrangement()
    assert bare.view.session.stack.count() == 1
    assert bare.names() == ["Check"]
    bare.view.session.stack.undo()
    assert bare.document.to_bytes() == WITHOUT_DRAWING
    assert bare.view.has_temporary_arrangement()


def test_a_closed_view_follows_no_more(qtbot):
    document = order_map()
    view = DiagramView(Session(document))
    view.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(view))

    create(document, "task", Point(300, 400), name="Pay")

    assert any(element.node.get("name") == "Pay" for element in map(document.element, document.ids()))


def test_a_drag_ends_when_the_map_changes_under_it(hands):
    at = hands.middle("Check")
    hands.carry("Check", at.moved(0, 100))

    create(hands.document, "task", Point(300, 500), name="Pay")
    hands.release(at.moved(0, 100))

    assert hands.middle("Check") == at
    assert not hands.view.scene_shown.floating


# -- first look, sub-processes, screen readers -----------------------------------------------------


def test_a_map_is_fitted_into_the_view_when_it_is_first_seen(qtbot):
    view = DiagramView(Session(order_map()))
    qtbot.addWidget(view)

    view.resize(300, 200)
    view.show()
    qtbot.waitExposed(view)
    view.viewport().grab()

    content = view.to_screen(view.scene_shown.content()).toAlignedRect()
    assert view.viewport().rect().contains(content)


def test_a_window_made_larger_leaves_the_map_where_it_is(hands):
    hands.view.viewport().grab()
    at = hands.where("Check")

    hands.view.resize(1200, 800)

    assert hands.where("Check") == at


INNER = """  <bpmndi:BPMNDiagram id="D2"><bpmndi:BPMNPlane id="PL2" bpmnElement="{sub}"/></bpmndi:BPMNDiagram>
</bpmn:definitions>"""


def test_a_double_click_goes_into_a_collapsed_sub_process(qtbot):
    document = order_map()
    sub = create(document, "subProcess", Point(450, 320), name="Inside")
    text = document.to_bytes().decode().replace("</bpmn:definitions>", INNER.format(sub=sub.id))
    view = open_view(Document.parse(text.encode()), qtbot)

    Hands(view, qtbot).double_click("Inside")

    assert view.plane == view.planes()[1]


def test_the_selection_is_described_for_screen_readers(hands):
    hands.click("Check")

    assert hands.view.accessibleDescription() == "Step “Check”; next: Pack"


def test_a_drag_at_the_edge_moves_the_sheet(hands, qtbot):
    place = hands.at(0, 0)
    port = hands.view.viewport().rect()
    edge = hands.view.to_map(QPointF(port.right() - 4, port.center().y()))

    hands.carry("Check", Point(edge.x(), edge.y()))
    qtbot.waitUntil(lambda: hands.at(0, 0).x() < place.x() - 30)
    hands.key(Qt.Key.Key_Escape)

    assert hands.view.session.stack.count() == 0
