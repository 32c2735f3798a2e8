import pytest

from bpmn.editing.rename import rename
from bpmn.editing.system_edit import system_edit
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Facts, PartyFact
from tests.documents import named, simple_flow

CUSTOMER = Facts(parties=(PartyFact("Customer"),))


@pytest.fixture
def maps():
    return {name: simple_flow("Start", "Check", "End") for name in ("a.bpmn", "b.bpmn", "c.bpmn")}


def rename_in(step, *files):
    for file in files:
        document = step.document(file)
        rename(document, named(document, "Check"), "Look")


def test_edits_of_several_maps_and_the_facts_are_one_step(maps):
    journal, before = FactJournal(), {name: document.to_bytes() for name, document in maps.items()}

    with system_edit(journal, "Rename everywhere", maps.__getitem__) as step:
        rename_in(step, "a.bpmn", "b.bpmn")
        step.facts = CUSTOMER

    assert journal.undo_label == "Rename everywhere"
    assert [b"Look" in document.to_bytes() for document in maps.values()] == [True, True, False]
    journal.undo()
    assert {name: document.to_bytes() for name, document in maps.items()} == before
    assert journal.facts == Facts()
    journal.redo()
    assert b"Look" in maps["b.bpmn"].to_bytes()
    assert journal.facts == CUSTOMER


def test_two_edits_of_one_map_are_one_transaction_of_it(maps):
    committed = []
    maps["a.bpmn"].committed.connect(committed.append)

    with system_edit(FactJournal(), "Rename everywhere", maps.__getitem__) as step:
        document = step.document("a.bpmn")
        rename(document, named(document, "Check"), "Look")
        rename(step.document("a.bpmn"), named(document, "Start"), "Begin")

    assert [transaction.label for transaction in committed] == ["Rename everywhere"]


def test_what_raises_changes_nothing_anywhere(maps):
    journal, before = FactJournal(), {name: document.to_bytes() for name, document in maps.items()}

    with pytest.raises(KeyError), system_edit(journal, "Rename everywhere", maps.__getitem__) as step:
        rename_in(step, "a.bpmn", "b.bpmn")
        step.document("missing.bpmn")

    assert {name: document.to_bytes() for name, document in maps.items()} == before
    assert journal.last is None


def test_a_map_that_refuses_at_the_end_takes_the_others_back(maps):
    journal, before = FactJournal(), maps["a.bpmn"].to_bytes()
    committed_last = iter(("b.bpmn", "a.bpmn"))

    def fail(_):
        raise RuntimeError("no")

    with pytest.raises(RuntimeError), system_edit(journal, "Rename", maps.__getitem__) as step:
        for file in committed_last:
            rename_in(step, file)
        maps["b.bpmn"].changed.connect(fail)  # frames end in reverse: a.bpmn is committed by then

    assert maps["a.bpmn"].to_bytes() == before


def test_nothing_changed_is_no_step(maps):
    journal = FactJournal()

    with system_edit(journal, "Rename everywhere", maps.__getitem__) as step:
        step.document("a.bpmn")

    assert journal.last is None
    assert step.step is None
