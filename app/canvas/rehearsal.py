"""What an edit would draw, found by doing it and taking it back before anybody is told."""

from contextlib import suppress

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from app.canvas.overlays import paint_ghost, pen
from app.canvas.sheet import Sheet
from app.painter import painter_path
from bpmn.base.geometry import Point
from bpmn.editing.append import append_element
from bpmn.editing.diagrams import depictions
from bpmn.editing.refused import NotAllowed
from bpmn.model import BPMNEdge, BPMNShape, Element, FlowNode
from bpmn.model.document import Document
from bpmn.notation.shapes import shape_drawing
from bpmn.rules.kinds import KindLike


class _Enough(Exception):  # noqa: N818 - the way out of the transaction
    """Everything has been seen."""


class Ghost:
    """The outline of a new symbol and the line that leads to it, in plane coordinates."""

    def __init__(self, outline: QPainterPath, points: list[Point]) -> None:
        self.outline = outline
        self.points = points

    def paint(self, painter: QPainter, sheet: Sheet) -> None:
        """Paint in screen pixels."""
        paint_ghost(painter, sheet, self.outline)
        place = sheet.viewportTransform()
        painter.setPen(pen(sheet.colours["ghost"], 1.5, (4, 3)))
        painter.drawPolyline(QPolygonF([place.map(QPointF(*point)) for point in self.points]))


def rehearse_append(document: Document, source: BPMNShape, kind: KindLike) -> Ghost | None:
    """Where ``append_element`` would put an element of a kind; None where it refuses. Changes nothing."""
    seen: list[Ghost] = []

    def leave(ghost: Ghost | None) -> None:
        seen.extend([ghost] if ghost is not None else [])
        raise _Enough

    with suppress(_Enough, NotAllowed), document.transaction("Rehearse"):
        leave(_ghost_of(append_element(document, source, kind)))
    return next(iter(seen), None)


def _ghost_of(made: Element) -> Ghost | None:
    shape = next((d for d in depictions(made) if isinstance(d, BPMNShape)), None)
    if shape is None:
        return None
    return Ghost(QPainterPath(painter_path(shape_drawing(shape).outline)), _line(made))


def _line(made: Element) -> list[Point]:
    flows = made.incoming_flows if isinstance(made, FlowNode) else []
    edges = [edge for flow in flows for edge in depictions(flow) if isinstance(edge, BPMNEdge)]
    return edges[0].waypoints if edges else []
