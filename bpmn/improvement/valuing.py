"""What everything together is worth: the value function, in money per unit of time.

Throughput accounting with prices that people set: cases earn, late cases, hours, work in progress and paid
people cost. Without a price for people the cost per case counts instead.
"""

from dataclasses import dataclass

from bpmn.queueing.results import Analysis
from bpmn.scenario.parameters import Scenario
from bpmn.scenario.units import parse_unit
from bpmn.system.facts import Facts, Metric, PromiseFact, Worth

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Prices:
    """What things are worth, in money; ``wip`` and ``capacity`` per unit of time of the scenario."""

    case: float = 0.0
    late_case: float = 0.0
    hour: float = 0.0
    wip: float = 0.0
    capacity: float | None = None
    unit_seconds: float = HOUR


def worth(facts: Facts, scenario: Scenario) -> Prices | None:
    """The prices that people set, those of promises where the value function lacks one; None without any."""
    own = scenario.time_unit.seconds
    found: dict[Worth, float] = {}
    for fact in facts.value_function:
        per = (parse_unit(fact.per) or scenario.time_unit).seconds
        is_lasting = fact.what in (Worth.WORK_IN_PROGRESS, Worth.CAPACITY)
        found[fact.what] = fact.money * own / per if is_lasting else fact.money
    if not found:
        return None
    promised = _promised(facts.promises)
    return Prices(
        found.get(Worth.CASE, promised["margin"]),
        found.get(Worth.LATE_CASE, promised["penalty"]),
        found.get(Worth.HOUR, promised["hour_value"]),
        found.get(Worth.WORK_IN_PROGRESS, 0.0),
        found.get(Worth.CAPACITY),
        own,
    )


def _promised(promises: tuple[PromiseFact, ...]) -> dict[str, float]:
    """What promises say in money; the mean of those that say it."""
    found = {}
    for name in ("margin", "penalty", "hour_value"):
        said = [value for one in promises if (value := getattr(one, name)) is not None]
        found[name] = sum(said) / len(said) if said else 0.0
    return found


def value(prices: Prices, analysis: Analysis, running_cost: float = 0.0) -> float | None:
    """What a state is worth per unit of time; None where a number with a price is not known."""
    rate = analysis.metric(Metric.THROUGHPUT)
    if rate is None:
        return None
    on_time, lead_time = analysis.metric(Metric.ON_TIME), analysis.metric(Metric.LEAD_TIME)
    wip = analysis.metric(Metric.WORK_IN_PROGRESS)
    lacks = (prices.late_case and on_time is None, prices.hour and lead_time is None)
    if any(lacks) or (prices.wip and wip is None):
        return None
    good = 1 - (analysis.metric(Metric.DEFECTS) or 0.0)
    earned = rate * good * prices.case
    late = rate * (1 - (1.0 if on_time is None else on_time)) * prices.late_case
    hours = rate * (lead_time or 0.0) * prices.unit_seconds / HOUR * prices.hour
    paid = prices.capacity * people(analysis) if prices.capacity is not None else _cost(analysis, rate * good)
    return earned - late - hours - (wip or 0.0) * prices.wip - paid - running_cost


def _cost(analysis: Analysis, good_rate: float) -> float:
    return (analysis.metric(Metric.COST) or 0.0) * good_rate


def people(analysis: Analysis) -> float:
    """How many people all teams have together, as far as it is known."""
    return sum(team.capacity or 0.0 for team in analysis.resources)
