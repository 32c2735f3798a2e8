"""A ranked layout from left to right of an abstract graph: boxes, bands and lines at right angles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bpmn.base.geometry import Bounds, Point
from bpmn.layout import layers as layering
from bpmn.layout.layers import Key, Layers
from bpmn.layout.levels import Extent, levels
from bpmn.layout.ranks import back_edges, chains, ranks
from bpmn.layout.tracks import Channel

GAP = 30.0
"""The least gap between boxes above each other, in diagram units."""

BAND_PADDING = 30.0
LINE = Extent(5, 5)
PER_NODE = 20
"""How many places where lines pass are kept per node before the longest lines are led round everything."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place: its size, what it needs around it, and the band it belongs to.

    above and below are what stands over and under the box itself.
    """

    id: str
    width: float
    height: float
    above: float = 0.0
    below: float = 0.0
    reach: float = 0.0
    """How wide what stands over or under it is."""
    band: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A line to draw from box to box.

    drop is how far below the source's middle it leaves (0: at its right side), room how much space behind
    the source its name needs.
    """

    id: str
    source: str
    target: str
    drop: float = 0.0
    room: float = 0.0


@dataclass(slots=True)
class Ranked:
    """The result: bounds of boxes, corners of lines, and the height (top, bottom) of every band."""

    bounds: dict[str, Bounds] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)
    bands: list[tuple[float, float]] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0


def place(boxes: Sequence[Box], links: Sequence[Link], bands: int = 1) -> Ranked:
    """Place boxes in ranks from left to right and bands from top to bottom, with the upper left at (0, 0).

    Links from a box to itself are left to the caller.
    """
    by_id = {box.id: box for box in boxes}
    ids = list(by_id)
    edges = [(link.source, link.target) for link in links]
    back = back_edges(ids, edges)
    forward = [edge for index, edge in enumerate(edges) if index not in back]
    rank = ranks(ids, forward)
    chain = chains(ids, forward, rank)
    led = _kept(edges, back, rank, len(ids))
    made = layering.layers(ids, {i: edges[i] for i in led}, back, rank, {b.id: b.band for b in boxes})
    layering.order(made, _first_order(made, chain, edges))
    extents: dict[Key, Extent] = {key: LINE for row in made.rows for key in row}
    extents.update({b.id: Extent(b.height / 2 + b.above, b.height / 2 + b.below) for b in boxes})
    level = levels(made, extents, _main(made, chain), GAP)
    work = _Work(by_id, links, made, back, rank, level)
    return work.drawn(extents, bands)


def _kept(edges: Sequence[tuple[str, str]], back: set[int], rank: Mapping[str, int], count: int) -> list[int]:
    """The edges that are led through the layers: the shortest ones, as many as the budget allows."""
    spans = [(abs(rank[a] - rank[b]) + (2 if i in back else 0), i) for i, (a, b) in enumerate(edges)]
    budget, kept = PER_NODE * count + 1000, []
    for span, index in sorted(spans):
        budget -= span
        if budget < 0:
            break
        if edges[index][0] != edges[index][1]:
            kept.append(index)
    return sorted(kept)


def _first_order(
    made: Layers, chain: Mapping[str, int], edges: Sequence[tuple[str, str]]
) -> dict[Key, float]:
    """Main path first; lines back right behind the node they come from."""
    first: dict[Key, float] = {}
    for row in made.rows:
        for key in row:
            if isinstance(key, tuple):
                source, target = edges[key[0]]
                first[key] = max(chain[source], chain[target]) + 0.5
            else:
                first[key] = float(chain[str(key)])
    return first


def _main(made: Layers, chain: Mapping[str, int]) -> set[Key]:
    """In every layer and band the node of the lowest path, if that path is the band's main one."""
    lowest: dict[int, int] = {}
    for key, number in chain.items():
        band = made.band[key]
        lowest[band] = min(lowest.get(band, number), number)
    return {key for key, number in chain.items() if lowest[made.band[key]] == number}


