"""Puts symbols on bounds: marks in the colours of one shape."""

from collections.abc import Callable
from dataclasses import dataclass

from bpmn.base.geometry import Bounds
from bpmn.notation import outlines
from bpmn.notation.drawing import Drawing, Path, Segments, shifted
from bpmn.notation.look import Look
from bpmn.notation.strokes import Glyph, segments
from bpmn.notation.symbols import DASHED, DOTTED, SYMBOLS, Symbol, glyph_of, symbol

HEAD = 30.0
"""Size of the band that holds the name of a pool or lane."""
BAND = 20.0
MARKER = 14.0
_MARKER_GAP, _FOOT, _CORNER = 4.0, 4.0, 5.0
_CORNER_GLYPH = 19.0
_EVENT_GRID = 36.0
_LINE = 2.0
_BORDER = 2.0
_SHADE = "sunken"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one shape; fill None is the symbol's own.

    ``sign`` is that of what stands inside: glyphs, markers and letters.
    """

    line: str = "ink"
    fill: str | None = None
    sign: str = "ink"


def draw(look: Look, bounds: Bounds, colours: Colours | None = None, room: Bounds | None = None) -> Drawing:
    """The marks of a symbol without its name; markers stand at the foot of ``room``, else of the bounds.

    Raises KeyError if the table of symbols lacks it.
    """
    row = symbol(look.kind)
    pen = colours or Colours()
    if look.kind in _SWIMLANES:
        return _SWIMLANES[look.kind](look, row, bounds, pen)
    marks = _body(look, row, bounds, pen)
    glyph = _glyph(look, row)
    if glyph is not None:
        marks += _place_glyph(glyph, row, bounds, pen)
    return marks + draw_markers(look.markers, (room or bounds).grown(-_border(row)), pen)


def _border(row: Symbol) -> float:
    """How much further in than usual a border reaches."""
    return row.inner + (row.line - _LINE) / 2 if row.glyph_in_corner else 0


def outline_of(look: Look, bounds: Bounds) -> Segments:
    """The outline of a symbol in plane coordinates: for hit tests, docking and selection."""
    outline: Segments = symbol(look.kind).outline(bounds.width, bounds.height)
    return shifted(outline, bounds.x, bounds.y)


def _body(look: Look, row: Symbol, bounds: Bounds, pen: Colours) -> Drawing:
    x, y, width, height = bounds
    fill = pen.fill if pen.fill and row.fill else row.fill
    if look.is_shaded:
        fill = pen.fill or _SHADE
    dash, line = row.dash, row.line
    if look.is_dashed:
        dash, line = (DASHED, line) if _is_event(row) else (DOTTED, 2.5)
    shape = row.outline(width, height)
    is_dotted = bool(dash) and 0 < min(dash) < 1
    marks: Drawing = (Path(shape, x, y, line, pen.line, fill, dash, is_dotted),)
    if row.inner:
        gap = min(row.inner, width / 6, height / 6)
        inner = _inner(row, width - 2 * gap, height - 2 * gap, gap)
        marks += (Path(inner, x + gap, y + gap, row.line, pen.line, None, dash),)
    if row.details:
        marks += (Path(row.details(width, height), x, y, min(line, 1.5), pen.line, is_round=True),)
    return marks


def _inner(row: Symbol, width: float, height: float, gap: float) -> Segments:
    """The second outline; that of a rounded rectangle runs parallel to the first."""
    outline = outlines.ellipse if _is_event(row) else outlines.rounded(10 - gap)
    return outline(width, height)


def _is_event(row: Symbol) -> bool:
    return row.outline is outlines.ellipse


def _glyph(look: Look, row: Symbol) -> Glyph | None:
    if look.sign:
        if look.sign not in SYMBOLS:
            return None
        return glyph_of(look.sign, is_thrown=look.is_thrown)
    return row.glyph if look.has_glyph else None


def _place_glyph(glyph: Glyph, row: Symbol, bounds: Bounds, pen: Colours) -> Drawing:
    smaller = min(bounds.width, bounds.height)
    if row.glyph_in_corner:
        side = min(_CORNER_GLYPH, smaller * 0.4)
        gap = min(_CORNER, smaller * 0.1)
        if glyph.size > _EVENT_GRID - 1:
            return _small_event(glyph, bounds.x + gap, bounds.y + gap, side + 2, pen)
        return draw_glyph(glyph, bounds.x + gap, bounds.y + gap, side, pen)
    return draw_glyph(
        glyph, bounds.x + (bounds.width - smaller) / 2, bounds.y + (bounds.height - smaller) / 2, smaller, pen
    )


def _small_event(glyph: Glyph, x: float, y: float, side: float, pen: Colours) -> Drawing:
    """The start event of a collapsed event sub-process."""
    ring: Drawing = (Path(outlines.ellipse(side, side), x, y, 1.2, pen.sign),)
    return ring + draw_glyph(glyph, x, y, side, pen, 0.9)


def draw_glyph(glyph: Glyph, x: float, y: float, side: float, pen: Colours, thinnest: float = 0) -> Drawing:
    """A glyph in a square of ``side`` units; no line is thinner than ``thinnest``."""
    factor = side / glyph.size
    inside = pen.fill or "taskFill"
    inks = {"line": pen.sign, "fill": inside, None: None}
    return tuple(
        Path(
            segments(stroke.data, factor),
            x,
            y,
            max(stroke.width * factor, thinnest) if stroke.width else 0,
            inks[stroke.line] if stroke.width else None,
            inks[stroke.fill],
            is_round=stroke.is_round,
        )
        for stroke in glyph.strokes
    )


def draw_markers(names: tuple[str, ...], bounds: Bounds, pen: Colours) -> Drawing:
    """Markers in a row at the foot of a symbol, centred."""
    if not names:
        return ()
    side = min(MARKER, bounds.height * 0.3, bounds.width * 0.3)
    step = side + _MARKER_GAP
    x = bounds.centre.x - (step * len(names) - _MARKER_GAP) / 2
    y = bounds.bottom - side - min(_FOOT, bounds.height * 0.06)
    marks: Drawing = ()
    for number, name in enumerate(names):
        marks += draw_glyph(glyph_of(name), x + number * step, y, side, pen)
    return marks


def head_of(look: Look, bounds: Bounds) -> Bounds:
    """The band that holds the name of a pool or lane; of an empty pool it is the whole."""
    if look.is_empty:
        return bounds
    if look.is_horizontal:
        return bounds._replace(width=min(HEAD, bounds.width))
    return bounds._replace(height=min(HEAD, bounds.height))


def _pool(look: Look, row: Symbol, bounds: Bounds, pen: Colours) -> Drawing:
    x, y, width, height = bounds
    fill = pen.fill or ("poolHead" if look.is_empty else row.fill)
    marks: Drawing = (Path(row.outline(width, height), x, y, row.line, pen.line, fill),)
    if not look.is_empty:
        head = head_of(look, bounds)
        band = pen.fill or "poolHead"
        marks += (Path(row.outline(head.width, head.height), x, y, row.line, pen.line, band),)
    return marks + draw_markers(look.markers, bounds, pen)


def _lane(look: Look, row: Symbol, bounds: Bounds, pen: Colours) -> Drawing:
    x, y, width, height = bounds
    head = head_of(look, bounds)
    inset = row.line / 2
    band = outlines.rectangle(max(head.width - 2 * inset, 0), max(head.height - 2 * inset, 0))
    marks: Drawing = ()
    if pen.fill:
        marks += (Path(row.outline(width, height), x, y, 0, None, pen.fill),)
    if look.is_empty:
        return (*marks, Path(row.outline(width, height), x, y, row.line, pen.line))
    marks += (Path(band, x + inset, y + inset, 0, None, pen.fill or "laneHead"),)
    if look.is_horizontal:
        edge: Segments = (("M", head.width, inset), ("L", head.width, height - inset))
    else:
        edge = (("M", inset, head.height), ("L", width - inset, head.height))
    marks += (Path(edge, x, y, 1, "border"),)
    return (*marks, Path(row.outline(width, height), x, y, row.line, pen.line))


def _band(look: Look, row: Symbol, bounds: Bounds, pen: Colours) -> Drawing:
    """A participant of a choreography activity; its outer corners follow those of the activity."""
    if look.is_thick:
        bounds = bounds._replace(x=bounds.x + _BORDER, width=bounds.width - 2 * _BORDER)
        bounds = bounds._replace(
            y=bounds.y + (_BORDER if look.corners == "top" else 0), height=bounds.height - _BORDER
        )
    x, y, width, height = bounds
    shape = _BAND_OUTLINES.get(look.corners, row.outline)(width, height)
    fill = pen.fill or (_SHADE if look.is_shaded else row.fill)
    marks: Drawing = (Path(shape, x, y, row.line, pen.line, fill),)
    return marks + draw_markers(look.markers, bounds, pen)


def _top(width: float, height: float) -> Segments:
    return outlines.half_rounded(width, height, 10)


def _bottom(width: float, height: float) -> Segments:
    return outlines.half_rounded(width, height, -10)


_BAND_OUTLINES = {"top": _top, "bottom": _bottom}
_SWIMLANES: dict[str, Callable[[Look, Symbol, Bounds, Colours], Drawing]] = {
    "Participant": _pool,
    "Lane": _lane,
    "ParticipantBand": _band,
}
