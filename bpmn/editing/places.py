"""Which element of a plane holds what lies at a point."""

from collections.abc import Container, Iterator

from bpmn.base.geometry import Point
from bpmn.editing.diagrams import edge_on, ends_of, shape_on
from bpmn.layout.routing import ENDS
from bpmn.model import (
    BoundaryEvent,
    BPMNPlane,
    BPMNShape,
    Choreography,
    ChoreographyActivity,
    Collaboration,
    DataAssociation,
    DataObject,
    Element,
    Participant,
    Process,
    SubChoreography,
    SubProcess,
    registry,
)
from bpmn.notation.appearance import is_expanded

Inside = tuple[Element, BPMNShape | None]


def container_at(plane: BPMNPlane, point: Point, without: Container[BPMNShape] = ()) -> Element | None:
    """The process, sub-process, black-box pool or collaboration that holds a point of a plane.

    A pool with a process stands for its process. Only what may hold others is looked at.
    """
    found: Element | None = plane.bpmn_element
    while found is not None:
        inner = next(
            (
                element
                for element, shape in _inner(plane, found)
                if shape is not None and shape not in without and shape.bounds.contains(point)
            ),
            None,
        )
        if inner is None:
            return found
        found = (inner.process_ref or inner) if isinstance(inner, Participant) else inner
        if isinstance(found, Participant):
            return found
    return None


def _inner(plane: BPMNPlane, container: Element) -> Iterator[Inside]:
    """The containers directly inside another one, the topmost first."""
    document = plane.document
    kinds: tuple[type[Element], ...] = (SubProcess,)
    if isinstance(container, Collaboration) and not isinstance(container, Choreography):
        kinds = (Participant,)
    elif isinstance(container, Choreography | SubChoreography):
        kinds = (SubChoreography,)
    elif not isinstance(container, Process | SubProcess):
        return
    tags = [tag for kind in kinds for tag in registry.tags_of(kind)]
    for node in container.node.iterchildren(*tags, reversed=True):
        element = document.view(node)
        shape = shape_on(plane, element)
        if isinstance(element, Participant) or (shape is not None and is_open(shape)):
            yield element, shape


def is_open(shape: BPMNShape) -> bool:
    """Whether a sub-process is drawn with its content: what people see decides, not what the file says."""
    return is_expanded(shape)


def frames_of(element: Element, plane: BPMNPlane | None) -> Iterator[BPMNShape]:
    """The shapes on a plane of the sub-processes around an element, the innermost first."""
    above = element.parent
    while above is not None and (plane is None or above != plane.bpmn_element):
        shape = shape_on(plane, above) if isinstance(above, SubProcess | SubChoreography) else None
        if shape is not None:
            yield shape
        above = above.parent


def can_be_drawn(plane: BPMNPlane, connection: Element) -> bool:
    """Whether both ends of a connection are seen on a plane, or lie unseen in the same closed sub-process.

    The lines of data are drawn across sub-processes, so those in a closed one end nowhere.
    """
    ends = [end for end in ends_of(connection) if end is not None and is_drawn(plane, end)]
    if len(ends) < ENDS:
        return False
    first, last = (hidden_in(end, plane) for end in ends)
    return first == last and (first is None or not isinstance(connection, DataAssociation))


def is_drawn(plane: BPMNPlane, element: Element, above: tuple[Element, ...] = ()) -> bool:
    """Whether a plane shows an element: a boundary event on its host only, a line between its ends only.

    Other suites draw data by its references alone.
    ``above`` are the lines that hang on the element; lines that end on each other are never drawn.
    """
    if isinstance(element, DataObject):
        return False
    if isinstance(element, BoundaryEvent):
        host = element.attached_to_ref
        if host is None or host.parent != element.parent or not is_drawn(plane, host, (*above, element)):
            return False
    if shape_on(plane, element) is not None:
        return True
    ends = ends_of(element) if edge_on(plane, element) is not None else ()
    around = (*above, element)
    return bool(ends) and all(
        end is not None and end not in around and is_drawn(plane, end, around) for end in ends
    )


def hidden_in(element: Element, plane: BPMNPlane | None) -> BPMNShape | None:
    """The shape of the innermost closed sub-process around an element, inside of which nothing is seen."""
    return next((frame for frame in frames_of(element, plane) if not is_open(frame)), None)


def content_of(shape: BPMNShape) -> list[BPMNShape]:
    """The shapes on the plane of what lies in a pool, sub-process or group of lanes, at any depth.

    Artefacts of the collaboration that lie wholly in a pool belong to it, and to a choreography activity
    the bands of those who take part in it.
    """
    element, plane = shape.bpmn_element, shape.ancestor(BPMNPlane)
    if element is None or plane is None:
        return []
    found: dict[BPMNShape, None] = {}
    for top in _tops(element):
        for node in top.node.iter("*"):
            if node.get("id"):
                inner = shape_on(plane, shape.document.view(node))
                if inner is not None and inner != shape:
                    found[inner] = None
    for activity in (shape, *found):
        found.update(dict.fromkeys(bands_of(activity)))
    if isinstance(element, Participant):
        found.update(dict.fromkeys(_enclosed(plane, element, shape)))
    return list(found)


def bands_of(shape: BPMNShape) -> list[BPMNShape]:
    """The shapes of the participant bands of a choreography activity's shape; of other shapes none.

    (BPMN 2.0.2, BPMN DI: choreographyActivityShape.)
    """
    if not isinstance(shape.bpmn_element, ChoreographyActivity) or shape.id is None:
        return []
    views = (shape.document.view(node) for node, _ in shape.document.references(shape.id))
    return [v for v in views if isinstance(v, BPMNShape) and v.choreography_activity_shape == shape]


def _tops(element: Element) -> list[Element]:
    if isinstance(element, Participant):
        return [element.process_ref] if element.process_ref is not None else []
    return [element] if isinstance(element, SubProcess | SubChoreography) else []


def _enclosed(plane: BPMNPlane, pool: Participant, shape: BPMNShape) -> Iterator[BPMNShape]:
    collaboration = pool.parent
    for artifact in collaboration.artifacts if isinstance(collaboration, Collaboration) else ():
        drawn = shape_on(plane, artifact)
        if drawn is not None and shape.bounds.encloses(drawn.bounds):
            yield drawn
