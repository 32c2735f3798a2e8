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


def test_undoing_the_later_edit_lets_the_step_be_undone_again():
    journal, document = FactJournal(), Document.parse(MAP, "a.bpmn")
    journal.change("Store role", AFTER, [(document, rename(document, "A"))])
    later = rename(document, "B")
    later.undo()
    document.announce(later)

    journal.undo()

    assert document.to_bytes() == MAP


def test_a_step_is_not_undone_before_what_came_after_it():
    journal, document = FactJournal(), Document.parse(MAP, "a.bpmn")
    step = journal.change("Store role", Facts(), [(document, rename(document, "A"))])
    journal.change("Name the customer", AFTER)

    with pytest.raises(EditedSince, match="“Name the customer” came after it"):
        journal.undo(step)


def test_a_map_that_was_let_go_is_no_longer_part_of_a_step():
    journal, document = FactJournal(), Document.parse(MAP, "a.bpmn")
    journal.change("Store role", AFTER, [(document, rename(document, "A"))])

    journal.forget(document)
    journal.undo()

    assert not journal.holds(document)
    assert document.root.get("name") == "A"
    assert journal.facts == Facts()
