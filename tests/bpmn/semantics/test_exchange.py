"""Processes that send each other messages and signals behave as their mapping says."""

import pytest

from bpmn.base.finding import ElementKey
from bpmn.semantics import PlaceKind, Sends, compile_net
from bpmn.system.facts import ExternalFact, Facts
from tests.bpmn.semantics.models import END, START, gate, inside, played
from tests.bpmn.semantics.plain import Play
from tests.bpmn.system.maps import (
    a_system,
    bpmn,
    collaboration,
    event,
    message,
    node,
    pool,
    process,
    receiver,
    sender,
    task,
)


def test_a_message_waits_until_it_is_read():
    text = bpmn(
        collaboration(pool("A", "A", "p"), pool("B", "B", "q"), message("m", "send>get")),
        process("p", START, task("send", tag="sendTask"), END),
        process("q", event("start", "s2", None, None), task("w"), task("get", tag="receiveTask")),
    )
    play = Play(compile_net(a_system(one=text)))

    assert (play.dead, play.can_always_finish, play.unread) == (set(), True, set())
    assert [p.element.element for p in play.net.of_kind(PlaceKind.MESSAGE)] == ["m"]


def test_messages_are_counted():
    text = bpmn(
        collaboration(pool("A", "A", "p"), pool("B", "B", "q"), message("m", "send>get")),
        process(
            "p", START, gate("parallel", "f"), task("send", tag="sendTask"), flows=["s>f", "f>send", "f>send"]
        ),
        process("q", event("start", "s2", None, None), task("get", tag="receiveTask")),
    )
    play = Play(compile_net(a_system(one=text)))

    assert play.unread == {"m"}


def test_a_message_begins_a_process_again_when_the_last_instance_is_done():
    text = bpmn(
        collaboration(pool("A", "A", "p"), pool("B", "B", "q"), message("m", "send>get")),
        process("p", START, task("send", tag="sendTask"), task("send2", tag="sendTask"), END, flows=["s>send", "send>send2", "send2>e"]),
        process("q", event("start", "get"), task("w"), event("end", "e2", None, None)),
    ).replace("</collaboration>", message("m2", "send2>get") + "</collaboration>")  # fmt: skip
    play = Play(compile_net(a_system(one=text)))

    assert (play.unread, play.ends_twice, play.peak) == (set(), False, 1)


def party(sends: Sends | None = None) -> Play:
    text = bpmn(
        collaboration(
            pool("c", "Customer"), pool("B", "B", "q"), message("m", "c>order"), message("n", "done>c")
        ),
        process("q", event("start", "order"), task("w"), event("end", "done")),
    )
    parties = {ElementKey("one.bpmn", "c"): sends} if sends else {}
    return Play(compile_net(a_system(one=text), parties=parties))


@pytest.mark.parametrize(("sends", "performed"), [(None, {"w"}), (Sends.NEVER, set()), (Sends.ALWAYS, {"w"})])
def test_somebody_outside_may_send_once_never_or_always(sends: Sends | None, performed: set[str]):
    play = party(sends)

    assert (play.performed, play.can_always_finish) == (performed, True)


def test_what_people_say_comes_from_outside_comes_each_time_it_is_waited_for():
    """Work is done, something awaited, and perhaps all of it again."""
    flows = ["go>back", "back>w", "w>wait", "wait>ask", "ask>back", "ask>over"]
    text = bpmn(
        process(
            "p",
            event("start", "go", None, None),
            gate("exclusive", "back"),
            task("w"),
            task("wait", tag="receiveTask"),
            gate("exclusive", "ask"),
            event("end", "over", None, None),
            flows=flows,
        )
    )
    said = Facts(external=(ExternalFact(ElementKey("one.bpmn", "wait")),))

    assert Play(compile_net(a_system(said, one=text))).can_always_finish
    assert not Play(compile_net(a_system(one=text))).can_always_finish


def test_a_receive_task_may_begin_its_process():
    text = bpmn(
        collaboration(pool("c", "Customer"), pool("B", "B", "q"), message("m", "c>r")),
        process("q", task("r", tag="receiveTask", instantiate="true"), task("w")),
    )
    play = Play(compile_net(a_system(one=text)))

    assert (play.dead, play.can_always_finish) == (set(), True)


@pytest.mark.parametrize(
    ("kind", "done"), [("Exclusive", {"w", "r1", "r2"}), ("Parallel", {"w", "r1", "r2"})]
)
def test_an_event_based_gateway_may_begin_its_process(kind: str, done: set[str]):
    text = bpmn(
        collaboration(pool("c", "Customer"), pool("B", "B", "q"), message("m", "c>r1"), message("n", "c>r2")),
        process(
            "q", gate("eventBased", "g", instantiate="true", eventGatewayType=kind),
            task("r1", tag="receiveTask"), task("r2", tag="receiveTask"),
            gate("parallel" if kind == "Parallel" else "exclusive", "j"), task("w"),
            flows=["g>r1", "g>r2", "r1>j", "r2>j", "j>w"],
        ),
    )  # fmt: skip
    play = Play(compile_net(a_system(one=text)))

    assert (play.performed, play.can_always_finish) == (done, True)


def test_a_signal_reaches_every_catch():
    text = bpmn(
        process("p", START, event("throw", "t", "Fire", "signal"), END),
        process("q", event("start", "s2", "Fire", "signal"), task("a")),
        process("r", event("start", "s3", None, None), event("catch", "c", "Fire", "signal"), task("b")),
    )
    play = Play(compile_net(a_system(one=text)))

    assert (play.dead, play.can_always_finish) == (set(), True)


def test_a_multiple_event_waits_for_one_or_for_all():
    both = "<timerEventDefinition/><messageEventDefinition/>"
    one = played(START, node("intermediateCatchEvent", "c", None, both), END)
    all_ = played(START, node("intermediateCatchEvent", "c", None, both, parallelMultiple="true"), END)

    assert (bool(one.finals), bool(all_.finals)) == (True, False)


def test_only_the_chosen_maps_take_part_and_others_may_send():
    system = a_system(one=sender("Order", to="Warehouse"), two=receiver("Order", by="Sales"))
    play = Play(compile_net(system, files=["two.bpmn"]))

    assert (play.performed, {k.file for k in play.net.processes}) == ({"pack"}, {"two.bpmn"})


def test_the_net_does_not_depend_on_the_order_of_the_maps():
    maps = {"one": sender("Order", to="Warehouse"), "two": receiver("Order", by="Sales")}
    turned = dict(reversed(maps.items()))

    assert compile_net(a_system(**maps)) == compile_net(a_system(**turned))


@pytest.mark.parametrize(
    "sender_",
    [
        task("x", tag="sendTask"),
        task("x"),
        task("x", tag="subProcess", inside=inside(task("i"))),
        event("throw", "x"),
        event("end", "x"),
    ],
)
def test_a_step_that_sends_to_somebody_outside_says_so(sender_: str):
    text = bpmn(
        collaboration(pool("c", "Customer"), pool("B", "B", "q"), message("n", "x>c")),
        process("q", START, sender_),
    )
    net = compile_net(a_system(one=text))

    telling = {t.element.element for t in net.transitions if t.informs == (ElementKey("one.bpmn", "c"),)}
    assert telling == {"x"}
