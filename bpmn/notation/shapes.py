"""Draws one BPMNShape: its symbol and its name."""

from dataclasses import dataclass, replace

from bpmn.base.geometry import Bounds
from bpmn.model import (
    BaseElement,
    BoundaryEvent,
    BPMNLabel,
    BPMNShape,
    ChoreographyActivity,
    DataInput,
    DataObject,
    DataObjectReference,
    DataOutput,
    DataStore,
    DataStoreReference,
    Element,
    Group,
    TextAnnotation,
)
from bpmn.notation import colours, labels
from bpmn.notation.appearance import look_of, shape_on
from bpmn.notation.backdrop import backdrop
from bpmn.notation.bands import choreography_bands, message_of_band, room_between_bands
from bpmn.notation.drawing import Drawing, Segments
from bpmn.notation.labels import Lines, Style
from bpmn.notation.look import Look
from bpmn.notation.paint import MARKER, Colours, draw, head_of, outline_of
from bpmn.notation.polyline import sane
from bpmn.notation.symbols import SYMBOLS, Symbol, symbol

_DATA = (DataInput, DataObject, DataObjectReference, DataOutput, DataStore, DataStoreReference)


@dataclass(frozen=True, slots=True)
class ShapeDrawing:
    """What is drawn for a shape, in plane coordinates."""

    marks: Drawing
    label: Lines
    label_bounds: Bounds | None
    outline: Segments
    bounds: Bounds
    look: Look

    @property
    def drawing(self) -> Drawing:
        """Symbol and name."""
        return self.marks + self.label


def shape_drawing(shape: BPMNShape) -> ShapeDrawing:
    """What is drawn for a shape; an element that is missing or of no known type is a dashed box.

    Missing or unusable bounds are replaced by the symbol's own size.
    """
    look = look_of(shape)
    if not isinstance(SYMBOLS.get(look.kind), Symbol):
        look = Look("Unknown")
    bounds = bounds_of(shape, look)
    pen = colours_of(shape)
    element = shape.bpmn_element
    room = bounds
    if isinstance(element, ChoreographyActivity):
        room = room_between_bands(shape, bounds)
    marks = draw(look, bounds, pen, room)
    if isinstance(element, ChoreographyActivity):
        marks += choreography_bands(element, shape, bounds, pen)
    if look.kind == "ParticipantBand":
        marks += message_of_band(shape, bounds)
    label = _label(shape, element, look, bounds if symbol(look.kind).label != "inside" else room)
    return ShapeDrawing(marks, label, labels.bounds_of(label), outline_of(look, bounds), bounds, look)


def bounds_of(shape: BPMNShape, look: Look) -> Bounds:
    """The bounds of a shape such that they can be drawn."""
    x, y, width, height = map(sane, shape.bounds)
    own = symbol(look.kind).size
    return Bounds(x, y, width if width > 0 else own[0], height if height > 0 else own[1])


def colours_of(shape: BPMNShape) -> Colours:
    """The colours that a file gives a shape."""
    attributes = _attributes(shape)
    fill = colours.fill_of(attributes)
    fill = None if fill == colours.WHITE else fill
    stroke = colours.stroke_of(attributes)
    return Colours(colours.ink(stroke), fill, colours.sign_on(fill, stroke))


def _attributes(element: Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.node.items()]


def text_of(element: Element | None) -> str:
    """The text that names an element on a diagram."""
    if isinstance(element, TextAnnotation):
        return (element.text or "").strip()
    if isinstance(element, Group):
        value = element.category_value_ref
        return ((value.value if value else None) or "").strip()
    name = str(getattr(element, "name", None) or "").strip()
    return _data_text(element, name) if isinstance(element, _DATA) else name


def _data_text(element: Element, name: str) -> str:
    """The name of data, that of what it refers to if it has none, and its state in brackets."""
    if not name and isinstance(element, DataObjectReference) and element.data_object_ref:
        name = element.data_object_ref.name or ""
    if not name and isinstance(element, DataStoreReference) and element.data_store_ref:
        name = element.data_store_ref.name or ""
    state = getattr(getattr(element, "data_state", None), "name", None)
    # Some tools write the state into the name as well.
    return f"{name}\n[{state}]".strip() if state and f"[{state}]" not in name else name


def label_style(owner: BPMNShape | Element, label: BPMNLabel | None, line: str) -> Style:
    """How a label's letters look: the label's own colour and font style, else the outline's colour."""
    own = colours.label_colour_of(_attributes(label)) if label is not None else None
    own = own or colours.label_colour_of(_attributes(owner))
    style = label.label_style if label is not None else None
    font = style.font if style is not None else None
    colour = colours.ink(own) if own else line
    return Style(colour, bool(font and font.is_bold), bool(font and font.is_italic))


