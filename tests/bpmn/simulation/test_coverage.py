"""Of intervals that claim 95 %, about 95 % hold the true mean (the long form is a benchmark)."""

from tests.benchmarks.coverage import SYSTEMS, covered


def test_most_intervals_hold_the_true_mean():
    inside = [covered(system, seed) for system in SYSTEMS for seed in range(12)]

    assert len(inside) == 48
    assert sum(inside) >= 41  # 95 % of 48 is 45.6; fewer than 41 would be luck of one in a hundred
