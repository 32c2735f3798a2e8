"""How new lines run: the style of their pool, round other symbols and clear of names.

The preview of a line asks here too, so that it shows the line that will be drawn.
"""

from collections.abc import Iterator

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.depict import shapes_on
from bpmn.editing.diagrams import shape_on
from bpmn.layout.docking import End
from bpmn.layout.ends import style_of
from bpmn.layout.routing import Style, route, turned
from bpmn.model import (
    BoundaryEvent,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Element,
    Lane,
    Participant,
    SequenceFlow,
    SubProcess,
)
from bpmn.notation.edges import edge_drawing
from bpmn.notation.shapes import shape_drawing, text_of
from bpmn.notation.symbols import has_symbol, symbol
from bpmn.rules.scopes import participant_of

AROUND = 150.0
"""How far round its two ends a new line looks for what to go round, in diagram units."""


def new_route(
    plane: BPMNPlane,
    kind: type[Element],
    source: Element | None,
    target: Element | None,
    ends: tuple[End, End],
) -> list[Point]:
    """A fresh line for a connection of a class; source and target are what it connects, ends where."""
    style = style_on(plane, kind, source, target)
    if style is Style.SIDEWAYS and isinstance(source, BoundaryEvent):
        style = Style.UP_THEN_SIDEWAYS
    region = ends[0].bounds.united(ends[1].bounds).grown(AROUND)
    if not issubclass(kind, SequenceFlow):
        return route(*ends, style)
    near = [shape for shape in shapes_on(plane) if shape.bounds.intersects(region)]
    obstacles = [shape.bounds for shape in near if _is_obstacle(shape)]
    strangers = [shape for shape in near if shape.bpmn_element not in (source, target)]
    return route(*ends, style, obstacles, [*_names(strangers), *_names_of_lines(plane, region)])


def style_on(
    plane: BPMNPlane | None, kind: type[Element], source: Element | None, target: Element | None
) -> Style:
    """How a line of a class runs between two elements; in upright pools everything is turned."""
    style = style_of(kind, source, target)
    is_turned = issubclass(kind, SequenceFlow) and is_upright(plane, source)
    return turned(style) if is_turned else style


def is_upright(plane: BPMNPlane | None, element: Element | None) -> bool:
    """Whether an element lies in a pool whose process runs from top to bottom."""
    pool = shape_on(plane, participant_of(element)) if element is not None else None
    return pool is not None and pool.is_horizontal is False


def _is_obstacle(shape: BPMNShape) -> bool:
    element = shape.bpmn_element
    if isinstance(element, Participant | Lane):
        return False
    return not isinstance(element, SubProcess) or shape.is_expanded is False


def _names(shapes: list[BPMNShape]) -> Iterator[Bounds]:
    """Where the names of symbols stand that are written outside of them."""
    for shape in shapes:
        element = shape.bpmn_element
        if element is None or not has_symbol(type(element)) or symbol(type(element)).label != "below":
            continue
        place = shape_drawing(shape).label_bounds
        if place is not None:
            yield place


def _names_of_lines(plane: BPMNPlane, region: Bounds) -> Iterator[Bounds]:
    """Where the names of lines stand, as far as they are in a region."""
    for node in plane.node.iterchildren(BPMNEdge.own_tag):
        edge = BPMNEdge(plane.document, node)
        if not text_of(edge.bpmn_element):
            continue
        place = edge_drawing(edge).label_bounds
        if place is not None and place.intersects(region):
            yield place
