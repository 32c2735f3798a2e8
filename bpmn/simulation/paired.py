"""The same replications on several variants of a system, with common random numbers."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from bpmn.base.progress import Progress, silent
from bpmn.simulation.engine import Length
from bpmn.simulation.ledger import Record
from bpmn.simulation.length import SPANS, Horizon, horizon_of, settling
from bpmn.simulation.metrics import RunMetrics, measure
from bpmn.simulation.plan import Plan
from bpmn.simulation.results import Growth
from bpmn.simulation.summary import Summary, mean_of
from bpmn.simulation.workers import Task, Workers

PILOT = 10


@dataclass(frozen=True, slots=True)
class Paired:
    """What variants did in the same replications.

    ``metrics`` has a list per variant, in their order, with the numbers of each replication; ``unstable``
    the teams that are overloaded, per variant; ``warm_up`` was left out of each.
    """

    metrics: list[list[RunMetrics]]
    unstable: list[tuple[Growth, ...]]
    warm_up: float
    events: int


def common_horizon(plans: Sequence[Plan], duration: float | None = None) -> Horizon:
    """A length that suits all variants: that of the one that needs most, and the longest given warm-up."""
    found = [horizon_of(plan, duration, None, False) for plan in plans]
    length = max(horizon.duration for horizon in found)
    cuts = [h.warm_up * h.duration / h.spans for h in found if h.warm_up is not None]
    if len(cuts) < len(found):
        return Horizon(length)
    return Horizon(length, SPANS, round(max(cuts) / length * SPANS))


def run_paired(
    plans: Sequence[Plan],
    seed: int,
    replications: Sequence[int] | int,
    horizon: Horizon | None = None,
    workers: Workers | None = None,
    progress: Progress = silent,
) -> Paired:
    """Run the same replications on each plan.

    ``replications`` is how many, or which by number: asking for 0 to 9 and then for 10 to 19 gives the same
    as asking for 20 at once, if the horizon says how much is left out. Without that the settling time is
    found out, the longest of all variants.
    """
    numbers = list(range(replications)) if isinstance(replications, int) else list(replications)
    horizon = horizon or common_horizon(plans)
    length = Length(horizon.duration, horizon.spans)
    tasks = [
        Task(at, number, seed, replace(length, is_hourly=False))
        for number in numbers
        for at in range(len(plans))
    ]
    records: list[list[Record]] = [[] for _ in plans]
    with nullcontext(workers) if workers is not None else Workers() as crew:
        for task, record in crew.run(plans, tasks, progress):
            records[task.plan].append(record)
    spans = max(_cut(p, horizon, found) for p, found in zip(plans, records, strict=True))
    metrics = [[measure(p, r, spans) for r in found] for p, found in zip(plans, records, strict=True)]
    unstable = [Summary(p, found, (), spans).unstable() for p, found in zip(plans, records, strict=True)]
    events = sum(record.events for found in records for record in found)
    return Paired(metrics, unstable, spans * horizon.duration / horizon.spans, events)


def _cut(plan: Plan, horizon: Horizon, records: Sequence[Record]) -> int:
    return settling(plan, horizon, mean_of([record.level("all") for record in records[:PILOT]]))
