"""Shows a drawing that can be zoomed, moved and clicked: the landscape."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolButton, QToolTip, QWidget

from app import theme
from app.painter import Prepared, prepare
from app.translate import tr
from app.widgets import tool
from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Drawing, drawing_bounds

MARGIN = 16
SMALLEST, LARGEST = 0.1, 4.0
STEP = 1.25
NOTCH = 120
BADGE = 10.0


class Area(NamedTuple):
    """A part of the drawing that stands for something; ``text`` is its name."""

    bounds: Bounds
    data: object
    text: str = ""


class DrawingView(QWidget):
    """Paints a drawing on the paper of the appearance; areas light up and can be chosen.

    Until a person zooms or moves it, it shows the whole; where that would be smaller than ``readable``,
    it shows what is marked in that size.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, readable: float = 0.0) -> None:
        super().__init__(parent)
        self._readable = readable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.zoom = 1.0
        self.areas: Sequence[Area] = ()
        self.marked: Collection[object] = ()
        self.badges: Mapping[ElementKey, int] = {}
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
        self._settle()
        self.update()

    def mark(self, data: Collection[object]) -> None:
        """Outline what stands for these, as selected, and bring the first of them into view."""
        if list(data) == list(self.marked):
            return
        self.marked = data
        if self._is_fitted:
            self._settle()
        elif (first := self._first_marked()) is not None:
            self._come_into_view(first)
        self.update()

    def set_badges(self, badges: Mapping[ElementKey, int]) -> None:
        """Show a number on the corner of what stands for each of these; the others have none."""
        self.badges = badges
        self.update()

    def _first_marked(self) -> Area | None:
        return next((area for area in self.areas if area.data in self.marked), None)

    def _come_into_view(self, area: Area) -> None:
        """Move the drawing as little as it needs for an area to be seen."""
        shown, room = self._on_widget(area.bounds.grown(MARGIN)), QRectF(self.rect())
        self._origin += QPointF(
            max(room.left() - shown.left(), 0.0) or min(room.right() - shown.right(), 0.0),
            max(room.top() - shown.top(), 0.0) or min(room.bottom() - shown.bottom(), 0.0),
        )

    def _on_widget(self, bounds: Bounds) -> QRectF:
        place = QRectF(*bounds)
        return QRectF(place.topLeft() * self.zoom, place.size() * self.zoom).translated(self._origin)

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

    def show_whole(self) -> None:
        """Show the whole drawing from now on, however small."""
        self._readable = 0.0
        self.fit()

    def _settle(self) -> None:
        """Show the whole, or what is marked where the whole could not be read; unless a person chose."""
        if not self._is_fitted:
            return
        self.fit()
        first = self._first_marked()
        if first is None or self.zoom >= self._readable:
            return
        self.zoom = self._readable
        middle, whole = first.bounds.centre, self._bounds.grown(MARGIN / self.zoom)
        self._origin = QPointF(
            _placed(middle.x * self.zoom, whole.x * self.zoom, whole.right * self.zoom, self.width()),
            _placed(middle.y * self.zoom, whole.y * self.zoom, whole.bottom * self.zoom, self.height()),
        )

    def set_zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that the point of the widget stays where it is."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        factor = min(max(factor, SMALLEST), LARGEST)
        self._origin = at - (at - self._origin) * (factor / self.zoom)
        self.zoom = factor
        self._is_fitted = False
        self.update()

    def on_drawing(self, place: QPointF) -> QPointF:
        """A point of the widget in units of the drawing."""
        return (place - self._origin) / self.zoom

    def place_of(self, area: Area) -> QPointF:
        """The middle of an area on the widget."""
        centre = area.bounds.centre
        return QPointF(centre.x * self.zoom, centre.y * self.zoom) + self._origin

    def area_at(self, place: QPointF) -> int:
        """The number of the smallest area at a point of the widget, or -1."""
        at = self.on_drawing(place)
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
        self.paint_drawing(painter)
        for area in self.areas:
            if area.data in self.marked:
                self._outline(painter, area, "selection", 2.5)
        if 0 <= self._under < len(self.areas):
            self._outline(painter, self.areas[self._under], "hoverOutline", 1.5)
        self.paint_above(painter)
        painter.resetTransform()
        for number, area in enumerate(self.areas):
            count = self.badge_of(number)
            if count:
                self._badge(painter, area, count)
        painter.end()

    def badge_of(self, number: int) -> int:
        """The number on the corner of an area; 0 for none."""
        data = self.areas[number].data
        return self.badges.get(data, 0) if isinstance(data, ElementKey) else 0

    def _badge(self, painter: QPainter, area: Area, count: int) -> None:
        at = self._on_widget(area.bounds).topRight()
        box = QRectF(at.x() - BADGE, at.y() - BADGE, 2 * BADGE, 2 * BADGE)
        painter.setPen(QPen(theme.colour("paper"), 1.5))
        painter.setBrush(theme.colour("aligned"))
        painter.drawEllipse(box)
        painter.setPen(theme.colour("onAccent"))
        painter.setFont(theme.font("caption", bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))

    def paint_drawing(self, painter: QPainter) -> None:
        """Paint the drawing in its own units."""
        if self._prepared is None:
            self._prepared = prepare(self._drawing, theme.current())
        self._prepared.paint(painter)

    def paint_above(self, painter: QPainter) -> None:
        """Paint what lies above the drawing for a moment, in its own units; nothing here."""

    def _outline(self, painter: QPainter, area: Area, token: str, width: float) -> None:
        pen = QPen(theme.colour(token), width)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(*area.bounds.grown(2 * width)), 8, 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

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
            self.come_over(under, event.globalPosition().toPoint())
            self.update()

    def come_over(self, number: int, place: QPoint) -> None:
        """The pointer came over another area, or with -1 over none; ``place`` is on the screen."""
        if number >= 0 and self.areas[number].text:
            QToolTip.showText(place, self.areas[number].text, self)

    def choose_area(self, number: int) -> None:
        """An area was clicked."""
        self.chosen.emit(self.areas[number].data)

    def leaveEvent(self, event: QEvent) -> None:
        if self._under >= 0:
            self._under = -1
            self.come_over(-1, QPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        number = self.area_at(event.position())
        if pressed is not None and not self._moved and number >= 0:
            self.choose_area(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Tab or not self.areas:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._walk(1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._walk(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._under >= 0:
            self.choose_area(self._under)
        else:
            super().keyPressEvent(event)

    def zoom_buttons(self) -> tuple[QToolButton, QToolButton, QToolButton]:
        """Buttons that zoom out and in, and show the whole."""
        return (
            tool(tr("Zoom out"), "minus", lambda: self.set_zoom(self.zoom / STEP), 16),
            tool(tr("Zoom in"), "plus", lambda: self.set_zoom(self.zoom * STEP), 16),
            tool(tr("Show the whole landscape"), "fit", self.show_whole, 16),
        )

    def _walk(self, by: int) -> None:
        self._under = (self._under + by) % len(self.areas)
        self.setAccessibleDescription(self.areas[self._under].text)
        self.update()


def _placed(middle: float, start: float, end: float, room: float) -> float:
    """How far to shift so that a point is in the middle of the room, without empty room beyond an end."""
    if end - start <= room:
        return (room - start - end) / 2
    return min(max(room / 2 - middle, room - end), -start)
