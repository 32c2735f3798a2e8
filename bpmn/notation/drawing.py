"""What is drawn, independent of who draws it: the canvas, SVG, PNG, PDF and palette icons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bpmn.base.geometry import Bounds, Point, around, united
from bpmn.notation.metrics import text_width

Segment = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
Segments = tuple[Segment, ...]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Path:
    """A stroked and perhaps filled outline in diagram units.

    The segments are relative to (x, y), so that equal symbols share them. Colours are names of theme
    tokens, ``#rrggbb``, or a token with the colour a file gives it (``ink#0d4372``); None paints nothing.
    """

    segments: Segments
    x: float = 0.0
    y: float = 0.0
    width: float = 2.0
    stroke: str | None = "ink"
    fill: str | None = None
    dash: tuple[float, ...] = ()
    is_round: bool = False
    """Ends and corners of the line are round, not square."""

    def moved(self, dx: float, dy: float) -> "Path":
        """This path shifted by (dx, dy)."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def bounds(self) -> Bounds:
        """The rectangle around the line, its width included."""
        box = around(points_of(self.segments)) or Bounds(0, 0, 0, 0)
        return box.moved(self.x, self.y).grown(self.width / 2 if self.stroke else 0)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, already broken; (x, y) is its anchor on the base line."""

    text: str
    x: float
    y: float
    size: float = 12.0
    colour: str = "ink"
    is_bold: bool = False
    is_italic: bool = False
    anchor: Anchor = "middle"
    angle: float = 0.0
    """Degrees clockwise around (x, y); -90 reads upwards."""
    halo: str | None = None
    """Colour of a border around the letters that keeps lines away."""

    def moved(self, dx: float, dy: float) -> "TextLine":
        """This line shifted by (dx, dy)."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def width(self) -> float:
        """Length of the text in diagram units."""
        return text_width(self.text, self.size, self.is_bold)

    @property
    def bounds(self) -> Bounds:
        """The rectangle around the letters."""
        width, up, down = self.width, self.size * 0.95, self.size * 0.25
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        if self.angle:
            return Bounds(self.x - up, self.y - width + before, up + down, width)
        return Bounds(self.x - before, self.y - up, width, up + down)


Mark = Path | TextLine
Drawing = tuple[Mark, ...]


def moved(drawing: Drawing, dx: float, dy: float) -> Drawing:
    """The drawing shifted by (dx, dy)."""
    return tuple(mark.moved(dx, dy) for mark in drawing)


def drawing_bounds(drawing: Drawing) -> Bounds | None:
    """The rectangle around all marks; None for an empty drawing."""
    return united(mark.bounds for mark in drawing)


def points_of(segments: Segments) -> Iterable[Point]:
    """End and control points of the segments: their hull holds the whole outline."""
    for segment in segments:
        values: tuple[float, ...] = segment[1:]
        for at in range(0, len(values), 2):
            yield Point(values[at], values[at + 1])


def shifted(segments: Segments, dx: float, dy: float) -> Segments:
    """The segments shifted by (dx, dy)."""
    return scaled(segments, 1, 1, dx, dy)


def scaled(segments: Segments, sx: float, sy: float, dx: float = 0, dy: float = 0) -> Segments:
    """The segments multiplied by (sx, sy), then shifted by (dx, dy)."""
    result: list[Segment] = []
    for segment in segments:
        values = [v * sy + dy if at % 2 else v * sx + dx for at, v in enumerate(segment[1:])]
        result.append((segment[0], *values))  # type: ignore[arg-type]
    return tuple(result)
