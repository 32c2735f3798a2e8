"""What a walk through the process is made of."""

from bpmn.report.behaviour import behaviour
from bpmn.semantics.walk import Kind, Walk
from bpmn.system.facts import Facts
from tests.bpmn.system.maps import bpmn, collaboration, event, message, pool, process, task


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
