"""Says what bpmn-js would complain of in a map, without Node and a browser.

A second reading of a file by the rules that importer follows: a drawing is shown element by element, from the
process or collaboration of its plane downwards, lines last; a line whose ends are not shown is dropped. The
long tests hold the same maps against bpmn-js itself.

Choreographies it takes for collaborations and draws none of their steps. What it then says of them cannot be
helped: of the bands that BPMN wants in every step, and of lines to steps (`in_choreography` tells these).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from bpmn.model import (
    Activity,
    Artifact,
    Association,
    BoundaryEvent,
    BPMNDiagram,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Choreography,
    Collaboration,
    DataAssociation,
    DataInputAssociation,
    DataObject,
    DataObjectReference,
    DataOutputAssociation,
    DataStoreReference,
    Element,
    FlowElement,
    FlowNode,
    InputOutputSpecification,
    Lane,
    LaneSet,
    MessageFlow,
    Participant,
    Process,
    SequenceFlow,
    SubProcess,
    registry,
)
from bpmn.model.diagram import BoundsNode
from bpmn.model.document import Document
from bpmn.model.fields import QNameText
from bpmn.xml import names

READABLE_ID = re.compile(r"([a-z][\w\-.]*:)?[a-z_][\w\-.]*", re.IGNORECASE | re.ASCII)
TRUE = ("true", "1")
BPMN = (names.MODEL, names.BPMNDI, names.DI, names.DC)
INVISIBLE = (DataObject,)
"""Flow elements that are passed over in silence."""


def in_choreography(element: Element) -> bool:
    """Whether an element stands in a choreography, or is one who takes part in it."""
    return element.ancestor(Choreography) is not None


def complaints(data: bytes) -> frozenset[str]:
    """What there is to say against a map; one that cannot be opened at all says so."""
    reading = Reading(Document.parse(data))
    drawings = Drawings(reading)
    found: list[str] = []
    for drawing in list(drawings.all):
        opening = Opening(reading, drawings.together_with(drawing))
        opening.open()
        found += opening.complaints
    found += reading.complaints
    return frozenset(found)


class Reading:
    """A file as it is read: elements with their ids, and references by the letter of an id."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.complaints: list[str] = []
        self.known: dict[str, etree._Element] = {}
        self._lost: set[etree._Element] = set()
        self._learn(document.root)
        for node in self._nodes(document.root):
            for value in _references(document.view(node)):
                if value not in self.known:
                    self.complaints.append(f"unresolved reference {value}")

    def _learn(self, node: etree._Element) -> None:
        identifier = node.get("id")
        if identifier and (identifier in self.known or not READABLE_ID.fullmatch(identifier)):
            self.complaints.append(f"{etree.QName(node).localname} with the id {identifier} is lost")
            self._lost.add(node)
            return
        if identifier:
            self.known[identifier] = node
        allowed = registry.child_order(type(self.document.view(node)))
        for child in node.iterchildren("{*}*"):
            if names.split(str(child.tag))[0] not in BPMN:
                continue
            if child.tag not in allowed:
                self.complaints.append(f"{child.tag} in {node.get('id')} is lost")
                self._lost.add(child)
            else:
                self._learn(child)

    def _nodes(self, node: etree._Element) -> Iterator[etree._Element]:
        yield node
        for child in node.iterchildren("{*}*"):
            if child not in self._lost and names.split(str(child.tag))[0] in BPMN:
                yield from self._nodes(child)

    def children(self, element: Element, *kinds: type[Element]) -> list[Element]:
        """The children that were read and are of one of these classes."""
        nodes = (n for n in element.node.iterchildren("{*}*") if n not in self._lost)
        return [view for n in nodes if isinstance(view := self.document.view(n), kinds)]

    def target(self, element: Element, attribute: str) -> Element | None:
        """What an attribute refers to."""
        node = self.known.get(element.node.get(attribute) or "")
        return None if node is None else self.document.view(node)

    def targets(self, element: Element, local: str) -> list[Element]:
        """What the children of a name refer to."""
        texts = (child.text or "" for child in element.node.iterchildren(names.model(local)))
        return [self.document.view(self.known[text]) for text in texts if text in self.known]


def _references(element: Element) -> Iterator[str]:
    for one in registry.fields(type(element)):
        value = element.node.get(one.name) if one.kind and one.is_attribute else None
        if value is not None and not isinstance(one, QNameText):
            yield from value.split(" ")
    if registry.reference_text(element.tag):
        yield element.node.text or ""