class _Work:
    """Turns layers and levels into coordinates, once."""

    def __init__(
        self,
        boxes: Mapping[str, Box],
        links: Sequence[Link],
        made: Layers,
        back: set[int],
        rank: Mapping[str, int],
        level: Mapping[Key, float],
    ) -> None:
        self.boxes, self.links, self.made, self.back = boxes, links, made, back
        self.rank, self.level = rank, level
        self.y: dict[Key, float] = {}
        self.left: list[float] = []
        self.channels = [Channel() for _ in range(len(made.rows) + 1)]
        self.result = Ranked()
        self.outer = 0.0

    def drawn(self, extents: Mapping[Key, Extent], bands: int) -> Ranked:
        """All coordinates."""
        self._heights(extents, bands)
        plans = {index: self._plan(index) for index in range(len(self.links))}
        for channel in self.channels:
            channel.assign()
        self._columns()
        for index, plan in plans.items():
            if plan is not None:
                self.result.lines[self.links[index].id] = self._line(index, plan)
        return self.result

    def _heights(self, extents: Mapping[Key, Extent], bands: int) -> None:
        """Stack the bands and give every key its height."""
        span = [(0.0, 0.0)] * bands
        for key, level in self.level.items():
            low, high = span[self.made.band[key]]
            extent = extents[key]
            span[self.made.band[key]] = (min(low, level - extent.above), max(high, level + extent.below))
        top, start = 0.0, []
        for low, high in span:
            height = max(high - low, 60.0) + 2 * BAND_PADDING
            start.append(top + (height - (high - low)) / 2 - low)
            self.result.bands.append((round(top), round(top + height)))
            top += round(height)
        for key, level in self.level.items():
            self.y[key] = float(round(start[self.made.band[key]] + level))
        self.result.height = self.outer = top
        self._part_lines()

    def _part_lines(self) -> None:
        """Shift passing lines that would run into the end of another line in a channel beside them."""
        beside: list[dict[float, set[Key]]] = [defaultdict(set) for _ in self.made.rows]
        for index, row in enumerate(self.made.rows):
            for key in row:
                beside[index][self.y[key]].add(key)
        for keys in self.made.passing.values():
            lines = [key for key in keys if isinstance(key, tuple)]
            for shift in (0.0, 7.0, -7.0, 13.0, -13.0):
                if not any(self._runs_into(key, shift, keys, beside) for key in lines):
                    break
            for key in lines if shift else ():
                beside[key[1]][self.y[key]].discard(key)
                self.y[key] += shift
                beside[key[1]][self.y[key]].add(key)

    def _runs_into(
        self, key: tuple[int, int], shift: float, own: list[Key], beside: list[dict[float, set[Key]]]
    ) -> bool:
        """Whether something else in the layers beside a key has the level it would get."""
        near = (key[1] - 1, key[1], key[1] + 1)
        level = self.y[key] + shift
        return any(
            beside[layer].get(level, set()).difference(own) for layer in near if 0 <= layer < len(beside)
        )

    def _columns(self) -> None:
        """Where each layer begins, and the bounds of every box in it."""
        at = self.channels[0].width if self.channels[0].count else 0.0
        for index, row in enumerate(self.made.rows):
            boxes = [self.boxes[key] for key in row if isinstance(key, str)]
            width = max((max(b.width, b.reach) for b in boxes), default=0.0)
            self.left.append(at)
            for box in boxes:
                x, y = round(at + (width - box.width) / 2), round(self.y[box.id] - box.height / 2)
                self.result.bounds[box.id] = Bounds(x, y, box.width, box.height)
            at += width
            self.result.width = at
            at += self.channels[index + 1].width
        if self.channels[-1].count:
            self.result.width = at
        self.result.height = max(self.result.height, self.outer)

    def _start(self, channel: int) -> float:
        """Where a channel begins: 0 lies before the first layer."""
        if channel == 0:
            return 0.0
        return self._right(channel - 1)

    def _right(self, layer: int) -> float:
        following = self.left[layer + 1] if layer + 1 < len(self.left) else None
        if following is not None:
            return following - self.channels[layer + 1].width
        boxes = [self.boxes[key] for key in self.made.rows[layer] if isinstance(key, str)]
        return self.left[layer] + max((max(b.width, b.reach) for b in boxes), default=0.0)

    def _plan(self, index: int) -> list[tuple[int, int, float]] | None:
        """The upright pieces of a line: channel, number in it, and the height the line has after it."""
        link = self.links[index]
        if link.source == link.target:
            return None
        height = self.y[link.source] + link.drop
        plan: list[tuple[int, int, float]] = []
        beside = self.channels[self.rank[link.source] + 1]
        beside.least = max(beside.least, link.room)
        for channel, after in self._stations(index):
            if after != height:
                owner = (link.source, link.drop) if not plan else (index, channel)
                plan.append((channel, self.channels[channel].add(height, after, owner), after))
                height = after
        return plan

    def _stations(self, index: int) -> list[tuple[int, float]]:
        """The channels a line passes, from its source on, with its height behind each."""
        link, keys = self.links[index], self.made.passing.get(index)
        low, high = self.rank[link.source], self.rank[link.target]
        if keys is None:
            self.outer += 10
            return [(low + 1, self.outer), (high, self.y[link.target])]
        if index in self.back:
            inner = [(self._layer(key) + 1, self.y[key]) for key in reversed(keys)]
            return [*inner, (high, self.y[link.target])]
        return [(low + 1 + step, self.y[key]) for step, key in enumerate(keys[1:])]

    def _layer(self, key: Key) -> int:
        return key[1] if isinstance(key, tuple) else self.rank[str(key)]

    def _line(self, index: int, plan: list[tuple[int, int, float]]) -> list[Point]:
        link = self.links[index]
        source, target = self.result.bounds[link.source], self.result.bounds[link.target]
        height = self.y[link.source] + link.drop
        points = [Point(source.right if not link.drop else source.centre.x, height)]
        for channel, number, after in plan:
            x = self.channels[channel].x(number, self._start(channel))
            points += [Point(x, height), Point(x, after)]
            height = after
        return [*points, Point(target.x, height)]
