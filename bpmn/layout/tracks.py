"""The channels between layers: every upright piece of a line gets a track of its own."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

TRACK = 10.0
MARGIN = 20.0
LEAST = 50.0


@dataclass(slots=True)
class Channel:
    """The upright pieces that run between two layers.

    Pieces with the same owner (all that leave one node) may share a track.
    """

    pieces: list[tuple[float, float, Hashable, int]] = field(default_factory=list)
    track: dict[int, int] = field(default_factory=dict)
    count: int = 0
    least: float = LEAST

    def add(self, low: float, high: float, owner: Hashable) -> int:
        """Note a piece between two heights; the number that stands for it is returned."""
        number = len(self.pieces)
        self.pieces.append((min(low, high), max(low, high), owner, number))
        return number

    def assign(self) -> None:
        """Give every piece a track; pieces on one track do not touch unless they have one owner."""
        spans: dict[Hashable, list[tuple[float, float, Hashable, int]]] = defaultdict(list)
        for piece in self.pieces:
            spans[piece[2]].append(piece)
        ends: list[float] = []
        for group in sorted(spans.values(), key=lambda g: min(p[0] for p in g)):
            low, high = min(p[0] for p in group), max(p[1] for p in group)
            free = next((i for i, end in enumerate(ends) if end < low - TRACK), None)
            if free is None:
                free = len(ends)
                ends.append(high)
            ends[free] = high
            for piece in group:
                self.track[piece[3]] = free
        self.count = len(ends)

    @property
    def width(self) -> float:
        """How wide the channel must be, in diagram units."""
        return max(self.least, 2 * MARGIN + TRACK * max(self.count - 1, 0))

    def x(self, number: int, left: float) -> float:
        """Where a piece runs in a channel that begins at left."""
        used = TRACK * max(self.count - 1, 0)
        return round(left + (self.width - used) / 2 + TRACK * self.track[number])