def _label(shape: BPMNShape, element: BaseElement | None, look: Look, bounds: Bounds) -> Lines:
    text = text_of(element)
    if not text:
        return ()
    pen = colours_of(shape)
    # Letters outside a symbol stand on the paper, not on its fill.
    is_outside = symbol(look.kind).label == "below"
    style = label_style(shape, shape.label, pen.line if is_outside else pen.sign)
    if is_outside:
        style = replace(style, halo=backdrop(element, shape))
    given = place_of(shape.label)
    if given is None and isinstance(element, BoundaryEvent):
        return _away_from_host(text, element, shape, bounds, style)
    return place_label(text, look, bounds, given, style)


def _away_from_host(text: str, event: BoundaryEvent, shape: BPMNShape, bounds: Bounds, style: Style) -> Lines:
    """The name of a boundary event on the side where its activity is not."""
    host = event.attached_to_ref
    host_shape = shape_on(host, shape.node.getparent()) if host is not None else None
    if host_shape is None:
        return labels.below(text, bounds, style)
    around, centre = host_shape.bounds, bounds.centre
    sides = {
        labels.below: abs(centre.y - around.bottom),
        labels.above: abs(centre.y - around.y),
        labels.left_of: abs(centre.x - around.x),
        labels.right_of: abs(centre.x - around.right),
    }
    place = min(sides, key=lambda side: sides[side])
    return place(text, bounds, style)


def place_of(label: BPMNLabel | None) -> Bounds | None:
    """Where a file wants a text; None where it does not say."""
    given = label.bounds if label is not None else None
    if given is None or not (given.width or given.height):
        return None
    return Bounds(*map(sane, given))


def place_label(text: str, look: Look, bounds: Bounds, given: Bounds | None, style: Style) -> Lines:
    """Lines of a name where its kind of symbol has it, or where the file wants it."""
    place = symbol(look.kind).label
    if place == "below":
        return _outer_label(text, bounds, given, style)
    if place == "band":
        return _band_label(text, look, bounds, style)
    if place == "side":
        return labels.side(text, bounds, style)
    if place == "top":
        return labels.at(text, given, style) if given else labels.top(text, bounds, style)
    if place == "none":
        return ()
    return _inner_label(text, look, bounds, given, style)


def _outer_label(text: str, bounds: Bounds, given: Bounds | None, style: Style) -> Lines:
    if given is None:
        return labels.below(text, bounds, style)
    lines = labels.at(text, given, style)
    # A halo would bite into the outline of a symbol that it touches.
    is_close = labels.touches(lines, bounds.grown(3))
    return labels.at(text, given, replace(style, halo=None)) if is_close else lines


def _band_label(text: str, look: Look, bounds: Bounds, style: Style) -> Lines:
    head = head_of(look, bounds)
    if look.kind == "Participant":
        style = Style(style.colour, is_bold=True, is_italic=style.is_italic)
    is_upright = not look.is_horizontal
    if look.is_empty:
        is_upright = bounds.height < 2.5 * bounds.width
    if look.is_empty and look.markers:
        head = head._replace(height=max(head.height - MARKER - 6, 14))
    return labels.band(text, head, style, is_upright=is_upright)


def _inner_label(text: str, look: Look, bounds: Bounds, given: Bounds | None, style: Style) -> Lines:
    placed = labels.inside_given(text, given, bounds, style)
    avoid = _glyph_area(look, bounds)
    if look.is_expanded:
        return placed or labels.top(text, bounds, style, is_left=look.kind == "SubChoreography")
    if placed and not any(labels.touches(placed, area) for area in (avoid, _foot_area(look, bounds)) if area):
        return placed
    padding = min(labels.INNER_PADDING, bounds.width * 0.08)
    foot = MARKER + 4 if look.markers and look.kind != "ParticipantBand" else 0
    box = Bounds(
        bounds.x + padding,
        bounds.y + min(4, bounds.height * 0.05),
        bounds.width - 2 * padding,
        bounds.height - foot - 2 * min(4, bounds.height * 0.05),
    )
    return labels.inside(text, box, style, avoid)


def _glyph_area(look: Look, bounds: Bounds) -> Bounds | None:
    """Where the glyph in the corner stands, None without one."""
    row = symbol(look.kind)
    if not (row.glyph_in_corner and (row.glyph or look.sign)):
        return None
    return Bounds(bounds.x, bounds.y, 24, 23)


def _foot_area(look: Look, bounds: Bounds) -> Bounds | None:
    """Where the markers stand, None without any."""
    if not look.markers:
        return None
    return Bounds(bounds.x, bounds.bottom - MARKER - 3, bounds.width, MARKER)
