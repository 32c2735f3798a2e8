"""Who serves which step: the stations of a net, which stay while numbers change."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.queueing.net import Net, Pool

WHOLE = 1e-9


@dataclass(frozen=True, slots=True)
class Served:
    """A step's need of a station, in crews where its pool works by twos, threes and so on."""

    step: int
    station: int
    quantity: float


class Layout:
    """The stations of a net: pools that somebody may have to wait for.

    ``pools`` are their positions in the net, ``at`` the first station of each step (-1 for none), ``served``
    all needs, ``by_station`` the same per station.
    """

    def __init__(self, net: Net) -> None:
        sizes: dict[int, set[float]] = {}
        for step in net.steps:
            for need in step.needs:
                if net.pools[need.pool].capacity is not None:
                    sizes.setdefault(need.pool, set()).add(need.quantity)
        self.pools = tuple(sorted(sizes))
        self.position = {pool: station for station, pool in enumerate(self.pools)}
        self._sizes = [sizes[pool] for pool in self.pools]
        self.served = tuple(
            Served(index, self.position[need.pool], need.quantity)
            for index, step in enumerate(net.steps)
            for need in step.needs
            if need.pool in self.position
        )
        self.at = [-1] * len(net.steps)
        by_station: list[list[Served]] = [[] for _ in self.pools]
        for one in reversed(self.served):
            self.at[one.step] = one.station
        for one in self.served:
            by_station[one.station].append(one)
        self.by_station = tuple(map(tuple, by_station))

    def crew(self, station: int, quantity: float) -> float:
        """How many people work together as one server, where that is always the same number."""
        sizes = self._sizes[station]
        size = next(iter(sizes)) if len(sizes) == 1 else 1.0
        return size if 1 < size <= quantity else 1.0


@dataclass(frozen=True, slots=True)
class Servers:
    """The servers of a station: how many, and by which factor each takes longer than somebody there all day.

    ``capacity`` is how much work they do per unit of time, in units of one such person; 0 is nobody.
    """

    count: int
    capacity: float

    @property
    def slower(self) -> float:
        """What a time of work is multiplied by."""
        return self.count / self.capacity if self.capacity else math.inf


def servers(pools: Sequence[Pool], layout: Layout) -> list[Servers]:
    """The servers of each station."""
    return [_servers(pools[pool], layout, station) for station, pool in enumerate(layout.pools)]


def _servers(pool: Pool, layout: Layout, station: int) -> Servers:
    quantity = pool.capacity or 0.0
    crew = layout.crew(station, quantity)
    there = quantity if crew == 1 else float(math.floor(quantity / crew + WHOLE))
    return Servers(max(math.ceil(there - WHOLE), 1), there * pool.open_share * pool.share)
