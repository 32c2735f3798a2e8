"""Completes the drawing: whatever can be seen gets a shape or a line."""

from collections.abc import Iterator

from bpmn.base.geometry import Bounds, Point, united
from bpmn.base.message import message
from bpmn.editing.depict import depict_edge, depict_shape, shapes_on
from bpmn.editing.diagrams import end_at, ends_of, planes, shape_on
from bpmn.editing.keep import keep
from bpmn.editing.suites.notes import Copy
from bpmn.layout.arrange import Arrangement, Sheeted, arrange
from bpmn.layout.ends import style_of
from bpmn.layout.routing import route
from bpmn.layout.sizes import sizes
from bpmn.model import (
    Association,
    BoundaryEvent,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Collaboration,
    DataAssociation,
    DataObject,
    DataObjectReference,
    DataStoreReference,
    Element,
    FlowNode,
    Lane,
    MessageFlow,
    Participant,
    Process,
    SequenceFlow,
    SubProcess,
    TextAnnotation,
)
from bpmn.model.document import Document
from bpmn.notation.appearance import is_expanded

GAP = 40.0
ROOTS = (Collaboration.own_tag, Process.own_tag)
EVENT = 36.0
HEADER = 30.0
VISIBLE = (FlowNode, Participant, DataObjectReference, DataStoreReference, TextAnnotation)
"""What a complete drawing has a shape for."""

CONNECTIONS = (SequenceFlow, MessageFlow, Association, DataAssociation)


def draw(copy: Copy) -> None:
    """Add shapes and lines for what has none; what is drawn keeps its place, or moves down to make room."""
    Drawing(copy).complete()


