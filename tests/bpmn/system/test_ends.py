"""Message flows that end at the border of a pool whose process is known."""

import pytest

from bpmn.analysis.check import check
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, pool, process, task, told

SELLING = process("selling", event("start", "begin", None, None), task("sent", "Send", "sendTask"))


def packing(name: str, start: str = "order") -> str:
    return process("packing", event("start", start, name), task("pack"))


def in_one_map(flow: str | None, start: str = "Order", ends: str = "sent>there") -> System:
    parts = collaboration(
        pool("here", "Sales", "selling"), pool("there", "Packing", "packing"), message("m", ends, flow)
    )
    return a_system(one=bpmn(parts, SELLING, packing(start)))


def rules(system: System) -> list[str]:
    return [finding.rule for finding in check(system)]


def test_a_message_to_the_border_of_a_pool_goes_to_the_step_that_awaits_it():
    system = in_one_map("Order")

    assert told(find_links(system)) == ["one.sent>one.order trigger M4"]
    assert "A04" not in rules(system)


def test_a_message_to_a_border_stays_there_if_nothing_inside_awaits_it():
    assert told(find_links(in_one_map("Invoice"))) == ["one.sent>one.there message M0"]


def test_a_message_from_the_border_of_a_pool_comes_from_the_step_that_sends_it():
    telling = process("selling", event("start", "begin", None, None), event("end", "sent", "Order"))
    parts = collaboration(
        pool("here", "Sales", "selling"),
        pool("there", "Packing", "packing"),
        message("m", "here>order", "Order"),
    )

    links = find_links(a_system(one=bpmn(parts, telling, packing("Order in"))))

    assert told(links) == ["one.sent>one.order trigger M4"]


def test_a_pool_that_shows_a_process_of_another_map_leads_to_its_start():
    parts = collaboration(
        pool("here", "Sales", "selling"),
        pool("there", "Packers", "w:packing"),
        message("m", "sent>there", "Order"),
        message("n", "begin>there", "Invoice"),
    )
    one = bpmn(parts, SELLING, imports=[("urn:w", "two.bpmn")], w="urn:w")

    found = told(find_links(a_system(one=one, two=bpmn(packing("Order"), space="urn:w"))))

    assert found == [
        "one.begin>one.there message M0",
        "one.sent>two.order trigger M4",
        "one.there>two.packing hierarchy M1",
    ]


def typed(where: str, structure: str, name: str | None, space: str) -> str:
    """A map that exchanges a message whose item has a structure; ``t`` and ``xsd`` are bound."""
    named = "" if name is None else f' name="{name}"'
    definitions = (
        f'<itemDefinition id="i" structureRef="{structure}"/><message id="m_{where}"{named} itemRef="i"/>'
    )
    inside = process(f"of_{where}", event(where, "event", where, messageRef=f"m_{where}"), task("t"))
    return bpmn(definitions, inside, space=space, t="urn:types", xsd="http://www.w3.org/2001/XMLSchema")


@pytest.mark.parametrize(
    ("structure", "names", "found"),
    [
        ("t:Order", ("Order", None), ["one.event>two.event trigger M3"]),
        ("t:Order", ("Order", "Cancellation"), []),
        ("xsd:string", ("Order", None), []),
    ],
)
def test_one_structure_in_two_maps_is_one_message_unless_names_differ(structure, names, found):
    one = typed("throw", structure, names[0], "urn:one")
    two = typed("start", structure, names[1], "urn:two")

    assert told(find_links(a_system(one=one, two=two))) == found
