"""A map to draw on, shown in a view, and hands to work with."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from app.canvas.view import DiagramView
from app.session import Session
from bpmn.base.geometry import Point
from bpmn.editing.append import append_element
from bpmn.editing.create import create
from bpmn.editing.diagrams import shape_of
from bpmn.editing.document import new_document
from bpmn.model import StartEvent


def order_map():
    """A start, two steps and an end in a row; names are Start, Check, Pack, End."""
    document = new_document("order.bpmn")
    start = document.all(StartEvent)[0]
    with document.transaction("Name"):
        start.name = "Start"
    check = append_element(document, shape_of(start), "task", "Check")
    pack = append_element(document, shape_of(check), "userTask", "Pack")
    append_element(document, shape_of(pack), "endEvent", "End")
    return document


def empty_map():
    return new_document("empty.bpmn")


class Hands:
    """Does with mouse and keys what a person does; places are in diagram units."""

    def __init__(self, view, qtbot):
        self.view = view
        self.qtbot = qtbot

    @property
    def document(self):
        return self.view.session.document

    def at(self, x, y):
        return self.view.viewportTransform().map(QPointF(x, y)).toPoint()

    def element(self, name):
        return next(
            e for e in map(self.document.element, sorted(self.document.ids())) if e.node.get("name") == name
        )

    def shape(self, name):
        return shape_of(self.element(name))

    def item(self, name):
        return self.view.scene_shown.item_of(self.shape(name))

    def middle(self, name):
        return self.shape(name).bounds.centre

    def where(self, place):
        if isinstance(place, str):
            place = self.middle(place)
        return self.at(*place)

    def click(self, place, keys=Qt.KeyboardModifier.NoModifier, button=Qt.MouseButton.LeftButton):
        self.qtbot.mouseClick(self.view.viewport(), button, keys, self.where(place))

    def double_click(self, place):
        self.qtbot.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.where(place))

    def hover(self, place):
        self.qtbot.mouseMove(self.view.viewport(), self.where(place))

    def press(self, place, keys=Qt.KeyboardModifier.NoModifier, button=Qt.MouseButton.LeftButton):
        self.qtbot.mousePress(self.view.viewport(), button, keys, self.where(place))

    def release(self, place, keys=Qt.KeyboardModifier.NoModifier, button=Qt.MouseButton.LeftButton):
        self.qtbot.mouseRelease(self.view.viewport(), button, keys, self.where(place))

    def drag(self, start, end, keys=Qt.KeyboardModifier.NoModifier, button=Qt.MouseButton.LeftButton):
        """Press, move in three steps, release; keys are held from the first movement on."""
        a, b = self.where(start), self.where(end)
        port = self.view.viewport()
        self.qtbot.mousePress(port, button, keys, a)
        for share in (0.3, 0.7, 1.0):
            self._move(
                port,
                QPoint(*(round(p + (q - p) * share) for p, q in zip(a.toTuple(), b.toTuple(), strict=True))),
                button,
                keys,
            )
        self.qtbot.mouseRelease(port, button, keys, b)

    def carry(self, start, end, keys=Qt.KeyboardModifier.NoModifier):
        """Like drag, but the button stays down."""
        a, b = self.where(start), self.where(end)
        port = self.view.viewport()
        self.qtbot.mousePress(port, Qt.MouseButton.LeftButton, keys, a)
        for share in (0.3, 1.0):
            self._move(
                port,
                QPoint(*(round(p + (q - p) * share) for p, q in zip(a.toTuple(), b.toTuple(), strict=True))),
                Qt.MouseButton.LeftButton,
                keys,
            )

    def _move(self, port, place, button, keys):
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent

        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(port.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            button,
            keys,
        )
        QApplication.sendEvent(port, event)

    def key(self, key, keys=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view, key, keys)

    def type(self, text):
        self.qtbot.keyClicks(self.view.editor, text)

    def type_key(self, key, keys=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view.editor, key, keys)

    def names(self):
        """The names of what is selected."""
        return [element.node.get("name") for element in self.view.elements()]


def open_view(document, qtbot):
    view = DiagramView(Session(document))
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    qtbot.waitExposed(view)
    view.set_zoom(1.0)
    view.centre_on(QPointF(450, 180))
    return view


@pytest.fixture
def view(qtbot):
    return open_view(order_map(), qtbot)


@pytest.fixture
def hands(view, qtbot):
    return Hands(view, qtbot)


@pytest.fixture
def blank(qtbot):
    """Hands over a map with one start event."""
    return Hands(open_view(empty_map(), qtbot), qtbot)


def edge_between(document, source, target):
    """The edge of the flow between two named elements."""
    from bpmn.editing.diagrams import depictions
    from bpmn.model import SequenceFlow

    flow = next(
        f for f in document.all(SequenceFlow) if (f.source_ref.name, f.target_ref.name) == (source, target)
    )
    return next(iter(depictions(flow)))


__all__ = ["Hands", "Point", "create", "edge_between", "empty_map", "open_view", "order_map"]
