import math

import pytest
from scipy import stats

from bpmn.scenario.distributions import EXPONENTIAL, USER, Distribution, constant
from bpmn.scenario.estimates import estimate, estimated
from bpmn.scenario.texts import Unclear
from bpmn.scenario.time_texts import read_arrival, read_count, read_distribution, show_distribution
from bpmn.scenario.units import TimeUnit

MINUTE, HOUR = TimeUnit.MINUTE, TimeUnit.HOUR


def test_half_of_the_cases_take_less_than_usual_and_one_in_twenty_more_than_the_worst():
    found = estimate(10, 60)

    law = stats.lognorm(s=math.log(6) / stats.norm.ppf(0.95), scale=10)
    assert (law.cdf(10), law.cdf(60)) == (pytest.approx(0.5), pytest.approx(0.95))
    assert (found.mean, found.variance) == (pytest.approx(law.mean()), pytest.approx(law.var()))


def test_an_estimate_can_be_said_again():
    assert estimated(estimate(10, 60)) == pytest.approx((10, 60))


def test_a_worst_that_is_no_worse_does_not_vary():
    assert estimate(10, 10) == constant(10)


@pytest.mark.parametrize(
    "text",
    ["usually 10, at worst 60 min", "usually 10 min, at worst 1 h", "meist 10, höchstens 60 min",
     "Usually 10 at worst 60"],
)  # fmt: skip
def test_an_estimate_is_read(text):
    found, unit = read_distribution(text, MINUTE)

    assert estimated(found.scaled(unit.seconds / 60)) == pytest.approx((10, 60))


@pytest.mark.parametrize(
    ("text", "kind", "mean"),
    [
        ("12 min", "Constant", 12),
        ("0,2 h", "Constant", 12),
        ("exponential 12 min", EXPONENTIAL, 12),
        ("gamma(2; 6) min", "GammaDistribution", 12),
        ("uniform(0,1; 0,3) h", "UniformDistribution", 12),
        ("Normal(12;2)", "NormalDistribution", 12),
        ("user(6: 0.5; 18: 0.5) min", USER, 12),
    ],
)
def test_a_time_is_read_as_it_is_written(text, kind, mean):
    found, unit = read_distribution(text, MINUTE)

    assert (found.kind, found.mean * unit.seconds / 60) == (kind, pytest.approx(mean))


@pytest.mark.parametrize("text", ["", "soon", "gamma(2) min", "frog(1; 2) min", "usually many"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Unclear):
        read_distribution(text, MINUTE)


def test_a_rate_means_cases_at_random():
    found, unit = read_arrival("48 a week", MINUTE)

    assert found.kind == EXPONENTIAL
    assert found.mean * unit.seconds == pytest.approx(7 * 86400 / 48)


def test_a_count_may_vary():
    assert read_count("3") == constant(3)
    assert read_count("poisson(4)") == Distribution("PoissonDistribution", (4,))


@pytest.mark.parametrize(
    "found",
    [
        constant(90),
        Distribution(EXPONENTIAL, (12,)),
        Distribution("GammaDistribution", (2, 5)),
        Distribution("GammaDistribution", (2.123456789, 5)),
        Distribution("BetaDistribution", (2, 3), 60.0),
        Distribution("TriangularDistribution", (3, 1, 8)),
        Distribution(USER, points=((1.0, 0.5), (3.0, 0.5))),
        estimate(10, 60),
        Distribution("LogNormalDistribution", (10, 2.345678)),
    ],
    ids=lambda d: d.kind,
)
def test_what_is_shown_is_read_again(found):
    again, unit = read_distribution(show_distribution(found, MINUTE), HOUR)

    again = again.scaled(unit.seconds / 60)
    assert (again.kind, again.mean) == (found.kind, pytest.approx(found.mean, rel=1e-6))
    assert again.scv == pytest.approx(found.scv, rel=1e-6)
