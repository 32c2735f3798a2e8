"""What refers to a fact follows when it changes."""

from bpmn.system import fact_changes
from bpmn.system.facts import (
    ExternalFact,
    Facts,
    GoalFact,
    Initiative,
    KpiFact,
    Observation,
    PartyFact,
    ResourceFact,
    Role,
)
from tests.bpmn.system.maps import key

GOALS = (GoalFact("a"), GoalFact("b", parent="a"), GoalFact("c", parent="b"))


def test_ids_are_readable_and_new():
    assert fact_changes.new_id("Every order in time!", ()) == "every-order-in-time"
    assert fact_changes.new_id("Every order in time!", {"every-order-in-time"}) == "every-order-in-time-2"
    assert fact_changes.new_id("?", ()) == "item"


def test_a_renamed_party_keeps_what_is_external_to_it():
    facts = Facts(parties=(PartyFact("Bank"),), external=(ExternalFact(key("a.pay"), "Bank"),))

    after = fact_changes.with_party(facts, PartyFact("House bank", Role.PARTNER), instead_of="Bank")

    assert [p.name for p in after.parties] == ["House bank"]
    assert after.external[0].party == "House bank"


def test_a_merged_party_has_the_pools_of_all():
    one, two = (
        PartyFact("Customer", Role.CUSTOMER, (key("a.c"),)),
        PartyFact("Client", elements=(key("b.c"),)),
    )

    after = fact_changes.merged_parties(Facts(parties=(one, two)), one, [two])

    assert after.parties == (PartyFact("Customer", Role.CUSTOMER, (key("a.c"), key("b.c"))),)


def test_a_team_takes_its_lanes_from_others():
    old = ResourceFact("Sales", (key("a.l"), key("b.l")))

    after = fact_changes.with_team(Facts(resources=(old,)), ResourceFact("Service", (key("b.l"),)))

    assert [(r.name, r.elements) for r in after.resources] == [
        ("Sales", (key("a.l"),)),
        ("Service", (key("b.l"),)),
    ]


def test_key_figures_follow_a_renamed_team():
    facts = Facts(resources=(ResourceFact("Sales", (key("a.l"),)),), kpis=(KpiFact("k", resource="Sales"),))

    after = fact_changes.with_team(facts, ResourceFact("Field", (key("a.l"),)), instead_of="Sales")

    assert [r.name for r in after.resources] == ["Field"]
    assert after.kpis[0].resource == "Field"


def test_a_split_team_is_several():
    old = ResourceFact("Sales", (key("a.l"), key("b.l")))
    parts = [ResourceFact("Sales (a)", (key("a.l"),)), ResourceFact("Sales (b)", (key("b.l"),))]

    after = fact_changes.split_team(Facts(resources=(old,)), parts, "Sales")

    assert list(after.resources) == parts


def test_a_goal_never_serves_itself():
    facts = Facts(goals=GOALS)

    assert fact_changes.goals_below(facts, "a") == {"b", "c"}
    assert not fact_changes.may_serve(facts, "a", "c")
    assert not fact_changes.may_serve(facts, "a", "a")
    assert fact_changes.may_serve(facts, "c", "a")


def test_goals_in_a_circle_are_walked_once():
    facts = Facts(goals=(GoalFact("a", parent="b"), GoalFact("b", parent="a")))

    assert fact_changes.goals_below(facts, "a") == {"a", "b"}


def test_what_served_a_removed_goal_serves_the_one_above():
    facts = Facts(goals=GOALS, kpis=(KpiFact("k", goal="b"),), initiatives=(Initiative("i", goal="b"),))

    after = fact_changes.without_goal(facts, GOALS[1])

    assert [(g.id, g.parent) for g in after.goals] == [("a", ""), ("c", "a")]
    assert (after.kpis[0].goal, after.initiatives[0].goal) == ("", "")


def test_initiatives_lose_a_removed_key_figure():
    facts = Facts(kpis=(KpiFact("k"),), initiatives=(Initiative("i", kpi="k"),))

    after = fact_changes.without_kpi(facts, "k")

    assert (after.kpis, after.initiatives[0].kpi) == ((), "")


def test_key_figures_of_an_element_are_those_that_name_it_or_that_the_map_notes():
    kpis = (KpiFact("a", element=key("m.p")), KpiFact("b", start=key("m.s")), KpiFact("c"), KpiFact("d"))

    found = fact_changes.kpis_at(Facts(kpis=kpis), {key("m.p"), key("m.s")}, noted=("d",))

    assert [k.id for k in found] == ["a", "b", "d"]


# -- initiatives ---------------------------------------------------------------------------------


def test_what_requires_or_excludes_an_initiative_follows_its_new_name():
    facts = Facts(
        initiatives=(Initiative("A"), Initiative("B", requires=("A",)), Initiative("C", excludes=("A",)))
    )

    found = fact_changes.with_initiative(facts, Initiative("New"), "A")

    assert {i.name: (i.requires, i.excludes) for i in found.initiatives} == {
        "New": ((), ()), "B": (("New",), ()), "C": ((), ("New",)),
    }  # fmt: skip


def test_nothing_requires_an_initiative_that_is_gone():
    facts = Facts(initiatives=(Initiative("A"), Initiative("B", requires=("A",))))

    assert fact_changes.without_initiative(facts, "A").initiatives == (Initiative("B"),)


def test_an_observation_becomes_a_card_that_names_who_saw_it():
    seen = fact_changes.new_observation(
        Facts(), Observation("", "The form comes back twice", "Eva", "2026-02-03")
    )
    facts = Facts(observations=(seen,), initiatives=(Initiative("The form comes back twice"),))

    card = fact_changes.card_of(facts, seen)

    assert seen.id == "form-comes-back"
    assert (card.name, card.proposer, card.observations) == (
        "The form comes back twice (2)",
        "Eva",
        (seen.id,),
    )
