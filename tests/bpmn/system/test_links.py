"""Links between maps: what is found, how surely, and what is asked instead."""

from itertools import permutations
from pathlib import Path

import pytest

from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.system.facts import Decision, ExternalFact, Facts, LinkFact, Role
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.bpmn.system.maps import (
    a_system,
    asked,
    bpmn,
    collaboration,
    event,
    key,
    message,
    pool,
    process,
    receiver,
    sender,
    task,
    told,
)

MESSAGE = '<message id="m1" name="Parts list"/>'


def catching(*ids: str, name: str = "Order", in_process: str = "packing") -> str:
    """A process that awaits one message at several places."""
    return bpmn(
        process(in_process, *(event("catch", one, name) for one in ids), name=in_process.capitalize())
    )


# -- drawn in one map --------------------------------------------------------------------------------


def two_pools(start: str) -> str:
    parts = (pool("a", "Sales", "p"), pool("b", "Warehouse", "q"), message("flow", "sent>order"))
    return bpmn(collaboration(*parts), process("p", event("end", "sent")), process("q", start, task("t")))


def test_a_message_flow_to_a_start_event_triggers():
    links = find_links(a_system(m=two_pools(event("start", "order"))))

    assert told(links) == ["m.sent>m.order trigger M0"]


def test_a_message_flow_to_a_waiting_event_is_a_message():
    links = find_links(a_system(m=two_pools(event("catch", "order"))))

    assert told(links) == ["m.sent>m.order message M0"]


def test_an_instantiating_receive_task_is_triggered():
    links = find_links(a_system(m=two_pools(task("order", tag="receiveTask", instantiate="true"))))

    assert told(links) == ["m.sent>m.order trigger M0"]


def test_a_message_within_one_pool_is_no_link():
    parts = (pool("a", "Sales", "p"), message("flow", "one>two"))
    links = find_links(a_system(m=bpmn(collaboration(*parts), process("p", task("one"), task("two")))))

    assert told(links) == []


def test_a_black_box_that_no_map_shows_is_a_party():
    links = find_links(a_system(m=receiver("Order received", by="Customer", flow="Order")))

    assert told(links) == ["m.other>m.order trigger M0"]
    assert [(p.name, p.role, p.is_assumed) for p in links.parties] == [("Customer", Role.CUSTOMER, True)]


# -- the ladder ------------------------------------------------------------------------------------


def test_equal_names_without_any_message_element_are_a_link():
    links = find_links(a_system(one=sender("Order"), two=receiver("Order")))

    assert told(links) == ["one.sent>two.order trigger M4"]


def test_mirrored_half_links_are_a_link():
    one = sender("Order sent", to="Warehouse", flow="Order")
    two = receiver("Order received", by="Sales", flow="Order")

    links = find_links(a_system(one=one, two=two))

    assert told(links) == ["one.sent>two.order trigger M4"]
    assert links.parties == ()


def test_alike_names_need_pools_that_name_each_other():
    one = sender("Send order", to="Warehouse department")
    two = receiver("Order received", by="The Sales team")

    assert told(find_links(a_system(one=one, two=two))) == ["one.sent>two.order trigger M5"]


def test_alike_names_and_one_pool_are_only_asked():
    links = find_links(a_system(one=sender("Send order", to="Warehouse"), two=receiver("Order received")))

    assert told(links) == []
    assert asked(links) == ["one.sent? two.order"]


def test_names_that_differ_are_nothing():
    links = find_links(a_system(one=sender("Order"), two=receiver("Invoice")))

    assert (told(links), asked(links)) == ([], [])


@pytest.mark.parametrize("name", ["Message", "ok", "", "Request 2"])
def test_names_that_say_nothing_match_nothing(name: str):
    links = find_links(a_system(one=sender(name), two=receiver(name)))

    assert (told(links), asked(links)) == ([], [])


def test_a_message_drawn_to_somebody_else_is_not_taken():
    links = find_links(a_system(one=sender("Order", to="Customer"), two=receiver("Order")))

    assert told(links) == ["one.sent>one.other message M0"]


def with_reference(where: str, space: str = "urn:shop", definition: str = MESSAGE) -> str:
    start = event(where, "event", "Anything", messageRef="m1")
    return bpmn(definition, process(f"of_{where}", start, task("t"), name=f"P {where}"), space=space)


