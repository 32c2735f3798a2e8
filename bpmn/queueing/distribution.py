"""How the lead time is distributed: the share of cases within a time, and the times of quantiles.

The times of steps are known by two moments and taken as independent.
"""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bpmn.queueing.inversion import Inverse
from bpmn.queueing.laws import Points, constants_of, of_spell
from bpmn.queueing.solution import Solution
from bpmn.queueing.spectrum import Spectrum

if TYPE_CHECKING:
    from numpy import complex128
    from numpy.typing import NDArray


class LeadTimes:
    """The distribution of the time of customers' cases, of all or of those from some starts."""

    def __init__(self, solution: Solution, starts: Sequence[int] | None = None) -> None:
        self._solution = solution
        self._starts = None if starts is None else frozenset(starts)
        chosen = [(step, rate, t) for step, rate, t in solution.customer_times if self._is_meant(step)]
        total = sum(rate for _, rate, _ in chosen)
        self._mean = sum(rate * t.mean for _, rate, t in chosen) / total if total else math.nan
        second = sum(rate * t.second for _, rate, t in chosen) / total if total else math.nan
        self._deviation = math.sqrt(max(second - self._mean**2, 0.0)) if total else math.nan

    @property
    def is_known(self) -> bool:
        """Whether there are cases, and all their times settle."""
        return not math.isnan(self._mean) and not math.isnan(self._deviation)

    def within(self, time: float) -> float:
        """The share of cases that take at most a time."""
        return self._inverse.within(time)

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """The times within which these shares of the cases are done; shares increase."""
        return self._inverse.quantiles(shares)

    @cached_property
    def _inverse(self) -> Inverse:
        spells = self._solution.spells
        constants = {value for step in self._solution.weights for value in constants_of(spells[step])}
        return Inverse(self._transform, self._mean, self._deviation, constants)

    def _is_meant(self, step: int) -> bool:
        return self._starts is None or step in self._starts

    def _transform(self, points: Points) -> "NDArray[complex128]":
        import numpy as np

        found = np.zeros(points.size, dtype=np.complex128)
        total = 0.0
        for clock, entries in self._solution.clocks:
            chosen = [(rate, step) for rate, step in entries if self._is_meant(step)]
            if clock is None or not chosen:
                continue
            spectrum = Spectrum(clock, points, lambda step: self._law(points, step))
            for rate, step in chosen:
                found += rate * spectrum.of(step)
                total += rate
        return found / total

    def _law(self, points: Points, step: int) -> "NDArray[complex128] | None":
        solution = self._solution
        return of_spell(
            points, solution.spells[step], solution.net.steps[step], solution.sojourns.times[step]
        )
