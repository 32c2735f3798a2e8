"""Who is outside, and what they are to the organisation."""

from bpmn.system.facts import Facts, PartyFact, Role
from bpmn.system.links import find_links
from tests.bpmn.system.maps import a_system, bpmn, collaboration, key, pool, process, receiver, task


def test_pools_of_one_name_are_one_party():
    links = find_links(a_system(one=receiver("Order", by="Customer"), two=receiver("Wish", by="customer")))

    assert [(p.name, len(p.elements)) for p in links.parties] == [("Customer", 2)]


def test_a_person_changes_an_assumed_role():
    facts = Facts(parties=(PartyFact("Customer", Role.PARTNER),))

    party = find_links(a_system(facts, one=receiver("Order", by="Customer"))).parties[0]

    assert (party.role, party.is_assumed) == (Role.PARTNER, False)


def test_a_partner_role_of_the_map_tells_the_role():
    role = '<partnerRole id="r" name="Supplier"><participantRef>other</participantRef></partnerRole>'
    text = receiver("Goods", by="Velvet & Sons".replace("&", "and")).replace("<process", f"{role}<process", 1)

    party = find_links(a_system(one=text)).parties[0]

    assert (party.role, party.is_assumed) == (Role.SUPPLIER, False)


def test_a_pool_that_a_map_shows_is_no_party():
    links = find_links(a_system(one=receiver("Order", by="Sales"), two=receiver("Wish", pool_name="Sales")))

    assert links.parties == ()


def test_a_customer_with_a_process_is_a_party():
    text = bpmn(collaboration(pool("c", "Customer", "p")), process("p", task("buy")))

    party = find_links(a_system(one=text)).parties[0]

    assert (party.role, party.elements) == (Role.CUSTOMER, (key("one.c"),))


def test_a_party_that_only_a_person_named_is_kept():
    facts = Facts(parties=(PartyFact("Tax office", Role.AUTHORITY),))

    assert "is an authority" in str(find_links(a_system(facts, one=receiver("Order"))).parties[0].evidence)
    assert [p.name for p in find_links(a_system(facts, one=bpmn(process("p", task("t"))))).parties] == [
        "Tax office"
    ]


def test_names_that_people_merged_are_one_party():
    facts = Facts(parties=(PartyFact("Customer", Role.CUSTOMER, (key("two.other"),)),))
    maps = {"one": receiver("Order", by="Customer"), "two": receiver("Wish", by="Astronomers")}

    parties = find_links(a_system(facts, **maps)).parties

    assert [(p.name, p.role, len(p.elements)) for p in parties] == [("Customer", Role.CUSTOMER, 2)]
