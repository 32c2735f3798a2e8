"""What a walk through the process is made of."""

from bpmn.analysis.soundness.soundness import together
from bpmn.analysis.soundness.verdict import Property
from bpmn.report.behaviour import behaviour, way_to
from bpmn.report.opened import open_system
from bpmn.semantics.walk import Kind, Standing, Walk
from bpmn.system.facts import Facts
from tests.bpmn.semantics.models import END, START, gate
from tests.bpmn.system.maps import bpmn, collaboration, event, key, message, pool, process, task


def test_somebody_outside_may_send_again_and_again():
    desk = process("p", event("start", "ask", "Ask", "message"), task("work"), event("end", "e", None, None))
    drawn = collaboration(pool("c", "Customer"), pool("d", "Desk", "p"), message("m", "c>ask", "Request"))
    walk = Walk(behaviour(None, {"desk.bpmn": bpmn(drawn, desk).encode()}, Facts()))

    for _ in range(3):
        (begins,) = (c.transition for c in walk.choices() if c.kind is Kind.BEGINS)
        walk.take(begins)
        while (step := walk.next()) is not None:
            walk.take(step)

    assert [s.element.element for s in walk.steps] == ["ask", "work", "e"] * 3


def stuck_map() -> bytes:
    flows = ["s>x", "x>a", "x>b", "a>j", "b>j", "j>e"]
    parts = (START, gate("exclusive", "x"), task("a"), task("b"), gate("parallel", "j"), END)
    return bpmn(process("p", *parts, flows=flows)).encode()


def test_the_way_to_a_stuck_case_is_walked_to_where_it_is_stuck():
    documents = {"one.bpmn": stuck_map()}
    found = together(open_system(None, documents, Facts()))
    (example,) = (one for one in found.counter_examples if one.property is Property.DEADLOCK)

    trace = way_to(None, documents, Facts(), example.elements)
    walk = Walk(trace.net, trace.steps)
    for _ in trace.steps:
        walk.take(walk.next())

    assert trace.steps == example.trace.steps
    assert walk.standing is Standing.STUCK


def test_there_is_no_way_to_what_is_not_wrong():
    assert way_to(None, {"one.bpmn": stuck_map()}, Facts(), [key("one.a")]) is None
