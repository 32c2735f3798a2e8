"""Compares two states of a system by simulation: the same replications, the same random numbers.

Paired replications with common random numbers; ratios by jackknife. Replications are added in fixed blocks
(10, 20, 40, 80) until every figure that is asked about is known to half of what matters, or far enough from
it to be decided, or the budget is spent; then it stays undecided. The result does not depend on the number
of workers.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bpmn import simulation
from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.base.progress import Progress, silent
from bpmn.improvement import valuing
from bpmn.improvement.effects import Moved
from bpmn.improvement.engine import Analytic, Compared, Comparison
from bpmn.improvement.estimates import Estimate, of_pairs, of_ratios
from bpmn.improvement.figures import is_share
from bpmn.improvement.structure import Cap
from bpmn.improvement.verdict import Judgement, judge
from bpmn.improvement.workbench import NOTHING, VALUE, Plan, Workbench
from bpmn.queueing.results import Analysis
from bpmn.simulation import Horizon, RunMetrics, Workers
from bpmn.system.facts import KpiFact, Measure, Metric
from bpmn.system.system import System

if TYPE_CHECKING:
    from bpmn.queueing.net import Cause

BLOCKS = (10, 20, 40, 80)
"""After so many replications it is decided whether more are needed."""

SHORTER = 8
"""Paired differences need shorter replications than means: by this factor."""

CASES = 1_500
"""Replications are not made shorter than so many customer cases."""

MOST_EVENTS = 12_000_000
CLEAR = 1.5
"""A word that an interval this much wider would not change is decided."""

SURE = 2
"""Work piles up if it does in so many blocks of new runs one after the other."""

NARROW = 0.25
"""A decided change is also known to this part of itself."""

Runs = Sequence[RunMetrics]


class Simulated:
    """By simulation; what it cannot do is asked of queueing theory, and that is said."""

    def __init__(
        self, bench: Workbench, seed: int | None = None, workers: Workers | None = None,
        progress: Progress = silent,
    ) -> None:  # fmt: skip
        self._bench = bench
        self._analytic = Analytic(bench)
        self._workers = workers or Workers(1)
        self._progress = progress
        self.seed = bench.scenario.run.seed or 1 if seed is None else seed
        self._plans: dict[object, simulation.Plan] = {}

    def compare(
        self,
        plan: Plan,
        figures: Sequence[KpiFact],
        materials: Mapping[KpiFact, float],
        start: Plan = NOTHING,
    ) -> Compared:
        """How figures change; what never settles is told by queueing theory alone. Raises CannotApply."""
        theory = self._analytic.compare(plan, figures, materials, start)
        end = start | plan
        if not (theory.before.stable and theory.after.stable) or not self._can(end):
            return theory
        try:
            ready = [self._ready(state) for state in (start, end)]
        except simulation.Endless:
            return theory
        if not all(one.sources for one in ready):
            return theory
        return _Pairs(self._bench, ready, figures, theory).compared(self, materials, (start, end))

    def _can(self, plan: Plan) -> bool:
        """Whether a plan is one that a simulation understands; it knows no limit of cases."""
        is_limited = any(isinstance(one, Cap) for one in plan.structure)
        return not is_limited and isinstance(self._bench.variant(plan).system, System)

    def _ready(self, plan: Plan) -> simulation.Plan:
        key = (frozenset(plan.edits), plan.structure)
        if key not in self._plans:
            system, links, scenario = self._bench.state(plan)
            assert isinstance(system, System)
            self._plans[key] = simulation.plan(system, links, scenario)  # type: ignore[arg-type]
        return self._plans[key]

    def runs(self, ready: Sequence[simulation.Plan], numbers: range, horizon: Horizon) -> simulation.Paired:
        """The same replications of both states."""
        return simulation.run_paired(ready, self.seed, numbers, horizon, self._workers, self._progress)


class _Pairs:
    """Replications of two states, and what figures say in them."""

    def __init__(
        self,
        bench: Workbench,
        ready: Sequence[simulation.Plan],
        figures: Sequence[KpiFact],
        theory: Compared,
    ) -> None:
        self.bench, self.ready, self.figures, self.theory = bench, ready, figures, theory
        self.before: list[RunMetrics] = []
        self.after: list[RunMetrics] = []
        self.piling = (0, 0)
        """In how many blocks one after the other work piled up, before and after."""

    def compared(
        self, engine: Simulated, materials: Mapping[KpiFact, float], states: tuple[Plan, Plan]
    ) -> Compared:
        """Replications until all is sure enough, and what they say."""
        horizon = self._horizon()
        done = events = 0
        found: dict[KpiFact, Comparison] = {}
        for goal in BLOCKS:
            paired = engine.runs(self.ready, range(done, goal), horizon)
            if horizon.warm_up is None:
                cut = round(paired.warm_up / horizon.duration * horizon.spans)
                horizon = replace(horizon, warm_up=cut)
            self.before += paired.metrics[0]
            self.after += paired.metrics[1]
            self.piling = tuple(
                n + 1 if found else 0 for n, found in zip(self.piling, paired.unstable, strict=True)
            )  # type: ignore[assignment]
            done, events = goal, events + paired.events
            found = {figure: self._one(figure, states) for figure in self.figures}
            if any(self.unsettled) or events * 2 > MOST_EVENTS:
                break
            if not any(self.piling) and self._is_enough(found, materials):
                break
        if any(self.unsettled):
            return self._unsettled()
        return self._told(engine, found, done)

    @property
    def unsettled(self) -> tuple[bool, bool]:
        """Whether work piles up without end, before and after: one block alone may look so by chance."""
        return self.piling[0] >= SURE, self.piling[1] >= SURE

    def _horizon(self) -> Horizon:
        """Shorter than for means; whole weeks and a usual number of cases stay."""
        wanted = simulation.common_horizon(self.ready)
        rate = self.theory.before.metric(Metric.THROUGHPUT)
        if any(one.course.is_hourly for one in self.ready) or not rate:
            return wanted
        usual = min(wanted.duration, CASES / rate)
        return replace(wanted, duration=max(wanted.duration / SHORTER, usual))

    def _is_enough(self, found: Mapping[KpiFact, Comparison], materials: Mapping[KpiFact, float]) -> bool:
        judged = {str(metric) for metric in self.bench.judged}
        own = self.figures[0]
        asked = [f for f in self.figures if f is own or (f.measure in judged and f.element is None)]
        return all(_is_sure(found[figure].judged, materials[figure]) for figure in asked)

    def _one(self, figure: KpiFact, states: tuple[Plan, Plan]) -> Comparison:
        """A figure over all replications; queueing theory tells what they do not."""
        old = self._values(figure, 0, self.before, states[0])
        new = self._values(figure, 1, self.after, states[1])
        if old is None or new is None:
            return self.theory.figures[figure]
        before, after = math.fsum(old) / len(old), math.fsum(new) / len(new)
        differences = of_pairs([b - a for a, b in zip(old, new, strict=True)])
        is_absolute = abs(before) < 1e-9 or figure.measure == VALUE  # noqa: PLR2004 - nothing
        change = differences if is_absolute else of_ratios(old, new)
        judged = differences if is_share(figure) else change
        return Comparison(before, after, change, is_absolute, judged)

    def _values(self, figure: KpiFact, which: int, runs: Runs, plan: Plan) -> list[float] | None:
        values = [self._value(figure, which, run, plan) for run in runs]
        known = [value for value in values if value is not None]
        return known if len(known) == len(values) else None

    def _value(self, figure: KpiFact, which: int, run: RunMetrics, plan: Plan) -> float | None:
        if figure.measure == VALUE:
            state = (self.theory.before, self.theory.after)[which]
            prices = self.bench.worth
            seen = Analysis(end_to_end=run.end_to_end, resources=state.resources)
            return None if prices is None else valuing.value(prices, seen, plan.running_cost)
        if figure.resource:
            names = [pool.name for pool in self.ready[which].pools]
            return run.utilisation[names.index(figure.resource)] if figure.resource in names else None
        if figure.element is None:
            return None if figure.start or figure.end else run.end_to_end.get(figure.measure)
        return _at(figure, figure.element, run)

    def _unsettled(self) -> Compared:
        """Work piles up in a state that queueing theory took for settled: then it does not settle."""
        before, after = (
            replace(state, stable=state.stable and not piles)
            for state, piles in zip((self.theory.before, self.theory.after), self.unsettled, strict=True)
        )
        blank = {
            figure: Comparison(
                None if self.unsettled[0] else one.before, None if self.unsettled[1] else one.after
            )
            for figure, one in self.theory.figures.items()
        }
        told = (
            message("By simulation: work piles up without end after the change.")
            if self.unsettled[1]
            else message("By simulation: work piles up without end before the change.")
        )
        return replace(self.theory, before=before, after=after, figures=blank, method=told)

    def _told(self, engine: Simulated, found: Mapping[KpiFact, Comparison], done: int) -> Compared:
        method = message(
            "By simulation: {count} pairs of runs with the same random numbers, seed {seed}.",
            count=done, seed=engine.seed,
        )  # fmt: skip
        theory = {figure: one.change.value for figure, one in self.theory.figures.items() if one.change}
        return replace(self.theory, figures=found, moved=self._moved(), method=method, theory=theory)

    def _moved(self) -> tuple[Moved, ...]:
        """The mean shift of each part of the lead time; the parts add up to its change."""
        shifts: dict[tuple[Cause, ElementKey], float] = {}
        count = len(self.before)
        for sign, runs in ((-1, self.before), (1, self.after)):
            for run in runs:
                for place, time in run.partition.items():
                    shifts[place] = shifts.get(place, 0.0) + sign * time / count
        states = (self.theory.before, self.theory.after)
        processes = {part.key: part.process for state in states for part in state.partition}
        names = {**self.bench.names(NOTHING), **{m.key: m.name for m in self.theory.moved}}
        found = [
            Moved(str(cause), key, names.get(key, key.element), delta, processes.get(key))
            for (cause, key), delta in shifts.items()
            if abs(delta) > 1e-9  # noqa: PLR2004 - rounding
        ]
        return tuple(sorted(found, key=lambda m: (-abs(m.delta or 0.0), m.key, m.cause)))


def _is_sure(estimate: Estimate | None, material: float) -> bool:
    """Whether more replications are not needed: known well enough, or clearly decided. Unknown stays so."""
    if estimate is None or not estimate.freedom:
        return True
    half = estimate.interval().half
    if half <= material / 2:
        return True
    if half > NARROW * abs(estimate.value):
        return False
    wide = (estimate.value - CLEAR * half, estimate.value + CLEAR * half)
    return judge(*wide, material) in (Judgement.BETTER, Judgement.WORSE)


def _at(figure: KpiFact, key: ElementKey, run: RunMetrics) -> float | None:
    """A figure of a process or an activity in one replication."""
    process, activity = run.processes.get(key), run.activities.get(key)
    one = process or activity
    if one is None:
        return None
    if figure.measure in (Measure.WAIT, Measure.WORK, Measure.VISITS):
        found = getattr(one, str(figure.measure))
        return None if found is None else float(found)
    if process is not None:
        return process.lead_time if figure.measure == Measure.LEAD_TIME else None
    if activity is None or activity.wait is None or activity.work is None:
        return None
    return activity.wait + activity.work
