"""What was promised to customers, and how often it is kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bpmn.queueing.distribution import LeadTimes
from bpmn.queueing.results import PromiseNumbers
from bpmn.queueing.solution import Solution
from bpmn.scenario.units import TimeUnit, parse_unit


class Promise(Protocol):
    """A time within which a customer gets the outcome (empty: every customer)."""

    @property
    def customer(self) -> str:
        """Whose promise it is."""

    @property
    def target(self) -> float | None:
        """The time, in the unit."""

    @property
    def unit(self) -> str:
        """The unit by its name in BPSim."""

    @property
    def margin(self) -> float | None:
        """What a good case earns."""


def kept(
    solution: Solution, promises: Iterable[Promise], unit: TimeUnit
) -> tuple[tuple[PromiseNumbers, ...], float | None]:
    """How often each promise is kept, and the share of all promised cases that are on time."""
    found: list[PromiseNumbers] = []
    on_time = promised = 0.0
    known = list(promises)
    for promise in known:
        starts = _starts(solution, promise, known)
        times = LeadTimes(solution, starts)
        if promise.target is None or not starts or not times.is_known:
            continue
        told = parse_unit(promise.unit) or unit
        target = promise.target * told.seconds / unit.seconds
        share = times.within(target)
        cases = sum(source.rate for source in solution.customers if source.step in starts)
        on_time, promised = on_time + cases * share, promised + cases
        found.append(PromiseNumbers(promise.customer, target, share))
    return tuple(found), on_time / promised if promised else None


def _starts(solution: Solution, promise: Promise, known: Sequence[Promise]) -> list[int]:
    """The starts of the cases that a promise is about; one to all is about whom no other is for."""
    if promise.customer:
        return [source.step for source in solution.customers if _is(solution, source.step, promise.customer)]
    named = [other.customer for other in known if other.customer]
    return [s.step for s in solution.customers if not any(_is(solution, s.step, name) for name in named)]


def _is(solution: Solution, step: int, name: str) -> bool:
    source = next(source for source in solution.customers if source.step == step)
    return name in (source.party, solution.net.steps[step].name, solution.classes.get(step))


def margin(solution: Solution, promises: Iterable[Promise]) -> float | None:
    """What the cases of a unit of time earn when they are good; None where nobody said."""
    known = [promise for promise in promises if promise.margin is not None]
    if not known:
        return None
    return sum(
        (promise.margin or 0.0) * source.rate
        for promise in known
        for source in solution.customers
        if source.step in _starts(solution, promise, known)
    )
