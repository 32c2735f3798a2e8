"""Where the time of a customer's case came to and where it left, in parts that add up to the change."""

from bpmn.base.finding import ElementKey
from bpmn.improvement.effects import Moved
from bpmn.improvement.figures import TINY
from bpmn.queueing.results import ActivityNumbers, Analysis
from bpmn.system.facts import Metric

OVERLAP = "overlap"
"""The cause of what parts share: paths that run at the same time."""


def moved(before: Analysis, after: Analysis) -> tuple[Moved, ...]:
    """Time per customer case that came to or left each activity and event, the largest shift first.

    Causes are ``wait`` for people, ``work``, ``lag`` (waiting for anything else), and ``overlap``: what paths
    that run at the same time share, so that all parts add up to the change of the lead time.
    """
    found: list[Moved] = []
    parts = (before.activities, before.events, after.activities, after.events)
    places = {numbers.key: (numbers.name, numbers.process) for part in parts for numbers in part}
    for key, (name, process) in places.items():
        old, new = before.activity(key), after.activity(key)
        for cause in ("wait", "work", "lag"):
            delta = _shift(old, new, cause)
            if delta is None or abs(delta) > TINY:
                found.append(Moved(cause, key, name, delta, process))
    rest = _rest(before, after, found)
    if rest is not None:
        found.append(Moved(OVERLAP, ElementKey("", ""), "", rest))
    return tuple(sorted(found, key=lambda m: -(abs(m.delta) if m.delta is not None else float("inf"))))


def _shift(old: ActivityNumbers | None, new: ActivityNumbers | None, cause: str) -> float | None:
    totals = []
    for numbers in (old, new):
        value = 0.0 if numbers is None else getattr(numbers, "delay" if cause == "lag" else cause)
        if value is None:
            return None
        totals.append(value * (numbers.visits if numbers is not None else 0.0))
    return float(totals[1] - totals[0])


def _rest(before: Analysis, after: Analysis, found: list[Moved]) -> float | None:
    old, new = before.metric(Metric.LEAD_TIME), after.metric(Metric.LEAD_TIME)
    if old is None or new is None or any(m.delta is None for m in found):
        return None
    rest = (new - old) - sum(m.delta or 0.0 for m in found)
    return rest if abs(rest) > TINY * max(abs(old), abs(new), 1.0) else None
