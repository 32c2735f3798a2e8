"""Graphics items that show shapes, lines and names; they follow the document and never change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.painter import Prepared, painter_path, prepare
from bpmn.base.geometry import Bounds, Point, around
from bpmn.model import BPMNEdge, BPMNShape
from bpmn.notation import outlines
from bpmn.notation.connectors import CONNECTORS
from bpmn.notation.drawing import Drawing, Path, drawing_bounds
from bpmn.notation.edges import EdgeDrawing, draw_line, edge_drawing
from bpmn.notation.labels import Lines
from bpmn.notation.outlines import Outline
from bpmn.notation.paint import head_of
from bpmn.notation.plane import level
from bpmn.notation.shapes import ShapeDrawing, shape_drawing
from bpmn.notation.symbols import symbol

BORDER = 7.5
"""How far from the border of a pool or from a line a click still means it, in screen pixels."""
LABEL_LEVEL = 10.0
ARROW = 14.0
"""How far the ends of a line reach beyond its points, in diagram units."""
FORMS: dict[Outline, str] = {outlines.diamond: "diamond", outlines.ellipse: "disc"}
OUTSIDE = ("below", "top")
"""Label places whose names have an item of their own."""


class Grip(IntEnum):
    """What of an item lies under the pointer; the smallest wins where several do."""

    LABEL = 0
    BOUNDARY_EVENT = 1
    NODE = 2
    LINE = 3
    BORDER = 4
    BODY = 5


@dataclass(slots=True)
class Ink:
    """What all items of a scene share: the colours, and from which zoom on names are painted."""

    theme: Mapping[str, str]
    text_from: float = 0.4


class DiagramItem(QGraphicsItem):
    """One drawing in plane coordinates; its position is (0, 0) except while it is dragged."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self.is_floating = False
        """Painted on top by the view, as it follows the pointer."""
        self.drawing: Drawing = ()
        self._box = QRectF()
        self._prepared: Prepared | None = None

    @property
    def area(self) -> Bounds:
        """The rectangle that a selection surrounds, in plane coordinates."""
        raise NotImplementedError

    def grip(self, point: Point, reach: float) -> Grip | None:
        """What of this item lies at a point; reach is how far off a line may be, in diagram units."""
        raise NotImplementedError

    def set_drawing(self, drawing: Drawing, box: Bounds) -> None:
        """Show another drawing inside box."""
        self.prepareGeometryChange()
        self.drawing = drawing
        self._box = QRectF(*box)
        self._prepared = None
        self.update()

    def forget_colours(self) -> None:
        """Look the colours up again when painted next."""
        self._prepared = None
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Paint in plane coordinates."""
        if self._prepared is None:
            self._prepared = prepare(self.drawing, self.ink.theme)
        self._prepared.paint(painter, with_text=painter.worldTransform().m11() >= self.ink.text_from)

    def boundingRect(self) -> QRectF:
        return self._box

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self._box)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not self.is_floating:
            self.draw(painter)


class LabelItem(DiagramItem):
    """The name of an event, a gateway, data or a line, outside of it."""

    def __init__(self, owner: "ShapeItem | EdgeItem") -> None:
        super().__init__(owner.ink)
        self.owner = owner
        self.bounds = Bounds(0, 0, 0, 0)
        self.setZValue(LABEL_LEVEL)

    @property
    def area(self) -> Bounds:
        return self.bounds.grown(2)

    def show_lines(self, lines: Lines, bounds: Bounds) -> None:
        """Show another text."""
        self.bounds = bounds
        self.set_drawing(lines, bounds.grown(5))

    def grip(self, point: Point, reach: float) -> Grip | None:
        return Grip.LABEL if self.bounds.grown(2).contains(point) else None


class LabelOwner(DiagramItem):
    """An item of a shape or an edge: it has a depiction, an element and perhaps a name beside it."""

    def __init__(self, depiction: BPMNShape | BPMNEdge, ink: Ink) -> None:
        super().__init__(ink)
        self.depiction = depiction
        self.element_id: str | None = None
        self.label: LabelItem | None = None

    @cached_property
    def plain_colours(self) -> tuple[str | None, str]:
        """Fill and line from far away, as tokens."""
        first = next((mark for mark in self.drawing if isinstance(mark, Path)), None)
        return (None, "ink") if first is None else (first.fill, first.stroke or "ink")

    def forget_plain(self) -> None:
        """Work out again what is seen from far away."""
        for name in ("plain_colours", "plain_area", "plain_lines", "form", "is_container"):
            self.__dict__.pop(name, None)

    def refresh(self) -> None:
        """Take everything from the document."""
        raise NotImplementedError

    def shift(self, dx: float, dy: float) -> None:
        """Show this, with its name, somewhere else while it is dragged."""
        self.setPos(dx, dy)
        if self.label is not None:
            self.label.setPos(dx, dy)

    def parts(self) -> list[DiagramItem]:
        """This item and its name."""
        return [self] if self.label is None else [self, self.label]

    def _show_label(self, lines: Lines, bounds: Bounds | None) -> None:
        if not lines or bounds is None:
            if self.label is not None:
                self.label.setVisible(False)
            return
        if self.label is None:
            assert isinstance(self, ShapeItem | EdgeItem)
            self.label = LabelItem(self)
            if self.scene() is not None:
                self.scene().addItem(self.label)
        self.label.setVisible(True)
        self.label.show_lines(lines, bounds)


class ShapeItem(LabelOwner):
    """Shows a BPMNShape."""

    depiction: BPMNShape

    def __init__(self, shape: BPMNShape, ink: Ink) -> None:
        super().__init__(shape, ink)
        self.drawn: ShapeDrawing
        self._outline: QPainterPath | None = None
        self.refresh()

    @property
    def bounds(self) -> Bounds:
        """Where the shape lies, dragging left aside."""
        return self.drawn.bounds

    @property
    def area(self) -> Bounds:
        return self.drawn.bounds

    @cached_property
    def plain_area(self) -> QRectF:
        """The rectangle from far away."""
        return QRectF(*self.drawn.bounds)

    @cached_property
    def form(self) -> str:
        """What is seen of the outline from far away."""
        return FORMS.get(symbol(self.drawn.look.kind).outline, "box")

    @cached_property
    def is_container(self) -> bool:
        """Whether others lie in it: a pool, a lane, an open sub-process, a group."""
        look = self.drawn.look
        return look.is_expanded or look.kind in ("Participant", "Lane", "Group")

    def refresh(self) -> None:
        drawn = self.drawn = shape_drawing(self.depiction)
        element = self.depiction.bpmn_element
        self.element_id = None if element is None else element.id
        self._outline = None
        self.forget_plain()
        is_outside = symbol(drawn.look.kind).label in OUTSIDE
        drawing = drawn.marks if is_outside else drawn.marks + drawn.label
        self.set_drawing(drawing, self._reach_of(drawn, is_outside=is_outside))
        self._show_label(drawn.label if is_outside else (), drawn.label_bounds)
        at, area = level(drawn)
        self.setZValue(at + 0.9 / (1 - area / 1e4))

    @staticmethod
    def _reach_of(drawn: ShapeDrawing, *, is_outside: bool) -> Bounds:
        if "Choreography" in drawn.look.kind or drawn.look.kind == "ParticipantBand":
            return (drawing_bounds(drawn.drawing) or drawn.bounds).grown(1)
        reach = drawn.bounds.grown(4)
        return reach if is_outside or drawn.label_bounds is None else reach.united(drawn.label_bounds)

    def grip(self, point: Point, reach: float) -> Grip | None:
        look, bounds = self.drawn.look, self.drawn.bounds
        if not self.is_container:
            if not bounds.contains(point) or not self.outline().contains(QPointF(*point)):
                return None
            return Grip.BOUNDARY_EVENT if look.kind == "BoundaryEvent" else Grip.NODE
        if not bounds.grown(reach).contains(point):
            return None
        if look.kind in ("Participant", "Lane") and head_of(look, bounds).contains(point):
            return Grip.BORDER
        if not bounds.grown(-reach).contains(point):
            return Grip.BORDER
        return None if look.kind == "Group" else Grip.BODY

    def outline(self) -> QPainterPath:
        """The outline in plane coordinates."""
        if self._outline is None:
            self._outline = QPainterPath(painter_path(self.drawn.outline))
        return self._outline

    def shape(self) -> QPainterPath:
        return self.outline()


class EdgeItem(LabelOwner):
    """Shows a BPMNEdge."""

    depiction: BPMNEdge

    def __init__(self, edge: BPMNEdge, ink: Ink) -> None:
        super().__init__(edge, ink)
        self.drawn: EdgeDrawing
        self._preview: Sequence[Point] = ()
        self._area = Bounds(0, 0, 0, 0)
        self.setZValue(3.0)
        self.refresh()

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
    def plain_lines(self) -> list[QLineF]:
        """The pieces of the line from far away."""
        return [QLineF(a.x, a.y, b.x, b.y) for a, b in pairwise(self.drawn.points)]

    def refresh(self) -> None:
        drawn = self.drawn = edge_drawing(self.depiction)
        self._preview = ()
        self._area = around(drawn.points) or Bounds(0, 0, 0, 0)
        element = self.depiction.bpmn_element
        self.element_id = None if element is None else element.id
        self.forget_plain()
        self.set_drawing(drawn.marks, self.area.grown(ARROW))
        self._show_label(drawn.label, drawn.label_bounds)

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
