"""Chains of the landscape: thick lines from the customer who asks to the customer who receives."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.notation.drawing import Drawing, Mark, Path, Segments, TextLine
from bpmn.notation.labels import Style, block
from bpmn.notation.metrics import shortened
from bpmn.notation.outlines import ellipse
from bpmn.notation.polyline import path_of
from bpmn.system.landscape_grid import Chain, Grid

SERIES = 6
THICK = 7.0
RING = 5.0
DISC = 10.0
CORNER = 16.0
TRACK = 38.0
"""From the top of a card to the first chain that passes it."""

APART = 18.0
ARROW = 18.0
NAME, SMALL = 13.0, 11.0
TIP: Segments = (("M", 0, 0), ("L", -ARROW, -ARROW * 0.6), ("L", -ARROW, ARROW * 0.6), ("Z",))
UNANSWERED = "never answered"


@dataclass(frozen=True, slots=True)
class Stage:
    """The boxes of all cards, and between which x the chains run."""

    boxes: Mapping[ElementKey, Bounds]
    left: float
    right: float


def chains(grid: Grid, stage: Stage, named: Callable[[Chain], tuple[str, str]]) -> tuple[Drawing, Drawing]:
    """The chains: what lies behind the cards, and what lies before them.

    ``named`` gives the name of a chain and of what the customer receives.
    """
    used: defaultdict[int, int] = defaultdict(int)
    behind: list[Mark] = []
    before: list[Mark] = []
    for number, chain in enumerate(grid.chains):
        tracks = _tracks(grid, chain, used)
        colour = f"series{number % SERIES + 1}"
        points = _points(chain, stage, tracks)
        name, result = named(chain)
        behind += _line(points, colour, has_end=bool(chain.results))
        before += _stations(chain, stage, tracks, colour)
        before += _disc(points[0], number + 1, colour)
        behind += _words(chain, stage, points, (name, result), colour)
    return tuple(behind), tuple(before)


def _tracks(grid: Grid, chain: Chain, used: defaultdict[int, int]) -> dict[ElementKey, int]:
    """Which track a chain takes in each row it passes: the first that is free there."""
    tracks: dict[int, int] = {}
    for row in dict.fromkeys(grid.cells[process].row for process in chain.processes):
        tracks[row] = used[row]
        used[row] += 1
    return {process: tracks[grid.cells[process].row] for process in chain.processes}


def _y(stage: Stage, process: ElementKey, track: int) -> float:
    return stage.boxes[process].y + TRACK + track * APART


def _points(chain: Chain, stage: Stage, tracks: Mapping[ElementKey, int]) -> list[Point]:
    """From the left to the right, changing rows in the gap before a card."""
    first, last = chain.processes[0], chain.processes[-1]
    y = _y(stage, first, tracks[first])
    points = [Point(stage.left, y)]
    for process in chain.processes:
        following = _y(stage, process, tracks[process])
        if following != y:
            x = stage.boxes[process].x - 24 - 10 * tracks[process]
            points += [Point(x, y), Point(x, following)]
            y = following
    points.append(Point(stage.right if chain.results else stage.boxes[last].right, y))
    return points


def _line(points: list[Point], colour: str, *, has_end: bool) -> list[Mark]:
    end = points[-1]
    if not has_end:
        return [_thick(points, colour)]
    cut = [*points[:-1], Point(end.x - ARROW + 1, end.y)]
    return [_thick(cut, colour), Path(TIP, end.x, end.y, 0, None, colour)]


def _thick(points: list[Point], colour: str) -> Path:
    return Path(path_of(points, CORNER), 0, 0, THICK, colour)


def _stations(chain: Chain, stage: Stage, tracks: Mapping[ElementKey, int], colour: str) -> list[Mark]:
    ring = ellipse(2 * RING, 2 * RING)
    marks: list[Mark] = []
    for process in chain.processes:
        box, y = stage.boxes[process], _y(stage, process, tracks[process])
        marks += [Path(ring, x - RING, y - RING, 2.5, colour, "panel") for x in (box.x, box.right)]
    return marks


def _disc(at: Point, number: int, colour: str) -> list[Mark]:
    x = at.x + 26
    return [
        Path(ellipse(2 * DISC, 2 * DISC), x - DISC, at.y - DISC, 2, "paper", colour),
        TextLine(str(number), x, at.y + 4, 12, "panel", is_bold=True),
    ]


def _words(
    chain: Chain, stage: Stage, points: list[Point], names: tuple[str, str], colour: str
) -> list[Mark]:
    """The name of the chain above its first card, what comes out above its end."""
    first = stage.boxes[chain.processes[0]]
    name = shortened(names[0], 1.6 * first.width, NAME, True)
    marks: list[Mark] = [
        TextLine(name, first.x, first.y - 9, NAME, colour, is_bold=True, anchor="start", halo="paper")
    ]
    end = points[-1]
    if not chain.results:
        marks.append(
            TextLine(UNANSWERED, end.x + 14, end.y + 4, SMALL, "error", is_bold=True, anchor="start")
        )
        return marks
    text = shortened(names[1], 96, SMALL)
    return [*marks, *block([text], end.x - 26, end.y - 24, SMALL, Style("textMuted", halo="paper"), "end")]
