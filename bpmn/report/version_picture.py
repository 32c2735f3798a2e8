"""Two versions of a map as pictures: what was added, removed, changed and moved is marked.

Each kind has a colour, a kind of line and a sign, so that none depends on colour alone.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bpmn.analysis.comparison.compare import Difference, Kind
from bpmn.base.geometry import Bounds, Point
from bpmn.model import BPMNEdge, BPMNPlane, BPMNShape
from bpmn.notation.drawing import Drawing, Path, Segments, TextLine, drawing_bounds
from bpmn.notation.plane import EdgeDrawing, ShapeDrawing, edge_drawing, level, shape_drawing

GAP, BAND, RADIUS = 6.0, 10.0, 9.0
CORNER = 6.0


class Style(NamedTuple):
    """How a kind of difference is marked; the sign lies in a square of 8 around (0, 0)."""

    colour: str
    soft: str
    dash: tuple[float, ...]
    sign: Segments


STYLES: dict[Kind, Style] = {
    Kind.ADDED: Style(*("legal", "legalSoft", ()), (("M", -4, 0), ("L", 4, 0), ("M", 0, -4), ("L", 0, 4))),
    Kind.REMOVED: Style("error", "errorSoft", (6, 4), (("M", -4, 0), ("L", 4, 0))),
    Kind.CHANGED: Style(
        *("warning", "warningSoft", (10, 3, 2, 3)),
        (("M", -4, -1.8), ("L", 4, -1.8), ("M", -4, 1.8), ("L", 4, 1.8), ("M", 2.5, -4.5), ("L", -2.5, 4.5)),
    ),
    Kind.MOVED: Style(
        *("info", "infoSoft", (2, 3)),
        (("M", -4, 0), ("L", 4, 0), ("M", 0.5, -3.5), ("L", 4, 0), ("L", 0.5, 3.5)),
    ),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a difference shows in a picture; ``number`` is its place in the list of differences."""

    bounds: Bounds
    number: int


@dataclass(frozen=True, slots=True)
class VersionPicture:
    """A drawing and where the differences show in it."""

    drawing: Drawing
    spots: tuple[Spot, ...]

    @property
    def bounds(self) -> Bounds | None:
        """The rectangle around everything; None for an empty picture."""
        return drawing_bounds(self.drawing)


class Drawn(NamedTuple):
    """One thing of a plane with the id of its element."""

    element: str
    drawing: ShapeDrawing | EdgeDrawing


def drawn_on(plane: BPMNPlane) -> list[Drawn]:
    """Everything on a plane, that behind first."""
    found: list[Drawn] = []
    for one in plane.elements:
        identifier = (one.node.get("bpmnElement") or "").rpartition(":")[2]
        if isinstance(one, BPMNShape):
            found.append(Drawn(identifier, shape_drawing(one)))
        elif isinstance(one, BPMNEdge):
            found.append(Drawn(identifier, edge_drawing(one)))
    return sorted(found, key=lambda d: level(d.drawing))


def before_picture(drawn: Sequence[Drawn], differences: Sequence[Difference]) -> VersionPicture:
    """The earlier version with what was removed, changed and moved marked."""
    return _picture(drawn, _by_element(differences, is_after=False))


def after_picture(drawn: Sequence[Drawn], differences: Sequence[Difference]) -> VersionPicture:
    """The later version with what was added, changed and moved marked."""
    return _picture(drawn, _by_element(differences, is_after=True))


def overlaid_picture(
    before: Sequence[Drawn], after: Sequence[Drawn], differences: Sequence[Difference]
) -> VersionPicture:
    """The later version over what was removed, and over where things lay that moved."""
    numbers = _by_element(differences, is_after=False)
    gone = [d for d in before if d.element in numbers and numbers[d.element][1] is Kind.REMOVED]
    left = [d for d in before if d.element in numbers and _has_moved(differences[numbers[d.element][0]])]
    removed = _picture(gone, numbers, tint="error")
    now = after_picture(after, differences)
    places = {spot.number: spot.bounds for spot in now.spots}
    trails = tuple(m for d in left for m in _trail(d, places.get(numbers[d.element][0])))
    return VersionPicture(now.drawing + trails + removed.drawing, now.spots + removed.spots)


def _has_moved(difference: Difference) -> bool:
    return any(change.what == "place" for change in difference.changes)


def _by_element(differences: Sequence[Difference], *, is_after: bool) -> dict[str, tuple[int, Kind]]:
    found: dict[str, tuple[int, Kind]] = {}
    for number, one in enumerate(differences):
        key = one.after if is_after else one.before
        if key is not None:
            found[key.element] = number, one.kind
    return found


