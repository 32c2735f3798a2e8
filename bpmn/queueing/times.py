"""How long an element takes, from its parameters and from what its timer says."""

import re

from bpmn.model import CatchEvent, Expression, FlowNode, TimerEventDefinition
from bpmn.queueing.moments import ZERO, Moments
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import ElementParameters
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


def lag(parameters: ElementParameters) -> Moments:
    """The time that passes without holding anybody."""
    return _sum([getattr(parameters, name) for name in LAG])


def is_timed(parameters: ElementParameters) -> bool:
    """Whether anything about time is known."""
    return any(getattr(parameters, name) is not None for name in (*WORK, *LAG, "duration"))


def _sum(parts: list[Distribution | None]) -> Moments:
    total = ZERO
    for part in parts:
        total += moments(part)
    return total


def event_time(event: FlowNode, parameters: ElementParameters, unit: TimeUnit) -> Moments | None:
    """How long a catching event waits once it is reached; None where nothing says so."""
    if parameters.inter_trigger_timer is not None:
        return moments(parameters.inter_trigger_timer)
    if is_timed(parameters):
        return work(parameters) + lag(parameters)
    seconds = timer_seconds(event)
    return None if seconds is None else Moments(seconds / unit.seconds)


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
