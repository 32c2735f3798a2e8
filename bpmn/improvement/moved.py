"""Where the time of a customer's case came to and where it left, in parts that add up to the change."""

from collections.abc import Mapping

from bpmn.base.finding import ElementKey
from bpmn.improvement.effects import Moved
from bpmn.improvement.figures import TINY
from bpmn.queueing.results import ActivityNumbers, Analysis

Place = tuple[str, ElementKey, ElementKey]


def moved(before: Analysis, after: Analysis, names: Mapping[ElementKey, str]) -> tuple[Moved, ...]:
    """Time per customer case that came to or left each place by its cause, the largest shift first.

    The parts add up to the change of the lead time. Where queues do not settle there is no such time; then
    what is known of each place is told, and a wait without end as None.
    """
    if not before.partition or not after.partition:
        return _unsettled(before, after)
    old, new = _parts(before), _parts(after)
    found = []
    for place in dict.fromkeys((*old, *new)):
        delta = new.get(place, 0.0) - old.get(place, 0.0)
        if abs(delta) > TINY:
            cause, key, process = place
            found.append(Moved(cause, key, names.get(key, key.element), delta, process))
    return tuple(sorted(found, key=lambda m: -abs(m.delta or 0.0)))


def _parts(analysis: Analysis) -> dict[Place, float]:
    found: dict[Place, float] = {}
    for part in analysis.partition:
        place = (str(part.cause), part.key, part.process)
        found[place] = found.get(place, 0.0) + part.mean
    return found


def _unsettled(before: Analysis, after: Analysis) -> tuple[Moved, ...]:
    found: list[Moved] = []
    parts = (before.activities, before.events, after.activities, after.events)
    places = {numbers.key: (numbers.name, numbers.process) for part in parts for numbers in part}
    for key, (name, process) in places.items():
        old, new = before.activity(key), after.activity(key)
        for cause, field in (("queue", "wait"), ("work", "work"), ("lag", "delay")):
            delta = _shift(old, new, field)
            if delta is None or abs(delta) > TINY:
                found.append(Moved(cause, key, name, delta, process))
    return tuple(sorted(found, key=lambda m: -(abs(m.delta) if m.delta is not None else float("inf"))))


def _shift(old: ActivityNumbers | None, new: ActivityNumbers | None, field: str) -> float | None:
    totals = []
    for numbers in (old, new):
        value = 0.0 if numbers is None else getattr(numbers, field)
        if value is None:
            return None
        totals.append(value * (numbers.visits if numbers is not None else 0.0))
    return float(totals[1] - totals[0])
