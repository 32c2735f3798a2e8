"""Keeps a temporary arrangement: writes it into the map as its drawing."""

from bpmn.editing.parties import band_shapes
from bpmn.editing.pencil import Pencil
from bpmn.layout.arrange import Arrangement, Sheeted
from bpmn.model import BPMNDiagram, BPMNPlane, ChoreographyActivity, SubChoreography, SubProcess
from bpmn.model.document import Document


def keep(document: Document, arrangement: Arrangement) -> list[BPMNDiagram]:
    """Write a diagram for each plane of an arrangement, as one undo step."""
    pencil = Pencil(document)
    # A drawing says nothing new about lanes or lines: no consequences are drawn.
    with document.transaction("Keep arrangement"):
        return [_write(document, pencil, arrangement, plane) for plane in arrangement.planes]


def _write(document: Document, pencil: Pencil, arrangement: Arrangement, sheeted: Sheeted) -> BPMNDiagram:
    """Draw a whole diagram and put it into the tree at once: one by one takes far longer."""
    diagram = document.create(BPMNDiagram.own_tag, {"id": document.new_id("BPMNDiagram")})
    values = {"id": document.new_id("BPMNPlane"), "bpmnElement": sheeted.root}
    plane = document.create(BPMNPlane.own_tag, values)
    diagram.append(plane)
    for identifier in sheeted.shapes:
        element = document.element(identifier)
        if element is None:
            continue
        bounds = arrangement.bounds[identifier]
        is_container = isinstance(element, SubProcess | SubChoreography)
        is_expanded = identifier in arrangement.expanded if is_container else None
        shape = pencil.shape(element, bounds, is_expanded=is_expanded)
        plane.append(shape.node)
        if isinstance(element, ChoreographyActivity):
            for band in band_shapes(pencil, element, bounds, shape.id or ""):
                plane.append(band.node)
    for identifier in sheeted.edges:
        connection = document.element(identifier)
        if connection is not None:
            plane.append(pencil.edge(connection, arrangement.waypoints[identifier]).node)
    document.append(document.root, diagram)
    view = document.view(diagram)
    assert isinstance(view, BPMNDiagram)
    return view
