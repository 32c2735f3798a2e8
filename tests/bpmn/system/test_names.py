"""Names of different maps that mean the same thing."""

import pytest

from bpmn.system.facts import Role
from bpmn.system.names import collapsed, content, normalised, party_name, role_by_name, says_something


def test_white_space_counts_once():
    assert collapsed("  Parts \n list ") == "Parts list"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The Parts-List", "parts list"),
        ("PartsList", "parts list"),
        ("Bestätigung", "bestatigung"),
        ("Order_42", "order 42"),
        ("Order42", "order 42"),
        ("ﬁnal oﬀer", "final offer"),
        ("The", "the"),
    ],
)
def test_names_lose_case_marks_and_article(name: str, plain: str):
    assert normalised(name) == plain


@pytest.mark.parametrize("name", ["Sales", "Sales team", "The Sales Department", "sales service desk"])
def test_a_pool_loses_its_general_noun(name: str):
    assert party_name(name) == "sales"


def test_a_general_noun_alone_stays():
    assert party_name("Department") == "department"


@pytest.mark.parametrize("name", ["Patient desk", "Kunden Abteilung", "Supplier service desk"])
def test_those_who_deal_with_somebody_outside_are_not_them(name: str):
    assert party_name(name) == normalised(name)


@pytest.mark.parametrize("name", ["Order received", "Send order", "order", "Order is sent"])
def test_what_a_message_is_about(name: str):
    assert content(name) == "order"


def test_a_confirmation_is_another_message_than_an_order():
    assert content("Order confirmation received") != content("Order received")


@pytest.mark.parametrize("name", ["", "A", "ok", "Message", "participant 1", "Lane 1", "System"])
def test_some_names_say_nothing(name: str):
    assert not says_something(name)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Customer", Role.CUSTOMER),
        ("Pizza customer", Role.CUSTOMER),
        ("Customer (B)", Role.CUSTOMER),
        ("Customer service", Role.UNKNOWN),
        ("Supplier A", Role.SUPPLIER),
        ("Kunde", Role.CUSTOMER),
        ("Tax Office", Role.AUTHORITY),
        ("House bank", Role.PARTNER),
        ("", Role.UNKNOWN),
    ],
)
def test_the_last_word_of_a_pool_tells_its_role(name: str, role: Role):
    assert role_by_name(name) is role
