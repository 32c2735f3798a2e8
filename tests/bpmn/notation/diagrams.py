"""Builds the smallest documents that draw what a test is about."""

from bpmn.model import BPMNEdge, BPMNPlane, BPMNShape
from bpmn.model.document import Document

HEAD = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
 xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"
 xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="d" targetNamespace="t">"""


def document(elements: str, diagram: str, around: str = "process") -> Document:
    """A file with one process (or what ``around`` says) and one diagram of it."""
    return Document.parse(
        f"""{HEAD}<{around} id="p">{elements}</{around}><bpmndi:BPMNDiagram id="diagram">
        <bpmndi:BPMNPlane id="plane" bpmnElement="p">{diagram}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </definitions>""".encode(),
        "test.bpmn",
    )


def shape_xml(element: str, bounds: str = "100 100 100 80", attributes: str = "", inside: str = "") -> str:
    """A BPMNShape of an element; bounds are four numbers, none leaves them out."""
    numbers = bounds.split()
    names = ("x", "y", "width", "height")
    box = " ".join(f'{n}="{v}"' for n, v in zip(names, numbers, strict=False))
    box = f"<dc:Bounds {box}/>" if numbers else ""
    return (
        f'<bpmndi:BPMNShape id="{element}_di" bpmnElement="{element}" {attributes}>{box}{inside}'
        "</bpmndi:BPMNShape>"
    )


def edge_xml(element: str, points: str, attributes: str = "", inside: str = "") -> str:
    """A BPMNEdge of an element; points are written ``x,y x,y``."""
    corners = "".join(
        f'<di:waypoint x="{x}" y="{y}"/>' for x, y in (point.split(",") for point in points.split())
    )
    return (
        f'<bpmndi:BPMNEdge id="{element}_di" bpmnElement="{element}" {attributes}>{corners}{inside}'
        "</bpmndi:BPMNEdge>"
    )


def label_xml(bounds: str, attributes: str = "") -> str:
    """A BPMNLabel with bounds."""
    x, y, width, height = bounds.split()
    return (
        f'<bpmndi:BPMNLabel {attributes}><dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
        "</bpmndi:BPMNLabel>"
    )


def shape(element: str, attributes: str = "", bounds: str = "100 100 100 80", inside: str = "") -> BPMNShape:
    """The shape of the one element of a process; its id is ``e``."""
    found = document(element, shape_xml("e", bounds, attributes, inside)).element("e_di")
    assert isinstance(found, BPMNShape)
    return found


def edge(elements: str, diagram: str, around: str = "process") -> BPMNEdge:
    """The edge whose element has the id ``f``."""
    found = document(elements, diagram, around).element("f_di")
    assert isinstance(found, BPMNEdge)
    return found


def plane(elements: str, diagram: str, around: str = "process") -> BPMNPlane:
    """The plane of a file."""
    found = document(elements, diagram, around).element("plane")
    assert isinstance(found, BPMNPlane)
    return found
