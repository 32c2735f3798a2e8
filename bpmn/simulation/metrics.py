"""The numbers of one replication: what its record says once the settling time is left out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.queueing.net import Cause
from bpmn.simulation.ledger import FIXED, PER_ACTIVITY, PER_PROCESS, Places, Record
from bpmn.simulation.plan import Plan
from bpmn.system.facts import Metric

QUANTILES = (50, 80, 90, 95)
COUNTED, LEAD, DEFECTS, COST = (FIXED.index(name) for name in ("cases", "lead", "defects", "cost"))


@dataclass(frozen=True, slots=True)
class ActivityRun:
    """An activity per execution; ``count`` executions, ``visits`` per customer case."""

    count: float
    visits: float
    wait: float | None
    work: float | None


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """A process per instance."""

    count: float
    visits: float
    lead_time: float | None
    wait: float | None
    work: float | None


@dataclass(frozen=True, slots=True)
class ChainRun:
    """Cases of one source that got one outcome: their share of all customer cases and their time."""

    share: float
    lead_time: float | None


@dataclass(frozen=True, slots=True)
class RunMetrics:
    """What one replication says. None is unknown, as where no case came to an end.

    ``quantiles`` of the lead time are by per cent. ``partition`` says what the lead time was spent on, by
    cause and element; its parts add up to it. ``leads`` are the lead times themselves, in the order of ends.
    """

    replication: int
    cases: int
    end_to_end: Mapping[str, float | None]
    quantiles: Mapping[int, float] = field(default_factory=dict)
    processes: Mapping[ElementKey, ProcessRun] = field(default_factory=dict)
    activities: Mapping[ElementKey, ActivityRun] = field(default_factory=dict)
    utilisation: tuple[float | None, ...] = ()
    partition: Mapping[tuple[Cause, ElementKey], float] = field(default_factory=dict)
    chains: Mapping[tuple[int, int], ChainRun] = field(default_factory=dict)
    promised: int = 0
    leads: tuple[float, ...] = ()


def measure(plan: Plan, record: Record, spans: int) -> RunMetrics:
    """The numbers of a replication without its first spans."""
    return _Measuring(plan, record, spans).metrics()


class _Measuring:
    def __init__(self, plan: Plan, record: Record, spans: int) -> None:
        self.plan = plan
        self.record = record
        self.spans = spans
        self.sums = record.since(spans)
        self.time = record.span * (len(record.copies) - spans)
        self.places = Places.of(plan)
        self.cases = self.sums[COUNTED]

    def metrics(self) -> RunMetrics:
        leads = self.record.leads_since(self.spans)
        processes = {one.key: self._process(index) for index, one in enumerate(self.plan.processes)}
        promised, on_time = self._on_time()
        return RunMetrics(
            self.record.replication,
            round(self.cases),
            self._end_to_end(on_time),
            quantiles(leads),
            processes,
            {one.key: self._activity(index) for index, one in enumerate(self.plan.activities)},
            tuple(self._utilisation(index) for index in range(len(self.plan.pools))),
            self._partition(),
            self._chains(),
            promised,
            tuple(leads),
        )

    def _per_case(self, value: float) -> float | None:
        return value / self.cases if self.cases else None

    def _end_to_end(self, on_time: float | None) -> dict[str, float | None]:
        good = self.cases - self.sums[DEFECTS]
        cost = self._cost() if self.plan.has_costs else None
        present = self.record.level("present")[self.spans :]
        return {
            Metric.LEAD_TIME: self._per_case(self.sums[LEAD]),
            Metric.ON_TIME: on_time,
            Metric.THROUGHPUT: good / self.time,
            Metric.COST: cost / good if cost is not None and good > 0 else None,
            Metric.DEFECTS: self._per_case(self.sums[DEFECTS]) if self.plan.has_defects else None,
            Metric.WORK_IN_PROGRESS: math.fsum(present) / len(present),
        }

    def _cost(self) -> float:
        """Fixed costs and people: their work, or all their hours where idle time is paid."""
        total = self.sums[COST]
        for index, pool in enumerate(self.plan.pools):
            busy = self.sums[self.places.pools + index]
            if pool.is_paid_when_idle and pool.capacity is not None:
                total += pool.unit_cost * pool.capacity * pool.share * self._open_time(index)
            else:
                total += pool.unit_cost * pool.share * self._at_work(index, busy)
        return total

    def _open_time(self, index: int) -> float:
        calendar = self.plan.pools[index].calendar
        if calendar is None:
            return self.time
        unit = self.plan.time_unit.seconds
        begin = self.spans * self.record.span
        return calendar.open_between(begin * unit, (begin + self.time) * unit) / unit

    def _at_work(self, index: int, busy: float) -> float:
        """The work of a pool: of its busy time that in which it is there."""
        if self.plan.pools[index].calendar is None:
            return busy
        found = 0.0
        for work in self.plan.works:
            for pool, units in work.needs:
                if pool == index and work.statistic >= 0:
                    found += units * self.sums[self.places.activities + PER_ACTIVITY * work.statistic + 1]
        return found

    def _utilisation(self, index: int) -> float | None:
        pool = self.plan.pools[index]
        if not pool.capacity:
            return None
        there = pool.capacity * self._open_time(index)
        return self._at_work(index, self.sums[self.places.pools + index]) / there if there else None

    def _activity(self, index: int) -> ActivityRun:
        at = self.places.activities + PER_ACTIVITY * index
        count, work, wait = self.sums[at : at + 3]
        visits = count / self.cases if self.cases else 0.0
        if not count:
            return ActivityRun(0.0, visits, None, None)
        return ActivityRun(count, visits, wait / count, work / count)

    def _process(self, index: int) -> ProcessRun:
        at = self.places.processes + PER_PROCESS * index
        count, total = self.sums[at : at + 2]
        visits = count / self.cases if self.cases else 0.0
        if not count:
            return ProcessRun(0.0, visits, None, None, None)
        work = wait = 0.0
        for number, one in enumerate(self.plan.activities):
            if one.process == index:
                place = self.places.activities + PER_ACTIVITY * number
                work += self.sums[place + 1]
                wait += self.sums[place + 2]
        return ProcessRun(count, visits, total / count, wait / count, work / count)

    def _partition(self) -> dict[tuple[Cause, ElementKey], float]:
        if not self.cases:
            return {}
        first = self.places.slots
        parts = zip(self.plan.slots, self.sums[first : first + len(self.plan.slots)], strict=True)
        return {slot: value / self.cases for slot, value in parts if value}

    def _chains(self) -> dict[tuple[int, int], ChainRun]:
        ends = max(len(self.plan.replies), 1)
        found = {}
        for source in range(len(self.plan.sources)):
            for reply in range(ends):
                at = self.places.replies + 2 * (source * ends + reply)
                count, total = self.sums[at : at + 2]
                if count and self.cases:
                    found[source, reply] = ChainRun(count / self.cases, total / count)
        return found

    def _on_time(self) -> tuple[int, float | None]:
        """How many cases were promised something, and the share of them that was kept."""
        targets = [source.target for source in self.plan.sources]
        if all(target is None for target in targets):
            return 0, None
        kept = promised = 0
        limit = self.spans * self.record.span
        record = self.record
        for end, lead, source in zip(record.ends, record.leads, record.sources, strict=True):
            target = targets[source]
            if end > limit and target is not None:
                promised += 1
                kept += lead <= target
        return promised, kept / promised if promised else None


def quantiles(leads: list[float]) -> dict[int, float]:
    """The quantiles of lead times that are shown."""
    if not leads:
        return {}
    import numpy as np

    found = np.quantile(np.asarray(leads), [percent / 100 for percent in QUANTILES])
    return {percent: float(value) for percent, value in zip(QUANTILES, found, strict=True)}
