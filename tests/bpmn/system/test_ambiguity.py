"""Who is joined with whom where there are several: one test per cell of the table of ambiguity rules.

Cells about messages with one sender are in ``test_links``, those about errors in ``test_faults``.
"""

import pytest

from bpmn.system.facts import Decision, Facts, LinkFact
from bpmn.system.link import Links
from bpmn.system.links import find_links
from tests.bpmn.system.maps import (
    a_system,
    asked,
    bpmn,
    collaboration,
    event,
    key,
    pool,
    process,
    receiver,
    sender,
    task,
    told,
)
from tests.bpmn.system.maps import message as flow


def signalling(kind: str, *ids: str, name: str = "p") -> str:
    """A process that throws or catches the signal "Fire" at several places."""
    return bpmn(process(name, *(event(kind, one, "Fire", "signal") for one in ids), name=name))


def storing(association: str, *ids: str) -> str:
    """A process in which several tasks write to or read from the store "Stock list"."""
    tag = {"write": "dataOutputAssociation", "read": "dataInputAssociation"}[association]
    end = {"write": "targetRef", "read": "sourceRef"}[association]
    inside = f"<{tag}><{end}>store</{end}></{tag}>"
    steps = [task(one, inside=inside) for one in ids]
    reference = '<dataStoreReference id="store" name="Stock list"/>'
    return bpmn(process("p", *steps).replace("</process>", f"{reference}</process>"))


def pairs(links: Links) -> list[str]:
    return [one.partition(" ")[0] for one in told(links)]


# -- signals: everybody who catches --------------------------------------------------------------


@pytest.mark.parametrize(
    ("maps", "expected"),
    [
        ({"a": ("throw", "x"), "b": ("catch", "y")}, ["a.x>b.y"]),
        ({"a": ("throw", "x"), "b": ("catch", "y", "z")}, ["a.x>b.y", "a.x>b.z"]),
        ({"a": ("throw", "x"), "b": ("catch", "y"), "c": ("catch", "z")}, ["a.x>b.y", "a.x>c.z"]),
        ({"a": ("throw", "x"), "b": ("throw", "y"), "c": ("catch", "z")}, ["a.x>c.z", "b.y>c.z"]),
        (
            {"a": ("throw", "x"), "b": ("throw", "y"), "c": ("catch", "z"), "d": ("catch", "w")},
            ["a.x>c.z", "a.x>d.w", "b.y>c.z", "b.y>d.w"],
        ),
    ],
)
def test_a_signal_reaches_all(maps: dict[str, tuple[str, ...]], expected: list[str]):
    links = find_links(a_system(**{name: signalling(*what) for name, what in maps.items()}))

    assert (pairs(links), asked(links)) == (expected, [])


# -- data: everybody who reads -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("maps", "expected"),
    [
        ({"a": ("write", "x"), "b": ("read", "y")}, ["a.x>b.y"]),
        ({"a": ("write", "x"), "b": ("read", "y", "z")}, ["a.x>b.y", "a.x>b.z"]),
        ({"a": ("write", "x"), "b": ("read", "y"), "c": ("read", "z")}, ["a.x>b.y", "a.x>c.z"]),
        ({"a": ("write", "x"), "b": ("write", "y"), "c": ("read", "z")}, ["a.x>c.z", "b.y>c.z"]),
        (
            {"a": ("write", "x"), "b": ("write", "y"), "c": ("read", "z"), "d": ("read", "w")},
            ["a.x>c.z", "a.x>d.w", "b.y>c.z", "b.y>d.w"],
        ),
    ],
)
def test_a_store_joins_all(maps: dict[str, tuple[str, ...]], expected: list[str]):
    links = find_links(a_system(**{name: storing(*what) for name, what in maps.items()}))

    assert (pairs(links), asked(links)) == (expected, [])


# -- messages: one receiver ----------------------------------------------------------------------


def test_one_sender_and_one_receiver_are_a_link():
    assert pairs(find_links(a_system(a=sender("Order"), b=receiver("Order")))) == ["a.sent>b.order"]


def test_several_senders_and_receivers_are_asked():
    maps = {"a": sender("Order"), "b": sender("Order", pool_name="Shop")}
    maps |= {"c": receiver("Order"), "d": receiver("Order", pool_name="Zoo")}

    links = find_links(a_system(**maps))

    assert pairs(links) == []
    assert asked(links) == ["a.sent? c.order d.order", "b.sent? c.order d.order"]


