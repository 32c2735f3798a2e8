"""The item of a line."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter

from app.canvas.items import Grip, Ink, LabelOwner
from bpmn.base.geometry import Bounds, Point, around
from bpmn.model import BPMNEdge
from bpmn.notation import colours
from bpmn.notation.connectors import CONNECTORS
from bpmn.notation.edges import EdgeDrawing, draw_line, edge_drawing
from bpmn.notation.polyline import sane
from bpmn.notation.shapes import text_of

ENDS = 2
"""A line has at least two points."""
ARROW = 14.0
"""How far the ends of a line reach beyond its points, in diagram units."""


class EdgeItem(LabelOwner):
    """Shows a BPMNEdge."""

    depiction: BPMNEdge

    def __init__(self, edge: BPMNEdge, ink: Ink) -> None:
        super().__init__(edge, ink)
        self._drawn: EdgeDrawing | None = None
        self._written: list[Point] = []
        self._preview: Sequence[Point] = ()
        self._area = Bounds(0, 0, 0, 0)
        self.setZValue(3.0)
        self.refresh()

    @property
    def drawn(self) -> EdgeDrawing:
        """What is drawn; of lines without a name it is not worked out before it is needed."""
        if self._drawn is None:
            self._drawn = edge_drawing(self.depiction)
        return self._drawn

    @property
    def points(self) -> tuple[Point, ...]:
        """The corners of the line as drawn, source first."""
        return self.drawn.points

    @property
    def shown_points(self) -> Sequence[Point]:
        """The corners as shown now: those of the preview while something is dragged."""
        return self._preview or self.drawn.points

    @property
    def area(self) -> Bounds:
        return self._area

    @cached_property
    def plain_colours(self) -> tuple[str | None, str]:
        """The colour from far away, as a token."""
        attributes = ((str(name), str(value)) for name, value in self.depiction.node.items())
        return None, colours.ink(colours.stroke_of(attributes))

    @cached_property
    def plain_lines(self) -> list[QLineF]:
        """The pieces of the line from far away."""
        return [QLineF(a.x, a.y, b.x, b.y) for a, b in pairwise(self._written)]

    def draw(self, painter: QPainter) -> None:
        if not self.drawing:
            self.drawing = self.drawn.marks
        super().draw(painter)

    def refresh(self) -> None:
        element = self.depiction.bpmn_element
        self.element_id = None if element is None else element.id
        self.forget_plain()
        self._drawn, self._preview = None, ()
        self._written = [Point(sane(x), sane(y)) for x, y in self.depiction.waypoints]
        if len(self._written) < ENDS or text_of(element):
            self._written = list(self.drawn.points)
        drawn = self._drawn
        self._area = around(self._written) or Bounds(0, 0, 0, 0)
        self.set_drawing(drawn.marks if drawn is not None else (), self._area.grown(ARROW))
        self._show_label(drawn.label if drawn else (), drawn.label_bounds if drawn else None)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show the line along other points while something is dragged; ``refresh`` brings its own back."""
        row = CONNECTORS.get(self.drawn.kind, CONNECTORS["Unknown"])
        box = around(points)
        if len(points) > 1 and box is not None:
            self._preview = points
            self.set_drawing(draw_line(points, row, self.plain_colours[1]), box.grown(ARROW))

    def grip(self, point: Point, reach: float) -> Grip | None:
        if not self.area.grown(reach).contains(point):
            return None
        return Grip.LINE if self.distance(point) <= reach else None

    def distance(self, point: Point) -> float:
        """From a point to the line, in diagram units."""
        gaps = (distance_to_piece(point, a, b) for a, b in pairwise(self.drawn.points))
        return min(gaps, default=float("inf"))


def distance_to_piece(point: Point, a: Point, b: Point) -> float:
    """From a point to the nearest point of a straight piece of line."""
    dx, dy = b.x - a.x, b.y - a.y
    square = dx * dx + dy * dy
    t = 0.0 if not square else ((point.x - a.x) * dx + (point.y - a.y) * dy) / square
    t = min(max(t, 0.0), 1.0)
    x, y = point.x - a.x - t * dx, point.y - a.y - t * dy
    return float((x * x + y * y) ** 0.5)
