"""Making room: what lies beyond a line moves away from it."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter

from app.canvas.overlays import crisp, paint_pill, pen
from app.canvas.tools.move import Caravan
from app.canvas.tools.snapping import to_grid
from app.canvas.tools.tool import Gesture, Pointer, Tool
from app.translate import tr
from bpmn.editing.room import Axis
from bpmn.editing.space import beyond, make_space
from bpmn.model import BPMNShape


class SpaceGesture(Gesture):
    """Drags everything beyond the place where it began; the first movement decides the direction."""

    def begin(self) -> None:
        self._caravan: Caravan | None = None
        self._shapes: list[BPMNShape] = []
        self._is_across, self._is_whole = True, False
        self._by = 0.0

    def drag(self, pointer: Pointer) -> None:
        dx, dy = pointer.place.x - self.start.place.x, pointer.place.y - self.start.place.y
        if self._caravan is None:
            self._is_across, self._is_whole = abs(dx) >= abs(dy), pointer.adds
            self._shapes = self._beyond(is_whole=self._is_whole)
            self._caravan = Caravan(self.view.scene_shown, self._shapes)
        self._by = dx if self._is_across else dy
        self._by = float(round(self._by)) if pointer.is_free else to_grid(self._by)
        self._caravan.show(*self._way())

    def drop(self, pointer: Pointer) -> None:
        at, by, axis, plane = self.start.place, self._by, self._axis, self.view.plane
        if plane is not None:
            whole = self._is_whole
            self.view.attempt(lambda document: make_space(document, plane, at, by, axis, is_whole=whole))

    def stop(self) -> None:
        if self._caravan is not None:
            self._caravan.back(self.view.scene_shown)

    def paint(self, painter: QPainter) -> None:
        port, colour = self.view.viewport().rect(), self.view.colours["snap"]
        painter.setPen(pen(colour, 1.0))
        at = self.view.viewportTransform().map(QPointF(*self.start.place))
        line = (
            QLineF(at.x(), 0, at.x(), port.height())
            if self._is_across
            else QLineF(0, at.y(), port.width(), at.y())
        )
        with crisp(painter):
            painter.drawLine(line)
        paint_pill(painter, self.view, at, tr("{units} units", units=round(self._by)), tone="accent")

    def _way(self) -> tuple[float, float]:
        return (self._by, 0.0) if self._is_across else (0.0, self._by)

    @property
    def _axis(self) -> Axis:
        return Axis.X if self._is_across else Axis.Y

    def _beyond(self, *, is_whole: bool) -> list[BPMNShape]:
        """The shapes beyond the line."""
        plane = self.view.plane
        return beyond(plane, self.start.place, self._axis, is_whole=is_whole) if plane is not None else []


class SpaceTool(Tool):
    """Drags make room right of or below where they begin, in its pool; with Shift in all of the map."""

    name = "space"
    cursor = Qt.CursorShape.SplitHCursor

    def gesture_for(self, pointer: Pointer) -> Gesture:
        return SpaceGesture(self.view, pointer)
