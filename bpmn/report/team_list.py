"""Which lanes and resources are one team: what is certain, what people said, and what looks so."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bpmn import scenario
from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.model import Lane, Resource
from bpmn.report.sheet import Entry
from bpmn.scenario.resources import Resources
from bpmn.system.names import collapsed, normalised, says_something
from bpmn.system.process_facts import PROCESS_OWNER


class Ground(StrEnum):
    """Why lanes and resources are taken for one team."""

    SAID = "said"
    NAME = "name"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team with its lanes and resources; each entry is the name in the map with its place.

    A guess is not used in any analysis until people confirm it.
    """

    name: str
    members: tuple[Entry, ...]
    ground: Ground
    quantity: float | None = None


def team_cards(context: Context) -> tuple[TeamCard, ...]:
    """All teams of several lanes or resources, those that people named, and guesses; by name."""
    system = context.system
    resources = Resources(system, scenario.read(system), system.facts)
    named = {key: name for key, name in _named(context) if name}
    said = {key: fact.name for fact in system.facts.resources for key in fact.elements}
    cards: list[TeamCard] = []
    seen: set[ElementKey] = set()
    for key in named:
        if key in seen:
            continue
        pool = resources.pool(key)
        members = [k for k in pool.keys if k in named]
        seen.update(members)
        if len(members) > 1 or key in said:
            entries = tuple(Entry(named[k], k) for k in members)
            ground = Ground.SAID if any(k in said for k in members) else Ground.NAME
            cards.append(TeamCard(pool.name, entries, ground, pool.quantity))
    cards += _guesses(resources, named, said)
    return tuple(
        sorted(cards, key=lambda card: (card.ground is not Ground.GUESS, card.name.casefold(), card.members))
    )


def _named(context: Context) -> Iterable[tuple[ElementKey, str]]:
    """Lanes and resources that do work, with their names; those that only own processes are left out."""
    inside: dict[str, list[ElementKey]] = {}
    for process in context.places.processes:
        inside.setdefault(process.file, []).append(process)
    for file, document in context.system.documents:
        working = {
            role.resource_ref.id
            for process in inside.get(file, ())
            for node in context.places.processes[process].graph.nodes
            for role in getattr(document.element(node), "resources", ())
            if role.resource_ref is not None and role.name != PROCESS_OWNER
        }
        for resource in document.all(Resource):
            if resource.id in working:
                yield ElementKey(file, resource.id or ""), collapsed(resource.name)
        for lane in document.all(Lane):
            if lane.id:
                yield ElementKey(file, lane.id), collapsed(lane.name)


def _guesses(
    resources: Resources, named: dict[ElementKey, str], said: dict[ElementKey, str]
) -> Iterable[TeamCard]:
    """Lanes of several maps whose names are alike and about which nobody has said anything."""
    groups: dict[str, list[ElementKey]] = {}
    for key, name in named.items():
        if key not in said and says_something(name):
            groups.setdefault(normalised(name), []).append(key)
    for keys in groups.values():
        pools = {resources.pool(key).keys for key in keys}
        if len(pools) > 1 and len({key.file for key in keys}) > 1:
            yield TeamCard(named[keys[0]], tuple(Entry(named[k], k) for k in keys), Ground.GUESS)
