"""What must never happen in the picture of a landscape, as lists of those that do it."""

from itertools import combinations, pairwise

from bpmn.base.geometry import Bounds, Point
from bpmn.system.landscape_plan import Plan


def all_boxes(plan: Plan) -> dict[object, Bounds]:
    sides = {(key, at): box for key, both in plan.bands.items() for at, box in enumerate(both)}
    return {**plan.boxes, **sides}


def overlapping_boxes(plan: Plan) -> list[tuple[object, object]]:
    boxes = all_boxes(plan)
    return [(a, b) for a, b in combinations(boxes, 2) if boxes[a].intersects(boxes[b])]


def ways(plan: Plan) -> list[tuple[str, tuple[Point, ...], float]]:
    """Every line and every piece of a chain, with half its width."""
    thin = [
        (f"{x.line.source.element}>{x.line.target.element} {x.line.kind}", x.points, 0.9) for x in plan.lines
    ]
    thick = [(f"chain {w.way.number}", piece, 3.5) for w in plan.ways for piece in w.pieces]
    return thin + thick


def lines_through_boxes(plan: Plan) -> list[tuple[str, object]]:
    """Lines that reach into a box, be it their own: they may only touch its edge."""
    return [
        (name, key)
        for name, points, half in ways(plan)
        for piece in _pieces(points)
        for key, box in all_boxes(plan).items()
        if piece.grown(half).intersects(box.grown(-half - 0.1))
    ]


def labels(plan: Plan) -> dict[str, Bounds]:
    found = {f"label {at}": x.label.bounds for at, x in enumerate(plan.lines) if x.label}
    found |= {f"disc {at}": x.disc for at, x in enumerate(plan.lines) if x.disc}
    found |= {f"end {w.way.number}": w.end.bounds for w in plan.ways if w.end}
    return found | {f"name {w.way.number}": w.name.bounds for w in plan.ways if w.name}


def overlapping_labels(plan: Plan) -> list[tuple[str, object]]:
    """Words on other words, on boxes or on chains."""
    words = labels(plan)
    on_words = [(a, b) for a, b in combinations(words, 2) if words[a].intersects(words[b])]
    boxes = all_boxes(plan)
    on_boxes = [(a, key) for a in words for key, box in boxes.items() if words[a].intersects(box)]
    chains = [(name, piece) for name, points, half in ways(plan) if half > 1 for piece in _pieces(points)]
    on_chains = [(a, n) for a in words for n, piece in chains if words[a].intersects(piece.grown(3.4))]
    return on_words + on_boxes + on_chains


def lines_along_lines(plan: Plan) -> list[tuple[str, str]]:
    """Pairs of lines that run on top of each other for a while."""
    pieces = [
        (at, name, piece) for at, (name, points, _) in enumerate(ways(plan)) for piece in _pieces(points)
    ]
    return [(a, b) for (i, a, one), (j, b, other) in combinations(pieces, 2) if i != j and _along(one, other)]


def _along(one: Bounds, other: Bounds) -> bool:
    if not one.width and not other.width and abs(one.x - other.x) < 2:
        return min(one.bottom, other.bottom) - max(one.y, other.y) > 2
    if not one.height and not other.height and abs(one.y - other.y) < 2:
        return min(one.right, other.right) - max(one.x, other.x) > 2
    return False


def loose_ends(plan: Plan) -> list[str]:
    """Lines that do not begin and end at the edge of their boxes."""
    boxes = all_boxes(plan)
    found = []
    for laid in plan.lines:
        for key, end in ((laid.line.source, laid.points[0]), (laid.line.target, laid.points[-1])):
            sides = [box for k, box in boxes.items() if k == key or (isinstance(k, tuple) and k[0] == key)]
            if not any(box.grown(1).contains(end) and not box.grown(-1).contains(end) for box in sides):
                found.append(f"{laid.line.source.element}>{laid.line.target.element}")
    return found


def crossings(plan: Plan) -> int:
    pieces = [(at, piece) for at, (_, points, _) in enumerate(ways(plan)) for piece in _pieces(points)]
    return sum(
        i != j and bool(one.width) != bool(other.width) and one.grown(0.1).intersects(other.grown(0.1))
        for (i, one), (j, other) in combinations(pieces, 2)
    )


def _pieces(points: tuple[Point, ...]) -> list[Bounds]:
    return [Bounds(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)) for a, b in pairwise(points)]
