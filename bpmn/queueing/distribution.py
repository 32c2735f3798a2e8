"""How the lead time is distributed: the share of cases within a time, and the times of quantiles.

Transforms are inverted by Euler's method (Abate and Whitt 1995) where all times vary, exact to nine digits
then; where some are always the same, on a grid of 2,048 or more points, on which constant times stay what
they are. Either way the times of steps are known by two moments and taken as independent.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from bpmn.queueing.laws import Grid, Points, Smooth, has_constant, of_spell
from bpmn.queueing.solution import Solution
from bpmn.queueing.spectrum import Spectrum

if TYPE_CHECKING:
    from numpy import complex128, float64
    from numpy.typing import NDArray

TERMS, AVERAGED, PRECISION = 30, 12, 21.0
"""Euler's method: terms of the series, terms that are averaged, and the exponent of its own error."""
CELLS, DEVIATIONS, DAMPING = 2048, 14.0, 14.0
FINEST = 16384
ROUNDS, PARTS = 6, 24
NOISE = 1e-9
"""A share below this is rounding."""


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

    def _is_meant(self, step: int) -> bool:
        return self._starts is None or step in self._starts

    def within(self, time: float) -> float:
        """The share of cases that take at most a time."""
        if self._deviation <= 1e-12 * max(self._mean, 1e-300):
            return float(time >= self._mean * (1 - 1e-12))
        if time < 0:
            return 0.0
        return self._on_grid(time) if self._has_constant else float(self._shares([time])[0])

    def quantile(self, share: float) -> float:
        """The time within which a share of the cases is done."""
        if self._deviation <= 1e-12 * max(self._mean, 1e-300):
            return self._mean
        return self._quantile_on_grid(share) if self._has_constant else self._search(share)

    @cached_property
    def _has_constant(self) -> bool:
        spells = self._solution.spells
        return any(has_constant(spells[step]) for step in self._solution.weights)

    # -- smooth ----------------------------------------------------------------------------------

    def _shares(self, times: Sequence[float]) -> "NDArray[float64]":
        """The share of cases within each time, by Euler's method."""
        import numpy as np

        at = np.maximum(np.array(times, dtype=np.float64), 1e-12 * self._mean)
        order = np.arange(TERMS + AVERAGED + 1)
        nodes = (PRECISION + 2j * np.pi * order[None, :]) / (2 * at[:, None])
        late = (1 - self._transform(Smooth(nodes.ravel())).reshape(nodes.shape)) / nodes
        signs = np.where(order % 2 == 0, 1.0, -1.0)
        terms = late.real * signs
        terms[:, 0] /= 2
        partial = np.cumsum(terms, axis=1)[:, TERMS:]
        weights = np.array([math.comb(AVERAGED, k) for k in range(AVERAGED + 1)]) / 2**AVERAGED
        found = np.exp(PRECISION / 2) / at * (partial @ weights)
        return np.asarray(np.clip(1 - found, 0.0, 1.0), dtype=np.float64)

    def _search(self, share: float) -> float:
        import numpy as np

        low, high = 0.0, self._mean + 2 * self._deviation
        while self._shares([high])[0] < share:
            low, high = high, high * 2
        for _ in range(ROUNDS):
            points = np.linspace(low, high, PARTS)
            found = np.maximum.accumulate(self._shares(points.tolist()))
            place = min(max(int(np.searchsorted(found, share)), 1), PARTS - 1)
            low, high = float(points[place - 1]), float(points[place])
            if high - low < 1e-10 * self._mean:
                break
        return (low + high) / 2

    def _transform(self, points: Points) -> "NDArray[complex128]":
        import numpy as np

        found = np.zeros(points.size, dtype=np.complex128)
        total = 0.0
        solution = self._solution
        for clock, entries in solution.clocks:
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

    # -- on a grid -------------------------------------------------------------------------------

    @cached_property
    def _step(self) -> float:
        """The distance of points: one that all constant times are multiples of, if that is not too small."""
        span = self._mean + DEVIATIONS * self._deviation
        coarse = span / CELLS
        unit = self._common_unit(coarse)
        return coarse if unit is None else unit / math.ceil(unit / coarse)

    def _common_unit(self, coarse: float) -> float | None:
        spells = [self._solution.spells[step] for step in self._solution.weights]
        constants = {
            part.mean
            for spell in spells
            for part in (spell.batch, spell.work, spell.delay)
            if part.mean > 0 and part.is_constant
        }
        if not constants:
            return None
        parts = [Fraction(value).limit_denominator(10_000) for value in constants]
        below = math.lcm(*(part.denominator for part in parts))
        unit = math.gcd(*(part.numerator * (below // part.denominator) for part in parts)) / below
        return unit if unit >= coarse * CELLS / FINEST else None

    @cached_property
    def _cells(self) -> "tuple[NDArray[float64], NDArray[float64]]":
        """The share of cases that take each multiple of the step: of varying times, and of constant ones."""
        import numpy as np

        span = self._mean + DEVIATIONS * self._deviation
        count = 1 << math.ceil(math.log2(max(span / self._step, 2)))
        damping = DAMPING / (count * self._step)
        turns = 2j * np.pi * np.arange(count // 2 + 1) / (count * self._step)
        at = np.asarray(damping + turns, dtype=np.complex128)
        growth = np.exp(damping * self._step * np.arange(count))
        every, constant = (
            np.fft.irfft(self._transform(Grid(at, self._step, only)), count) * growth
            for only in (False, True)
        )
        constant = np.where(constant < NOISE, 0.0, constant)
        return every - constant, constant

    def _on_grid(self, time: float) -> float:
        varying, constant = self._cells
        place = time / self._step
        cell = math.floor(place + 1e-9)
        if cell >= len(varying) - 1:
            return 1.0
        rest = max(place - cell, 0.0)
        # A varying time lies around its point, so half of it is over there.
        done = varying[:cell].sum() + varying[cell] / 2
        done += rest * (varying[cell] + varying[cell + 1]) / 2
        return float(min(max(done + constant[: cell + 1].sum(), 0.0), 1.0))

    def _quantile_on_grid(self, share: float) -> float:
        import numpy as np

        varying, constant = self._cells
        jumps = np.cumsum(constant)
        flowing = np.cumsum(varying) - varying / 2
        reached = np.maximum.accumulate(flowing + jumps)
        cell = int(np.searchsorted(reached, share * (1 - 1e-12)))
        if cell == 0 or cell >= len(reached):
            return float(min(cell, len(reached)) * self._step)
        before = reached[cell - 1]
        grown = flowing[cell] - flowing[cell - 1]
        part = min((share - before) / grown, 1.0) if grown > 0 else 1.0
        return float((cell - 1 + part) * self._step)
