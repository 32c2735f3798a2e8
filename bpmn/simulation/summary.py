"""Replications put together: means with intervals, overloads, what to say about the run."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.simulation.ledger import Record
from bpmn.simulation.metrics import QUANTILES, RunMetrics, measure
from bpmn.simulation.plan import Plan
from bpmn.simulation.results import (
    ActivityResult,
    ChainResult,
    Growth,
    LeadTime,
    Part,
    ProcessResult,
    ResourceResult,
    WorkInProgress,
)
from bpmn.simulation.statistics import Estimate, interval, share, slope
from bpmn.system.facts import Metric

DAY = 86_400.0
HOURS = 168
FULL = 0.99
"""A team busier than this, while cases pile up, has too little time."""
GROWS = 0.25
"""A level that is above its mean by this part at the end, on a line through it, is growing."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What all replications of a plan say together."""

    plan: Plan
    records: Sequence[Record]
    runs: Sequence[RunMetrics]
    spans: int

    def end_to_end(self) -> dict[str, Estimate | None]:
        """The metrics; shares have Wilson intervals."""
        found: dict[str, Estimate | None] = {}
        for metric in Metric:
            values = [run.end_to_end.get(metric) for run in self.runs]
            known = [value for value in values if value is not None]
            if metric is Metric.ON_TIME and known:
                found[metric] = share(known, [run.promised for run in self.runs])
            elif metric is Metric.DEFECTS and known:
                found[metric] = share(known, [run.cases for run in self.runs])
            else:
                found[metric] = interval(known) if known else None
        return found

    def lead_time(self) -> LeadTime:
        """The lead time with quantiles."""
        runs = [run for run in self.runs if run.quantiles]
        if not runs:
            return LeadTime()
        found = {p: interval([run.quantiles[p] for run in runs]) for p in QUANTILES}
        return LeadTime(self._of(lambda run: run.end_to_end.get(Metric.LEAD_TIME)), found)

    def _of(self, value: Callable[[RunMetrics], float | None]) -> Estimate | None:
        """The interval of a number over those replications that know it."""
        known = [number for run in self.runs if (number := value(run)) is not None]
        return interval(known) if known else None

    def processes(self) -> tuple[ProcessResult, ...]:
        """Every process that ran."""
        return tuple(self._process(one.key, one.name) for one in self.plan.processes)

    def _process(self, key: ElementKey, name: str) -> ProcessResult:
        return ProcessResult(
            key,
            name,
            self._of(lambda run: run.processes[key].lead_time),
            self._of(lambda run: run.processes[key].wait),
            self._of(lambda run: run.processes[key].work),
            interval([run.processes[key].visits for run in self.runs]),
        )

    def activities(self) -> tuple[ActivityResult, ...]:
        """Every activity."""
        return tuple(self._activity(one.key, one.name) for one in self.plan.activities)

    def _activity(self, key: ElementKey, name: str) -> ActivityResult:
        return ActivityResult(
            key,
            name,
            interval([run.activities[key].visits for run in self.runs]),
            self._of(lambda run: run.activities[key].wait),
            self._of(lambda run: run.activities[key].work),
        )

    def chains(self) -> tuple[ChainResult, ...]:
        """Every way from a trigger to an outcome that cases took."""
        ways = sorted({way for run in self.runs for way in run.chains})
        return tuple(self._chain(*way) for way in ways)

    def _chain(self, source: int, reply: int) -> ChainResult:
        start = self.plan.sources[source]
        end = self.plan.replies[reply].key if self.plan.replies else None
        way = (source, reply)
        names = [self.plan.names.get(k, k.element) for k in (start.key, end) if k is not None]
        there = [run.chains[way].share if way in run.chains else 0.0 for run in self.runs]
        return ChainResult(
            " → ".join(names),
            start.party,
            start.key,
            end,
            self._of(lambda run: run.chains[way].lead_time if way in run.chains else None),
            interval(there),
        )

    def partition(self) -> tuple[Part, ...]:
        """What the lead time was spent on, in the order of the maps; adds up to its mean."""
        used = {slot for run in self.runs for slot in run.partition}
        return tuple(
            Part(*slot, interval([run.partition.get(slot, 0.0) for run in self.runs]))
            for slot in self.plan.slots
            if slot in used
        )

    # -- people ------------------------------------------------------------------------------------

    def resources(self) -> tuple[ResourceResult, ...]:
        """Every team."""
        return tuple(
            ResourceResult(
                pool.name,
                pool.capacity,
                self._of(lambda run, at=index: run.utilisation[at]),  # type: ignore[misc]
                pool.keys,
                self._by_hour(index),
            )
            for index, pool in enumerate(self.plan.pools)
        )

    def _by_hour(self, index: int) -> tuple[float, ...]:
        """The utilisation in each hour of the week, from Monday."""
        capacity = self.plan.pools[index].capacity
        if not capacity or not any(record.hours for record in self.records):
            return ()
        totals, counts = [0.0] * HOURS, [0] * HOURS
        first = round(self.plan.course.first_hour)
        length = 3600.0 / self.plan.time_unit.seconds
        begin = self.spans * self.records[0].span / length
        for record in self.records:
            before = 0.0
            for number, busy in enumerate(record.hours):
                if number >= begin:
                    hour = (first + number) % HOURS
                    totals[hour] += (busy[index] - before) / length
                    counts[hour] += 1
                before = busy[index]
        return tuple(t / c / capacity if c else 0.0 for t, c in zip(totals, counts, strict=True))

    def bottleneck(self, resources: Iterable[ResourceResult]) -> tuple[str, float] | None:
        """The busiest team, and the cases per unit of time at which it would be full."""
        loaded = [r for r in resources if r.utilisation is not None and r.utilisation.mean > 0]
        if not loaded:
            return None
        worst = max(loaded, key=lambda r: r.utilisation.mean if r.utilisation else 0.0)
        throughput = self._of(lambda run: run.cases / self.settled)
        load = worst.utilisation.mean if worst.utilisation else 0.0
        return (worst.name, throughput.mean / load) if throughput is not None and load else None

    @property
    def settled(self) -> float:
        """How long a replication is once the settling time is left out."""
        record = self.records[0]
        return record.span * (len(record.copies) - self.spans)

    # -- over time ---------------------------------------------------------------------------------

    def wip(self) -> WorkInProgress:
        """Cases at work over time."""
        levels = [record.level("present") for record in self.records]
        return WorkInProgress(self.records[0].span, mean_of(levels))

    def unstable(self) -> tuple[Growth, ...]:
        """The teams that are overloaded: busy all the time while cases pile up."""
        growth = growing(self.records)
        if growth is None:
            return ()
        half = len(self.records[0].copies) // 2
        runs = [measure(self.plan, record, half) for record in self.records]
        per_day = growth * DAY / self.plan.time_unit.seconds
        loads = [[run.utilisation[i] for run in runs] for i in range(len(self.plan.pools))]
        return tuple(
            Growth(pool.name, per_day)
            for pool, found in zip(self.plan.pools, loads, strict=True)
            if pool.capacity == 0 or _is_full([load for load in found if load is not None])
        )

    def stuck(self) -> bool:
        """Whether cases pile up though nobody is overloaded: some of them never end."""
        return growing(self.records) is not None and not self.unstable()


