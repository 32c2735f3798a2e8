"""Distributions as simulators of others name them: by mean and variance or by bounds."""

import math
from collections.abc import Callable
from enum import StrEnum

from bpmn.scenario.distributions import Distribution, constant, exponential, problem


class Law(StrEnum):
    """The distributions that they have in common."""

    CONSTANT = "constant"
    EXPONENTIAL = "exponential"
    NORMAL = "normal"
    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    LOGNORMAL = "lognormal"
    GAMMA = "gamma"


def law_of(law: Law, mean: float, first: float, second: float) -> Distribution | None:
    """A distribution of its mean and two arguments; None where they cannot be.

    The arguments are the standard deviation (normal), the variance (lognormal, gamma), or the smallest and
    the largest value (uniform, triangular, where the mean is the mode). A time is never below 0, so a normal
    one is cut off there.
    """
    try:
        varies = first or law not in (Law.LOGNORMAL, Law.GAMMA)
        found = _MADE[law](mean, first, second) if varies else constant(mean)
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    return found if problem(found) is None and found.mean >= 0 else None


_MADE: dict[Law, Callable[[float, float, float], Distribution]] = {
    Law.CONSTANT: lambda mean, *_: constant(mean),
    Law.EXPONENTIAL: lambda mean, *_: exponential(mean),
    Law.NORMAL: lambda mean, deviation, _: Distribution(
        "TruncatedNormalDistribution", (mean, deviation, 0.0, mean + 10 * deviation)
    ),
    Law.UNIFORM: lambda _, low, high: Distribution("UniformDistribution", (low, high)),
    Law.TRIANGULAR: lambda mode, low, high: Distribution("TriangularDistribution", (mode, low, high)),
    Law.LOGNORMAL: lambda mean, variance, _: Distribution(
        "LogNormalDistribution", (mean, math.sqrt(variance))
    ),
    Law.GAMMA: lambda mean, variance, _: Distribution(
        "GammaDistribution", (mean**2 / variance, variance / mean)
    ),
}
"""How each law is made of a mean and two arguments."""
