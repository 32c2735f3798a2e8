"""Shows a drawing that can be zoomed, moved and clicked: the landscape."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app import theme
from app.painter import Prepared, prepare
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Drawing, drawing_bounds

MARGIN = 24
SMALLEST, LARGEST = 0.1, 4.0
STEP = 1.25
NOTCH = 120


class Area(NamedTuple):
    """A part of the drawing that stands for something; ``text`` is its name."""

    bounds: Bounds
    data: object
    text: str = ""


class DrawingView(QWidget):
    """Paints a drawing on the paper of the appearance; areas light up and can be chosen."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.zoom = 1.0
        self.areas: Sequence[Area] = ()
        self._drawing: Drawing = ()
        self._prepared: Prepared | None = None
        self._bounds = Bounds(0, 0, 1, 1)
        self._origin = QPointF()
        self._is_fitted = True
        self._under = -1
        self._pressed: QPointF | None = None
        self._moved = False

    def show_drawing(self, drawing: Drawing, areas: Sequence[Area]) -> None:
        """Show another drawing; the zoom stays unless the whole was shown."""
        self._drawing, self.areas = drawing, areas
        self._prepared = None
        self._under = -1
        self._bounds = drawing_bounds(drawing) or Bounds(0, 0, 1, 1)
        if self._is_fitted:
            self.fit()
        self.update()

    def set_theme(self) -> None:
        """Paint in the colours shown now."""
        self._prepared = None
        self.update()

    # -- zooming ---------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole drawing, never larger than life."""
        room_x, room_y = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        factor = min(room_x / max(self._bounds.width, 1), room_y / max(self._bounds.height, 1), 1.0)
        self.zoom = max(factor, SMALLEST)
        centre = self._bounds.centre
        self._origin = QPointF(
            self.width() / 2 - centre.x * self.zoom, self.height() / 2 - centre.y * self.zoom
        )
        self._is_fitted = True
        self.update()

    def set_zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that the point of the widget stays where it is."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        factor = min(max(factor, SMALLEST), LARGEST)
        self._origin = at - (at - self._origin) * (factor / self.zoom)
        self.zoom = factor
        self._is_fitted = False
        self.update()

    def place_of(self, area: Area) -> QPointF:
        """The middle of an area on the widget."""
        centre = area.bounds.centre
        return QPointF(centre.x * self.zoom, centre.y * self.zoom) + self._origin

    def area_at(self, place: QPointF) -> int:
        """The number of the smallest area at a point of the widget, or -1."""
        at = (place - self._origin) / self.zoom
        hits = [
            (area.bounds.width * area.bounds.height, number)
            for number, area in enumerate(self.areas)
            if QRectF(*area.bounds).contains(at)
        ]
        return min(hits)[1] if hits else -1

    # -- events ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._origin)
        painter.scale(self.zoom, self.zoom)
        if self._prepared is None:
            self._prepared = prepare(self._drawing, theme.current())
        self._prepared.paint(painter)
        if 0 <= self._under < len(self.areas):
            pen = QPen(theme.colour("hoverOutline"), 1.5)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(*self.areas[self._under].bounds.grown(3)), 8, 8)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * STEP**notches, event.position())
        else:
            self._origin += QPointF(event.angleDelta()) / 2
            self._is_fitted = False
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = event.position() - self._pressed
            if self._moved or way.manhattanLength() > MARGIN / 4:
                self._origin += way
                self._pressed, self._moved, self._is_fitted = event.position(), True, False
                self.update()
            return
        under = self.area_at(event.position())
        if under != self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under >= 0 else Qt.CursorShape.ArrowCursor)
            if under >= 0 and self.areas[under].text:
                QToolTip.showText(event.globalPosition().toPoint(), self.areas[under].text, self)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        number = self.area_at(event.position())
        if pressed is not None and not self._moved and number >= 0:
            self.chosen.emit(self.areas[number].data)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Tab or not self.areas:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._walk(1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._walk(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._under >= 0:
            self.chosen.emit(self.areas[self._under].data)
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        self._under = (self._under + by) % len(self.areas)
        self.setAccessibleDescription(self.areas[self._under].text)
        self.update()
