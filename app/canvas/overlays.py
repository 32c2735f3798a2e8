"""What floats above the map, painted in screen pixels: selection, guides, drop targets, marks."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from app import theme
from app.canvas.edge_item import EdgeItem
from app.canvas.items import LabelOwner
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet
from bpmn.base.geometry import Bounds, Point

AROUND = 6.0
"""Between a symbol and the outline that shows it is selected."""
CORNER = 6.0
TIE_FROM = 15.0
TICK = 4.0
PILL_HEIGHT, PILL_ROOM = 24.0, 9.0
WIDEST_PILL = 420.0


class Guide(NamedTuple):
    """A line that says what something snapped to, in diagram units; upright ones have an x."""

    is_upright: bool
    at: float
    start: float
    end: float


def pen(colour: str, width: float = 1.0, dash: Sequence[float] = ()) -> QPen:
    """A pen in screen pixels; dashes are in pixels too."""
    result = QPen(QColor(colour), width)
    if dash:
        result.setDashPattern([length / width for length in dash])
    return result


@contextmanager
def crisp(painter: QPainter) -> Iterator[None]:
    """Lines of one pixel that are level or upright fill whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    yield
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)


def soft(colour: str, opacity: float) -> QColor:
    """A colour that lets a part through; opacity is 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(opacity)
    return result


def shown_rect(sheet: Sheet, owner: LabelOwner) -> QRectF:
    """Where an item stands in the view now, dragged or not."""
    return sheet.to_screen(owner.area.moved(owner.x(), owner.y()))


def paint_selection(painter: QPainter, sheet: Sheet, owners: Sequence[ShapeItem | EdgeItem]) -> None:
    """Outline what is selected; several get thin outlines and one hull."""
    colour, single = sheet.colours["selection"], len(owners) == 1
    hull = QRectF()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for owner in owners:
        if isinstance(owner, EdgeItem):
            _paint_line(painter, sheet, owner)
            continue
        rect = shown_rect(sheet, owner).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        hull = hull.united(rect)
        painter.setPen(pen(colour, 2.0 if single else 1.0))
        painter.drawRoundedRect(rect, CORNER, CORNER)
    if not single and not hull.isNull():
        painter.setPen(pen(colour, 1.0, (4, 3)))
        with crisp(painter):
            painter.drawRect(hull.adjusted(-4, -4, 4, 4))


def _paint_line(painter: QPainter, sheet: Sheet, owner: EdgeItem) -> None:
    place = sheet.viewportTransform()
    corners = [place.map(QPointF(p.x + owner.x(), p.y + owner.y())) for p in owner.shown_points]
    line = QPen(soft(sheet.colours["selection"], 0.35), 7.0)
    line.setCapStyle(Qt.PenCapStyle.RoundCap)
    line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(corners)


def paint_ties(painter: QPainter, sheet: Sheet, owners: Iterable[ShapeItem | EdgeItem]) -> None:
    """Tie names to the symbols they belong to where they stand apart."""
    painter.setPen(pen(sheet.colours["inkMuted"], 1.0, (5, 5)))
    for owner in owners:
        label = owner.label
        if not isinstance(owner, ShapeItem) or label is None or not label.isVisible():
            continue
        name, shape = label.bounds, owner.bounds
        start = _nearest(name, shape.centre)
        end = _nearest(shape, name.centre)
        if QLineF(start, end).length() >= TIE_FROM:
            painter.drawLine(sheet.viewportTransform().map(QLineF(start, end)))


def _nearest(box: Bounds, point: Point) -> QPointF:
    return QPointF(min(max(point.x, box.x), box.right), min(max(point.y, box.y), box.bottom))


def paint_hover(painter: QPainter, sheet: Sheet, owner: ShapeItem | EdgeItem) -> None:
    """Outline what a click would select."""
    painter.setPen(pen(sheet.colours["hoverOutline"], 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if isinstance(owner, EdgeItem):
        place = sheet.viewportTransform()
        painter.drawPolyline([place.map(QPointF(*p)) for p in owner.points])
    else:
        painter.drawRoundedRect(shown_rect(sheet, owner).adjusted(-3, -3, 3, 3), CORNER, CORNER)


def paint_target(painter: QPainter, sheet: Sheet, owner: ShapeItem | EdgeItem, *, is_legal: bool) -> None:
    """Show whether what is dragged may be put down on an item."""
    colour = sheet.colours["legal" if is_legal else "illegal"]
    painter.setPen(pen(colour, 2.0, () if is_legal else (6, 4)))
    if isinstance(owner, EdgeItem):
        place = sheet.viewportTransform()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([place.map(QPointF(*p)) for p in owner.points])
        return
    painter.setBrush(soft(colour, 0.03 if owner.is_container else 0.10))
    painter.drawRoundedRect(shown_rect(sheet, owner).adjusted(-2, -2, 2, 2), CORNER, CORNER)


def paint_guides(painter: QPainter, sheet: Sheet, guides: Iterable[Guide]) -> None:
    """Paint snap lines with ticks at the things they join."""
    painter.setPen(pen(sheet.colours["snap"]))
    place = sheet.viewportTransform()
    for guide in guides:
        if guide.is_upright:
            ends = QPointF(guide.at, guide.start), QPointF(guide.at, guide.end)
            tick = QPointF(TICK, 0)
        else:
            ends = QPointF(guide.start, guide.at), QPointF(guide.end, guide.at)
            tick = QPointF(0, TICK)
        a, b = place.map(ends[0]), place.map(ends[1])
        with crisp(painter):
            painter.drawLine(a, b)
            painter.drawLine(a - tick, a + tick)
            painter.drawLine(b - tick, b + tick)


def paint_band(painter: QPainter, sheet: Sheet, rect: QRectF, *, is_touching: bool) -> None:
    """Paint the rubber band: solid where only what is inside counts, dashed where touching is enough."""
    colour = sheet.colours["selection"]
    painter.setPen(pen(colour, 1.0, (4, 3) if is_touching else ()))
    painter.setBrush(soft(colour, 0.10))
    with crisp(painter):
        painter.drawRect(rect)


def paint_ghost(painter: QPainter, sheet: Sheet, outline: QPainterPath) -> None:
    """Paint what would come to be; the outline is in plane coordinates."""
    colour = sheet.colours["ghost"]
    painter.setPen(pen(colour, 1.5, (4, 3)))
    painter.setBrush(soft(colour, 0.15))
    painter.drawPath(sheet.viewportTransform().map(outline))


def paint_pill(painter: QPainter, sheet: Sheet, at: QPointF, text: str, *, tone: str) -> None:
    """Say something beside the pointer: tone is the colour of its border, tone + "Soft" of its inside."""
    painter.setFont(theme.font("small"))
    metrics = QFontMetricsF(painter.font())
    room = min(WIDEST_PILL, sheet.viewport().width() - 24.0)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    needed = metrics.boundingRect(QRectF(0, 0, room - 2 * PILL_ROOM, 400), int(flags), text)
    width, height = needed.width() + 2 * PILL_ROOM + 2, max(PILL_HEIGHT, needed.height() + 8)
    port = sheet.viewport().rect()
    x = min(at.x() + 12, port.width() - width - 4)
    y = min(at.y() + 16, port.height() - height - 4)
    pill = QRectF(max(x, 4), max(y, 4), width, height)
    painter.setPen(pen(sheet.colours[tone], 1.0))
    painter.setBrush(QColor(sheet.colours.get(f"{tone}Soft", sheet.colours["panel"])))
    painter.drawRoundedRect(pill, 6, 6)
    painter.drawText(pill.adjusted(PILL_ROOM, 0, -PILL_ROOM, 0), int(flags), text)