@dataclass(eq=False)
class Drawing:
    """The plane of a diagram, or one that is made up for a collapsed sub-process."""

    root: Element | None
    depictions: list[Element] = field(default_factory=list)
    identifier: str = ""


class Drawings:
    """All drawings of a file; what lies in a collapsed sub-process is taken to a drawing of its own."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.all: list[Drawing] = []
        for diagram in reading.children(reading.document.definitions, BPMNDiagram):
            for plane in reading.children(diagram, BPMNPlane)[-1:]:
                root = reading.target(plane, "bpmnElement")
                if root is None:
                    reading.complaints.append(f"the plane {plane.id} shows nothing")
                    root = self._candidate()
                inside = reading.children(plane, BPMNShape, BPMNEdge)
                self.all.append(Drawing(root, inside, str(plane.id)))
        by_root = {d.root: d for d in self.all if d.root is not None}
        for drawing in list(self.all):
            self._sort_out(drawing, by_root)

    def _candidate(self) -> Element | None:
        """What is shown by a plane that does not say what it shows."""
        definitions = self._reading.document.definitions
        return next(iter(self._reading.children(definitions, Process, Collaboration)), None)

    def _sort_out(self, drawing: Drawing, by_root: dict[Element, Drawing]) -> None:
        shown = [
            (d, e) for d in drawing.depictions if (e := self._reading.target(d, "bpmnElement")) is not None
        ]
        closed = [e for d, e in shown if isinstance(e, SubProcess) and d.node.get("isExpanded") not in TRUE]
        for element in closed:
            if element not in by_root:
                by_root[element] = Drawing(element, [], str(element.id))
                self.all.append(by_root[element])
        for depiction, element in shown:
            parent = element.parent
            if (
                not isinstance(parent, SubProcess)
                or parent == drawing.root
                or isinstance(element, DataAssociation)
            ):
                continue
            while parent is not None and parent not in closed:
                parent = parent.parent
            if parent is not None:
                drawing.depictions.remove(depiction)
                by_root[parent].depictions.append(depiction)

    def together_with(self, first: Drawing) -> list[Drawing]:
        """The drawings that are opened with one: those of its process, its pools and what lies in them."""
        if first.root is None:
            return [first]
        top = first.root if isinstance(first.root, Process | Collaboration) else first.root.ancestor(Process)
        roots: list[Element] = [] if top is None else [top]
        collaboration = top if isinstance(top, Collaboration) else self._collaboration_of(top)
        if collaboration is not None:
            pools = self._reading.children(collaboration, Participant)
            processes = [self._reading.target(pool, "processRef") for pool in pools]
            roots = [*(p for p in processes if p is not None), collaboration]
        within = set(roots)
        for root in roots:
            within.update(self._reading.document.view(n) for n in root.node.iterdescendants("{*}*"))
        found = [first]
        for drawing in self.all:
            if drawing.root in within and drawing.root not in [d.root for d in found]:
                found.append(drawing)
        return found

    def _collaboration_of(self, process: Element | None) -> Collaboration | None:
        for collaboration in self._reading.document.all(Collaboration):
            pools = self._reading.children(collaboration, Participant)
            if process is not None and any(self._reading.target(p, "processRef") == process for p in pools):
                return collaboration
        return None


class Opening:
    """Drawings being put on a canvas; what is shown is remembered by id."""

    def __init__(self, reading: Reading, drawings: list[Drawing]) -> None:
        self.reading = reading
        self.drawings = drawings
        self.complaints: list[str] = []
        self._shown: set[str] = set()
        self._handled: set[Element] = set()
        self._later: list[Callable[[], None]] = []
        self._depictions: dict[Element, Element] = {}

    def open(self) -> None:
        """Show all drawings, one after the other."""
        for drawing in self.drawings:
            self._depictions = {}
            self._register(drawing)
            if drawing.root is None:
                self.complaints.append(f"there is nothing for the plane {drawing.identifier}")
                continue
            root = drawing.root
            self._show_as(f"{root.id}_plane" if isinstance(root, SubProcess) else str(root.id))
            if isinstance(root, Process | SubProcess):
                self._process(root)
            elif isinstance(root, Collaboration):
                self._collaboration(root)
                self._processes_with_lanes()
            else:
                self.complaints.append(f"{root.id} cannot be a plane")
            while self._later:
                self._later.pop(0)()

    def _register(self, drawing: Drawing) -> None:
        if drawing.root is not None:
            self._depictions[drawing.root] = drawing.root
        for depiction in drawing.depictions:
            element = self.reading.target(depiction, "bpmnElement")
            if element is None:
                self.complaints.append(f"{depiction.id} depicts nothing")
            elif element in self._depictions and not in_choreography(element):
                self.complaints.append(f"{element.id} is depicted twice")
            else:
                self._depictions[element] = depiction

    def _show_as(self, identifier: str) -> None:
        if identifier in self._shown:
            self.complaints.append(f"{identifier} is shown already")
        self._shown.add(identifier)

    def _visit(self, element: Element) -> None:
        self._handled.add(element)
        depiction = self._depictions.get(element)
        if depiction is None or depiction == element:
            return
        reason = self._hindrance(element, depiction)
        if reason:
            self.complaints.append(f"{element.id}: {reason}")
        else:
            self._show_as(str(element.id))

    def _hindrance(self, element: Element, depiction: Element) -> str | None:
        if isinstance(depiction, BPMNShape):
            if not self.reading.children(depiction, BoundsNode):
                return "has no bounds"
            if isinstance(element, BoundaryEvent):
                return self._missing(self.reading.target(element, "attachedToRef"), "host")
            return None
        source, target = self._ends(element)
        return self._missing(source, "source") or self._missing(target, "target")

    def _missing(self, end: Element | None, what: str) -> str | None:
        if end is None:
            return f"has no {what}"
        if in_choreography(end):
            return None
        return None if end.id in self._shown else f"its {what} {end.id} is not shown"

    def _ends(self, element: Element) -> tuple[Element | None, Element | None]:
        if isinstance(element, DataInputAssociation):
            return next(iter(self.reading.targets(element, "sourceRef")), None), element.parent
        if isinstance(element, DataOutputAssociation):
            return element.parent, next(iter(self.reading.targets(element, "targetRef")), None)
        return self.reading.target(element, "sourceRef"), self.reading.target(element, "targetRef")

    def _collaboration(self, collaboration: Collaboration) -> None:
        for pool in self.reading.children(collaboration, Participant):
            self._visit(pool)
            process = self.reading.target(pool, "processRef")
            if process is not None:
                self._process(process)
        self._later.append(lambda: self._visit_all(collaboration, MessageFlow))
        self._artifacts(collaboration)

    def _processes_with_lanes(self) -> None:
        for process in self.reading.children(self.reading.document.definitions, Process):
            if process not in self._handled and self.reading.children(process, LaneSet):
                self._process(process)

    def _process(self, process: Element) -> None:
        self._steps(process)
        self._input_and_output(process)
        self._artifacts(process)
        self._handled.add(process)

    def _steps(self, container: Element) -> None:
        for element in self.reading.children(container, FlowElement):
            self._step(element)
        for lanes in self.reading.children(container, LaneSet):
            self._lanes(lanes)

    def _step(self, element: Element) -> None:
        if isinstance(element, SequenceFlow):
            self._later.append(lambda: self._visit(element))
        elif isinstance(element, BoundaryEvent):
            self._later.insert(0, lambda: self._node(element))
        elif isinstance(element, FlowNode):
            self._node(element)
        elif isinstance(element, DataObjectReference | DataStoreReference):
            self._visit(element)
        elif not isinstance(element, INVISIBLE):
            self.complaints.append(f"{element.id} is not known here")

    def _node(self, node: Element) -> None:
        self._visit(node)
        if isinstance(node, SubProcess):
            self._steps(node)
            self._artifacts(node)
        if isinstance(node, Activity):
            self._input_and_output(node)
        self._later.append(lambda: self._visit_all(node, DataAssociation))

    def _input_and_output(self, owner: Element) -> None:
        for specification in self.reading.children(owner, InputOutputSpecification)[-1:]:
            self._visit_all(specification, Element)

    def _lanes(self, lanes: Element) -> None:
        for lane in self.reading.children(lanes, Lane):
            self._later.append(lambda lane=lane: self._lane(lane))

    def _lane(self, lane: Element) -> None:
        self._visit(lane)
        for inner in self.reading.children(lane, LaneSet):
            self._lanes(inner)

    def _artifacts(self, owner: Element) -> None:
        for artifact in self.reading.children(owner, Artifact):
            if isinstance(artifact, Association):
                self._later.append(lambda artifact=artifact: self._visit(artifact))
            else:
                self._visit(artifact)

    def _visit_all(self, owner: Element, kind: type[Element]) -> None:
        for element in self.reading.children(owner, kind):
            self._visit(element)
