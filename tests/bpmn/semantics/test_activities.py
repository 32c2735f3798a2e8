"""Activities and what happens in and beside them behave as their mapping says."""

from bpmn.semantics import PlaceKind, compile_net
from tests.bpmn.semantics.models import END, START, boundary, gate, inside, played
from tests.bpmn.semantics.plain import Play
from tests.bpmn.system.maps import (
    a_system,
    bpmn,
    collaboration,
    event,
    key,
    message,
    node,
    pool,
    process,
    task,
)


def test_an_interrupting_boundary_event_replaces_the_normal_way():
    play = played(
        START, task("a"), END, boundary("b", "a", "timer"), task("late"), flows="s>a a>e b>late late>e"
    )

    assert (play.dead, play.ends_twice, play.peak) == (set(), False, 1)


def test_a_non_interrupting_boundary_event_goes_beside_the_normal_way_once():
    play = played(
        START,
        task("a"),
        END,
        boundary("b", "a", "timer", interrupting=False),
        task("remind"),
        flows="s>a a>e b>remind",
    )

    assert (play.dead, play.can_always_finish, play.peak) == (set(), True, 1)


def test_a_non_interrupting_event_that_joins_the_normal_way_ends_twice():
    play = played(START, task("a"), END, boundary("b", "a", "timer", interrupting=False), flows="s>a a>e b>e")

    assert play.ends_twice


def test_an_error_may_happen_in_a_task():
    play = played(START, task("a"), END, boundary("b", "a", "error"), task("mend"), flows="s>a a>e b>mend")

    assert play.dead == set()


SUB = task(
    "sub",
    tag="subProcess",
    inside=inside(event("start", "s1", None, None), task("i"), event("end", "e1", None, None)),
)


def test_a_sub_process_finishes_when_nothing_is_left_in_it():
    two = inside(event("start", "s1", None, None), task("i"), task("k"), flows="s1>i s1>k")
    play = played(START, task("sub", tag="subProcess", inside=two), task("after"), END)

    (after,) = [t for t in play.net.transitions if t.action == "finish"]
    assert len(after.empty) == 2
    assert (play.dead, play.can_always_finish, play.peak) == (set(), True, 1)


def test_a_sub_process_without_content_is_a_task():
    assert played(START, task("sub", tag="subProcess"), END).performed == {"sub"}


def test_an_interruption_takes_everything_out_of_a_sub_process():
    play = played(
        START,
        SUB,
        END,
        boundary("b", "sub", "message"),
        boundary("c", "sub", "timer"),
        flows="s>sub sub>e b>e c>e",
    )

    assert (play.can_always_finish, play.ends_twice) == (True, False)


def test_an_error_end_goes_to_the_boundary_event_with_its_code():
    broken = inside(event("start", "s1", None, None), event("end", "bad", None, "error", errorRef="E1"))
    errors = node("error", "E1", errorCode="1") + node("error", "E2", errorCode="2")
    play = played(
        START, task("sub", tag="subProcess", inside=broken), END, task("one"), task("two"),
        boundary("b1", "sub", "error", errorRef="E1"), boundary("b2", "sub", "error", errorRef="E2"),
        flows="s>sub sub>e b1>one b2>two", errors=errors,
    )  # fmt: skip

    assert "one" in play.performed
    assert play.net.uncaught == ()


def test_an_error_that_nothing_catches_ends_its_scope_and_is_told():
    broken = inside(event("start", "s1", None, None), event("end", "bad", None, "error"))
    play = played(START, task("sub", tag="subProcess", inside=broken), task("after"), END)

    assert [k.element for k in play.net.uncaught] == ["bad"]
    assert play.dead == set()


def test_an_error_passes_through_an_inner_sub_process():
    inner = inside(event("start", "s2", None, None), event("end", "bad", None, "error"))
    outer = inside(
        event("start", "s1", None, None), task("inner", tag="subProcess", inside=inner), task("never")
    )
    play = played(
        START,
        task("sub", tag="subProcess", inside=outer),
        task("mend"),
        boundary("b", "sub", "error"),
        flows="s>sub b>mend",
    )

    assert play.dead == {"never"}


def test_an_escalation_goes_beside_what_goes_on():
    raising = inside(event("start", "s1", None, None), event("throw", "up", None, "escalation"), task("i"))
    play = played(
        START, task("sub", tag="subProcess", inside=raising), END, task("help"),
        boundary("b", "sub", "escalation", interrupting=False), flows="s>sub sub>e b>help",
    )  # fmt: skip

    assert (play.dead, play.can_always_finish) == (set(), True)


def test_a_cancel_end_leaves_the_transaction_and_undoes():
    undo = node("boundaryEvent", "u", None, "<compensateEventDefinition/>", attachedToRef="i")
    content = (
        inside(event("start", "s1", None, None), task("i"), event("end", "stop", None, "cancel"))
        + undo + task("undo", isForCompensation="true")
        + '<association id="as" sourceRef="u" targetRef="undo"/>'
    )  # fmt: skip
    play = played(
        START, task("sub", tag="transaction", inside=content), END, task("never"), task("told"),
        boundary("b", "sub", "cancel"), flows="s>sub sub>never never>e b>told",
    )  # fmt: skip

    assert play.dead == {"never"}


def test_a_compensation_is_done_where_it_is_thrown():
    undo = node("boundaryEvent", "u", None, "<compensateEventDefinition/>", attachedToRef="a")
    play = played(
        START, task("a"), event("throw", "back", None, "compensate"), END, undo, task("undo", isForCompensation="true"),
        flows="s>a a>back back>e",
    )  # fmt: skip

    assert play.dead == set()