def test_pools_separate_several_senders_and_receivers():
    maps = {"a": sender("Order", to="Warehouse"), "b": sender("Order", pool_name="Shop", to="Zoo")}
    maps |= {"c": receiver("Order"), "d": receiver("Order", pool_name="Zoo")}

    links = find_links(a_system(**maps))

    assert (pairs(links), asked(links)) == (["a.sent>c.order", "b.sent>d.order"], [])


def test_pools_that_are_drawn_at_the_receivers_separate_them_too():
    maps = {"a": sender("Order"), "b": sender("Order", pool_name="Shop")}
    maps |= {"c": receiver("Order", by="Sales"), "d": receiver("Order", pool_name="Zoo", by="Shop")}

    links = find_links(a_system(**maps))

    assert (pairs(links), asked(links)) == (["a.sent>c.order", "b.sent>d.order"], [])


def test_an_answer_separates_them_for_one_sender_only():
    maps = {"a": sender("Order"), "b": sender("Order", pool_name="Shop")}
    maps |= {"c": receiver("Order"), "d": receiver("Order", pool_name="Zoo")}
    facts = Facts(links=(LinkFact(key("a.sent"), key("c.order"), "trigger"),))

    links = find_links(a_system(facts, **maps))

    assert (pairs(links), asked(links)) == (["a.sent>c.order"], ["b.sent? c.order d.order"])


# -- a pool is renamed ---------------------------------------------------------------------------


def ordering(receiver_pool: str = "Warehouse", by: str | None = "Sales") -> dict[str, str]:
    return {
        "one": sender("Order sent", to="Warehouse", flow="Order"),
        "two": receiver("Order received", pool_name=receiver_pool, by=by, flow="Order" if by else None),
    }


@pytest.mark.parametrize("by", ["Sales", None])
def test_renaming_a_pool_turns_a_link_by_name_into_a_question(by: str | None):
    before = ordering(by=by)
    if by is None:
        before["two"] = before["two"].replace("Order received", "Order")
    after = {**before, "two": before["two"].replace('name="Warehouse"', 'name="Depot"')}

    assert "one.sent>two.order" in pairs(find_links(a_system(**before)))
    links = find_links(a_system(**after))

    assert "one.sent>two.order" not in pairs(links)
    assert asked(links) == ["one.sent? two.order"]


def test_renaming_a_pool_turns_an_assumed_link_into_a_question():
    one = sender("Send order", to="Warehouse department")
    two = receiver("Order received", by="The Sales team")

    assert told(find_links(a_system(one=one, two=two))) == ["one.sent>two.order trigger M5"]
    links = find_links(a_system(one=one, two=two.replace('name="Warehouse"', 'name="Depot"')))

    assert asked(links) == ["one.sent? two.order"]


def test_renaming_a_pool_leaves_what_a_person_confirmed():
    facts = Facts(links=(LinkFact(key("one.sent"), key("two.order"), "trigger"),))

    links = find_links(a_system(facts, **ordering("Depot")))

    assert "one.sent>two.order trigger M2" in told(links)
    assert asked(links) == []


def test_renaming_a_pool_leaves_what_a_person_rejected():
    facts = Facts(links=(LinkFact(key("one.sent"), key("two.order"), "trigger", Decision.REJECTED),))

    for name in ("Warehouse", "Depot"):
        links = find_links(a_system(facts, **ordering(name)))

        assert "one.sent>two.order" not in pairs(links)
        assert asked(links) == []


# -- nothing is the first one --------------------------------------------------------------------


def test_a_pool_of_an_id_that_two_maps_have_shows_neither():
    shown = bpmn(
        collaboration(pool("box", "Packing", "packing"), flow("m", "x>box")), process("p", task("x"))
    )
    packing = bpmn(process("packing", task("t")), space="urn:two")

    links = find_links(a_system(one=shown, two=packing, zoo=packing))

    assert not [one for one in told(links) if "hierarchy" in one]


def test_a_message_of_an_id_that_two_maps_have_is_neither():
    definition = '<message id="m1" name="Order"/>'
    throw = bpmn(process("p", event("throw", "x", "Anything", messageRef="m1")), space="urn:one")
    catch = bpmn(definition, process("q", event("catch", "y", "Something", messageRef="m1")), space="urn:two")
    other = bpmn(
        definition, process("r", event("catch", "y", "Something", messageRef="m1")), space="urn:three"
    )

    links = find_links(a_system(one=throw, two=catch, zoo=other))

    assert told(links) == []
