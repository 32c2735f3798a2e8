import pytest

from bpmn.base.finding import ElementKey
from bpmn.editing.properties import set_documentation
from bpmn.editing.replace import follow_names, replace
from bpmn.editing.system_edit import system_edit
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Facts, PartyFact, ResourceFact, Role
from bpmn.system.search import Part, Query, search
from tests.documents import named, simple_flow, with_pools


@pytest.fixture
def maps():
    buy = simple_flow("Start", "Check order", "Order parts", "End")
    set_documentation(buy, named(buy, "Order parts"), "An order goes out.")
    return {"buy.bpmn": buy, "sell.bpmn": with_pools("Order desk", "Stock")}


def hits(maps, text, **more):
    return list(search(maps.items(), Query(text, **more)))


def replaced(maps, found, by, facts=None):
    journal = FactJournal(facts or Facts())
    with system_edit(journal, "Replace everywhere", maps.__getitem__) as step:
        left = replace(step, found, by)
    return journal, left


def test_names_and_descriptions_of_several_maps_are_replaced_as_one_step(maps):
    before = {name: document.to_bytes() for name, document in maps.items()}

    journal, left = replaced(maps, hits(maps, "order"), "request")

    assert left == []
    assert hits(maps, "order") == []
    assert named(maps["buy.bpmn"], "request parts").documentation_text == "An request goes out."
    journal.undo()
    assert {name: document.to_bytes() for name, document in maps.items()} == before


def test_only_the_chosen_places_are_replaced(maps):
    replaced(maps, hits(maps, "order")[:1], "request")

    assert named(maps["buy.bpmn"], "Check request")
    assert named(maps["sell.bpmn"], "Order desk")


def test_ids_are_never_replaced(maps):
    identifier = named(maps["buy.bpmn"], "Check order").id

    journal, left = replaced(maps, hits(maps, identifier, parts=(Part.ID,)), "new")

    assert [hit.key.element for hit in left] == [identifier]
    assert journal.last is None


def test_a_text_that_changed_since_it_was_found_is_left(maps):
    found = hits(maps, "Check order")
    with maps["buy.bpmn"].transaction("Rename"):
        named(maps["buy.bpmn"], "Check order").name = "Check order twice"

    _, left = replaced(maps, found, "Inspect")

    assert left == found
    assert named(maps["buy.bpmn"], "Check order twice")


def test_what_people_decided_about_a_party_follows_its_new_name(maps):
    pool = ElementKey("sell.bpmn", named(maps["sell.bpmn"], "Stock").id)
    facts = Facts(parties=(PartyFact("Stock", Role.SUPPLIER, (pool,)),))

    journal, _ = replaced(maps, hits(maps, "Stock", parts=(Part.NAME,)), "Store", facts)

    assert journal.facts.parties == (PartyFact("Store", Role.SUPPLIER, (pool,)),)
    journal.undo()
    assert journal.facts == facts


def test_a_team_of_which_only_a_part_was_renamed_keeps_its_name():
    one, other = ElementKey("a", "x"), ElementKey("b", "y")
    facts = Facts(resources=(ResourceFact("Sales", (one, other)),))

    assert follow_names(facts, [(one, "Sales", "Shop")]) == facts
    both = follow_names(facts, [(one, "Sales", "Shop"), (other, "Sales", "Shop")])
    assert both.resources == (ResourceFact("Shop", (one, other)),)


def test_a_customer_by_name_alone_stays_one_under_a_name_that_says_nothing():
    maps = {"one.bpmn": with_pools("Customer", "Desk"), "two.bpmn": with_pools("Customer", "Stock")}
    found = hits(maps, "Customer")
    pools = tuple(h.key for h in found if h.key.element.startswith("Participant"))

    journal, _ = replaced(maps, found, "Stargazer")

    assert journal.facts.parties == (PartyFact("Stargazer", Role.CUSTOMER, pools),)
    journal.undo()
    assert journal.facts == Facts()


def test_a_new_name_that_says_a_role_is_believed():
    maps = {"one.bpmn": with_pools("Customer", "Desk")}

    journal, _ = replaced(maps, hits(maps, "Customer"), "Supplier")

    assert journal.facts.parties == ()
