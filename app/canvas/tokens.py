"""Where a case stands: tokens on flows and steps, messages on their way, painted above the map."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app import theme
from app.canvas.edge_item import EdgeItem
from app.canvas.overlays import pen, shown_rect, soft
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet

RADIUS = 9.0
ENVELOPE = (22.0, 15.0)
ALONG = 0.62
"""How far along a line its token lies."""


class TokenMark(NamedTuple):
    """What lies on one element: cases, of which some may have to wait, and unread messages."""

    cases: int = 0
    messages: int = 0
    is_waiting: bool = False


class Standing(NamedTuple):
    """What a walk shows on a map: tokens by element, what happened last, and what may be clicked."""

    tokens: Mapping[str, TokenMark]
    last: tuple[str, ...] = ()
    offered: frozenset[str] = frozenset()


def paint_standing(painter: QPainter, sheet: Sheet, scene: DiagramScene, standing: Standing) -> None:
    """Paint where the case stands."""
    for identifier in sorted(standing.offered):
        for item in scene.items_of(identifier)[:1]:
            _paint_ring(painter, sheet, item, "legal", 2.0)
    for identifier in standing.last:
        for item in scene.items_of(identifier)[:1]:
            _paint_ring(painter, sheet, item, "accent", 3.0)
    for identifier, mark in standing.tokens.items():
        for item in scene.items_of(identifier)[:1]:
            _paint_mark(painter, sheet, token_place(sheet, item), mark)


def token_place(sheet: Sheet, item: ShapeItem | EdgeItem) -> QPointF:
    """Where the token of an element lies in the view: along a line, at the lower left of a symbol."""
    if isinstance(item, ShapeItem):
        rect = shown_rect(sheet, item)
        return rect.bottomLeft() + QPointF(RADIUS * 0.6, -RADIUS * 0.6)
    corners = [QPointF(*point) for point in item.points]
    left = sum((b - a).manhattanLength() for a, b in pairwise(corners)) * ALONG
    for a, b in pairwise(corners):
        length = (b - a).manhattanLength()
        if left <= length and length:
            return sheet.viewportTransform().map(a + (b - a) * (left / length))
        left -= length
    return sheet.viewportTransform().map(corners[-1]) if corners else QPointF()


def _paint_ring(
    painter: QPainter, sheet: Sheet, item: ShapeItem | EdgeItem, token: str, width: float
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(sheet.colours[token], width))
    if isinstance(item, EdgeItem):
        place = sheet.viewportTransform()
        painter.setPen(pen(soft(sheet.colours[token], 0.5).name(QColor.NameFormat.HexArgb), width + 3))
        painter.drawPolyline([place.map(QPointF(*p)) for p in item.points])
        return
    painter.drawRoundedRect(shown_rect(sheet, item).adjusted(-4, -4, 4, 4), 8, 8)


def _paint_mark(painter: QPainter, sheet: Sheet, at: QPointF, mark: TokenMark) -> None:
    if mark.cases:
        colour = QColor(sheet.colours["warning" if mark.is_waiting else "aligned"])
        painter.setPen(pen(sheet.colours["paper"], 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(at, RADIUS, RADIUS)
        if mark.cases > 1:
            _write(painter, QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS), str(mark.cases))
        at = at + QPointF(2 * RADIUS + 4, 0)
    if mark.messages:
        _paint_envelope(painter, sheet, at, mark.messages)


def _paint_envelope(painter: QPainter, sheet: Sheet, at: QPointF, count: int) -> None:
    width, height = ENVELOPE
    box = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
    painter.setPen(pen(sheet.colours["paper"], 1.5))
    painter.setBrush(QColor(sheet.colours["accent"]))
    painter.drawRoundedRect(box, 2, 2)
    if count > 1:
        _write(painter, box, str(count))
        return
    painter.setPen(pen(sheet.colours["onAccent"], 1.5))
    painter.drawPolyline(
        [box.topLeft() + QPointF(2, 2), box.center() + QPointF(0, 2), box.topRight() + QPointF(-2, 2)]
    )


def _write(painter: QPainter, box: QRectF, text: str) -> None:
    painter.setFont(theme.font("caption", bold=True))
    painter.setPen(QColor(theme.current()["onAccent"]))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
