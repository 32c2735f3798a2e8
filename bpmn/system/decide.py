"""What a person decides about a system; each function is one undo step of its journal."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count

from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Point
from bpmn.system import fact_changes, moved
from bpmn.system.fact_journal import FactJournal
from bpmn.system.facts import (
    Decision,
    ExternalFact,
    Facts,
    GoalFact,
    LandscapePosition,
    LinkFact,
    PartyFact,
    ResourceFact,
    Role,
    identity,
)
from bpmn.system.link import Kind
from bpmn.system.store import with_item


def confirm_link(journal: FactJournal, source: ElementKey, target: ElementKey, kind: str) -> None:
    """Say that two elements belong together."""
    _put(journal, "Confirm link", "links", LinkFact(source, target, kind, Decision.CONFIRMED))


def reject_link(journal: FactJournal, source: ElementKey, target: ElementKey, kind: str) -> None:
    """Say that two elements do not belong together; beats every match by name."""
    _put(journal, "Reject link", "links", LinkFact(source, target, kind, Decision.REJECTED))


def forget_link(journal: FactJournal, source: ElementKey, target: ElementKey, kind: str) -> None:
    """Take back what was said about a link."""
    key = identity(LinkFact(source, target, kind))
    _change(journal, "Forget answer", with_item(journal.facts, "links", key, None))


def mark_external(journal: FactJournal, element: ElementKey, party: str = "") -> None:
    """Say that an element exchanges with a party that no map shows."""
    _put(journal, "Mark as external", "external", ExternalFact(element, party))


def put_boxes(journal: FactJournal, positions: Mapping[ElementKey, Point]) -> None:
    """Say where the boxes of the landscape stand; those that are not named lose their place."""
    placed = tuple(
        LandscapePosition(key, round(p.x, 1), round(p.y, 1)) for key, p in sorted(positions.items())
    )
    label = "Move in landscape" if placed else "Arrange landscape again"
    _change(journal, label, replace(journal.facts, landscape=placed))


def join_team(journal: FactJournal, name: str, elements: Sequence[ElementKey]) -> None:
    """Say that lanes and resources are one and the same team.

    A team that has one of them already takes in the others and keeps its name.
    """
    wanted = set(elements)
    joined = [fact for fact in journal.facts.resources if wanted & set(fact.elements)]
    facts = journal.facts
    for fact in joined:
        facts = with_item(facts, "resources", identity(fact), None)
        wanted.update(fact.elements)
    taken = {fact.name for fact in facts.resources}
    team = joined[0] if joined else ResourceFact(_free_name(name, taken))
    facts = with_item(facts, "resources", identity(team), replace(team, elements=tuple(sorted(wanted))))
    links = tuple(fact for fact in facts.links if not _parts_team(fact, wanted))
    _change(journal, "Same team", replace(facts, links=links))


def _parts_team(fact: LinkFact, team: AbstractSet[ElementKey]) -> bool:
    is_about_people = fact.kind == Kind.RESOURCE and fact.decision is Decision.REJECTED
    return is_about_people and fact.source in team and fact.target in team


def _free_name(name: str, taken: AbstractSet[str]) -> str:
    names = (name if number == 1 else f"{name} ({number})" for number in count(1))
    return next(one for one in names if one not in taken)


def part_teams(journal: FactJournal, element: ElementKey, others: Sequence[ElementKey]) -> None:
    """Say that a lane or resource is another team than each of some others."""
    facts = journal.facts
    for other in others:
        fact = LinkFact(element, other, Kind.RESOURCE, Decision.REJECTED)
        facts = with_item(facts, "links", identity(fact), fact)
    _change(journal, "Different teams", facts)


def reject_all(journal: FactJournal, source: ElementKey, targets: Sequence[ElementKey], kind: str) -> None:
    """Say that an element belongs to none of some others."""
    facts = journal.facts
    for target in targets:
        fact = LinkFact(source, target, kind, Decision.REJECTED)
        facts = with_item(facts, "links", identity(fact), fact)
    _change(journal, "Reject links", facts)


def take_over(journal: FactJournal, pairs: Sequence[tuple[ElementKey, ElementKey]]) -> None:
    """Say that all that was decided about some elements is about others now."""
    _change(journal, "Take decisions over", moved.taken_over(journal.facts, pairs))


def forget_lost(journal: FactJournal, keys: Sequence[ElementKey]) -> None:
    """Let go of what was decided about elements that are gone."""
    _change(journal, "Forget decisions", moved.without(journal.facts, keys))


def set_role(journal: FactJournal, party: str, role: Role, elements: tuple[ElementKey, ...] = ()) -> None:
    """Say what a party is to the organisation."""
    _put(journal, "Change role", "parties", PartyFact(party, role, elements))


def _put(journal: FactJournal, label: str, section: str, item: object) -> None:
    _change(journal, label, with_item(journal.facts, section, identity(item), item))


# -- parties and teams ---------------------------------------------------------------------------


def put_party(journal: FactJournal, party: PartyFact, instead_of: str = "") -> None:
    """Add a party, or change one; ``instead_of`` is its old name where it is renamed."""
    label = "Change party" if instead_of else "Add party"
    _change(journal, label, fact_changes.with_party(journal.facts, party, instead_of))


def merge_parties(journal: FactJournal, kept: PartyFact, others: Sequence[PartyFact]) -> None:
    """Say that several names mean one party."""
    _change(journal, "Merge parties", fact_changes.merged_parties(journal.facts, kept, others))


def remove_party(journal: FactJournal, name: str) -> None:
    """Take back what was said about a party; one that is drawn is assumed by its name again."""
    _change(journal, "Remove party", with_item(journal.facts, "parties", (name,), None))


def put_team(journal: FactJournal, team: ResourceFact, instead_of: str = "") -> None:
    """Say that lanes and resources are one team."""
    _change(journal, "Confirm team", fact_changes.with_team(journal.facts, team, instead_of))


def split_team(journal: FactJournal, teams: Sequence[ResourceFact], name: str) -> None:
    """Say that what bears one name are several teams."""
    _change(journal, "Split team", fact_changes.split_team(journal.facts, teams, name))


# -- goals ---------------------------------------------------------------------------------------


def put_goal(journal: FactJournal, goal: GoalFact) -> None:
    """Add a goal, or change the one of this id."""
    label = "Change goal" if journal.facts.goal(goal.id) else "Add goal"
    _change(journal, label, with_item(journal.facts, "goals", (goal.id,), goal))


def move_goal(journal: FactJournal, goal: GoalFact, parent: str) -> None:
    """Let a goal serve another one; one that would serve itself stays where it is."""
    if fact_changes.may_serve(journal.facts, goal.id, parent):
        _change(
            journal, "Move goal", with_item(journal.facts, "goals", (goal.id,), replace(goal, parent=parent))
        )


def remove_goal(journal: FactJournal, goal: GoalFact) -> None:
    """Take a goal away; what served it serves the one above."""
    _change(journal, "Remove goal", fact_changes.without_goal(journal.facts, goal))


def _change(journal: FactJournal, label: str, facts: Facts) -> None:
    if facts != journal.facts:
        journal.change(label, facts)
