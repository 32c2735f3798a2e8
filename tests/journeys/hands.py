"""What a person does in the main window with mouse and keys, in words."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.canvas.handles import handles_of
from app.panels.palette import kind_data
from bpmn.base.geometry import Point
from bpmn.editing.diagrams import shape_of
from bpmn.model import Element
from tests.app.conftest import Person
from tests.documents import named

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.MouseButton.NoButton
COPY = Qt.DropAction.CopyAction


class Hands(Person):
    """Works on the map in front; places are names of elements or points of the map."""

    before: bytes
    """The bytes of the map before the first gesture."""

    def open(self, document, folder, name="map.bpmn"):
        """Open a map at 100 %, its middle in the middle of the view."""
        path = folder / name
        path.write_bytes(document if isinstance(document, bytes) else document.to_bytes())
        self.window.files.open_path(path)
        self.before = path.read_bytes()
        self.view.set_zoom(1.0)
        content = self.view.content()
        if content is not None:
            self.view.centre_on(QPointF(*content.centre))
        self.view.setFocus()
        return self

    @property
    def port(self):
        return self.view.viewport()

    def bounds(self, name):
        return shape_of(self.element(name)).bounds

    def centre(self, name):
        return self.bounds(name).centre

    def place(self, where):
        """A point on the viewport."""
        return self.at(*(self.centre(where) if isinstance(where, str | Element) else where))

    def press(self, where, keys=PLAIN, button=LEFT):
        self.qtbot.mousePress(self.port, button, keys, self.place(where))

    def tap(self, where, keys=PLAIN, button=LEFT):
        """Click."""
        self.qtbot.mouseClick(self.port, button, keys, self.place(where))

    def double_tap(self, where):
        self.qtbot.mouseDClick(self.port, LEFT, pos=self.place(where))

    def move_to(self, at, keys=PLAIN, button=LEFT):
        where = QPointF(at), QPointF(self.port.mapToGlobal(at))
        QApplication.sendEvent(self.port, QMouseEvent(QEvent.Type.MouseMove, *where, NONE, button, keys))

    def carry(self, start, end, keys=PLAIN, button=LEFT):
        """Drag from one place to the other; Alt switches snapping off."""
        a, b = self.place(start), self.place(end)
        self.qtbot.mousePress(self.port, button, keys, a)
        for share in (0.3, 0.7, 1.0):
            way = QPoint(round((b.x() - a.x()) * share), round((b.y() - a.y()) * share))
            self.move_to(a + way, keys, button)
        self.qtbot.mouseRelease(self.port, button, keys, b)

    def key(self, key, keys=PLAIN):
        self.qtbot.keyClick(self.view, key, keys)

    def write(self, text):
        """Type into the field that is open on the sheet, and Enter."""
        self.view.editor.selectAll()
        self.qtbot.keyClicks(self.view.editor, text)
        self.qtbot.keyClick(self.view.editor, Qt.Key.Key_Return)

    def leave_name(self):
        """Close the field that asks for a name without one."""
        if self.view.editor is not None:
            self.qtbot.keyClick(self.view.editor, Qt.Key.Key_Escape)

    def handle(self, job, **values):
        """Where a handle of what is selected stands on the map."""
        found = handles_of(self.view, self.view.chosen[0])
        one = next(h for h in found if h.job is job and all(getattr(h, k) == v for k, v in values.items()))
        at = self.view.to_map(one.at)
        return Point(at.x(), at.y())

    def symbol(self, kind):
        """The button of the palette for a kind."""
        palette = self.window.maps.palette_panel
        palette.levels.setCurrentIndex(2)
        return next(b for b in palette.symbols if b.entry.kind == kind)

    def take_symbol(self, kind, keys=PLAIN):
        self.qtbot.mouseClick(self.symbol(kind), LEFT, keys)

    def drop_data(self, data, at, target=None):
        """What the window system sends while something is dragged onto a widget and dropped there."""
        target = target or self.port
        send_drop(target, data, at)

    def drop_symbol(self, kind, where):
        self.drop_data(kind_data(kind), self.place(where))

    def wheel(self, turn, keys=PLAIN, at=None):
        where = QPointF(at or self.port.rect().center())
        glob = QPointF(self.port.mapToGlobal(where.toPoint()))
        phase = Qt.ScrollPhase.NoScrollPhase
        QApplication.sendEvent(
            self.port, QWheelEvent(where, glob, QPoint(), QPoint(0, turn), NONE, keys, phase, False)
        )

    def pad(self, name):
        """Press a button of the pad beside what is selected."""
        self.qtbot.mouseClick(self.view.pad.buttons[name], LEFT)

    def choose(self, menu, data):
        """Choose an entry of an open menu by its data."""
        action = next(a for a in menu.actions() if a.data() == data)
        menu.setActiveAction(action)
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)

    def menu(self):
        """The menu that is open now."""
        found = QApplication.activePopupWidget()
        assert found is not None
        return found

    def chosen(self):
        """The names of what is selected."""
        return [e.node.get("name") for e in self.view.elements()]

    def named(self, name):
        return named(self.document, name)

    def taken_back(self):
        """One step was made; undo by its key gives the bytes before, redo makes the step again."""
        assert self.view.session.stack.count() == 1, "a gesture is one undo step"
        after = self.document.to_bytes()
        assert after != self.before, "the gesture changed something"
        self.keys(self.window, "Ctrl+Z")
        back = self.document.to_bytes()
        self.keys(self.window, "Ctrl+Y")
        assert self.document.to_bytes() == after, "redo brings the result back"
        return back == self.before

    @property
    def is_untouched(self):
        return self.view.session.stack.count() == 0 and self.document.to_bytes() == self.before


def send_drop(target, data, at):
    """Enter, move and drop, sent to a widget the way the window system does."""
    place = at.toPoint() if isinstance(at, QPointF) else at
    QApplication.sendEvent(target, QDragEnterEvent(place, COPY, data, LEFT, PLAIN))
    QApplication.sendEvent(target, QDragMoveEvent(place, COPY, data, LEFT, PLAIN))
    drop = QDropEvent(QPointF(place), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(target, drop)
    return drop.isAccepted()
