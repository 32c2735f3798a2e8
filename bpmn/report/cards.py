"""What the cards of the landscape say in numbers: how long a process takes, and how busy its people are."""

from collections.abc import Iterator
from typing import NamedTuple

from bpmn.base.finding import ElementKey
from bpmn.model import Activity, Process
from bpmn.model.graph import process_graph
from bpmn.queueing.results import Analysis
from bpmn.scenario.units import TimeUnit
from bpmn.system.landscape import Figures, Team
from bpmn.system.system import System

UNITS = {TimeUnit.HOUR: "h", TimeUnit.DAY: "days", TimeUnit.YEAR: "years"}
TEN = 10


def figures(system: System, analysis: Analysis) -> dict[ElementKey, Figures]:
    """Time, highest load and share of waiting of every process that has work with known times."""
    loads = {key: r.utilisation for r in analysis.resources for key in r.keys if r.utilisation is not None}
    found: dict[ElementKey, Figures] = {}
    for process in _processes(system):
        numbers = analysis.process(process.key)
        if numbers is not None and numbers.lead_time and numbers.visits:
            load = max((loads[team] for team in process.teams if team in loads), default=None)
            waiting = None if numbers.wait is None else numbers.wait / numbers.lead_time
            words, unit = _time(numbers.lead_time, analysis.time_unit), str(analysis.time_unit)
            found[process.key] = Figures(words, load, waiting, numbers.lead_time, unit)
    return found


def teams(system: System, analysis: Analysis | None) -> tuple[Team, ...]:
    """The people who work in several processes, and how many they are."""
    if analysis is None:
        return ()
    found = []
    processes = list(_processes(system))
    for resource in analysis.resources:
        shared = tuple(p.key for p in processes if not p.teams.isdisjoint(resource.keys))
        if len(shared) > 1:
            found.append(Team(resource.name, shared, resource.capacity))
    return tuple(found)


class _Worked(NamedTuple):
    """A process with the lanes and resources that work in it."""

    key: ElementKey
    teams: frozenset[ElementKey]


def _processes(system: System) -> Iterator[_Worked]:
    for file, document in system.documents:
        for process in document.all(Process):
            graph = process_graph(process)
            found = {ElementKey(file, node.lane) for node in graph.nodes.values() if node.lane}
            for node in graph.nodes:
                activity = document.element(node)
                roles = activity.resources if isinstance(activity, Activity) else ()
                named = (role.resource_ref for role in roles)
                found |= {ElementKey(file, resource.id or "") for resource in named if resource}
            yield _Worked(ElementKey(file, process.id or ""), frozenset(found))


def _time(value: float, unit: TimeUnit) -> str:
    """A time in at most three digits."""
    digits = 1 if value < TEN else 0
    return f"{value:.{digits}f} {UNITS.get(unit, str(unit))}"
