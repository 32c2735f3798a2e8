"""What lines end on, and which style a new line between two elements has."""

from bpmn.base.geometry import Bounds
from bpmn.layout.docking import End, Outline
from bpmn.layout.routing import Style
from bpmn.model import (
    Activity,
    Association,
    BoundaryEvent,
    ConversationLink,
    ConversationNode,
    DataAssociation,
    Element,
    Event,
    Gateway,
    MessageFlow,
    SubProcess,
)

OUTLINES: dict[type[Element], Outline] = {
    Event: Outline.CIRCLE,
    Gateway: Outline.DIAMOND,
    Activity: Outline.ROUNDED,
    ConversationNode: Outline.HEXAGON,
}


def outline_of(kind: type[Element]) -> Outline:
    """The outline of a class that lines end on."""
    return next((OUTLINES[c] for c in kind.__mro__ if c in OUTLINES), Outline.RECTANGLE)


def end_of(element: Element | None, bounds: Bounds) -> End:
    """An element as the end of a line."""
    return End(bounds, Outline.RECTANGLE if element is None else outline_of(type(element)))


def style_of(connection: type[Element], source: Element | None, target: Element | None) -> Style:
    """How a new line of this class runs between two elements."""
    if issubclass(connection, Association | DataAssociation | ConversationLink):
        return Style.STRAIGHT
    if issubclass(connection, MessageFlow):
        return Style.STRAIGHT_OR_UPRIGHT
    if isinstance(source, Gateway) and not isinstance(target, Gateway):
        return Style.UP_THEN_SIDEWAYS
    if isinstance(target, Gateway) and not isinstance(source, Gateway | BoundaryEvent):
        return Style.SIDEWAYS_THEN_UP
    return Style.SIDEWAYS


def is_container(element: Element | None) -> bool:
    """Whether an element may hold others on the plane."""
    return isinstance(element, SubProcess)
