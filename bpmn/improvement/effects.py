"""What a change does to numbers: before, after, the change, and the judgement of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.improvement.verdict import Judgement, SubLabel, Verdict, judge
from bpmn.queueing.results import ActivityNumbers, Analysis
from bpmn.system.facts import SHARES, Direction, Facts, KpiFact, Measure, Metric

WANTED = {
    Metric.LEAD_TIME: Direction.LESS,
    Metric.ON_TIME: Direction.MORE,
    Metric.THROUGHPUT: Direction.MORE,
    Metric.COST: Direction.LESS,
    Metric.DEFECTS: Direction.LESS,
    Metric.WORK_IN_PROGRESS: Direction.LESS,
}
"""Which way each end-to-end number is better."""

TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Effect:
    """A number before and after. ``change`` is relative with its raw sign.

    With ``is_absolute`` (the number was 0 before) it is the plain difference. None is unknown.
    """

    before: float | None
    after: float | None
    change: float | None
    judgement: Judgement
    is_absolute: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """How much time per customer case came to (or, below 0, left) an element; None where it never settles."""

    cause: str
    key: ElementKey
    name: str
    delta: float | None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The value of one of the initiative's own numbers at which the customer notices nothing."""

    parameter: Message
    key: ElementKey
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class InitiativeEffect:
    """What an initiative does, locally and from customer to customer, and the judgement."""

    name: str
    owner: str
    kpi: KpiFact
    local: Effect
    overall: Mapping[str, Effect]
    verdict: Verdict
    sub_labels: tuple[SubLabel, ...]
    transfer_ratio: float | None
    moved: tuple[Moved, ...]
    explanation: Message
    after: Analysis
    break_even: tuple[BreakEven, ...] = ()


def relative(before: float | None, after: float | None) -> tuple[float | None, bool]:
    """The relative change, or the difference (and True) where the number was 0 before."""
    if before is None or after is None:
        return None, False
    if abs(before) < TINY:
        return after - before, True
    return (after - before) / abs(before), False


def compare(
    before: float | None,
    after: float | None,
    direction: Direction,
    material: float,
    *,
    is_share: bool = False,
) -> Effect:
    """The effect on a number; shares are judged in points, all others by relative change."""
    change, absolute = relative(before, after)
    gain = change
    if is_share and before is not None and after is not None:
        gain = after - before
    if gain is not None and direction is Direction.LESS:
        gain = -gain
    return Effect(before, after, change, judge(gain, material), absolute)


def on_metric(metric: str, before: Analysis, after: Analysis, facts: Facts) -> Effect:
    """The effect on an end-to-end number. Where queues never settle, the loads are compared instead."""
    direction = WANTED.get(Metric(metric), Direction.LESS)
    found = compare(
        before.metric(metric),
        after.metric(metric),
        direction,
        facts.material_change(metric),
        is_share=metric in SHARES,
    )
    if found.judgement is not Judgement.UNDECIDED:
        return found
    judgement = by_stability(before, after, facts.material_change(metric))
    return Effect(found.before, found.after, found.change, judgement, found.is_absolute)


def by_stability(before: Analysis, after: Analysis, material: float) -> Judgement:
    """Better or worse by whether queues settle; if they never do, by the highest load and the backlog."""
    if before.stable and after.stable:
        return Judgement.UNDECIDED
    if before.stable != after.stable:
        return Judgement.BETTER if after.stable else Judgement.WORSE
    loads = [
        relative(highest_load(before), highest_load(after))[0],
        relative(growth(before), growth(after))[0],
    ]
    judged = {judge(None if change is None else -change, material) for change in loads}
    judged.discard(Judgement.SAME)
    return judged.pop() if len(judged) == 1 else (Judgement.UNDECIDED if judged else Judgement.SAME)


def highest_load(analysis: Analysis) -> float:
    """The load of the fullest pool."""
    return max((r.utilisation or 0.0 for r in analysis.resources), default=0.0)


def growth(analysis: Analysis) -> float:
    """By how many executions per unit of time all backlogs together grow."""
    return sum(r.growth for r in analysis.resources)


# -- local numbers -------------------------------------------------------------------------------


