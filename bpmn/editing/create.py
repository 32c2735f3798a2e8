"""New elements."""

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.attach import host_at, on_border
from bpmn.editing.depict import depict_shape
from bpmn.editing.diagrams import planes, shape_of, shape_on
from bpmn.editing.edit import edit
from bpmn.editing.insert import insert_where_it_lies
from bpmn.editing.lanes import add_lane
from bpmn.editing.making import make
from bpmn.editing.naming import refer
from bpmn.editing.parties import create_choreography_activity
from bpmn.editing.places import container_at
from bpmn.editing.pools import create_pool
from bpmn.editing.refused import allowed, not_allowed
from bpmn.layout.sizes import Size, sizes
from bpmn.model import (
    Activity,
    BoundaryEvent,
    BPMNPlane,
    ChoreographyActivity,
    Collaboration,
    DataStoreReference,
    Element,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    Lane,
    Participant,
    Process,
    StartEvent,
)
from bpmn.model.document import Document
from bpmn.rules.allowed import may_attach
from bpmn.rules.containing import may_contain
from bpmn.rules.kinds import Kind, KindLike
from bpmn.rules.kinds import kind as read_kind
from bpmn.rules.scopes import process_of

FIRST_START = Point(58, 100)
"""The middle of the start event that a new expanded sub-process is born with."""


def create(
    document: Document,
    kind: KindLike,
    at: Point | Bounds,
    parent: Element | None = None,
    plane: BPMNPlane | None = None,
    name: str = "",
) -> Element:
    """Put a new element on a plane, with its middle at a point or with given bounds.

    It belongs to parent, or to what lies at that place; the plane is the first one unless given. Kinds
    are those of ``rules.kinds``. An intermediate event on the border of an activity is attached to it, and
    a step on a sequence flow is put between its ends. Raises NotAllowed with the reason.
    """
    with edit(document, "Create"):
        element = place(document, kind, at, parent, plane, name)
        shape = shape_of(element)
        if shape is not None:
            insert_where_it_lies(shape)
    return element


def place(
    document: Document,
    kind: KindLike,
    at: Point | Bounds,
    parent: Element | None = None,
    plane: BPMNPlane | None = None,
    name: str = "",
) -> Element:
    """Put a new element on a plane as ``create`` does, but onto no flow; part of a larger edit."""
    wanted = read_kind(kind)
    plane = plane or next(iter(planes(document)), None)
    if issubclass(wanted.element, Participant):
        return create_pool(document, plane, wanted, bounds_for(wanted, at), name)
    wanted = _as_boundary_event(wanted, parent, plane, at)
    home = _home(document, plane, parent, at)
    if issubclass(wanted.element, Lane):
        return _create_lane(document, home, plane, parent, name)
    if issubclass(wanted.element, BoundaryEvent):
        return _create_boundary_event(wanted, parent, plane, at, name)
    allowed(may_contain(home, wanted.element))
    if issubclass(wanted.element, ChoreographyActivity):
        return create_choreography_activity(wanted, home, plane, bounds_for(wanted, at), name)
    return _create_in(_owner(home, wanted), wanted, plane, bounds_for(wanted, at), name)


def _owner(home: Element, kind: Kind) -> Element:
    """The element that owns a new one.

    Data stores beside pools belong to the first pool's process, notes on black boxes to the collaboration.
    """
    if isinstance(home, Participant) and home.parent is not None:
        return home.parent
    if isinstance(home, Collaboration) and issubclass(kind.element, DataStoreReference):
        processes = (pool.process_ref for pool in home.participants)
        owner = next((process for process in processes if process is not None), None)
        if owner is None:
            raise not_allowed("A data store belongs to a process: put a pool on the plane first.")
        return owner
    return home


def bounds_for(kind: Kind, at: Point | Bounds) -> Bounds:
    """The bounds of a new element: those given, or its standard size around a point."""
    if isinstance(at, Bounds):
        return at
    size = sizes(
        kind.element, is_expanded="expanded" in kind.marks, is_black_box="blackBox" in kind.marks
    ).new
    if "vertical" in kind.marks:
        size = Size(size.height, size.width)
    return Bounds(round(at.x - size.width / 2), round(at.y - size.height / 2), *size)


def middle(at: Point | Bounds) -> Point:
    """The point itself, or the middle of bounds."""
    return at.centre if isinstance(at, Bounds) else at


def _home(document: Document, plane: BPMNPlane | None, parent: Element | None, at: Point | Bounds) -> Element:
    """What a new element stands in."""
    if parent is not None:
        if isinstance(parent, Participant | Lane):
            return process_of(parent) or parent
        return parent
    found = container_at(plane, middle(at)) if plane is not None else None
    if found is None:
        node = next(document.root.iterchildren(Process.own_tag), None)
        if node is None:
            raise not_allowed("This file has no process: put a pool on the plane first.")
        found = document.view(node)
    return found


def _create_in(home: Element, kind: Kind, plane: BPMNPlane | None, bounds: Bounds, name: str) -> Element:
    element = make(home, kind, name)
    if plane is not None:
        is_expanded = "expanded" in kind.marks
        depict_shape(plane, element, bounds, is_expanded=is_expanded)
        if is_expanded and "event" not in kind.marks:
            start = Point(bounds.x + FIRST_START.x, bounds.y + FIRST_START.y)
            _create_in(element, Kind(StartEvent), plane, bounds_for(Kind(StartEvent), start), "")
    return element


def _as_boundary_event(
    kind: Kind, parent: Element | None, plane: BPMNPlane | None, at: Point | Bounds
) -> Kind:
    """The kind itself; a boundary event for an intermediate one on the border of an activity."""
    intermediate = issubclass(kind.element, IntermediateCatchEvent | IntermediateThrowEvent)
    if not intermediate or parent is not None or plane is None:
        return kind
    bounds = bounds_for(kind, at)
    home = container_at(plane, bounds.centre)
    host = host_at(plane, home, bounds.centre, bounds.width) if home is not None else None
    activity = host.bpmn_element if host is not None else None
    if activity is not None and may_attach(activity, kind.element, kind.definition):
        return Kind(BoundaryEvent, kind.definition, kind.marks)
    return kind


def _create_boundary_event(
    kind: Kind, parent: Element | None, plane: BPMNPlane | None, at: Point | Bounds, name: str
) -> Element:
    bounds = bounds_for(kind, at)
    host = shape_on(plane, parent)
    if host is None and parent is None and plane is not None:
        home = container_at(plane, bounds.centre)
        host = host_at(plane, home, bounds.centre, bounds.width) if home is not None else None
    activity = parent if host is None else host.bpmn_element
    if not isinstance(activity, Activity) or activity.parent is None:
        raise not_allowed("A boundary event sits on the border of an activity: put it there.")
    allowed(may_attach(activity, kind.element, kind.definition))
    event = make(activity.parent, kind, name)
    refer(event, "attachedToRef", activity)
    if host is not None and plane is not None:
        depict_shape(plane, event, on_border(host.bounds, bounds))
    return event


def _create_lane(
    document: Document, home: Element, plane: BPMNPlane | None, parent: Element | None, name: str
) -> Lane:
    process = process_of(home)
    if process is None:
        raise not_allowed("A lane lies in a pool or in another lane: put it there.")
    return add_lane(document, parent if isinstance(parent, Lane) else process, plane, name=name)
