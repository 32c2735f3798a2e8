"""A landscape as a person put it: the boxes stay where they are, the lines find their way between them."""

from collections.abc import Mapping

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point, united
from bpmn.system.landscape_axis import Fixed
from bpmn.system.landscape_model import Card, Model
from bpmn.system.landscape_router import Rectangle
from bpmn.system.landscape_stage import (
    APART,
    BAND,
    BESIDE,
    CLEAR,
    LEFT,
    RIGHT,
    STATION,
    Spot,
    Stage,
    loads,
    named_until,
    offsets,
    size_of,
)

AROUND = 72.0
"""Room for lines around everything."""

BETWEEN = 44.0
LOWEST = 150.0
"""Height of a band that leaves room for a name."""


def fixed(model: Model, positions: Mapping[ElementKey, Point]) -> Stage:
    """A stage on which every box stands at its position; those without one find a place below the others."""
    chains = {card.key: [w.number for w in model.ways if card.key in w.processes] for card in model.cards}
    sizes = {card.key: size_of(card, len(chains[card.key])) for card in model.cards}
    boxes = _placed(model, sizes, positions)
    bands = bands_beside(model, boxes)
    tracks = {(n, key): at for key, numbers in chains.items() for at, n in enumerate(numbers)}
    return _Fixer(model, boxes, bands, tracks).stage()


def _placed(
    model: Model, sizes: Mapping[ElementKey, tuple[float, float]], positions: Mapping[ElementKey, Point]
) -> dict[ElementKey, Bounds]:
    boxes = {c.key: Bounds(*positions[c.key], *sizes[c.key]) for c in model.cards if c.key in positions}
    foot = max((box.bottom for box in boxes.values()), default=0.0) + BETWEEN
    x = min((box.x for box in boxes.values()), default=0.0)
    for card in model.cards:
        if card.key not in boxes:
            boxes[card.key] = Bounds(x, foot, *sizes[card.key])
            x = boxes[card.key].right + BETWEEN
    return {card.key: boxes[card.key] for card in model.cards}


def bands_beside(model: Model, boxes: Mapping[ElementKey, Bounds]) -> dict[ElementKey, tuple[Bounds, Bounds]]:
    """The bands of the customers left and right of all boxes, above each other."""
    own = united(boxes[card.key] for card in model.cards if not card.is_party)
    whole = united(boxes.values())
    if own is None or whole is None or not model.customers:
        return {}
    first: dict[ElementKey, float] = {}
    for way in model.ways:
        first.setdefault(way.customer, boxes[way.processes[0]].y)
    order = sorted((key for key, _ in model.customers), key=lambda key: first.get(key, own.bottom))
    height = max(own.height + 2 * CLEAR, LOWEST * len(order) + (len(order) - 1) * APART)
    each = (height - (len(order) - 1) * APART) / len(order)
    found = {}
    for at, key in enumerate(order):
        left = Bounds(whole.x - LEFT - BAND, own.y - CLEAR + at * (each + APART), BAND, each)
        found[key] = (left, left._replace(x=whole.right + RIGHT))
    return found


class _Fixer:
    def __init__(
        self,
        model: Model,
        boxes: Mapping[ElementKey, Bounds],
        bands: Mapping[ElementKey, tuple[Bounds, Bounds]],
        tracks: Mapping[tuple[int, ElementKey], int],
    ) -> None:
        self._model, self._boxes, self._bands, self._tracks = model, boxes, bands, tracks
        self._wanted = loads(model)
        everything = [*boxes.values(), *(side for sides in bands.values() for side in sides)]
        ports_x = [x for card in model.cards for x in self._across(card)]
        ports_y = [y for card in model.cards for y in (*self._down(card), *self._stations(card))]
        edges_x = [v for box in everything for v in (box.x, box.right)] or [0.0]
        edges_y = [v for box in everything for v in (box.y, box.bottom)] or [0.0]
        self._x = Fixed(edges_x, ports_x, AROUND)
        self._y = Fixed(edges_y, ports_y, AROUND)

    def stage(self) -> Stage:
        spots = {card.key: self._spot(card) for card in self._model.cards}
        bands = {
            key: (
                range(self._y.slot(left.y), self._y.slot(left.bottom) + 1),
                self._x.slot(left.right),
                self._x.slot(right.x),
            )
            for key, (left, right) in self._bands.items()
        }
        return Stage(self._x, self._y, spots, bands, self._tracks, is_fixed=True)

    def _across(self, card: Card) -> list[float]:
        box = self._boxes[card.key]
        return [box.x + offset for offset in offsets(box.width, self._wanted.get(card.key, 0))]

    def _stations(self, card: Card) -> list[float]:
        count = sum(key == card.key for _, key in self._tracks)
        return [self._boxes[card.key].y + STATION + at * APART for at in range(count)]

    def _down(self, card: Card) -> list[float]:
        box, taken = self._boxes[card.key], self._stations(card)
        beside = (12.0, 28.0) if card.is_party else BESIDE
        return [box.y + y for y in beside if all(abs(box.y + y - s) >= CLEAR for s in taken)]

    def _spot(self, card: Card) -> Spot:
        box, x, y = self._boxes[card.key], self._x, self._y
        clear = named_until(card, self._model)
        return Spot(
            Rectangle(x.slot(box.x), y.slot(box.y), x.slot(box.right), y.slot(box.bottom)),
            tuple(x.slot(v) for v in self._across(card)),
            tuple(y.slot(v) for v in self._down(card)),
            tuple(y.slot(v) for v in self._stations(card)),
            (box.width, box.height),
            tuple(x.slot(v) for v in self._across(card) if v - box.x > clear),
        )
