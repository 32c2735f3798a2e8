"""Many markings at a time or one by one: the search visits the same in the same order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.analysis.soundness import explore as plain
from bpmn.analysis.soundness.blocks import visit
from bpmn.analysis.soundness.explore import BUDGET, Graph, explore
from bpmn.base.progress import silent
from bpmn.semantics import Net, PlaceKind, compile_net
from bpmn.semantics.net import Join
from bpmn.semantics.tokens import COUNTERS, Rule, TooManyTokens
from tests.bpmn.analysis.soundness.test_judge import a_net
from tests.bpmn.semantics.models import END, START, gate
from tests.bpmn.system.maps import a_system, bpmn, process, task

COMPARED = ("markings", "parent", "via", "begin", "targets", "labels", "expanded")
APART = 25
"""With places so far apart a small net needs several words."""


def spread(net: Net) -> Net:
    """The same net with places that nothing uses between its own."""

    def moved(places: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(p * APART for p in places)

    unused = net.places[0]
    places = [
        replace(net.places[i // APART] if i % APART == 0 else unused, index=i, kind=_kind(net, i))
        for i in range(len(net.places) * APART)
    ]
    steps = [
        replace(
            t,
            takes=moved(t.takes),
            gives=moved(t.gives),
            clears=moved(t.clears),
            empty=moved(t.empty),
            joins=tuple(Join(j.place * APART, moved(j.awaits)) for j in t.joins),
        )
        for t in net.transitions
    ]
    initial = {p * APART: n for p, n in net.initial.items()}
    return replace(net, places=tuple(places), transitions=tuple(steps), initial=initial)


def _kind(net: Net, place: int) -> PlaceKind:
    return net.places[place // APART].kind if place % APART == 0 else PlaceKind.MESSAGE


def one_by_one(net: Net, budget: int, width: int = 1) -> Graph:
    """The plain search; raises TooManyTokens where a place gets more tokens than a field counts."""
    rule = Rule(net, width)
    graph = plain._begun(rule, rule.pack(net.initial))
    plain._search(graph, budget, silent, None)
    return graph


@pytest.mark.parametrize("is_spread", [False, True])
@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), budget=st.sampled_from([1, 2, 7, 30, 5000]))
def test_blocks_visit_the_same_markings_by_the_same_steps(is_spread: bool, seed: int, budget: int):
    net = spread(a_net(seed)) if is_spread else a_net(seed)
    try:
        wanted = one_by_one(net, budget)
    except TooManyTokens:
        with pytest.raises(TooManyTokens):
            visit(Rule(net, 1), Rule(net, 1).pack(net.initial), BUDGET, silent)
        return

    try:
        found = visit(wanted.rule, wanted.markings[0], budget, silent)
    except TooManyTokens:
        # A block looks further than the budget, and finds there that one bit is not enough.
        assert not wanted.is_complete
        return

    assert all(getattr(found, name) == getattr(wanted, name) for name in COMPARED)


@pytest.mark.parametrize("is_spread", [False, True])
@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), budget=st.sampled_from([1, 2, 7, 30, 600]))
def test_blocks_count_as_the_plain_search_does(is_spread: bool, seed: int, budget: int):
    net = spread(a_net(seed)) if is_spread else a_net(seed)
    wanted = one_by_one(net, budget, COUNTERS)

    found = visit(wanted.rule, wanted.markings[0], budget, silent)

    compared = (*COMPARED, "doubled", "unbounded")
    assert all(getattr(found, name) == getattr(wanted, name) for name in compared)


def ways(count: int) -> Net:
    names = [f"t{at}" for at in range(count)]
    flows = ["s>f", *(f"f>{n}" for n in names), *(f"{n}>j" for n in names), "j>e"]
    nodes = (START, gate("parallel", "f"), *map(task, names), gate("parallel", "j"), END)
    return compile_net(a_system(one=bpmn(process("p", *nodes, flows=flows))))


@pytest.mark.parametrize("budget", [BUDGET, 6000])
def test_a_large_net_is_visited_in_blocks_with_the_same_result(budget: int, monkeypatch: pytest.MonkeyPatch):
    net, used = ways(13), []
    wanted = one_by_one(net, budget)
    monkeypatch.setattr(plain, "visit", lambda *given: used.append(1) or visit(*given))

    graph = explore(net, budget)

    assert used
    assert all(getattr(graph, name) == getattr(wanted, name) for name in (*COMPARED, "is_complete", "fired"))
