import math
import random

import pytest

from bpmn.simulation.statistics import interval, mser5, share, slope, t_quantile


def test_the_t_interval_of_known_values():
    found = interval([1.0, 2.0, 3.0, 4.0, 5.0])

    assert found.mean == 3.0
    assert found.half_width == pytest.approx(2.776445 * math.sqrt(2.5 / 5), rel=1e-6)


def test_one_replication_has_no_interval():
    assert interval([4.0]).low is None


def test_quantiles_of_t():
    assert t_quantile(9) == pytest.approx(2.262157, rel=1e-6)


def test_the_time_until_a_level_has_settled_is_cut_off():
    rng = random.Random(4)
    values = [10 * (1 - math.exp(-i / 8)) + rng.gauss(0, 0.5) for i in range(250)]

    assert 10 <= mser5(values) <= 50


def test_nothing_is_cut_off_where_the_level_is_the_same_all_along():
    rng = random.Random(4)

    assert mser5([rng.gauss(10, 1) for _ in range(250)]) <= 25


def test_a_level_without_any_change_is_kept_whole():
    assert mser5([3.0] * 100) == 0


def test_a_share_of_few_cases_has_a_wide_interval_within_0_and_1():
    found = share([1.0, 1.0], [5, 5])

    assert found.high == 1.0
    assert found.low is not None
    assert 0 < found.low < 0.9


def test_a_share_is_as_sure_as_replications_agree():
    agreeing, differing = share([0.5, 0.51, 0.49], [1000] * 3), share([0.2, 0.8, 0.5], [1000] * 3)

    assert agreeing.half_width < differing.half_width


def test_the_slope_of_a_line():
    assert slope([1.0, 3.0, 5.0, 7.0]) == pytest.approx(2.0)
