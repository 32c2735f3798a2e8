"""What is said about components one by one is what the search of all together says, or nothing."""

from collections.abc import Sequence
from itertools import count, pairwise

import pytest

from bpmn.analysis.soundness.by_parts import by_parts
from bpmn.analysis.soundness.components import components
from bpmn.analysis.soundness.known import Known
from bpmn.analysis.soundness.parts import parts
from bpmn.analysis.soundness.soundness import check_net
from bpmn.analysis.soundness.verdict import CounterExample, Property
from bpmn.semantics import compile_net, enabled, is_final, marked
from bpmn.semantics.net import INSIDE, Net
from tests.bpmn.analysis.soundness.random_systems import a_random_chain
from tests.bpmn.semantics.models import END, START, gate
from tests.bpmn.semantics.plain import Play, Tokens
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, node, pool, process, task

SEEDS = 100
LIMIT = 700
"""Larger systems are left out: plain enumeration is slow."""


def joined(processes: dict[str, str], *flows: str) -> Net:
    """The net of processes by id that send each other messages m0, m1, ..."""
    pools = [pool(name.upper(), name.upper(), name) for name in processes]
    sent = [message(f"m{at}", flow) for at, flow in enumerate(flows)]
    return compile_net(a_system(one=bpmn(collaboration(*pools, *sent), *processes.values())))


def known(net: Net) -> Known:
    (part,) = parts(net)
    found = by_parts(net, part, 10_000)
    assert found is not None
    return found


def begins(name: str) -> str:
    return event("start", name, None, None)


def ends(name: str) -> str:
    return event("end", name, None, None)


def sends(name: str) -> str:
    return task(name, tag="sendTask")


def reads(name: str) -> str:
    return task(name, tag="receiveTask")


ALWAYS = process("p", START, sends("o"), END)
SOMETIMES = process("p", START, gate("exclusive", "x"), sends("o"), END, flows=["s>x", "x>o", "x>e", "o>e"])
NEVER = process(
    "p", START, gate("exclusive", "x"), task("a"), task("b"), gate("parallel", "j"), sends("o"), END,
    flows=["s>x", "x>a", "x>b", "a>j", "b>j", "j>o", "o>e"],
)  # fmt: skip
WAITS = process("q", begins("s2"), reads("i"), ends("e2"))


# -- components ------------------------------------------------------------------------------------


def names(net: Net) -> list[set[str]]:
    """The processes of each component."""
    (part,) = parts(net)
    found = []
    for one in components(net, part):
        scopes = {net.places[p].scope for t in one.transitions for p in net.transitions[t].gives}
        found.append({net.scopes[s].process.element for s in scopes if s is not None})
    return found


def test_processes_that_send_one_way_are_components_in_the_order_of_sending():
    last = process("a", event("start", "c"), ends("e3"))
    middle = process("q", event("start", "b"), sends("n"), ends("e2"))
    net = joined({"a": last, "q": middle, "p": ALWAYS}, "n>c", "o>b")

    assert names(net) == [{"p"}, {"q"}, {"a"}]


def test_processes_that_answer_each_other_are_one_component():
    first = process("p", START, sends("o"), reads("back"), END)
    second = process("q", event("start", "b"), sends("n"), ends("e2"))
    net = joined({"p": first, "q": second}, "o>b", "n>back")

    assert names(net) == [{"p", "q"}]


# -- what is certain -------------------------------------------------------------------------------


def test_a_message_that_always_comes_lets_the_receiver_finish():
    (part,) = parts(net := joined({"p": ALWAYS, "q": WAITS}, "o>i"))

    assert known(net).is_fine(part)


def test_a_message_that_may_not_come_leaves_the_receiver_waiting():
    net = joined({"p": SOMETIMES, "q": WAITS}, "o>i")
    found = known(net)

    assert (found.live, found.completes, found.moves_on) == (False, False, True)
    (example,) = found.examples
    assert [step.element.element for step in example.trace.steps] == ["s", "x", "e", "s2"]
    assert not enabled(net, example.trace.last)
    assert not is_final(net, example.trace.last)


def test_a_message_that_may_not_come_does_not_harm_who_has_an_alternative():
    waits = process(
        "q", begins("s2"), gate("eventBased", "g"), event("catch", "c"),
        node("intermediateCatchEvent", "t", None, "<timerEventDefinition/>"), ends("e2"),
        flows=["s2>g", "g>c", "g>t", "c>e2", "t>e2"],
    )  # fmt: skip
    found = known(joined({"p": SOMETIMES, "q": waits}, "o>c"))

    assert (found.live, found.completes) == (True, True)
    assert [one.property for one in found.examples] == [Property.ORPHAN_MESSAGE]


