"""The distributions of BPSim and their first two moments."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from bpmn.base.message import Message, message

CONSTANT = "Constant"
EXPONENTIAL = "NegativeExponentialDistribution"
USER = "UserDistribution"

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "BetaDistribution": ("shape", "scale"),
    "BinomialDistribution": ("probability", "trials"),
    "ErlangDistribution": ("mean", "k"),
    "GammaDistribution": ("shape", "scale"),
    "LogNormalDistribution": ("mean", "standardDeviation"),
    EXPONENTIAL: ("mean",),
    "NormalDistribution": ("mean", "standardDeviation"),
    "PoissonDistribution": ("mean",),
    "TriangularDistribution": ("mode", "min", "max"),
    "TruncatedNormalDistribution": ("mean", "standardDeviation", "min", "max"),
    "UniformDistribution": ("min", "max"),
    "WeibullDistribution": ("shape", "scale"),
}
"""BPSim's attributes of each distribution, in the order of ``Distribution.arguments``."""


_LEAST = {
    CONSTANT: 0,
    "TriangularDistribution": 1,
    "TruncatedNormalDistribution": 2,
    "UniformDistribution": 0,
}
"""Which argument of a distribution is its lower bound."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A random number: ``factor`` times a draw of this kind.

    ``kind`` is BPSim's element name or ``Constant`` (one argument). A user distribution has ``points``:
    pairs of value and probability.
    """

    kind: str
    arguments: tuple[float, ...] = ()
    factor: float = 1.0
    points: tuple[tuple[float, float], ...] = ()

    @property
    def mean(self) -> float:
        """The expected value."""
        return self.factor * self._moments()[0]

    @property
    def variance(self) -> float:
        """The mean squared distance from the mean."""
        return self.factor**2 * self._moments()[1]

    @property
    def least(self) -> float:
        """The smallest value that can come out; 0 for what has no bound above that."""
        if self.kind == USER:
            return self.factor * min((value for value, _ in self.points), default=0.0)
        bound = _LEAST.get(self.kind)
        return self.factor * max(self.arguments[bound], 0.0) if bound is not None else 0.0

    @property
    def scv(self) -> float:
        """Squared coefficient of variation: variance over squared mean; 0 where the mean is 0."""
        mean, variance = self._moments()
        return variance / mean**2 if mean else 0.0

    def scaled(self, factor: float) -> "Distribution":
        """The same shape, stretched: a change of unit or of speed."""
        return replace(self, factor=self.factor * factor)

    def with_mean(self, mean: float) -> "Distribution":
        """The same shape with another mean; a constant where the old mean is 0."""
        return self.scaled(mean / self.mean) if self.mean else constant(mean)

    def _moments(self) -> tuple[float, float]:
        if self.kind == USER:
            return _user(self.points)
        return _MOMENTS[self.kind](*self.arguments)


def constant(value: float) -> Distribution:
    """Always the same number."""
    return Distribution(CONSTANT, (value,))


def exponential(mean: float) -> Distribution:
    """The exponential distribution with this mean."""
    return Distribution(EXPONENTIAL, (mean,))


def problem(distribution: Distribution) -> Message | None:
    """What makes the arguments impossible, or None."""
    if distribution.kind == USER:
        total = sum(probability for _, probability in distribution.points)
        return None if total > 0 else message("its probabilities add up to nothing")
    given = dict(zip(ARGUMENTS.get(distribution.kind, ()), distribution.arguments, strict=False))
    for name in ("shape", "scale", "k"):
        if given.get(name, 1.0) <= 0:
            return message("its {name} must be above 0", name=name)
    if given.get("standardDeviation", 0.0) < 0:
        return message("its standard deviation must not be negative")
    if given.get("min", 0.0) > given.get("max", math.inf):
        return message("its smallest value is above its largest")
    return None if math.isfinite(distribution.mean) else message("its mean is not finite")


def _user(points: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    total = sum(probability for _, probability in points)
    mean = sum(value * probability for value, probability in points) / total
    return mean, sum((value - mean) ** 2 * probability for value, probability in points) / total


def _beta(a: float, b: float) -> tuple[float, float]:
    return a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))


def _triangular(mode: float, low: float, high: float) -> tuple[float, float]:
    squares = low**2 + high**2 + mode**2
    return (low + mode + high) / 3, (squares - low * high - low * mode - high * mode) / 18


def _truncated_normal(mean: float, deviation: float, low: float, high: float) -> tuple[float, float]:
    if deviation == 0:
        return min(max(mean, low), high), 0.0
    a, b = (low - mean) / deviation, (high - mean) / deviation
    mass = _normal_below(b) - _normal_below(a)
    if mass <= 0:
        return min(max(mean, low), high), 0.0
    shift = (_density(a) - _density(b)) / mass
    spread = 1 + (_weighted(a) - _weighted(b)) / mass - shift**2
    return mean + deviation * shift, deviation**2 * max(spread, 0.0)


def _normal_below(z: float) -> float:
    return (1 + math.erf(z / math.sqrt(2))) / 2


def _density(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _weighted(z: float) -> float:
    return z * _density(z) if math.isfinite(z) else 0.0


def _weibull(shape: float, scale: float) -> tuple[float, float]:
    first, second = math.gamma(1 + 1 / shape), math.gamma(1 + 2 / shape)
    return scale * first, scale**2 * (second - first**2)


_MOMENTS: dict[str, Callable[..., tuple[float, float]]] = {
    CONSTANT: lambda value: (value, 0.0),
    "BetaDistribution": _beta,
    "BinomialDistribution": lambda p, n: (n * p, n * p * (1 - p)),
    "ErlangDistribution": lambda mean, k: (mean, mean**2 / k),
    "GammaDistribution": lambda shape, scale: (shape * scale, shape * scale**2),
    "LogNormalDistribution": lambda mean, deviation: (mean, deviation**2),
    EXPONENTIAL: lambda mean: (mean, mean**2),
    "NormalDistribution": lambda mean, deviation: (mean, deviation**2),
    "PoissonDistribution": lambda mean: (mean, mean),
    "TriangularDistribution": _triangular,
    "TruncatedNormalDistribution": _truncated_normal,
    "UniformDistribution": lambda low, high: ((low + high) / 2, (high - low) ** 2 / 12),
    "WeibullDistribution": _weibull,
}
