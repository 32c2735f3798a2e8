"""Draws by inverse transform have the moments of their distribution."""

import numpy as np
import pytest

from bpmn.scenario.distributions import USER, Distribution, constant, exponential
from bpmn.scenario.sampling import durations, inverse

LAWS = [
    constant(3.0),
    exponential(2.0),
    Distribution("BetaDistribution", (2.0, 3.0)),
    Distribution("BinomialDistribution", (0.3, 7.0)),
    Distribution("ErlangDistribution", (2.0, 3.0)),
    Distribution("GammaDistribution", (0.7, 3.0)),
    Distribution("LogNormalDistribution", (2.0, 1.0)),
    Distribution("NormalDistribution", (5.0, 1.0)),
    Distribution("PoissonDistribution", (4.0,)),
    Distribution("TriangularDistribution", (2.0, 1.0, 6.0)),
    Distribution("TruncatedNormalDistribution", (2.0, 3.0, 0.0, 4.0)),
    Distribution("UniformDistribution", (1.0, 4.0)),
    Distribution("WeibullDistribution", (1.5, 2.0)),
    Distribution(USER, points=((1.0, 0.2), (4.0, 0.8))),
]
EVENLY = (np.arange(200_000) + 0.5) / 200_000


@pytest.mark.parametrize("law", LAWS, ids=[law.kind for law in LAWS])
def test_evenly_spread_uniforms_give_the_moments(law: Distribution):
    found = inverse(law)(EVENLY)

    assert found.mean() == pytest.approx(law.mean, rel=2e-3)
    assert found.var() == pytest.approx(law.variance, rel=2e-2, abs=1e-12)


@pytest.mark.parametrize("law", LAWS, ids=[law.kind for law in LAWS])
def test_a_larger_uniform_never_gives_a_smaller_draw(law: Distribution):
    assert (np.diff(inverse(law)(EVENLY)) >= 0).all()


def test_a_factor_stretches_every_draw():
    assert inverse(exponential(2.0).scaled(3.0))(EVENLY) == pytest.approx(
        3 * inverse(exponential(2.0))(EVENLY)
    )


def test_a_time_is_never_below_0():
    assert durations(Distribution("NormalDistribution", (1.0, 2.0)))(EVENLY).min() == 0.0