def test_what_waits_for_a_message_that_is_never_sent_never_happens():
    net = joined({"p": NEVER, "q": WAITS}, "o>i")
    (part,) = parts(net)
    found = known(net)

    never = {t.element.element for t in net.transitions if t.index in found.impossible}
    assert never == {"j", "o", "e", "i", "e2"}
    assert found.possible | found.impossible == set(part)


def test_behind_a_sender_that_gets_stuck_cases_stand_still_and_do_not_go_round():
    found = known(joined({"p": NEVER, "q": WAITS}, "o>i"))

    assert (found.live, found.completes, found.moves_on) == (False, False, True)


def test_messages_that_exclude_each_other_are_not_expected_together():
    first = process(
        "p", START, gate("exclusive", "x"), sends("o"), sends("n"), END, flows=["s>x", "x>o", "x>n", "o>e", "n>e"]
    )  # fmt: skip
    second = process("q", begins("s2"), reads("i"), reads("k"), ends("e2"))
    net = joined({"p": first, "q": second}, "o>i", "n>k")

    never = {t.element.element for t in net.transitions if t.index in known(net).possible}
    assert "e2" not in never
    assert known(net).live is False


def test_what_only_the_environment_could_do_is_left_open():
    # Either b or c is asked, never both: who waits for both gets one, which their environments do not know.
    asks = process(
        "p", START, gate("exclusive", "x"), sends("o"), sends("n"), END, flows=["s>x", "x>o", "x>n", "o>e", "n>e"]
    )  # fmt: skip
    left = process("b", event("start", "bs"), sends("bo"), ends("be"))
    right = process("c", event("start", "cs"), sends("co"), ends("ce"))
    nodes = begins("ds"), gate("eventBased", "g"), event("catch", "dl"), event("catch", "dr"), ends("de")
    either = process("d", *nodes, flows=["ds>g", "g>dl", "g>dr", "dl>de", "dr>de"])
    net = joined(
        {"p": asks, "b": left, "c": right, "d": either}, "o>bs", "n>cs", "bo>dl", "co>dr"
    )  # fmt: skip
    found = known(net)

    assert (found.safe, found.proper) == (True, True)
    assert (found.live, found.completes, found.has_orphans) == (None, None, None)
    assert found.examples == ()
    assert check_net(net).is_sound


def test_two_that_were_asked_by_the_same_are_awaited_together():
    asks = process("p", START, sends("o"), sends("n"), END)
    left = process("b", event("start", "bs"), sends("bo"), ends("be"))
    right = process("c", event("start", "cs"), sends("co"), ends("ce"))
    both = process("d", begins("ds"), reads("dl"), reads("dr"), ends("de"))
    net = joined({"p": asks, "b": left, "c": right, "d": both}, "o>bs", "n>cs", "bo>dl", "co>dr")
    (part,) = parts(net)

    assert known(net).is_fine(part)


def test_a_sender_in_a_loop_is_told_to_send_without_limit():
    loop = process("p", START, gate("exclusive", "x"), sends("o"), gate("exclusive", "y"), END, flows=["s>x", "x>o", "o>y", "y>x", "y>e"])  # fmt: skip
    net = joined({"p": loop, "q": process("q", event("start", "b"), ends("e2"))}, "o>b")
    found = known(net)

    assert (found.bounded, found.safe, found.completes) == (False, None, None)
    assert max(marked(net, found.examples[0].trace.last).values()) > 50


def test_a_budget_that_a_component_exceeds_says_nothing():
    net = joined({"p": ALWAYS, "q": WAITS}, "o>i")
    (part,) = parts(net)

    assert by_parts(net, part, 3) is None


# -- in place of the search of all together --------------------------------------------------------

FANNED, WAYS = 11, 4


def fan(*more: str, flows: Sequence[str] = ()) -> Net:
    """A process that begins eleven others, each with four parallel ways; ``more`` nodes end it."""
    orders = [f"o{at}" for at in range(FANNED)]
    row = ["s", *orders, "e"] if not more else ["s", *orders]
    drawn = [f"{a}>{b}" for a, b in pairwise(row)]
    processes = {"p": process("p", START, *map(sends, orders), *more, END, flows=[*drawn, *flows])}
    for at in range(FANNED):
        ways = [f"l{at}t{way}" for way in range(WAYS)]
        nodes = gate("parallel", f"l{at}f"), *map(task, ways), gate("parallel", f"l{at}j"), ends(f"l{at}e")
        inner = [f"l{at}s>l{at}f", f"l{at}j>l{at}e"]
        inner += [flow for way in ways for flow in (f"l{at}f>{way}", f"{way}>l{at}j")]
        processes[f"l{at}"] = process(f"l{at}", event("start", f"l{at}s"), *nodes, flows=inner)
    sent = [f"{order}>l{at}s" for at, order in enumerate(orders)]
    if more:
        processes["q"] = WAITS
        sent.append("o>i")
    return joined(processes, *sent)


