"""How far off the waits of the queueing network may be, from the class of system it is asked about.

Measured on systems with exact answers: networks of exponential queues (Jackson 1957) are exact; other waits
of the two-moment network are within 15 % where nobody is busier than 90 %, and within 30 % beyond that, with
hours of work, groups or priorities.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Activity
from bpmn.queueing.results import Analysis
from bpmn.scenario.distributions import EXPONENTIAL, Distribution
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.scenario.resources import Resources

EXACT, USUAL, WIDE = 0.0, 0.15, 0.30
BUSY = 0.9
"""The load above which waits are known less well."""


@dataclass(frozen=True, slots=True)
class ModelError:
    """The share of a wait by which it may be wrong, and why; without reasons the waits are exact."""

    share: float = EXACT
    reasons: tuple[Message, ...] = ()


def model_error(system: Maps, scenario: Scenario) -> ModelError:
    """The error of the waits in a scenario, before anybody looks at loads."""
    found = dict(_doubts(system, scenario))
    return ModelError(max(found.values(), default=EXACT), tuple(found))


def at_load(error: ModelError, *states: Analysis) -> ModelError:
    """The same where the busiest team counts; networks that are exact stay so."""
    busiest = max((r.utilisation or 0.0 for state in states for r in state.resources), default=0.0)
    if error.share == EXACT or not BUSY < busiest < 1:
        return error
    return ModelError(WIDE, (*error.reasons, message("a team is busier than 90 %")))


def _doubts(system: Maps, scenario: Scenario) -> Iterator[tuple[Message, float]]:
    for parameters in scenario.parameters.values():
        if parameters.batch is not None:
            yield message("cases are worked on in groups"), WIDE
        if parameters.calendar is not None:
            yield message("teams have hours of work"), WIDE
        timer = parameters.inter_trigger_timer
        if timer is not None and not _is_exponential(timer):
            yield message("cases do not come at random"), USUAL
    resources = Resources(system, scenario)
    served: dict[tuple[ElementKey, ...], list[ElementParameters]] = {}
    for key, activity in activities(system):
        for need in resources.needs(key, activity.resources) or ():
            team = resources.find(key.file, need.resource)
            if team is not None and resources.pool(team).quantity is not None:
                served.setdefault(resources.pool(team).keys, []).append(scenario.of(key))
    for steps in served.values():
        yield from _of_team(steps)


def _of_team(steps: list[ElementParameters]) -> Iterator[tuple[Message, float]]:
    times = [time for step in steps if (time := step.processing_time or step.duration) is not None]
    if any(not _is_exponential(time) for time in times):
        yield message("work does not take exponential times"), USUAL
    is_alike = len({round(time.mean, 12) for time in times if time.mean}) < 2  # noqa: PLR2004 - one or none
    if not is_alike:
        yield message("a team does tasks of different lengths"), USUAL
    if not is_alike and len({step.priority or 0.0 for step in steps}) > 1:
        yield message("some work goes before other work"), WIDE


def activities(system: Maps) -> Iterator[tuple[ElementKey, Activity]]:
    """Every activity of the maps that can be named."""
    for file in system.files:
        for activity in system.document(file).all(Activity):
            if activity.id:
                yield ElementKey(file, activity.id), activity


def _is_exponential(time: Distribution) -> bool:
    """A step that is left out has no time and makes nobody wait."""
    return time.kind == EXPONENTIAL or time.mean == 0
