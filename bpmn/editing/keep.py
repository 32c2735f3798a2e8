"""Keeps a temporary arrangement: writes it into the map as its drawing."""

from bpmn.editing.depict import depict_edge, depict_shape
from bpmn.editing.edit import edit
from bpmn.editing.naming import refer
from bpmn.editing.parties import depict_bands
from bpmn.layout.arrange import Arrangement, Sheeted
from bpmn.model import BPMNDiagram, BPMNPlane, ChoreographyActivity, SubProcess
from bpmn.model.document import Document


def keep(document: Document, arrangement: Arrangement) -> list[BPMNDiagram]:
    """Write a diagram for each plane of an arrangement, as one undo step."""
    with edit(document, "Keep arrangement"):
        return [_write(document, arrangement, plane) for plane in arrangement.planes]


def _write(document: Document, arrangement: Arrangement, sheeted: Sheeted) -> BPMNDiagram:
    diagram = document.create(BPMNDiagram.own_tag, {"id": document.new_id("BPMNDiagram")})
    document.append(document.root, diagram)
    node = document.create(BPMNPlane.own_tag, {"id": document.new_id("BPMNPlane")})
    document.append(diagram, node)
    plane = document.view(node)
    assert isinstance(plane, BPMNPlane)
    root = document.element(sheeted.root)
    assert root is not None
    refer(plane, "bpmnElement", root)
    for identifier in sheeted.shapes:
        _write_shape(plane, identifier, arrangement)
    for identifier in sheeted.edges:
        connection = document.element(identifier)
        if connection is not None:
            depict_edge(plane, connection, arrangement.waypoints[identifier])
    view = document.view(diagram)
    assert isinstance(view, BPMNDiagram)
    return view


def _write_shape(plane: BPMNPlane, identifier: str, arrangement: Arrangement) -> None:
    element = plane.document.element(identifier)
    if element is None:
        return
    is_expanded = identifier in arrangement.expanded if isinstance(element, SubProcess) else None
    shape = depict_shape(plane, element, arrangement.bounds[identifier], is_expanded=is_expanded)
    if isinstance(element, ChoreographyActivity):
        depict_bands(plane, shape, element)
