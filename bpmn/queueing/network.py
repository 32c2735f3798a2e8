"""The two-moment network: what a queue does to the regularity of the flow through it (Whitt's QNA).

There is no floor on the variability of service: with it a tandem of constant services comes out 39 % off,
without it 14 %.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bpmn.queueing import exact
from bpmn.queueing.moments import ZERO, Moments, mixture
from bpmn.queueing.net import Need, Net
from bpmn.queueing.runs import Run, runs
from bpmn.queueing.visits import Traffic

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Station:
    """A pool under load. ``waits`` are mean waits by priority, empty where the load is 1 or more."""

    pool: int
    load: float
    rate: float
    arrival_scv: float
    service: Moments
    probability_of_waiting: float
    waits: Mapping[float, float]

    @property
    def is_stable(self) -> bool:
        """Whether the queue settles."""
        return self.load < 1

    def wait(self, priority: float) -> Moments:
        """The wait of a priority by mean and variance; a positive wait is taken as exponential."""
        mean = self.waits.get(priority, 0.0)
        if mean == 0 or self.probability_of_waiting == 0:
            return ZERO
        return Moments(mean, 2 * mean**2 / self.probability_of_waiting - mean**2)


@dataclass(frozen=True, slots=True)
class _Demand:
    """What a pool has to do: executions per time and how long each takes."""

    rate: float
    service: Moments
    by_priority: Mapping[float, float]


def stations(net: Net, found: Traffic, arrivals: Sequence[tuple[int, float, float]]) -> tuple[Station, ...]:
    """The stations of a net for outside arrivals (step, rate, scv); pools nobody waits for are left out."""
    net = _in_crews(net)
    pools = [i for i, pool in enumerate(net.pools) if pool.capacity is not None]
    demands = [_demand(net, found, pool) for pool in pools]
    used = [
        (pool, demand)
        for pool, demand in zip(pools, demands, strict=True)
        if demand.rate > 0 and (net.pools[pool].capacity or demand.service.mean > 0)
    ]
    if not used:
        return ()
    streams = _Streams(net, found, [pool for pool, _ in used])
    scvs = streams.arrival_scvs([_load(net, pool, demand) for pool, demand in used], arrivals)
    every = zip(used, scvs, streams.runs, strict=True)
    return tuple(_station(net, pool, demand, scv, run) for (pool, demand), scv, run in every)


def _in_crews(net: Net) -> Net:
    """The net where pools that are always needed by twos, threes and so on are so many whole crews."""
    pools, crews = list(net.pools), {}
    for index, pool in enumerate(pools):
        sizes = {need.quantity for step in net.steps for need in step.needs if need.pool == index}
        size = min(sizes, default=1.0)
        if pool.capacity and len(sizes) == 1 and 1 < size <= pool.capacity:
            crews[index] = size
            pools[index] = replace(pool, capacity=float(math.floor(pool.capacity / size + 1e-9)))
    if not crews:
        return net
    steps = [
        replace(step, needs=tuple(Need(n.pool, n.quantity / crews.get(n.pool, 1.0)) for n in step.needs))
        for step in net.steps
    ]
    return replace(net, steps=tuple(steps), pools=tuple(pools))


def _demand(net: Net, found: Traffic, pool: int) -> _Demand:
    parts: list[tuple[float, Moments]] = []
    by_priority: dict[float, float] = {}
    for step, rate in zip(net.steps, found.step_rates, strict=True):
        for need in step.needs:
            if need.pool == pool and rate > 0:
                executions = rate * step.instances
                q = need.quantity
                parts.append((executions, Moments(q * step.work.mean, q**2 * step.work.variance)))
                content = executions * q * step.work.mean
                by_priority[step.priority] = by_priority.get(step.priority, 0.0) + content
    return _Demand(sum(rate for rate, _ in parts), mixture(parts), by_priority)


def _servers(net: Net, pool: int) -> tuple[int, float]:
    """Whole servers, and the factor by which part-time servers are slower."""
    capacity = net.pools[pool].capacity or 0.0
    servers = max(math.ceil(capacity - 1e-9), 1)
    return servers, servers / capacity if capacity else math.inf


def _load(net: Net, pool: int, demand: _Demand) -> float:
    """The load of a pool; infinite where there is work and nobody to do it."""
    content, capacity = demand.rate * demand.service.mean, net.pools[pool].capacity
    if content <= 0:
        return 0.0
    return content / capacity if capacity else math.inf


def _station(net: Net, pool: int, demand: _Demand, scv: float, run: Run) -> Station:
    load = _load(net, pool, demand)
    if load >= 1:
        return Station(pool, load, demand.rate, scv, demand.service, 1.0, {})
    servers, slower = _servers(net, pool)
    queue = exact.ggc(demand.rate, demand.service.mean * slower, servers, scv, max(run.scv, -scv))
    order = sorted(demand.by_priority, reverse=True)
    capacity = net.pools[pool].capacity or 1.0
    loads = [demand.by_priority[priority] / capacity for priority in order]
    waits = exact.priority_waits(queue.wait, load, loads)
    return Station(
        pool,
        load,
        demand.rate,
        scv,
        demand.service,
        queue.probability_of_waiting,
        dict(zip(order, waits, strict=True)),
    )


class _Streams:
    """How tokens go from station to station, all steps between them passed over."""

    def __init__(self, net: Net, found: Traffic, pools: Sequence[int]) -> None:
        self.net = net
        self.found = found
        self.pools = pools
        self.at = [self._station_of(state.step) for state in found.states]
        self.ahead = self._ahead()
        self.runs = runs(net, found, self.at, pools)

    def _station_of(self, step: int) -> int:
        """Position of the first station that a step needs, -1 if it needs none."""
        needed = (self.pools.index(n.pool) for n in self.net.steps[step].needs if n.pool in self.pools)
        return next(needed, -1)

    def _ahead(self) -> "NDArray[float64]":
        """Expected entries into each station from each state before any other station (states x stations)."""
        import numpy as np

        count = len(self.found.states)
        matrix, entered = np.eye(count), np.zeros((count, len(self.pools)))
        for source, target, tokens in self.found.flows:
            if self.at[target] >= 0:
                entered[source, self.at[target]] += tokens
            else:
                matrix[source, target] -= tokens
        return np.asarray(np.linalg.solve(matrix, entered), dtype=np.float64)

    def arrival_scvs(
        self, loads: Sequence[float], arrivals: Sequence[tuple[int, float, float]]
    ) -> list[float]:
        """Squared coefficients of variation of the arrivals at each station; a run of tasks arrives once."""
        import numpy as np

        between, outside = self._flows(arrivals)
        size = len(self.pools)
        matrix, constant = np.eye(size), np.ones(size)
        out = [self._tokens(i) for i in range(size)]
        for j in range(size):
            total = between[:, j].sum() + sum(flow for flow, _, _ in outside[j])
            if total <= 0:
                continue
            weight = _superposition(loads[j], [*between[:, j], *(f for f, _, _ in outside[j])], total)
            for flow, rate, scv in outside[j]:
                constant[j] += weight * flow / total * min(flow / rate, 1.0) * (scv - 1)
            for i in range(size):
                part = weight * between[i, j] / total * min(between[i, j] / out[i], 1.0) if out[i] else 0.0
                load = min(loads[i], 1.0)
                servers = _servers(self.net, self.pools[i])[0]
                constant[j] += part * (
                    load**2 * (self.runs[i].work.scv - 1) / math.sqrt(servers) - (1 - load**2)
                )
                matrix[j, i] -= part * (1 - load**2)
        return [max(float(scv), 0.0) for scv in np.linalg.solve(matrix, constant)]

    def _tokens(self, station: int) -> float:
        """Tokens that leave a station for good or for elsewhere, per unit of time."""
        visits = sum(r for r, at in zip(self.found.rates, self.at, strict=True) if at == station)
        return max(visits - self.runs[station].returning, 0.0)

    def _flows(
        self, arrivals: Sequence[tuple[int, float, float]]
    ) -> "tuple[NDArray[float64], list[list[tuple[float, float, float]]]]":
        """Flows between stations, and per station those from outside as (flow, source's rate, scv)."""
        import numpy as np

        size = len(self.pools)
        between = np.zeros((size, size))
        for index, (at, rate) in enumerate(zip(self.at, self.found.rates, strict=True)):
            if at >= 0:
                between[at] += rate * self.ahead[index]
        for station, run in enumerate(self.runs):
            between[station, station] = max(between[station, station] - run.returning, 0.0)
        outside: list[list[tuple[float, float, float]]] = [[] for _ in range(size)]
        entry = {s.step: n for n, s in enumerate(self.found.states) if s.until is None}
        for step, rate, scv in arrivals:
            index = entry[step]
            if self.at[index] >= 0:
                outside[self.at[index]].append((rate, rate, scv))
                continue
            for j in range(size):
                if self.ahead[index, j] > 0:
                    outside[j].append((rate * float(self.ahead[index, j]), rate, scv))
        return between, outside


def _superposition(load: float, flows: Sequence[float], total: float) -> float:
    """How much the variability of the parts shows in their sum (Whitt 1983): 1 for a single part."""
    parts = sum((flow / total) ** 2 for flow in flows)
    return 1 / (1 + 4 * (1 - min(load, 1.0)) ** 2 * (1 / parts - 1))
