"""How long an element takes, from its parameters and from what its timer says."""

import math
import re

from bpmn.model import BoundaryEvent, CatchEvent, Expression, FlowNode, StartEvent, TimerEventDefinition
from bpmn.queueing.groups import Grouping
from bpmn.queueing.moments import ZERO, Moments
from bpmn.scenario.calendar import DAY
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import Batch, ElementParameters
from bpmn.scenario.units import TimeUnit, parse_duration

WORK = ("set_up_time", "processing_time", "validation_time", "rework_time")
"""Times for which resources are held."""

LAG = ("transfer_time", "wait_time", "lag_time")
"""Times that use nobody."""

CYCLE = re.compile(r"R\d*/(?:[^/P]+/)?(?P<period>P[^/]+)(?:/.*)?")


def moments(distribution: Distribution | None) -> Moments:
    """Mean and variance; nothing takes no time."""
    return ZERO if distribution is None else Moments(distribution.mean, distribution.variance)


def work(parameters: ElementParameters) -> Moments:
    """The time that resources are held; the duration where no part of it is given."""
    parts = [getattr(parameters, name) for name in WORK]
    if any(part is not None for part in parts):
        return _sum(parts)
    return moments(parameters.duration)


def work_and_set_up(parameters: ElementParameters) -> tuple[Moments, Moments]:
    """The time of each case of a group, and what the group takes once."""
    each = [getattr(parameters, name) for name in WORK if name != "set_up_time"]
    known = any(part is not None for part in each) or parameters.set_up_time is not None
    return _sum(each) if known else moments(parameters.duration), moments(parameters.set_up_time)


def grouping(batch: Batch, unit: TimeUnit) -> Grouping:
    """The rule of a batch in a unit of time."""
    at = sorted(set(batch.at))
    ends = [*at[1:], at[0] + DAY] if at else []
    gaps = tuple((end - begin) / unit.seconds for begin, end in zip(at, ends, strict=True))
    most = math.inf if batch.most is None else float(batch.most)
    return Grouping(batch.least, most, batch.timeout, gaps)


def lag(parameters: ElementParameters) -> Moments:
    """The time that passes without holding anybody."""
    return _sum([getattr(parameters, name) for name in LAG])


def is_timed(parameters: ElementParameters) -> bool:
    """Whether anything about time is known."""
    return any(getattr(parameters, name) is not None for name in (*WORK, *LAG, "duration"))


def _sum(parts: list[Distribution | None]) -> Moments:
    total = ZERO
    for part in parts:
        if part is not None:
            total = moments(part) if total is ZERO else total + moments(part)
    return total


def event_time(event: FlowNode, parameters: ElementParameters, unit: TimeUnit) -> Moments | None:
    """How long a catching event waits once it is reached; None where nothing says so."""
    if parameters.inter_trigger_timer is not None:
        return moments(parameters.inter_trigger_timer)
    if is_timed(parameters):
        return work(parameters) + lag(parameters)
    seconds = timer_seconds(event)
    if seconds is None:
        return None
    length = seconds / unit.seconds
    # Who comes to a clock that strikes regularly waits for half of its period, on average.
    return Moments(length / 2, length**2 / 12) if is_periodic(event) else Moments(length)


def is_periodic(event: FlowNode) -> bool:
    """Whether a timer goes off again and again, whoever waits for it; one on an edge starts anew."""
    if not isinstance(event, CatchEvent) or isinstance(event, BoundaryEvent | StartEvent):
        return False
    return any(
        isinstance(d, TimerEventDefinition) and _seconds(d.time_duration) is None and d.time_cycle is not None
        for d in event.definitions
    )


def timer_seconds(event: FlowNode) -> float | None:
    """The duration or period of an event's timer in seconds; None without one that is a plain number."""
    if not isinstance(event, CatchEvent):
        return None
    for definition in event.definitions:
        if isinstance(definition, TimerEventDefinition):
            for expression in (definition.time_duration, definition.time_cycle):
                found = _seconds(expression)
                if found is not None:
                    return found
    return None


def _seconds(expression: Expression | None) -> float | None:
    if expression is None:
        return None
    text = expression.body.strip()
    cycle = CYCLE.fullmatch(text)
    try:
        return parse_duration(cycle["period"] if cycle else text)
    except ValueError:
        return None


def is_timer(event: FlowNode) -> bool:
    """Whether a timer triggers an event."""
    return isinstance(event, CatchEvent) and any(
        isinstance(definition, TimerEventDefinition) for definition in event.definitions
    )
