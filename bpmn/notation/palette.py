"""Icons of kinds of elements, made of the rows that also draw them on a diagram."""

from bpmn.base.geometry import Bounds, Point
from bpmn.notation import outlines
from bpmn.notation.connectors import CONNECTORS, Connector, connector
from bpmn.notation.drawing import Drawing, Path, Segment, Segments, scaled
from bpmn.notation.edges import draw_line
from bpmn.notation.look import Look
from bpmn.notation.paint import Colours, draw_glyph
from bpmn.notation.symbols import SYMBOLS, Symbol, glyph_of, sign, symbol

GRID = 20.0
"""An icon fills a square of this side, with a margin of two units."""
_LARGEST = 16.0
_PEN = 1.5
_THINNEST = 0.9
_SIZES = {
    "Participant": (100.0, 70.0),
    "Lane": (100.0, 70.0),
    "Group": (100.0, 80.0),
    "TextAnnotation": (70.0, 80.0),
}
_COLLAPSIBLE = ("SubProcess", "AdHocSubProcess", "Transaction", "SubChoreography", "SubConversation")
_STATES = ("Expanded", "Event", "NonInterrupting", "BlackBox", "Vertical")
_THROWING = ("EndEvent", "IntermediateThrowEvent")


def icon(kind: object) -> Drawing:
    """The icon of a kind of element or connection on a square of ``GRID`` units.

    A kind is a view class, its name or tag with further words (``startEvent:message``,
    ``subProcess:event``, ``task:loop``), or a class with an event definition. Raises KeyError for a kind
    that no table lists.
    """
    name, words = _read(kind)
    if name in CONNECTORS:
        return _line_icon(connector(name))
    row = symbol(name)
    look = _look(name, words)
    box = _box(look, row)
    marks = _outline(look, row, box)
    return marks + _PARTS.get(name, _no_parts)(look, box) + _inside(look, row, box)


def _read(kind: object) -> tuple[str, list[str]]:
    """The row of a table and the further words of a kind."""
    if isinstance(kind, type):
        return kind.__name__, []
    if type(kind) is tuple:
        return kind[0].__name__, [part.__name__ for part in kind[1:] if part is not None]
    first, *words = str(kind).split(":")
    return _capital(first), [_capital(word) for word in words]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _look(name: str, words: list[str]) -> Look:
    signs = [_sign(word) for word in words if word not in _STATES]
    definitions = [s for s in signs if s.endswith(("EventDefinition", "Multiple"))]
    starts = [s for s in signs if s.startswith("Instantiating") or s == "ParallelEventBasedGateway"]
    markers = [s for s in signs if s not in (*definitions, *starts)]
    expanded = "Expanded" in words or "Event" in words
    if name in _COLLAPSIBLE and not expanded:
        markers.append("AdHoc" if name == "AdHocSubProcess" else "Collapsed")
    return Look(
        name,
        sign=next(iter([*definitions, *starts]), None),
        is_thrown=name in _THROWING,
        is_dashed="NonInterrupting" in words or "Event" in words,
        markers=tuple(markers),
        is_expanded=expanded,
        is_horizontal="Vertical" not in words,
        is_empty="BlackBox" in words,
    )


def _sign(word: str) -> str:
    """The row of a word: ``Timer`` stands for the event definition. Raises KeyError for an unknown word."""
    name = f"{word}EventDefinition"
    name = name if name in SYMBOLS else word
    sign(name)
    return name


def _box(look: Look, row: Symbol) -> Bounds:
    width, height = _SIZES.get(look.kind, row.size)
    factor = _LARGEST / max(width, height)
    width, height = width * factor, height * factor
    return Bounds((GRID - width) / 2, (GRID - height) / 2, width, height)


def _segments(row: Symbol, box: Bounds, size: tuple[float, float]) -> Segments:
    """The outline of the symbol's true size, made small, so that its corners stay in proportion."""
    return scaled(row.outline(*size), box.width / size[0], box.height / size[1])


