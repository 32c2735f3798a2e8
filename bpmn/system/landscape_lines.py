"""How the lines of the landscape look, by what the links along them do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot

from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message
from bpmn.notation.connectors import ENDS, EndName, direction, end_segments
from bpmn.notation.drawing import Drawing, Mark, Path, Segments, TextLine
from bpmn.notation.metrics import shortened as cut
from bpmn.notation.outlines import ellipse, rounded
from bpmn.notation.polyline import path_of, shortened, towards
from bpmn.system.landscape_labels import SIZE, pill_text
from bpmn.system.landscape_plan import Laid
from bpmn.system.link import Kind

WIDTH, CORNER = 1.8, 8.0
INK, ASSUMED = "inkMuted", "inkMuted%50"
DOUBLE = 5.0
ZIGZAG, TOOTH = 16.0, 4.0
PEOPLE: Segments = (
    ("M", 5, 6), ("C", 3.6, 6, 2.6, 5, 2.6, 3.6), ("C", 2.6, 2.2, 3.6, 1.2, 5, 1.2),
    ("C", 6.4, 1.2, 7.4, 2.2, 7.4, 3.6), ("C", 7.4, 5, 6.4, 6, 5, 6), ("Z",),
    ("M", 0.8, 11), ("C", 0.8, 8.6, 2.4, 7.6, 5, 7.6), ("C", 7.6, 7.6, 9.2, 8.6, 9.2, 11),
    ("M", 9, 1.6), ("C", 10.2, 1.8, 11, 2.6, 11, 3.7), ("C", 11, 4.8, 10.4, 5.5, 9.4, 5.8),
    ("M", 10.6, 7.9), ("C", 12, 8.3, 12.8, 9.3, 12.8, 11),
)  # fmt: skip
"""Two persons, on a field of 14 × 12."""


@dataclass(frozen=True, slots=True)
class Form:
    """How links of a kind look."""

    target: EndName | None = "arrow"
    source: EndName | None = None
    dash: tuple[float, ...] = ()
    is_double: bool = False
    is_zigzag: bool = False


FORMS = {
    Kind.TRIGGER: Form(),
    Kind.MESSAGE: Form("hollow arrow", "circle", (8.0, 5.0)),
    Kind.CALL: Form("open arrow", "open arrow"),
    Kind.SIGNAL: Form("open arrow", None, (8.0, 3.0, 1.5, 3.0)),
    Kind.EXCEPTION: Form(is_zigzag=True),
    Kind.DATA: Form("open arrow", None, (1.5, 4.0)),
    Kind.RESOURCE: Form(None, is_double=True),
}
"""By what the link does; other kinds look like one that starts something."""


def line(laid: Laid) -> Drawing:
    """A line with its ends; one that is only assumed in half ink."""
    return tuple(strokes(laid.points, laid.line.kind, ASSUMED if laid.line.is_assumed else INK))


def on_line(laid: Laid, say: Callable[[Message], str] = str) -> Drawing:
    """What stands on a line: the “?” of an assumed one, the pill of shared people."""
    place = laid.disc
    if place is None:
        return ()
    if laid.line.kind is Kind.RESOURCE:
        return _pill(place, say(pill_text(laid.line)))
    centre = place.centre
    return (
        Path(ellipse(place.width, place.height), place.x, place.y, 1.5, INK, "paper"),
        TextLine("?", centre.x, centre.y + 4, 12, "text", is_bold=True),
    )


def _pill(place: Bounds, words: str) -> Drawing:
    text = cut(words, place.width - 38, SIZE)
    return (
        Path(rounded(place.height / 2)(place.width, place.height), place.x, place.y, 1.2, INK, "panel"),
        Path(PEOPLE, place.x + 10, place.centre.y - 6, 1.2, INK, is_round=True),
        TextLine(text, place.x + 29, place.centre.y + 4, SIZE, "text", anchor="start"),
    )


def words(laid: Laid) -> Drawing:
    """The names of what goes along a line."""
    return laid.label.lines if laid.label is not None else ()


def strokes(points: Sequence[Point], kind: Kind, colour: str = INK) -> list[Mark]:
    """A line of a kind through points, with its ends."""
    form = FORMS.get(kind, Form())
    if form.is_double:
        way = path_of(points, CORNER)
        return [Path(way, 0, 0, DOUBLE, colour), Path(way, 0, 0, DOUBLE - 3.2, "paper")]
    at_start = ENDS[form.source].length if form.source else 0.0
    at_end = ENDS[form.target].length if form.target else 0.0
    rest = shortened(points, at_start, at_end)
    way = _zigzag(rest) if form.is_zigzag else path_of(rest, CORNER)
    marks: list[Mark] = [Path(way, 0, 0, WIDTH, colour, None, form.dash)]
    if form.target:
        marks.append(_end(form.target, points[-2], points[-1], colour))
    if form.source:
        marks.append(_end(form.source, points[1], points[0], colour))
    return marks


def _zigzag(points: Sequence[Point]) -> Segments:
    """A line that begins with a zigzag: something went wrong there."""
    first, second = points[0], points[1]
    length = hypot(second.x - first.x, second.y - first.y)
    reach = min(ZIGZAG, length * 0.6)
    if not reach:
        return path_of(points, CORNER)
    ux, uy = (second.x - first.x) / length, (second.y - first.y) / length
    teeth = [towards(first, second, reach * at / 4) for at in range(1, 4)]
    sides = (TOOTH, -TOOTH, TOOTH)
    bent = [Point(p.x - uy * side, p.y + ux * side) for p, side in zip(teeth, sides, strict=True)]
    rest = path_of([towards(first, second, reach), *points[1:]], CORNER)
    return (("M", *first), *(("L", *p) for p in bent), ("L", *towards(first, second, reach)), *rest[1:])


def _end(name: EndName, before: Point, at: Point, colour: str) -> Path:
    shape = ENDS[name]
    fill = {"line": colour, "paper": "paper", None: None}[shape.fill]
    ux, uy = direction(at.x - before.x, at.y - before.y)
    return Path(end_segments(name, ux, uy), at.x, at.y, shape.line, colour if shape.line else None, fill)