def _is_full(loads: Sequence[float]) -> bool:
    """Whether a team is busy all the time in the second half."""
    return bool(loads) and sum(loads) / len(loads) >= FULL


def mean_of(series: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The mean of several series, value by value."""
    return tuple(sum(values) / len(values) for values in zip(*series, strict=True))


def growing(records: Sequence[Record]) -> float | None:
    """By how many cases per unit of time more are open, or None where their number settles.

    It grows where the line through the second half rises by a good part of the mean, in every replication
    alike: the interval of the slope lies above 0.
    """
    half = len(records[0].copies) // 2
    slopes = [slope(record.level("all")[half:]) for record in records]
    levels = [sum(record.level("all")[half:]) / half for record in records]
    if not half:
        return None
    found, mean = interval(slopes), sum(levels) / len(levels)
    if found.low is None or found.low <= 0 or found.mean * half < GROWS * mean:
        return None
    return found.mean / records[0].span


def said(plan: Plan, unstable: Iterable[Growth]) -> list[Message]:
    """Sentences about overloads."""
    return [
        message(
            "“{resource}” is overloaded: the backlog grows by {growth} cases per day.",
            resource=one.resource,
            growth=f"{one.backlog_per_day:.3g}",
        )
        for one in unstable
        if plan.pools or one.resource
    ]
