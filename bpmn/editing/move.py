"""Moving shapes, lines and labels."""

from collections.abc import Iterable, Sequence

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.attach import settle_events
from bpmn.editing.consequences.lines import reshape
from bpmn.editing.depict import place_label
from bpmn.editing.diagrams import end_at, end_shapes, plane_of, shape_on
from bpmn.editing.edit import edit
from bpmn.editing.insert import insert_where_it_lies
from bpmn.editing.io_specification import put_in, take_out
from bpmn.editing.places import container_at, content_of
from bpmn.editing.refused import NotAllowed, not_allowed
from bpmn.layout.docking import crop
from bpmn.layout.routing import ENDS, simplified
from bpmn.model import (
    BoundaryEvent,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    CallableElement,
    Collaboration,
    DataInput,
    DataObject,
    DataObjectReference,
    DataOutput,
    DataStoreReference,
    Element,
    FlowElement,
    Lane,
)
from bpmn.model.document import Document
from bpmn.rules.containing import may_contain
from bpmn.rules.refusal import Refusal
from bpmn.rules.scopes import container_of, participant_of


def move(document: Document, shapes: Sequence[BPMNShape], dx: float, dy: float) -> None:
    """Move shapes by (dx, dy) diagram units, with what lies in them; what hangs on them follows.

    A lane moves its pool. What is put down in another pool or sub-process belongs to it from then on.
    Raises NotAllowed, and moves nothing, where BPMN does not allow the new place.
    """
    tops = list(dict.fromkeys(moved_with(shape) for shape in shapes if shape.has_place))
    if not tops or not (dx or dy):
        return
    everything = _with_content(tops)
    with edit(document, "Move"):
        homes = _new_homes(tops, everything, dx, dy)
        for shape in everything:
            shape.bounds = shape.bounds.moved(dx, dy)
        for element, home in homes.items():
            transplant(element, home)
        settle_events(tops, everything)
        if len(tops) == 1:
            insert_where_it_lies(tops[0])


def move_waypoints(document: Document, edge: BPMNEdge, points: Sequence[Point]) -> None:
    """Give a line other corners; its ends are cut off at the outlines, corners that are none go."""
    if len(points) < ENDS:
        raise not_allowed("A line has at least two ends: leave both of them.")
    with edit(document, "Bend"):
        way = simplified(points)
        if len(way) < ENDS:
            raise not_allowed("A line has at least two ends: leave both of them.")
        first, last = (end_at(depiction) for depiction in end_shapes(edge))
        start, finish = way[0], way[-1]
        if first is not None and first.bounds.contains(start):
            way[0] = crop(first, start, way[1])
        if last is not None and last.bounds.contains(finish):
            way[-1] = crop(last, finish, way[-2])
        reshape(edge, way)


def move_label(document: Document, depiction: BPMNShape | BPMNEdge, bounds: Bounds) -> None:
    """Put the label of a shape or line somewhere else."""
    with edit(document, "Move label"):
        place_label(depiction, bounds)


def transplant(element: Element, home: Element) -> None:
    """Let an element belong to another process or sub-process, with the data object it stands for."""
    document = element.document
    if isinstance(element, DataObjectReference):
        _take_data_object(element, home)
    if isinstance(element, DataInput | DataOutput):
        take_out(element)
        put_in(element, home)
        return
    document.remove(element.node)
    document.append(home.node, element.node)


def _take_data_object(reference: DataObjectReference, home: Element) -> None:
    data = reference.data_object_ref
    document = reference.document
    if not isinstance(data, DataObject) or not data.id:
        return
    users = [n for n, name in document.references(data.id) if name == "dataObjectRef"]
    if users == [reference.node]:
        document.remove(data.node)
        document.append(home.node, data.node)


def moved_with(shape: BPMNShape) -> BPMNShape:
    """What moves when a shape is moved: the pool of a lane, the activity of a band, every other itself."""
    element = shape.bpmn_element
    if shape.choreography_activity_shape is not None:
        return shape.choreography_activity_shape
    if not isinstance(element, Lane):
        return shape
    return shape_on(plane_of(shape), participant_of(element)) or shape


def _with_content(tops: Iterable[BPMNShape]) -> list[BPMNShape]:
    found: dict[BPMNShape, None] = {}
    for shape in tops:
        found[shape] = None
        found.update(dict.fromkeys(content_of(shape)))
    return list(found)


def _new_homes(
    tops: Sequence[BPMNShape], everything: Sequence[BPMNShape], dx: float, dy: float
) -> dict[Element, Element]:
    """Where elements belong after the move, for those that change their process or sub-process."""
    moving = set(everything)
    homes: dict[Element, Element] = {}
    for shape in tops:
        element, plane = shape.bpmn_element, plane_of(shape)
        if plane is None or element is None or not _goes_by_itself(element):
            continue
        if _is_inside_another(element, tops):
            continue
        home = _changed_home(shape, plane, moving, dx, dy)
        if home is not None:
            homes[element] = home
            homes.update(dict.fromkeys(_boundary_events(element), home))
    return homes


def _goes_by_itself(element: Element) -> bool:
    """Whether an element belongs to where it lies: steps and data, but not what an activity needs."""
    if isinstance(element, DataInput | DataOutput):
        return element.parent is not None and isinstance(element.parent.parent, CallableElement)
    return isinstance(element, FlowElement) and not isinstance(element, BoundaryEvent)


def _is_inside_another(element: Element, tops: Sequence[BPMNShape]) -> bool:
    container = container_of(element)
    return any(shape.bpmn_element == container for shape in tops)


def _changed_home(
    shape: BPMNShape, plane: BPMNPlane, moving: set[BPMNShape], dx: float, dy: float
) -> Element | None:
    """The container a shape comes to lie in, None where it is drawn in the same one as before."""
    centre, element = shape.bounds.centre, shape.bpmn_element
    assert element is not None
    before = container_at(plane, centre, moving)
    after = container_at(plane, centre.moved(dx, dy), moving)
    if after is None or after == before or after == container_of(element):
        return None
    if isinstance(after, Collaboration) and isinstance(element, DataStoreReference):
        # A data store beside the pools still belongs to the process it came from.
        return None
    verdict = may_contain(after, type(element))
    if isinstance(verdict, Refusal):
        raise NotAllowed(verdict.reason)
    return after


def _boundary_events(host: Element) -> list[Element]:
    document = host.document
    return [document.view(n) for n, name in document.references(host.id or "") if name == "attachedToRef"]
