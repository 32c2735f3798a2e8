"""Message flows that end at the border of a pool whose process is known."""

import pytest

from bpmn.analysis.check import check
from bpmn.system.facts import Decision, Facts, LinkFact
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.bpmn.system.maps import (
    a_system,
    bpmn,
    collaboration,
    event,
    key,
    message,
    pool,
    process,
    task,
    told,
)

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


def shop(*flows: str, web: str = "") -> str:
    """A shop with the pools of a customer and of the web desk; ``web`` is what happens there, if it is known."""
    desk = pool("o", "Web", "web" if web else None)
    parts = collaboration(pool("c", "Customer"), pool("s", "Shop", "sell"), desk, *flows)
    selling = process("sell", event("start", "order", "Order"), task("work"), event("end", "sold", "Goods"))
    return bpmn(parts, selling, web)


WEB = process("web", event("start", "got", "Goods"), event("end", "out", "Order"))
WEB_MAP = bpmn(
    collaboration(pool("s", "Shop"), pool("o", "Web", "web"), message("in", "s>got"), message("on", "out>s")),
    WEB,
)
ASKED = (message("m1", "c>order"), message("m2", "o>order"))
TOLD = (message("m3", "sold>c"), message("m4", "sold>o"))


@pytest.mark.parametrize("flows", [(*ASKED, *TOLD), (*reversed(ASKED), *reversed(TOLD))])
def test_a_step_that_two_pools_have_to_do_with_keeps_the_customer(flows: tuple[str, ...]):
    assert told(find_links(a_system(one=shop(*flows), two=WEB_MAP))) == [
        "one.c>one.order trigger M0",
        "one.sold>one.c message M0",
        "one.sold>two.got trigger M4",
        "two.out>one.order trigger M4",
    ]


def test_a_step_that_a_drawn_flow_leads_to_keeps_the_customer():
    flows = (message("m1", "c>order"), message("m2", "out>order"), message("m3", "sold>c"))

    assert told(find_links(a_system(one=shop(*flows, web=WEB)))) == [
        "one.c>one.order trigger M0",
        "one.out>one.order trigger M0",
        "one.sold>one.c message M0",
    ]


def test_a_confirmed_link_stands_for_the_pool_that_nobody_knows_not_for_the_customer_beside():
    confirmed = LinkFact(key("two.out"), key("one.order"), "trigger", Decision.CONFIRMED)
    maps = {"one": shop(*ASKED).replace('name="Web"', 'name="Hatch"'), "two": bpmn(WEB)}

    assert told(find_links(a_system(Facts(links=(confirmed,)), **maps))) == [
        "one.c>one.order trigger M0",
        "one.sold>two.got trigger M4",
        "two.out>one.order trigger M2",
    ]