class Drawing:
    """The diagrams of a copy while they are being completed."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.document = copy.document
        self.planes = planes(copy.document)
        self.drawn: set[str] = set()
        for plane in self.planes:
            self.drawn.update(_depicted(plane))

    def complete(self) -> None:
        """Draw what is missing."""
        if any(e.id not in self.drawn for kind in VISIBLE for e in self.document.all(kind)):
            arrangement = arrange(self.document)
            self._draw_shapes(arrangement)
            if self.copy.target.draws_once:
                self._draw_inside(arrangement)
        for plane in planes(self.document):
            self._connect(plane)
        self._leave_no_empty_plane()

    def _draw_shapes(self, arrangement: Arrangement) -> None:
        for sheeted in arrangement.planes:
            if not self.drawn.intersection((*sheeted.shapes, sheeted.root)):
                self._keep(arrangement, sheeted)
                root = self.document.element(sheeted.root) or self.document.definitions
                self.copy.changed(root, message("It had no drawing; the copy has one."))
        for plane in self.planes:
            if isinstance(plane.bpmn_element, Collaboration):
                self._draw_pools(plane, plane.bpmn_element, arrangement)
            for container in _shown_on(plane):
                self._fill(plane, container, arrangement)

    def _leave_no_empty_plane(self) -> None:
        """A drawing of nothing only where there is nothing else."""
        for plane in planes(self.document):
            diagram = plane.parent
            if not len(plane.elements) and len(planes(self.document)) > 1 and diagram is not None:
                self.document.remove(diagram.node)
        if not planes(self.document):
            roots = (self.document.view(n) for n in self.document.root.iter(*ROOTS))
            root = next((r for r in roots if r.id), None)
            if root is not None:
                self._keep(Arrangement(), Sheeted(str(root.id)))

    def _keep(self, arrangement: Arrangement, sheeted: Sheeted) -> None:
        """Write one plane of an arrangement."""
        part = Arrangement(arrangement.bounds, arrangement.waypoints, [sheeted], arrangement.expanded)
        keep(self.document, part)
        self.drawn.update((*sheeted.shapes, *sheeted.edges, sheeted.root))

    def _add(self, plane: BPMNPlane, element: Element, bounds: Bounds, *, is_open: bool = False) -> None:
        if isinstance(element, SubProcess) and not is_open:
            bounds = Bounds(bounds.x, bounds.y, *sizes(SubProcess).new)
        depict_shape(plane, element, bounds, is_expanded=is_open if isinstance(element, SubProcess) else None)
        self.drawn.add(str(element.id))
        self.copy.changed(element, message("It had no shape; the copy has one."))

    def _draw_pools(self, plane: BPMNPlane, root: Collaboration, arrangement: Arrangement) -> None:
        """Draw pools: around what is drawn of their process, else with all of it below everything."""
        for pool in root.participants:
            if not pool.id or pool.id in self.drawn:
                continue
            process = pool.process_ref
            nodes = process.children(FlowNode) if process is not None else []
            inside = united(s.bounds for n in nodes if (s := shape_on(plane, n)) is not None)
            if inside is not None:
                grown = inside.grown(GAP)
                self._add(plane, pool, grown._replace(x=grown.x - HEADER, width=grown.width + HEADER))
            elif pool.id in arrangement.bounds:
                self._draw_pool(plane, pool, arrangement)

    def _draw_pool(self, plane: BPMNPlane, pool: Participant, arrangement: Arrangement) -> None:
        process = pool.process_ref
        elements: list[Element] = [pool]
        if process is not None:
            elements += [self.document.view(n) for n in process.node.iter("*")]
        block = arrangement.bounds[str(pool.id)]
        corner = _room(plane, None, block)
        for element in elements:
            if element.id in arrangement.bounds and element.id not in self.drawn:
                place = arrangement.bounds[str(element.id)]
                is_open = element.id in arrangement.expanded
                self._add(
                    plane, element, place.moved(corner.x - block.x, corner.y - block.y), is_open=is_open
                )

    def _fill(self, plane: BPMNPlane, container: Element, arrangement: Arrangement) -> None:
        """Draw what a container lacks: boundary events on hosts, the rest in a block below."""
        wanted = [
            e
            for e in container.children(Element)
            if e.id in arrangement.bounds and e.id not in self.drawn and not isinstance(e, Lane | Participant)
        ]
        rest = [e for e in wanted if not (isinstance(e, BoundaryEvent) and self._seat(plane, e))]
        block = united(arrangement.bounds[str(e.id)] for e in rest)
        if block is None:
            return
        frame = _frame(plane, container)
        if isinstance(container, SubProcess) and frame is not None and len(rest) == len(_steps(container)):
            frame.is_expanded = False
            self.copy.changed(container, message("Its content is not drawn; the copy shows it collapsed."))
            return
        corner = _room(plane, frame, block)
        for element in rest:
            place = arrangement.bounds[str(element.id)]
            self._add(plane, element, place.moved(corner.x - block.x, corner.y - block.y))

    def _seat(self, plane: BPMNPlane, event: BoundaryEvent) -> bool:
        """Put a boundary event on the lower edge of its host; false if that is not drawn here."""
        host = shape_on(plane, event.attached_to_ref)
        if host is None:
            return False
        shown = [s.bpmn_element for s in shapes_on(plane)]
        guests = [
            e for e in shown if isinstance(e, BoundaryEvent) and e.attached_to_ref == event.attached_to_ref
        ]
        bounds = host.bounds
        x = bounds.right - EVENT - 10 - (EVENT + 8) * len(guests)
        self._add(plane, event, Bounds(x, bounds.bottom - EVENT / 2, EVENT, EVENT))
        return True

    def _connect(self, plane: BPMNPlane) -> None:
        """Draw the lines whose two ends are drawn here and that are drawn nowhere."""
        for connection in _connections(self.document):
            if not connection.id or connection.id in self.drawn:
                continue
            source, target = ends_of(connection)
            if isinstance(source, DataObject) or isinstance(target, DataObject):
                continue  # what is drawn are references to it
            first, last = end_at(shape_on(plane, source)), end_at(shape_on(plane, target))
            if first is not None and last is not None and source != target:
                points = route(first, last, style_of(type(connection), source, target))
                depict_edge(plane, connection, points)
                self.drawn.add(connection.id)

    def _draw_inside(self, arrangement: Arrangement) -> None:
        """Give collapsed sub-processes whose content is not drawn a diagram of their own."""
        for process in self.document.all(SubProcess):
            inside = [str(e.id) for e in process.children(Element) if e.id in arrangement.bounds]
            corner = united(arrangement.bounds[i] for i in inside)
            if corner is None or process.id not in self.drawn or self.drawn.intersection(inside):
                continue
            within = {str(n.get("id")) for n in process.node.iter("*") if n.get("id")} - {process.id}
            by = (160 - corner.x, 100 - corner.y)
            bounds = {i: b.moved(*by) for i, b in arrangement.bounds.items() if i in within}
            lines = {
                i: [p.moved(*by) for p in line] for i, line in arrangement.waypoints.items() if i in within
            }
            part = Arrangement(bounds, lines, [], arrangement.expanded)
            self._keep(part, Sheeted(str(process.id), list(bounds), list(lines)))


def _depicted(plane: BPMNPlane) -> Iterator[str]:
    """The ids of everything a plane shows, and of what it stands for."""
    views = (v for v in plane.elements if isinstance(v, BPMNShape | BPMNEdge))
    for element in (plane.bpmn_element, *(v.bpmn_element for v in views)):
        if element is not None and element.id:
            yield element.id


def _steps(container: Element) -> list[FlowNode]:
    return [node for node in container.children(FlowNode) if not isinstance(node, BoundaryEvent)]


def _shown_on(plane: BPMNPlane) -> list[Element]:
    """The processes and sub-processes whose content a plane shows."""
    root = plane.bpmn_element
    found: list[Element] = [root] if isinstance(root, Process | SubProcess) else []
    if isinstance(root, Collaboration):
        pools = [p for p in root.participants if p.process_ref is not None]
        found += [
            p.process_ref for p in pools if p.process_ref is not None and shape_on(plane, p) is not None
        ]
    for shape in shapes_on(plane):
        element = shape.bpmn_element
        if isinstance(element, SubProcess) and is_expanded(shape):
            found.append(element)
    return list(dict.fromkeys(found))


def _frame(plane: BPMNPlane, container: Element) -> BPMNShape | None:
    """The shape that surrounds the content of a container: its own or its pool's."""
    if isinstance(container, SubProcess):
        return shape_on(plane, container)
    for shape in shapes_on(plane):
        pool = shape.bpmn_element
        if isinstance(pool, Participant) and pool.process_ref == container:
            return shape
    return None


