from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.base.geometry import Point
from bpmn.layout.ranked import Box, Link, place
from bpmn.layout.routing import crosses


def graph(nodes, edges, bands=None):
    boxes = [Box(n, 100, 80, band=(bands or {}).get(n, 0)) for n in nodes]
    links = [Link(f"{a}{b}", a, b) for a, b in edges]
    return place(boxes, links, max((bands or {"": 0}).values()) + 1)


def test_a_chain_is_a_straight_row():
    made = graph("abc", ["ab", "bc"])

    assert [b.y for b in made.bounds.values()] == [30, 30, 30]
    assert made.lines["ab"] == [Point(100, 70), Point(150, 70)]


def test_a_loop_returns_below():
    made = graph("abc", ["ab", "bc", "cb"])

    way = made.lines["cb"]
    assert way[0] == Point(made.bounds["c"].right, 70)
    assert way[-1] == Point(made.bounds["b"].x, 70)
    assert max(p.y for p in way) > made.bounds["b"].bottom


def test_lanes_keep_their_steps():
    made = graph("abc", ["ab", "bc"], {"a": 0, "b": 1, "c": 0})

    top, bottom = made.bands[1]
    assert top < made.bounds["b"].y < made.bounds["b"].bottom < bottom
    assert made.bands[0][1] == top


def test_nothing_gives_nothing():
    made = place([], [])

    assert (made.bounds, made.lines) == ({}, {})


def test_a_wide_name_makes_the_gap_wider():
    boxes = [Box("a", 50, 50), Box("b", 100, 80)]

    made = place(boxes, [Link("ab", "a", "b", room=120)])

    assert made.bounds["b"].x - made.bounds["a"].right == 120


def test_too_many_long_lines_are_led_outside():
    count = 300
    nodes = [str(i) for i in range(count)]
    chain = [Link(f"c{i}", nodes[i], nodes[i + 1]) for i in range(count - 1)]
    jumps = [Link(f"j{i}", nodes[i], nodes[-1]) for i in range(count - 60)]

    made = place([Box(n, 100, 80) for n in nodes], chain + jumps)

    assert len(made.lines) == len(chain) + len(jumps)
    assert max(p.y for p in made.lines["j0"]) > made.bands[-1][1]


edges = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda e: e[0] != e[1]), max_size=18
)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(edges, st.lists(st.integers(0, 2), min_size=12, max_size=12))
def test_no_boxes_overlap_and_no_line_runs_through_one(pairs, bands):
    boxes = [Box(str(i), 100, 80, band=band) for i, band in enumerate(bands)]
    links = [Link(f"{n}", str(a), str(b)) for n, (a, b) in enumerate(dict.fromkeys(pairs))]

    made = place(boxes, links, 3)

    for one, other in combinations(made.bounds.values(), 2):
        assert not one.intersects(other)
    for way in made.lines.values():
        for a, b in pairwise(way):
            assert a.x == b.x or a.y == b.y
            assert not any(crosses(a, b, box.grown(-1)) for box in made.bounds.values())
