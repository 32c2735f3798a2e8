"""On nets of any shape the fast search, the smaller net and the plain definitions say the same."""

from dataclasses import dataclass, replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bpmn.analysis.soundness.explore import Graph, explore
from bpmn.analysis.soundness.judge import judge
from bpmn.analysis.soundness.parts import parts
from bpmn.analysis.soundness.reduce import Reduced, reduced
from bpmn.analysis.soundness.stubborn import may_stand_still
from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.semantics import Action, Net, Place, PlaceKind, Transition
from bpmn.semantics.net import INSIDE, Join
from tests.bpmn.semantics.plain import Play

BUDGET = 150
KINDS = [PlaceKind.FLOW, PlaceKind.FLOW, PlaceKind.FLOW, PlaceKind.ACTIVE, PlaceKind.ENDED, PlaceKind.MESSAGE]


@dataclass(frozen=True)
class Said:
    """What is said about a net, by whichever means."""

    safe: bool
    stuck: bool
    finishes: bool
    circles: bool
    repeats: bool
    fired: frozenset[int]
    unread: frozenset[int]


def a_net(seed: int) -> Net:
    """A net as processes make them: little chains and forks, some clearing, asking or joining."""
    dice = Random(seed)
    count = dice.randint(3, 9)
    rare = dice.choice([0.0, 0.03, 0.2])
    kinds = dice.choice([KINDS, KINDS[:4]])
    spots = [Place(i, dice.choice(kinds), ElementKey("f", f"p{i}"), 0, "") for i in range(count)]

    def few(at_least: int = 1, chance: float = 1.0) -> tuple[int, ...]:
        if dice.random() > chance:
            return ()
        return tuple(sorted(dice.sample(range(count), dice.choice([at_least, 1, 1, 1, 1, 2]))))

    made = []
    for index in range(dice.randint(2, 12)):
        takes, joins = few(), ()
        if dice.random() < rare:
            inputs = [p for p in few() if p not in takes]
            joins, takes = tuple(Join(p, few(chance=0.5)) for p in inputs), () if inputs else takes
        made.append(
            Transition(
                index, Action.ROUTE, (ElementKey("f", f"t{index}"),), message("x"), takes, few(0),
                few(chance=rare), few(chance=rare), joins, repeats=dice.random() < 0.1,
            )
        )  # fmt: skip
    return Net(tuple(spots), tuple(made), (), dict.fromkeys(few(), 1))


def told(graph: Graph, small: Reduced) -> Said:
    found = judge(graph)
    fired = {one for i, step in enumerate(small.steps) if graph.fired[i] for one in step.covers}
    orphans = frozenset(small.places[p] for p in found.orphans)
    return Said(
        graph.doubled is None,
        found.stuck is not None,
        found.doomed is None,
        found.trapped is not None,
        graph.repeated is not None,
        frozenset(fired),
        orphans,
    )


def told_plainly(play: Play) -> Said:
    net = play.net
    reach = {tokens: _reach(play, tokens) for tokens in play.steps}
    stuck, finals = set(play.stuck), set(play.finals)
    most = {p: n for tokens in play.steps for p, n in tokens if n > 1 and net.places[p].kind in INSIDE}
    unread = {
        place
        for tokens in finals
        for place, _ in tokens
        if place in net.messages and not play.may_read(tokens, place)
    }
    return Said(
        not most,
        bool(stuck),
        all(seen & finals for seen in reach.values()),
        any(not seen & (finals | stuck) for seen in reach.values()),
        play.ends_twice,
        frozenset(play.fired),
        frozenset(unread),
    )


def _reach(play: Play, tokens: frozenset[tuple[int, int]]) -> set[frozenset[tuple[int, int]]]:
    seen, todo = {tokens}, [tokens]
    for here in todo:
        for _, after in play.steps[here]:
            if after not in seen:
                seen.add(after)
                todo.append(after)
    return seen


SEEDS = st.integers(0, 2**32)


def played(seed: int) -> Play:
    """Everything that can happen in a net that does not grow without limit."""
    play = Play(a_net(seed), limit=BUDGET, most=6)
    assume(play.is_complete)
    return play


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_the_search_says_what_the_definitions_say(seed: int):
    play = played(seed)
    small = reduced(play.net, fuse=False)

    graph = explore(small.net)

    assert len(graph.markings) == len(play.steps)
    assert told(graph, small) == told_plainly(play)


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_a_smaller_net_has_the_same_answers(seed: int):
    play = played(seed)
    small = reduced(play.net)

    graph = explore(small.net)

    assert len(graph.markings) <= len(play.steps)
    assert told(graph, small) == told_plainly(play)


def with_loose_ends(net: Net, seed: int) -> Net:
    """The net where two places get their tokens together, and each loses them by a step of its own."""
    one, other = Random(seed).randrange(len(net.places)), len(net.places)

    def both(places: tuple[int, ...]) -> tuple[int, ...]:
        return (*places, other) if one in places else places

    kept = [t for t in net.transitions if one not in (*t.takes, *(join.place for join in t.joins))]
    steps = [replace(t, gives=both(t.gives), clears=both(t.clears), empty=both(t.empty)) for t in kept]
    gone = [
        Transition(0, Action.ROUTE, (ElementKey("f", f"g{p}"),), message("x"), (p,)) for p in (one, other)
    ]
    return replace(
        net,
        places=(*net.places, replace(net.places[one], index=other)),
        transitions=tuple(replace(t, index=index) for index, t in enumerate([*steps, *gone])),
        initial={place: count for place, count in net.initial.items() if place != one},
    )


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_loose_ends_are_one_without_changing_an_answer(seed: int):
    play = Play(with_loose_ends(a_net(seed), seed), limit=BUDGET, most=6)
    assume(play.is_complete)
    small = reduced(play.net)

    assert told(explore(small.net), small) == told_plainly(play)


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_standing_still_is_found_without_visiting_everything(seed: int):
    play = played(seed)

    assert may_stand_still(play.net, BUDGET) == bool(play.stuck)


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_parts_share_no_place(seed: int):
    net = a_net(seed)

    found = parts(net)

    touched = []
    for part in found:
        places: set[int] = set()
        for one in (net.transitions[index] for index in part):
            places |= {*one.takes, *one.gives, *one.clears, *one.empty}
            places |= {p for join in one.joins for p in (join.place, *join.awaits)}
        touched.append(places)
    assert sorted(index for part in found for index in part) == list(range(len(net.transitions)))
    assert sum(map(len, touched)) == len(set().union(*touched))


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_a_search_that_is_given_up_says_only_what_is_true(seed: int):
    play = played(seed)
    small = reduced(play.net, fuse=False)
    graph = explore(small.net, len(play.steps) // 2)

    part, whole = told(graph, small), told_plainly(play)

    wrong = (not part.safe, part.stuck, not part.finishes, part.circles, part.repeats)
    truth = (not whole.safe, whole.stuck, not whole.finishes, whole.circles, whole.repeats)
    assert all(there or not here for here, there in zip(wrong, truth, strict=True))
    assert part.fired <= whole.fired
    assert part.unread <= whole.unread