def test_one_definition_in_two_maps_is_a_link():
    links = find_links(a_system(one=with_reference("throw"), two=with_reference("start")))

    assert told(links) == ["one.event>two.event trigger M3"]


def test_equal_ids_in_a_namespace_of_a_tool_need_equal_names():
    space, other = "http://bpmn.io/schema/bpmn", '<message id="m1" name="Goods"/>'
    one, two = with_reference("throw", space), with_reference("start", space, other)

    assert told(find_links(a_system(one=one, two=two))) == []


def test_an_imported_definition_is_an_exact_link():
    one = with_reference("throw", "urn:one")
    start = event("start", "event", messageRef="o:m1")
    two = bpmn(
        process("q", start, task("t")), space="urn:two", imports=[("urn:one", "one.bpmn")], o="urn:one"
    )

    assert told(find_links(a_system(one=one, two=two))) == ["one.event>two.event trigger M1"]


# -- ambiguity -------------------------------------------------------------------------------------


def test_a_message_for_two_processes_is_asked():
    links = find_links(
        a_system(one=sender("Order"), two=receiver("Order"), zoo=receiver("Order", pool_name="Zoo"))
    )

    assert told(links) == []
    assert asked(links) == ["one.sent? two.order zoo.order"]


def test_several_receivers_of_one_process_are_alternatives():
    links = find_links(a_system(one=sender("Order"), two=catching("now", "later")))

    assert told(links) == ["one.sent>two.later message M4", "one.sent>two.now message M4"]
    assert all("which one of 2 steps" in str(link.evidence) for link in links.links)


def test_several_senders_of_one_message_merge():
    links = find_links(a_system(a=sender("Order"), b=sender("Order", pool_name="Shop"), c=receiver("Order")))

    assert told(links) == ["a.sent>c.order trigger M4", "b.sent>c.order trigger M4"]


def test_a_pool_tells_two_receivers_apart():
    one = sender("Order", to="Zoo")
    links = find_links(a_system(one=one, two=receiver("Order"), zoo=receiver("Order", pool_name="Zoo")))

    assert told(links) == ["one.sent>zoo.order trigger M4"]


# -- people ----------------------------------------------------------------------------------------


def decided(decision: Decision, target: str = "two.order", kind: str = "trigger") -> Facts:
    return Facts(links=(LinkFact(key("one.sent"), key(target), kind, decision),))


def test_a_confirmed_link_answers_the_question():
    maps = {"one": sender("Order"), "two": receiver("Order"), "zoo": receiver("Order", pool_name="Zoo")}

    links = find_links(a_system(decided(Decision.CONFIRMED), **maps))

    assert (told(links), asked(links)) == (["one.sent>two.order trigger M2"], [])


def test_a_rejected_link_beats_equal_names():
    links = find_links(a_system(decided(Decision.REJECTED), one=sender("Order"), two=receiver("Order")))

    assert told(links) == []


def test_a_rejected_receiver_leaves_the_other():
    maps = {"one": sender("Order"), "two": receiver("Order"), "zoo": receiver("Order", pool_name="Zoo")}

    links = find_links(a_system(decided(Decision.REJECTED), **maps))

    assert told(links) == ["one.sent>zoo.order trigger M4"]


def test_a_confirmed_link_to_an_element_that_is_gone_counts_for_nothing():
    links = find_links(a_system(decided(Decision.CONFIRMED, "two.gone"), one=sender("Order")))

    assert told(links) == []


def test_an_external_end_is_matched_with_nothing():
    facts = Facts(external=(ExternalFact(key("one.sent")),))

    links = find_links(a_system(facts, one=sender("Order"), two=receiver("Order")))

    assert told(links) == []
    assert links.external == (key("one.sent"),)


def test_an_external_end_reaches_the_party_it_names():
    facts = Facts(external=(ExternalFact(key("one.sent"), "Customer"),))

    links = find_links(a_system(facts, one=sender("Thanks"), two=receiver("Order", by="Customer")))

    assert "one.sent>two.other message M2" in told(links)


# -- other kinds -----------------------------------------------------------------------------------


