"""Marks of findings on the corners of what they speak of."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter

from app import theme
from app.canvas.edge_item import EdgeItem
from app.canvas.overlays import pen, shown_rect
from app.canvas.scene import NAME_WEIGHT, DiagramScene
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet
from app.icons import mark
from bpmn.base.finding import Severity
from bpmn.base.geometry import Bounds, Point

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
    """The middle of a mark in screen pixels: where it hides the least of names, symbols and lines.

    That is the upper right corner of a symbol, else another; the middle of a line, else a place beside it.
    """
    places = list(_beside_line(sheet, item) if isinstance(item, EdgeItem) else _corners(sheet, item))
    scene = sheet.diagram
    is_fixed = scene is None or sheet.zoom < NEAR_FROM or (isinstance(item, ShapeItem) and item.is_container)
    return places[0] if is_fixed else min(places, key=lambda place: _hidden(sheet, item, place))


def _corners(sheet: Sheet, item: ShapeItem) -> Iterator[QPointF]:
    """On the corners; beyond those of small symbols, whose sign a mark would hide."""
    rect = shown_rect(sheet, item)
    if sheet.zoom < NEAR_FROM:
        yield rect.topRight()
        return
    out = min(max(SIDE - min(rect.width(), rect.height()) / 3, 0.0) / 2, SIDE / 3)
    rect.adjust(-out, -out, out, out)
    yield from (rect.topRight(), rect.bottomRight(), rect.topLeft(), rect.bottomLeft())


def _beside_line(sheet: Sheet, item: EdgeItem) -> Iterator[QPointF]:
    """On the middle of the middle piece, at its quarters and at both of its sides; then the longest piece."""
    points = [sheet.viewportTransform().map(QPointF(*p)) for p in item.points or (Point(0, 0),)]
    pieces = list(pairwise(points)) or [(points[0], points[0])]
    longest = max(pieces, key=lambda piece: QLineF(*piece).length())
    for piece in (pieces[(len(points) - 1) // 2 if len(points) > 1 else 0], longest):
        line = QLineF(*piece)
        yield from (line.pointAt(share) for share in (0.5, 0.25, 0.75))
        if line.length():
            aside = line.normalVector().unitVector()
            away = QPointF(aside.dx(), aside.dy()) * SIDE * 0.7
            yield from (line.center() + away, line.center() - away)


def _hidden(sheet: Sheet, item: ShapeItem | EdgeItem, place: QPointF) -> int:
    """What a mark at a place would hide, its own symbol and line apart."""
    half = SIDE / 2 / sheet.zoom
    middle = sheet.to_map(place)
    box = Bounds(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    label = item.label
    has_name = label is not None and label.isVisible() and label.area.intersects(box)
    assert sheet.diagram is not None
    return sheet.diagram.covered(box, item) + (NAME_WEIGHT if has_name else 0)


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
