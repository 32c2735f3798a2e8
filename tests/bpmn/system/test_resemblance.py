"""Names that are nearly the same are asked about once and never decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.analysis.check import check
from bpmn.system.links import find_links
from bpmn.system.resemblance import is_told_in, resemblance_keys, resembles
from tests.bpmn.system.maps import a_system, asked, receiver, sender, told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Purchase order", "Purchase ordr"),
        ("Delivery note", "Delivery notes"),
        ("Invoice", "lnvoice"),
        ("List of the parts of order", "Parts of the order list"),
        ("Big red paper order form", "Big red paper form"),
    ],
)
def test_one_letter_or_one_word_of_five_may_differ(one: str, other: str):
    assert resembles(one, other)
    assert resembles(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill", "Bell"),
        ("Order form", "Order list"),
        ("Message", "Messages"),
        ("", ""),
        ("Invoice", "Invites"),
    ],
)
def test_other_names_do_not_resemble_each_other(one: str, other: str):
    assert not resembles(one, other)


@given(st.text("abc ", min_size=1, max_size=12), st.text("abc ", min_size=1, max_size=12))
def test_names_that_resemble_each_other_share_a_key(one: str, other: str):
    if resembles(one, other):
        assert set(resemblance_keys(one)) & set(resemblance_keys(other))


@pytest.mark.parametrize(
    ("message", "label", "expected"),
    [
        ("Price list", "New price list has come in", True),
        ("Price list", "List of prices", False),
        ("Price list", "Price list", False),
        ("Message", "Message from the bank", False),
    ],
)
def test_a_label_may_tell_a_message(message: str, label: str, expected: bool):
    assert is_told_in(message, label) is expected


def test_nearly_equal_names_are_a_suggestion():
    found = find_links(a_system(one=sender("Purchase order"), two=receiver("Purchase ordr")))

    assert (told(found), asked(found)) == ([], ["one.sent? two.order"])
    assert found.open[0].candidates[0].level == "M6"


def test_a_message_told_in_a_label_is_a_suggestion():
    one = sender("", to="Warehouse people", flow="Price list")

    assert asked(find_links(a_system(one=one, two=receiver("Old price list is back", by="Sales")))) == [
        "one.sent? two.order"
    ]


def test_several_names_that_are_nearly_equal_are_no_suggestion():
    maps = {"two": receiver("Purchase ordr"), "zoo": receiver("Purchase orde", pool_name="Zoo")}

    assert asked(find_links(a_system(one=sender("Purchase order"), **maps))) == []


def test_a_message_drawn_to_somebody_else_is_not_suggested():
    found = find_links(a_system(one=sender("Purchase order", to="Customer"), two=receiver("Purchase ordr")))

    assert asked(found) == []


def test_a_suggestion_is_not_analysed():
    system = a_system(one=sender("Purchase order"), two=receiver("Purchase ordr"))

    links = find_links(system)

    assert links.links == ()
    assert "A02" not in [finding.rule for finding in check(system, links)]
