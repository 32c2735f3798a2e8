"""Drawing from the distributions of a scenario: one uniform number makes one draw (inverse transform).

Rejection methods use as many uniforms as it happens; a draw elsewhere would then be another one too.
(Law & Kelton, Simulation Modeling and Analysis: Inverse-Transform Method.)
"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from bpmn.scenario.distributions import CONSTANT, EXPONENTIAL, USER, Distribution

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Draws = NDArray[float64]
    Inverse = Callable[[Draws], Draws]


def inverse(distribution: Distribution) -> "Inverse":
    """What makes draws of a distribution out of uniforms between 0 and 1, element by element."""
    if distribution.kind == USER:
        plain = _user(distribution.points)
    else:
        plain = _INVERSES[distribution.kind](*distribution.arguments)
    factor = distribution.factor
    if factor == 1.0:
        return plain
    return lambda uniforms: plain(uniforms) * factor


def durations(distribution: Distribution) -> "Inverse":
    """The same for a time, which is never below 0."""
    import numpy as np

    draws = inverse(distribution)
    return lambda uniforms: np.maximum(draws(uniforms), 0.0)


def _constant(value: float) -> "Inverse":
    import numpy as np

    return lambda uniforms: np.full(len(uniforms), float(value))


def _user(points: tuple[tuple[float, float], ...]) -> "Inverse":
    import numpy as np

    values = np.array([value for value, _ in points], dtype=float)
    weights = np.cumsum([probability for _, probability in points])
    bounds = weights / weights[-1]
    bounds[-1] = 1.0

    def draw(uniforms: "Draws") -> "Draws":
        chosen: Draws = values[np.searchsorted(bounds, uniforms, side="left")]
        return chosen

    return draw


def _exponential(mean: float) -> "Inverse":
    import numpy as np

    return lambda uniforms: -mean * np.log1p(-uniforms)


def _gamma(shape: float, scale: float) -> "Inverse":
    import numpy as np
    from scipy.special import gammaincinv

    def draw(uniforms: "Draws") -> "Draws":
        return np.asarray(scale * gammaincinv(shape, uniforms), dtype=float)

    return draw


def _erlang(mean: float, k: float) -> "Inverse":
    return _gamma(k, mean / k)


def _beta(a: float, b: float) -> "Inverse":
    from scipy.special import betaincinv

    return lambda uniforms: betaincinv(a, b, uniforms)


def _normal(mean: float, deviation: float) -> "Inverse":
    from scipy.special import ndtri

    return lambda uniforms: mean + deviation * ndtri(uniforms)


def _log_normal(mean: float, deviation: float) -> "Inverse":
    """Mean and deviation are those of the draws, not of their logarithm (BPSim 2.0, LogNormal)."""
    import numpy as np

    if deviation == 0 or mean <= 0:
        return _constant(mean)
    spread = math.log1p((deviation / mean) ** 2)
    normal = _normal(math.log(mean) - spread / 2, math.sqrt(spread))
    return lambda uniforms: np.exp(normal(uniforms))


def _truncated_normal(mean: float, deviation: float, low: float, high: float) -> "Inverse":
    import numpy as np
    from scipy.special import ndtr, ndtri

    if deviation == 0:
        return _constant(min(max(mean, low), high))
    below, above = ndtr((low - mean) / deviation), ndtr((high - mean) / deviation)
    if above <= below:
        return _constant(min(max(mean, low), high))
    return lambda uniforms: np.clip(mean + deviation * ndtri(below + uniforms * (above - below)), low, high)


def _triangular(mode: float, low: float, high: float) -> "Inverse":
    import numpy as np

    width = high - low
    if width <= 0:
        return _constant(low)
    turn = (mode - low) / width

    def draw(uniforms: "Draws") -> "Draws":
        rising = low + np.sqrt(uniforms * width * (mode - low))
        falling = high - np.sqrt((1 - uniforms) * width * (high - mode))
        found: Draws = np.where(uniforms < turn, rising, falling)
        return found

    return draw


def _uniform(low: float, high: float) -> "Inverse":
    return lambda uniforms: low + (high - low) * uniforms


def _weibull(shape: float, scale: float) -> "Inverse":
    import numpy as np

    return lambda uniforms: scale * (-np.log1p(-uniforms)) ** (1 / shape)


def _poisson(mean: float) -> "Inverse":
    from scipy.stats import poisson

    return lambda uniforms: poisson.ppf(uniforms, mean)


def _binomial(probability: float, trials: float) -> "Inverse":
    from scipy.stats import binom

    return lambda uniforms: binom.ppf(uniforms, int(trials), probability)


_INVERSES: dict[str, Callable[..., "Inverse"]] = {
    CONSTANT: _constant,
    EXPONENTIAL: _exponential,
    "BetaDistribution": _beta,
    "BinomialDistribution": _binomial,
    "ErlangDistribution": _erlang,
    "GammaDistribution": _gamma,
    "LogNormalDistribution": _log_normal,
    "NormalDistribution": _normal,
    "PoissonDistribution": _poisson,
    "TriangularDistribution": _triangular,
    "TruncatedNormalDistribution": _truncated_normal,
    "UniformDistribution": _uniform,
    "WeibullDistribution": _weibull,
}
