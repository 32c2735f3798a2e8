"""The immediate numbers of a system: load, waits, and the time from customer to customer.

Exact for networks of exponential queues (Jackson) and single queues with Poisson arrivals; elsewhere the
two-moment network, whose waits are some per cent off.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.queueing.chains import chains, final_replies
from bpmn.queueing.clock import Clock, measure, sojourns, waiting_time
from bpmn.queueing.compile import compile_net
from bpmn.queueing.drafts import Links
from bpmn.queueing.moments import Moments, longest
from bpmn.queueing.net import Instance, Net, Source, Step
from bpmn.queueing.network import Station, stations
from bpmn.queueing.results import (
    ActivityNumbers,
    Analysis,
    Bottleneck,
    ProcessNumbers,
    ResourceNumbers,
    to_json,
)
from bpmn.queueing.visits import Endless, Traffic, traffic
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import Scenario
from bpmn.system.facts import Facts, Metric

__all__ = ["analyse", "analyse_net", "to_json"]


def analyse(
    system: Maps, links: Links | None = None, scenario: Scenario | None = None, *, in_parts: bool = True
) -> Analysis:
    """Analyse a system in a scenario (the base scenario without one); without links each process alone.

    Without ``in_parts`` chains and processes are left out, which is a quarter of the time.
    """
    scenario = scenario or read(system)
    facts = getattr(system, "facts", None)
    net = compile_net(system, links, scenario, facts if isinstance(facts, Facts) else None)
    return analyse_net(net, scenario, in_parts=in_parts)


def analyse_net(net: Net, scenario: Scenario, *, in_parts: bool = True) -> Analysis:
    """Analyse a compiled net; see ``analyse``."""
    is_known = bool(net.sources)
    if not is_known:
        net = _without_queues(net)
    arrivals = [(s.step, s.rate, s.scv) for s in net.sources]
    nothing = Analysis(scenario.name, scenario.time_unit, warnings=net.warnings)
    try:
        found = traffic(net, [(step, rate) for step, rate, _ in arrivals])
        numbers = _Numbers(net, scenario, found, stations(net, found, arrivals), is_known)
        return numbers.analysis() if in_parts else numbers.whole()
    except Endless:
        endless = message("A loop has no way out, so cases never end. Give the way out a share above 0.")
        return replace(nothing, stable=False, warnings=(*net.warnings, endless))


def _without_queues(net: Net) -> Net:
    """The net with one case at each start that nothing inside triggers, and nobody waiting for anybody."""
    triggered = {t for step in net.steps for o in step.outcomes for t in o.targets}
    triggered |= {start for step in net.steps for start in step.calls}
    starts = [start for process in net.processes for start in process.starts if start not in triggered]
    warning = message("It is not known how often cases come, so waits are left out. Enter the arrivals.")
    return replace(
        net,
        sources=tuple(Source(start, 1.0) for start in starts),
        pools=tuple(replace(pool, capacity=None) for pool in net.pools),
        warnings=(warning, *net.warnings),
    )


class _Numbers:
    """Turns rates and waits into the numbers people read."""

    def __init__(
        self, net: Net, scenario: Scenario, found: Traffic, at: Sequence[Station], is_known: bool
    ) -> None:
        self.net = net
        self.scenario = scenario
        self.is_known = is_known
        self.rates = found.step_rates
        self.stations: Mapping[int, Station] = {station.pool: station for station in at}
        self.cases = sum(s.rate for s in net.sources if s.is_customer)

    @cached_property
    def times(self) -> Sequence[Moments]:
        """The time in each step; nobody asks for it where no map gives times."""
        return sojourns(self.net, tuple(self.stations.values()))

    def analysis(self) -> Analysis:
        """Everything together."""
        return replace(
            self.whole(),
            chains=chains(self.net, self.times) if self.net.is_timed else (),
            processes=tuple(self._process(process) for process in self.net.processes),
        )

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

    def _wait(self, step: Step) -> float | None:
        return _known(waiting_time(step, self.stations).mean)

    def _end_to_end(self) -> dict[str, float | None]:
        lead_time = self._lead_time() if self.net.is_timed else None
        stable = all(station.is_stable for station in self.stations.values())
        throughput = self.cases if self.is_known and stable and self.cases else None
        wip = throughput * lead_time if throughput is not None and lead_time is not None else None
        found = dict.fromkeys(map(str, Metric), None)
        return found | {
            Metric.LEAD_TIME: lead_time,
            Metric.THROUGHPUT: throughput,
            Metric.COST: self._cost(range(len(self.net.steps))),
            Metric.WORK_IN_PROGRESS: wip,
        }

    def _lead_time(self) -> float | None:
        starts = [(s.rate, s.step) for s in self.net.sources if s.is_customer]
        stops = final_replies(self.net)
        if not starts:
            return None
        first = [step for _, step in starts]
        return _known(measure(self.net, self.times, stops, lambda clock: clock.from_any(starts), first).mean)

    def _cost(self, steps: Sequence[int]) -> float | None:
        """Money per customer case for what these steps use; None where no cost is known."""
        total, is_any = 0.0, False
        for index in steps:
            step = self.net.steps[index]
            costs = [n.quantity * step.work.mean * c for n in step.needs if (c := self._unit_cost(n.pool))]
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
        waits = [self._wait(self.net.steps[i]) if self.rates[i] else 0.0 for i in inside]
        wait: float | None = None
        if not any(w is None for w in waits):
            wait = self._each(inside, [w or 0.0 for w in waits], visits)
        work = self._each(inside, [self.net.steps[i].work.mean for i in inside], visits)
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
        starts = [(self.rates[start] or 1e-12, start) for start in process.starts]
        if not starts:
            return None

        def ask(clock: Clock) -> Moments:
            if process.is_together:
                return longest([clock.time(start) for _, start in starts])
            return clock.from_any(starts)

        return _known(measure(self.net, self.times, process.ends, ask, process.starts).mean)

    def _activity(self, index: int, step: Step) -> ActivityNumbers:
        return ActivityNumbers(
            step.key,
            step.name,
            step.process,
            self._per_case(index) * step.instances,
            self._wait(step),
            step.work.mean,
            step.delay.mean,
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


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
