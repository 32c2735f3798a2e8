"""The numbers of single steps, as laid over a map: how long, how much waiting, how busy their team."""

from collections.abc import Mapping
from typing import NamedTuple

from bpmn.base.finding import ElementKey
from bpmn.model import Activity
from bpmn.queueing.results import ActivityNumbers, Analysis
from bpmn.scenario.merged import read
from bpmn.scenario.resources import Resources
from bpmn.system.system import System


class StepNumbers(NamedTuple):
    """Per execution, in the unit of the analysis; ``load`` is that of the busiest team it needs (1 is full).

    None is unknown. ``wait`` is for people, ``delay`` for anything else.
    """

    work: float
    wait: float | None
    delay: float
    load: float | None
    team: str

    @property
    def waiting_share(self) -> float:
        """The part of the time in the step that is waiting."""
        waiting = (self.wait or 0.0) + self.delay
        whole = self.work + waiting
        return waiting / whole if whole else 0.0


def step_numbers(system: System, analysis: Analysis) -> Mapping[ElementKey, StepNumbers]:
    """The numbers of all steps and events where a case spends time or needs a team."""
    teams = Resources(system, read(system), system.facts)
    found = {}
    for one in (*analysis.activities, *analysis.events):
        load, team = _busiest(system, teams, one, analysis)
        if load is not None or one.work or one.wait or one.delay:
            found[one.key] = StepNumbers(one.work, one.wait, one.delay, load, team)
    return found


def _busiest(
    system: System, teams: Resources, one: ActivityNumbers, analysis: Analysis
) -> tuple[float | None, str]:
    """The highest load of the teams that an activity needs, and that team's name."""
    element = system.document(one.key.file).element(one.key.element)
    if not isinstance(element, Activity):
        return None, ""
    loads: list[tuple[float, str]] = []
    for need in teams.needs(one.key, element.resources) or ():
        key = teams.find(one.key.file, need.resource)
        pool = teams.pool(key).name if key is not None else need.resource
        found = analysis.resource(pool)
        if found is not None and found.utilisation is not None:
            loads.append((found.utilisation, pool))
    return max(loads, default=(None, ""))
