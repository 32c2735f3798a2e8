"""Takes out of diagrams what no other suite can read, and says what they leave open."""

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.editing.diagrams import edge_on, ends_of, plane_of, planes, shape_on
from bpmn.editing.suites.notes import Copy
from bpmn.layout.sizes import sizes
from bpmn.model import (
    BaseElement,
    BPMNDiagram,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Choreography,
    Collaboration,
    Element,
    Lane,
    Participant,
    Process,
    SubChoreography,
    SubProcess,
)
from bpmn.notation.appearance import is_expanded, is_horizontal

SHOWABLE = (Process, Collaboration, Choreography, SubProcess, SubChoreography)


def tidy(copy: Copy) -> None:
    """Remove shapes and lines without an element, read numbers, name the element of each plane."""
    document = copy.document
    for plane in planes(document):
        _name_plane(copy, plane)
    seen: set[Element] = set()
    for diagram in document.all(BPMNDiagram):
        sheet = diagram.plane
        if sheet is None or not isinstance(sheet.bpmn_element, SHOWABLE):
            document.remove(diagram.node)
            copy.changed(document.definitions, message("A diagram of nothing in this map was left out."))
            continue
        if not copy.target.draws_once:
            seen = set()
        for view in list(sheet.elements):
            if isinstance(view, BPMNShape):
                _tidy_shape(copy, view, seen)
        for view in list(sheet.elements):
            if isinstance(view, BPMNEdge):
                _tidy_edge(copy, view, seen)
        if not len(sheet.elements) and len(document.all(BPMNDiagram)) > 1:
            document.remove(diagram.node)


def _name_plane(copy: Copy, plane: BPMNPlane) -> None:
    """Say what a plane shows where it does not, or says a process though it shows pools."""
    root = plane.bpmn_element
    if isinstance(root, SHOWABLE) and not isinstance(root, Process):
        return
    shown = [
        v.bpmn_element for v in plane.elements if isinstance(v, BPMNShape) and v.bpmn_element is not None
    ]
    found: Element | None = next((e.parent for e in shown if isinstance(e, Participant)), None)
    if found is None and root is None:
        found = next((home for e in shown if (home := e.ancestor(Process)) is not None), None)
    if isinstance(found, BaseElement) and found.id:
        plane.bpmn_element = found
        copy.changed(found, message("The diagram did not say that it shows this; now it does."))


def _tidy_shape(copy: Copy, shape: BPMNShape, seen: set[Element]) -> None:
    element = shape.bpmn_element
    if element is None:
        identifier = shape.node.get("bpmnElement") or shape.id or ""
        copy.document.remove(shape.node)
        copy.changed(
            shape.document.definitions,
            message("A shape of “{id}”, which does not exist, was left out.", id=identifier),
        )
    elif copy.target.draws_once and isinstance(element, Process):
        copy.document.remove(shape.node)
        copy.changed(element, message("The process was drawn as a pool of itself; its frame was left out."))
    elif element in seen and shape.choreography_activity_shape is None:
        copy.document.remove(shape.node)
        copy.changed(element, message("It was drawn twice; the second shape was left out."))
    else:
        seen.add(element)
        _say(shape, element)


def _say(shape: BPMNShape, element: Element) -> None:
    """Write bounds that can be read, and what others would have to guess."""
    bounds = shape.bounds
    if bounds.width <= 0 or bounds.height <= 0:
        size = sizes(type(element)).new
        bounds = Bounds(bounds.x, bounds.y, *size)
    shape.bounds = bounds
    if isinstance(element, Participant | Lane):
        if shape.is_horizontal is None and shape.choreography_activity_shape is None:
            shape.is_horizontal = is_horizontal(shape)
    elif isinstance(element, SubProcess) and shape.is_expanded is None:
        shape.is_expanded = is_expanded(shape)


def _tidy_edge(copy: Copy, edge: BPMNEdge, seen: set[Element]) -> None:
    element, points = edge.bpmn_element, edge.waypoints
    if element is None:
        identifier = edge.node.get("bpmnElement") or edge.id or ""
        copy.document.remove(edge.node)
        copy.changed(
            edge.document.definitions,
            message("A line of “{id}”, which does not exist, was left out.", id=identifier),
        )
    elif element in seen or len(points) < 2 or _floats(copy, edge, element):  # noqa: PLR2004 - a line has two ends
        copy.document.remove(edge.node)
        copy.changed(element, message("Its line could not be read; it was drawn anew or left out."))
    else:
        seen.add(element)
        edge.waypoints = points


def _floats(copy: Copy, edge: BPMNEdge, element: Element) -> bool:
    """Whether neither end of a line is drawn on its plane; where lines need both, whether one is not."""
    plane = plane_of(edge)
    ends = [e for e in ends_of(element) if e is not None]
    drawn = [shape_on(plane, end) is not None or edge_on(plane, end) is not None for end in ends]
    return not all(drawn) if copy.target.draws_once else bool(drawn) and not any(drawn)
