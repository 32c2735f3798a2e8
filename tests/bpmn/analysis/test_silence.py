"""Where a customer's case can end without a word."""

from collections.abc import Sequence

import pytest

from bpmn.analysis.check import check
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, node, pool, process, task

ASK = event("start", "ask", "Wish")
TELL = task("tell", "Tell", "sendTask")


def silent(nodes: Sequence[str], flows: Sequence[str], inside: str = "", **more: str) -> list[str]:
    """The ends of a shop at which the customer has heard nothing."""
    parts = (pool("c", "Customer"), pool("s", "Shop", "p"), message("m1", "c>ask"), message("m2", "tell>c"))
    shop = process("p", ASK, TELL, *nodes, name="Serve", flows=flows).replace(
        "</process>", f"{inside}</process>"
    )
    found = check(a_system(shop=bpmn(collaboration(*parts), shop), **more))
    return [f.elements[0].element for f in found if f.rule == "C02"]


def end(identifier: str) -> str:
    return event("end", identifier, None, None)


@pytest.mark.parametrize(
    ("gateway", "expected"),
    [("exclusiveGateway", ["no"]), ("inclusiveGateway", ["no"]), ("parallelGateway", [])],
)
def test_of_exclusive_ways_each_has_to_tell(gateway: str, expected: list[str]):
    nodes = (node(gateway, "g"), end("yes"), end("no"))

    assert silent(nodes, ["ask>g", "g>tell", "tell>yes", "g>no"]) == expected


def test_a_customer_told_before_the_ways_part_knows():
    nodes = (node("exclusiveGateway", "g"), end("yes"), end("no"))

    assert silent(nodes, ["ask>tell", "tell>g", "g>yes", "g>no"]) == []


def test_a_receipt_is_no_answer_where_another_way_brings_one():
    receipt = task("receipt", "Confirm receipt", "sendTask")
    nodes = (receipt, node("exclusiveGateway", "g"), end("yes"), end("no"))
    parts = (
        pool("c", "Customer"),
        pool("s", "Shop", "p"),
        message("m1", "c>ask"),
        message("m2", "receipt>c"),
        message("m3", "tell>c"),
    )
    flows = ["ask>receipt", "receipt>g", "g>tell", "tell>yes", "g>no"]
    shop = process("p", ASK, TELL, *nodes, name="Serve", flows=flows)

    found = check(a_system(shop=bpmn(collaboration(*parts), shop)))

    assert [f.elements[0].element for f in found if f.rule == "C02"] == ["no"]


def test_a_time_limit_is_a_way_of_its_own():
    late = '<boundaryEvent id="late" attachedToRef="work"><timerEventDefinition/></boundaryEvent>'
    out = '<sequenceFlow id="f9" sourceRef="late" targetRef="gone"/>'

    assert silent((task("work"), end("gone")), ["ask>work", "work>tell"], late + out) == ["gone"]


def test_a_reminder_beside_the_work_ends_nothing():
    late = '<boundaryEvent id="late" cancelActivity="false" attachedToRef="work"><timerEventDefinition/></boundaryEvent>'
    out = '<sequenceFlow id="f9" sourceRef="late" targetRef="gone"/>'

    assert silent((task("work"), end("gone")), ["ask>work", "work>tell"], late + out) == []


def test_a_loop_that_tells_on_its_way_out_is_no_silence():
    nodes = (task("work"), node("exclusiveGateway", "g"))

    assert silent(nodes, ["ask>work", "work>g", "g>work", "g>tell"]) == []


def test_a_way_out_of_a_sub_process_goes_on_behind_it():
    inner = event("start", "in", None, None) + end("out")
    inside = inner + '<sequenceFlow id="i1" sourceRef="in" targetRef="out"/>'

    assert silent((task("part", None, "subProcess", inside),), ["ask>part", "part>tell"]) == []


def test_who_takes_the_case_over_has_to_tell():
    hand = event("throw", "hand", "Job")
    gateway = node("exclusiveGateway", "g")
    nodes = (event("start", "job", "Job"), gateway, event("end", "done", "Done"), end("lost"))
    other = process("q", *nodes, name="Work", flows=["job>g", "g>done", "g>lost"])
    parts = (pool("c", "Customer"), pool("w", "Works", "q"), message("m", "done>c"))

    assert silent(
        (hand, end("over")), ["ask>hand", "hand>over"], works=bpmn(collaboration(*parts), other)
    ) == ["lost"]


def test_a_helper_that_reports_back_takes_nothing_over():
    hand, back = event("throw", "hand", "Job"), event("catch", "back", "Result")
    other = process("q", event("start", "job", "Job"), event("end", "done", "Result"), name="Work")

    assert silent((hand, back), ["ask>hand", "hand>back", "back>tell"], works=bpmn(other)) == []


def test_the_customers_own_process_owes_the_customer_nothing():
    parts = collaboration(
        pool("c", "Customer", "buy"), pool("s", "Shop", "sell"), message("m1", "ask>order"), message("m2", "sold>got")
    )  # fmt: skip
    buying = process("buy", event("start", "s", None, None), event("throw", "ask", "Wish"), event("catch", "got", "Goods"), event("end", "used", None, None))  # fmt: skip
    selling = process("sell", event("start", "order", "Order"), event("throw", "sold", "Goods"), event("end", "done", None, None))  # fmt: skip

    assert [f for f in check(a_system(one=bpmn(parts, buying, selling))) if f.rule == "C02"] == []
