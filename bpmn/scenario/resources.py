"""Which resources of which maps are one pool, and which pools an activity needs.

One pool across maps are: uses of one definition, ``resource`` elements of equal and not generic names, lanes
that stand for one element (``partitionElementRef``), and what people confirmed. Other lanes are one only
when confirmed.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Lane, Resource, ResourceRole
from bpmn.model.document import Document
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import Scenario, Selected
from bpmn.system.ends import GENERIC_NAMESPACES
from bpmn.system.facts import Facts, ResourceFact
from bpmn.system.names import says_who
from bpmn.system.process_facts import PROCESS_OWNER
from bpmn.system.seen import FileSurvey
from bpmn.system.surveys import Surveys


@dataclass(frozen=True, slots=True)
class ResourcePool:
    """One team: its resources in all maps, how many there are (None: not known), money per unit of time."""

    name: str
    keys: tuple[ElementKey, ...]
    quantity: float | None = None
    unit_cost: float | None = None


class Resources:
    """The pools of a system in one scenario. ``problems`` tells where numbers contradict each other."""

    def __init__(
        self, system: Maps, scenario: Scenario, facts: Facts | None = None, seen: Surveys | None = None
    ) -> None:
        """``seen`` are the surveys of the maps, which then are not looked through themselves."""
        self.scenario = scenario
        self.problems: list[Message] = []
        self._system = system
        self._names: dict[ElementKey, str] = {}
        self._lanes: set[ElementKey] = set()
        self._parent: dict[ElementKey, ElementKey] = {}
        said = facts.resources if facts is not None else ()
        self._said = {key: fact.name for fact in said for key in fact.elements}
        self._seen = seen
        for file in system.files:
            if seen is None:
                self._collect(file, system.document(file))
            else:
                self._take(seen.of(file))
        self._join_by_definition()
        self._join_by_name()
        self._join_lanes()
        self._join_by_person(said)
        self._pools: dict[ElementKey, ResourcePool] = {}

    def in_scenario(self, scenario: Scenario) -> "Resources":
        """The same pools with the numbers of another scenario of the same maps."""
        other = copy(self)
        other.scenario, other._pools, other.problems = scenario, {}, []  # noqa: SLF001 - its own copy
        return other

    def _collect(self, file: str, document: Document) -> None:
        named: list[Resource | Lane] = [*document.all(Resource), *document.all(Lane)]
        for element in named:
            if element.id:
                key = ElementKey(file, element.id)
                self._names[key] = " ".join((element.name or "").split())
                self._parent[key] = key
                if isinstance(element, Lane):
                    self._lanes.add(key)

    def _take(self, one: FileSurvey) -> None:
        """The same from the survey of a map."""
        resources, lanes = one.derive(_of_teams)
        for key in (*resources, *lanes):
            self._names[key] = one.name(key.element)
            self._parent[key] = key
        self._lanes.update(lanes)

    def _root(self, key: ElementKey) -> ElementKey:
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def _unite(self, keys: Iterable[ElementKey]) -> None:
        known = [self._root(key) for key in keys if key in self._parent]
        for key in known[1:]:
            self._parent[self._root(key)] = self._root(known[0])

    def _join_by_definition(self) -> None:
        """Equal qualified ids are one definition, unless their names differ or a tool gave the namespace."""
        groups: dict[tuple[str, str, str], list[ElementKey]] = {}
        for key, name in self._names.items():
            space = self._space(key.file)
            is_open = key not in self._lanes and key not in self._said
            if is_open and space and not space.startswith(GENERIC_NAMESPACES):
                groups.setdefault((space, key.element, name), []).append(key)
        for keys in groups.values():
            self._unite(keys)

    def _space(self, file: str) -> str:
        if self._seen is not None:
            return self._seen.of(file).namespace
        return self._system.document(file).definitions.target_namespace or ""

    def _join_by_name(self) -> None:
        groups: dict[str, list[ElementKey]] = {}
        for key, name in self._names.items():
            is_open = key not in self._lanes and key not in self._said
            if is_open and says_who(name):
                groups.setdefault(name, []).append(key)
        for keys in groups.values():
            self._unite(keys)

    def _join_lanes(self) -> None:
        """A lane is the team of what it stands for: a resource, or the same element as other lanes."""
        groups: dict[ElementKey, list[ElementKey]] = {}
        for file in self._system.files:
            if self._seen is not None and not any(lane.stands_for for lane in self._seen.of(file).lanes):
                continue
            document = self._system.document(file)
            for lane in document.all(Lane):
                key, text = ElementKey(file, lane.id or ""), lane.node.get("partitionElementRef") or ""
                meant = self._meant(file, *document.resolve_qname(lane.node, text)) if text.strip() else None
                if meant is not None and key in self._parent and key not in self._said:
                    groups.setdefault(meant, []).append(key)
        for meant, lanes in groups.items():
            self._unite([*([] if meant in self._said else [meant]), *lanes])

    def _meant(self, file: str, uri: str | None, local: str) -> ElementKey | None:
        """The element that a name written in a map means: the one there, else the only one of any map."""
        holding = [f for f in self._system.files if self._system.document(f).node(local) is not None]
        named = [f for f in holding if uri in (None, self._space(f))]
        keys = [ElementKey(f, local) for f in ([file] if file in named else named)]
        return keys[0] if len(keys) == 1 else self._only(key for key in keys if key in self._parent)

    def _join_by_person(self, said: Iterable[ResourceFact]) -> None:
        for fact in said:
            self._unite(fact.elements)

    def pool(self, key: ElementKey) -> ResourcePool:
        """The pool that a resource or lane belongs to; its name is what people say, else its first one's."""
        root = self._root(key)
        if root not in self._pools:
            keys = self._members[root]
            names = [*(self._said.get(k, "") for k in keys), *(self._names[k] for k in keys)]
            name = next((name for name in names if name), root.element)
            quantity = self._agreed(keys, "quantity", name)
            cost = self._agreed(keys, "unit_cost", name)
            self._pools[root] = ResourcePool(name, keys, quantity, cost)
        return self._pools[root]

    @cached_property
    def _members(self) -> dict[ElementKey, tuple[ElementKey, ...]]:
        """The resources and lanes of each pool; asked for when all are joined."""
        groups: dict[ElementKey, list[ElementKey]] = {}
        for key in self._names:
            groups.setdefault(self._root(key), []).append(key)
        return {root: tuple(keys) for root, keys in groups.items()}

    @cached_property
    def _by_name(self) -> dict[str, list[ElementKey]]:
        """The resources and lanes by name."""
        groups: dict[str, list[ElementKey]] = {}
        for key, name in self._names.items():
            groups.setdefault(name, []).append(key)
        return groups

    @cached_property
    def _called(self) -> dict[str, list[ElementKey]]:
        """The resources and lanes by id."""
        groups: dict[str, list[ElementKey]] = {}
        for key in self._names:
            groups.setdefault(key.element, []).append(key)
        return groups

    def _agreed(self, keys: tuple[ElementKey, ...], parameter: str, name: str) -> float | None:
        """The number that the maps give for a pool; the first one where they differ."""
        found = [(k.file, v) for k in keys if (v := getattr(self.scenario.of(k), parameter)) is not None]
        if len({value for _, value in found}) > 1:
            listed = ", ".join(f"{value:g} in {file}" for file, value in found)
            self.problems.append(
                message(
                    "“{resource}” has different numbers in different maps ({listed}); the first one is used.",
                    resource=name,
                    listed=listed,
                )
            )
        return found[0][1] if found else None

    def find(self, file: str, name: str) -> ElementKey | None:
        """The resource or lane that a selection in a map names by id or name; None if there is none.

        What the map lacks may be a ``resource`` of another map, by qualified id or by name, if all it may
        mean are one pool.
        """
        wanted = " ".join(name.split())
        by_id = ElementKey(file, name.strip())
        if by_id in self._names:
            return by_id
        matching = self._by_name.get(wanted, [])
        here = [key for key in matching if key.file == file]
        if here:
            return min(here, key=lambda key: key in self._lanes)
        return self._only(self._by_id(file, name.strip())) or self._only(matching)

    def _only(self, keys: Iterable[ElementKey]) -> ElementKey | None:
        """The first of resources that are all one pool, None if they are not."""
        there = [key for key in keys if key not in self._lanes]
        return there[0] if len({self._root(key) for key in there}) == 1 else None

    def _by_id(self, file: str, text: str) -> list[ElementKey]:
        """The resources of any map that a qualified id, or an id alone, means in a map."""
        document = self._system.document(file)
        uri, local = document.resolve_qname(document.definitions.node, text)
        return [k for k in self._called.get(local, ()) if uri in (None, self._space(k.file))]

    def needs(self, key: ElementKey, roles: Iterable[ResourceRole]) -> list[Selected] | None:
        """What an activity selects, or who its performers are, one of each; None if nobody is named."""
        return self.selected(key, (_named(role) for role in roles if role.name != PROCESS_OWNER))

    def selected(self, key: ElementKey, performers: Iterable[str]) -> list[Selected] | None:
        """The same where it is known how the resources of its performers are written."""
        selection = self.scenario.of(key).selection
        if selection is not None:
            return list(selection.needs[:1] if selection.is_choice else selection.needs)
        return [Selected(text) for text in performers if text] or None


def _of_teams(one: FileSurvey) -> tuple[list[ElementKey], list[ElementKey]]:
    """The resources of a map, and its lanes."""
    resources, lanes = (
        [
            ElementKey(one.file, identifier)
            for identifier, kind in one.kinds.items()
            if issubclass(kind, wanted)
        ]
        for wanted in (Resource, Lane)
    )
    return resources, lanes


def _named(role: ResourceRole) -> str:
    """The id of the resource of a role, as it is written where that is in another map."""
    if role.resource_ref is not None:
        return role.resource_ref.id or ""
    texts = (node.text for node in role.node.iterchildren("{*}resourceRef"))
    return next((text.strip() for text in texts if text), "")
