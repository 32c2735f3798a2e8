"""Turns rates and waits into the numbers people read."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.queueing.chains import chains
from bpmn.queueing.frame import Frame
from bpmn.queueing.net import Instance, Net, Step
from bpmn.queueing.network import Station
from bpmn.queueing.results import (
    ActivityNumbers,
    Analysis,
    Bottleneck,
    ChainNumbers,
    ProcessNumbers,
    ResourceNumbers,
)
from bpmn.queueing.solution import Solution
from bpmn.scenario.parameters import Scenario
from bpmn.system.facts import Metric


class Numbers:
    """The numbers of a solved net; ``is_known`` is false where nobody said how often cases come."""

    def __init__(
        self, net: Net, scenario: Scenario, frame: Frame, solution: Solution, *, is_known: bool
    ) -> None:
        self.net = net
        self.scenario = scenario
        self.frame = frame
        self.solution = solution
        self.is_known = is_known
        self.rates = solution.rates
        self.stations: Mapping[int, Station] = {s.pool: s for s in solution.network.stations}
        self.cases = solution.cases

    def analysis(self) -> Analysis:
        """Everything together."""
        return replace(
            self.whole(),
            chains=self._chains() if self.net.is_timed else (),
            processes=tuple(self._process(process) for process in self.net.processes),
        )

    def _chains(self) -> tuple[ChainNumbers, ...]:
        found = self.solution
        return chains(found.net, self.frame, found.sojourns.times, found.seen_by)

    def whole(self) -> Analysis:
        """What does not ask for the time of single processes and chains."""
        steps = list(enumerate(self.net.steps))
        return Analysis(
            self.scenario.name,
            self.scenario.time_unit,
            all(station.is_stable for station in self.stations.values()),
            self._end_to_end(),
            activities=tuple(self._activity(i, s) for i, s in steps if s.is_activity),
            events=tuple(self._activity(i, s) for i, s in steps if s.delay.mean and not s.is_activity),
            resources=tuple(self._resource(index) for index in range(len(self.net.pools))),
            bottleneck=self._bottleneck(),
            warnings=(*self._overloads(), *self.net.warnings),
        )

    def _per_case(self, index: int) -> float:
        return self.rates[index] / self.cases if self.cases else 0.0

    def _wait(self, index: int) -> float | None:
        return known(self.solution.spells[index].wait.mean)

    def _touch(self, index: int) -> float:
        """The work for one case at a step."""
        group = self.solution.network.groups.get(index)
        return self.net.steps[index].touch(group.size if group is not None else 1.0)

    def _in_group(self, index: int) -> float:
        """How long a case waits while others of its group are worked on."""
        if index not in self.solution.network.groups:
            return 0.0
        return self.solution.spells[index].work.mean - self._touch(index)

    def _end_to_end(self) -> dict[str, float | None]:
        lead_time = known(self.solution.lead_time.mean) if self.net.is_timed else None
        stable = all(station.is_stable for station in self.stations.values())
        throughput = self.cases if self.is_known and stable and self.cases else None
        wip = throughput * lead_time if throughput is not None and lead_time is not None else None
        found = dict.fromkeys(map(str, Metric), None)
        return found | {
            Metric.LEAD_TIME: lead_time,
            Metric.THROUGHPUT: throughput,
            Metric.COST: self._cost(range(len(self.net.steps))),
            Metric.DEFECTS: self.solution.quality.escaped if self.solution.quality else None,
            Metric.WORK_IN_PROGRESS: wip,
        }

    def _cost(self, steps: Sequence[int]) -> float | None:
        """Money per customer case for what these steps use; None where no cost is known."""
        total, is_any = 0.0, False
        for index in steps:
            step = self.net.steps[index]
            costs = [
                n.quantity * self._touch(index) * c for n in step.needs if (c := self._unit_cost(n.pool))
            ]
            costs += [step.fixed_cost] if step.fixed_cost is not None else []
            is_any = is_any or bool(costs)
            total += self._per_case(index) * step.instances * sum(costs)
        return total if is_any else None

    def _unit_cost(self, pool: int) -> float | None:
        return self.net.pools[pool].unit_cost

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
            process.key, process.name, lead_time, wait, work, visits, self._cost_of_instance(inside, visits)
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
        return ResourceNumbers(pool.name, load, pool.capacity, pool.keys, growth)

    def _bottleneck(self) -> Bottleneck | None:
        loaded = [station for station in self.stations.values() if station.load > 0]
        if not loaded or not self.cases:
            return None
        worst = max(loaded, key=lambda station: station.load)
        return Bottleneck(self.net.pools[worst.pool].name, self.cases / worst.load)

    def _overloads(self) -> list[Message]:
        return [self._overload(station) for station in self.stations.values() if not station.is_stable]

    def _overload(self, station: Station) -> Message:
        name = self.net.pools[station.pool].name
        if math.isinf(station.load):
            return message(
                "There is nobody of “{resource}”, so what needs them is never done.", resource=name
            )
        return message(
            "“{resource}” is overloaded (load {load}): its backlog grows by {growth} tasks per {unit}.",
            resource=name,
            load=f"{station.load:.3g}",
            growth=f"{station.rate * (1 - 1 / station.load):.3g}",
            unit=self.scenario.time_unit,
        )


def known(value: float) -> float | None:
    """A number, or None where it is none."""
    return None if math.isnan(value) else value
