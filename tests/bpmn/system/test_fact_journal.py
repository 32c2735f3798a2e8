import pytest

from bpmn.model.document import Document
from bpmn.system.fact_journal import EditedSince, FactJournal
from bpmn.system.facts import Facts, PartyFact

MAP = b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:d"/>'
AFTER = Facts(parties=(PartyFact("Customer"),))


def rename(document, name):
    with document.transaction("Rename") as transaction:
        document.set_attribute(document.root, "name", name)
    return transaction


def test_undo_and_redo_go_back_and_forth():
    journal = FactJournal()
    heard = []
    journal.changed.connect(heard.append)

    journal.change("Name the customer", AFTER)
    journal.undo()
    journal.redo()

    assert heard == [AFTER, Facts(), AFTER]
    assert journal.undo_label == "Name the customer"
    assert journal.redo_label is None


def test_a_step_takes_its_maps_back_with_it():
    journal, document = FactJournal(), Document.parse(MAP, "a.bpmn")
    journal.change("Store role", AFTER, [(document, rename(document, "A"))])

    journal.undo()
    assert document.to_bytes() == MAP
    journal.redo()

    assert document.root.get("name") == "A"
    journal.undo()
    assert document.to_bytes() == MAP


def test_a_map_edited_since_refuses_the_whole_step():
    journal, document = FactJournal(), Document.parse(MAP, "a.bpmn")
    journal.change("Store role", AFTER, [(document, rename(document, "A"))])
    rename(document, "B")

    with pytest.raises(EditedSince, match=r"a\.bpmn was edited since"):
        journal.undo()

    assert journal.facts == AFTER
    assert document.root.get("name") == "B"
