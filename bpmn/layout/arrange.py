"""A temporary arrangement for maps without a drawing: ranked from left to right, lanes kept.

Nothing is written to the document; ``editing.keep`` does that on request.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.docking import crop
from bpmn.layout.ends import end_of, style_of
from bpmn.layout.messages import Messages
from bpmn.layout.obstacles import Obstacles
from bpmn.layout.pools import INSET, conversations, lane_bounds, lane_depth, stack
from bpmn.layout.routing import route
from bpmn.layout.sheets import PADDING, TITLE, Sheet, sheet_of
from bpmn.layout.sizes import HEADER, sizes
from bpmn.model import (
    Association,
    Choreography,
    Collaboration,
    ConversationLink,
    DataAssociation,
    DataInputAssociation,
    Element,
    GlobalConversation,
    Group,
    MessageFlow,
    Process,
    SequenceFlow,
    SubChoreography,
    SubProcess,
    TextAnnotation,
)
from bpmn.model.document import Document

MARGIN = 40.0
CONNECTIONS = (SequenceFlow, MessageFlow, Association, DataAssociation, ConversationLink)


@dataclass(slots=True)
class Sheeted:
    """What one plane shows: the element it stands for, its shapes (containers first) and its lines, by id."""

    root: str
    shapes: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Arrangement:
    """Bounds of shapes and corners of lines by the id of their element, in diagram units.

    Each collaboration, and each process in no pool, has a plane of its own. Sub-processes in ``expanded``
    show their content.
    """

    bounds: dict[str, Bounds] = field(default_factory=dict)
    waypoints: dict[str, list[Point]] = field(default_factory=dict)
    planes: list[Sheeted] = field(default_factory=list)
    expanded: set[str] = field(default_factory=set)


def arrange(document: Document) -> Arrangement:
    """Arrange everything of a document that can be drawn; elements without an id cannot."""
    made = Arrangement()
    sheets = _sheets(document)
    shown: set[Element] = set()
    roots = list(document.definitions.root_elements)
    for root in roots:
        if isinstance(root, Collaboration) and root.id and _holds_something(root, sheets):
            _arrange_collaboration(root, sheets, made, shown)
    for root in roots:
        if isinstance(root, Process) and root.id and root not in shown and sheets[root].bounds:
            _arrange_process(root, sheets[root], made)
    if not made.planes:
        empty = next((root for root in roots if isinstance(root, Process | Collaboration) and root.id), None)
        if empty is not None:
            _begin(empty, made)
    return made


def _sheets(document: Document) -> dict[Element, Sheet]:
    """The sheet of every container of flow nodes; inner ones first."""
    containers: list[Element] = [
        *document.all(Process),
        *document.all(Choreography),
        *document.all(SubProcess),
        *document.all(SubChoreography),
    ]
    sheets: dict[Element, Sheet] = {}
    for container in sorted(containers, key=_depth, reverse=True):
        sheets[container] = sheet_of(container, sheets)
    return sheets


def _depth(element: Element) -> int:
    depth, at = 0, element.node.getparent()
    while at is not None:
        depth, at = depth + 1, at.getparent()
    return depth


def _holds_something(root: Collaboration, sheets: dict[Element, Sheet]) -> bool:
    if isinstance(root, Choreography):
        return bool(sheets[root].bounds)
    is_global = isinstance(root, GlobalConversation)
    return bool(root.conversation_nodes) or (bool(root.participants) and not is_global)


def _arrange_process(process: Process, sheet: Sheet, made: Arrangement) -> None:
    plane = _begin(process, made)
    depth = lane_depth(process)
    left = HEADER * depth + (INSET if depth else 0)
    frame = Bounds(MARGIN - HEADER, MARGIN, left + HEADER + sheet.size.width + INSET, sheet.size.height)
    for identifier, bounds in lane_bounds(process, sheet, frame).items():
        _put(made, plane, identifier, bounds)
    _unfold(sheet, MARGIN + left, MARGIN, made, plane)
    _connect(process, [process], made, plane)


def _begin(root: Element, made: Arrangement) -> Sheeted:
    plane = Sheeted(str(root.id))
    made.planes.append(plane)
    return plane


def _put(made: Arrangement, plane: Sheeted, identifier: str, bounds: Bounds) -> None:
    if identifier not in made.bounds:
        made.bounds[identifier] = bounds
        plane.shapes.append(identifier)


def _unfold(top: Sheet, x: float, y: float, made: Arrangement, plane: Sheeted) -> None:
    """Put a sheet and those of its sub-processes on a plane; containers come before what they hold."""
    waiting = [(top, x, y)]
    while waiting:
        sheet, left, upper = waiting.pop(0)
        for identifier, bounds in sheet.bounds.items():
            _put(made, plane, identifier, bounds.moved(left, upper))
        for identifier, line in sheet.lines.items():
            if identifier not in made.waypoints:
                made.waypoints[identifier] = [p.moved(left, upper) for p in line]
                plane.edges.append(identifier)
        for identifier, inner in sheet.inner.items():
            place = sheet.bounds[identifier]
            made.expanded.add(identifier)
            waiting.append((inner, left + place.x + PADDING, upper + place.y + PADDING + TITLE))


def _arrange_collaboration(
    root: Collaboration, sheets: dict[Element, Sheet], made: Arrangement, shown: set[Element]
) -> None:
    plane = _begin(root, made)
    if isinstance(root, Choreography):
        _unfold(sheets[root], MARGIN, MARGIN, made, plane)
        _connect(root, [root], made, plane)
        return
    inside = [p.process_ref for p in root.participants if p.process_ref is not None]
    if root.conversation_nodes and not any(sheets[p].bounds for p in inside):
        for identifier, bounds in conversations(root).items():
            _put(made, plane, identifier, bounds.moved(MARGIN, MARGIN))
    else:
        _stack(root, {p: sheets[p] for p in inside if p not in shown}, made, plane)
        shown.update(inside)
    _put_loose(root, made, plane)
    _connect(root, [root, *inside], made, plane)


def _stack(root: Collaboration, sheets: dict[Element, Sheet], made: Arrangement, plane: Sheeted) -> None:
    stacked = stack(root, sheets)
    for pool in root.participants:
        if pool.id in stacked.bounds:
            _put(made, plane, str(pool.id), stacked.bounds[str(pool.id)].moved(MARGIN, MARGIN))
    for identifier, bounds in stacked.bounds.items():
        _put(made, plane, identifier, bounds.moved(MARGIN, MARGIN))
    for process, (x, y) in stacked.origins.items():
        _unfold(sheets[process], MARGIN + x, MARGIN + y, made, plane)


def _put_loose(root: Collaboration, made: Arrangement, plane: Sheeted) -> None:
    """Notes and conversations that stand between no pools go into a row below."""
    loose: list[Element] = [a for a in root.artifacts if isinstance(a, TextAnnotation | Group)]
    loose += list(root.conversation_nodes)
    x, y = MARGIN, MARGIN + max((made.bounds[i].bottom for i in plane.shapes), default=0.0)
    for element in loose:
        if element.id and element.id not in made.bounds:
            size = sizes(type(element)).new
            _put(made, plane, element.id, Bounds(x, y, *size))
            x += size.width + MARGIN


def _connect(root: Element, containers: Iterable[Element], made: Arrangement, plane: Sheeted) -> None:
    """Draw every connection of a plane that is not part of a sheet."""
    here = set(plane.shapes)
    pools = {i: made.bounds[i] for i in here if _is(root, i, "Participant")}
    steps = {
        i: made.bounds[i] for i in here if i not in made.expanded and not _is(root, i, "Participant", "Lane")
    }
    messages = Messages(pools, Obstacles(steps))
    for connection in _connections(containers):
        if not connection.id or connection.id in made.waypoints:
            continue
        source, target = _ends(connection)
        if source is None or target is None or source not in here or target not in here:
            continue
        line = _line(connection, source, target, made, messages)
        made.waypoints[connection.id] = line
        plane.edges.append(connection.id)


def _is(root: Element, identifier: str, *classes: str) -> bool:
    node = root.document.node(identifier)
    return node is not None and type(root.document.view(node)).__name__ in classes


def _line(
    connection: Element,
    source: str,
    target: str,
    made: Arrangement,
    messages: Messages,
) -> list[Point]:
    document = connection.document
    ends = (document.element(source), document.element(target))
    first = end_of(ends[0], made.bounds[source])
    last = end_of(ends[1], made.bounds[target])
    if isinstance(connection, MessageFlow):
        return messages.route((source, first), (target, last))
    if isinstance(connection, DataAssociation | Association):
        return [crop(first, first.centre, last.centre), crop(last, last.centre, first.centre)]
    return route(first, last, style_of(type(connection), *ends))


def _connections(containers: Iterable[Element]) -> Iterator[Element]:
    for container in containers:
        document = container.document
        for node in container.node.iter("*"):
            view = document.view(node)
            if isinstance(view, CONNECTIONS):
                yield view


def _ends(connection: Element) -> tuple[str | None, str | None]:
    """The ids of what a connection joins on the plane."""
    if isinstance(connection, DataAssociation):
        owner = connection.parent.id if connection.parent is not None else None
        if isinstance(connection, DataInputAssociation):
            first = next(iter(connection.source_refs), None)
            return (first.id if first is not None else None), owner
        end = connection.target_ref
        return owner, (end.id if end is not None else None)
    source, target = getattr(connection, "source_ref", None), getattr(connection, "target_ref", None)
    return (source.id if source is not None else None), (target.id if target is not None else None)
