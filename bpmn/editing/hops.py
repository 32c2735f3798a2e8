"""Names make way for a new line at their own symbol.

A name stands below its symbol; a line that leaves there would run through it. It hops to the first side that
is free, unless a person put it somewhere of its own.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from bpmn.base.geometry import Bounds
from bpmn.editing.depict import place_label, shapes_on
from bpmn.editing.diagrams import edges_at, end_shapes, plane_of
from bpmn.layout.labels import BELOW
from bpmn.layout.routing import crosses
from bpmn.model import BoundaryEvent, BPMNEdge, BPMNShape
from bpmn.notation.shapes import shape_drawing
from bpmn.notation.symbols import has_symbol, symbol

ON_AXIS = 1.5
"""How far the middle of a name may be off that of its symbol to count as not placed by hand."""


def names_make_way(edge: BPMNEdge) -> None:
    """Let the names of both ends of a line hop aside where it runs through them."""
    for shape in end_shapes(edge):
        if isinstance(shape, BPMNShape) and _has_name_outside(shape):
            _make_way(shape, edge)


def _has_name_outside(shape: BPMNShape) -> bool:
    element = shape.bpmn_element
    if element is None or isinstance(element, BoundaryEvent) or not has_symbol(type(element)):
        return False
    return symbol(type(element)).label == "below"


def _make_way(shape: BPMNShape, edge: BPMNEdge) -> None:
    name = shape_drawing(shape).label_bounds
    if name is None or not _runs_through(edge, name) or not _is_on_axis(name, shape.bounds):
        return
    lines = edges_at(shape)
    boxes = [other.bounds for other in _neighbours(shape) if other != shape]
    for place in _sides(shape.bounds, name):
        is_free = not any(_runs_through(line, place) for line in lines)
        if is_free and not any(_cuts(box, place) for box in boxes):
            place_label(shape, place)
            return


def _neighbours(shape: BPMNShape) -> Iterator[BPMNShape]:
    """All shapes of the plane that a shape lies on."""
    plane = plane_of(shape)
    yield from shapes_on(plane) if plane is not None else ()


def _sides(symbol_bounds: Bounds, name: Bounds) -> Iterator[Bounds]:
    """Above, below, right and left of a symbol."""
    name = name._replace(width=ceil(name.width), height=ceil(name.height))
    x, y = symbol_bounds.centre
    left, top = round(x - name.width / 2), round(y - name.height / 2)
    yield name._replace(x=left, y=symbol_bounds.y - BELOW - name.height)
    yield name._replace(x=left, y=symbol_bounds.bottom + BELOW)
    yield name._replace(x=symbol_bounds.right + BELOW, y=top)
    yield name._replace(x=symbol_bounds.x - BELOW - name.width, y=top)


def _is_on_axis(name: Bounds, around: Bounds) -> bool:
    dx, dy = name.centre.x - around.centre.x, name.centre.y - around.centre.y
    return min(abs(dx), abs(dy)) <= ON_AXIS


def _runs_through(edge: BPMNEdge, box: Bounds) -> bool:
    return any(crosses(a, b, box.grown(-1)) for a, b in pairwise(edge.waypoints))


def _cuts(other: Bounds, place: Bounds) -> bool:
    """Whether a symbol covers a name, or its border runs through it; pools and lanes hold names."""
    return other.intersects(place) and not other.encloses(place)
