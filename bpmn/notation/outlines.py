"""Outlines of BPMN symbols as functions of their width and height, upper left corner at (0, 0)."""

from collections.abc import Callable
from functools import cache, lru_cache

from bpmn.notation.drawing import Segment, Segments

Outline = Callable[[float, float], Segments]
ARC = 0.5522847498
"""Control-point distance of a cubic quarter circle of radius 1."""


@lru_cache(maxsize=2048)
def _rounded(width: float, height: float, rx: float, ry: float) -> Segments:
    kx, ky = rx * (1 - ARC), ry * (1 - ARC)
    w, h = width, height
    return (
        ("M", rx, 0), ("L", w - rx, 0), ("C", w - kx, 0, w, ky, w, ry),
        ("L", w, h - ry), ("C", w, h - ky, w - kx, h, w - rx, h),
        ("L", rx, h), ("C", kx, h, 0, h - ky, 0, h - ry),
        ("L", 0, ry), ("C", 0, ky, kx, 0, rx, 0), ("Z",),
    )  # fmt: skip


@cache
def rounded(radius: float) -> Outline:
    """A rectangle with rounded corners."""

    def outline(width: float, height: float) -> Segments:
        corner = min(radius, width / 2, height / 2)
        return _rounded(width, height, corner, corner)

    return outline


@lru_cache(maxsize=2048)
def ellipse(width: float, height: float) -> Segments:
    """An ellipse that fills the rectangle."""
    x, y, kx, ky = width / 2, height / 2, width / 2 * (1 - ARC), height / 2 * (1 - ARC)
    w, h = width, height
    return (
        ("M", x, 0), ("C", w - kx, 0, w, ky, w, y), ("C", w, h - ky, w - kx, h, x, h),
        ("C", kx, h, 0, h - ky, 0, y), ("C", 0, ky, kx, 0, x, 0), ("Z",),
    )  # fmt: skip


@lru_cache(maxsize=2048)
def rectangle(width: float, height: float) -> Segments:
    """A rectangle with sharp corners."""
    return _polygon((0, 0), (width, 0), (width, height), (0, height))


@lru_cache(maxsize=256)
def diamond(width: float, height: float) -> Segments:
    """A rhombus touching the middle of each side."""
    return _polygon((width / 2, 0), (width, height / 2), (width / 2, height), (0, height / 2))


@lru_cache(maxsize=256)
def hexagon(width: float, height: float) -> Segments:
    """A hexagon with a corner at the left and at the right (BPMN 2.0.2, Conversation)."""
    slope = min(width / 4, height / 2)
    return _polygon(
        (slope, 0),
        (width - slope, 0),
        (width, height / 2),
        (width - slope, height),
        (slope, height),
        (0, height / 2),
    )


@lru_cache(maxsize=256)
def sheet(width: float, height: float) -> Segments:
    """A sheet of paper whose upper right corner is cut off for the fold."""
    fold = fold_size(width, height)
    return _polygon((0, 0), (width - fold, 0), (width, fold), (width, height), (0, height))


@lru_cache(maxsize=256)
def fold(width: float, height: float) -> Segments:
    """The folded corner of a sheet."""
    size = fold_size(width, height)
    return (("M", width - size, 0), ("L", width - size, size), ("L", width, size))


def fold_size(width: float, height: float) -> float:
    """Length of the folded corner's sides."""
    return min(width, height) * 0.28


@lru_cache(maxsize=256)
def drum(width: float, height: float) -> Segments:
    """A cylinder standing upright (BPMN 2.0.2, Data Store)."""
    rim = height * 0.13
    kx, ky = width / 2 * (1 - ARC), rim * (1 - ARC)
    x, w, h = width / 2, width, height
    return (
        ("M", 0, rim), ("C", 0, ky, kx, 0, x, 0), ("C", w - kx, 0, w, ky, w, rim),
        ("L", w, h - rim), ("C", w, h - ky, w - kx, h, x, h), ("C", kx, h, 0, h - ky, 0, h - rim), ("Z",),
    )  # fmt: skip


@lru_cache(maxsize=256)
def drum_rims(width: float, height: float) -> Segments:
    """The three visible rims of the cylinder."""
    rim, gap = height * 0.13, height * 0.1
    kx, ky = width / 2 * (1 - ARC), rim * (1 - ARC)
    result: list[Segment] = []
    for number in range(3):
        y = rim + number * gap
        result += [
            ("M", 0, y),
            ("C", 0, y + rim - ky, kx, y + rim, width / 2, y + rim),
            ("C", width - kx, y + rim, width, y + rim - ky, width, y),
        ]
    return tuple(result)


@lru_cache(maxsize=256)
def bracket(width: float, height: float) -> Segments:
    """The left bracket of a text annotation."""
    arm = min(10.0, width)
    return (("M", arm, 0), ("L", 0, 0), ("L", 0, height), ("L", arm, height))


@lru_cache(maxsize=256)
def envelope(width: float, height: float) -> Segments:
    """The body of a message."""
    return rectangle(width, height)


@lru_cache(maxsize=256)
def flap(width: float, height: float) -> Segments:
    """The flap of a message's envelope."""
    return (("M", 0, 0), ("L", width / 2, height * 0.58), ("L", width, 0))


def _polygon(*points: tuple[float, float]) -> Segments:
    (x, y), *others = points
    return (("M", x, y), *(("L", a, b) for a, b in others), ("Z",))


@lru_cache(maxsize=256)
def half_rounded(width: float, height: float, radius: float) -> Segments:
    """A rectangle with round upper corners; a negative radius rounds the lower ones."""
    r = min(abs(radius), width / 2, height)
    k = r * (1 - ARC)
    upper: Segments = (
        ("M", 0, height), ("L", 0, r), ("C", 0, k, k, 0, r, 0),
        ("L", width - r, 0), ("C", width - k, 0, width, k, width, r), ("L", width, height), ("Z",),
    )  # fmt: skip
    if radius >= 0:
        return upper
    return tuple(
        (s[0], *(height - v if at % 2 else v for at, v in enumerate(s[1:])))  # type: ignore[misc]
        for s in upper
    )
