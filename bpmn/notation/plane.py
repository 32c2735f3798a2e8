"""Draws whole diagrams, in the order in which things cover each other."""

from bpmn.base.geometry import Bounds, united
from bpmn.model import BPMNEdge, BPMNPlane, BPMNShape
from bpmn.notation.drawing import Drawing, drawing_bounds
from bpmn.notation.edges import EdgeDrawing, edge_drawing
from bpmn.notation.shapes import ShapeDrawing, shape_drawing

__all__ = [
    "EdgeDrawing",
    "ShapeDrawing",
    "draw_plane",
    "edge_drawing",
    "level",
    "plane_bounds",
    "shape_drawing",
]

_EMPTY = Bounds(0, 0, 100, 100)
_LEVELS = {"Participant": -3, "Lane": -2, "Group": 8, "TextAnnotation": 6, "ParticipantBand": 5}
_OPEN, _CLOSED, _BOUNDARY = -1, 4, 7
EDGE_LEVEL = 3


def draw_plane(plane: BPMNPlane) -> Drawing:
    """Everything on a plane, names on top."""
    drawn = drawings(plane)
    marks = tuple(mark for one in drawn for mark in one.marks)
    return marks + tuple(line for one in drawn for line in one.label)


def drawings(plane: BPMNPlane) -> list[ShapeDrawing | EdgeDrawing]:
    """The drawings of all shapes and edges of a plane, those behind first."""
    found: list[ShapeDrawing | EdgeDrawing] = []
    for one in plane.elements:
        if isinstance(one, BPMNShape):
            found.append(shape_drawing(one))
        elif isinstance(one, BPMNEdge):
            found.append(edge_drawing(one))
    return sorted(found, key=level)


def level(drawn: ShapeDrawing | EdgeDrawing) -> tuple[int, float]:
    """How far in front a drawing is; of open symbols the larger ones are further back."""
    if isinstance(drawn, EdgeDrawing):
        return EDGE_LEVEL, 0
    look, area = drawn.look, drawn.bounds.width * drawn.bounds.height
    if look.is_expanded:
        return _OPEN, -area
    if look.kind == "BoundaryEvent":
        return _BOUNDARY, 0
    found = _LEVELS.get(look.kind, _CLOSED)
    return found, -area if found < 0 else 0


def plane_bounds(plane: BPMNPlane) -> Bounds:
    """The rectangle around everything drawn on a plane; a small one for an empty plane."""
    boxes = (drawing_bounds(one.drawing) for one in drawings(plane))
    return united(box for box in boxes if box is not None) or _EMPTY
