"""How wrong forecasts were: what was measured against what was predicted, and what follows for the next.

The relative errors of past forecasts of one kind (the same parameters, the same figure) widen the interval of
the next one of that kind by their root mean square.
"""

import math
from collections.abc import Iterator

from bpmn.base.message import Message, message
from bpmn.improvement.estimates import Estimate
from bpmn.improvement.spoken import number, percent
from bpmn.system.facts import Facts, Initiative, KpiFact, Realised


def kind_of(initiative: Initiative | None) -> frozenset[str]:
    """What an initiative changes, without saying where."""
    if initiative is None:
        return frozenset()
    maps = {"map"} if initiative.maps else set()
    return frozenset({*(str(change.parameter) for change in initiative.changes), *maps})


def error_of(one: Realised) -> float | None:
    """By which part of the forecast what was measured differs from it; None without a forecast."""
    if one.predicted is None:
        return None
    scale = abs(one.predicted) or abs(one.before or 0.0)
    return (one.value - one.predicted) / scale if scale else None


def past_error(facts: Facts, initiative: Initiative | None, figure: KpiFact) -> float:
    """The root mean square of the errors of past forecasts of this kind; 0 without any."""
    wanted = kind_of(initiative)
    names = {figure.id or None, figure.measure if figure.element is None and not figure.resource else None}
    errors = [
        error
        for other in facts.initiatives
        if wanted and kind_of(other) == wanted
        for one in other.realised
        if one.metric in names and (error := error_of(one)) is not None
    ]
    return math.sqrt(sum(e * e for e in errors) / len(errors)) if errors else 0.0


def widened(estimate: Estimate | None, error: float) -> Estimate | None:
    """An estimate with the error of past forecasts: in full with a bound, by squares otherwise."""
    if estimate is None or error == 0:
        return estimate
    if estimate.freedom:
        return Estimate(estimate.value, math.hypot(estimate.error, error), estimate.freedom)
    return Estimate(estimate.value, estimate.error + error)


def told(facts: Facts, initiative: Initiative | None) -> Iterator[Message]:
    """What was measured of an initiative, and by how much the forecast was wrong."""
    for one in initiative.realised if initiative is not None else ():
        kpi = facts.kpi(one.metric)
        names = {
            "figure": (kpi.name if kpi is not None else "") or one.metric,
            "value": number(one.value),
            "date": one.date or "–",
        }
        error = error_of(one)
        if error is None or one.predicted is None:
            yield message("{figure}: {value} measured ({date}); there was no forecast.", **names)
        else:
            names |= {"forecast": number(one.predicted), "error": percent(abs(error))}
            if error > 0:
                yield message(
                    "{figure}: {value} measured ({date}), {error} above the forecast {forecast}.", **names
                )
            else:
                yield message(
                    "{figure}: {value} measured ({date}), {error} below the forecast {forecast}.", **names
                )
