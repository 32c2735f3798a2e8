"""Tells from a drawing alone which marks it shows, so that tests do not trust what drew it."""

from bpmn.notation.drawing import Drawing, Path, points_of
from bpmn.notation.paint import Colours, draw_glyph
from bpmn.notation.shapes import ShapeDrawing
from bpmn.notation.symbols import DASHED, DOTTED, SYMBOLS, Sign, Symbol

Form = tuple[tuple[bool, bool], list[float]]


def form(path: Path) -> Form:
    """A path without place and size: alike for one glyph at any scale."""
    points = list(points_of(path.segments))
    left, top = min(p.x for p in points), min(p.y for p in points)
    size = max(max(p.x for p in points) - left, max(p.y for p in points) - top) or 1
    numbers = [value for p in points for value in ((p.x - left) / size, (p.y - top) / size)]
    return (bool(path.fill), bool(path.stroke)), [(path.width if path.stroke else 0) / size, *numbers]


def alike(one: Form, other: Form) -> bool:
    """Whether two forms differ by rounding only."""
    if one[0] != other[0] or len(one[1]) != len(other[1]):
        return False
    (width, *places), (other_width, *other_places) = one[1], other[1]
    if abs(width - other_width) > 0.03:
        return False
    return all(abs(a - b) < 0.02 for a, b in zip(places, other_places, strict=True))


def signs_in(drawing: Drawing) -> set[str]:
    """Names of all signs, and of all types with a glyph of their own, that are to be seen in a drawing."""
    seen = [form(m) for m in drawing if isinstance(m, Path)]
    found = set()
    for name, row in SYMBOLS.items():
        glyphs = [row.glyph, row.thrown if isinstance(row, Sign) else None]
        for number, glyph in enumerate(glyphs):
            if glyph is None:
                continue
            wanted = [form(m) for m in draw_glyph(glyph, 0, 0, 20, Colours())]
            if _holds(seen, wanted):
                found.add(f"{name} thrown" if number else name)
    return found


def _holds(seen: list[Form], wanted: list[Form]) -> bool:
    """Whether each wanted form is there, two of a kind twice."""
    left = list(seen)
    for one in wanted:
        match = next((other for other in left if alike(one, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def marks_in(drawn: ShapeDrawing, kind: str) -> set[str]:
    """The marks of a shape of a kind, in the words of ``marks.tsv``."""
    paths = [m for m in drawn.marks if isinstance(m, Path)]
    body, row = paths[0], SYMBOLS[drawn.look.kind]
    words = signs_in(drawn.marks)
    words = {("own glyph" if word == kind else word) for word in words}
    words = {word for word in words if _belongs(word, kind)}
    if kind == "EventBasedGateway" and "own glyph" in words:
        words.discard("InstantiatingEventBasedGateway")  # it is the same with one circle less
    conditions = {
        "non-interrupting": body.dash == DASHED,
        "dotted border": body.dash == DOTTED,
        "thick border": body.width >= 4,
        "double border": len(paths) > 1 and _is_inner(paths),
        "no glyph": isinstance(row, Symbol) and row.glyph is not None and len(paths) == 1,
        "shaded": body.fill == "sunken",
        "own colours": body.stroke != "ink" or (body.fill or "").startswith("#"),
    }
    return words | {word for word, holds in conditions.items() if holds} or {"plain"}


def _belongs(word: str, kind: str) -> bool:
    """Whether a sign may stand in a kind: some signs are parts of others or look the same."""
    if kind.endswith("Event"):
        return "EventDefinition" in word or "Multiple" in word.split(maxsplit=1)[0][-8:]
    if kind.endswith("Gateway"):
        return word.endswith("Gateway") or word == "own glyph"
    if kind.startswith("Data"):
        return word in ("own glyph", "Collection")
    return "EventDefinition" not in word and word != "Collection"


def _is_inner(paths: list[Path]) -> bool:
    outer, inner = paths[0].bounds, paths[1].bounds
    return (
        abs(outer.centre.x - inner.centre.x) < 0.1
        and abs(outer.centre.y - inner.centre.y) < 0.1
        and 4 < outer.width - inner.width < 8
    )
