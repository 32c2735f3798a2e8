"""Errors and escalations of a called process reach the event of its caller that catches them."""

import pytest

from bpmn.system.links import find_links
from tests.bpmn.system.maps import a_system, bpmn, event, process, task, told

FRAUD = '<error id="e1" name="Fraud" errorCode="02"/>'


def error(identifier: str, name: str = "", code: str = "") -> str:
    return f'<error id="{identifier}" name="{name}" errorCode="{code}"/>'


def called(definition: str = FRAUD, ref: str = "e1", kind: str = "error", space: str = "urn:called") -> str:
    """A process that ends with an error."""
    end = event("end", "fails", "Fails", kind, **{f"{kind}Ref": ref})
    return bpmn(definition, process("check", task("t"), end, name="Check"), space=space)


def at(host: str, identifier: str, kind: str = "error", ref: str | None = None) -> str:
    """A boundary event."""
    attribute = f' {kind}Ref="{ref}"' if ref else ""
    return (
        f'<boundaryEvent id="{identifier}" attachedToRef="{host}">'
        f"<{kind}EventDefinition{attribute}/></boundaryEvent>"
    )


def calling(*more: str, definition: str = FRAUD, calls: str = "check", name: str = "sell") -> str:
    call = task("call", tag="callActivity", calledElement=calls)
    return bpmn(definition, process(name, call, *more, flows=[], name=name.capitalize()), space="urn:caller")


def exceptions(**maps: str) -> list[str]:
    return [link for link in told(find_links(a_system(**maps))) if " exception " in link]


def test_an_error_reaches_the_boundary_event_with_its_code():
    caller = calling(
        at("call", "caught", ref="other"),
        at("call", "wrong", ref="e1"),
        definition=error("other", "X", "02") + error("e1", "Fraud", "03"),
    )

    assert exceptions(one=caller, two=called()) == ["two.fails>one.caught exception M3"]


def test_without_codes_equal_names_are_enough():
    caller = calling(at("call", "caught", ref="mine"), definition=error("mine", "Fraud"))

    assert exceptions(one=caller, two=called(error("e1", "Fraud"))) == ["two.fails>one.caught exception M4"]


def test_other_names_are_not_caught():
    caller = calling(at("call", "caught", ref="mine"), definition=error("mine", "Delay"))

    assert exceptions(one=caller, two=called(error("e1", "Fraud"))) == []


def test_one_qualified_id_in_two_maps_is_one_error():
    caller = calling(at("call", "caught", ref="e1"), definition=error("e1"))

    assert exceptions(one=caller, two=called(error("e1"), space="urn:caller")) == [
        "two.fails>one.caught exception M3"
    ]


def test_an_event_without_error_catches_everything():
    assert exceptions(one=calling(at("call", "caught")), two=called()) == [
        "two.fails>one.caught exception M1"
    ]


def test_an_event_that_names_the_error_goes_before_one_that_catches_everything():
    caller = calling(at("call", "all"), at("call", "fraud", ref="e1"))

    assert exceptions(one=caller, two=called()) == ["two.fails>one.fraud exception M3"]


def test_what_the_called_process_catches_itself_does_not_leave_it():
    handler = task(
        "handler",
        tag="subProcess",
        inside=event("start", "own", None, "error", errorRef="e1"),
        triggeredByEvent="true",
    )
    two = bpmn(
        FRAUD, process("check", event("end", "fails", None, "error", errorRef="e1"), handler, flows=[])
    )

    assert exceptions(one=calling(at("call", "caught")), two=two) == []


def test_what_a_handler_throws_leaves_the_process():
    inside = event("start", "own", None, "error", errorRef="e1") + event(
        "end", "fails", None, "error", errorRef="e1"
    )
    handler = task("handler", tag="subProcess", inside=inside, triggeredByEvent="true")
    two = bpmn(FRAUD, process("check", task("t"), handler, flows=[]))

    assert exceptions(one=calling(at("call", "caught")), two=two) == ["two.fails>one.caught exception M1"]


def test_the_innermost_scope_catches():
    sub = task("sub", tag="subProcess", inside=event("end", "fails", None, "error", errorRef="e1"))
    two = bpmn(FRAUD, process("check", sub, at("sub", "near", ref="e1"), flows=[]))

    assert exceptions(one=calling(at("call", "caught")), two=two) == []


def test_what_the_call_activity_lets_pass_is_caught_around_it():
    call = task("call", tag="callActivity", calledElement="check")
    sub = task("sub", tag="subProcess", inside=call)
    one = bpmn(process("sell", sub, at("sub", "caught"), flows=[]))

    assert exceptions(one=one, two=called()) == ["two.fails>one.caught exception M1"]


def test_an_error_goes_on_to_the_callers_of_the_caller_but_to_nobody_else():
    maps = {
        "one": calling(at("call", "caught"), calls="middle"),
        "middle": bpmn(process("middle", task("m", tag="callActivity", calledElement="check"))),
        "two": called(),
        "zoo": bpmn(process("z", task("t"), at("t", "elsewhere"), flows=[])),
    }

    assert exceptions(**maps) == ["two.fails>one.caught exception M1"]


def test_every_caller_gets_the_error():
    two = calling(at("call", "too"), name="serve")

    found = exceptions(one=calling(at("call", "caught")), two=two, zoo=called())

    assert found == ["zoo.fails>one.caught exception M1", "zoo.fails>two.too exception M1"]


def test_all_throwing_ends_reach_the_event():
    ends = (event("end", one, None, "error", errorRef="e1") for one in ("bad", "worse"))
    two = bpmn(FRAUD, process("check", *ends, flows=[]))

    found = exceptions(one=calling(at("call", "caught")), two=two)

    assert found == ["two.bad>one.caught exception M1", "two.worse>one.caught exception M1"]


def test_processes_that_call_each_other_come_to_an_end():
    one = bpmn(process("a", task("x", tag="callActivity", calledElement="b")), space="urn:a")
    end = event("end", "fails", None, "error")
    two = bpmn(process("b", task("y", tag="callActivity", calledElement="a"), end, flows=[]), space="urn:b")

    assert exceptions(one=one, two=two) == []


@pytest.mark.parametrize(
    ("thrown", "caught", "count"), [("escalation", "escalation", 1), ("escalation", "error", 0)]
)
def test_escalations_are_caught_by_escalation_events_only(thrown: str, caught: str, count: int):
    two = called('<escalation id="e1" name="Late" escalationCode="L"/>', kind=thrown)

    assert len(exceptions(one=calling(at("call", "caught", caught)), two=two)) == count
