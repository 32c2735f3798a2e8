"""The item of a shape."""

from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from app.canvas.items import Grip, Ink, LabelOwner
from app.painter import painter_path
from bpmn.base.geometry import Bounds, Point
from bpmn.model import BPMNShape
from bpmn.notation import outlines
from bpmn.notation.appearance import look_of
from bpmn.notation.drawing import drawing_bounds
from bpmn.notation.look import Look
from bpmn.notation.outlines import Outline
from bpmn.notation.paint import head_of
from bpmn.notation.plane import level
from bpmn.notation.shapes import ShapeDrawing, bounds_of, colours_of, shape_drawing
from bpmn.notation.symbols import SYMBOLS, Symbol, symbol

FORMS: dict[Outline, str] = {outlines.diamond: "diamond", outlines.ellipse: "disc"}
REACH = 4.0
"""How far the line of an outline and what sits on it reach beyond its bounds, in diagram units."""
OUTSIDE = ("below", "top")
"""Label places whose names have an item of their own."""


class ShapeItem(LabelOwner):
    """Shows a BPMNShape."""

    depiction: BPMNShape

    def __init__(self, shape: BPMNShape, ink: Ink) -> None:
        super().__init__(shape, ink)
        self._drawn: ShapeDrawing | None = None
        self._outline: QPainterPath | None = None
        self.look = Look("Unknown")
        self.bounds = Bounds(0, 0, 0, 0)
        """Where the shape lies, dragging left aside."""
        self.refresh()

    @property
    def drawn(self) -> ShapeDrawing:
        """What is drawn; of shapes with their name inside it is not worked out before it is needed."""
        if self._drawn is None:
            self._drawn = shape_drawing(self.depiction)
        return self._drawn

    @property
    def area(self) -> Bounds:
        return self.bounds

    @cached_property
    def plain_area(self) -> QRectF:
        """The rectangle from far away."""
        return QRectF(*self.bounds)

    @cached_property
    def plain_diamond(self) -> QPolygonF:
        """The rhombus of a gateway from far away, closed."""
        box, middle = self.plain_area, self.plain_area.center()
        right, left = QPointF(box.right(), middle.y()), QPointF(box.left(), middle.y())
        top, bottom = QPointF(middle.x(), box.top()), QPointF(middle.x(), box.bottom())
        return QPolygonF([top, right, bottom, left, top])

    @cached_property
    def plain_colours(self) -> tuple[str | None, str]:
        """Fill and line from far away, as tokens."""
        pen = colours_of(self.depiction)
        return pen.fill or symbol(self.look.kind).fill, pen.line

    @cached_property
    def form(self) -> str:
        """What is seen of the outline from far away."""
        return FORMS.get(symbol(self.look.kind).outline, "box")

    @cached_property
    def is_container(self) -> bool:
        """Whether others lie in it: a pool, a lane, an open sub-process, a group."""
        return self.look.is_expanded or self.look.kind in ("Participant", "Lane", "Group")

    @property
    def head(self) -> Bounds:
        """The band that a pool or lane is held by; all of a black box, but never all of a lane."""
        look = replace(self.look, is_empty=False) if self.look.kind == "Lane" else self.look
        return head_of(look, self.bounds)

    def refresh(self) -> None:
        self._drawn = self._outline = None
        element = self.depiction.bpmn_element
        self.element_id = None if element is None else element.id
        look = look_of(self.depiction)
        self.look = look if isinstance(SYMBOLS.get(look.kind), Symbol) else Look("Unknown")
        self.bounds = bounds_of(self.depiction, self.look)
        self.forget_plain()
        self._show()
        at, area = level(ShapeDrawing((), (), None, (), self.bounds, self.look))
        self.setZValue(at + 0.9 / (1 - area / 1e4))

    def _show(self) -> None:
        place = symbol(self.look.kind).label
        has_parts = "Choreography" in self.look.kind or self.look.kind == "ParticipantBand"
        if place in ("inside", "none") and not has_parts:
            self.set_drawing((), self.bounds.grown(REACH))
            self._show_label((), None)
        elif place in OUTSIDE:
            self.set_drawing(self.drawn.marks, self.bounds.grown(REACH))
            self._show_label(self.drawn.label, self.drawn.label_bounds)
        else:
            box = drawing_bounds(self.drawn.drawing) or self.bounds
            self.set_drawing(self.drawn.drawing, box.united(self.bounds).grown(1))
            self._show_label((), None)

    def draw(self, painter: QPainter) -> None:
        if not self.drawing:
            self.drawing = self.drawn.drawing
        super().draw(painter)

    def grip(self, point: Point, reach: float) -> Grip | None:
        look, bounds = self.look, self.bounds
        if not self.is_container:
            if not bounds.contains(point) or not self.outline().contains(QPointF(*point)):
                return None
            return Grip.BOUNDARY_EVENT if look.kind == "BoundaryEvent" else Grip.NODE
        if not bounds.grown(reach).contains(point):
            return None
        if look.kind in ("Participant", "Lane") and self.head.contains(point):
            return Grip.BORDER
        if not bounds.grown(-reach).contains(point):
            return Grip.BORDER
        return None if look.kind == "Group" else Grip.BODY

    def outline(self) -> QPainterPath:
        """The outline in plane coordinates; that of a note, whose bracket is open, is its rectangle."""
        if self._outline is None:
            if self.look.kind == "TextAnnotation":
                self._outline = QPainterPath()
                self._outline.addRect(QRectF(*self.bounds))
            else:
                self._outline = QPainterPath(painter_path(self.drawn.outline))
        return self._outline

    def shape(self) -> QPainterPath:
        return self.outline()
