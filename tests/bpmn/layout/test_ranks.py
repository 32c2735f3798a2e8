import itertools

from bpmn.layout.ranks import back_edges, chains, components, ranks


def test_an_edge_that_closes_a_cycle_is_found():
    edges = [("a", "b"), ("b", "c"), ("c", "a")]

    assert back_edges(["a", "b", "c"], edges) == {2}


def test_a_cycle_is_entered_where_something_leads_in():
    edges = [("b", "c"), ("c", "b"), ("start", "c")]

    assert back_edges(["b", "c", "start"], edges) == {0}


def test_an_edge_to_itself_closes_a_cycle():
    assert back_edges(["a"], [("a", "a")]) == {0}


def test_a_node_stands_behind_the_longest_path_to_it():
    rank = ranks("abcd", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])

    assert rank == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_a_late_start_stands_right_before_what_it_leads_to():
    rank = ranks("abcs", [("a", "b"), ("b", "c"), ("s", "c")])

    assert rank["s"] == 1


def test_the_main_path_is_the_longest():
    edges = [("a", "x"), ("a", "b"), ("b", "c")]
    chain = chains("axbc", edges, ranks("axbc", edges))

    assert [chain[n] for n in "abc"] == [0, 0, 0]
    assert chain["x"] == 1


def test_connected_parts_are_counted():
    assert components("abcd", [("a", "c"), ("d", "c")]) == {"a": 0, "c": 0, "d": 0, "b": 1}


def test_long_paths_need_no_deep_stack():
    nodes = list(range(20_000))
    edges = list(itertools.pairwise(nodes))

    assert not back_edges(nodes, edges)
    assert ranks(nodes, edges)[19_999] == 19_999
