"""Draws one BPMNEdge: line, ends, envelope and name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bpmn.base.geometry import Bounds, Point
from bpmn.model import (
    Activity,
    Association,
    AssociationDirection,
    BaseElement,
    BPMNEdge,
    BPMNShape,
    DataAssociation,
    DataInputAssociation,
    DataOutputAssociation,
    Element,
    MessageFlow,
    MessageVisibleKind,
    SequenceFlow,
)
from bpmn.notation import colours, labels, polyline
from bpmn.notation.appearance import look_of, shape_on
from bpmn.notation.backdrop import backdrop
from bpmn.notation.connectors import CONNECTORS, ENDS, Connector, EndName, direction, end_segments
from bpmn.notation.drawing import Drawing, Path
from bpmn.notation.labels import Lines
from bpmn.notation.look import Look
from bpmn.notation.paint import Colours, draw, outline_of
from bpmn.notation.shapes import bounds_of, label_style, place_of, text_of
from bpmn.notation.symbols import symbol

_NEAR = 30.0


@dataclass(frozen=True, slots=True)
class EdgeDrawing:
    """What is drawn for an edge, in plane coordinates; points are those of the drawn line."""

    marks: Drawing
    label: Lines
    label_bounds: Bounds | None
    points: tuple[Point, ...]
    kind: str

    @property
    def drawing(self) -> Drawing:
        """Line and name."""
        return self.marks + self.label


def edge_drawing(edge: BPMNEdge) -> EdgeDrawing:
    """What is drawn for an edge.

    A line that ends inside its shape is cut at the outline. One with fewer than two points joins its
    shapes directly; nothing is drawn where they are missing too.
    """
    element = edge.bpmn_element
    kind = kind_of(element)
    points = _points(edge, element)
    if not _is_line(points):
        return EdgeDrawing((), (), None, tuple(points), kind)
    line = colours.ink(colours.stroke_of((str(k), str(v)) for k, v in edge.node.items()))
    marks = draw_line(points, CONNECTORS.get(kind, CONNECTORS["Unknown"]), line)
    envelope = _envelope(edge, element, points, line)
    label = _label(edge, element, points, line, has_envelope=bool(envelope))
    return EdgeDrawing(marks + envelope, label, labels.bounds_of(label), tuple(points), kind)


def kind_of(element: Element | None) -> str:
    """The row of ``CONNECTORS`` that shows a connection."""
    if isinstance(element, SequenceFlow):
        return _flow_kind(element)
    if isinstance(element, Association):
        return {
            AssociationDirection.ONE: "DirectedAssociation",
            AssociationDirection.BOTH: "BothWaysAssociation",
        }.get(element.association_direction, "Association")
    name = type(element).__name__
    return name if name in CONNECTORS else "Unknown"


def _flow_kind(flow: SequenceFlow) -> str:
    source = flow.source_ref
    if source is not None and getattr(source, "default", None) == flow:
        return "DefaultSequenceFlow"
    if flow.condition_expression is not None and isinstance(source, Activity):
        return "ConditionalSequenceFlow"
    return "SequenceFlow"


def draw_line(points: Sequence[Point], row: Connector, line: str = "ink") -> Drawing:
    """A connector through points, source first, at least two."""
    if row.is_double:
        path = polyline.path_of(points, row.corner)
        return (Path(path, width=row.line + 4, stroke=line), Path(path, width=4 - row.line, stroke="paper"))
    start = _length(row.source)
    end = _length(row.target)
    path = polyline.path_of(polyline.shortened(points, start, end), row.corner)
    marks: Drawing = (Path(path, width=row.line, stroke=line, dash=row.dash),)
    if row.source:
        marks += (_end(row.source, points[0], points[1], line),)
    if row.target:
        marks += (_end(row.target, points[-1], points[-2], line),)
    return marks


def _length(name: EndName | None) -> float:
    return ENDS[name].length if name else 0.0


def _end(name: EndName, tip: Point, before: Point, line: str) -> Path:
    end = ENDS[name]
    ux, uy = direction(tip.x - before.x, tip.y - before.y)
    fill = line if end.fill == "line" else end.fill
    return Path(
        end_segments(name, ux, uy), tip.x, tip.y, end.line, line if end.line else None, fill, is_round=True
    )


def ends_of(element: Element | None) -> tuple[BaseElement | None, BaseElement | None]:
    """The elements that a connection joins, source first."""
    if isinstance(element, DataAssociation):
        owner = element.parent if isinstance(element.parent, BaseElement) else None
        sources = list(element.source_refs)
        if isinstance(element, DataInputAssociation):
            return (sources[0] if sources else None), owner
        if isinstance(element, DataOutputAssociation):
            return owner, element.target_ref
    return getattr(element, "source_ref", None), getattr(element, "target_ref", None)


def _points(edge: BPMNEdge, element: BaseElement | None) -> list[Point]:
    source, target = _end_shapes(edge, element)
    points = [Point(polyline.sane(x), polyline.sane(y)) for x, y in edge.waypoints]
    points = polyline.without_repeats(points)
    if not _is_line(points):
        if source is None or target is None or source == target:
            return points
        points = [bounds_of(s, look_of(s)).centre for s in (source, target)]
    points[0] = _known(points[0], source)
    points[-1] = _known(points[-1], target)
    points = _cut(points, source)
    points = _cut(points[::-1], target)[::-1]
    return polyline.without_repeats(points)


def _is_line(points: Sequence[Point]) -> bool:
    return len(points) > 1


def _known(end: Point, shape: BPMNShape | None) -> Point:
    """The end of a line; the middle of its shape where a tool wrote the origin for want of a better place."""
    if shape is None or end != Point(0, 0) or shape.bounds.grown(_NEAR).contains(end):
        return end
    return bounds_of(shape, look_of(shape)).centre


def _cut(points: list[Point], shape: BPMNShape | None) -> list[Point]:
    """The points from where the line leaves a shape that it starts inside."""
    if shape is None or not shape.bounds.grown(-1).contains(points[0]):
        return points
    look = look_of(shape)
    return polyline.cut_start(points, outline_of(look, bounds_of(shape, look)))


def _end_shapes(edge: BPMNEdge, element: BaseElement | None) -> tuple[BPMNShape | None, BPMNShape | None]:
    plane = edge.node.getparent()
    said = (edge.source_element, edge.target_element)
    found: list[BPMNShape | None] = []
    for shape, end in zip(said, ends_of(element), strict=True):
        if isinstance(shape, BPMNShape):
            found.append(shape)
        else:
            found.append(shape_on(end, plane) if end is not None else None)
    return found[0], found[1]


def _envelope(edge: BPMNEdge, element: BaseElement | None, points: Sequence[Point], line: str) -> Drawing:
    """The message in the middle of a message flow, where the file shows it."""
    kind = edge.message_visible_kind
    if kind is None or not isinstance(element, MessageFlow):
        return ()
    width, height = symbol("Message").size
    centre = labels.middle(points)
    place = Bounds(centre.x - width / 2, centre.y - height / 2, width, height)
    look = Look("Message", is_shaded=kind is MessageVisibleKind.NON_INITIATING)
    return draw(look, place, Colours(line, sign=line))


def _label(
    edge: BPMNEdge, element: BaseElement | None, points: Sequence[Point], line: str, *, has_envelope: bool
) -> Lines:
    text = text_of(element)
    if not text and has_envelope and isinstance(element, MessageFlow) and element.message_ref is not None:
        text = element.message_ref.name or ""
    if not text:
        return ()
    behind = backdrop(ends_of(element)[0] or element, edge)
    style = replace(label_style(edge, edge.label, line), halo=behind)
    given = place_of(edge.label)
    if given is not None:
        return labels.at(text, given, style)
    return labels.beside(text, points, style, gap=18 if has_envelope else 5)
