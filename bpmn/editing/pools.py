"""Pools, and the collaboration that they turn a process into (BPMN 2.0.2, Pool and Participant)."""

from bpmn.base.geometry import Bounds, united
from bpmn.editing.depict import depict_shape, shapes_on
from bpmn.editing.naming import refer
from bpmn.editing.refused import not_allowed
from bpmn.layout.sizes import HEADER, sizes
from bpmn.model import BPMNPlane, BPMNShape, Choreography, Collaboration, Element, Participant, Process
from bpmn.model.document import Document
from bpmn.rules.kinds import Kind
from bpmn.rules.scopes import process_of

PADDING = 20.0
"""The space a first pool leaves around what is there already."""


def create_pool(
    document: Document, plane: BPMNPlane | None, kind: Kind, bounds: Bounds, name: str
) -> Participant:
    """Put a pool on a plane; the first one takes over the process that is drawn there."""
    root = plane.bpmn_element if plane is not None else None
    if isinstance(root, Choreography) or not (root is None or isinstance(root, Process | Collaboration)):
        raise not_allowed("Pools lie in a collaboration: put it on the first sheet, or on a new map.")
    is_black_box = "blackBox" in kind.marks
    first = root if isinstance(root, Process) else None
    if plane is not None and first is not None and not _is_alone_on(plane, first):
        raise not_allowed(
            "This sheet also shows steps of other processes: "
            "export a copy for bpmn.io, which sorts them out, and put the pool there."
        )
    collaboration = _collaboration(document, root)
    if plane is not None and first is not None:
        refer(plane, "bpmnElement", collaboration)
        if is_black_box:
            _draw_pool(
                plane, _participant(collaboration, "", first), _around_content(plane, None, kind), kind
            )
        else:
            bounds = _around_content(plane, bounds, kind)
    process = None if is_black_box else first or _new_process(document)
    participant = _participant(collaboration, name, process)
    if plane is not None:
        _draw_pool(plane, participant, bounds, kind)
    return participant


def _is_alone_on(plane: BPMNPlane, process: Process) -> bool:
    """Whether all that a plane shows belongs to its process."""
    shown = (shape.bpmn_element for shape in shapes_on(plane))
    return all(element is None or process_of(element) in (process, None) for element in shown) and not any(
        isinstance(shape.bpmn_element, Participant) for shape in shapes_on(plane)
    )


def _collaboration(document: Document, root: Element | None) -> Collaboration:
    if isinstance(root, Collaboration):
        return root
    node = document.create(Collaboration.own_tag, {"id": document.new_id("Collaboration")})
    if root is not None:
        # Other suites expect the collaboration in front of the processes of its pools.
        document.insert(document.root, document.root.index(root.node), node)
    else:
        document.append(document.root, node)
    view = document.view(node)
    assert isinstance(view, Collaboration)
    return view


def _participant(collaboration: Collaboration, name: str, process: Process | None) -> Participant:
    document = collaboration.document
    node = document.create(Participant.own_tag, {"id": document.new_id("Participant")})
    document.append(collaboration.node, node)
    view = document.view(node)
    assert isinstance(view, Participant)
    if name:
        view.name = name
    if process is not None:
        refer(view, "processRef", process)
    return view


def _new_process(document: Document) -> Process:
    values = {"id": document.new_id("Process"), "isExecutable": "false"}
    node = document.create(Process.own_tag, values)
    document.append(document.root, node)
    view = document.view(node)
    assert isinstance(view, Process)
    return view


def _draw_pool(plane: BPMNPlane, participant: Participant, bounds: Bounds, kind: Kind) -> BPMNShape:
    shape = depict_shape(plane, participant, bounds)
    if "vertical" in kind.marks:
        shape.is_horizontal = False
    drawn = list(shapes_on(plane))
    if participant.process_ref is not None and any(bounds.encloses(other.bounds) for other in drawn[:-1]):
        # A pool lies below what is in it: earlier on the plane.
        plane.document.remove(shape.node)
        plane.document.insert(plane.node, plane.node.index(drawn[0].node), shape.node)
    return shape


def _around_content(plane: BPMNPlane, wanted: Bounds | None, kind: Kind) -> Bounds:
    """The bounds of a pool around everything on a plane, at least of the standard size of its kind."""
    content = united(shape.bounds for shape in shapes_on(plane))
    is_upright = "vertical" in kind.marks
    least = sizes(Participant).new.turned if is_upright else sizes(Participant).new
    if content is None:
        return wanted or Bounds(PADDING, PADDING, *least)
    left, top = (PADDING, PADDING + HEADER) if is_upright else (PADDING + HEADER, PADDING)
    width = max(content.width + left + PADDING, least.width, wanted.width if wanted else 0)
    height = max(content.height + top + PADDING, least.height, wanted.height if wanted else 0)
    x, y = content.x - left, content.centre.y - height / 2
    if is_upright:
        x, y = content.centre.x - width / 2, content.y - top
    if wanted is not None:
        x = _between(wanted.x, content.right + PADDING - width, content.x - left)
        y = _between(wanted.y, content.bottom + PADDING - height, content.y - top)
    return Bounds(round(x), round(y), width, height)


def _between(wanted: float, low: float, high: float) -> float:
    return min(max(wanted, low), high)


def dissolve_if_empty(collaboration: Collaboration) -> None:
    """After the last pool went: the planes show a new, empty process instead of the collaboration.

    A collaboration that still holds conversations, or notes that belong to nothing else, stays.
    """
    if (
        collaboration.participants
        or collaboration.conversation_nodes
        or isinstance(collaboration, Choreography)
    ):
        return
    document = collaboration.document
    planes = [
        document.view(node)
        for node, attribute in document.references(collaboration.id or "")
        if attribute == "bpmnElement"
    ]
    process = _new_process(document)
    for artifact in list(collaboration.artifacts):
        document.remove(artifact.node)
        document.append(process.node, artifact.node)
    for plane in planes:
        if isinstance(plane, BPMNPlane):
            refer(plane, "bpmnElement", process)
    document.remove(collaboration.node)
