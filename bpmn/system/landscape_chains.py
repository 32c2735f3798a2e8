"""Chains of the landscape: thick lines from the customer who asks to the customer who receives."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bpmn.base.geometry import Point
from bpmn.base.message import Message
from bpmn.notation.drawing import Drawing, Mark, Path, Segments, TextLine
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import shortened
from bpmn.notation.outlines import ellipse
from bpmn.notation.polyline import path_of
from bpmn.system.landscape_labels import UNANSWERED
from bpmn.system.landscape_plan import LaidWay

SERIES = 6
THICK, CORNER = 7.0, 16.0
RING, DISC = 5.0, 10.0
BEGIN = 34.0
"""From the customer's band to the number of the chain."""

ARROW = 18.0
SMALL = 11.0
TIP: Segments = (("M", 0, 0), ("L", -ARROW, -ARROW * 0.6), ("L", -ARROW, ARROW * 0.6), ("Z",))


def colour_of(number: int) -> str:
    """The colour of the chain with this number, counted from 1."""
    return f"series{(number - 1) % SERIES + 1}"


def track(laid: LaidWay) -> Drawing:
    """The thick line; it belongs behind the cards. From the seventh chain on it is double."""
    colour = colour_of(laid.way.number)
    marks: list[Mark] = []
    for number, piece in enumerate(laid.pieces):
        if len(piece) > 1:
            is_end = laid.way.is_answered and number == len(laid.pieces) - 1
            marks += _piece(piece, colour, has_end=is_end, is_double=laid.way.number > SERIES)
    return tuple(marks)


def stops(laid: LaidWay, say: Callable[[Message], str] = str) -> Drawing:
    """What belongs before the cards: rings, number, name, and that nobody answers."""
    colour, ring = colour_of(laid.way.number), ellipse(2 * RING, 2 * RING)
    marks: list[Mark] = [Path(ring, p.x - RING, p.y - RING, 2.5, colour, "panel") for p in laid.stations]
    first = next((piece for piece in laid.pieces if len(piece) > 1), None)
    if first is not None:
        marks += _disc(first, laid.way.number, colour)
    if laid.name is not None:
        marks += laid.name.lines
    if laid.end is not None:
        marks += (replace(line, text=say(UNANSWERED)) for line in laid.end.lines)
    elif laid.way.is_answered and laid.way.result and laid.pieces and len(laid.pieces[-1]) > 1:
        marks += _result(laid.pieces[-1], laid.way.result)
    return tuple(marks)


def _result(piece: Sequence[Point], result: str) -> Drawing:
    """What the customer gets, above the end of the line if it is long enough."""
    room = abs(piece[-1].x - piece[-2].x) - ARROW - 14
    text = shortened(result, room, SMALL)
    if room < SMALL * 4 or (text != result and room < SMALL * 7):
        return ()
    end = piece[-1]
    return block([text], end.x - ARROW - 6, end.y - 20, SMALL, Style("textMuted", halo="paper"), "end")


def _piece(points: Sequence[Point], colour: str, *, has_end: bool, is_double: bool) -> list[Mark]:
    end = points[-1]
    way = [*points[:-1], Point(end.x - ARROW + 1, end.y)] if has_end else list(points)
    path = path_of(way, CORNER)
    marks: list[Mark] = [Path(path, 0, 0, THICK, colour)]
    if is_double:
        marks.append(Path(path, 0, 0, THICK / 3, "paper"))
    if has_end:
        marks.append(Path(TIP, end.x, end.y, 0, None, colour))
    return marks


def _disc(points: Sequence[Point], number: int, colour: str) -> list[Mark]:
    start = points[0]
    x = start.x + min(BEGIN, abs(points[1].x - start.x) / 2)
    return [
        Path(ellipse(2 * DISC, 2 * DISC), x - DISC, start.y - DISC, 2, "paper", colour),
        TextLine(str(number), x, start.y + 4, 12, "panel", is_bold=True),
    ]