def kpi_value(kpi: KpiFact, analysis: Analysis) -> float | None:
    """The value of a key figure: of a resource, a process, an activity, or of the whole chain."""
    if kpi.resource:
        found = analysis.resource(kpi.resource)
        return None if found is None else found.utilisation
    if kpi.element is None:
        return None if kpi.start or kpi.end else analysis.metric(kpi.measure)
    process = analysis.process(kpi.element)
    if process is not None:
        values = {
            Measure.LEAD_TIME: process.lead_time,
            Measure.WAIT: process.wait,
            Measure.WORK: process.work,
            Measure.VISITS: process.visits,
            Measure.COST: process.cost,
        }
        return values.get(_measure(kpi))
    activity = analysis.activity(kpi.element)
    return None if activity is None else _of_activity(kpi, activity)


def _measure(kpi: KpiFact) -> Measure:
    return Measure(kpi.measure) if kpi.measure in list(Measure) else Measure.LEAD_TIME


def _of_activity(kpi: KpiFact, activity: ActivityNumbers) -> float | None:
    match _measure(kpi):
        case Measure.WAIT:
            return activity.wait
        case Measure.WORK:
            return activity.work
        case Measure.VISITS:
            return activity.visits
    return None if activity.wait is None else activity.wait + activity.work + activity.delay


def local_effect(kpi: KpiFact, before: Analysis, after: Analysis, facts: Facts) -> Effect:
    """The effect on the owner's figure; where it never settles, stability decides."""
    material = facts.material_change(kpi.measure)
    found = compare(
        kpi_value(kpi, before),
        kpi_value(kpi, after),
        kpi.direction,
        material,
        is_share=kpi.measure in SHARES,
    )
    if found.judgement is Judgement.UNDECIDED:
        judgement = by_stability(before, after, material)
        return Effect(found.before, found.after, found.change, judgement, found.is_absolute)
    return found


def visits(kpi: KpiFact, analysis: Analysis) -> float:
    """How often per customer case what a key figure is about happens."""
    if kpi.element is None:
        return 1.0
    found = analysis.process(kpi.element) or analysis.activity(kpi.element)
    return found.visits if found is not None else 1.0


TIMES = frozenset({Measure.LEAD_TIME, Measure.WAIT, Measure.WORK})


def transfer_ratio(kpi: KpiFact, local: Effect, before: Analysis, after: Analysis) -> float | None:
    """The share of the local gain per case that the whole does not get.

    None unless the local gain is material and in the same unit as an end-to-end number (time or money).
    """
    metric = (
        Metric.LEAD_TIME if kpi.measure in TIMES else Metric.COST if kpi.measure == Measure.COST else None
    )
    if local.judgement is not Judgement.BETTER or metric is None or kpi.resource:
        return None
    whole = (before.metric(metric), after.metric(metric))
    if None in (*whole, local.before, local.after):
        return None
    own = (local.before or 0.0) * visits(kpi, before) - (local.after or 0.0) * visits(kpi, after)
    if own <= TINY:
        return None
    ratio = 1 - ((whole[0] or 0.0) - (whole[1] or 0.0)) / own
    return 0.0 if abs(ratio) < TINY else ratio


# -- where time went -----------------------------------------------------------------------------


def moved(before: Analysis, after: Analysis) -> tuple[Moved, ...]:
    """Time per customer case that came to or left each activity and event, the largest shift first.

    Causes are ``wait`` for people, ``work``, and ``lag``: waiting for anything else.
    """
    found: list[Moved] = []
    parts = (before.activities, before.events, after.activities, after.events)
    keys = dict.fromkeys(numbers.key for part in parts for numbers in part)
    for key in keys:
        old, new = before.activity(key), after.activity(key)
        name = (new or old).name if (new or old) else ""  # type: ignore[union-attr]
        for cause, attribute in (("wait", "wait"), ("work", "work"), ("lag", "delay")):
            delta = _shift(old, new, attribute)
            if delta is None or abs(delta) > TINY:
                found.append(Moved(cause, key, name, delta))
    return tuple(sorted(found, key=lambda m: -(abs(m.delta) if m.delta is not None else float("inf"))))


def _shift(old: ActivityNumbers | None, new: ActivityNumbers | None, attribute: str) -> float | None:
    totals = []
    for numbers in (old, new):
        value = 0.0 if numbers is None else getattr(numbers, attribute)
        if value is None:
            return None
        totals.append(value * (numbers.visits if numbers is not None else 0.0))
    return float(totals[1] - totals[0])
