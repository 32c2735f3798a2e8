"""What lines end on, and which style a new line between two elements has."""

from bpmn.base.geometry import Bounds
from bpmn.layout.docking import End, Outline
from bpmn.layout.routing import Style
from bpmn.model import (
    Association,
    BoundaryEvent,
    ConversationLink,
    DataAssociation,
    Element,
    Gateway,
    MessageFlow,
)
from bpmn.notation import outlines
from bpmn.notation.symbols import has_symbol, symbol

OUTLINES: dict[object, Outline] = {
    outlines.ellipse: Outline.CIRCLE,
    outlines.diamond: Outline.DIAMOND,
    outlines.hexagon: Outline.HEXAGON,
    outlines.rectangle: Outline.RECTANGLE,
    outlines.sheet: Outline.RECTANGLE,
    outlines.drum: Outline.RECTANGLE,
    outlines.bracket: Outline.RECTANGLE,
}
"""How lines see the outlines of the table of symbols; all others have rounded corners."""


def outline_of(kind: type[Element]) -> Outline:
    """The outline of a class that lines end on."""
    if not has_symbol(kind):
        return Outline.RECTANGLE
    return OUTLINES.get(symbol(kind).outline, Outline.ROUNDED)


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
