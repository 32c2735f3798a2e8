"""Tools that change nothing: the hand, the lasso and their gestures."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.canvas.overlays import paint_band
from app.canvas.tools.tool import Gesture, Pointer, Tool
from bpmn.base.geometry import Bounds


class PanGesture(Gesture):
    """Moves the sheet with the pointer."""

    repaints = False
    cursor = Qt.CursorShape.ClosedHandCursor

    def begin(self) -> None:
        self._last = self.start.screen

    def drag(self, pointer: Pointer) -> None:
        way = pointer.screen - self._last
        self._last = pointer.screen
        self.view.pan_by(way.x(), way.y())


class BandGesture(Gesture):
    """Draws a rubber band: to the right it takes what lies inside, to the left all that it touches."""

    cursor = Qt.CursorShape.CrossCursor

    def begin(self) -> None:
        self._to = self.start

    def drag(self, pointer: Pointer) -> None:
        self._to = pointer

    def drop(self, pointer: Pointer) -> None:
        a, b = self.start.place, pointer.place
        area = Bounds(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
        found = self.view.scene_shown.within(area, touched=b.x < a.x)
        kept = self.view.chosen if pointer.adds else []
        self.view.choose([*kept, *(item for item in found if item not in kept)])

    def paint(self, painter: QPainter) -> None:
        place = self.view.viewportTransform()
        a, b = (place.map(QPointF(*pointer.place)) for pointer in (self.start, self._to))
        paint_band(painter, self.view, QRectF(a, b).normalized(), is_touching=b.x() < a.x())


class HandTool(Tool):
    """Every drag moves the sheet."""

    name = "hand"
    cursor = Qt.CursorShape.OpenHandCursor

    def gesture_for(self, pointer: Pointer) -> Gesture:
        return PanGesture(self.view, pointer)


class LassoGesture(BandGesture):
    """A rubber band that gives the pointer back, so that what it took can be dragged at once."""

    def drop(self, pointer: Pointer) -> None:
        super().drop(pointer)
        if self.view.chosen and not pointer.adds:
            self.view.set_tool("select")


class LassoTool(Tool):
    """A drag draws a rubber band; with Shift another may follow."""

    name = "lasso"
    cursor = Qt.CursorShape.CrossCursor

    def gesture_for(self, pointer: Pointer) -> Gesture:
        return LassoGesture(self.view, pointer)

    def click(self, pointer: Pointer) -> None:
        """A click takes the selection away and gives the pointer back."""
        self.view.choose([])
        self.view.set_tool("select")
