"""Of intervals that claim 95 %, about 95 % hold the true mean (the long form is a benchmark)."""

from tests.benchmarks.coverage import SYSTEMS, covered


def test_most_intervals_hold_the_true_mean():
    inside = [covered(system, seed) for system in SYSTEMS for seed in range(6)]

    assert len(inside) == 24
    assert sum(inside) >= 20  # 95 % of 24 is 22.8; fewer than 20 would be luck of one in a hundred
