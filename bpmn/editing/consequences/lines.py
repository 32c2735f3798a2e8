"""Lines stay docked to what they connect."""

from collections.abc import Container, Mapping

from bpmn.base.geometry import Bounds, Point
from bpmn.editing.diagrams import connections_of, edge_on, edges_at, end_at, end_shapes, ends_of, plane_of
from bpmn.editing.happened import Happened
from bpmn.editing.routes import style_on
from bpmn.layout import labels
from bpmn.layout.docking import End
from bpmn.layout.routing import ENDS, Style, mend
from bpmn.model import BPMNEdge, BPMNShape, Element

Moved = Mapping[BPMNShape, tuple[Bounds, Bounds]]


def lines_stay_docked(happened: Happened) -> None:
    """Mend the lines whose ends moved; those that were drawn in this action stay as drawn."""
    moved, drawn = happened.moved(), happened.drawn()
    waiting = dict.fromkeys(edge for shape in moved for edge in edges_at(shape))
    mended: dict[BPMNEdge, None] = {}
    for edge in waiting:
        if edge not in drawn:
            _mend(edge, moved)
            mended[edge] = None
    mended.update((e, None) for e in drawn if isinstance(e, BPMNEdge) and e.is_alive)
    for edge in mended:
        _notes_follow(edge, drawn)


def reshape(edge: BPMNEdge, points: list[Point]) -> None:
    """Give an edge other waypoints; its label stays at its place along the line."""
    old = edge.waypoints
    if points == old:
        return
    edge.waypoints = points
    label = edge.label
    if label is not None and label.bounds is not None:
        label.bounds = labels.along_line(label.bounds, old, points)


def edge_style(edge: BPMNEdge) -> Style:
    """The style in which an edge is routed anew."""
    connection = edge.bpmn_element
    if connection is None:
        return Style.STRAIGHT
    return style_on(plane_of(edge), type(connection), *ends_of(connection))


def _mend(edge: BPMNEdge, moved: Moved) -> None:
    first, last = end_shapes(edge)
    points = edge.waypoints
    if len(points) < ENDS:
        return
    source = _before_and_after(first, moved, points[0])
    target = _before_and_after(last, moved, points[-1])
    reshape(edge, mend(points, source, target, edge_style(edge)))


def _before_and_after(depiction: Element | None, moved: Moved, at: Point) -> tuple[End, End]:
    """An end before and after; one that is not drawn stays where the line ends."""
    now = end_at(depiction)
    if now is None:
        loose = End(Bounds(at.x, at.y, 0, 0))
        return loose, loose
    if isinstance(depiction, BPMNShape) and depiction in moved:
        old, new = moved[depiction]
        return End(old, now.outline), End(new, now.outline)
    return now, now


def _notes_follow(line: BPMNEdge, drawn: Container[Element]) -> None:
    """Associations that end on a line follow it."""
    connection = line.bpmn_element
    for association in connections_of(connection) if connection is not None else ():
        edge = edge_on(plane_of(line), association)
        if edge is None or edge in drawn or edge == line:
            continue
        points = edge.waypoints
        end = end_at(line)
        if end is None or len(points) < ENDS:
            continue
        if ends_of(association)[0] == connection:
            points[0] = end.centre
        else:
            points[-1] = end.centre
        reshape(edge, points)
