"""A large map from far away: all of it as one picture, painted in batches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion

from app.canvas.edge_item import EdgeItem
from app.canvas.shape_item import ShapeItem
from bpmn.notation.colours import Theme, resolve

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene
    from app.canvas.sheet import Sheet

BESIDE = 0.3
"""How much of the view is painted beyond each of its sides, so that panning finds it done."""
ROOM = 40.0
"""What is kept free around the map, in diagram units."""


class Key(NamedTuple):
    """What a picture depends on, besides the part of the map that it shows."""

    zoom: float
    density: float
    revision: int


@dataclass(slots=True)
class Forms:
    """Symbols of the same colours; gateways are one path, since one call for each takes most of a frame."""

    boxes: list[QRectF] = field(default_factory=list)
    discs: list[QRectF] = field(default_factory=list)
    diamonds: QPainterPath = field(default_factory=QPainterPath)

    def add(self, item: ShapeItem) -> None:
        """Take a symbol in."""
        if item.form == "diamond":
            self.diamonds.addPolygon(item.plain_diamond)
        else:
            (self.discs if item.form == "disc" else self.boxes).append(item.plain_area)


class Batches(NamedTuple):
    """Everything to paint, sorted by how it is painted."""

    containers: list[tuple[QPen, QBrush, QRectF]]
    lines: dict[str, list[QLineF]]
    symbols: dict[tuple[str | None, str], Forms]


class Overview:
    """Paints the map from far away and keeps the picture until something changes."""

    def __init__(self, scene: "DiagramScene") -> None:
        self._scene = scene
        self._batches: tuple[int, Batches] | None = None
        self._key: Key | None = None
        self._area = QRectF()
        self._picture = QPixmap()

    def paint(self, painter: QPainter, sheet: "Sheet") -> None:
        """Paint on the viewport of a sheet, in screen pixels."""
        key = Key(sheet.zoom, sheet.devicePixelRatioF(), self._scene.revision)
        shown = self._with_content(sheet.shown_area())
        if key != self._key or not self._area.contains(shown):
            self._render(key, sheet, shown)
        corner = sheet.viewportTransform().map(self._area.topLeft()).toPoint()
        picture = QRect(corner, self._picture.deviceIndependentSize().toSize())
        port = sheet.viewport().rect()
        if not picture.contains(port):
            painter.save()
            painter.setClipRegion(QRegion(port).subtracted(picture), Qt.ClipOperation.IntersectClip)
            painter.fillRect(port, QColor(sheet.colours["paper"]))
            painter.restore()
        painter.drawPixmap(corner, self._picture)

    def _with_content(self, area: QRectF) -> QRectF:
        """The part of an area that is not empty."""
        content = self._scene.content()
        return QRectF() if content is None else area & QRectF(*content.grown(ROOM))

    def _render(self, key: Key, sheet: "Sheet", shown: QRectF) -> None:
        across, down = shown.width() * BESIDE, shown.height() * BESIDE
        area = self._with_content(shown.adjusted(-across, -down, across, down))
        scale = key.zoom * key.density
        self._picture = QPixmap(round(area.width() * scale) + 1, round(area.height() * scale) + 1)
        self._picture.setDevicePixelRatio(key.density)
        self._picture.fill(QColor(sheet.colours["paper"]))
        painter = QPainter(self._picture)
        painter.scale(key.zoom, key.zoom)
        painter.translate(-area.topLeft())
        _paint(painter, self._all(key), area)
        painter.end()
        self._key, self._area = key, area

    def _all(self, key: Key) -> Batches:
        if self._batches is None or self._batches[0] != key.revision:
            shown = [owner for owner in self._scene.owners() if not owner.is_floating]
            self._batches = (key.revision, _sorted(shown, self._scene.ink.theme))
        return self._batches[1]


def _sorted(owners: Iterable[ShapeItem | EdgeItem], theme: Theme) -> Batches:
    result = Batches([], {}, {})
    containers = []
    for owner in owners:
        fill, line = owner.plain_colours
        if isinstance(owner, EdgeItem):
            result.lines.setdefault(line, []).extend(owner.plain_lines)
        elif owner.is_container:
            containers.append(owner)
        else:
            if (forms := result.symbols.get((fill, line))) is None:
                forms = result.symbols[fill, line] = Forms()
            forms.add(owner)
    for item in sorted(containers, key=lambda container: container.zValue()):
        fill, line = item.plain_colours
        result.containers.append((_pen(resolve(line, theme)), _brush(fill, theme), item.plain_area))
    return Batches(
        result.containers,
        {resolve(line, theme): lines for line, lines in result.lines.items()},
        {
            (fill and resolve(fill, theme), resolve(line, theme)): forms
            for (fill, line), forms in result.symbols.items()
        },
    )


def _pen(colour: str) -> QPen:
    pen = QPen(QColor(colour), 1)
    pen.setCosmetic(True)
    return pen


def _brush(fill: str | None, theme: Theme) -> QBrush:
    return QBrush(QColor(resolve(fill, theme))) if fill else QBrush(Qt.BrushStyle.NoBrush)


def _paint(painter: QPainter, batches: Batches, area: QRectF) -> None:
    for pen, brush, rect in batches.containers:
        if rect.intersects(area):
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawRect(rect)
    for colour, lines in batches.lines.items():
        painter.setPen(_pen(colour))
        painter.drawLines(lines)
    for (fill, line), forms in batches.symbols.items():
        painter.setPen(_pen(line))
        painter.setBrush(QColor(fill) if fill else QBrush(Qt.BrushStyle.NoBrush))
        painter.drawRects(forms.boxes)
        forms.diamonds.setFillRule(Qt.FillRule.WindingFill)
        painter.drawPath(forms.diamonds)
        for rect in forms.discs:
            if rect.intersects(area):
                painter.drawEllipse(rect)
