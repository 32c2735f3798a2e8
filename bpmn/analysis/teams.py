"""Who works where: the teams of a system with the steps they do, as far as the maps say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.model import Activity, Element, Resource
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
        place = context.places.processes[process]
        for node in place.graph.nodes.values():
            if not issubclass(node.kind, Activity):
                continue
            key = ElementKey(process.file, node.id)
            for member in dict.fromkeys(self._members(context, key, node.lane)):
                pool = self._resources.pool(member)
                team = self._teams.setdefault(pool.keys[0], Team(pool.name, pool.keys, pool.quantity))
                steps = team.steps.setdefault(process, [])
                if key not in steps:
                    steps.append(key)

    def _members(self, context: Context, key: ElementKey, lane: str | None) -> Iterator[ElementKey]:
        performers = context.maps.of(key.file).derive(_performers).get(key.element, ())
        selected = self._resources.selected(key, performers) or []
        found = [self._resources.find(key.file, one.resource) for one in selected]
        named = [member for member in found if member is not None]
        yield from named
        if not named and lane is not None:
            yield ElementKey(key.file, lane)


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
