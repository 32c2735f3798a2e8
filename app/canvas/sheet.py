"""The sheet of paper: zooming, panning, the grid and the quick picture of a large map."""

from collections.abc import Mapping
from math import isclose
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from bpmn.base.geometry import Bounds

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene

SMALLEST, WHEEL_SMALLEST, LARGEST = 0.01, 0.2, 4.0
KEY_STEP = (LARGEST / WHEEL_SMALLEST) ** (1 / 10)
WHEEL_STEP = KEY_STEP**0.5
NOTCH = 120  # angleDelta of one notch of an ordinary wheel
SCROLL = 60  # screen pixels per notch
MARGIN = 20  # screen pixels kept free around a fitted map
VISIBLE = 60  # screen pixels of the map that always stay in view
GRID, DOT, GRID_FROM = 10, 1.4, 0.6
WORLD = QRectF(-1e6, -1e6, 2e6, 2e6)


class Sheet(QGraphicsView):
    """Shows a DiagramScene as a sheet that zooms at the pointer and pans freely."""

    zoomChanged = Signal(float)

    def __init__(self, palette: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = palette
        self.grid_shown = True
        self.is_fitted = False
        """Whether the whole map is shown and nobody has zoomed or moved it since."""
        self.diagram: DiagramScene | None = None
        self._dots: tuple[str, QPixmap] | None = None
        self._still: tuple[object, QPixmap] | None = None
        self._painted: object = None
        """What was seen when all of the view was painted last."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setSceneRect(WORLD)

    # -- zooming ---------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1 = one diagram unit per screen pixel."""
        return self.transform().m11()

    def set_zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom to factor; the point of the map under ``at`` (screen pixels, None = middle) stays there."""
        self.is_fitted = False
        factor = min(max(factor, SMALLEST), LARGEST)
        if isclose(factor, self.zoom):
            return
        anchor = at or QPointF(self.viewport().rect().center())
        fixed = self.to_map(anchor)
        self.setTransform(QTransform.fromScale(factor, factor))
        self._settle(fixed, anchor)
        self.zoomChanged.emit(self.zoom)

    def zoom_in(self) -> None:
        """One step closer."""
        self.set_zoom(self.zoom * KEY_STEP)

    def zoom_out(self) -> None:
        """One step away; stops at a fifth, or at the smaller zoom that fits a large map."""
        self.set_zoom(max(self.zoom / KEY_STEP, min(WHEEL_SMALLEST, self.zoom)))

    def fit(self) -> None:
        """Show the whole map, never larger than 100 %."""
        self.show_area(self.content(), 1.0)
        self.is_fitted = True

    def fit_width(self) -> None:
        """Show the map from left to right edge."""
        area, room = self.content(), self.viewport().width() - 2 * MARGIN
        if area is not None and area.width > 0:
            self.set_zoom(room / area.width)
            self.centre_on(QPointF(area.centre.x, self.to_map(self._middle()).y()))

    def show_area(self, area: Bounds | None, largest: float = LARGEST) -> None:
        """Zoom and pan so that area fills the view."""
        if area is None:
            self.set_zoom(1.0)
            return
        room = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        across = max(room.width(), 1) / max(area.width, 1)
        down = max(room.height(), 1) / max(area.height, 1)
        self.set_zoom(min(across, down, largest))
        self.centre_on(QPointF(area.centre.x, area.centre.y))

    def content(self) -> Bounds | None:
        """The area that the map covers; None if it is empty."""
        return self.diagram.content() if self.diagram else None

    # -- panning ---------------------------------------------------------------------------------

    def to_map(self, position: QPointF) -> QPointF:
        """The place on the map under a point of the view."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(position)

    def shown_area(self) -> QRectF:
        """The part of the map that is in view."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.mapRect(QRectF(self.viewport().rect()))

    def to_screen(self, area: Bounds) -> QRectF:
        """Where a part of the map stands in the view."""
        return self.viewportTransform().mapRect(QRectF(*area))

    def centre_on(self, point: QPointF) -> None:
        """Bring a place on the map to the middle of the view."""
        self.is_fitted = False
        self._settle(point, self._middle())

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the sheet by screen pixels; a strip of the map always stays in view."""
        self.is_fitted = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        dx, dy = self._kept_in_view(dx, dy)
        across.setValue(across.value() - round(dx))
        down.setValue(down.value() - round(dy))

    def _middle(self) -> QPointF:
        return QRectF(self.viewport().rect()).center()

    def _settle(self, place: QPointF, position: QPointF) -> None:
        there = self.viewportTransform().map(place)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(there.x() - position.x()))
        down.setValue(down.value() + round(there.y() - position.y()))

    def _kept_in_view(self, dx: float, dy: float) -> tuple[float, float]:
        area = self.content()
        if area is None:
            return dx, dy
        shown, port = self.to_screen(area), self.viewport().rect()
        left, right = VISIBLE - shown.right(), port.width() - VISIBLE - shown.left()
        up, down = VISIBLE - shown.bottom(), port.height() - VISIBLE - shown.top()
        return min(max(dx, min(left, 0)), max(right, 0)), min(max(dy, min(up, 0)), max(down, 0))

    # -- events ----------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Wheel scrolls, Shift scrolls sideways, Ctrl zooms at the pointer."""
        keys, turn = event.modifiers(), event.angleDelta()
        if keys & Qt.KeyboardModifier.ControlModifier:
            self._wheel_zoom(WHEEL_STEP ** ((turn.y() or turn.x()) / NOTCH), event.position())
        else:
            fine = event.pixelDelta()
            shift = QPointF(fine) if not fine.isNull() else QPointF(turn) * SCROLL / NOTCH
            if keys & Qt.KeyboardModifier.ShiftModifier and not shift.x():
                shift = QPointF(shift.y(), 0)
            self.pan_by(shift.x(), shift.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinching a touchpad zooms."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._wheel_zoom(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def _wheel_zoom(self, factor: float, at: QPointF) -> None:
        self.set_zoom(max(self.zoom * factor, min(WHEEL_SMALLEST, self.zoom)), at)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Far away a large map is one picture; so is what stands still while something moves above it."""
        diagram = self.diagram
        is_overview = diagram is not None and diagram.is_overview(self.zoom)
        if diagram is None or not (is_overview or diagram.floating or self._is_still(event, diagram)):
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        if is_overview:
            diagram.overview.paint(painter, self)
        else:
            painter.drawPixmap(0, 0, self._still_picture(diagram))
        self._paint_floating(painter, diagram)
        self.paint_over(painter, event.rect())
        painter.end()

    def _is_still(self, event: QPaintEvent, diagram: "DiagramScene") -> bool:
        """Whether all of the view is painted again though only what floats above the map has changed."""
        if not event.rect().contains(self.viewport().rect()):
            return False
        key, last = self._still_key(diagram), self._painted
        self._painted = key
        return key == last

    def _still_key(self, diagram: "DiagramScene") -> object:
        size, density = self.viewport().rect().size(), self.devicePixelRatioF()
        return (id(diagram), self.viewportTransform(), size, density, diagram.revision)

    def _still_picture(self, diagram: "DiagramScene") -> QPixmap:
        """What does not follow the pointer; kept until it changes or the view moves."""
        port, density, key = self.viewport().rect(), self.devicePixelRatioF(), self._still_key(diagram)
        if self._still is None or self._still[0] != key:
            picture = QPixmap(port.size() * density)
            picture.setDevicePixelRatio(density)
            painter = QPainter(picture)
            painter.setRenderHints(self.renderHints())
            painter.setTransform(self.viewportTransform())
            self.drawBackground(painter, self.shown_area())
            painter.resetTransform()
            diagram.render(painter, QRectF(port), self.shown_area())
            painter.end()
            self._still = (key, picture)
        return self._still[1]

    def _paint_floating(self, painter: QPainter, diagram: "DiagramScene") -> None:
        painter.setRenderHints(self.renderHints())
        for owner in diagram.floating:
            for part in owner.parts():
                if part.isVisible():
                    painter.save()
                    painter.setTransform(self.viewportTransform(), combine=True)
                    painter.translate(part.pos())
                    part.draw(painter)
                    painter.restore()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paper, with dots each ten units where they would not blur."""
        painter.fillRect(rect, QColor(self.colours["paper"]))
        if self.grid_shown and self.zoom >= GRID_FROM:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(rect, self._grid_brush())

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """What floats above the map, in screen pixels."""
        shown = self.viewportTransform().mapRect(QRectF(rect)).toAlignedRect()
        painter.save()
        painter.resetTransform()
        self.paint_over(painter, shown)
        painter.restore()

    def paint_over(self, painter: QPainter, shown: QRect) -> None:
        """Paint selection, handles and previews; the plain sheet has none."""

    def _grid_brush(self) -> QBrush:
        """A tile of one dot, prepared larger than shown so that it stays round."""
        side = max(GRID, round(GRID * self.zoom * self.devicePixelRatioF()))
        key = f"{side} {self.colours['grid']}"
        if self._dots is None or self._dots[0] != key:
            self._dots = (key, _dot_tile(side, self.colours["grid"]))
        brush = QBrush(self._dots[1])
        brush.setTransform(QTransform.fromScale(GRID / side, GRID / side).translate(-side / 2, -side / 2))
        return brush


def _dot_tile(side: int, colour: str) -> QPixmap:
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    size = DOT * side / GRID
    painter.drawEllipse(QRectF((side - size) / 2, (side - size) / 2, size, size))
    painter.end()
    return tile
