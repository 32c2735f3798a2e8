"""Makes shapes and edges that are on no plane yet."""

from collections.abc import Mapping, Sequence

from bpmn.base.geometry import Bounds, Point
from bpmn.layout import labels
from bpmn.model import (
    BPMNEdge,
    BPMNLabel,
    BPMNShape,
    CallActivity,
    DataInput,
    DataObjectReference,
    DataOutput,
    DataStoreReference,
    Element,
    Event,
    ExclusiveGateway,
    Gateway,
    Lane,
    Participant,
    SubChoreography,
    SubProcess,
)
from bpmn.model.diagram import BoundsNode
from bpmn.model.document import Document
from bpmn.model.fields import number_text
from bpmn.notation import metrics
from bpmn.xml import names

LABEL_WIDTH = 90.0
LABEL_FONT = 11.0
OUTSIDE = (Event, Gateway, DataObjectReference, DataStoreReference, DataInput, DataOutput)
"""Elements whose name stands beside their symbol."""


class Pencil:
    """Draws nodes for one document; what one pencil draws has ids of its own before it is in the tree."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._taken: set[str] = set()

    def shape(
        self,
        element: Element,
        bounds: Bounds,
        *,
        is_expanded: bool | None = None,
        marks: Mapping[str, str] | None = None,
    ) -> BPMNShape:
        """A shape with bounds, and with a label if the name stands beside the symbol.

        ``marks`` are attributes that replace those of the class.
        """
        own = _marks(element, is_expanded) if marks is None else dict(marks)
        values = {"id": self._id(element), "bpmnElement": element.id or "", **own}
        node = self._document.create(BPMNShape.own_tag, values)
        node.append(self._bounds(bounds).node)
        name = element.node.get("name")
        if name and isinstance(element, OUTSIDE):
            node.append(self._label(labels.below(bounds, label_size(name))).node)
        return BPMNShape(self._document, node)

    def edge(self, connection: Element, points: Sequence[Point]) -> BPMNEdge:
        """An edge through points, with a label if the connection has a name."""
        values = {"id": self._id(connection), "bpmnElement": connection.id or ""}
        node = self._document.create(BPMNEdge.own_tag, values)
        for point in points:
            node.append(self._document.create(names.di("waypoint"), _numbers(point._asdict())))
        name = connection.node.get("name")
        if name:
            node.append(self._label(labels.beside_line(points, label_size(name))).node)
        return BPMNEdge(self._document, node)

    def _label(self, bounds: Bounds) -> BPMNLabel:
        node = self._document.create(BPMNLabel.own_tag)
        node.append(self._bounds(bounds).node)
        return BPMNLabel(self._document, node)

    def _bounds(self, bounds: Bounds) -> BoundsNode:
        node = self._document.create(BoundsNode.own_tag, _numbers(bounds._asdict()))
        return BoundsNode(self._document, node)

    def _id(self, element: Element) -> str:
        """The id for the shape or edge of an element, after its own where that is free."""
        wanted = f"{element.id}_di"
        while not element.id or wanted in self._taken or self._document.node(wanted) is not None:
            wanted = self._document.new_id(f"{type(element).__name__}_di")
            if wanted not in self._taken:
                break
        self._taken.add(wanted)
        return wanted


def _marks(element: Element, is_expanded: bool | None) -> dict[str, str]:
    """The attributes that other suites want on the shapes of some classes."""
    if isinstance(element, Participant | Lane):
        return {"isHorizontal": "true"}
    if isinstance(element, SubProcess | SubChoreography):
        return {"isExpanded": str(bool(is_expanded)).lower()}
    if isinstance(element, CallActivity) and is_expanded is not None:
        return {"isExpanded": str(is_expanded).lower()}
    if isinstance(element, ExclusiveGateway):
        return {"isMarkerVisible": "true"}
    return {}


def _numbers(values: Mapping[str, float]) -> dict[str, str]:
    return {name: number_text(value) for name, value in values.items()}


def label_size(name: str) -> labels.Size:
    """The size of a label beside a symbol or line: at most as wide as other suites draw it."""
    lines = metrics.wrap(name, LABEL_WIDTH, LABEL_FONT)
    width = max((metrics.text_width(line, LABEL_FONT) for line in lines), default=0.0)
    return float(-(-width // 1)), float(round(len(lines) * LABEL_FONT * metrics.LINE_HEIGHT))
