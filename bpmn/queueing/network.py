"""The two-moment network: what a queue does to the regularity of the flow through it (Whitt's QNA).

There is no floor on the variability of service: with it a tandem of constant services comes out 39 % off,
without it 14 %.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bpmn.queueing import exact
from bpmn.queueing.calendars import arriving, closed_share, profile, standing
from bpmn.queueing.flows import Demand, Flows
from bpmn.queueing.groups import Gathered, Grouping, bulk_wait, gathered
from bpmn.queueing.layout import Layout, Served, Servers, servers
from bpmn.queueing.memory import Memory
from bpmn.queueing.moments import ZERO, Moments, mixture
from bpmn.queueing.net import Net, Step
from bpmn.queueing.routing import Routing
from bpmn.queueing.runs import Returns, Run

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Station:
    """A pool under load. ``waits`` are mean waits by priority, empty where the load is 1 or more.

    ``rate`` counts jobs: executions, or groups where cases are worked on together; ``cases`` per job is
    their mean size. ``people`` are the whole servers. ``closed`` is the mean wait because nobody is there,
    ``suspended`` how long work rests for that reason, per unit of work.
    """

    pool: int
    load: float
    rate: float
    arrival_scv: float
    service: Moments
    probability_of_waiting: float
    waits: Mapping[float, float]
    people: int = 1
    cases: float = 1.0
    closed: float = 0.0
    suspended: float = 0.0

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

    def off_calendar(self, work: Moments) -> Moments:
        """The time for which a case waits because nobody is there, before and during its work."""
        mean = self.closed + self.suspended * work.mean
        return Moments(mean, mean**2) if mean else ZERO


@dataclass(frozen=True, slots=True)
class Network:
    """All stations under load, the groups of the steps where cases are worked on together, rates of steps."""

    stations: tuple[Station, ...] = ()
    groups: Mapping[int, Gathered] = field(default_factory=dict)
    step_rates: Sequence[float] = ()


def network(net: Net, layout: Layout, routing: Routing, returns: Returns, memory: Memory) -> Network:
    """The stations of a net. The ``memory`` is of nets with this layout."""
    return _Loads(net, layout, routing, returns, memory).network()


NO_GROUPS = Gathered()


class _Loads:
    def __init__(self, net: Net, layout: Layout, routing: Routing, returns: Returns, memory: Memory) -> None:
        import numpy as np

        rates = [source.rate for source in net.sources]
        self.net = net
        self.layout = layout
        self.routing = routing
        self.returns = returns
        self.memory = memory
        self.arrivals = rates
        self._profiles: NDArray[float64] | None = None
        self.state_rates = routing.visits @ np.array(rates)
        self.step_rates = [0.0] * len(net.steps)
        for step, rate in zip(routing.step_of.tolist(), self.state_rates.tolist(), strict=True):
            self.step_rates[step] += rate
        self.servers = servers(net.pools, layout)
        self.crews = [layout.crew(i, net.pools[pool].capacity or 0) for i, pool in enumerate(layout.pools)]
        self.groups = {
            index: self._gathered(index, step)
            for index, step in enumerate(net.steps)
            if step.group is not None
        }

    def _gathered(self, index: int, step: Step) -> Gathered:
        rate = self.step_rates[index] * step.instances
        if step.group is None or rate <= 0:
            return Gathered()
        station = self.layout.at[index]
        capacity = self.servers[station].capacity if station >= 0 else math.inf
        free = capacity - rate * step.work.mean
        full = rate * step.set_up.mean / free if free > 0 else math.inf
        return gathered(step.group, rate, full, 1 - free / capacity if 0 < capacity < math.inf else 0.0)

    def network(self) -> Network:
        """Loads first, then the regularity of the flows, then waits."""
        demands = [self._known_demand(station) for station in range(len(self.layout.pools))]
        loads = [self._load(station, demand) for station, demand in enumerate(demands)]
        found_runs = [self._run(station) for station in range(len(self.layout.pools))]
        flows = Flows(self.routing, self.state_rates, self.arrivals, found_runs, demands)
        scvs = flows.arrival_scvs(loads, self.servers, [source.scv for source in self.net.sources])
        bulks = flows.bulks()
        found = [
            self._known_station(station, demand, load, scvs[station], found_runs[station], bulks[station])
            for station, (demand, load) in enumerate(zip(demands, loads, strict=True))
            if demand.rate > 0 and (self.servers[station].capacity or demand.service.mean > 0)
        ]
        if any(self.net.pools[pool].spans for pool in self.layout.pools):
            found = [self._in_hours(station, flows) for station in found]
        return Network(
            tuple(found),
            self.groups,
            self.step_rates,
        )

    def _known_demand(self, station: int) -> Demand:
        """The demand of a station, from memory where neither its steps nor their rates changed."""
        steps = [one.step for one in self.layout.by_station[station]]
        if any(step in self.groups for step in steps):
            return self._demand(station)
        objects = [self.net.steps[step] for step in steps]
        values = (station, self.crews[station], *[self.step_rates[step] for step in steps])
        return self.memory.ask("demand", objects, values, lambda: self._demand(station))

    def _demand(self, station: int) -> Demand:
        parts: list[tuple[float, Moments]] = []
        by_priority: dict[float, list[tuple[float, Moments]]] = {}
        interruptible: set[float] = set()
        cases = 0.0
        for served in self.layout.by_station[station]:
            step = self.net.steps[served.step]
            rate = self.step_rates[served.step] * step.instances
            if rate <= 0:
                continue
            jobs, job = self._job(served, step, rate)
            parts.append((jobs, job))
            cases += rate
            by_priority.setdefault(step.priority, []).append((jobs, job))
            if step.preemptive:
                interruptible.add(step.priority)
        total = sum(jobs for jobs, _ in parts)
        return Demand(
            total,
            mixture(parts),
            by_priority,
            frozenset(interruptible),
            cases / total if total else 1.0,
        )

    def _job(self, served: Served, step: Step, rate: float) -> tuple[float, Moments]:
        """Jobs per time of a step, and what one of them takes of a station."""
        q = served.quantity / self.crews[served.station]
        job, size = step.work, 1.0
        if step.group is not None:
            size = self.groups[served.step].size
            job = group_time(step, size)
            job = Moments(job.mean, job.variance + step.work.mean**2 * self.groups[served.step].spread)
        elif q == 1:
            return rate, job
        return rate / size, Moments(q * job.mean, q * q * job.variance)

    def _load(self, station: int, demand: Demand) -> float:
        """The load of a station; infinite where there is work and nobody to do it.

        Where groups may grow, they do before people are overloaded.
        """
        content, capacity = demand.rate * demand.service.mean, self.servers[station].capacity
        rule, alone = self._single_group(station)
        if rule is not None and rule.is_flexible and alone.size > rule.least:
            step = self.net.steps[self.layout.by_station[station][0].step]
            cases = demand.rate * demand.cases
            content = cases * (step.work.mean + (step.set_up.mean / rule.most if rule.most else 0.0))
        if content <= 0:
            return 0.0
        return content / capacity if capacity else math.inf

    def _run(self, station: int) -> Run | None:
        steps = self.layout.by_station[station]
        grouped = any(self.net.steps[one.step].group is not None for one in steps)
        if grouped or not self.returns.has(station):
            return None
        content = {
            one.step: _content(self.net.steps[one.step], self._job(one, self.net.steps[one.step], 1.0)[1])
            for one in steps
        }
        return self.returns.run(station, self.state_rates, content, self.routing)

    def _known_station(
        self, station: int, demand: Demand, load: float, scv: float, run: Run | None, bulk: float
    ) -> Station:
        """A station, from memory where nothing about it changed."""
        there = self.servers[station]
        if self.groups and self._single_group(station)[0] is not None:
            return self._station(station, demand, load, scv, run, bulk)
        return self.memory.ask(
            "station",
            (demand,),
            (station, there.count, there.capacity, load, scv, run, bulk),
            lambda: self._station(station, demand, load, scv, run, bulk),
        )

    def _station(
        self, station: int, demand: Demand, load: float, scv: float, run: Run | None, bulk: float
    ) -> Station:
        pool, there = self.layout.pools[station], self.servers[station]
        common = (pool, load, demand.rate, scv, demand.service)
        if load >= 1:
            return Station(*common, 1.0, {}, there.count, demand.cases)
        service = Moments(demand.service.mean * there.slower, demand.service.variance * there.slower**2)
        rule, alone = self._single_group(station)
        if rule is not None and rule.is_flexible and alone.size > rule.least:
            # Somebody who is always busy takes who came meanwhile: the rest of a group's time, on average.
            wait, waiting = service.mean / (2 * there.count) * (1 + service.scv), 1.0
        else:
            service_scv = demand.service.scv if run is None else max(run.scv, -scv)
            queue = exact.ggc(demand.rate, service.mean, there.count, scv, service_scv)
            wait, waiting = queue.wait + bulk * service.mean / there.count, queue.probability_of_waiting
            if rule is not None and there.count == 1:
                wait = bulk_wait(demand.rate, service, alone.scv if rule.is_timed else scv)
        order = sorted(demand.by_priority, reverse=True)
        waits = _by_priority(wait, load, order, demand, there)
        return Station(
            *common,
            waiting,
            dict(zip(order, waits, strict=True)),
            there.count,
            demand.cases,
        )

    def _in_hours(self, station: Station, flows: Flows) -> Station:
        """A station with what waits because of its hours."""
        pool = self.net.pools[station.pool]
        if not pool.spans or not station.is_stable:
            return station
        position = self.layout.position[station.pool]
        coming, hours = self._coming(flows)[position], profile(pool.spans)
        closed = standing(coming, hours, station.load) * self.net.week
        outside = closed_share(coming, hours)
        at_opening = outside * (1 - station.load * pool.open_share)
        suspended = (1 / pool.open_share - 1) * (1 - at_opening)
        part = min(outside / (1 - pool.open_share), 1.0) if pool.open_share < 1 else 0.0
        scale = 1 - part + part * self._left_over(station, pool.open_share, len(pool.spans))
        waits = {priority: wait * scale for priority, wait in station.waits.items()}
        return replace(station, closed=closed, suspended=suspended, waits=waits)

    def _left_over(self, station: Station, open_share: float, openings: int) -> float:
        """The queue that chance makes for those who come at any hour, as a part of that of a slower team.

        While the team is there it has little to do, except for what the hours before left over (Spitzer's sum
        over openings, constant capacity each); that waits partly through the night.
        """
        there = self.servers[self.layout.position[station.pool]]
        time, scv = station.service.mean * there.slower, station.service.scv
        usual = exact.ggc(station.rate, time, there.count, station.arrival_scv, scv).wait
        if usual <= 0:
            return 1.0
        by_day = exact.ggc(station.rate, time * open_share, there.count, station.arrival_scv, scv).wait
        jobs = station.rate * self.net.week / openings
        each = time * open_share / there.count
        left = bulk_wait(
            openings / (self.net.week * open_share),
            Moments(jobs * each, jobs * each**2 * (scv + station.arrival_scv)),
            0.0,
        )
        return min((by_day + left * (1 + 1 / open_share) / 2) / usual, 1.0)

    def _coming(self, flows: Flows) -> "NDArray[float64]":
        if self._profiles is None:
            sources = [source.spans for source in self.net.sources]
            teams = [self.net.pools[pool].spans for pool in self.layout.pools]
            self._profiles = arriving(flows.between, flows.outside, sources, teams)
        return self._profiles

    def _single_group(self, station: int) -> tuple[Grouping | None, Gathered]:
        """The rule and the groups of a station that does nothing else."""
        if not self.groups:
            return None, NO_GROUPS
        steps = [one.step for one in self.layout.by_station[station] if self.step_rates[one.step] > 0]
        if len(steps) != 1 or steps[0] not in self.groups:
            return None, NO_GROUPS
        return self.net.steps[steps[0]].group, self.groups[steps[0]]


def group_time(step: Step, size: float) -> Moments:
    """How long it takes to work on a group of this size."""
    return Moments(step.set_up.mean + size * step.work.mean, step.set_up.variance + size * step.work.variance)


def _content(step: Step, job: Moments) -> Moments:
    """The work that one token brings."""
    return Moments(step.instances * job.mean, step.instances * job.variance)


def _by_priority(
    wait: float, load: float, order: Sequence[float], demand: Demand, there: Servers
) -> Sequence[float]:
    """Waits of the priorities of a station, the most urgent first."""
    if len(order) < 2:  # noqa: PLR2004 - nobody is more urgent
        return [wait] * len(order)
    classes = []
    for priority in order:
        parts = demand.by_priority[priority]
        own, rate = mixture(parts), sum(jobs for jobs, _ in parts)
        residual = own.second / (2 * own.mean) * there.slower if own.mean else 0.0
        classes.append((rate * own.mean / there.capacity, own.mean * there.slower, residual))
    if demand.interruptible.issuperset(order[1:]):
        return exact.preemptive_waits(wait, load, classes, there.count)
    return exact.priority_waits(wait, load, [own for own, _, _ in classes])
