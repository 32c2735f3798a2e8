"""What people decide about a system, with undo."""

from bpmn.system.decide import confirm_link, forget_link, mark_external, reject_link, set_role
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Decision, Role
from tests.bpmn.system.maps import key

ENDS = (key("one.sent"), key("two.order"), "trigger")


def test_a_confirmed_link_can_be_undone():
    journal = FactJournal()

    confirm_link(journal, *ENDS)

    assert journal.facts.link_decision(*ENDS) is Decision.CONFIRMED
    journal.undo()
    assert journal.facts.link_decision(*ENDS) is None


def test_a_rejection_replaces_a_confirmation():
    journal = FactJournal()
    confirm_link(journal, *ENDS)

    reject_link(journal, *ENDS)

    assert [f.decision for f in journal.facts.links] == [Decision.REJECTED]


def test_an_answer_can_be_forgotten():
    journal = FactJournal()
    confirm_link(journal, *ENDS)

    forget_link(journal, *ENDS)

    assert journal.facts.links == ()


def test_the_same_answer_twice_is_one_step():
    journal = FactJournal()
    mark_external(journal, key("one.sent"), "Customer")

    mark_external(journal, key("one.sent"), "Customer")
    journal.undo()

    assert journal.facts.external == ()


def test_a_role_is_set():
    journal = FactJournal()

    set_role(journal, "Velvet", Role.SUPPLIER)

    assert journal.facts.parties[0].role is Role.SUPPLIER
