import numpy as np
import pytest

from bpmn.scenario.distributions import USER
from bpmn.scenario.fit import fit

DRAWN = np.random.default_rng(7)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("NegativeExponentialDistribution", DRAWN.exponential(10, 3000)),
        ("GammaDistribution", DRAWN.gamma(3, 4, 3000)),
        ("LogNormalDistribution", DRAWN.lognormal(2, 0.8, 3000)),
        ("WeibullDistribution", DRAWN.weibull(3, 3000) * 10),
        ("NormalDistribution", DRAWN.normal(100, 5, 3000)),
        ("UniformDistribution", DRAWN.uniform(5, 15, 3000)),
    ],
)
def test_the_law_that_was_drawn_from_is_found(kind, values):
    found = fit(values)

    assert found.distribution.kind == kind
    assert found.distribution.mean == pytest.approx(values.mean(), rel=0.02)
    assert found.distance < 0.03
    assert found.count == 3000


def test_measurements_of_two_kinds_stand_for_themselves():
    values = [1.0] * 200 + [100.0] * 200

    found = fit(values)

    assert found.distribution.kind == USER
    assert found.distribution.mean == pytest.approx(50.5)
    assert found.density == ()


def test_always_the_same_does_not_vary():
    assert fit([5.0] * 50).distribution.scv == 0


def test_a_few_measurements_tell_a_mean():
    assert fit([1.0, 3.0]).distribution.mean == 2
    assert fit([]) is None


def test_the_picture_shows_shares_of_one():
    found = fit(DRAWN.gamma(3, 4, 500))

    area = sum(b * (e2 - e1) for b, e1, e2 in zip(found.bars, found.edges, found.edges[1:], strict=False))
    assert area == pytest.approx(1)
    assert np.trapezoid(found.density, found.points) == pytest.approx(1, abs=0.05)
