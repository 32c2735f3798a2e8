"""Gateways, starts, events and links behave as their mapping says; what is expected is worked out by hand."""

import pytest

from bpmn.semantics import compile_net
from tests.bpmn.semantics.models import END, START, gate, played
from tests.bpmn.semantics.plain import Play
from tests.bpmn.system.maps import (
    a_system,
    bpmn,
    event,
    process,
    task,
)

FORK = "s>f f>a f>b a>j b>j j>e"


def test_a_sequence_is_carried_out_in_order():
    play = played(START, task("a"), task("b"), END)

    assert (len(play.steps), play.dead, play.can_always_finish, play.peak) == (5, set(), True, 1)


@pytest.mark.parametrize(
    ("split", "join", "stuck", "twice"),
    [
        ("parallel", "parallel", False, False),
        ("exclusive", "exclusive", False, False),
        ("inclusive", "inclusive", False, False),
        ("exclusive", "inclusive", False, False),
        ("parallel", "inclusive", False, False),
        ("exclusive", "parallel", True, False),
        ("inclusive", "parallel", True, False),
        ("parallel", "exclusive", False, True),
        ("inclusive", "exclusive", False, True),
        ("complex", "inclusive", False, False),
        ("parallel", "complex", False, False),
    ],
)
def test_splits_and_joins_fit_or_not(split: str, join: str, stuck: bool, twice: bool):
    play = played(START, gate(split, "f"), task("a"), task("b"), gate(join, "j"), END, flows=FORK)

    assert (bool(play.stuck), play.ends_twice) == (stuck, twice)
    assert play.can_always_finish is not stuck


def test_a_task_with_two_outgoing_flows_starts_both():
    play = played(START, task("a"), task("b"), task("c"), flows="s>a a>b a>c")

    assert max(len(tokens) for tokens in play.steps) == 2


def test_a_task_with_two_incoming_flows_is_done_for_each():
    play = played(START, gate("parallel", "f"), task("a"), END, flows="s>f f>a f>a a>e")

    assert play.ends_twice


def test_a_task_with_conditional_flows_takes_any_of_them_or_the_default():
    condition = "<conditionExpression>x</conditionExpression>"
    text = bpmn(
        process("p", START, task("a", default="p_3"), *map(task, "bcd"), flows=["s>a", "a>b", "a>c", "a>d"])
    )
    for flow in ("p_1", "p_2"):
        old = text.partition(f'id="{flow}"')[2].partition("/>")[0]
        text = text.replace(f'id="{flow}"{old}/>', f'id="{flow}"{old}>{condition}</sequenceFlow>')

    net = compile_net(a_system(one=text))

    done = [t for t in net.transitions if t.element.element == "a"]
    chosen = sorted("".join(net.places[p].element.element[-1] for p in t.gives) for t in done)
    assert chosen == ["1", "12", "2", "3"]


def test_an_inclusive_split_with_many_paths_stays_small_and_takes_at_least_one():
    paths = [f"t{i}" for i in range(10)]
    flows = " ".join(["s>f", *(f"f>{t}" for t in paths), *(f"{t}>j" for t in paths), "j>e"])
    net = compile_net(
        a_system(
            one=bpmn(
                process(
                    "p",
                    START,
                    gate("inclusive", "f"),
                    *map(task, paths),
                    gate("inclusive", "j"),
                    END,
                    flows=flows.split(),
                )
            )
        )
    )

    assert len(net.transitions) < 70
    last = [t for t in net.transitions if not t.gives and t.takes and t.action == "route"]
    assert len(last) == 1


def test_two_inclusive_joins_that_wait_for_each_other_both_wait():
    play = played(
        START, gate("parallel", "f"), gate("inclusive", "x"), gate("inclusive", "y"),
        gate("parallel", "u"), gate("parallel", "v"), END,
        flows="s>f f>x f>y x>u y>v u>y v>x u>e v>e",
    )  # fmt: skip

    assert play.stuck
    assert not play.can_always_finish


def test_an_inclusive_join_does_not_wait_for_another_process():
    text = bpmn(
        process(
            "p",
            START,
            gate("inclusive", "f"),
            task("a"),
            task("b"),
            gate("inclusive", "j"),
            END,
            flows=FORK.split(),
        ),
        process("q", event("start", "s2", None, None), task("c", tag="receiveTask")),
    )
    play = Play(compile_net(a_system(one=text)))

    assert play.performed == {"a", "b"}
    assert any(t.element.element == "e" for t in play.net.transitions if t.index in play.fired)


def test_a_complex_join_swallows_what_comes_late():
    play = played(START, gate("parallel", "f"), task("a"), task("b"), gate("complex", "j"), END, flows=FORK)

    early = [after for after in play.steps.values() for _, tokens in after if len(tokens) > 2]
    assert early
    assert not play.ends_twice


@pytest.mark.parametrize(
    ("definition", "ends"), [("timer", True), ("conditional", True), ("signal", True), ("message", False)]
)
def test_an_intermediate_event_waits_for_its_trigger(definition: str, ends: bool):
    play = played(START, event("catch", "c", None, definition), END)

    assert bool(play.finals) is ends


@pytest.mark.parametrize(
    ("definition", "begins"),
    [(None, True), ("timer", True), ("conditional", True), ("signal", True), ("message", False)],
)
def test_a_process_begins_by_its_start_event(definition: str | None, begins: bool):
    play = played(event("start", "s", None, definition), task("a"), END)

    assert (play.performed == {"a"}) is begins
    assert play.can_always_finish


def test_two_plain_start_events_are_alternatives():
    play = played(
        START,
        event("start", "z", None, None),
        task("a"),
        task("b"),
        gate("parallel", "j"),
        flows="s>a z>b a>j b>j",
    )

    assert play.stuck


def test_nodes_that_nothing_leads_to_begin_together_where_no_start_event_is():
    play = played(task("a"), task("b"), gate("parallel", "j"), END, flows="a>j b>j j>e")

    assert (play.dead, play.can_always_finish) == (set(), True)


def test_a_node_that_nothing_leads_to_is_dead_beside_a_start_event():
    assert played(START, task("a"), task("b"), END, flows="s>a a>e").dead == {"b"}


def test_an_event_based_gateway_takes_the_first_event():
    play = played(
        START, gate("eventBased", "g"), event("catch", "t", None, "timer"), task("r", tag="receiveTask"), END,
        flows="s>g g>t g>r t>e r>e",
    )  # fmt: skip

    assert play.dead == {"r"}
    assert (play.can_always_finish, play.ends_twice) == (True, False)


def test_link_events_continue_on_their_level():
    throw = event("throw", "out", None, "link", name="L")
    catch = event("catch", "in", None, "link", name="L")
    play = played(START, throw, catch, task("a"), END, flows="s>out in>a a>e")

    assert (play.dead, play.can_always_finish) == (set(), True)


def test_a_link_event_without_a_counterpart_ends_the_path_and_is_noted():
    play = played(START, event("throw", "out", None, "link", name="L"))

    assert play.can_always_finish
    assert [note.element.element for note in play.net.notes] == ["out"]
