import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.queueing.moments import Moments, comes_first, longest, mixture, remaining, shortest


def exponential(mean):
    return Moments(mean, mean**2)


def test_the_longest_of_exponential_times_is_exact():
    assert longest([exponential(2), exponential(3)]).mean == pytest.approx(3.8, rel=1e-9)
    assert longest([exponential(4)] * 3).mean == pytest.approx(22 / 3, rel=1e-9)


def test_the_longest_of_constants_is_the_largest():
    assert longest([Moments(2), Moments(3)]) == Moments(3)


def test_a_constant_and_an_exponential_time():
    expected = 5 + 15 * math.exp(-1 / 3)

    assert longest([Moments(5), exponential(15)]).mean == pytest.approx(expected, rel=1e-9)
    assert shortest([Moments(20), exponential(15)]).mean == pytest.approx(11.04604293, rel=1e-8)


def test_who_comes_first():
    message, timer = comes_first([exponential(30), Moments(45)])

    assert timer == pytest.approx(math.exp(-1.5), rel=1e-9)
    assert message + timer == pytest.approx(1)
    assert comes_first([exponential(2), exponential(3)])[0] == pytest.approx(0.6, rel=1e-4)


def test_what_remains_of_a_time():
    without_memory = remaining(exponential(15), Moments(20))
    either = remaining(exponential(2), exponential(3))

    assert without_memory.mean == pytest.approx(15, rel=1e-6)
    assert without_memory.scv == pytest.approx(1, rel=1e-6)
    assert either.mean == pytest.approx(2, rel=1e-3)
    assert remaining(Moments(5), Moments(2)) == Moments(3)
    assert remaining(Moments(2), Moments(5)) == Moments()


def test_a_mixture_keeps_the_mean_square():
    mixed = mixture([(0.9, Moments(0.5)), (0.1, Moments(5.5))])

    assert mixed.mean == pytest.approx(1.0)
    assert mixed.second == pytest.approx(0.9 * 0.25 + 0.1 * 30.25)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0, 4)), min_size=2, max_size=4))
def test_the_longest_is_no_shorter_than_any(pairs):
    times = [Moments(mean, scv * mean**2) for mean, scv in pairs]

    assert longest(times).mean >= max(t.mean for t in times) * (1 - 1e-3)
    assert shortest(times).mean <= min(t.mean for t in times) * (1 + 1e-3)
    assert longest(times).mean <= sum(t.mean for t in times) * (1 + 1e-3)
