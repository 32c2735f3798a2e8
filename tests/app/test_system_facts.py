import pytest

from app.system_facts import SystemFacts
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import message
from bpmn.system.facts import Decision, Initiative, Role
from bpmn.system.store import load

ONE, TWO = ElementKey("a.bpmn", "Send"), ElementKey("b.bpmn", "Start")


@pytest.fixture
def facts(qapp, tmp_path):
    made = SystemFacts()
    made.open(tmp_path)
    return made


def test_a_confirmed_link_is_one_undo_step(facts):
    facts.confirm_link(ONE, TWO, "message")

    assert facts.facts.link_decision(ONE, TWO, "message") is Decision.CONFIRMED
    assert facts.undo_stack.undoText() == "Confirm link"
    facts.undo_stack.undo()
    assert facts.facts.links == ()
    facts.undo_stack.redo()
    assert len(facts.facts.links) == 1


def test_a_second_word_replaces_the_first(facts):
    facts.confirm_link(ONE, TWO, "message")
    facts.reject_link(ONE, TWO, "message")

    assert facts.facts.link_decision(ONE, TWO, "message") is Decision.REJECTED


def test_decisions_are_saved_only_when_asked(facts, tmp_path):
    facts.set_role("Bank", Role.PARTNER, (ONE,))
    assert facts.is_unsaved
    assert not (tmp_path / "system.json").exists()

    facts.save()

    assert not facts.is_unsaved
    assert load(tmp_path).facts.parties[0].role is Role.PARTNER


def test_a_finding_is_accepted_with_its_reason(facts):
    nothing = message("")
    finding = Finding("A05", Severity.WARNING, (ONE,), nothing, nothing, nothing)

    facts.accept(finding, "Once a year", "Mira", "2026-05-01")

    assert facts.facts.accepted_findings[0].reason == "Once a year"


def test_an_initiative_is_added_renamed_and_removed(facts):
    facts.put_initiative(Initiative("Faster", "Mira"))
    facts.put_initiative(Initiative("Much faster", "Mira"), instead_of="Faster")
    assert [i.name for i in facts.facts.initiatives] == ["Much faster"]

    facts.remove_initiative(facts.facts.initiatives[0])

    assert facts.facts.initiatives == ()
    assert facts.undo_stack.count() == 3


def test_saying_the_same_again_is_no_step(facts):
    facts.mark_external(ONE)
    facts.mark_external(ONE)

    assert facts.undo_stack.count() == 1


def decided_elsewhere(folder, *decide):
    other = SystemFacts()
    other.open(folder)
    for one in decide:
        one(other)
    other.save()


def test_what_others_decided_meanwhile_is_joined_and_saved(facts, tmp_path):
    facts.set_role("Bank", Role.PARTNER, (ONE,))
    decided_elsewhere(tmp_path, lambda other: other.mark_external(TWO))

    facts.merge(lambda conflict: pytest.fail("nothing was changed twice"))
    facts.save()

    saved = load(tmp_path).facts
    assert [party.name for party in saved.parties] == ["Bank"]
    assert [fact.element for fact in saved.external] == [TWO]


@pytest.mark.parametrize(("takes_theirs", "role"), [(True, Role.SUPPLIER), (False, Role.PARTNER)])
def test_what_was_changed_twice_is_asked_about(facts, tmp_path, takes_theirs, role):
    asked = []
    facts.set_role("Bank", Role.PARTNER, (ONE,))
    decided_elsewhere(tmp_path, lambda other: other.set_role("Bank", Role.SUPPLIER, (ONE,)))

    facts.merge(lambda conflict: asked.append(conflict.item) or takes_theirs)
    facts.save()

    assert len(asked) == 1
    assert load(tmp_path).facts.parties[0].role is role