def _picture(
    drawn: Sequence[Drawn], numbers: dict[str, tuple[int, Kind]], tint: str | None = None
) -> VersionPicture:
    marks: list[Path | TextLine] = []
    labels: list[Path | TextLine] = []
    signs: list[Path | TextLine] = []
    spots: list[Spot] = []
    for element, drawing in drawn:
        known = numbers.get(element)
        own, label = tuple(drawing.marks), tuple(drawing.label)
        if known is not None:
            style = STYLES[known[1]]
            marks += (replace(m, fill=None) for m in _halo(drawing, style)) if tint else _halo(drawing, style)
            signs += _sign(drawing, style)
            bounds = drawing_bounds(drawing.marks)
            if bounds is not None:
                spots.append(Spot(bounds, known[0]))
        marks += _tinted(own, tint) if tint else own
        labels += _tinted(label, tint) if tint else label
    return VersionPicture((*marks, *labels, *signs), tuple(spots))


def _halo(drawing: ShapeDrawing | EdgeDrawing, style: Style) -> Iterator[Path]:
    """A band of the soft colour around a shape or along a line, with an outline for those who see none."""
    if isinstance(drawing, EdgeDrawing):
        line = _polyline(drawing.points)
        yield Path(line, width=BAND, stroke=style.soft, is_round=True)
        yield Path(line, width=BAND - 4, stroke=style.colour, dash=style.dash or (), is_round=False)
        yield Path(line, width=BAND - 6, stroke=style.soft)
    else:
        box = _box(drawing.bounds.grown(GAP))
        yield Path(box, width=2.5, stroke=style.colour, fill=style.soft, dash=style.dash)


def _sign(drawing: ShapeDrawing | EdgeDrawing, style: Style) -> Iterator[Path]:
    if isinstance(drawing, EdgeDrawing):
        x, y = _middle(drawing.points)
    else:
        x, y = drawing.bounds.right + GAP, drawing.bounds.y - GAP
    yield Path(_disc(RADIUS), x, y, width=1.5, stroke="panel", fill=style.colour)
    yield Path(style.sign, x, y, width=2, stroke="panel", is_round=True)


def _trail(old: Drawn, now: Bounds | None) -> Iterator[Path]:
    """Where something lay, and the way to where it lies now."""
    if isinstance(old.drawing, EdgeDrawing) or now is None:
        return
    style, was = STYLES[Kind.MOVED], old.drawing.bounds
    yield Path(_box(was), width=1.5, stroke=style.colour, dash=style.dash)
    yield Path(_polyline([was.centre, now.centre]), width=1.5, stroke=style.colour, dash=style.dash)


def _tinted(marks: Drawing, colour: str) -> Drawing:
    return tuple(
        replace(m, colour=colour)
        if isinstance(m, TextLine)
        else replace(m, stroke=m.stroke and colour, fill=None)  # what lies below stays readable
        for m in marks
    )


def _polyline(points: Sequence[Point]) -> Segments:
    first, *others = points or (Point(0, 0),)
    return (("M", first.x, first.y), *(("L", p.x, p.y) for p in others))


def _middle(points: Sequence[Point]) -> Point:
    """The middle of the longest piece of a line."""
    pieces = list(itertools.pairwise(points))
    if not pieces:
        return points[0] if points else Point(0, 0)
    start, end = max(pieces, key=lambda p: abs(p[0].x - p[1].x) + abs(p[0].y - p[1].y))
    return Point((start.x + end.x) / 2, (start.y + end.y) / 2)


def _box(b: Bounds) -> Segments:
    c = min(CORNER, b.width / 2, b.height / 2)
    return (
        ("M", b.x + c, b.y), ("L", b.right - c, b.y), ("L", b.right, b.y + c), ("L", b.right, b.bottom - c),
        ("L", b.right - c, b.bottom), ("L", b.x + c, b.bottom), ("L", b.x, b.bottom - c), ("L", b.x, b.y + c),
        ("Z",),
    )  # fmt: skip


def _disc(r: float) -> Segments:
    k = r * 0.5523  # four Bézier curves that come closest to a circle
    return (
        ("M", r, 0), ("C", r, k, k, r, 0, r), ("C", -k, r, -r, k, -r, 0),
        ("C", -r, -k, -k, -r, 0, -r), ("C", k, -r, r, -k, r, 0), ("Z",),
    )  # fmt: skip
