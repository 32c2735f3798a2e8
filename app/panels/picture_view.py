"""Shows a picture at its natural size; parts of it lead to places, by mouse and by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.painter import Prepared, prepare
from bpmn.base.geometry import Bounds
from bpmn.report.sheet_pictures import Picture

NOTHING = Picture((), (), Bounds(0, 0, 1, 1))


class PictureView(QWidget):
    """Draws a picture for the width it has; Tab reaches it, arrows go through its links, Enter follows."""

    chosen = Signal(object)

    def __init__(self, name: str, draw: Callable[[float], Picture], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._draw = draw
        self._prepared: Prepared | None = None
        self.picture = NOTHING
        self._at = -1
        self._measure(float(self.minimumWidth() or 600))

    def _measure(self, width: float) -> None:
        self.picture = self._draw(width)
        self._prepared = None
        self.setFixedHeight(round(self.picture.area.height) + 1)

    def sizeHint(self) -> QSize:
        return QSize(600, round(self.picture.area.height) + 1)

    def redraw(self) -> None:
        """Draw again what has changed."""
        self._at = -1
        self._measure(float(self.width()))
        self.updateGeometry()
        self.update()

    def set_theme(self) -> None:
        """Paint in the colours shown now."""
        self._prepared = None
        self.update()

    def place_of(self, number: int) -> QPointF:
        """The middle of a link on the widget."""
        centre = self.picture.spots[number].bounds.centre
        return QPointF(centre.x - self.picture.area.x, centre.y - self.picture.area.y)

    def _spot_at(self, place: QPointF) -> int:
        at = place + QPointF(self.picture.area.x, self.picture.area.y)
        hits = (n for n, s in enumerate(self.picture.spots) if QRectF(*s.bounds).contains(at))
        return next(hits, -1)

    def _mark(self, number: int) -> None:
        if number != self._at:
            self._at = number
            inside = 0 <= number < len(self.picture.spots)
            self.setCursor(Qt.CursorShape.PointingHandCursor if inside else Qt.CursorShape.ArrowCursor)
            text = self.picture.spots[number].text if inside else ""
            self.setToolTip(text)
            self.setAccessibleDescription(text)
            self.update()

    def _follow(self) -> None:
        if 0 <= self._at < len(self.picture.spots):
            self.chosen.emit(self.picture.spots[self._at].key)

    # -- events ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure(float(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.picture.area.x, -self.picture.area.y)
        if self._prepared is None:
            self._prepared = prepare(self.picture.drawing, theme.current())
        self._prepared.paint(painter)
        if 0 <= self._at < len(self.picture.spots):
            painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "hoverOutline"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(*self.picture.spots[self._at].bounds), 4, 4)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mark(self._spot_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._mark(self._spot_at(event.position()))
            self._follow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0 and self.picture.spots:
            self._mark(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self.picture.spots)
        step = STEPS.get(Qt.Key(event.key()), 0)
        if step and count:
            self._mark((self._at + step) % count)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._follow()
        else:
            super().keyPressEvent(event)


STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
"""By how many links an arrow goes on."""