def test_many_processes_are_settled_where_all_their_situations_are_too_many():
    found = check_net(fan(), budget=20_000)

    assert (found.is_sound, found.complete, found.deadlock, found.livelock) == (True, True, False, False)
    assert found.states < 200


def test_what_components_know_is_kept_where_the_search_of_all_is_given_up():
    perhaps = gate("exclusive", "x"), sends("o")
    found = check_net(fan(*perhaps, flows=["o10>x", "x>o", "x>e", "o>e"]), budget=20_000)

    assert (found.safe, found.proper_completion, found.livelock) == (True, True, False)
    assert (found.deadlock, found.option_to_complete, found.dead_activities) == (True, False, ())
    (example,) = found.counter_examples
    assert "i" in [key.element for key in example.elements]
    assert not enabled(found.net, example.trace.last)


# -- random systems --------------------------------------------------------------------------------


def played(seed: int, *, breaks: bool, circular: bool) -> Play:
    """Everything that can happen in the first system from a seed on that is small enough for that."""
    for one in count(seed * 7, 1_000):
        play = Play(compile_net(a_random_chain(one, breaks=breaks, circular=circular)), limit=LIMIT, most=6)
        if play.is_complete:
            return play
    raise AssertionError


def plainly(play: Play, among: list[int]) -> dict[str, object]:
    """The answers about a part by their definitions, from everything that can happen in all."""
    net, mine = play.net, set(among)
    steps = [net.transitions[index] for index in among]
    places = {p for t in steps for p in (*t.takes, *t.gives, *(j.place for j in t.joins))}
    inside = {p for p in places if net.places[p].kind in INSIDE}
    pending = places & set(net.pending)
    cut = {
        frozenset(t for t in tokens if t[0] in places): {
            (index, frozenset(t for t in there if t[0] in places)) for index, there in after if index in mine
        }
        for tokens, after in play.steps.items()
    }
    finals = {tokens for tokens in cut if not any(p in pending for p, _ in tokens)}
    still = {tokens for tokens, after in cut.items() if not after} - finals
    return {
        "safe": all(n < 2 for tokens in cut for p, n in tokens if p in inside),
        "bounded": True,
        "live": not still,
        "moves_on": reach(cut, finals | still),
        "completes": reach(cut, finals),
        "proper": not any(net.transitions[index].repeats for index in play.fired & mine),
        "has_orphans": any(
            place in net.messages and not may_read(net, cut, tokens, place)
            for tokens in finals
            for place, _ in tokens
        ),
    }


Cut = dict[Tokens, set[tuple[int, Tokens]]]


def may_read(net: Net, cut: Cut, tokens: Tokens, message: int) -> bool:
    """Whether a message can be read from here on."""
    seen, todo = {tokens}, [tokens]
    for here in todo:
        if any(message in net.transitions[index].takes for index, _ in cut[here]):
            return True
        new = {after for _, after in cut[here]} - seen
        seen |= new
        todo += new
    return False


def reach(cut: Cut, goals: set[Tokens]) -> bool:
    """Whether one of the goals can be reached from everywhere."""
    good = set(goals)
    while new := {t for t, after in cut.items() if t not in good and any(a in good for _, a in after)}:
        good |= new
    return len(good) == len(cut)


@pytest.mark.parametrize("circular", [False, True], ids=["one way", "in circles"])
@pytest.mark.parametrize("breaks", [False, True], ids=["whole", "broken"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_claimed_that_plain_enumeration_does_not_say(seed: int, breaks: bool, circular: bool):
    play = played(seed, breaks=breaks, circular=circular)
    net = play.net
    for among in parts(net):
        found = by_parts(net, among, 20_000)
        if found is None:
            continue
        said = {name: getattr(found, name) for name in plainly(play, among)}
        assert said == {
            name: None if said[name] is None else plain for name, plain in plainly(play, among).items()
        }
        assert found.possible <= play.fired
        assert not found.impossible & play.fired
        for example in found.examples:
            assert is_shown(net, set(among), example)


def is_shown(net: Net, among: set[int], example: CounterExample) -> bool:
    """Whether the way of an example leads to what it should show."""
    last, steps = example.trace.last, example.trace.steps
    tokens = marked(net, last)
    match example.property:
        case Property.SAFE:
            return any(n > 1 and net.places[p].kind in INSIDE for p, n in tokens.items())
        case Property.PROPER_COMPLETION:
            return steps[-1].repeats
        case Property.DEADLOCK:
            return not is_final(net, last) and not among & {t.index for t in enabled(net, last)}
        case Property.ORPHAN_MESSAGE:
            return any(net.places[p].element == example.elements[0] for p in tokens)
    return example.property is Property.LIVELOCK
