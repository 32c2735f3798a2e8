"""Puts shapes and edges of new elements on planes."""

from collections.abc import Iterable, Sequence

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.pencil import Pencil
from bpmn.model import BPMNEdge, BPMNLabel, BPMNPlane, BPMNShape, Element


def depict_shape(
    plane: BPMNPlane, element: Element, bounds: Bounds, *, is_expanded: bool | None = None
) -> BPMNShape:
    """Put a shape for an element on a plane, before the edges and behind its container's shape."""
    shape = Pencil(plane.document).shape(element, bounds, is_expanded=is_expanded)
    plane.document.insert(plane.node, _place_of_shape(plane), shape.node)
    return shape


def depict_edge(plane: BPMNPlane, connection: Element, points: Sequence[Point]) -> BPMNEdge:
    """Put an edge for a connection on a plane, last."""
    edge = Pencil(plane.document).edge(connection, points)
    plane.document.insert(plane.node, len(plane.node), edge.node)
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
