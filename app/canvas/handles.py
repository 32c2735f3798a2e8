"""Handles of the selected shape or line: where they are, and which one is under the pointer."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.canvas.edge_item import EdgeItem
from app.canvas.overlays import AROUND, pen, shown_rect
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet

SIDE, HIT = 8.0, 10.0
"""The side of a handle that is seen, and how far from its middle it can be grabbed; screen pixels."""
SMALLEST = 20.0
"""Shapes that are smaller in the view have no handles: they would leave nothing to move it by."""
BEND = 4.5
BAR = (18.0, 6.0)
ROOM_FOR_BAR = 40.0
"""The shortest piece of line that has a bar to move it by, in screen pixels."""
LEVEL = 0.6


class Job(StrEnum):
    """What dragging a handle does."""

    RESIZE = "resize"
    BEND = "bend"
    SEGMENT = "segment"
    SOURCE = "source"
    TARGET = "target"


class Handle(NamedTuple):
    """A handle in screen pixels; sides are (-1, 0 or 1) across and down, number the bend or piece of line."""

    job: Job
    at: QPointF
    sides: tuple[int, int] = (0, 0)
    number: int = 0
    is_level: bool = True

    @property
    def cursor(self) -> Qt.CursorShape:
        """What the pointer looks like above it."""
        if self.job is Job.RESIZE:
            return _RESIZE_CURSORS[self.sides]
        if self.job is Job.SEGMENT:
            return Qt.CursorShape.SizeVerCursor if self.is_level else Qt.CursorShape.SizeHorCursor
        return Qt.CursorShape.CrossCursor


_RESIZE_CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}
_FIXED = ("Event", "Gateway", "Band", "Reference", "DataInput", "DataOutput", "DataObject")


def handles_of(sheet: Sheet, owner: ShapeItem | EdgeItem) -> list[Handle]:
    """The handles of the only selected item, those that win first."""
    if isinstance(owner, EdgeItem):
        return [*_ends(sheet, owner), *_bends(sheet, owner), *_bars(sheet, owner)]
    if owner.look.kind.endswith(_FIXED):
        return []
    shown = shown_rect(sheet, owner)
    if min(shown.width(), shown.height()) < SMALLEST:
        return []
    rect = shown.adjusted(-AROUND, -AROUND, AROUND, AROUND)
    return [
        Handle(Job.RESIZE, QPointF(*_on(rect, sides)), sides)
        for sides in _RESIZE_CURSORS
        if _fits(rect, sides)
    ]


def handle_at(handles: Iterable[Handle], position: QPointF) -> Handle | None:
    """The handle under the pointer, None without one."""
    for handle in handles:
        gap = position - handle.at
        if handle.job is Job.SEGMENT:
            across, down = (BAR[0] / 2 + 2, HIT - 2) if handle.is_level else (HIT - 2, BAR[0] / 2 + 2)
            if abs(gap.x()) <= across and abs(gap.y()) <= down:
                return handle
        elif max(abs(gap.x()), abs(gap.y())) <= HIT:
            return handle
    return None


def paint_handles(painter: QPainter, sheet: Sheet, handles: Iterable[Handle]) -> None:
    """Paint handles in screen pixels."""
    painter.setPen(pen(sheet.colours["selection"], 1.5))
    painter.setBrush(QColor(sheet.colours["panel"]))
    for handle in reversed(list(handles)):
        if handle.job is Job.RESIZE:
            painter.drawRoundedRect(_square(handle.at, SIDE, SIDE), 1.5, 1.5)
        elif handle.job is Job.SEGMENT:
            size = BAR if handle.is_level else BAR[::-1]
            painter.drawRoundedRect(_square(handle.at, *size), 3, 3)
        else:
            painter.drawEllipse(handle.at, BEND, BEND)


def _square(at: QPointF, width: float, height: float) -> QRectF:
    return QRectF(at.x() - width / 2, at.y() - height / 2, width, height)


def _on(rect: QRectF, sides: tuple[int, int]) -> tuple[float, float]:
    middle = rect.center()
    return middle.x() + sides[0] * rect.width() / 2, middle.y() + sides[1] * rect.height() / 2


def _fits(rect: QRectF, sides: tuple[int, int]) -> bool:
    """Handles in the middle of a side give way where the side is short."""
    if 0 not in sides:
        return True
    return (rect.width() if sides[0] == 0 else rect.height()) > 4 * SIDE


def _screen_points(sheet: Sheet, owner: EdgeItem) -> list[QPointF]:
    return [sheet.viewportTransform().map(QPointF(p.x, p.y)) for p in owner.shown_points]


def _ends(sheet: Sheet, owner: EdgeItem) -> list[Handle]:
    points = _screen_points(sheet, owner)
    if len(points) < 2:  # noqa: PLR2004
        return []
    return [Handle(Job.TARGET, points[-1], number=len(points) - 1), Handle(Job.SOURCE, points[0])]


def _bends(sheet: Sheet, owner: EdgeItem) -> list[Handle]:
    points = _screen_points(sheet, owner)
    return [Handle(Job.BEND, at, number=number) for number, at in enumerate(points[1:-1], 1)]


def _bars(sheet: Sheet, owner: EdgeItem) -> list[Handle]:
    found = []
    for number, (a, b) in enumerate(pairwise(_screen_points(sheet, owner))):
        dx, dy = abs(a.x() - b.x()), abs(a.y() - b.y())
        if hypot(dx, dy) >= ROOM_FOR_BAR and min(dx, dy) < LEVEL:
            found.append(Handle(Job.SEGMENT, (a + b) / 2, number=number, is_level=dx > dy))
    return found
