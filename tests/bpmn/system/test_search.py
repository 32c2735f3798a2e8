import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.properties import refer_to, set_documentation
from bpmn.model import Message
from bpmn.system.search import Family, Hit, Part, Query, family_of, search, shared_name
from tests.documents import named, simple_flow, with_pools


@pytest.fixture
def maps():
    buy = simple_flow("Start", "Check order", "Order parts", "End")
    set_documentation(buy, named(buy, "Order parts"), "An order goes out.\nOrders are urgent.")
    return [("buy.bpmn", buy), ("sell.bpmn", with_pools("Order desk", "Stock"))]


def found(maps, text, **more):
    return [
        (hit.key.file, hit.part.value, hit.text[slice(*hit.spans[0])])
        for hit in search(maps, Query(text, **more))
    ]


def test_names_and_descriptions_of_all_maps_are_searched(maps):
    assert found(maps, "order") == [
        ("buy.bpmn", "name", "order"),
        ("buy.bpmn", "name", "Order"),
        ("buy.bpmn", "description", "order"),
        ("sell.bpmn", "name", "Order"),
        ("sell.bpmn", "name", "Order"),
    ]


def test_case_can_count(maps):
    assert len(found(maps, "Order", matches_case=True, parts=(Part.NAME,))) == 3


def test_whole_words_are_not_parts_of_others(maps):
    (hit,) = [h for h in search(maps, Query("order", whole_words=True)) if h.part is Part.DESCRIPTION]

    assert len(hit.spans) == 1


def test_every_place_in_a_text_is_found_and_replaced(maps):
    (hit,) = [h for h in search(maps, Query("order")) if h.part is Part.DESCRIPTION]

    assert len(hit.spans) == 2
    assert hit.replaced("request") == "An request goes out.\nrequests are urgent."


def test_ids_are_searched_when_asked(maps):
    identifier = named(maps[0][1], "Check order").id

    assert found(maps, identifier) == []
    assert ("buy.bpmn", "id", identifier) in found(maps, identifier, parts=(Part.ID,))


def test_nothing_is_found_of_nothing(maps):
    assert found(maps, "  ") == []


def test_signs_of_patterns_are_plain_text(maps):
    assert found(maps, "order.*") == []


def test_the_same_name_is_found_however_it_is_written(maps):
    create(maps[0][1], "participant", Point(500, 600), name="order-desk")

    hits = search(maps, Query("The order desk", (Part.NAME,), family=Family.ROLES, is_same_name=True))

    assert {(h.key.file, h.text) for h in hits} == {("buy.bpmn", "order-desk"), ("sell.bpmn", "Order desk")}
    assert all(h.replaced("Order office") == "Order office" for h in hits)


def test_a_hit_names_where_it_lies(maps):
    (hit,) = search(maps, Query("Work in Stock"))

    assert isinstance(hit, Hit)
    assert (hit.type, hit.place) == ("task", "Stock")


def test_a_message_event_is_known_by_its_message(maps):
    document = maps[0][1]
    event = create(document, "startEvent:message", Point(500, 600), name="Order comes in")
    refer_to(document, next(iter(event.event_definitions)), "message_ref", Message, "Order")

    assert shared_name(event) == "Order"
    assert family_of(event) is Family.MESSAGES


def test_a_step_has_a_name_of_its_own(maps):
    assert family_of(named(maps[0][1], "Check order")) is None
    assert family_of(named(maps[1][1], "Stock")) is Family.ROLES