def _outline(look: Look, row: Symbol, box: Bounds) -> Drawing:
    size = _SIZES.get(look.kind, row.size)
    width = min(_PEN * max(row.line, 2) / 2, 2.8) if not row.inner else 1.1
    dash = (2.2, 1.6) if look.is_dashed or row.dash else ()
    fill = "poolHead" if look.is_empty else row.fill
    marks: Drawing = (Path(_segments(row, box, size), box.x, box.y, width, fill=fill, dash=dash),)
    if row.inner:
        inner = outlines.ellipse if row.outline is outlines.ellipse else outlines.rounded(1.5)
        marks += (Path(inner(box.width - 4, box.height - 4), box.x + 2, box.y + 2, 1.1, dash=dash),)
    if row.details:
        details = scaled(row.details(*size), box.width / size[0], box.height / size[1])
        marks += (Path(details, box.x, box.y, 1.2, is_round=True),)
    return marks


def _inside(look: Look, row: Symbol, box: Bounds) -> Drawing:
    marks: Drawing = ()
    glyph = glyph_of(look.sign, is_thrown=look.is_thrown) if look.sign else row.glyph
    if glyph is not None:
        side = box.width
        if row.glyph_in_corner:
            side = 7.5 if look.markers else 9.0
        up = 2.4 if look.markers else 0
        place = Point(box.centre.x - side / 2, box.centre.y - side / 2 - up)
        marks += draw_glyph(glyph, place.x, place.y, side, Colours(), _THINNEST)
    for number, name in enumerate(look.markers):
        side = 6.0 if glyph is None else 4.2
        x = box.centre.x - side / 2 + (number - (len(look.markers) - 1) / 2) * (side + 1)
        y = box.bottom - side - _FOOT.get(look.kind, 1.4)
        marks += draw_glyph(glyph_of(name), x, y, side, Colours(), 0.8)
    return marks


def _no_parts(look: Look, box: Bounds) -> Drawing:  # noqa: ARG001
    return ()


def _bands(look: Look, box: Bounds) -> Drawing:  # noqa: ARG001
    """The participants of a choreography activity."""
    upper = scaled(outlines.half_rounded(100, 24, 10), 0.16, 0.16)
    lower = scaled(outlines.half_rounded(100, 24, -10), 0.16, 0.16)
    return (
        Path(upper, box.x, box.y, 1.1, fill="taskFill"),
        Path(lower, box.x, box.bottom - 3.84, 1.1, fill="inkMuted"),
    )


def _writing(look: Look, box: Bounds) -> Drawing:  # noqa: ARG001
    """The lines of an annotation."""
    lines: list[Segment] = []
    for number, length in enumerate((9.0, 7.0, 9.0, 5.0)):
        y = box.y + 2.5 + number * 3.6
        lines += [("M", box.x + 4, y), ("L", box.x + 4 + length, y)]
    return (Path(tuple(lines), width=1.1),)


def _head(look: Look, box: Bounds) -> Drawing:
    if look.is_empty:
        return ()
    width, height = (4.5, box.height) if look.is_horizontal else (box.width, 4.5)
    fill = "laneHead" if look.kind == "Lane" else "poolHead"
    marks: Drawing = (Path(outlines.rectangle(width, height), box.x, box.y, _PEN, fill=fill),)
    if look.kind == "Lane":
        middle: Segments = (("M", box.x + width, box.centre.y), ("L", box.right, box.centre.y))
        marks += (Path(middle, width=1.2),)
    return marks


_PARTS = {
    "Participant": _head,
    "Lane": _head,
    "ChoreographyTask": _bands,
    "SubChoreography": _bands,
    "CallChoreography": _bands,
    "TextAnnotation": _writing,
}
_FOOT = {"SubChoreography": 5.0, "SubConversation": 3.9, "Transaction": 3.2}


def _line_icon(row: Connector) -> Drawing:
    """The connector from the lower left to the upper right, its ends half as large."""
    small = 0.6
    points = [Point(2 / small, 17 / small), Point(18 / small, 3 / small)]
    thin = Connector(_PEN / small, tuple(d * 0.8 for d in row.dash), row.source, row.target, row.is_double)
    marks = draw_line(points, thin)
    return tuple(_made_small(mark, small) for mark in marks if isinstance(mark, Path))


def _made_small(path: Path, factor: float) -> Path:
    return Path(
        scaled(path.segments, factor, factor),
        path.x * factor,
        path.y * factor,
        path.width * factor,
        path.stroke,
        path.fill,
        tuple(d * factor for d in path.dash),
        path.is_round,
    )
