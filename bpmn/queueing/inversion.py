"""From a transform back to the distribution of a time.

Where all parts of the time vary, by Euler's method (Abate and Whitt 1995), exact to nine digits; where some
are always the same, on a grid of 2,048 or more points, on which these stay what they are.
"""

import math
from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from bpmn.queueing.laws import Grid, Points, Smooth

if TYPE_CHECKING:
    from numpy import complex128, float64
    from numpy.typing import NDArray

TERMS, AVERAGED, PRECISION = 30, 12, 21.0
"""Euler's method: terms of the series, terms that are averaged, and the exponent of its own error."""
CELLS, DEVIATIONS, DAMPING = 2048, 14.0, 12.0
FINEST = 16384
ROUNDS, PARTS = 40, 16
PRECISE = 1e-11
"""A share as near as this to what is wanted is found."""
NOISE = 1e-9
"""A share below this is rounding."""


class Inverse:
    """The distribution of a time with this transform, mean and standard deviation.

    ``constants`` are the times in it that are always the same.
    """

    def __init__(
        self,
        transform: "Callable[[Points], NDArray[complex128]]",
        mean: float,
        deviation: float,
        constants: Collection[float],
    ) -> None:
        self._transform = transform
        self._mean = mean
        self._deviation = deviation
        self._constants = constants

    def within(self, time: float) -> float:
        """The probability that it takes at most a time."""
        if self._deviation <= 1e-12 * max(self._mean, 1e-300):
            return float(time >= self._mean * (1 - 1e-12))
        if time < 0:
            return 0.0
        return self._on_grid(time) if self._constants else float(self.smooth([time])[0])

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """The times within which these shares of the cases are done; shares increase."""
        if self._deviation <= 1e-12 * max(self._mean, 1e-300):
            return [self._mean] * len(shares)
        if self._constants:
            return [self._quantile_on_grid(share) for share in shares]
        return self._search(shares)

    # -- smooth ----------------------------------------------------------------------------------

    def smooth(self, times: "Collection[float] | NDArray[float64]") -> "NDArray[float64]":
        """The probability that it takes at most each of these times, by Euler's method."""
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

    def _search(self, shares: Sequence[float]) -> list[float]:
        """Look between a few points first, then go on by false position, all shares at once (Illinois)."""
        import numpy as np

        wanted = np.array(shares, dtype=np.float64)
        points = self._covering(wanted[-1])
        reached = np.maximum.accumulate(self.smooth(points))
        place = np.clip(np.searchsorted(reached, wanted), 1, len(points) - 1)
        low, high = points[place - 1], points[place]
        below, above = reached[place - 1] - wanted, reached[place] - wanted
        new = high
        for _ in range(ROUNDS):
            slope = np.where(above > below, above - below, 1.0)
            new = np.clip(low - below * (high - low) / slope, low, high)
            value = self.smooth(new) - wanted
            is_below = value < 0
            low, high = np.where(is_below, new, low), np.where(is_below, high, new)
            below, above = np.where(is_below, value, below / 2), np.where(is_below, above / 2, value)
            if np.all(np.abs(value) < PRECISE):
                break
        return [float(time) for time in new]

    def _covering(self, share: float) -> "NDArray[float64]":
        """Points from 0 to beyond the time of a share."""
        import numpy as np

        high = self._mean + 3 * self._deviation
        while self.smooth([high])[0] < share:
            high *= 1.5
        return np.linspace(0.0, high, PARTS)

    # -- on a grid -------------------------------------------------------------------------------

    @property
    def _span(self) -> float:
        return self._mean + DEVIATIONS * self._deviation

    @cached_property
    def _step(self) -> float:
        return step_for(self._span, self._constants)

    @cached_property
    def _own_cells(self) -> "tuple[NDArray[float64], NDArray[float64]]":
        return self.cells(self._step, self._span)

    def cells(self, step: float, span: float) -> "tuple[NDArray[float64], NDArray[float64]]":
        """The probability of each multiple of a step: of times that vary, and of those that do not."""
        import numpy as np

        count = 1 << math.ceil(math.log2(max(span / step, 2)))
        every, constant = (
            self._shares(Grid(step, count, DAMPING / (count * step), only)) for only in (False, True)
        )
        constant = np.where(constant < NOISE, 0.0, constant)
        return every - constant, constant

    def _shares(self, grid: Grid) -> "NDArray[float64]":
        import numpy as np

        return np.asarray(np.fft.irfft(self._transform(grid), grid.count) / grid.fading, dtype=np.float64)

    def _on_grid(self, time: float) -> float:
        varying, constant = self._own_cells
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

        varying, constant = self._own_cells
        flowing = np.cumsum(varying) - varying / 2
        reached = np.maximum.accumulate(flowing + np.cumsum(constant))
        cell = int(np.searchsorted(reached, share * (1 - 1e-12)))
        if cell == 0 or cell >= len(reached):
            return float(min(cell, len(reached)) * self._step)
        grown = flowing[cell] - flowing[cell - 1]
        part = min((share - reached[cell - 1]) / grown, 1.0) if grown > 0 else 1.0
        return float((cell - 1 + part) * self._step)


def step_for(span: float, constants: Collection[float]) -> float:
    """The distance of points: one that all constant times are multiples of, if that is not too small."""
    coarse = span / CELLS
    parts = [Fraction(value).limit_denominator(10_000) for value in sorted(constants) if value > 0]
    if not parts:
        return coarse
    below = math.lcm(*(part.denominator for part in parts))
    unit = math.gcd(*(part.numerator * (below // part.denominator) for part in parts)) / below
    return unit / math.ceil(unit / coarse) if unit >= coarse * CELLS / FINEST else coarse
