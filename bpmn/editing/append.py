"""Appending: a new element after another one, connected to it."""

from collections import Counter

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.connect import connect
from bpmn.editing.create import bounds_for, place
from bpmn.editing.depict import shapes_on
from bpmn.editing.diagrams import edges_at, end_shapes, plane_of, shape_on
from bpmn.editing.edit import edit
from bpmn.editing.places import is_open
from bpmn.editing.refused import not_allowed
from bpmn.editing.room import Axis
from bpmn.editing.routes import is_upright
from bpmn.model import (
    BoundaryEvent,
    BPMNPlane,
    BPMNShape,
    DataObjectReference,
    DataStoreReference,
    Element,
    Group,
    Lane,
    Participant,
    SequenceFlow,
    SubProcess,
    TextAnnotation,
)
from bpmn.model.document import Document
from bpmn.rules.kinds import KindLike
from bpmn.rules.kinds import kind as read_kind

GAP = 50.0
FARTHEST = 250.0
"""Gaps that are wider are not taken as an example."""

STEP = 30.0
BESIDE_BOUNDARY = 80.0


def append_element(
    document: Document, source: BPMNShape, kind: KindLike, name: str = "", at: Point | None = None
) -> Element:
    """Put a new element after a shape, or with its middle at a point, and connect the two.

    It stands right of the source, as far away as its other followers, and below what is there already; in an
    upright pool below the source, and right of what is there already.
    Raises NotAllowed with the reason.
    """
    element, plane = source.bpmn_element, plane_of(source)
    if element is None or plane is None or not source.has_place:
        raise not_allowed("This shape shows nothing that could be continued: choose a step.")
    wanted = read_kind(kind)
    size = bounds_for(wanted, Point(0, 0))
    bounds = (
        bounds_for(wanted, at) if at is not None else _place(plane, source, element, wanted.element, size)
    )
    parent = None if at is not None or issubclass(wanted.element, Participant) else element.parent
    with edit(document, "Append"):
        made = place(document, wanted, bounds, parent, plane, name)
        connect(document, element, made, plane)
    return made


def _place(
    plane: BPMNPlane, source: BPMNShape, element: Element, kind: type[Element], size: Bounds
) -> Bounds:
    start = source.bounds
    width, height = size.width, size.height
    if issubclass(kind, TextAnnotation):
        spot = Bounds(start.right + width / 2 - 25, start.y - GAP - height, width, height)
        return _free(plane, spot, source, -STEP)
    if issubclass(kind, DataObjectReference | DataStoreReference):
        return _free(plane, Bounds(start.right - 10, start.bottom + 40, width, height), source, 0.0)
    if isinstance(element, BoundaryEvent):
        return _free(plane, _beside_boundary(plane, element, start, size), source, STEP)
    if is_upright(plane, element):
        spot = Bounds(round(start.centre.x - width / 2), start.bottom + _gap(source, Axis.Y), width, height)
        return _free(plane, spot, source, 0.0)
    spot = Bounds(start.right + _gap(source), round(start.centre.y - height / 2), width, height)
    return _free(plane, spot, source, STEP)


def _beside_boundary(plane: BPMNPlane, event: BoundaryEvent, start: Bounds, size: Bounds) -> Bounds:
    """Away from the host: below it, or above where the event sits on its upper edge."""
    host = shape_on(plane, event.attached_to_ref)
    is_above = host is not None and start.centre.y < host.bounds.centre.y
    y = start.y - BESIDE_BOUNDARY - size.height if is_above else start.bottom + BESIDE_BOUNDARY
    return Bounds(start.right + GAP, y, size.width, size.height)


def _gap(source: BPMNShape, axis: Axis = Axis.X) -> float:
    """The gap that the followers of a shape mostly have, across or down."""
    gaps: Counter[float] = Counter()
    for edge in edges_at(source):
        first, last = end_shapes(edge)
        if isinstance(edge.bpmn_element, SequenceFlow) and first == source and isinstance(last, BPMNShape):
            gap = axis.start(last.bounds) - axis.end(source.bounds)
            if 0 < gap <= FARTHEST:
                gaps[gap] += 1
    return gaps.most_common(1)[0][0] if gaps else GAP


def _free(plane: BPMNPlane, spot: Bounds, source: BPMNShape, step: float) -> Bounds:
    """The first place that no other shape covers, going down (up, or right for a step of 0)."""
    others = [s.bounds for s in shapes_on(plane) if s != source and not _holds_others(s)]
    while True:
        blocker = next((b for b in others if b.intersects(spot.grown(5))), None)
        if blocker is None:
            return spot
        if step > 0:
            spot = spot._replace(y=blocker.bottom + step)
        elif step < 0:
            spot = spot._replace(y=blocker.y + step - spot.height)
        else:
            spot = spot._replace(x=blocker.right + STEP)


def _holds_others(shape: BPMNShape) -> bool:
    element = shape.bpmn_element
    if isinstance(element, SubProcess):
        return is_open(shape)
    return isinstance(element, Participant | Lane | Group)
