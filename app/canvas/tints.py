"""Numbers laid over the steps of a map: filled from below by load or waiting, the number beside it."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath

from app import theme
from app.canvas.overlays import CORNER, pen, shown_rect, soft
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet

STRENGTH = 0.25
NEAR_FROM = 0.4
"""Zoom below which only the filling is painted, without numbers."""
ROOM = 6.0


class Tint(NamedTuple):
    """How full a step is (0 to 1), in which colour, and what stands beside it."""

    level: float
    token: str
    text: str = ""
    is_strong: bool = False


def paint_tints(
    painter: QPainter, sheet: Sheet, scene: DiagramScene, tints: Mapping[str, Tint], *, is_below: bool
) -> None:
    """Fill each step from below; its text stands below it, or outside at the upper left."""
    port = QRectF(sheet.viewport().rect())
    for identifier, tint in tints.items():
        for item in scene.items_of(identifier):
            if isinstance(item, ShapeItem) and port.intersects(rect := shown_rect(sheet, item)):
                _fill(painter, sheet, rect, tint)
                if tint.text and sheet.zoom >= NEAR_FROM:
                    _write(painter, sheet, rect, tint, is_below=is_below)


def _fill(painter: QPainter, sheet: Sheet, rect: QRectF, tint: Tint) -> None:
    height = rect.height() * min(max(tint.level, 0.0), 1.0)
    if not height:
        return
    outline = QPainterPath()
    outline.addRoundedRect(rect, CORNER, CORNER)
    part = QPainterPath()
    part.addRect(QRectF(rect.left(), rect.bottom() - height, rect.width(), height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft(sheet.colours[tint.token], STRENGTH))
    painter.drawPath(outline.intersected(part))


def _write(painter: QPainter, sheet: Sheet, rect: QRectF, tint: Tint, *, is_below: bool) -> None:
    """A pill with the number: below the middle, or outside at the upper left where no mark stands."""
    painter.setFont(theme.font("caption", bold=tint.is_strong))
    width = QFontMetricsF(painter.font()).horizontalAdvance(tint.text) + 2 * ROOM
    place = QRectF(rect.center().x() - width / 2, rect.bottom() + 3, width, 16)
    if not is_below:
        place.moveTopLeft(QPointF(rect.left() - 4, rect.top() - 12))
    painter.setPen(pen(sheet.colours[tint.token if tint.is_strong else "border"], 1.0))
    painter.setBrush(QColor(sheet.colours["panel"]))
    painter.drawRoundedRect(place, 8, 8)
    painter.setPen(QColor(sheet.colours[tint.token if tint.is_strong else "text"]))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tint.text)
