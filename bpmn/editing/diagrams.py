"""Finds shapes, lines and their ends without walking the document."""

from collections.abc import Iterator

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import End
from bpmn.layout.ends import end_of
from bpmn.layout.routing import ENDS
from bpmn.model import (
    BPMNDiagram,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    DataAssociation,
    DataInputAssociation,
    Element,
)
from bpmn.model.document import Document

SOURCE, TARGET = "sourceRef", "targetRef"


def plane_of(element: Element) -> BPMNPlane | None:
    """The plane a shape or edge lies on."""
    return element.ancestor(BPMNPlane)


def planes(document: Document) -> list[BPMNPlane]:
    """All planes of the document, in file order."""
    diagrams = (document.view(node) for node in document.root.iterchildren(BPMNDiagram.own_tag))
    found = (d.plane for d in diagrams if isinstance(d, BPMNDiagram))
    return [plane for plane in found if plane is not None]


def sheet_name(plane: BPMNPlane) -> str:
    """What people call a sheet: the name of its diagram or of what it shows; empty without one."""
    for element in (plane.parent, plane.bpmn_element):
        name = element.node.get("name") if element is not None else None
        if name:
            return str(name)
    return ""


def depictions(element: Element) -> Iterator[BPMNShape | BPMNEdge]:
    """Every shape or edge that depicts an element, on all planes."""
    if not element.id:
        return
    for node, attribute in element.document.references(element.id):
        if attribute == "bpmnElement":
            view = element.document.view(node)
            if isinstance(view, BPMNShape | BPMNEdge):
                yield view


def shape_on(plane: BPMNPlane | None, element: Element | None) -> BPMNShape | None:
    """The shape of an element on a plane; neither a band of a choreography nor one without a place."""
    if plane is None or element is None:
        return None
    for view in depictions(element):
        if (
            isinstance(view, BPMNShape)
            and plane_of(view) == plane
            and view.has_place
            and view.choreography_activity_shape is None
        ):
            return view
    return None


def edge_on(plane: BPMNPlane | None, connection: Element) -> BPMNEdge | None:
    """The edge of a connection on a plane."""
    found = (v for v in depictions(connection) if isinstance(v, BPMNEdge) and plane_of(v) == plane)
    return next(found, None)


def shape_of(element: Element) -> BPMNShape | None:
    """The first shape of an element."""
    return next((v for v in depictions(element) if isinstance(v, BPMNShape)), None)


def ends_of(connection: Element) -> tuple[Element | None, Element | None]:
    """Source and target of a connection; a data association's other end is what it lies in."""
    if isinstance(connection, DataInputAssociation):
        return next(iter(connection.source_refs), None), connection.parent
    if isinstance(connection, DataAssociation):
        return connection.parent, connection.target_ref
    return getattr(connection, "source_ref", None), getattr(connection, "target_ref", None)


def connections_of(element: Element) -> list[Element]:
    """Every connection that begins or ends at an element, each once."""
    found: dict[Element, None] = {}
    document = element.document
    for node, attribute in document.references(element.id) if element.id else ():
        if attribute in (SOURCE, TARGET):
            found[document.view(node)] = None
        elif attribute is None:
            owner = document.view(node).parent
            if isinstance(owner, DataAssociation):
                found[owner] = None
    found.update(dict.fromkeys(element.children(DataAssociation)))
    return [c for c in found if element in ends_of(c)]


def edges_at(shape: BPMNShape) -> list[BPMNEdge]:
    """The edges on the plane of a shape that end at it."""
    element, plane = shape.bpmn_element, plane_of(shape)
    found: dict[BPMNEdge, None] = {}
    for connection in connections_of(element) if element is not None else ():
        edge = edge_on(plane, connection)
        if edge is not None:
            found[edge] = None
    for node, attribute in shape.document.references(shape.id) if shape.id else ():
        view = shape.document.view(node)
        if attribute in ("sourceElement", "targetElement") and isinstance(view, BPMNEdge):
            found[view] = None
    return list(found)


def end_shapes(edge: BPMNEdge) -> tuple[Element | None, Element | None]:
    """The shapes or edges that an edge connects: those it names, else those of its element's ends."""
    plane, connection = plane_of(edge), edge.bpmn_element
    source, target = ends_of(connection) if connection is not None else (None, None)
    first = edge.source_element or shape_on(plane, source) or _line(plane, source)
    last = edge.target_element or shape_on(plane, target) or _line(plane, target)
    return first, last


def _line(plane: BPMNPlane | None, connection: Element | None) -> BPMNEdge | None:
    return None if connection is None else edge_on(plane, connection)


def end_at(depiction: Element | None, bounds: Bounds | None = None) -> End | None:
    """A shape or edge as the end of a line, with other bounds if given; None where it has no place."""
    if isinstance(depiction, BPMNShape):
        return end_of(depiction.bpmn_element, bounds or depiction.bounds)
    if isinstance(depiction, BPMNEdge):
        middle = middle_of(depiction.waypoints)
        return None if middle is None else End(Bounds(middle.x, middle.y, 0, 0))
    return None


def middle_of(points: list[Point]) -> Point | None:
    """The middle of the middle piece of a line, where notes are attached to it."""
    if len(points) < ENDS:
        return points[0] if points else None
    index = (len(points) - 1) // 2
    a, b = points[index], points[index + 1]
    return Point(round((a.x + b.x) / 2), round((a.y + b.y) / 2))
