"""On random systems cutting, reducing, blocks and stubborn sets say what plain enumeration says."""

from collections.abc import Iterator
from itertools import count

import pytest

from bpmn.analysis.soundness import soundness as module
from bpmn.analysis.soundness.parts import parts
from bpmn.analysis.soundness.soundness import check_net
from bpmn.analysis.soundness.stubborn import may_stand_still
from bpmn.analysis.soundness.verdict import Soundness
from bpmn.semantics import compile_net, enabled, is_final
from bpmn.semantics.net import INSIDE, Net, Transition
from tests.bpmn.analysis.soundness.random_systems import a_random_system
from tests.bpmn.semantics.plain import Play, Tokens

SEEDS = 150
LIMIT = 400
"""Larger systems are left out: plain enumeration is slow."""

Answers = dict[str, object]


def plainly(play: Play) -> Answers:
    """The answers by their definitions, from everything that can happen."""
    inside = {p.index for p in play.net.places if p.kind in INSIDE}
    started = {play.net.transitions[index].starts for index in play.fired}
    return {
        "safe": all(n < 2 for tokens in play.steps for place, n in tokens if place in inside),
        "deadlock": any(stuck_parts(play)),
        "option_to_complete": play.can_always_finish,
        "proper_completion": not play.ends_twice,
        "dead_activities": play.dead,
        "never_started": {key.element for key in play.net.processes if key not in started},
        "orphan_messages": play.unread,
    }


def stuck_parts(play: Play) -> Iterator[Tokens]:
    """The markings in which a part of the net stands still before it is done, whatever the others do."""
    net = play.net
    for part in map(set, parts(net)):
        mine = {p for index in part for p in (*net.transitions[index].takes, *net.transitions[index].gives)}
        pending = mine & set(net.pending)
        for tokens, after in play.steps.items():
            if any(place in pending for place, _ in tokens) and not any(index in part for index, _ in after):
                yield tokens


def said(found: Soundness) -> Answers:
    sets = ("dead_activities", "never_started", "orphan_messages")
    plain = ("safe", "deadlock", "option_to_complete", "proper_completion")
    return {name: getattr(found, name) for name in plain} | {
        name: {key.element for key in getattr(found, name)} for name in sets
    }


def played(seed: int, *, breaks: bool) -> Play:
    """Everything that can happen in the first system from a seed on that is small enough for that."""
    for one in count(seed, SEEDS):
        play = Play(compile_net(a_random_system(one, breaks=breaks)), limit=LIMIT, most=6)
        if play.is_complete:
            return play
    raise AssertionError


def _stands_still(net: Net, possible: set[int], steps: tuple[Transition, ...]) -> bool:
    """Whether nothing can happen any more in a part of the net that a way goes through."""
    taken = {step.index for step in steps}
    return any(taken <= set(part) and not possible & set(part) for part in parts(net))


@pytest.fixture(params=["as it is", "made smaller"], autouse=True)
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small nets are searched as they are; without that even the smallest is reduced first."""
    if request.param == "made smaller":
        monkeypatch.setattr(module, "TINY", 0)
        monkeypatch.setattr(module, "PER_STEP", 0)


@pytest.mark.parametrize("breaks", [False, True], ids=["whole", "broken"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_random_system_is_judged_as_plain_enumeration_judges_it(seed: int, breaks: bool):
    play = played(seed, breaks=breaks)
    net = play.net

    found = check_net(net)

    assert said(found) == plainly(play)
    assert may_stand_still(net, LIMIT) == bool(play.stuck)
    for example in found.counter_examples:
        if example.property == "deadlock":
            last = example.trace.last
            assert _stands_still(net, {t.index for t in enabled(net, last)}, example.trace.steps)
            assert not is_final(net, last)
