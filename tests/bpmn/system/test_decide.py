"""What people decide about a system, with undo."""

from bpmn.base.geometry import Point
from bpmn.system.decide import (
    confirm_link,
    forget_link,
    mark_external,
    merge_parties,
    move_goal,
    put_boxes,
    put_goal,
    put_party,
    put_team,
    reject_link,
    remove_goal,
    remove_party,
    set_role,
    split_team,
)
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import Decision, GoalFact, PartyFact, ResourceFact, Role
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


def test_goals_are_added_moved_and_removed():
    journal = FactJournal()
    for goal in (GoalFact("a", "Fast"), GoalFact("b", "Faster")):
        put_goal(journal, goal)

    move_goal(journal, journal.facts.goal("b"), "a")
    move_goal(journal, journal.facts.goal("a"), "b")

    assert [(g.id, g.parent) for g in journal.facts.goals] == [("a", ""), ("b", "a")]
    assert journal.undo_label == "Move goal"
    remove_goal(journal, journal.facts.goal("a"))
    assert [(g.id, g.parent) for g in journal.facts.goals] == [("b", "")]


def test_parties_are_added_merged_and_removed():
    journal = FactJournal()
    put_party(journal, PartyFact("Bank", Role.PARTNER))
    put_party(journal, PartyFact("Savings bank", Role.PARTNER))

    merge_parties(journal, journal.facts.parties[0], [journal.facts.parties[1]])

    assert [p.name for p in journal.facts.parties] == ["Bank"]
    remove_party(journal, "Bank")
    assert journal.facts.parties == ()
    journal.undo()
    journal.undo()
    assert [p.name for p in journal.facts.parties] == ["Bank", "Savings bank"]


def test_teams_are_confirmed_and_split():
    journal, lanes = FactJournal(), (key("a.l"), key("b.l"))
    put_team(journal, ResourceFact("Sales", lanes))

    split_team(journal, [ResourceFact("A", lanes[:1]), ResourceFact("B", lanes[1:])], "Sales")

    assert [r.name for r in journal.facts.resources] == ["A", "B"]
    assert journal.undo_label == "Split team"


def test_places_in_the_landscape_are_one_step_and_can_be_forgotten():
    journal = FactJournal()

    put_boxes(journal, {key("two.order"): Point(10.04, 20), key("one.bill"): Point(1, 2)})
    assert [(p.node, p.x, p.y) for p in journal.facts.landscape] == [
        (key("one.bill"), 1, 2),
        (key("two.order"), 10.0, 20),
    ]
    assert journal.undo_label == "Move in landscape"

    put_boxes(journal, {})
    assert journal.facts.landscape == ()

    journal.undo()
    assert len(journal.facts.landscape) == 2
