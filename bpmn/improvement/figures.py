"""The numbers by which initiatives are judged: what a figure is, and its value in an analysis."""

from bpmn.base.finding import ElementKey
from bpmn.queueing.results import ActivityNumbers, Analysis
from bpmn.system.facts import SHARES, Direction, KpiFact, Measure, Metric

WANTED = {
    Metric.LEAD_TIME: Direction.LESS,
    Metric.ON_TIME: Direction.MORE,
    Metric.THROUGHPUT: Direction.MORE,
    Metric.COST: Direction.LESS,
    Metric.DEFECTS: Direction.LESS,
    Metric.WORK_IN_PROGRESS: Direction.LESS,
}
"""Which way each end-to-end number is better."""

TIMES = frozenset({Measure.LEAD_TIME, Measure.WAIT, Measure.WORK})
"""Measures of figures that are times."""


def end_to_end(metric: str) -> KpiFact:
    """The figure that is an end-to-end number."""
    return KpiFact("", "", metric, direction=WANTED.get(Metric(metric), Direction.LESS))


def is_share(figure: KpiFact) -> bool:
    """Whether a figure is a share, whose changes are judged in points."""
    return figure.measure in SHARES


def value_of(figure: KpiFact, analysis: Analysis) -> float | None:
    """The value of a figure: of a resource, a process, an activity, or of the whole chain."""
    if figure.resource:
        found = analysis.resource(figure.resource)
        return None if found is None else found.utilisation
    if figure.element is None:
        return None if figure.start or figure.end else analysis.metric(figure.measure)
    process = analysis.process(figure.element)
    if process is not None:
        values = {
            Measure.LEAD_TIME: process.lead_time,
            Measure.WAIT: process.wait,
            Measure.WORK: process.work,
            Measure.VISITS: process.visits,
            Measure.COST: process.cost,
        }
        return values.get(_measure(figure))
    activity = analysis.activity(figure.element)
    return None if activity is None else _of_activity(figure, activity)


def _measure(figure: KpiFact) -> Measure:
    return Measure(figure.measure) if figure.measure in list(Measure) else Measure.LEAD_TIME


def _of_activity(figure: KpiFact, activity: ActivityNumbers) -> float | None:
    match _measure(figure):
        case Measure.WAIT:
            return activity.wait
        case Measure.WORK:
            return activity.work
        case Measure.VISITS:
            return activity.visits
    return None if activity.wait is None else activity.wait + activity.work + activity.delay


def visits(figure: KpiFact, analysis: Analysis) -> float:
    """How often per customer case what a figure is about happens."""
    if figure.element is None:
        return 1.0
    found = analysis.process(figure.element) or analysis.activity(figure.element)
    return found.visits if found is not None else 1.0


def waits_of(figure: KpiFact, analysis: Analysis) -> dict[ElementKey, float]:
    """The waits in queues that a figure contains, by activity and in the figure's own terms."""
    if figure.resource or figure.measure not in (Measure.LEAD_TIME, Measure.WAIT, Metric.WORK_IN_PROGRESS):
        return {}
    inside = [a for a in analysis.activities if a.wait is not None]
    if figure.element is None:
        scale = analysis.metric(Metric.THROUGHPUT) or 0.0
        factor = scale if figure.measure == Metric.WORK_IN_PROGRESS else 1.0
        return {a.key: factor * a.visits * (a.wait or 0.0) for a in inside}
    process = analysis.process(figure.element)
    if process is not None:
        each = process.visits or 1.0
        return {a.key: a.visits * (a.wait or 0.0) / each for a in inside if a.process == process.key}
    return {a.key: a.wait or 0.0 for a in inside if a.key == figure.element}


def relative(before: float | None, after: float | None) -> tuple[float | None, bool]:
    """The relative change, or the difference (and True) where the number was 0 before."""
    if before is None or after is None:
        return None, False
    if abs(before) < TINY:
        return after - before, True
    return (after - before) / abs(before), False


TINY = 1e-9
