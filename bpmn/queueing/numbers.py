"""Turns rates and waits into the numbers people read."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.queueing import figures
from bpmn.queueing.chains import chains
from bpmn.queueing.distribution import LeadTimes
from bpmn.queueing.net import Instance, Step
from bpmn.queueing.overloads import overloads
from bpmn.queueing.partition import partition
from bpmn.queueing.promises import Promise, kept
from bpmn.queueing.promises import margin as margin_of
from bpmn.queueing.reliance import reliance as reliance_of
from bpmn.queueing.results import (
    Accounting,
    ActivityNumbers,
    Analysis,
    Bottleneck,
    ChainNumbers,
    ProcessNumbers,
    PromiseNumbers,
    Quality,
    ResourceNumbers,
)
from bpmn.queueing.solution import Solution
from bpmn.scenario.parameters import Scenario
from bpmn.system.facts import Metric

if TYPE_CHECKING:
    from bpmn.queueing.network import Station

QUANTILES = (50, 80, 90, 95)
BALANCED = 1e-6


class Numbers:
    """The numbers of a solved net; ``is_known`` is false where nobody said how often cases come."""

    def __init__(
        self, scenario: Scenario, solution: Solution, promises: Sequence[Promise] = (), *, is_known: bool
    ) -> None:
        self.net = solution.net
        self.promises = promises
        self.scenario = scenario
        self.frame = solution.frame
        self.solution = solution
        self.is_known = is_known
        self.rates = solution.rates
        self.stations: Mapping[int, Station] = {s.pool: s for s in solution.network.stations}
        self.cases = solution.cases

    def analysis(self, *, brief: bool = False) -> Analysis:
        """Everything together; ``brief`` without what takes longest: chains, quantiles, flow and relief."""
        whole = self.whole()
        steps = list(enumerate(self.net.steps))
        found = replace(
            whole,
            activities=tuple(self._activity(i, s) for i, s in steps if s.is_activity),
            events=tuple(self._activity(i, s) for i, s in steps if s.delay.mean and not s.is_activity),
            processes=tuple(self._process(process) for process in self.net.processes),
        )
        if not self.net.is_timed:
            return found
        reliance = reliance_of(self.solution)
        parts = partition(self.solution)
        if brief:
            return replace(found, partition=parts, reliance=reliance)
        return replace(
            found,
            chains=self._chains(),
            flow=figures.flow(self.solution),
            partition=parts,
            quantiles=self._quantiles(),
            relief=figures.relief(self.solution, self.frame) if self.is_known else None,
            reliance=reliance,
            warnings=(*whole.warnings, *self._unbalanced(whole), *reliance.reasons),
        )

    def _quantiles(self) -> dict[str, float]:
        times = LeadTimes(self.solution)
        if not times.is_known:
            return {}
        found = times.quantiles([share / 100 for share in QUANTILES])
        return {f"p{share}": time for share, time in zip(QUANTILES, found, strict=True)}

    def _unbalanced(self, whole: Analysis) -> list[Message]:
        """Little's law as a check: cases at work are those at each place, found another way."""
        at_work = whole.metric(Metric.WORK_IN_PROGRESS)
        there = sum(w * self.solution.sojourns.own[i].mean for i, w in self.solution.weights.items())
        if at_work is None or abs(at_work - self.cases * there) <= BALANCED * max(at_work, 1.0):
            return []
        return [message("The cases at work do not agree with their times; please report this system.")]

    def _chains(self) -> tuple[ChainNumbers, ...]:
        found = self.solution
        return chains(found.net, self.frame, found.sojourns, found.seen_by)

    def whole(self) -> Analysis:
        """The whole alone: metrics, loads, promises."""
        promised: tuple[PromiseNumbers, ...] = ()
        on_time: float | None = None
        if self.promises and self.net.is_timed:
            promised, on_time = kept(self.solution, self.promises, self.scenario.time_unit)
        found = self._end_to_end(on_time)
        return Analysis(
            self.scenario.name,
            self.scenario.time_unit,
            all(station.is_stable for station in self.stations.values()),
            found,
            resources=tuple(self._resource(index) for index in range(len(self.net.pools))),
            bottleneck=self._bottleneck(),
            warnings=(*overloads(self.net, self.stations.values()), *self.net.warnings),
            promises=promised,
            quality=self._quality(),
            accounting=self._accounting(found),
            currency=self.scenario.currency,
        )

    def _per_case(self, index: int) -> float:
        return self.rates[index] / self.cases if self.cases else 0.0

    def _wait(self, index: int) -> float | None:
        return known(self.solution.spells[index].wait.mean)

    def _touch(self, index: int) -> float:
        """The work for one case at a step."""
        return figures.touch(self.solution, index)

    def _in_group(self, index: int) -> float:
        """How long a case waits while others of its group are worked on."""
        if index not in self.solution.network.groups:
            return 0.0
        return self.solution.spells[index].work.mean - self._touch(index)

    def _quality(self) -> Quality | None:
        defects = self.solution.defects
        if defects is None or not self.cases:
            return None
        return Quality(defects.created / self.cases, defects.detected / self.cases, defects.escaped)

    def _accounting(self, found: Mapping[str, float | None]) -> Accounting | None:
        loads = {pool: station.load for pool, station in self.stations.items()}
        paid, margin = figures.expense(self.net, loads), margin_of(self.solution, self.promises)
        if paid is None and margin is None:
            return None
        earned = None if margin is None else margin * self._good
        at_work = found[Metric.WORK_IN_PROGRESS]
        each = None if margin is None or not self.cases else margin / self.cases
        return Accounting(
            None if earned is None else earned * self.net.week,
            None if paid is None else paid * self.net.week,
            None if each is None or at_work is None else each * at_work,
        )

    @property
    def _good(self) -> float:
        """The share of outcomes without a defect, as far as it is known."""
        defects = self.solution.defects
        return 1.0 - (defects.escaped or 0.0) if defects is not None else 1.0

    def _end_to_end(self, on_time: float | None) -> dict[str, float | None]:
        lead_time = known(self.solution.lead_time.mean) if self.net.is_timed else None
        stable = all(station.is_stable for station in self.stations.values())
        throughput = self.cases if self.is_known and stable and self.cases else None
        wip = throughput * lead_time if throughput is not None and lead_time is not None else None
        found = dict.fromkeys(map(str, Metric), None)
        return found | {
            Metric.LEAD_TIME: lead_time,
            Metric.ON_TIME: on_time,
            Metric.THROUGHPUT: None if throughput is None else throughput * self._good,
            Metric.COST: self._cost_of_good(),
            Metric.DEFECTS: self.solution.defects.escaped if self.solution.defects else None,
            Metric.WORK_IN_PROGRESS: wip,
        }

    def _cost_of_good(self) -> float | None:
        is_any = any(pool.unit_cost for pool in self.net.pools)
        if not is_any and all(step.fixed_cost is None for step in self.net.steps):
            return None
        cost = self._cost(range(len(self.net.steps)))
        return cost / self._good if cost is not None and self._good > 0 else None

    def _cost(self, steps: Sequence[int]) -> float | None:
        """Money per customer case for what these steps use; None where no cost is known."""
        total, is_any = 0.0, False
        for index in steps:
            step = self.net.steps[index]
            if not step.needs and step.fixed_cost is None:
                continue
            costs = [
                n.quantity * self._touch(index) * c for n in step.needs if (c := self._unit_cost(n.pool))
            ]
            costs += [step.fixed_cost] if step.fixed_cost is not None else []
            is_any = is_any or bool(costs)
            total += self._per_case(index) * step.instances * sum(costs)
        return total if is_any else None

    def _unit_cost(self, pool: int) -> float | None:
        """Money per unit of work; who is paid when idle costs more per work the less there is."""
        found, station = self.net.pools[pool], self.stations.get(pool)
        idle = found.is_paid_when_idle and station is not None and 0 < station.load < 1
        return found.unit_cost / station.load if idle and station and found.unit_cost else found.unit_cost

    # -- parts -----------------------------------------------------------------------------------

    @cached_property
    def _inside(self) -> Mapping[ElementKey, list[int]]:
        """The steps of each process, in their order."""
        found: dict[ElementKey, list[int]] = {}
        for index, step in enumerate(self.net.steps):
            found.setdefault(step.process, []).append(index)
        return found

    def _process(self, process: Instance) -> ProcessNumbers:
        inside = self._inside.get(process.key, [])
        entering = [self.rates[start] for start in process.starts]
        instances = (max if process.is_together else sum)(entering or [0.0])
        visits = instances / self.cases if self.cases else 0.0
        waits = [self._wait(i) if self.rates[i] else 0.0 for i in inside]
        wait: float | None = None
        if not any(w is None for w in waits):
            wait = self._each(inside, [w or 0.0 for w in waits], visits)
        work = self._each(inside, [self._touch(i) for i in inside], visits)
        lead_time = self._process_time(process) if self.net.is_timed else None
        return ProcessNumbers(
            process.key,
            process.name,
            lead_time,
            wait,
            work,
            visits,
            self._cost_of_instance(inside, visits),
            instances * lead_time if lead_time is not None and self.is_known else None,
        )

    def _each(self, inside: Sequence[int], values: Sequence[float], visits: float) -> float:
        """A number per instance of a process, from numbers per execution of its steps."""
        if not visits:
            return 0.0
        parts = zip(inside, values, strict=True)
        return sum(self._per_case(i) * self.net.steps[i].instances * value for i, value in parts) / visits

    def _cost_of_instance(self, inside: Sequence[int], visits: float) -> float | None:
        cost = self._cost(inside)
        return cost / visits if cost is not None and visits else None

    def _process_time(self, process: Instance) -> float | None:
        return known(self.solution.process_time(process).mean) if process.starts else None

    def _activity(self, index: int, step: Step) -> ActivityNumbers:
        return ActivityNumbers(
            step.key,
            step.name,
            step.process,
            self._per_case(index) * step.instances,
            self._wait(index),
            self._touch(index),
            step.delay.mean + self._in_group(index),
        )

    def _resource(self, index: int) -> ResourceNumbers:
        pool, station = self.net.pools[index], self.stations.get(index)
        load = station.load if station else (None if pool.capacity is None else 0.0)
        growth = station.rate * (1 - 1 / station.load) if station and station.load > 1 else 0.0
        room = 1 / load - 1 if load and self.is_known and not math.isinf(load) else None
        week = self.cases / load * self.net.week if room is not None and load and self.cases else None
        return ResourceNumbers(
            pool.name, load, pool.capacity, pool.keys, growth, room, week, growth * self.net.week
        )

    def _bottleneck(self) -> Bottleneck | None:
        loaded = [station for station in self.stations.values() if station.load > 0]
        if not loaded or not self.cases:
            return None
        worst = max(loaded, key=lambda station: station.load)
        return Bottleneck(self.net.pools[worst.pool].name, self.cases / worst.load)


def known(value: float) -> float | None:
    """A number, or None where it is none."""
    return None if math.isnan(value) else value
