"""What maps say about processes is written into its standard places and read back from there."""

import pytest

from bpmn.base.finding import ElementKey
from bpmn.editing.process_facts import (
    attach_kpi,
    detach_kpi,
    set_facts,
    set_objective,
    set_owner,
    store_role,
)
from bpmn.editing.refused import NotAllowed
from bpmn.editing.system_edit import system_edit
from bpmn.model import BPMNShape, PartnerRole, Process
from bpmn.model.document import Document
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Role
from bpmn.system.links import find_links
from bpmn.system.process_facts import ElementFacts, ValueClass, facts_of, objective_of, owner_of
from bpmn.system.system import System
from tests.bpmn.system.maps import bpmn, collaboration, event, message, pool, process, task
from tests.documents import assert_edit, named, simple_flow
from tests.schema import schema_errors

CHECKED = ElementFacts(ValueClass.WASTE, True, "Order book", ("time", "faults"))


def test_facts_of_a_step_are_written_in_our_namespace_and_taken_away_again():
    document = simple_flow("Start", "Check", "End")
    step, before = named(document, "Check"), document.to_bytes()

    def expect():
        assert facts_of(step) == CHECKED
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: set_facts(document, step, CHECKED), expect)
    set_facts(document, step, ElementFacts())

    assert b"extensionElements" not in document.to_bytes()
    assert before.count(b"<bpmn:task") == document.to_bytes().count(b"<bpmn:task")


def test_what_others_wrote_beside_our_facts_stays():
    text = bpmn(
        process(
            "p",
            task(
                "a",
                inside='<extensionElements><x:own xmlns:x="urn:x"/>'
                '<wf:facts xmlns:wf="https://wholeflow.org/schema/1.0" check="true" later="yes"/></extensionElements>',
            ),
        )
    )
    document = Document.parse(text.encode())

    set_facts(document, document.element("a"), ElementFacts())

    assert b"<x:own" in document.to_bytes()
    assert b'later="yes"' in document.to_bytes()
    assert facts_of(document.element("a")) == ElementFacts()


def test_an_unknown_value_class_counts_as_not_said():
    text = bpmn(
        process(
            "p",
            task(
                "a",
                inside='<extensionElements><wf:facts xmlns:wf="https://wholeflow.org/schema/1.0" '
                'valueClass="??" system=" Order  book "/></extensionElements>',
            ),
        )
    )

    assert facts_of(Document.parse(text.encode()).element("a")) == ElementFacts(used_system="Order book")


def test_shapes_have_no_facts():
    document = simple_flow("Start", "End")

    assert facts_of(document.all(BPMNShape)[0]) == ElementFacts()


def test_a_key_figure_is_noted_once_and_forgotten():
    document = simple_flow("Start", "End")
    found = document.all(Process)[0]
    key = ElementKey("a.bpmn", found.id)

    with system_edit(FactJournal(), "Key figures", {"a.bpmn": document}.__getitem__) as change:
        for kpi in ("time", "faults", "time"):
            attach_kpi(change, key, kpi)
        assert facts_of(found).kpis == ("time", "faults")
        detach_kpi(change, key, "time")

    assert facts_of(found).kpis == ("faults",)


def shop() -> Document:
    return Document.parse(
        bpmn(
            collaboration(pool("v", "Velvet"), pool("s", "Shop", "sell"), message("m", "sold>v")),
            process("sell", task("serve"), event("end", "sold")),
        ).encode(),
        "shop.bpmn",
    )


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.SUPPLIER, Role.PARTNER, Role.AUTHORITY])
def test_a_role_stored_in_the_map_is_read_as_evidence(tmp_path, role):
    document = shop()

    assert_edit(document, lambda: store(document, role), lambda: None)

    parties = find_links(System(tmp_path, {"shop.bpmn": document})).parties
    assert [(p.name, p.role, p.is_assumed) for p in parties] == [("Velvet", role, False)]
    assert not [e for e in schema_errors(document.to_bytes()) if "partnerRole" in e]


def store(document, role):
    with system_edit(FactJournal(), "Store role", {"shop.bpmn": document}.__getitem__) as change:
        store_role(change, [ElementKey("shop.bpmn", "v")], role)


def test_another_role_replaces_the_one_that_was_stored():
    document = shop()
    store(document, Role.CUSTOMER)

    store(document, Role.SUPPLIER)

    assert [r.name for r in document.all(PartnerRole)] == ["Supplier"]
    store(document, Role.UNKNOWN)
    assert document.all(PartnerRole) == []


def test_the_owner_may_stand_in_an_expression():
    text = bpmn(
        process(
            "p",
            task("a"),
            inside='<resourceRole name="process owner"><resourceAssignmentExpression><formalExpression>'
            " Ada </formalExpression></resourceAssignmentExpression></resourceRole>",
        )
    )

    assert owner_of(Document.parse(text.encode()).all(Process)[0]) == "Ada"


def test_owner_and_objective_of_several_maps_are_set_at_once():
    maps = {name: simple_flow("Start", "End") for name in ("a.bpmn", "b.bpmn")}
    journal, before = FactJournal(), [d.to_bytes() for d in maps.values()]
    processes = [d.all(Process)[0] for d in maps.values()]
    keys = [ElementKey(name, p.id) for name, p in zip(maps, processes, strict=True)]

    with system_edit(journal, "Set owner", maps.__getitem__) as change:
        set_owner(change, keys, "Ada")
        set_objective(change, keys, " Glass in time ")

    assert [(owner_of(p), objective_of(p)) for p in processes] == [("Ada", "Glass in time")] * 2
    journal.undo()
    assert [d.to_bytes() for d in maps.values()] == before


def test_what_is_gone_refuses_the_whole_step():
    document = simple_flow("Start", "End")
    before = document.to_bytes()
    keys = [ElementKey("a.bpmn", document.all(Process)[0].id), ElementKey("a.bpmn", "Nobody")]

    with (
        pytest.raises(NotAllowed, match="Nobody"),
        system_edit(FactJournal(), "Set owner", {"a.bpmn": document}.__getitem__) as change,
    ):
        set_owner(change, keys, "Ada")

    assert document.to_bytes() == before
