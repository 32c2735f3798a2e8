"""Where boxes may be met by lines: the axes of a landscape, arranged or as a person put it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from bpmn.base.finding import ElementKey
from bpmn.notation.metrics import text_width
from bpmn.system.landscape_axis import Axis, Block, Loose
from bpmn.system.landscape_grid import Cell
from bpmn.system.landscape_model import Card, Model, Way
from bpmn.system.landscape_router import Node, Rectangle

CARD, WIDEST, WIDER = (118.0, 100.0), 160.0, 8.0
PARTY = (140.0, 40.0)
BAND = 48.0
NAME, SIDE = 13.0, 10.0
STATION, APART = 38.0, 20.0
"""From the top of a card to the first chain that passes it, and from one chain to the next."""

BESIDE = (22.0, 38.0, 58.0, 78.0, 90.0)
"""At which heights lines may meet the side of a card."""

CLEAR = 12.0
"""Between a chain and another line at the side of a card."""

STEP, NARROW, MANY = 20.0, 10.0, 8
"""Between lines at the top or foot of a card, and for more than so many lines on it."""

LEFT, RIGHT = 72.0, 56.0
"""Room between the customer who asks and the first cards, between the last cards and who receives."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on the axes: the slots it covers, and those at which lines may meet it."""

    box: Rectangle
    across: tuple[int, ...]
    down: tuple[int, ...]
    stations: tuple[int, ...]
    size: tuple[float, float]
    above: tuple[int, ...] | None = None
    """Those of ``across`` at which lines may come from above; None: all."""

    def ports(self) -> dict[Node, float]:
        """Every node at which a line may begin or end, the middle ones for less."""
        middle = (len(self.across) - 1) / 2
        nodes: dict[Node, float] = {}
        for at, x in enumerate(self.across):
            nodes[Node(x, self.box.bottom)] = abs(at - middle)
            if self.above is None or x in self.above:
                nodes[Node(x, self.box.top)] = abs(at - middle)
        for at, y in enumerate(self.down):
            for x in (self.box.left, self.box.right):
                nodes[Node(x, y)] = 4.0 + at
        return nodes


@dataclass(frozen=True, slots=True)
class Stage:
    """The axes with everything on them; ``bands`` are the slots at the inner edges of each customer's bands.

    ``tracks`` tells which of the chains through a card a way is, counted from the top.
    """

    x: Axis
    y: Axis
    spots: Mapping[ElementKey, Spot]
    bands: Mapping[ElementKey, tuple[range, int, int]]
    tracks: Mapping[tuple[int, ElementKey], int]
    is_fixed: bool = False
    gaps: Mapping[int, float] = field(default_factory=dict)
    row_gaps: Mapping[int, float] = field(default_factory=dict)


def size_of(card: Card, chains: int = 0) -> tuple[float, float]:
    """Width and height of a box: wider for a long name, higher where many chains pass."""
    if card.is_party:
        return PARTY
    wanted = text_width(card.title, NAME, True) + 2 * SIDE
    steps = ceil(max(wanted - CARD[0], 0) / WIDER)
    return min(CARD[0] + steps * WIDER, WIDEST), max(CARD[1], STATION + (chains - 1) * APART + 22)


def loads(model: Model) -> dict[ElementKey, int]:
    """How many lines end at each box."""
    count: defaultdict[ElementKey, int] = defaultdict(int)
    for line in model.connections:
        count[line.source] += 1
        count[line.target] += 1
    return dict(count)


