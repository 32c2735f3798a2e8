"""Statistics of simulation output: warm-up, intervals over replications, shares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

BATCH = 5
"""MSER-5 looks at means of so many values at a time."""
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with the bounds of its 95 % interval; without bounds from a single replication."""

    mean: float
    low: float | None = None
    high: float | None = None

    @property
    def half_width(self) -> float:
        """Half of the width of the interval; infinite without one."""
        return math.inf if self.low is None or self.high is None else (self.high - self.low) / 2


def mser5(values: Sequence[float]) -> int:
    """How many of the first values to leave out, because the system had not settled.

    The cut that makes the standard error of the mean of the rest smallest, over means of five values, within
    the first half (White, An Effective Truncation Heuristic for Bias Reduction in Simulation Output, 1997).
    """
    import numpy as np

    count = len(values) // BATCH
    if count < 2:  # noqa: PLR2004 - nothing to choose
        return 0
    means = np.asarray(values[: count * BATCH], dtype=float).reshape(count, BATCH).mean(axis=1)
    best, cut = math.inf, 0
    for start in range(count // 2 + 1):
        rest = means[start:]
        error = float(((rest - rest.mean()) ** 2).sum()) / len(rest) ** 2
        if error < best - 1e-15 * max(abs(best), 1.0) if math.isfinite(best) else True:
            best, cut = error, start
    return cut * BATCH


def interval(values: Sequence[float]) -> Estimate:
    """The mean of independent values with its t-interval."""
    count = len(values)
    mean = math.fsum(values) / count
    if count < 2:  # noqa: PLR2004 - no spread
        return Estimate(mean)
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (count - 1))
    half = t_quantile(count - 1) * deviation / math.sqrt(count)
    return Estimate(mean, mean - half, mean + half)


def t_quantile(degrees: int) -> float:
    """The 97.5 % quantile of Student's t distribution."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, (1 + LEVEL) / 2))


def share(values: Sequence[float], counts: Sequence[float]) -> Estimate:
    """A share with its Wilson interval; ``counts`` say of how many cases each replication's share is.

    Cases of a replication depend on each other, so they count as no more independent ones than the spread
    between replications shows (Wilson, Probable Inference, 1927; design effect after Kish).
    """
    mean = math.fsum(values) / len(values)
    total = math.fsum(counts)
    if len(values) > 1 and 0 < mean < 1:
        spread = math.fsum((v - mean) ** 2 for v in values) / (len(values) - 1) / len(values)
        if spread > 0:
            total = min(total, mean * (1 - mean) / spread)
    if total <= 0:
        return Estimate(mean)
    z = t_quantile(max(len(values) - 1, 1))
    middle = (mean + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(mean * (1 - mean) / total + z * z / (4 * total * total))
    return Estimate(mean, max(middle - half, 0.0), min(middle + half, 1.0))


def slope(values: Sequence[float]) -> float:
    """By how much values grow from one to the next, by least squares."""
    count = len(values)
    if count < 2:  # noqa: PLR2004 - no line
        return 0.0
    middle = (count - 1) / 2
    mean = math.fsum(values) / count
    above = math.fsum((i - middle) * (v - mean) for i, v in enumerate(values))
    return above / math.fsum((i - middle) ** 2 for i in range(count))