def test_a_signal_reaches_everybody_who_catches_it():
    one = bpmn(process("p", event("end", "shout", "Fire", "signal")))
    two = bpmn(process("q", event("start", "hear", "Fire", "signal")))
    zoo = bpmn(process("r", event("catch", "hear", "Fire", "signal")))

    links = find_links(a_system(one=one, two=two, zoo=zoo))

    assert told(links) == ["one.shout>two.hear signal M4", "one.shout>zoo.hear signal M4"]


def stored(association: str, name: str = "Stock list") -> str:
    reference = f'<dataStoreReference id="store" name="{name}"/>'
    return bpmn(
        process("p", task("work", inside=association), inside="").replace(
            "</process>", f"{reference}</process>"
        )
    )


WRITE = '<dataOutputAssociation id="a"><targetRef>store</targetRef></dataOutputAssociation>'
READ = (
    '<dataInputAssociation id="a"><sourceRef>store</sourceRef><targetRef>x</targetRef></dataInputAssociation>'
)


def test_a_data_store_joins_those_who_write_and_read_it():
    links = find_links(a_system(one=stored(WRITE), two=stored(READ)))

    assert told(links) == ["one.work>two.work data M4"]


def test_data_stores_with_alike_names_are_asked():
    links = find_links(a_system(one=stored(WRITE), two=stored(READ, "stock-list")))

    assert asked(links) == ["one.work? two.work"]


def calling(text: str, space: str = "urn:one", **more: object) -> str:
    return bpmn(process("p", task("call", tag="callActivity", calledElement=text)), space=space, **more)  # type: ignore[arg-type]


def test_a_call_activity_calls_by_id_in_any_map():
    links = find_links(a_system(one=calling("check"), two=bpmn(process("check", task("t")))))

    assert told(links) == ["one.call>two.check call M1"]


def test_an_id_of_several_maps_is_asked():
    check = bpmn(process("check", task("t")))

    links = find_links(a_system(one=calling("check"), two=check, zoo=check))

    assert asked(links) == ["one.call? two.check zoo.check"]


def test_a_link_event_goes_on_in_its_own_process():
    jump = process(
        "p",
        event("throw", "away", None, "link", name="A"),
        event("catch", "back", None, "link", name="A"),
        flows=[],
    )

    assert told(find_links(a_system(m=bpmn(jump)))) == ["m.away>m.back continuation M0"]


def test_a_pool_shows_a_process_of_another_map():
    shown = bpmn(
        collaboration(pool("box", "Packing", "w:packing")), imports=[("urn:w", "two.bpmn")], w="urn:w"
    )
    two = bpmn(process("packing", task("pack")), space="urn:w")

    assert told(find_links(a_system(one=shown, two=two))) == ["one.box>two.packing hierarchy M1"]


# -- order -----------------------------------------------------------------------------------------

SHOP = {
    "inquiry": sender("Order sheet", to="Order desk", flow="Order sheet"),
    "orders": receiver("Order sheet", pool_name="Order desk", by="Sales", flow="Order sheet"),
    "copy": receiver("Order sheet", pool_name="Archive"),
    "shop": sender("Price list", pool_name="Shop"),
    "zoo": receiver("Price list", pool_name="Zoo"),
}


