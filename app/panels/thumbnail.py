"""What lies above a drawing for a moment: a map shown small, a time in a pill."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import theme
from app.painter import prepare
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Drawing, drawing_bounds

WIDEST, HIGHEST, MARGIN, HEAD = 420, 240, 10, 22


class Thumbnail(QWidget):
    """A picture of a map under its name, which takes no clicks and goes when the pointer does."""

    def __init__(self, drawing: Drawing, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = title
        self._bounds = drawing_bounds(drawing) or Bounds(0, 0, 1, 1)
        self._prepared = prepare(drawing, theme.current())
        room_x, room_y = WIDEST - 2 * MARGIN, HIGHEST - 2 * MARGIN - HEAD
        self._scale = min(room_x / max(self._bounds.width, 1.0), room_y / max(self._bounds.height, 1.0), 0.75)
        width = max(round(self._bounds.width * self._scale), 160)
        self.resize(width + 2 * MARGIN, round(self._bounds.height * self._scale) + 2 * MARGIN + HEAD)

    def show_at(self, beside: QRect) -> None:
        """Show below a place of the widget around, or above it where there is no room."""
        self.move(place_beside(self, beside))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.setPen(theme.colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("small", bold=True))
        text = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, self.width() - 2 * MARGIN
        )
        painter.drawText(MARGIN, MARGIN + 12, text)
        painter.translate(MARGIN, MARGIN + HEAD)
        painter.scale(self._scale, self._scale)
        painter.translate(-self._bounds.x, -self._bounds.y)
        self._prepared.paint(painter, with_text=self._scale >= READABLE)
        painter.end()


READABLE = 0.4
"""Smaller letters than this part of their size are left out."""

GAP = 8


def place_beside(widget: QWidget, beside: QRect) -> QPoint:
    """Where a widget is wholly inside its parent: below a place, above it, or over it if need be."""
    around = widget.parentWidget()
    room = around.rect() if around is not None else beside
    x = max(min(beside.left(), room.right() - widget.width() - GAP), GAP)
    below, above = beside.bottom() + GAP, beside.top() - GAP - widget.height()
    fits_below = below + widget.height() <= room.bottom()
    return QPoint(x, below if fits_below else above if above >= 0 else GAP)


def paint_pill(painter: QPainter, place: QPointF, text: str) -> None:
    """A time in a pill around a point, in units of the drawing."""
    face = theme.font("caption", bold=True)
    painter.setFont(face)
    width = painter.fontMetrics().horizontalAdvance(text) + 16
    box = QRectF(place.x() - width / 2, place.y() - 9, width, 18)
    painter.setPen(theme.colour("borderStrong"))
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(box, 9, 9)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
