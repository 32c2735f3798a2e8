"""Who works where: the teams of a system with the steps they do, as far as the maps say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.model import Activity, Element, Resource
from bpmn.model.graph import ProcessGraph
from bpmn.scenario.merged import read
from bpmn.scenario.resources import Resources
from bpmn.system.seen import FileSurvey

if TYPE_CHECKING:
    from bpmn.scenario.parameters import Scenario


@dataclass(slots=True)
class Team:
    """People who are one team, with the steps they do by process; ``quantity`` None is not known."""

    name: str
    keys: tuple[ElementKey, ...]
    quantity: float | None
    steps: dict[ElementKey, list[ElementKey]] = field(default_factory=dict)

    @property
    def processes(self) -> list[ElementKey]:
        """The processes in which they work, in order."""
        return sorted(self.steps)

    @property
    def all_steps(self) -> list[ElementKey]:
        """Everything they do, in order."""
        return [step for process in self.processes for step in self.steps[process]]


class Staff:
    """The teams of a system, and the numbers of its base scenario."""

    def __init__(self, context: Context) -> None:
        system, maps = context.system, context.maps
        self.scenario: Scenario = read(system, files=[one.file for one in maps if one.is_timed])
        self._resources = Resources(system, self.scenario, system.facts, maps)
        self._teams: dict[ElementKey, Team] = {}
        for process in context.own_processes():
            self._collect(context, process)

    @property
    def teams(self) -> list[Team]:
        """All teams that do something, by name."""
        return sorted(self._teams.values(), key=lambda team: (team.name, team.keys))

    @property
    def team_of_step(self) -> Mapping[ElementKey, Team]:
        """The team that does each step; the first by name where several do it together."""
        return {step: team for team in reversed(self.teams) for step in team.all_steps}

    def has_choice(self, step: ElementKey) -> bool:
        """Whether any one of several teams can do a step."""
        selection = self.scenario.of(step).selection
        return selection is not None and selection.is_choice and len(selection.needs) > 1

    def _collect(self, context: Context, process: ElementKey) -> None:
        one = context.maps.of(process.file)
        found: dict[ElementKey, set[tuple[int, ElementKey]]] = {}
        for alike in one.derive(_work).get(process.element, ()):
            # Only numbers can tell steps apart that have the same performers and lane.
            for steps in ([step] for step in alike.steps) if one.is_timed else [alike.steps]:
                for member in self._members(steps[0][1], alike):
                    found.setdefault(self._team(member).keys[0], set()).update(steps)
        for first, done in found.items():
            self._teams[first].steps[process] = [key for _, key in sorted(done)]

    def _team(self, member: ElementKey) -> Team:
        pool = self._resources.pool(member)
        if pool.keys[0] not in self._teams:
            self._teams[pool.keys[0]] = Team(pool.name, pool.keys, pool.quantity)
        return self._teams[pool.keys[0]]

    def _members(self, key: ElementKey, alike: "_Alike") -> Iterator[ElementKey]:
        selected = self._resources.selected(key, alike.performers) or []
        found = [self._resources.find(key.file, one.resource) for one in selected]
        named = [member for member in found if member is not None]
        yield from named
        if not named and alike.lane is not None:
            yield ElementKey(key.file, alike.lane)


@dataclass(frozen=True, slots=True)
class _Alike:
    """The activities of a process with the same performers and lane, each with its place in the file."""

    performers: tuple[str, ...]
    lane: str | None
    steps: list[tuple[int, ElementKey]]


def _work(one: FileSurvey) -> dict[str, list[_Alike]]:
    """The activities of each process of a map by who may do them."""
    return {graph.process_id: list(_grouped(one, graph)) for graph in one.processes}


def _grouped(one: FileSurvey, graph: ProcessGraph) -> Iterator[_Alike]:
    written = one.derive(_performers)
    found: dict[tuple[tuple[str, ...], str | None], list[tuple[int, ElementKey]]] = {}
    for at, node in enumerate(graph.nodes.values()):
        if issubclass(node.kind, Activity):
            who = (tuple(written.get(node.id, ())), node.lane)
            found.setdefault(who, []).append((at, ElementKey(one.file, node.id)))
    return (_Alike(performers, lane, steps) for (performers, lane), steps in found.items())


def _performers(one: FileSurvey) -> dict[str, list[str]]:
    """How the resources of those who perform something are written: by id where the map holds them."""
    found: dict[str, list[str]] = {}
    for role in one.roles:
        if role.resource is not None:
            ref = role.resource
            is_here = issubclass(one.kinds.get(ref.local, Element), Resource)
            is_here = is_here and ref.uri in (None, one.namespace)
            found.setdefault(role.holder, []).append(ref.local if is_here else ref.text)
    return found
