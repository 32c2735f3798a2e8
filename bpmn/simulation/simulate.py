"""Runs replications until the numbers are sure enough, and puts them together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.base.progress import Cancelled, Progress, silent
from bpmn.simulation.engine import Endless, Length
from bpmn.simulation.ledger import FIXED, Record
from bpmn.simulation.length import Horizon, horizon_of, settling
from bpmn.simulation.metrics import RunMetrics, measure
from bpmn.simulation.plan import Plan
from bpmn.simulation.results import Simulation
from bpmn.simulation.statistics import interval
from bpmn.simulation.summary import Summary, mean_of, said
from bpmn.simulation.workers import Task, Workers
from bpmn.system.facts import Metric

LEAST = 10
"""Fewer replications say too little about how sure a mean is."""
MOST = 320
BALANCED = 0.05
UNBALANCED = message(
    "Cases at work do not agree with how many come and how long they take (Little’s law): simulate longer."
)
EXTENSIONS = 2
"""So often a run is made twice as long where theory knows better."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to simulate; None leaves it to the scenario, or to what the numbers need.

    ``precision`` is the half width of the interval of the lead time that is wanted, relative to its mean.
    ``events`` is the most that all replications together may handle. With ``terminating`` each begins empty
    and nothing is left out. Times are in the scenario's unit.
    """

    seed: int | None = None
    replications: int | None = None
    workers: int | None = None
    duration: float | None = None
    warm_up: float | None = None
    precision: float = 0.02
    events: int = 20_000_000
    terminating: bool = False


DEFAULT = Settings()


def simulate(plan: Plan, settings: Settings = DEFAULT, progress: Progress = silent) -> Simulation:
    """Simulate a plan. Raises what ``progress`` raises before the first ten replications are done.

    Cancelled later, the result of what was done so far is marked ``partial``.
    """
    if not plan.sources:
        return _nothing(plan, settings, UNKNOWN)
    if plan.course.is_endless:
        return replace(_nothing(plan, settings, NO_WAY_OUT), stable=False)
    with Workers(settings.workers) as workers:
        return _Control(plan, settings, workers, progress).result()


UNKNOWN = message("It is not known how often cases come, so nothing can be simulated. Enter the arrivals.")
NO_WAY_OUT = message("A loop has no way out, so cases never end. Give the way out a share above 0.")
NO_TIME = message("Cases go round in a loop without time passing; give the loop a way out, or a time.")


def _nothing(plan: Plan, settings: Settings, told: Message) -> Simulation:
    """A result without numbers, and why."""
    seed = plan.course.seed if settings.seed is None else settings.seed
    return Simulation(
        plan.scenario,
        plan.time_unit,
        warnings=(told, *plan.warnings),
        seed=seed,
        end_to_end=dict.fromkeys(Metric),
    )


def _is_off(runs: Sequence[RunMetrics], key: ElementKey, exact: float) -> bool:
    waits = [wait for run in runs if (wait := run.activities[key].wait) is not None]
    found = interval(waits) if len(waits) > 1 else None
    return found is not None and abs(found.mean - exact) > found.half_width


class _Control:
    """Decides how many replications there are; the decision depends on results, never on time."""

    def __init__(self, plan: Plan, settings: Settings, workers: Workers, progress: Progress) -> None:
        self.plan = plan
        self.settings = settings
        self.workers = workers
        self.progress = progress
        self.seed = plan.course.seed if settings.seed is None else settings.seed
        self.records: list[Record] = []
        self.partial = False
        self.extended = 0
        self._measured: dict[tuple[int, int], RunMetrics] = {}
        self.notes: list[Message] = []

    def result(self) -> Simulation:
        """Run and put together."""
        horizon = horizon_of(
            self.plan, self.settings.duration, self.settings.warm_up, self.settings.terminating
        )
        try:
            self._all(horizon)
        except Endless:
            return replace(_nothing(self.plan, self.settings, NO_TIME), stable=False)
        except Cancelled:
            if len(self.records) < 2:  # noqa: PLR2004 - nothing to say
                raise
            self.partial = True
        return self._together(horizon)

    def _all(self, horizon: Horizon) -> None:
        given = self.settings.replications or self.plan.course.replications
        goal = given or LEAST
        while True:
            self._until(goal, horizon)
            spans = self.spans(horizon)
            if self._is_unstable() or (self.settings.replications and len(self.records) >= goal):
                return
            if (given is not None or self._is_sure(spans)) and not self._is_doubtful(spans):
                return
            used = sum(record.events for record in self.records)
            if goal >= MOST or 2 * used > self.settings.events:
                self.partial = goal < MOST and not self._is_sure(spans)
                return
            goal *= 2

    def _until(self, goal: int, horizon: Horizon) -> None:
        """Run replications until there are so many."""
        length = Length(horizon.duration, horizon.spans, is_hourly=self.plan.course.is_hourly)
        tasks = [Task(0, number, self.seed, length) for number in range(len(self.records), goal)]
        for _, record in self.workers.run([self.plan], tasks, self.progress):
            self.records.append(record)

    def spans(self, horizon: Horizon) -> int:
        """How many spans are left out because the system had not settled."""
        first = self.records[:LEAST]
        return settling(self.plan, horizon, mean_of([record.level("all") for record in first]))

    def _runs(self, spans: int) -> list[RunMetrics]:
        for number in range(len(self.records)):
            if (number, spans) not in self._measured:
                self._measured[number, spans] = measure(self.plan, self.records[number], spans)
        return [self._measured[number, spans] for number in range(len(self.records))]

    def _is_sure(self, spans: int) -> bool:
        values = [run.end_to_end[Metric.LEAD_TIME] for run in self._runs(spans)]
        known = [value for value in values if value is not None]
        if not known:
            return True
        found = interval(known)
        return found.half_width <= self.settings.precision * abs(found.mean)

    def _is_doubtful(self, spans: int) -> bool:
        """Whether a wait of a very busy team lies off what is known exactly: then the run was too short."""
        waits = self.plan.course.waits
        if not waits or self.extended >= EXTENSIONS:
            return False
        runs = self._runs(spans)
        off = [known for known in waits if _is_off(runs, *known)]
        if not off:
            return False
        self.extended += 1
        key, exact = off[0]
        self.notes = [
            message(
                "The run was made longer: the wait at “{step}” lay off the {exact} that theory knows.",
                step=self.plan.names.get(key, key.element),
                exact=f"{exact:.4g}",
            )
        ]
        return True

    def _is_unstable(self) -> bool:
        return bool(Summary(self.plan, self.records, (), 0).unstable())

    def _together(self, horizon: Horizon) -> Simulation:
        spans = self.spans(horizon)
        runs = self._runs(spans)
        found = Summary(self.plan, self.records, runs, spans)
        unstable = () if self.settings.terminating else found.unstable()
        resources = found.resources()
        known = Simulation(
            self.plan.scenario,
            self.plan.time_unit,
            not unstable,
            resources=resources,
            bottleneck=found.bottleneck(resources),
            unstable=unstable,
            warnings=(*said(self.plan, unstable), *self._doubts(found), *self.notes, *self.plan.warnings),
            seed=self.seed,
            replications=len(self.records),
            duration=horizon.duration,
            warm_up=spans * horizon.duration / horizon.spans,
            cases=sum(run.cases for run in runs),
            events=sum(record.events for record in self.records),
            partial=self.partial,
            wip=found.wip(),
        )
        return _with_numbers(known, found, self.records)

    def _doubts(self, found: Summary) -> list[Message]:
        """What to say about cases that never end, and about a run that did not settle."""
        if self.settings.terminating:
            return []
        if found.stuck():
            return [
                message(
                    "More and more cases stand still though nobody is overloaded: something that they wait "
                    "for never comes. Look for stuck cases (soundness)."
                )
            ]
        return [] if _is_balanced(found) else [UNBALANCED]


def _is_balanced(found: Summary) -> bool:
    """Whether cases at work are as many as those that come times their lead time (Little's law)."""
    ends = found.end_to_end()
    lead, level = ends[Metric.LEAD_TIME], ends[Metric.WORK_IN_PROGRESS]
    if lead is None or level is None or not found.settled or found.unstable():
        return True
    rate = sum(run.cases for run in found.runs) / len(found.runs) / found.settled
    off = abs(level.mean - rate * lead.mean)
    return off <= max(BALANCED * level.mean, 2 * level.half_width)


def _with_numbers(known: Simulation, found: Summary, records: Sequence[Record]) -> Simulation:
    """A result with its numbers; where work piles up without end there are no times."""

    def per_case(name: str) -> float:
        return sum(r.copies[-1][FIXED.index(name)] for r in records) / max(known.cases, 1)

    known = replace(known, unread=per_case("unread"), lost=per_case("lost"))
    if not known.stable:
        return replace(known, end_to_end=dict.fromkeys(Metric))
    return replace(
        known,
        end_to_end=found.end_to_end(),
        lead_time=found.lead_time(),
        chains=found.chains(),
        processes=found.processes(),
        activities=found.activities(),
        partition=found.partition(),
    )
