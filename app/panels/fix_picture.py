"""A part of a map as it is now, and as it would be after a fix."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.painter import Prepared, prepare
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Drawing

HEIGHT = 190
MARGIN = 12
BESIDE = 6.0
ROUND = 10.0


class Outline(NamedTuple):
    """A frame round a symbol, in a colour of the theme."""

    bounds: Bounds
    token: str


class FixPicture(QWidget):
    """Paints a drawing so that a part of it fills the room; some symbols stand out."""

    def __init__(
        self, drawing: Drawing, part: Bounds, outlines: Sequence[Outline] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.part = part
        self.outlines = tuple(outlines)
        self._drawing = drawing
        self._prepared: Prepared | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        factor = min(room.width() / max(self.part.width, 1), room.height() / max(self.part.height, 1), 1.0)
        painter.translate(room.center())
        painter.scale(factor, factor)
        painter.translate(-self.part.centre.x, -self.part.centre.y)
        if self._prepared is None:
            self._prepared = prepare(self._drawing, theme.current())
        self._prepared.paint(painter)
        for outline in self.outlines:
            pen = QPen(theme.colour(outline.token), 2.5)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(*outline.bounds.grown(BESIDE)), ROUND, ROUND)
        painter.end()