def offsets(width: float, lines: int, many: int = MANY) -> tuple[float, ...]:
    """Where lines meet the top and the foot of a box of this width."""
    step = NARROW if lines > many else STEP
    half = int((width / 2 - 14) // step)
    return tuple(width / 2 + at * step for at in range(-half, half + 1))


def most_named(names: int) -> float:
    """The room above a row in which so many names of chains stand above each other."""
    return 22.0 + 18.0 * names if names else 32.0


def named_until(card: Card, model: Model) -> float:
    """How far words reach above a card, from its left edge; no line comes from there."""
    if card.key == model.narrowest:
        return WIDEST
    ways = model.ways
    names = [way.name for way in ways if way.processes[0] == card.key and way.name]
    return max((text_width(name, NAME, True) + 8 for name in names), default=0.0)


def _sides(height: float, chains: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where chains, and where other lines, meet the sides of a card."""
    if height == PARTY[1]:
        return (), (12.0, 28.0)
    stations = tuple(STATION + at * APART for at in range(chains))
    return stations, tuple(y for y in BESIDE if all(abs(y - s) >= CLEAR for s in stations))


# -- arranged --------------------------------------------------------------------------------------


def arranged(model: Model, more: int = 0) -> Stage:
    """A stage of columns and rows; ``more`` are tracks beyond those that are likely to do."""
    return _Arranged(model, more).stage()


class _Arranged:
    def __init__(self, model: Model, more: int) -> None:
        self._model = model
        self._cells: Mapping[ElementKey, Cell] = model.cells or {}
        self._tracks, self._most = _tracks_by_row(model.ways, self._cells)
        self._columns = 1 + max((c.column for c in self._cells.values()), default=-1)
        beside = _rows_of(model, self._cells)
        self._rows = 1 + max([-1, *(c.row for c in self._cells.values()), *(b for _, b in beside.values())])
        self._has_bands = bool(model.customers)
        self._sizes = {c.key: size_of(c, self._most.get(self._cells[c.key].row, 0)) for c in model.cards}
        lines = len(model.connections) + len(model.ways)
        tracks = min(3 + ceil(lines / (self._columns + self._rows + 1)), 9) + more
        self._many = MANY if not more else 0
        self._heights = [self._height(row) for row in range(self._rows)]
        self._wanted = loads(model)
        columns = [self._column(column) for column in range(self._columns)]
        band = [Block(BAND, ())] if self._has_bands else []
        self._x = Loose([*band, *columns, *band], tracks, is_open=not self._has_bands)
        self._y = Loose([self._row(row) for row in range(self._rows)], tracks, is_open=True)

    def stage(self) -> Stage:
        spots = {card.key: self._spot(card) for card in self._model.cards}
        gaps = dict.fromkeys(range(self._columns + 2 * self._has_bands), APART)
        if self._has_bands:
            gaps |= {1: LEFT, self._columns + 1: RIGHT}
        firsts = [way.processes[0] for way in self._model.ways]
        narrowest = self._model.narrowest
        if narrowest in self._cells and narrowest is not None:
            firsts.append(narrowest)
        most = {self._cells[key].row: firsts.count(key) for key in sorted(firsts, key=firsts.count)}
        rows = {row: most_named(most.get(row, 0)) for row in range(self._rows)}
        return Stage(self._x, self._y, spots, self._bands(), self._tracks, False, gaps, rows)

    def _height(self, row: int) -> float:
        return max((self._sizes[k][1] for k, c in self._cells.items() if c.row == row), default=CARD[1])

    def _column(self, column: int) -> Block:
        inside = [key for key, cell in self._cells.items() if cell.column == column]
        width = max((self._sizes[key][0] for key in inside), default=CARD[0])
        return Block(
            width, offsets(width, max((self._wanted.get(k, 0) for k in inside), default=0), self._many)
        )

    def _row(self, row: int) -> Block:
        chains = self._most.get(row, 0)
        stations, sides = _sides(self._heights[row], chains)
        others = BESIDE if self._heights[row] != PARTY[1] else ()
        inner = {o for o in (*stations, *sides, *others) if 0 < o < self._heights[row]}
        if any(card.is_party for card in self._model.cards if self._cells[card.key].row == row):
            inner |= {12.0, 28.0}
        return Block(self._heights[row], tuple(sorted(inner)))

    def _spot(self, card: Card) -> Spot:
        cell, (width, height) = self._cells[card.key], self._sizes[card.key]
        column, row = cell.column + self._has_bands, cell.row
        full = self._column(cell.column)
        box = Rectangle(
            self._x.slot(column, 0.0),
            self._y.slot(row, 0.0),
            self._x.slot(column, full.size),
            self._y.slot(row, self._heights[row]),
        )
        chains = sum(card.key in way.processes for way in self._model.ways)
        used = sorted({t for (_, key), t in self._tracks.items() if key == card.key})
        stations, _ = _sides(height, (max(used) + 1) if chains else 0)
        taken = [stations[track] for track in used]
        beside = (12.0, 28.0) if card.is_party else BESIDE
        free = [y for y in beside if all(abs(y - s) >= CLEAR for s in taken)]
        across = [o for o in full.offsets if abs(o - full.size / 2) <= width / 2 - 12]
        clear = named_until(card, self._model)
        left = (full.size - width) / 2
        return Spot(
            box,
            tuple(self._x.slot(column, o) for o in across),
            tuple(self._y.slot(row, y) for y in free),
            tuple(self._y.slot(row, s) for s in stations),
            (width, height),
            tuple(self._x.slot(column, o) for o in across if o - left > clear),
        )

    def _bands(self) -> dict[ElementKey, tuple[range, int, int]]:
        if not self._has_bands or not self._rows:
            return {}
        left, right = self._x.slot(0, BAND), self._x.slot(self._columns + 1, 0.0)
        found = {}
        for key, (first, last) in _rows_of(self._model, self._cells).items():
            top, bottom = self._y.slot(first, 0.0), self._y.slot(last, self._heights[last])
            found[key] = (range(top, bottom + 1), left, right)
        return found


def _tracks_by_row(
    ways: Sequence[Way], cells: Mapping[ElementKey, Cell]
) -> tuple[dict[tuple[int, ElementKey], int], dict[int, int]]:
    """The track of each way at each process: the same in a whole row. And how many tracks each row has."""
    used: defaultdict[int, int] = defaultdict(int)
    tracks: dict[tuple[int, ElementKey], int] = {}
    for way in ways:
        mine: dict[int, int] = {}
        for row in dict.fromkeys(cells[p].row for p in way.processes):
            mine[row] = used[row]
            used[row] += 1
        tracks |= {(way.number, p): mine[cells[p].row] for p in way.processes}
    return tracks, dict(used)


def _rows_of(model: Model, cells: Mapping[ElementKey, Cell]) -> dict[ElementKey, tuple[int, int]]:
    """First and last row beside each customer's bands: the bands stand above each other."""
    if not model.customers:
        return {}
    own = sorted({cells[card.key].row for card in model.cards if not card.is_party})
    below = 1 + max((cell.row for cell in cells.values()), default=-1)
    own += range(below, below + len(model.customers) - len(own))
    first: dict[ElementKey, int] = {}
    for way in model.ways:
        first.setdefault(way.customer, own.index(cells[way.processes[0]].row))
    customers = sorted((key for key, _ in model.customers), key=lambda key: first.get(key, len(own)))
    starts: list[int] = []
    for at, customer in enumerate(customers):
        start = max(first.get(customer, len(own)), starts[-1] + 1 if starts else 0)
        starts.append(min(start, len(own) - len(customers) + at) if at else 0)
    ends = [*(start - 1 for start in starts[1:]), len(own) - 1]
    return {key: (own[a], own[b]) for key, a, b in zip(customers, starts, ends, strict=True)}
