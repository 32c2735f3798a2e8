"""Counting tokens place by place is the same firing rule."""

from collections import Counter

import pytest
from hypothesis import given, settings

from bpmn.semantics import TooManyTokens, compile_net, initial, marked
from bpmn.semantics.sparse import Sparse
from bpmn.semantics.tokens import rule_of
from bpmn.system.system import System
from tests.bpmn.semantics.test_tokens import a_net, nets
from tests.corpus import corpus_files, corpus_folder


def follow(net, steps):
    """Play a net by both rules side by side and compare all that may happen."""
    sparse, rule = Sparse(net), rule_of(net)
    marks, marking = Counter(net.initial), initial(net)
    for step in range(steps):
        try:
            expected = dict(rule.successors(marking))
        except TooManyTokens:
            return
        assert sparse.enabled(marks) == sorted(expected)
        if not expected:
            return
        chosen = sorted(expected)[step % len(expected)]
        sparse.fire(chosen, marks)
        marking = expected[chosen]
        assert {p: n for p, n in marks.items() if n} == marked(net, marking)


@given(nets())
@settings(deadline=None)
def test_on_nets_of_any_shape(net):
    follow(net, 12)


@given(nets())
@settings(deadline=None)
def test_looking_near_what_changed_finds_all_that_became_possible(net):
    sparse, marks = Sparse(net), Counter(net.initial)
    before = sparse.enabled(marks)
    for _ in range(8):
        if not before:
            return
        changed = sparse.fire(before[-1], marks)
        after = sparse.enabled(marks)
        assert set(after) - set(before) <= set(sparse.enabled_near(changed, marks))
        before = after


@pytest.mark.parametrize("name", corpus_files())
def test_on_real_maps(name):
    follow(compile_net(System.open(corpus_folder() / name)), 40)


def test_only_chosen_transitions_are_asked_about():
    net = a_net(2, [{"takes": (0,), "gives": (1,)}, {"takes": (1,), "gives": (0,)}], {0: 1})

    assert set(Sparse(net, [0]).needs) == {0}
