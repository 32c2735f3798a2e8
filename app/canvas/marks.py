"""Marks of findings on the corners of what they speak of."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter

from app import theme
from app.canvas.edge_item import EdgeItem
from app.canvas.overlays import pen, shown_rect
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet
from app.icons import mark
from bpmn.base.finding import Severity
from bpmn.base.geometry import Point

SIDE, FAR_SIDE = 22, 8
NEAR_FROM = 0.4
"""Zoom below which a mark is a dot."""
Marks = dict[str, list[Severity]]
"""The severities of findings by the id of their element, the worst first."""


def sorted_marks(marks: Mapping[str, Severity | str | Sequence[Severity]]) -> Marks:
    """One or several severities for each id."""
    result: Marks = {}
    for identifier, found in marks.items():
        several = [found] if isinstance(found, str) else list(found)
        if several:
            result[identifier] = sorted((Severity(one) for one in several), key=lambda one: one.rank)
    return result


def paint_marks(painter: QPainter, sheet: Sheet, scene: DiagramScene, marks: Marks) -> None:
    """Paint the worst finding of each element, with their number where there are several."""
    port = QRectF(sheet.viewport().rect()).adjusted(-SIDE, -SIDE, SIDE, SIDE)
    for identifier, found in marks.items():
        for item in scene.items_of(identifier):
            place = mark_place(sheet, item)
            if port.contains(place):
                _paint_mark(painter, sheet, place, found)


def mark_place(sheet: Sheet, item: ShapeItem | EdgeItem) -> QPointF:
    """The middle of a mark in screen pixels: the upper right corner, the middle of a line."""
    if isinstance(item, EdgeItem):
        points = item.points or (Point(0, 0),)
        a, b = points[(len(points) - 1) // 2], points[len(points) // 2]
        return sheet.viewportTransform().map(QPointF((a.x + b.x) / 2, (a.y + b.y) / 2))
    return shown_rect(sheet, item).topRight() + QPointF(-3, 3)


def _paint_mark(painter: QPainter, sheet: Sheet, place: QPointF, found: list[Severity]) -> None:
    worst = found[0].value
    if sheet.zoom < NEAR_FROM:
        painter.setPen(pen(sheet.colours["paper"], 1.0))
        painter.setBrush(QBrush(QColor(sheet.colours[worst])))
        painter.drawEllipse(place, FAR_SIDE / 2, FAR_SIDE / 2)
        return
    painter.drawPixmap(place - QPointF(SIDE / 2, SIDE / 2), mark(worst, SIDE, sheet.devicePixelRatioF()))
    if len(found) > 1:
        painter.setFont(theme.font("caption", bold=True))
        painter.setPen(QColor(sheet.colours[worst]))
        painter.drawText(place + QPointF(SIDE / 2 + 2, 4), str(len(found)))
