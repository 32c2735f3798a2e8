"""Fits distributions to measured times, and gives the numbers to draw the fit.

Of the laws that BPSim knows the one with the smallest Akaike information criterion counts, each at its
greatest likelihood. Where even that one is far from many measurements, the measurements themselves are
taken, as twenty equal shares.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bpmn.scenario.distributions import USER, Distribution, constant, exponential

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Values = NDArray[float64]

FEWEST = 5
"""Fewer measurements tell a mean, not a law."""

FAR = 0.12
"""The largest distance of the cumulative shares (Kolmogorov, Smirnov) at which a law is taken."""

MANY = 100
"""With fewer measurements that distance is mostly chance."""

SHARES = 20
MOST_BARS = 30
POINTS = 120


@dataclass(frozen=True, slots=True)
class Fit:
    """A distribution, how many measurements it stands for, and its distance from them.

    ``edges`` bound the bars of a histogram of which ``bars`` are the heights, as a density; ``density`` is
    that of the distribution at ``points``, empty where it has none.
    """

    distribution: Distribution
    count: int
    distance: float = 0.0
    edges: tuple[float, ...] = ()
    bars: tuple[float, ...] = ()
    points: tuple[float, ...] = ()
    density: tuple[float, ...] = ()


def fit(measured: Sequence[float]) -> Fit | None:
    """The distribution of measured times that are not below 0; None without any."""
    import numpy as np

    values = np.asarray([v for v in measured if v >= 0], dtype=float)
    if not len(values):
        return None
    mean = float(values.mean())
    if len(values) < FEWEST or float(values.std()) <= 1e-9 * max(mean, 1.0):
        return Fit(constant(mean), len(values))
    found, distance, density = _best(values)
    if distance > FAR and len(values) >= MANY:
        found, distance, density = _as_measured(values), 0.0, None
    count = min(MOST_BARS, max(5, int(np.sqrt(len(values)))))
    bars, edges = np.histogram(values, bins=count, density=True)
    points = np.linspace(float(edges[0]), float(edges[-1]), POINTS)
    drawn = density(points) if density is not None else None
    return Fit(
        found,
        len(values),
        distance,
        tuple(float(e) for e in edges),
        tuple(float(b) for b in bars),
        tuple(float(p) for p in points) if drawn is not None else (),
        tuple(float(d) for d in drawn) if drawn is not None else (),
    )


class _Law(Protocol):
    """A law with its parameters, as scipy has it."""

    def logpdf(self, x: "Values") -> "Values":
        """The logarithm of the density."""

    def pdf(self, x: "Values") -> "Values":
        """The density."""

    def cdf(self, x: "Values") -> "Values":
        """The share below."""


Made = tuple[Distribution, _Law, int]


Density = Callable[["Values"], "Values"]


def _best(values: "Values") -> tuple[Distribution, float, Density | None]:
    """The law with the smallest information criterion, its distance, and its density."""
    import numpy as np

    best: tuple[float, Distribution, float, Density] | None = None
    for make in (_exponential, _gamma, _lognormal, _weibull, _normal, _uniform):
        made = make(values)
        if made is None:
            continue
        found, law, parameters = made
        likelihood = float(np.sum(law.logpdf(values)))
        criterion = 2 * parameters - 2 * likelihood
        if np.isfinite(criterion) and (best is None or criterion < best[0] - 1e-9):
            best = criterion, found, _distance(values, law), law.pdf
    if best is None:
        return _as_measured(values), 0.0, None
    return best[1], best[2], best[3]


def _distance(values: "Values", law: _Law) -> float:
    """The largest distance between the shares measured and those of the law (Kolmogorov, Smirnov)."""
    import numpy as np

    expected = law.cdf(np.sort(values))
    steps = np.arange(len(values) + 1) / len(values)
    return float(max(np.max(steps[1:] - expected), np.max(expected - steps[:-1])))


def _exponential(values: "Values") -> Made | None:
    from scipy import stats

    mean = float(values.mean())
    return exponential(mean), stats.expon(scale=mean), 1


def _gamma(values: "Values") -> Made | None:
    from scipy import stats

    if float(values.min()) <= 0:
        return None
    shape, _, scale = stats.gamma.fit(values, floc=0)
    found = Distribution("GammaDistribution", (float(shape), float(scale)))
    return found, stats.gamma(shape, scale=scale), 2


def _lognormal(values: "Values") -> Made | None:
    import numpy as np
    from scipy import stats

    if float(values.min()) <= 0:
        return None
    logs = np.log(values)
    middle, sigma = float(logs.mean()), float(logs.std())
    if sigma <= 0:
        return None
    law = stats.lognorm(sigma, scale=np.exp(middle))
    found = Distribution("LogNormalDistribution", (float(law.mean()), float(law.std())))
    return found, law, 2


def _weibull(values: "Values") -> Made | None:
    from scipy import stats

    if float(values.min()) <= 0:
        return None
    shape, _, scale = stats.weibull_min.fit(values, floc=0)
    found = Distribution("WeibullDistribution", (float(shape), float(scale)))
    return found, stats.weibull_min(shape, scale=scale), 2


def _normal(values: "Values") -> Made | None:
    """The normal distribution where it hardly ever is below 0."""
    from scipy import stats

    mean, deviation = float(values.mean()), float(values.std())
    if mean < 3 * deviation:
        return None
    return Distribution("NormalDistribution", (mean, deviation)), stats.norm(mean, deviation), 2


def _uniform(values: "Values") -> Made | None:
    from scipy import stats

    low, high = float(values.min()), float(values.max())
    return Distribution("UniformDistribution", (low, high)), stats.uniform(low, high - low), 2


def _as_measured(values: "Values") -> Distribution:
    """The measurements as equal shares, each at the mean of its part, so that the mean stays."""
    import numpy as np

    parts = np.array_split(np.sort(values), min(SHARES, len(values)))
    share = [len(part) / len(values) for part in parts]
    means = [float(part.mean()) for part in parts]
    return Distribution(USER, points=tuple(zip(means, share, strict=True)))
