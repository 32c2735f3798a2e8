"""How far off the waits of the queueing network may be before and after a change."""

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.model import Activity
from bpmn.queueing.net import Cause
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps
from bpmn.system.facts import Metric

WAITING = frozenset({Cause.QUEUE, Cause.OFF_CALENDAR, Cause.BATCH})
"""What of a lead time rests on formulas for queues."""


@dataclass(frozen=True, slots=True)
class ModelError:
    """The share of a wait by which it may be wrong, and why; 0 where the waits are exact."""

    share: float = 0.0
    reasons: tuple[Message, ...] = ()


def model_error(*states: Analysis) -> ModelError:
    """The error of the waits in the least certain of some states."""
    reasons = dict.fromkeys(r for s in states if s.reliance is not None for r in s.reliance.reasons)
    return ModelError(max((_share(state) for state in states), default=0.0), tuple(reasons))


def _share(state: Analysis) -> float:
    """The error of the lead time as a part of what of it is spent waiting."""
    waiting = sum(part.mean for part in state.partition if part.cause in WAITING)
    lead_time = state.metric(Metric.LEAD_TIME)
    if state.reliance is None or lead_time is None or waiting <= 0:
        return 0.0
    return min(state.reliance.error * lead_time / waiting, 1.0)


def activities(system: Maps) -> Iterator[tuple[ElementKey, Activity]]:
    """Every activity of the maps that can be named."""
    for file in system.files:
        for activity in system.document(file).all(Activity):
            if activity.id:
                yield ElementKey(file, activity.id), activity
