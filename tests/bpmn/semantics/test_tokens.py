"""The fast firing rules do the same as the plainly written one, on nets of any shape."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.semantics import (
    Action,
    Net,
    Place,
    PlaceKind,
    TooManyTokens,
    Transition,
    enabled,
    fire,
    initial,
    is_final,
    marked,
)
from bpmn.semantics.net import Join
from bpmn.semantics.tokens import FEW, Rule
from tests.bpmn.semantics.plain import fired, may_fire

KEY = ElementKey("one.bpmn", "x")


def a_net(places: int, transitions: list[dict[str, tuple[int, ...]]], tokens: dict[int, int]) -> Net:
    made = [
        Transition(index, Action.ROUTE, (KEY,), message("x"), **parts)  # type: ignore[arg-type]
        for index, parts in enumerate(transitions)
    ]
    spots = [Place(i, PlaceKind.FLOW, KEY, 0, "") for i in range(places)]
    return Net(tuple(spots), tuple(made), (), tokens)


@st.composite
def nets(draw: st.DrawFn) -> Net:
    places = draw(st.integers(1, 7))
    some = st.lists(st.integers(0, places - 1), max_size=3).map(lambda found: tuple(sorted(found)))
    once = some.map(lambda found: tuple(sorted(set(found))))
    transitions = []
    for _ in range(draw(st.integers(1, 6))):
        parts = {"takes": draw(some), "gives": draw(some), "clears": draw(once), "empty": draw(once)}
        if draw(st.booleans()):
            inputs = [p for p in draw(once) if p not in parts["takes"]]
            parts["joins"] = tuple(Join(p, draw(once)) for p in inputs)
        if parts["takes"] or parts.get("joins"):
            transitions.append(parts)
    tokens = {p: draw(st.integers(0, 2)) for p in range(places)}
    return a_net(places, transitions, tokens)


def plain_successors(net: Net, tokens: Counter[int]) -> dict[int, Counter[int]]:
    found = {}
    for transition in net.transitions:
        taken = may_fire(transition, tokens)
        if taken is not None:
            found[transition.index] = fired(transition, tokens, taken)
    return found


@settings(max_examples=300, deadline=None)
@given(nets(), st.data())
def test_counters_follow_the_plain_rule_along_any_way(net: Net, data: st.DataObject):
    marking, tokens = initial(net), Counter({p: n for p, n in net.initial.items() if n})
    for _ in range(8):
        plain = plain_successors(net, tokens)
        assert [t.index for t in enabled(net, marking)] == list(plain)
        if not plain:
            return
        index = data.draw(st.sampled_from(sorted(plain)))
        marking, tokens = fire(net, marking, net.transitions[index]), plain[index]
        assert marked(net, marking) == dict(tokens)
        assert is_final(net, marking) == (not tokens)


@settings(max_examples=300, deadline=None)
@given(nets())
def test_bits_do_what_counters_do_or_say_that_they_cannot(net: Net):
    counters = Rule(net)
    try:
        bits = Rule(net, 1)
        by_bits = bits.successors(bits.pack(net.initial))
    except TooManyTokens:
        after = [counters.unpack(m) for _, m in counters.successors(counters.pack(net.initial))]
        weights = [
            n for t in net.transitions for n in (*Counter(t.takes).values(), *Counter(t.gives).values())
        ]
        most = [*net.initial.values(), *weights, *(n for tokens in after for n in tokens.values())]
        assert max(most) > 1
        return

    by_counters = counters.successors(counters.pack(net.initial))
    assert [(i, bits.unpack(m)) for i, m in by_bits] == [(i, counters.unpack(m)) for i, m in by_counters]


@settings(max_examples=50, deadline=None)
@given(nets())
def test_large_nets_are_searched_near_the_tokens_with_the_same_result(net: Net):
    idle = {"takes": (len(net.places),)}
    parts = [
        {"takes": t.takes, "gives": t.gives, "clears": t.clears, "empty": t.empty, "joins": t.joins}
        for t in net.transitions
    ]
    large = a_net(len(net.places) + 1, [*parts, *[idle] * FEW], dict(net.initial))

    assert [t.index for t in enabled(large, initial(large))] == [t.index for t in enabled(net, initial(net))]


def test_more_tokens_than_can_be_counted_are_told():
    net = a_net(2, [{"takes": (0,), "gives": (0, 1)}], {0: 1})

    marking = initial(net)
    with pytest.raises(TooManyTokens):
        for _ in range(200):
            marking = fire(net, marking, net.transitions[0])


def test_what_is_not_enabled_cannot_fire():
    net = a_net(1, [{"takes": (0,)}], {})

    with pytest.raises(ValueError, match="not enabled"):
        fire(net, initial(net), net.transitions[0])