def test_a_terminate_end_ends_its_scope_only():
    content = inside(
        event("start", "s1", None, None), task("i"), task("k"), event("end", "t", None, "terminate"),
        flows="s1>i s1>k i>t",
    )  # fmt: skip
    play = played(
        START,
        gate("parallel", "f"),
        task("sub", tag="subProcess", inside=content),
        task("a"),
        flows="s>f f>sub f>a",
    )

    (ends,) = [t for t in play.net.transitions if t.element.element == "t" and not t.repeats]
    cleared = {play.net.places[p].scope for p in ends.clears}
    assert cleared == {play.net.scopes[1].index}
    assert play.can_always_finish


def event_sub_process(definition: str, *, interrupting: bool) -> str:
    start = node(
        "startEvent", "es", None, f"<{definition}EventDefinition/>", isInterrupting=str(interrupting).lower()
    )
    return task("esp", tag="subProcess", inside=inside(start, task("react")), triggeredByEvent="true")


def test_an_interrupting_event_sub_process_takes_over():
    play = played(START, task("a"), END, event_sub_process("timer", interrupting=True), flows="s>a a>e")

    assert (play.dead, play.can_always_finish, play.peak) == (set(), True, 1)
    (takes_over,) = [t for t in play.net.transitions if t.action == "interrupt"]
    assert takes_over.clears


def test_a_non_interrupting_event_sub_process_runs_beside_once():
    play = played(START, task("a"), END, event_sub_process("timer", interrupting=False), flows="s>a a>e")

    assert (play.dead, play.can_always_finish, play.peak) == (set(), True, 1)


def test_an_event_sub_process_deals_with_one_message_after_the_other():
    start = node("startEvent", "es", None, "<messageEventDefinition/>", isInterrupting="false")
    hearing = task("esp", tag="subProcess", inside=inside(start, task("react")), triggeredByEvent="true")
    first = process("q", START.replace('"s"', '"s2"'), event("throw", "a", "A"), event("throw", "b", "B"))
    parts = (pool("P", "P", "p"), pool("Q", "Q", "q"), message("m", "a>es"), message("n", "b>es"))
    text = bpmn(
        collaboration(*parts), process("p", START, task("w"), END, hearing, flows=["s>w", "w>e"]), first
    )

    play = Play(compile_net(a_system(one=text)))

    assert play.peak == 1
    assert "react" in play.performed
    assert play.can_always_finish


def test_an_event_sub_process_catches_an_error_of_its_scope():
    play = played(
        START,
        event("end", "bad", None, "error"),
        event_sub_process("error", interrupting=True),
        flows="s>bad",
    )

    assert (play.dead, play.net.uncaught) == (set(), ())


def test_an_event_sub_process_that_nobody_triggers_is_dead():
    play = played(START, task("a"), END, event_sub_process("message", interrupting=False), flows="s>a a>e")

    assert play.dead == {"esp", "react"}


def test_an_ad_hoc_sub_process_does_its_steps_in_any_order_or_not_at_all():
    play = played(START, task("sub", tag="adHocSubProcess", inside=task("i") + task("k")), END)

    assert (play.dead, play.can_always_finish, play.ends_twice) == (set(), True, False)


def test_a_repeated_activity_is_taken_as_done_once_and_noted():
    loop = "<multiInstanceLoopCharacteristics/>"
    play = played(START, task("a", inside=loop), END)

    assert (len(play.steps), [n.element.element for n in play.net.notes]) == (4, ["a"])


def test_a_task_may_need_and_give_several_tokens():
    play = played(START, task("a", completionQuantity="2"), task("b", startQuantity="2"), END)

    assert (play.can_always_finish, play.peak, play.ends_twice) == (True, 2, False)


CALLED = process("q", event("start", "s2", None, None), task("work"), event("end", "e2", None, None))


def calling(identifier: str, target: str = "q") -> str:
    return task(identifier, tag="callActivity", calledElement=target)


def test_a_called_process_lives_inside_its_caller():
    play = played(START, calling("c"), END, called=CALLED)

    assert (play.dead, len(play.net.of_kind(PlaceKind.SLOT)), play.can_always_finish) == (set(), 1, True)
    assert play.net.scopes[-1].element == key("one.q")


def test_two_calls_of_a_process_have_a_copy_each():
    play = played(START, calling("c"), calling("d"), END, called=CALLED)

    assert [s.element.element for s in play.net.scopes].count("q") == 3
    assert play.can_always_finish


def test_a_call_of_what_called_is_taken_as_a_task_and_noted():
    text = bpmn(process("p", START, calling("c", "p"), END))
    play = Play(compile_net(a_system(one=text)))

    assert (play.dead, play.can_always_finish) == (set(), True)
    assert [n.element.element for n in play.net.notes] == ["c"]


def test_a_call_that_leads_nowhere_is_taken_as_a_task_and_noted():
    play = played(START, calling("c", "gone"), END)

    assert (play.dead, [n.element.element for n in play.net.notes]) == (set(), ["c"])


def test_a_called_process_begins_by_itself_where_its_caller_is_not_analysed():
    caller = bpmn(process("pa", START, task("call", tag="callActivity", calledElement="pb"), END))
    called = bpmn(
        process("pb", event("start", "bs", None, None), task("work"), event("end", "be", None, None))
    )

    play = Play(compile_net(a_system(a=caller, b=called), files=["b.bpmn"]))

    assert play.dead == set()
    assert play.can_always_finish