def renamed(names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Links and questions of the shop with its files renamed, in terms of the old names."""
    to_new = dict(zip(SHOP, names, strict=True))
    old = {new: name for name, new in to_new.items()}
    documents = {f"{to_new[n]}.bpmn": Document.parse(text.encode()) for n, text in SHOP.items()}
    links = find_links(System(Path(), documents))

    def back(place: ElementKey) -> str:
        return f"{old[place.file.removesuffix('.bpmn')]}.{place.element}"

    found = sorted(f"{back(x.source)}>{back(x.target)} {x.kind} {x.level}" for x in links.links)
    return found, sorted(f"{back(q.source)}? {sorted(back(c.key) for c in q.candidates)}" for q in links.open)


def test_links_do_not_depend_on_the_names_and_order_of_files():
    expected = renamed(tuple(SHOP))

    assert expected[0]
    assert all(renamed(names) == expected for names in permutations(SHOP))


def test_the_start_of_an_event_sub_process_awaits_a_message():
    start = event("start", "order", "Order")
    around = task("handler", tag="subProcess", inside=start, triggeredByEvent="true")
    links = find_links(a_system(one=sender("Order"), two=bpmn(process("q", task("t"), around, flows=[]))))

    assert told(links) == ["one.sent>two.order message M4"]


def test_a_confirmed_call_answers_the_question():
    check = bpmn(process("check", task("t")))
    facts = Facts(links=(LinkFact(key("one.call"), key("two.check"), "call"),))

    links = find_links(a_system(facts, one=calling("check"), two=check, zoo=check))

    assert (told(links), asked(links)) == (["one.call>two.check call M2"], [])


def test_one_map_may_carry_the_name_of_the_company_in_every_pool():
    one = sender("Order", pool_name="Works", to="Works", flow="Order")
    two = receiver("Order", pool_name="Works", by="Works", flow="Order")
    other = receiver("Invoice", pool_name="Works", by="Works", flow="Invoice")

    assert told(find_links(a_system(one=one, two=two, zoo=other))) == ["one.sent>two.order trigger M4"]


def test_pools_that_name_each_other_and_a_message_without_a_name_are_asked():
    links = find_links(a_system(one=sender("", to="Warehouse"), two=receiver("Order", by="Sales")))

    assert (told(links), asked(links)) == ([], ["one.sent? two.order"])


def test_messages_with_other_names_between_the_same_pools_stay_apart():
    one = sender("Invoice", to="Warehouse", flow="Invoice")
    links = find_links(a_system(one=one, two=receiver("Order", by="Sales", flow="Order")))

    assert (told(links), asked(links)) == ([], [])


def test_names_alike_in_several_places_are_not_worth_a_question():
    maps = {"two": receiver("Order received"), "zoo": receiver("Order received", pool_name="Zoo")}

    assert asked(find_links(a_system(one=sender("Send order"), **maps))) == []


# -- overviews, choreographies, correlation ----------------------------------------------------------


def overview(name: str | None) -> str:
    """A map that only draws a message between two black boxes."""
    parts = pool("s", "Sales"), pool("w", "Warehouse"), message("flow", "s>w", name)
    return bpmn(collaboration(*parts), space="urn:overview")


@pytest.mark.parametrize("name", ["Order", None])
def test_an_overview_map_is_a_witness_for_alike_names(name: str | None):
    maps = {"one": sender("Send order"), "two": receiver("Order received")}

    assert told(find_links(a_system(**maps))) == []
    assert told(find_links(a_system(**maps, all=overview(name)))) == ["one.sent>two.order trigger M5"]


def test_an_overview_map_that_draws_another_message_is_no_witness():
    maps = {"one": sender("Send order"), "two": receiver("Order received"), "all": overview("Invoice")}

    assert told(find_links(a_system(**maps))) == []


def test_an_overview_map_tells_two_receivers_apart():
    maps = {"one": sender("Order"), "two": receiver("Order"), "zoo": receiver("Order", pool_name="Zoo")}

    assert told(find_links(a_system(**maps, all=overview("Order")))) == ["one.sent>two.order trigger M4"]


def test_a_choreography_is_a_witness_too():
    chosen = overview("Order").replace("collaboration", "choreography")
    maps = {"one": sender("Send order"), "two": receiver("Order received"), "all": chosen}

    assert told(find_links(a_system(**maps))) == ["one.sent>two.order trigger M5"]


def test_the_property_that_tells_the_case_is_named():
    case = (
        '<correlationProperty id="c" name="Order number">'
        '<correlationPropertyRetrievalExpression messageRef="m1"><messagePath/>'
        "</correlationPropertyRetrievalExpression></correlationProperty>"
    )
    parts = (
        process("p", event("throw", "sent", "A", messageRef="m1")),
        process("q", event("catch", "got", "B", messageRef="m1")),
    )

    (link,) = find_links(a_system(one=bpmn(MESSAGE, case, *parts))).links

    assert str(link.evidence).endswith("the same message “Parts list”; “Order number” tells the case.")


def test_a_store_with_a_name_that_a_tool_gave_joins_nothing():
    maps = {"one": stored(WRITE, "Data Store Reference"), "two": stored(READ, "Data Store Reference")}

    assert told(find_links(a_system(**maps))) == []