def _room(plane: BPMNPlane, frame: BPMNShape | None, block: Bounds) -> Point:
    """Where the upper left corner of a block goes: below everything, or low in its frame, which grows."""
    if frame is None:
        everything = united(s.bounds for s in shapes_on(plane)) or Bounds(GAP, 0, 0, 0)
        return Point(everything.x, everything.bottom + GAP)
    old, by = frame.bounds, block.height + GAP
    for shape in list(shapes_on(plane)):
        bounds = shape.bounds
        if bounds.y >= old.bottom:
            shape.bounds = bounds.moved(0, by)
        elif bounds.encloses(old) or (isinstance(shape.bpmn_element, Lane) and _is_lowest(bounds, old)):
            shape.bounds = bounds._replace(height=bounds.height + by)
    for edge in (v for v in plane.elements if isinstance(v, BPMNEdge)):
        edge.waypoints = [p.moved(0, by) if p.y >= old.bottom else p for p in edge.waypoints]
    frame.bounds = frame.bounds._replace(width=max(old.width, block.width + 4 * GAP))
    return Point(old.x + 2 * GAP, old.bottom)


def _is_lowest(lane: Bounds, frame: Bounds) -> bool:
    """Whether a lane reaches the lower edge of its pool and so grows with it."""
    return frame.encloses(lane) and abs(lane.bottom - frame.bottom) <= 1


def _connections(document: Document) -> Iterator[Element]:
    for kind in CONNECTIONS:
        yield from document.all(kind)
