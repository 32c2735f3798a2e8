"""Writes shapes and edges of new elements."""

from collections.abc import Iterable, Sequence

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.naming import refer
from bpmn.layout import labels
from bpmn.model import (
    BPMNEdge,
    BPMNLabel,
    BPMNPlane,
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
    SubProcess,
)
from bpmn.model.document import Document
from bpmn.notation import metrics

LABEL_WIDTH = 90.0
LABEL_FONT = 11.0
OUTSIDE = (Event, Gateway, DataObjectReference, DataStoreReference, DataInput, DataOutput)
"""Elements whose name stands beside their symbol."""


def depict_shape(
    plane: BPMNPlane, element: Element, bounds: Bounds, *, is_expanded: bool | None = None
) -> BPMNShape:
    """Put a shape for an element on a plane, before the edges and behind its container's shape."""
    document = plane.document
    node = document.create(BPMNShape.own_tag, {"id": diagram_id(document, element)})
    document.insert(plane.node, _place_of_shape(plane), node)
    shape = document.view(node)
    assert isinstance(shape, BPMNShape)
    refer(shape, "bpmnElement", element)
    _mark(shape, element, is_expanded)
    shape.bounds = bounds
    name = element.node.get("name")
    if name and isinstance(element, OUTSIDE):
        place_label(shape, labels.below(bounds, label_size(name)))
    return shape


def _mark(shape: BPMNShape, element: Element, is_expanded: bool | None) -> None:
    if isinstance(element, Participant | Lane):
        shape.is_horizontal = True
    elif isinstance(element, SubProcess):
        shape.is_expanded = bool(is_expanded)
    elif isinstance(element, CallActivity) and is_expanded is not None:
        shape.is_expanded = is_expanded
    elif isinstance(element, ExclusiveGateway):
        shape.is_marker_visible = True


def depict_edge(plane: BPMNPlane, connection: Element, points: Sequence[Point]) -> BPMNEdge:
    """Put an edge for a connection on a plane, last."""
    document = plane.document
    node = document.create(BPMNEdge.own_tag, {"id": diagram_id(document, connection)})
    document.insert(plane.node, len(plane.node), node)
    edge = document.view(node)
    assert isinstance(edge, BPMNEdge)
    refer(edge, "bpmnElement", connection)
    edge.waypoints = list(points)
    name = connection.node.get("name")
    if name:
        place_label(edge, labels.beside_line(edge.waypoints, label_size(name)))
    return edge


def place_label(depiction: BPMNShape | BPMNEdge, bounds: Bounds) -> None:
    """Give a shape or edge a label at bounds."""
    label = depiction.label
    if label is None:
        node = depiction.document.create(BPMNLabel.own_tag)
        depiction.document.append(depiction.node, node)
        label = depiction.document.view(node)  # type: ignore[assignment]
    assert label is not None
    label.bounds = bounds


def label_size(name: str) -> labels.Size:
    """The size of a label beside a symbol or line: at most as wide as other suites draw it."""
    lines = metrics.wrap(name, LABEL_WIDTH, LABEL_FONT)
    width = max((metrics.text_width(line, LABEL_FONT) for line in lines), default=0.0)
    return float(-(-width // 1)), float(round(len(lines) * LABEL_FONT * metrics.LINE_HEIGHT))


def diagram_id(document: Document, element: Element) -> str:
    """The id for the shape or edge of an element, after its own where that is free."""
    wanted = f"{element.id}_di"
    if element.id and document.node(wanted) is None:
        return wanted
    return document.new_id(f"{type(element).__name__}_di")


def _place_of_shape(plane: BPMNPlane) -> int:
    """Behind the last shape: shapes stand before edges in files that keep them apart."""
    node = next(plane.node.iterchildren(BPMNShape.own_tag, reversed=True), None)
    if node is None:
        first = next(plane.node.iterchildren(BPMNEdge.own_tag), None)
        return len(plane.node) if first is None else plane.node.index(first)
    return plane.node.index(node) + 1


def shapes_on(plane: BPMNPlane) -> Iterable[BPMNShape]:
    """All shapes of a plane, in file order."""
    for node in plane.node.iterchildren(BPMNShape.own_tag):
        yield BPMNShape(plane.document, node)
