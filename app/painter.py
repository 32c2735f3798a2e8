"""Paints a Drawing with QPainter: the canvas, PNG, PDF, print and palette icons all end here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QStaticText,
)

from bpmn.notation.colours import resolve
from bpmn.notation.drawing import Drawing, Path, Segments, TextLine
from bpmn.notation.metrics import text_width

FAMILIES = ["Arial", "Liberation Sans", "Arimo", "Helvetica"]
_SAMPLE = "The quick brown fox jumps over 13 lazy dogs"
_HALO = 4.0
_CLOSE_ENOUGH = 0.01


@dataclass(frozen=True, slots=True)
class PreparedPath:
    """A path with the Qt objects that paint it."""

    x: float
    y: float
    path: QPainterPath
    pen: QPen
    brush: QBrush

    def paint(self, painter: QPainter) -> None:
        """Paint at its place."""
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.translate(self.x, self.y)
        painter.drawPath(self.path)
        painter.translate(-self.x, -self.y)


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A line of text, laid out."""

    line: TextLine
    text: QStaticText
    font: QFont
    offset: QPointF
    """From the anchor to the upper left corner of the letters."""
    pen: QPen
    halo: QPainterPath | None
    halo_pen: QPen

    def paint(self, painter: QPainter) -> None:
        """Paint at its place, reading upwards if it does."""
        painter.translate(self.line.x, self.line.y)
        if self.line.angle:
            painter.rotate(self.line.angle)
        if self.halo is not None:
            painter.strokePath(self.halo, self.halo_pen)
        painter.setPen(self.pen)
        painter.setFont(self.font)
        painter.drawStaticText(self.offset, self.text)
        if self.line.angle:
            painter.rotate(-self.line.angle)
        painter.translate(-self.line.x, -self.line.y)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A drawing ready to be painted many times in one theme."""

    paths: tuple[PreparedPath | PreparedText, ...]
    """All marks, those behind first."""

    def paint(self, painter: QPainter, *, with_text: bool = True) -> None:
        """Paint all marks in order."""
        for mark in self.paths:
            if with_text or isinstance(mark, PreparedPath):
                mark.paint(painter)


def prepare(drawing: Drawing, theme: Mapping[str, str], *, with_halo: bool = True) -> Prepared:
    """Look up everything a drawing needs; equal outlines, pens and fonts are shared."""
    return Prepared(
        tuple(
            _prepared_text(mark, theme, with_halo=with_halo)
            if isinstance(mark, TextLine)
            else _prepared_path(mark, theme)
            for mark in drawing
        )
    )


def paint(painter: QPainter, drawing: Drawing, theme: Mapping[str, str]) -> None:
    """Paint all marks of a drawing in order, in the colours of a theme."""
    prepare(drawing, theme).paint(painter)


@lru_cache(maxsize=8192)
def painter_path(segments: Segments) -> QPainterPath:
    """An outline as QPainterPath; also used for hit tests. Shared: do not change it."""
    result = QPainterPath()
    for segment in segments:
        match segment:
            case ("M", x, y):
                result.moveTo(x, y)
            case ("L", x, y):
                result.lineTo(x, y)
            case ("C", a, b, c, d, x, y):
                result.cubicTo(a, b, c, d, x, y)
            case _:
                result.closeSubpath()
    return result


@lru_cache(maxsize=512)
def pen(colour: str, width: float, dash: tuple[float, ...] = (), *, is_round: bool = False) -> QPen:
    """A shared pen; dashes are in diagram units."""
    result = QPen(QColor(colour), width)
    result.setCapStyle(Qt.PenCapStyle.RoundCap if is_round else Qt.PenCapStyle.FlatCap)
    result.setJoinStyle(Qt.PenJoinStyle.RoundJoin if is_round else Qt.PenJoinStyle.MiterJoin)
    if dash and width:
        result.setDashPattern([length / width for length in dash])
    return result


@lru_cache(maxsize=512)
def _brush(colour: str | None) -> QBrush:
    return QBrush(QColor(colour)) if colour else QBrush(Qt.BrushStyle.NoBrush)


def _prepared_path(path: Path, theme: Mapping[str, str]) -> PreparedPath:
    if path.stroke and path.width:
        outline = pen(resolve(path.stroke, theme), path.width, path.dash, is_round=path.is_round)
    else:
        outline = QPen(Qt.PenStyle.NoPen)
    fill = _brush(resolve(path.fill, theme) if path.fill else None)
    return PreparedPath(path.x, path.y, painter_path(path.segments), outline, fill)


def _prepared_text(line: TextLine, theme: Mapping[str, str], *, with_halo: bool) -> PreparedText:
    face = font(line.size, is_bold=line.is_bold, is_italic=line.is_italic)
    before = {"start": 0.0, "middle": line.width / 2, "end": line.width}[line.anchor]
    halo = None
    if line.halo and with_halo:
        halo = QPainterPath()
        halo.addText(QPointF(-before, 0), face, line.text)
    return PreparedText(
        line,
        _static_text(line.text, line.size, line.is_bold, line.is_italic),
        face,
        QPointF(-before, -_ascent(line.size, line.is_bold, line.is_italic)),
        pen(resolve(line.colour, theme), 1),
        halo,
        pen(resolve(line.halo or "paper", theme), _HALO, is_round=True),
    )


@lru_cache(maxsize=4096)
def _static_text(text: str, size: float, is_bold: bool, is_italic: bool) -> QStaticText:
    result = QStaticText(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    result.prepare(font=font(size, is_bold=is_bold, is_italic=is_italic))
    return result


@cache
def font(size: float, *, is_bold: bool = False, is_italic: bool = False) -> QFont:
    """The font of labels; one without Arial's widths is condensed until lines are as long as measured."""
    result = QFont()
    result.setFamilies(FAMILIES)
    result.setPixelSize(max(round(size), 1))
    result.setBold(is_bold)
    result.setItalic(is_italic)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    ratio = text_width(_SAMPLE, round(size), is_bold) / QFontMetricsF(result).horizontalAdvance(_SAMPLE)
    if abs(ratio - 1) > _CLOSE_ENOUGH:
        result.setStretch(round(100 * ratio))
    return result


@cache
def _ascent(size: float, is_bold: bool, is_italic: bool) -> float:
    return QFontMetricsF(font(size, is_bold=is_bold, is_italic=is_italic)).ascent()
