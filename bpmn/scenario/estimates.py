"""Times as people estimate them: "usually 10, at worst 60 min".

*Usually* is the median: as many cases are quicker as are slower. *At worst* is the 95th percentile: one case
of twenty takes longer still. Between them lies the lognormal distribution with these two, which fits how work
takes long now and then and never less than nothing. Where the worst is not above the usual, nothing varies.
"""

import math

from bpmn.scenario.distributions import CONSTANT, Distribution, constant

LOGNORMAL = "LogNormalDistribution"
WORST = 1.6448536269514722
"""The standard normal deviate of the 95th percentile."""


def estimate(usual: float, worst: float) -> Distribution:
    """The distribution that people mean."""
    if usual <= 0 or worst <= usual:
        return constant(max(usual, 0.0))
    sigma = math.log(worst / usual) / WORST
    mean = usual * math.exp(sigma**2 / 2)
    return Distribution(LOGNORMAL, (mean, mean * math.sqrt(math.expm1(sigma**2))))


def estimated(found: Distribution) -> tuple[float, float] | None:
    """What people would have said: usually and at worst; None for other kinds of distributions."""
    if found.kind == CONSTANT:
        return found.mean, found.mean
    if found.kind != LOGNORMAL or found.mean <= 0:
        return None
    sigma = math.sqrt(math.log1p(found.scv))
    usual = found.mean * math.exp(-(sigma**2) / 2)
    return usual, usual * math.exp(sigma * WORST)
