"""Where lines may run in one direction of the landscape, and how far apart everything ends up.

Cards stand in columns and rows with tracks between them. Lines are laid while there is plenty of room; then
what nobody uses is taken out, and what stands beside each other moves as close as it may. Since the order
never changes, no line gets in front of a card by that. It is compaction in one dimension by longest paths
(Lengauer, Combinatorial Algorithms for Integrated Circuit Layout, Compaction).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

PITCH, WIDE = 12.0, 20.0
"""Between two thin lines, and between two chains."""

STUB = 16.0
"""From the edge of a box to the first line beside it: an arrow fits between."""


class Block(NamedTuple):
    """A column or row of boxes: its size, and the offsets at which lines may meet its boxes."""

    size: float
    offsets: tuple[float, ...]


class Demand(NamedTuple):
    """At least so much room from one slot to a later one, level (across) or upright."""

    first: int
    last: int
    room: float
    is_across: bool


@dataclass(frozen=True, slots=True)
class Use:
    """Which slots lines run on, which of them carry chains, and how wide the gaps before blocks must be."""

    slots: Collection[int]
    wide: Collection[int] = ()
    gaps: Mapping[int, float] = field(default_factory=dict)
    demands: Sequence[Demand] = ()


class Axis(Protocol):
    """Slots in ascending order, with the coordinates at which lines are laid."""

    @property
    def laid(self) -> Sequence[float]:
        """The coordinate of each slot while lines are laid."""

    def compacted(self, use: Use, /) -> list[float]:
        """The coordinate of each slot in the picture."""


class Fixed:
    """An axis whose boxes stand where a person put them."""

    def __init__(self, edges: Iterable[float], ports: Iterable[float], margin: float) -> None:
        known = sorted({round(v, 1) for v in (*edges, *ports)})
        found = set(known)
        bounds = sorted({round(v, 1) for v in edges})
        for low, high in pairwise([bounds[0] - margin, *bounds, bounds[-1] + margin]):
            count = int((high - low - 2 * STUB) // PITCH)
            tracks = range(min(count, MOST_TRACKS) + 1) if count >= 0 else range(0)
            start = (low + high - PITCH * min(count, MOST_TRACKS)) / 2
            found |= {round(start + at * PITCH, 1) for at in tracks}
        self.laid: Sequence[float] = _apart(sorted(found), set(known))
        self._slots = {value: at for at, value in enumerate(self.laid)}

    def slot(self, value: float) -> int:
        """The slot at a coordinate that was given as an edge or a port."""
        return self._slots[round(value, 1)]

    def compacted(self, _use: Use, /) -> list[float]:
        """Everything stays."""
        return list(self.laid)


MOST_TRACKS = 8
_CLOSE = 4.0


def _apart(values: Sequence[float], keep: Collection[float]) -> list[float]:
    """The values without tracks that come too close to another one."""
    kept: list[float] = []
    for value in values:
        if kept and value - kept[-1] < _CLOSE and value not in keep:
            continue
        if kept and value - kept[-1] < _CLOSE and kept[-1] not in keep:
            kept.pop()
        kept.append(value)
    return kept


class Loose:
    """An axis of blocks with tracks in the gaps before, between and behind them."""

    def __init__(self, blocks: Sequence[Block], tracks: int, *, is_open: bool) -> None:
        """``is_open`` tells that there are gaps before the first and behind the last block."""
        self._sizes: list[float] = []
        self._is_block: list[bool] = []
        self._slots: list[tuple[int, float]] = []
        self._unit_of_block: list[int] = []
        for number, block in enumerate(blocks):
            if number or is_open:
                self._add_tracks(tracks)
            self._unit_of_block.append(len(self._sizes))
            self._add(block.size, (0.0, *block.offsets, block.size), is_block=True)
        if is_open:
            self._add_tracks(tracks)
        self.laid: Sequence[float] = self.compacted(Use(range(len(self._slots))))

    def _add_tracks(self, count: int) -> None:
        for _ in range(count):
            self._add(0.0, (0.0,), is_block=False)

    def _add(self, size: float, offsets: Sequence[float], *, is_block: bool) -> None:
        self._slots += [(len(self._sizes), offset) for offset in offsets]
        self._sizes.append(size)
        self._is_block.append(is_block)

    def slot(self, block: int, offset: float) -> int:
        """The slot at an offset of a block."""
        return self._slots.index((self._unit_of_block[block], offset))

    def inside(self, slot: int) -> bool:
        """Whether a slot belongs to a block, so that it cannot move away from its neighbours."""
        return self._is_block[self._slots[slot][0]]

    def compacted(self, use: Use, /) -> list[float]:
        """Every slot as far left as order, distances and demands allow; unused tracks lie on the last one."""
        used = {self._slots[slot][0] for slot in use.slots}
        wide = {self._slots[slot][0] for slot in use.wide}
        gaps = {self._unit_of_block[block]: room for block, room in use.gaps.items()}
        demands: dict[int, list[tuple[int, float]]] = {}
        for first, last, room, _ in use.demands:
            (one, before), (other, behind) = self._slots[first], self._slots[last]
            if one != other:
                demands.setdefault(other, []).append((one, before + room - behind))
        places: list[float] = []
        before, block = -1, -1
        for unit in range(len(self._sizes)):
            place = 0.0 if before < 0 else places[before] + self._sizes[before]
            if self._is_block[unit] or unit in used:
                place += self._distance(before, unit, wide) if before >= 0 else 0.0
                if self._is_block[unit] and block >= 0:
                    place = max(place, places[block] + self._sizes[block] + gaps.get(unit, 0.0))
                place = max([place, *(places[one] + room for one, room in demands.get(unit, ()))])
                before, block = unit, unit if self._is_block[unit] else block
            places.append(place)
        return [places[unit] + offset for unit, offset in self._slots]

    def _distance(self, one: int, other: int, wide: Collection[int]) -> float:
        blocks = self._is_block[one] + self._is_block[other]
        if blocks:
            return STUB if blocks == 1 else 0.0
        chains = (one in wide) + (other in wide)
        return (PITCH, (PITCH + WIDE) / 2, WIDE)[chains]
