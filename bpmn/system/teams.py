"""Who works in several processes: resources, performers and lanes that are one and the same team.

One team are uses of one definition, ``resource`` elements of equal names that say who it is, lanes that
stand for one element, and what people confirmed. Equal names of lanes are only asked about: every
department has a "Clerk".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import BaseElement, Resource
from bpmn.system.ends import GENERIC_NAMESPACES
from bpmn.system.facts import Decision, Facts
from bpmn.system.flows import flows
from bpmn.system.link import Candidate, Kind, Level, Link, OpenQuestion
from bpmn.system.names import normalised, says_who
from bpmn.system.places import Places
from bpmn.system.seen import FileSurvey, Reference
from bpmn.system.surveys import Surveys

MOST_PAIRED = 8
"""Up to so many processes of one team are joined each with each, more of them each with the first."""


@dataclass(slots=True)
class Teams:
    """Which resources and lanes are one team, and which team works in which process."""

    uses: dict[ElementKey, dict[ElementKey, None]] = field(default_factory=dict)
    """The resources and lanes of each process; of lanes only those that say whom they stand for."""
    lanes: dict[ElementKey, ElementKey] = field(default_factory=dict)
    """The process that each lane divides."""
    names: dict[ElementKey, str] = field(default_factory=dict)
    said: dict[ElementKey, int] = field(default_factory=dict)
    """The number of the person's word that an element is part of."""
    confirmed: list[str] = field(default_factory=list)
    """What people call the team of each of their words."""
    _parent: dict[ElementKey, ElementKey] = field(default_factory=dict)

    def root(self, key: ElementKey) -> ElementKey:
        """The element that stands for a team: equal for all elements of one."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def learn(self, key: ElementKey, name: str) -> None:
        """Take in a resource or a lane."""
        self.names[key] = name
        self._parent.setdefault(key, key)

    def unite(self, keys: Iterable[ElementKey]) -> None:
        """Say that elements are one team; the first in order stands for it."""
        roots = sorted({self.root(key) for key in keys if key in self._parent})
        for other in roots[1:]:
            self._parent[other] = roots[0]


def teams(maps: Surveys, found: Places, facts: Facts) -> Teams:
    """Look for all teams of a system."""
    result = Teams()
    for one in maps:
        _learn(result, found, one)
    for number, fact in enumerate(facts.resources):
        known = [key for key in fact.elements if key in result.names]
        result.unite(known)
        result.said.update(dict.fromkeys(known, number))
        result.confirmed.append(fact.name)
    _unite_definitions(result, maps)
    _unite_names(result)
    for one in maps:
        _follow_lanes(result, maps, one)
    for one in maps:
        _add_uses(result, maps, found, one)
    return result


def _learn(result: Teams, found: Places, one: FileSurvey) -> None:
    for identifier in one.definitions:
        if issubclass(one.kinds[identifier], Resource):
            result.learn(ElementKey(one.file, identifier), one.name(identifier))
    for lane in one.lanes:
        process = ElementKey(one.file, lane.process)
        if process in found.processes:
            key = ElementKey(one.file, lane.id)
            result.learn(key, lane.name)
            result.lanes[key] = process


def _is_open(result: Teams, key: ElementKey) -> bool:
    """Whether a resource is known by its definition and name: no lane, and nobody said who it is."""
    return key not in result.lanes and key not in result.said


def _unite_definitions(result: Teams, maps: Surveys) -> None:
    """Equal qualified ids are one definition, unless names differ or a tool gave the namespace."""
    groups: dict[object, list[ElementKey]] = {}
    for key, name in result.names.items():
        place = _definition(result, maps, key)
        if place is not None:
            groups.setdefault((place, name), []).append(key)
    for keys in groups.values():
        result.unite(keys)


def _definition(result: Teams, maps: Surveys, key: ElementKey) -> tuple[str, str] | None:
    space = maps.of(key.file).namespace
    if not _is_open(result, key) or not space or space.startswith(GENERIC_NAMESPACES):
        return None
    return space, key.element


def _unite_names(result: Teams) -> None:
    groups: dict[str, list[ElementKey]] = {}
    for key, name in result.names.items():
        if _is_open(result, key) and says_who(name):
            groups.setdefault(name, []).append(key)
    for keys in groups.values():
        result.unite(keys)


def _follow_lanes(result: Teams, maps: Surveys, one: FileSurvey) -> None:
    """Lanes that stand for one element (``partitionElementRef``) are one team."""
    for lane in one.lanes:
        key = ElementKey(one.file, lane.id)
        target = maps.key(one.file, lane.stands_for, BaseElement)
        if target is None or key not in result.lanes:
            continue
        if target not in result.names:
            result.learn(target, maps.name(target) or lane.name)
        if key not in result.said:
            result.unite([key, target])
        result.uses.setdefault(result.lanes[key], {})[target] = None


def _add_uses(result: Teams, maps: Surveys, found: Places, one: FileSurvey) -> None:
    meant: dict[Reference | None, ElementKey | None] = {}
    for holder, written in one.derive(_named):
        if written not in meant:
            meant[written] = maps.key(one.file, written, Resource)
        _use(result, found, holder, meant[written])
    for selection in one.selections:
        resource = _selected(result, maps, one.file, selection.name)
        _use(result, found, ElementKey(one.file, selection.holder), resource)
    for lane in one.lanes:
        key = ElementKey(one.file, lane.id)
        if key in result.said:
            result.uses.setdefault(result.lanes[key], {})[key] = None


def _named(one: FileSurvey) -> list[tuple[ElementKey, Reference | None]]:
    """Who is named to do something in a map: of the nodes of one process the first that names a resource."""
    process_of: dict[str, str] = {}
    for graph in one.processes:
        for node in one.derive(flows)[graph.process_id]:
            process_of.setdefault(node.element, graph.process_id)
    found: dict[tuple[str, Reference | None], ElementKey] = {}
    for role in one.roles:
        place = process_of.get(role.holder, role.holder)
        found.setdefault((place, role.resource), ElementKey(one.file, role.holder))
    return [(holder, resource) for (_, resource), holder in found.items()]


def _use(result: Teams, found: Places, holder: ElementKey, resource: ElementKey | None) -> None:
    process = holder if holder in found.processes else found.process_of.get(holder)
    if process is not None and resource is not None:
        result.uses.setdefault(process, {})[resource] = None


def _selected(result: Teams, maps: Surveys, file: str, name: Reference) -> ElementKey | None:
    """The resource or lane that simulation data name: by id or name, first in their own map."""
    own = ElementKey(file, name.text)
    if own in result.names:
        return own
    wanted = " ".join(name.text.split())
    named = sorted(key for key, known in result.names.items() if known == wanted and key.file == file)
    if named:
        return min(named, key=lambda key: key in result.lanes)
    elsewhere = maps.key(file, name, Resource)
    if elsewhere is not None:
        return elsewhere
    others = [key for key, known in result.names.items() if known == wanted and key not in result.lanes]
    return min(others) if len({result.root(key) for key in others}) == 1 else None


# -- links -------------------------------------------------------------------------------------------


def shared(result: Teams, maps: Surveys, found: Places) -> list[Link]:
    """Links between the processes in which one team works; they have no direction."""
    working: dict[ElementKey, dict[ElementKey, list[ElementKey]]] = {}
    for process, resources in result.uses.items():
        for resource in resources:
            working.setdefault(result.root(resource), {}).setdefault(process, []).append(resource)
    links: list[Link] = []
    for processes in working.values():
        for one, other in _pairs(sorted(processes)):
            level, ours, theirs = min(
                (_level(result, maps, a, b), a, b) for a in processes[one] for b in processes[other]
            )
            if level is Level.M1 and one.file == other.file == ours.file:
                level = Level.M0
            told = _evidence(result, found, (one, other), (ours, theirs), level)
            links.append(Link(one, other, Kind.RESOURCE, level, told))
    return links


def _pairs(processes: Sequence[ElementKey]) -> Iterator[tuple[ElementKey, ElementKey]]:
    if len(processes) <= MOST_PAIRED:
        yield from combinations(processes, 2)
    else:
        yield from ((processes[0], other) for other in processes[1:])


def _level(result: Teams, maps: Surveys, one: ElementKey, other: ElementKey) -> Level:
    if one == other:
        return Level.M1
    if result.said.get(one, -1) == result.said.get(other, -2):
        return Level.M2
    defined = _definition(result, maps, one)
    return Level.M3 if defined is not None and defined == _definition(result, maps, other) else Level.M4


def _evidence(
    result: Teams,
    found: Places,
    processes: tuple[ElementKey, ElementKey],
    resources: tuple[ElementKey, ElementKey],
    level: Level,
) -> Message:
    one, other = (found.title(process) for process in processes)
    if level is Level.M2:
        team = result.confirmed[result.said[resources[0]]]
        told = "Somebody confirmed that “{team}” is one team; it works in “{one}” and in “{other}”."
        return message(told, team=team, one=one, other=other)
    team = result.names.get(resources[0]) or resources[0].element
    return message("“{team}” works in “{one}” and in “{other}”.", team=team, one=one, other=other)


def team_of(link: Link) -> str:
    """The name of the team that a link between processes is about."""
    return str(dict(link.evidence.values).get("team", ""))


# -- questions ---------------------------------------------------------------------------------------


def asked(result: Teams, found: Places, facts: Facts) -> list[OpenQuestion]:
    """For each name one question: are these lanes and resources of several processes one team?

    Once a pair was said to be different, the question is asked about those left.
    """
    different = _different(result, facts)
    working = _working(result)
    said = {result.root(key) for key in result.said}
    named: dict[str, dict[ElementKey, ElementKey]] = {}
    for key in sorted(result.names):
        name = result.names[key]
        if says_who(name) and working.get(result.root(key)):
            named.setdefault(normalised(name), {}).setdefault(result.root(key), key)
    questions: list[OpenQuestion] = []
    for group in named.values():
        for root, first in group.items():
            others = [
                key
                for other, key in group.items()
                if first < key
                and frozenset((root, other)) not in different
                and not {root, other} <= said
                # Lane and resource of one process join nothing.
                and len(working[root] | working[other]) > max(len(working[root]), len(working[other]))
            ]
            if others:
                offered = tuple(_offered(result, found, others))
                question = _asked(result, found, first, others)
                questions.append(OpenQuestion(question, first, Kind.RESOURCE, offered))
                break
    return questions


def _working(result: Teams) -> dict[ElementKey, set[ElementKey]]:
    """The processes in which each team works, with those of lanes that nobody has asked about yet."""
    working: dict[ElementKey, set[ElementKey]] = {}
    for process, resources in result.uses.items():
        for resource in resources:
            working.setdefault(result.root(resource), set()).add(process)
    for lane, process in result.lanes.items():
        working.setdefault(result.root(lane), set()).add(process)
    return working


def _different(result: Teams, facts: Facts) -> set[frozenset[ElementKey]]:
    """The teams of which people said that they are different."""
    return {
        frozenset((result.root(fact.source), result.root(fact.target)))
        for fact in facts.links
        if fact.kind == Kind.RESOURCE
        and fact.decision is Decision.REJECTED
        and fact.source in result.names
        and fact.target in result.names
    }


def _asked(result: Teams, found: Places, first: ElementKey, others: Sequence[ElementKey]) -> Message:
    name = result.names[first]
    if len(others) > 1:
        told = "“{name}” stands in {count} places. Is it one and the same team?"
        return message(told, name=name, count=len(others) + 1)
    other = others[0]
    places = [key.file for key in (first, other)]
    if places[0] == places[1]:
        places = [found.title(result.lanes[k]) if k in result.lanes else k.file for k in (first, other)]
    return message(
        "Is “{one}” of {place} the same team as “{other}” of {second}?",
        one=name,
        place=places[0],
        other=result.names[other],
        second=places[1],
    )


def _offered(result: Teams, found: Places, keys: Iterable[ElementKey]) -> Iterator[Candidate]:
    for key in keys:
        process = result.lanes.get(key)
        if process is not None:
            told = message(
                "A role of “{process}” has the name “{name}” too.",
                process=found.title(process),
                name=result.names[key],
            )
        else:
            told = message(
                "A team of {file} has the name “{name}” too.", file=key.file, name=result.names[key]
            )
        yield Candidate(key, Level.M6, told)
