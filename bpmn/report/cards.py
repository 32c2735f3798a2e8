"""What the cards of the landscape say in numbers: how long a process takes, and how busy its people are."""

from collections.abc import Mapping

from bpmn.base.finding import ElementKey
from bpmn.model import Activity, Process
from bpmn.model.graph import ProcessGraph, process_graph
from bpmn.queueing.results import Analysis
from bpmn.scenario.units import TimeUnit
from bpmn.system.landscape import Figures
from bpmn.system.system import System

UNITS = {TimeUnit.HOUR: "h", TimeUnit.DAY: "days", TimeUnit.YEAR: "years"}
TEN = 10


def figures(system: System, analysis: Analysis) -> dict[ElementKey, Figures]:
    """Time and highest load of every process that has work with known times."""
    loads = {key: r.utilisation for r in analysis.resources for key in r.keys if r.utilisation is not None}
    found: dict[ElementKey, Figures] = {}
    for file, document in system.documents:
        for process in document.all(Process):
            key = ElementKey(file, process.id or "")
            numbers = analysis.process(key)
            if numbers is not None and numbers.lead_time and numbers.visits:
                load = _load(file, process_graph(process), process, loads)
                found[key] = Figures(_time(numbers.lead_time, analysis.time_unit), load)
    return found


def _load(
    file: str, graph: ProcessGraph, process: Process, loads: Mapping[ElementKey, float]
) -> float | None:
    """The highest load among the people a process needs; None if nobody is known."""
    teams = {ElementKey(file, node.lane) for node in graph.nodes.values() if node.lane}
    for node in graph.nodes:
        activity = process.document.element(node)
        roles = activity.resources if isinstance(activity, Activity) else ()
        teams |= {ElementKey(file, r.resource_ref.id or "") for r in roles if r.resource_ref is not None}
    return max((loads[team] for team in teams if team in loads), default=None)


def _time(value: float, unit: TimeUnit) -> str:
    """A time in at most three digits."""
    digits = 1 if value < TEN else 0
    return f"{value:.{digits}f} {UNITS.get(unit, str(unit))}"
