"""What follows in the other facts when a person changes one: names and ids that refer to it go with it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.system.facts import (
    Facts,
    GoalFact,
    Initiative,
    KpiFact,
    Observation,
    PartyFact,
    ResourceFact,
    identity,
)
from bpmn.system.names import normalised
from bpmn.system.store import with_item

LONGEST_TITLE = 60
"""Letters of an observation that become the title of a card."""


def new_id(name: str, taken: Collection[str]) -> str:
    """A readable id for a goal or key figure of this name that nothing has yet."""
    stem = "-".join(normalised(name).split()) or "item"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


# -- parties -------------------------------------------------------------------------------------


def with_party(facts: Facts, party: PartyFact, instead_of: str = "") -> Facts:
    """Facts with a party; ``instead_of`` is its old name where it was renamed."""
    if instead_of and instead_of != party.name:
        facts = with_item(facts, "parties", (instead_of,), None)
        external = (replace(e, party=party.name) if e.party == instead_of else e for e in facts.external)
        facts = replace(facts, external=tuple(external))
    return with_item(facts, "parties", identity(party), party)


def merged_parties(facts: Facts, kept: PartyFact, others: Iterable[PartyFact]) -> Facts:
    """Facts in which several names are one party: the kept one has the pools of all."""
    elements = dict.fromkeys(kept.elements)
    for other in others:
        elements.update(dict.fromkeys(other.elements))
        facts = with_party(facts, kept, instead_of=other.name)
    return with_party(facts, replace(kept, elements=tuple(sorted(elements))))


# -- teams ---------------------------------------------------------------------------------------


def with_team(facts: Facts, team: ResourceFact, instead_of: str = "") -> Facts:
    """Facts with a team; lanes and resources that it takes leave the teams they were in.

    ``instead_of`` is the name it had; key figures of that team follow.
    """
    taken = set(team.elements)
    others = [
        replace(r, elements=tuple(k for k in r.elements if k not in taken))
        for r in facts.resources
        if r.name not in (team.name, instead_of)
    ]
    kept = tuple(sorted([team, *(r for r in others if r.elements)], key=identity))
    kpis = (
        replace(k, resource=team.name) if k.resource and k.resource == instead_of else k for k in facts.kpis
    )
    return replace(facts, resources=kept, kpis=tuple(kpis))


def split_team(facts: Facts, teams: Iterable[ResourceFact], name: str) -> Facts:
    """Facts in which a team of this name is the given ones instead."""
    facts = with_item(facts, "resources", (name,), None)
    for team in teams:
        facts = with_team(facts, team)
    return facts


# -- goals ---------------------------------------------------------------------------------------


def goals_below(facts: Facts, goal: str) -> set[str]:
    """The ids of all goals that serve a goal, directly or through others."""
    found: set[str] = set()
    waiting = [goal]
    while waiting:
        above = waiting.pop()
        below = [g.id for g in facts.goals if g.parent == above and g.id not in found]
        found.update(below)
        waiting += below
    return found


def may_serve(facts: Facts, goal: str, parent: str) -> bool:
    """Whether a goal can be put below another one: not below itself or one that serves it."""
    return parent != goal and parent not in goals_below(facts, goal)


def without_goal(facts: Facts, goal: GoalFact) -> Facts:
    """Facts without a goal: what served it serves the one above; figures and initiatives lose it."""
    kept = (
        replace(g, parent=goal.parent) if g.parent == goal.id else g for g in facts.goals if g.id != goal.id
    )
    kpis = (replace(k, goal="") if k.goal == goal.id else k for k in facts.kpis)
    initiatives = (replace(i, goal="") if i.goal == goal.id else i for i in facts.initiatives)
    return replace(facts, goals=tuple(kept), kpis=tuple(kpis), initiatives=tuple(initiatives))


# -- key figures ---------------------------------------------------------------------------------


def new_kpi(facts: Facts, kpi: KpiFact) -> KpiFact:
    """A key figure with an id that no other has, made of its name; the only goal there is is its goal."""
    goal = facts.goals[0].id if len(facts.goals) == 1 else ""
    return replace(kpi, id=new_id(kpi.name, {one.id for one in facts.kpis}), goal=kpi.goal or goal)


def without_kpi(facts: Facts, kpi: str) -> Facts:
    """Facts without a key figure; initiatives that aimed at it have none of their own then."""
    initiatives = (replace(i, kpi="") if i.kpi == kpi else i for i in facts.initiatives)
    return replace(with_item(facts, "kpis", (kpi,), None), initiatives=tuple(initiatives))


def kpis_at(facts: Facts, keys: Collection[ElementKey], noted: Collection[str] = ()) -> list[KpiFact]:
    """The key figures that measure one of these elements, or whose ids a map notes there."""
    return [kpi for kpi in facts.kpis if kpi.id in noted or any(place in keys for place in kpi.places)]


# -- initiatives and observations -----------------------------------------------------------------


def with_initiative(facts: Facts, initiative: Initiative, instead_of: str = "") -> Facts:
    """Facts with an initiative; where it was renamed, what requires or excludes it follows."""
    if instead_of and instead_of != initiative.name:
        facts = with_item(facts, "initiatives", (instead_of,), None)
        others = (_renamed(one, instead_of, initiative.name) for one in facts.initiatives)
        facts = replace(facts, initiatives=tuple(others))
    return with_item(facts, "initiatives", identity(initiative), initiative)


def _renamed(initiative: Initiative, old: str, new: str) -> Initiative:
    def names(known: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if name == old else name for name in known)

    return replace(initiative, requires=names(initiative.requires), excludes=names(initiative.excludes))


def without_initiative(facts: Facts, name: str) -> Facts:
    """Facts without an initiative; no other one requires or excludes it then."""
    facts = with_item(facts, "initiatives", (name,), None)
    kept = (
        replace(
            one,
            requires=tuple(n for n in one.requires if n != name),
            excludes=tuple(n for n in one.excludes if n != name),
        )
        for one in facts.initiatives
    )
    return replace(facts, initiatives=tuple(kept))


def new_observation(facts: Facts, observation: Observation) -> Observation:
    """An observation with an id that no other has, made of its first words."""
    words = " ".join(observation.text.split()[:4])
    return replace(observation, id=new_id(words, {one.id for one in facts.observations}))


def card_of(facts: Facts, observation: Observation) -> Initiative:
    """An idea for what somebody noticed; it is linked with the observation, and says nothing more yet."""
    taken = {one.name for one in facts.initiatives}
    text = " ".join(observation.text.split()) or observation.id
    title = text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"
    number, name = 1, title
    while name in taken:
        number += 1
        name = f"{title} ({number})"
    return Initiative(name, description=text, proposer=observation.author, observations=(observation.id,))
