import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from app.panels.drawing_view import Area, DrawingView
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Path

LEFT = Qt.MouseButton.LeftButton
BOX = (("M", 0.0, 0.0), ("L", 100.0, 0.0), ("L", 100.0, 50.0), ("Z",))
AREAS = (Area(Bounds(0, 0, 400, 300), "outer"), Area(Bounds(40, 40, 100, 50), "inner", "Inner"))


@pytest.fixture
def view(qtbot):
    made = DrawingView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show_drawing((Path(BOX, 0, 0), Path(BOX, 300, 250)), AREAS)
    made.show()
    made.fit()
    return made


def test_the_smallest_area_under_the_pointer_is_chosen(view, qtbot):
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.mouseClick(view, LEFT, pos=view.place_of(AREAS[1]).toPoint())

    assert told.args == ["inner"]


def test_a_drag_moves_the_drawing_and_chooses_nothing(view, qtbot):
    start = view.place_of(AREAS[1]).toPoint()

    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mousePress(view, LEFT, pos=start)
        qtbot.mouseMove(view, start + QPoint(60, 30))
        qtbot.mouseRelease(view, LEFT, pos=start + QPoint(60, 30))


def test_zooming_keeps_the_point_under_the_pointer(view):
    at = view.place_of(AREAS[1])

    view.set_zoom(2.0, at)

    assert (view.place_of(AREAS[1]) - at).manhattanLength() < 1
    assert view.zoom == 2.0


def test_the_wheel_zooms_with_ctrl(view):
    before = view.zoom
    event = QWheelEvent(
        QPointF(400, 300), QPointF(400, 300), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    view.wheelEvent(event)

    assert view.zoom > before


def test_areas_are_walked_by_keys(view, qtbot):
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)

    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)

    assert told.args == ["inner"]
    assert view.accessibleDescription() == "Inner"


def test_fit_shows_the_whole_and_never_enlarges(view):
    view.resize(200, 150)

    view.fit()

    assert view.zoom < 1
    view.resize(4000, 3000)
    assert view.zoom == 1.0


def test_what_is_marked_comes_into_view_of_a_zoomed_drawing(view):
    view.set_zoom(4.0, QPointF(0, 0))
    view._origin = QPointF(-2000, -2000)

    view.mark(["inner"])

    assert view.rect().contains(view.place_of(AREAS[1]).toPoint())
    assert view.zoom == 4.0


def test_a_drawing_too_small_to_read_shows_what_is_marked_until_the_whole_is_asked_for(qtbot):
    made = DrawingView(readable=0.8)
    qtbot.addWidget(made)
    made.resize(200, 150)
    made.show_drawing((Path(BOX, 0, 0), Path(BOX, 300, 250)), AREAS)
    assert made.zoom < 0.8

    made.mark(["inner"])

    assert made.zoom == 0.8
    assert made.rect().contains(made.place_of(AREAS[1]).toPoint())
    made.show_whole()
    assert made.zoom < 0.8
