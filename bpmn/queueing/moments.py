"""Times known by mean and variance, and the longest or shortest of several of them.

Where a whole distribution is needed, the gamma distribution with the same two moments stands for it:
exact for constant and exponential times.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

NEARLY_CONSTANT = 1e-9
"""A squared coefficient of variation below this counts as no variation at all."""

PANELS, POINTS, DEVIATIONS = 48, 16, 40.0
SURELY_BEGUN = 9.0
"""So many standard deviations before its mean no time that varies little is over."""
LEAST = 1e-7
"""The smallest time that counts, as a part of the spread."""


@dataclass(frozen=True, slots=True)
class Moments:
    """A time by its mean and variance."""

    mean: float = 0.0
    variance: float = 0.0

    @property
    def second(self) -> float:
        """The mean of the square."""
        return self.variance + self.mean**2

    @property
    def scv(self) -> float:
        """Squared coefficient of variation; 0 where the mean is 0."""
        return self.variance / self.mean**2 if self.mean else 0.0

    def scaled(self, factor: float) -> "Moments":
        """A time that takes this factor longer."""
        return self if factor == 1 else Moments(self.mean * factor, self.variance * factor**2)

    def __add__(self, other: "Moments") -> "Moments":
        """The sum of two independent times."""
        return Moments(self.mean + other.mean, self.variance + other.variance)

    @property
    def is_constant(self) -> bool:
        """Whether the time does not vary."""
        return self.scv < NEARLY_CONSTANT


ZERO = Moments()


def from_second(mean: float, second: float) -> Moments:
    """Moments from the mean and the mean square."""
    return Moments(mean, second - mean**2 if second > mean**2 or math.isnan(mean) else 0.0)


def mixture(parts: Sequence[tuple[float, Moments]]) -> Moments:
    """One of several times, each with a weight; weights need not add up to 1."""
    if len(parts) == 1:
        return parts[0][1] if parts[0][0] > 0 else ZERO
    total = sum(weight for weight, _ in parts)
    if total <= 0:
        return ZERO
    mean = sum(weight * part.mean for weight, part in parts) / total
    second = sum(weight * part.second for weight, part in parts) / total
    return from_second(mean, second)


def below(time: Moments, at: "NDArray[float64]") -> "NDArray[float64]":
    """Probability that a time is at most each of these values."""
    import numpy as np
    from scipy.special import gammainc

    if time.is_constant:
        return np.asarray(at >= time.mean, dtype=float)
    shape = 1 / time.scv
    if abs(shape - 1) < NEARLY_CONSTANT:
        return np.asarray(-np.expm1(-np.maximum(at, 0.0) / time.mean))
    return np.asarray(gammainc(shape, np.maximum(at, 0.0) * shape / time.mean), dtype=np.float64)


def longest(times: Sequence[Moments]) -> Moments:
    """The longest of independent times; unknown (not a number) if one of them is."""
    if len(times) == 1:
        return times[0]
    unknown = next((time for time in times if math.isnan(time.mean)), None)
    if unknown is not None:
        return unknown
    varying = [time for time in times if not time.is_constant]
    floor = max((time.mean for time in times if time.is_constant), default=0.0)
    if not varying:
        return Moments(floor)
    if len(varying) == 1 and floor == 0:
        return varying[0]
    return _longest(tuple(varying), floor)


@lru_cache(maxsize=8192)
def _longest(varying: tuple[Moments, ...], floor: float) -> Moments:
    """The longest of times that vary and a constant one; what a portfolio asks for again and again."""
    base, step, points = beyond(varying, floor)
    return of_running(base, step, points, 1 - _all_done(varying, points))


def of_running(base: float, step: float, points: "NDArray[float64]", running: "NDArray[float64]") -> Moments:
    """The moments of a time by the probability that it still runs at the points of ``beyond``."""
    weight = running * (points - base) * step
    # What lies before the first point counts whole, and the first point itself by half.
    weight[0] *= 1 / step + 0.5
    return from_second(base + float(weight.sum()), base**2 + float(2 * (weight @ points)))


def binding(times: Sequence[Moments], whole: float | None = None) -> tuple[float, ...]:
    """How much of each time is part of the longest: its mean where it is the longest, over its mean.

    The means multiplied by these shares add up to the mean of the longest (``whole``, where it is known).
    """
    whole = longest(times).mean if whole is None else whole
    if math.isnan(whole) or whole <= 0:
        return (0.0,) * len(times)
    parts = _binding_parts(times)
    total = sum(parts)
    return tuple(
        part / total * whole / time.mean if time.mean else 0.0
        for part, time in zip(parts, times, strict=True)
    )


def _binding_parts(times: Sequence[Moments]) -> list[float]:
    """The mean of each time where it is the longest, nearly; of equal constants the first is."""
    import numpy as np

    varying = [time for time in times if not time.is_constant]
    floor = max((time.mean for time in times if time.is_constant), default=0.0)
    parts = [0.0] * len(times)
    if varying:
        _, _, points = beyond(varying, floor)
        middle = (points[1:] + points[:-1]) / 2
        all_done = _all_done(varying, middle)
        for index, time in enumerate(times):
            if not time.is_constant:
                own = below(time, middle)
                others = np.divide(all_done, own, out=np.zeros_like(own), where=own > 0)
                parts[index] = float((middle * others) @ np.diff(below(time, points)))
    constant = next((i for i, t in enumerate(times) if t.is_constant and t.mean == floor and floor > 0), None)
    if constant is not None:
        at = np.array([floor], dtype=np.float64)
        parts[constant] = floor * (float(_all_done(varying, at)[0]) if varying else 1.0)
    return parts


def _all_done(times: Sequence[Moments], at: "NDArray[float64]") -> "NDArray[float64]":
    """Probability that all independent times are over at each of these points."""
    import numpy as np

    done = np.ones_like(at)
    for time in times:
        done *= below(time, at)
    return done


def beyond(times: Sequence[Moments], floor: float) -> "tuple[float, float, NDArray[float64]]":
    """Where something may end: a time before which nothing can, a step, and points that grow by its power.

    In the logarithm of the time beyond that base the trapezoidal rule converges faster than any power.
    """
    import numpy as np

    earliest = max(time.mean - SURELY_BEGUN * time.variance**0.5 for time in times)
    base = max(floor, earliest, 0.0)
    spread = max(time.variance**0.5 for time in times)
    end = max(time.mean + DEVIATIONS * time.variance**0.5 for time in times) - base
    width = min(time.variance**0.5 for time in times)
    step = min(0.1, max(0.35 * width / max(base - earliest + SURELY_BEGUN * width, spread, width), 0.01))
    count = math.ceil(math.log(max(end, spread) / (spread * LEAST)) / step)
    return base, step, base + spread * LEAST * np.exp(step * np.arange(count + 1))


def shortest(times: Sequence[Moments]) -> Moments:
    """The shortest of independent times."""
    if len(times) == 1:
        return times[0]
    import numpy as np

    def still_running(at: "NDArray[float64]") -> "NDArray[float64]":
        running = np.ones_like(at)
        for time in times:
            running *= 1 - below(time, at)
        return running

    return _moments_of(still_running, times)


def comes_first(times: Sequence[Moments]) -> tuple[float, ...]:
    """The probability of each time to be the shortest; equal constants share in the order given."""
    import numpy as np

    constants = [time.mean for time in times if time.is_constant]
    limit = min(constants, default=None)
    points, _ = _grid(times)
    edges = np.concatenate(([0.0], points, [points[-1] * 2 if limit is None else limit]))
    edges = np.unique(edges if limit is None else np.minimum(edges, limit))
    share = []
    for own, time in enumerate(times):
        if time.is_constant:
            share.append(0.0)
            continue
        middle = (edges[1:] + edges[:-1]) / 2
        others = np.ones_like(middle)
        for other, competitor in enumerate(times):
            if other != own and not competitor.is_constant:
                others *= 1 - below(competitor, middle)
        share.append(float(np.sum(others * np.diff(below(time, edges)))))
    rest = max(1 - sum(share), 0.0)
    if limit is None:
        return tuple(s / sum(share) for s in share)
    winner = next(i for i, time in enumerate(times) if time.is_constant and time.mean == limit)
    share[winner] = rest
    return tuple(share)


def remaining(time: Moments, since: Moments) -> Moments:
    """What is left of a time when a shorter one is over, in the cases where that is shorter.

    The variance is that of an exponential time where the shorter one varies.
    """
    import numpy as np

    share = comes_first((time, since))[1]
    if share <= 0:
        return ZERO
    if time.is_constant and since.is_constant:
        return Moments(time.mean - since.mean)
    mean = (time.mean - shortest((time, since)).mean) / share
    if not since.is_constant:
        return Moments(mean, mean**2)
    points, weights = _grid((time, since))
    beyond = np.maximum(points - since.mean, 0.0)
    second = float(2 * (beyond * (1 - below(time, points))) @ weights) / share
    return from_second(mean, second)


def _moments_of(
    still_running: "Callable[[NDArray[float64]], NDArray[float64]]", times: Sequence[Moments]
) -> Moments:
    points, weights = _grid(times)
    running = still_running(points)
    mean = float(running @ weights)
    second = float(2 * (running * points) @ weights)
    return from_second(mean, second)


def _grid(times: Sequence[Moments]) -> "tuple[NDArray[float64], NDArray[float64]]":
    """Points and weights of Gauss and Legendre; panels grow from zero and are narrow where times crowd."""
    import numpy as np

    end = max(time.mean + DEVIATIONS * time.variance**0.5 for time in times)
    smallest = min((time.mean for time in times if time.mean > 0), default=end) * 1e-6
    edges = np.concatenate(([0.0], np.geomspace(smallest, end, PANELS)))
    around = [time.mean + time.variance**0.5 * np.arange(-8.0, 9.0) for time in times]
    edges = np.unique(np.concatenate((edges, *around)))
    edges = edges[edges >= 0]
    nodes, weights = np.polynomial.legendre.leggauss(POINTS)
    half = np.diff(edges) / 2
    middle = (edges[1:] + edges[:-1]) / 2
    points = middle[:, None] + half[:, None] * nodes[None, :]
    return points.ravel(), (half[:, None] * weights[None, :]).ravel()
