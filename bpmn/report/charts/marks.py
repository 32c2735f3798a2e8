"""The shapes charts are made of: lines, boxes, hatching, and the sign of each verdict."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Anchor, Mark, Path, TextLine, scaled
from bpmn.notation.outlines import rounded
from bpmn.notation.strokes import circle, segments

GRID = 20.0
CAPTION, SMALL, BODY = 11.0, 12.0, 13.0
HATCH = 6.0


def box(place: Bounds, fill: str, stroke: str | None = None, radius: float = 0.0, width: float = 1.0) -> Path:
    """A filled rectangle."""
    outline = rounded(radius)(place.width, place.height)
    return Path(outline, place.x, place.y, width, stroke, fill)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1.0) -> Path:
    """A straight line."""
    return Path((("M", 0, 0), ("L", x2 - x1, y2 - y1)), x1, y1, width, colour)


def text(
    said: str, x: float, y: float, size: float = CAPTION, colour: str = "text", anchor: Anchor = "middle"
) -> TextLine:
    """One line of text with its anchor on the base line."""
    return TextLine(said, x, y, size, colour, anchor=anchor)


def bold(said: TextLine) -> TextLine:
    """The same line in bold letters."""
    return replace(said, is_bold=True)


def haloed(said: TextLine) -> TextLine:
    """The same line with a border that keeps lines away from its letters."""
    return replace(said, halo="panel")


def hatched(place: Bounds, colour: str, width: float = 1.0) -> list[Path]:
    """Lines at 45 degrees that stay inside a rectangle."""
    found = []
    at = place.x - place.height + HATCH
    while at < place.right:
        left, right = max(at, place.x), min(at + place.height, place.right)
        if right > left:
            found.append(
                line(left, place.bottom - (left - at), right, place.bottom - (right - at), colour, width)
            )
        at += HATCH
    return found


# -- verdicts --------------------------------------------------------------------------------------

_SHIELD = "M 10 1 L 17.5 3.6 V 10 C 17.5 14.4 14.4 17.6 10 19 C 5.6 17.6 2.5 14.4 2.5 10 V 3.6 Z"
_DOWN = "M 1.2 2.5 H 18.8 L 10 18.4 Z"
_SQUARE = "M 3 2 H 17 C 17.6 2 18 2.4 18 3 V 17 C 18 17.6 17.6 18 17 18 H 3 C 2.4 18 2 17.6 2 17 V 3 Z"
_OCTAGON = "M 6.2 1 H 13.8 L 19 6.2 V 13.8 L 13.8 19 H 6.2 L 1 13.8 V 6.2 Z"
_PILL = "M 5 5 H 15 C 21.6 5 21.6 15 15 15 H 5 C -1.6 15 -1.6 5 5 5 Z"
_DIAMOND = "M 10 1 L 19 10 L 10 19 L 1 10 Z"
_SCALES = "M 4.6 7 H 15.4 M 10 5 V 15 M 5.8 7 L 4.4 11.4 H 7.4 Z M 14.2 7 L 12.8 11.4 H 15.8 Z"
_HEXAGON = "M 5.4 2 H 14.6 L 19 10 L 14.6 18 H 5.4 L 1 10 Z"
_RING = circle(10, 10, 8)
_DISC = circle(10, 10, 9)

SHAPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "aligned": (_DISC, "M 5.8 10.4 L 8.8 13.4 L 14.4 7"),
        "hiddenLever": (_HEXAGON, "M 10 14 V 6.4 M 7 9.2 L 10 6.2 L 13 9.2"),
        "sacrifice": (_SHIELD, "M 10 14.4 V 6 M 6.8 9.2 L 10 6 L 13.2 9.2"),
        "tradeoff": (_SQUARE, _SCALES),
        "wasted": (_PILL, "M 6.4 8.4 H 13.6 M 6.4 11.6 H 13.6"),
        "noEffect": (_RING, "M 6 10 H 14"),
        "costOnly": (_DIAMOND, "M 6 10 H 14"),
        "subopt": (_DOWN, "M 10 4.8 V 11.4 M 7.2 8.8 L 10 11.6 L 12.8 8.8"),
        "harmful": (_OCTAGON, "M 6.6 6.6 L 13.4 13.4 M 13.4 6.6 L 6.6 13.4"),
    }
)  # fmt: skip
"""The filled shape and the sign in it of each verdict, by the token of its colour, on a grid of 20."""

_ASKING = "M 7.4 7.6 C 7.4 4.2 12.6 4.2 12.6 7.6 C 12.6 9.6 10 9.6 10 11.8 M 10 14.2 V 14.6"


def verdict_mark(token: str, x: float, y: float, size: float = 17.0) -> list[Mark]:
    """The sign of a verdict around a centre; without one of its own it is the open question."""
    factor, left, top = size / GRID, x - size / 2, y - size / 2
    if token not in SHAPES:
        ring = Path(segments(_DISC, factor), left, top, 1.4, "undecided", "paper", dash=(3, 2))
        return [ring, Path(segments(_ASKING, factor), left, top, 1.6 * factor, "undecided", is_round=True)]
    shape, sign = SHAPES[token]
    return [
        Path(segments(shape, factor), left, top, 1.0, "paper", token, is_round=True),
        Path(segments(sign, factor), left, top, 1.8 * factor, "paper", is_round=True),
    ]


def zigzag(place: Bounds) -> Path:
    """A white cut through a bar, in waves of 10."""
    count = max(round(place.width / 10), 2)
    step = place.width / count
    points = "M 0 0 " + " ".join(f"L {step * (n + 0.5)} -4 L {step * (n + 1)} 0" for n in range(count))
    return Path(scaled(segments(points), 1, 1), place.x, place.y, 3.0, "panel")
