import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.layout.layers import layers, order
from bpmn.layout.levels import Extent, levels, rising


def test_values_that_rise_stay():
    assert rising([1, 2, 3], [1, 1, 1]) == [1, 2, 3]


def test_values_that_fall_meet_in_the_middle():
    assert rising([3, 1], [1, 1]) == [2, 2]


def test_a_heavy_value_keeps_its_place():
    assert rising([3, 1], [1e9, 1])[0] > 2.99


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 100)), max_size=30))
def test_the_result_never_falls(pairs):
    result = rising([w for w, _ in pairs], [m for _, m in pairs])

    assert len(result) == len(pairs)
    assert all(a <= b + 1e-6 for a, b in itertools.pairwise(result))


def test_the_main_path_runs_straight_and_others_beside_it():
    edges = [("a", "b"), ("a", "x"), ("b", "c"), ("x", "c")]
    made = layers(
        "abxc", dict(enumerate(edges)), set(), {"a": 0, "b": 1, "x": 1, "c": 2}, dict.fromkeys("abxc", 0)
    )
    order(made, {key: float(i) for i, key in enumerate("abcx")})

    level = levels(made, dict.fromkeys("abxc", Extent(40, 40)), set("abc"), 30)

    assert [round(level[key], 3) for key in "abc"] == [0, 0, 0]
    assert round(level["x"]) == 110
