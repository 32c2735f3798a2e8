"""Small pictures inside symbols, written as path data on a square grid."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, pi, sin
from typing import Literal

from bpmn.notation.drawing import Segment, Segments, scaled
from bpmn.notation.outlines import ellipse

Ink = Literal["line", "fill"]
"""The colour of the element's outline or of its inside."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One path of a glyph; width 0 has no outline."""

    data: str
    width: float = 1.5
    fill: Ink | None = None
    line: Ink = "line"
    is_round: bool = True


@dataclass(frozen=True, slots=True)
class Glyph:
    """A small picture on a square grid of ``size`` units."""

    size: float
    strokes: tuple[Stroke, ...]


def glyph(size: float, *strokes: Stroke) -> Glyph:
    """A glyph of these strokes, painted in order."""
    return Glyph(size, strokes)


@lru_cache(maxsize=2048)
def segments(data: str, factor: float = 1) -> Segments:
    """Path data (M, L, H, V, C, Z, absolute) as segments, multiplied by factor."""
    return scaled(_parsed(data), factor, factor)


@cache
def _parsed(data: str) -> Segments:
    tokens = data.replace(",", " ").split()
    result: list[Segment] = []
    x = y = 0.0
    at = 0
    while at < len(tokens):
        command, at = tokens[at], at + 1
        while True:
            count = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}[command]
            values = [float(t) for t in tokens[at : at + count]]
            at += count
            if command == "H":
                values = [values[0], y]
            elif command == "V":
                values = [x, values[0]]
            if values:
                x, y = values[-2:]
            result.append((_LETTER[command], *values))  # type: ignore[arg-type]
            if at >= len(tokens) or tokens[at] in _LETTER or not count:
                break
    return tuple(result)


_LETTER = {"M": "M", "L": "L", "H": "L", "V": "L", "C": "C", "Z": "Z"}


def circle(x: float, y: float, radius: float) -> str:
    """Path data of a circle."""
    return data_of(scaled(ellipse(2 * radius, 2 * radius), 1, 1, x - radius, y - radius))


def data_of(path: Segments) -> str:
    """Segments as path data."""
    return " ".join(" ".join([s[0], *(f"{v:.4g}" for v in s[1:])]) for s in path)


def polygon(*points: tuple[float, float]) -> str:
    """Path data of a closed polygon."""
    return "M " + " L ".join(f"{x:.4g} {y:.4g}" for x, y in points) + " Z"


def around(count: int, radius: Callable[[int], float], x: float, y: float, turn: float = 0) -> str:
    """Path data of a polygon of ``count`` corners around (x, y); ``radius`` gives each corner's distance.

    The first corner is at the top, ``turn`` corners further on.
    """
    angles = [2 * pi * (number + turn) / count - pi / 2 for number in range(count)]
    return polygon(*((x + radius(n) * cos(a), y + radius(n) * sin(a)) for n, a in enumerate(angles)))


def rays(count: int, inner: float, outer: float, x: float, y: float) -> str:
    """Path data of ``count`` lines from distance inner to outer around (x, y), the first at the top."""
    lines = []
    for number in range(count):
        a = 2 * pi * number / count - pi / 2
        start, end = ((x + r * cos(a), y + r * sin(a)) for r in (inner, outer))
        lines.append(f"M {start[0]:.4g} {start[1]:.4g} L {end[0]:.4g} {end[1]:.4g}")
    return " ".join(lines)
