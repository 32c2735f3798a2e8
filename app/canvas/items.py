"""The base of the items of the sheet, and the item of a name; items follow the document, never change it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.painter import Prepared, prepare
from bpmn.base.geometry import Bounds, Point
from bpmn.model import BPMNEdge, BPMNShape
from bpmn.notation.drawing import Drawing, TextLine
from bpmn.notation.labels import Lines

BORDER = 7.5
"""How far from the border of a pool or from a line a click still means it, in screen pixels."""
LABEL_LEVEL = 10.0
HALO = ((-2, 0), (2, 0), (0, -2), (0, 2), (-1.4, -1.4), (1.4, -1.4), (-1.4, 1.4), (1.4, 1.4))


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

    def __init__(self, owner: "LabelOwner") -> None:
        super().__init__(owner.ink)
        self.owner = owner
        self._halo: Prepared | None = None
        self.bounds = Bounds(0, 0, 0, 0)
        self.setZValue(LABEL_LEVEL)

    @property
    def area(self) -> Bounds:
        return self.bounds.grown(2)

    def show_lines(self, lines: Lines, bounds: Bounds) -> None:
        """Show another text."""
        self.bounds = bounds
        self._halo = None
        self.set_drawing(lines, bounds.grown(5))

    def forget_colours(self) -> None:
        self._halo = None
        super().forget_colours()

    def draw(self, painter: QPainter) -> None:
        """Letters with a border in the colour of the paper, which keeps lines away from them.

        The border is the text itself, painted around its place: a hundredth of the time of a stroke.
        """
        if painter.worldTransform().m11() < self.ink.text_from:
            return
        if self._prepared is None or self._halo is None:
            self._prepared = prepare(self.drawing, self.ink.theme, with_halo=False)
            around_it = tuple(
                replace(line, colour=line.halo or "paper")
                for line in self.drawing
                if isinstance(line, TextLine)
            )
            self._halo = prepare(around_it, self.ink.theme, with_halo=False)
        for dx, dy in HALO:
            painter.translate(dx, dy)
            self._halo.paint(painter)
            painter.translate(-dx, -dy)
        self._prepared.paint(painter)

    def grip(self, point: Point, reach: float) -> Grip | None:
        return Grip.LABEL if self.bounds.grown(2).contains(point) else None


PLAIN = ("plain_colours", "plain_area", "plain_diamond", "plain_lines", "form", "is_container", "extent")
"""What is kept of an item until it changes."""


class LabelOwner(DiagramItem):
    """An item of a shape or an edge: it has a depiction, an element and perhaps a name beside it."""

    def __init__(self, depiction: BPMNShape | BPMNEdge, ink: Ink) -> None:
        super().__init__(ink)
        self.depiction = depiction
        self.element_id: str | None = None
        self.label: LabelItem | None = None

    @property
    def plain_colours(self) -> tuple[str | None, str]:
        """Fill and line from far away, as tokens."""
        raise NotImplementedError

    def forget_plain(self) -> None:
        """Work out again what is seen from far away."""
        for name in PLAIN:
            self.__dict__.pop(name, None)

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of this with its name."""
        boxes = [part.area for part in self.parts() if part is self or part.isVisible()]
        return (
            min(box.x for box in boxes),
            min(box.y for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )

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
            self.label = LabelItem(self)
            if self.scene() is not None:
                self.scene().addItem(self.label)
        self.label.setVisible(True)
        self.label.show_lines(lines, bounds)
