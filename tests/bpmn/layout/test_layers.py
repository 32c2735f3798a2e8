from bpmn.layout.layers import crossings, layers, order


def made(nodes, edges, rank, back=(), band=None):
    return layers(nodes, dict(enumerate(edges)), set(back), rank, band or dict.fromkeys(nodes, 0))


def test_a_long_line_passes_every_layer_between():
    result = made("abc", [("a", "c")], {"a": 0, "b": 1, "c": 2})

    assert result.passing[0] == ["a", (0, 1), "c"]
    assert result.rows[1] == ["b", (0, 1)]


def test_a_line_back_passes_beside_both_ends():
    result = made("ab", [("a", "b"), ("b", "a")], {"a": 0, "b": 1}, back=[1])

    assert result.passing[1] == [(1, 0), (1, 1)]


def test_lines_are_untangled():
    result = made("abcd", [("a", "d"), ("b", "c")], {"a": 0, "b": 0, "c": 1, "d": 1})
    assert crossings(result) == 1

    order(result, {key: float(i) for i, key in enumerate("abcd")})

    assert crossings(result) == 0


def test_bands_stay_apart():
    band = {"a": 1, "b": 0, "c": 0, "d": 1}
    result = made("abcd", [("a", "c"), ("b", "d")], {"a": 0, "b": 0, "c": 1, "d": 1}, band=band)

    order(result, {})

    assert result.rows == [["b", "a"], ["c", "d"]]
