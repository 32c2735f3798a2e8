"""How an element is drawn, as far as two versions of it can differ only in that."""

from collections.abc import Iterator
from typing import NamedTuple

from bpmn.analysis.comparison.subjects import Subject, Subjects
from bpmn.model import BPMNDiagram, BPMNEdge, BPMNLabel, BPMNPlane, BPMNShape, Definitions, Element
from bpmn.model.content import Node, content
from bpmn.model.fields import number_text

SAID_ELSEWHERE = ("@bpmnElement", "@sourceElement", "@targetElement", "@id")
COLOURS = ("color", "fill", "stroke")


class Drawn(NamedTuple):
    """One thing that a drawing says about an element; ``sheet`` is the element that the sheet shows."""

    sheet: str
    what: str
    value: str


def drawn(subjects: Subjects, subject: Subject) -> list[Drawn]:
    """All that the drawings of a map say about an element."""
    document = subjects.document
    if isinstance(subject.element, Definitions):
        return [Drawn(_sheet(d), "sheet", d.node.get("name") or "") for d in document.all(BPMNDiagram)]
    found = []
    for view in _depictions(subject.element):
        plane = view.ancestor(BPMNPlane)
        sheet = (plane.node.get("bpmnElement") or "") if plane is not None else ""
        found += [Drawn(sheet, what, value) for what, value in _of(view)]
    return sorted(found)


def _sheet(diagram: BPMNDiagram) -> str:
    return (diagram.plane.node.get("bpmnElement") or "") if diagram.plane is not None else ""


def _depictions(element: Element) -> Iterator[BPMNShape | BPMNEdge]:
    for node, attribute in element.document.references(element.id) if element.id else ():
        view = element.document.view(node)
        if attribute == "bpmnElement" and isinstance(view, BPMNShape | BPMNEdge):
            yield view


def _of(view: BPMNShape | BPMNEdge) -> Iterator[tuple[str, str]]:
    if isinstance(view, BPMNShape):
        x, y, width, height = view.bounds
        yield "place", _pair(x, y)
        yield "size", _pair(width, height)
    else:
        yield "line", " ".join(_pair(*point) for point in view.waypoints)
    label = next(iter(view.children(BPMNLabel)), None)
    if label is not None and label.bounds is not None:
        yield "label", " ".join((_pair(*label.bounds[:2]), _pair(*label.bounds[2:])))
    for said in content(view.document, view.node, without=_measured(view)):
        if not said.path.endswith(SAID_ELSEWHERE):
            yield _what(said.path), f"{said.path.rpartition('}')[2].rpartition('@')[2]} {said.value}"


def _measured(view: Element) -> list[Node]:
    """The nodes whose numbers are told above."""
    inner = [view, *view.children(BPMNLabel)]
    return [n for v in inner for n in v.node if str(n.tag).endswith(("}Bounds", "}waypoint"))]


def _what(path: str) -> str:
    attribute = path.rpartition("}")[2].rpartition("@")[2]
    if any(part in attribute.lower() for part in COLOURS):
        return "colour"
    return "isExpanded" if attribute == "isExpanded" else "look"


def _pair(first: float, second: float) -> str:
    return f"{number_text(first)}, {number_text(second)}"
