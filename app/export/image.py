"""Diagrams as PNG and PDF."""

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from app.painter import paint
from bpmn.base.geometry import Bounds
from bpmn.model import BPMNPlane
from bpmn.notation.colours import LIGHT, resolve
from bpmn.notation.drawing import Drawing
from bpmn.notation.plane import draw_plane, plane_bounds

MARGIN = 10.0
LARGEST_SIDE = 16_000
"""Pixels; a larger picture is made at a smaller scale."""
_POINTS_PER_UNIT = 72 / 96
_LARGEST_PAGE = 14_000.0
"""Points; PDF readers refuse pages beyond 14,400."""
_DOTS_PER_INCH = 1200


def plane_png(plane: BPMNPlane, *, scale: float = 2.0, is_transparent: bool = False) -> bytes:
    """A diagram as PNG; ``scale`` is pixels per diagram unit."""
    area = plane_bounds(plane).grown(MARGIN)
    return png(image(draw_plane(plane), area, scale=scale, background=None if is_transparent else "paper"))


def plane_pdf(plane: BPMNPlane, title: str = "") -> bytes:
    """A diagram as PDF of one page just as large as it, 96 diagram units per inch."""
    return pdf(draw_plane(plane), plane_bounds(plane).grown(MARGIN), title=title)


def image(
    drawing: Drawing,
    area: Bounds,
    *,
    scale: float = 2.0,
    theme: Mapping[str, str] = LIGHT,
    background: str | None = "paper",
) -> QImage:
    """A picture of an area of the plane; ``background`` None leaves it transparent."""
    longest = max(area.width, area.height, 1)
    scale = min(scale, LARGEST_SIDE / longest)
    size = (max(round(area.width * scale), 1), max(round(area.height * scale), 1))
    result = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(QColor(resolve(background, theme)) if background else QColor(0, 0, 0, 0))
    painter = QPainter(result)
    _paint(painter, drawing, area, scale, theme)
    painter.end()
    return result


def png(picture: QImage) -> bytes:
    """A picture as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def pdf(drawing: Drawing, area: Bounds, *, theme: Mapping[str, str] = LIGHT, title: str = "") -> bytes:
    """An area of the plane as a PDF of one page of its size, shrunk to what readers accept."""
    longest = max(area.width, area.height, 1) * _POINTS_PER_UNIT
    points = _POINTS_PER_UNIT * min(1.0, _LARGEST_PAGE / longest)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DOTS_PER_INCH)
    size = QSizeF(max(area.width * points, 3), max(area.height * points, 3))
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    _paint(painter, drawing, area, points * _DOTS_PER_INCH / 72, theme)
    painter.end()
    return bytes(data.data())


def _paint(painter: QPainter, drawing: Drawing, area: Bounds, scale: float, theme: Mapping[str, str]) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(-area.x, -area.y)
    paint(painter, drawing, theme)
