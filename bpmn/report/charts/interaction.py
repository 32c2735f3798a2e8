"""Who helps and who hinders whom: what each pair of initiatives brings beyond the sum of the two."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bpmn.base.geometry import Bounds
from bpmn.base.message import message
from bpmn.notation.drawing import Mark, Path
from bpmn.notation.metrics import shortened
from bpmn.notation.outlines import rounded
from bpmn.report.charts.marks import BODY, CAPTION, SMALL, bold, box, text, verdict_mark
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.sheet_pictures import Picture, Spot

WIDE, HIGH, GAP = 58.0, 45.0, 2.0
NAMES, FOOT = 170.0, 96.0
FAINTEST, STRONGEST, CURVE = 10, 92, 0.6
READABLE = 60
"""From this strength in percent on dark letters could not be read."""
SLANT = -32.0
NOTHING = 0.005
"""Share of the largest value below which a cell shows a dot."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Values alone and beyond the sum, by name; ``bad`` are pairs that lose together though each gains."""

    names: tuple[str, ...]
    tokens: tuple[str, ...]
    alone: Mapping[str, float]
    beyond: Mapping[frozenset[str], float]
    bad: Collection[frozenset[str]] = ()
    unit: str = ""


def interaction_map(pairs: Pairs, words: Words = PLAIN) -> Picture:
    """Half a matrix: alone on the diagonal, under it what a pair brings beyond the sum."""
    names = pairs.names
    width = NAMES + len(names) * (WIDE + GAP) + 60
    largest = max((abs(v) for v in pairs.beyond.values()), default=0.0)
    marks: list[Mark] = []
    outlined: list[Path] = []
    spots: list[Spot] = []
    for row, name in enumerate(names):
        y = row * (HIGH + GAP)
        marks += verdict_mark(pairs.tokens[row], 10, y + HIGH / 2, 14)
        marks.append(text(shortened(name, NAMES - 36, BODY), 24, y + HIGH / 2 + 4, BODY, anchor="start"))
        spots.append(Spot(Bounds(0, y + 4, NAMES - 8, HIGH - 8), name, name))
        for column, other in enumerate(names[: row + 1]):
            place = Bounds(NAMES + column * (WIDE + GAP), y, WIDE, HIGH)
            if row == column:
                marks += _alone(place, pairs.alone.get(name, 0.0), words)
                continue
            both = frozenset((name, other))
            marks += _cell(place, pairs.beyond.get(both, 0.0), largest, words)
            if both in pairs.bad:
                outlined.append(Path(rounded(3)(WIDE, HIGH), place.x, place.y, 2.5, "text"))
    marks += outlined
    top = len(names) * (HIGH + GAP)
    for column, name in enumerate(names):
        x = NAMES + column * (WIDE + GAP) + WIDE * 0.6
        said = shortened(name, FOOT * 1.25, CAPTION)
        marks.append(replace(text(said, x, top + 14, CAPTION, "textMuted", "end"), angle=SLANT))
    title = words.spoken(message("Who helps, who hinders whom"))
    area = Bounds(0, -2, width, top + FOOT)
    return Picture(tuple(marks), tuple(spots), area, title, _rows(pairs, words))


def _alone(place: Bounds, value: float, words: Words) -> list[Mark]:
    centre = place.centre
    return [
        box(place.grown(-0.5), "panel", "borderStrong", 3),
        bold(text(words.signed(value), centre.x, centre.y + 4, SMALL)),
    ]


def _cell(place: Bounds, value: float, largest: float, words: Words) -> list[Mark]:
    centre = place.centre
    share = abs(value) / largest if largest else 0.0
    if share < NOTHING:
        return [box(place, "sunken", radius=3), text("·", centre.x, centre.y + 4, SMALL, "textMuted")]
    strength = round(FAINTEST + (STRONGEST - FAINTEST) * share**CURVE)
    colour = "better" if value > 0 else "worse"
    is_dark = strength > READABLE
    said = text(words.signed(value), centre.x, centre.y + 4, SMALL, "panel" if is_dark else "text")
    return [box(place, f"{colour}%{strength}", radius=3), bold(said) if is_dark else said]


def _rows(pairs: Pairs, words: Words) -> tuple[tuple[str, ...], ...]:
    found = [("", *pairs.names)]
    for name in pairs.names:
        cells = [
            words.signed(
                pairs.alone.get(name, 0.0)
                if name == other
                else pairs.beyond.get(frozenset((name, other)), 0.0)
            )
            for other in pairs.names
        ]
        found.append((name, *cells))
    return tuple(found)
