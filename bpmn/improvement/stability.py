"""Better or worse where queues never settle: the loads and the backlogs are compared instead."""

from bpmn.improvement.figures import relative
from bpmn.improvement.verdict import Judgement, judge
from bpmn.queueing.results import Analysis


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
    gains = [None if change is None else -change for change in loads]
    judged = {judge(gain, gain, material) for gain in gains}
    judged.discard(Judgement.SAME)
    return judged.pop() if len(judged) == 1 else (Judgement.UNDECIDED if judged else Judgement.SAME)


def highest_load(analysis: Analysis) -> float:
    """The load of the fullest pool."""
    return max((r.utilisation or 0.0 for r in analysis.resources), default=0.0)


def growth(analysis: Analysis) -> float:
    """By how many executions per unit of time all backlogs together grow."""
    return sum(r.growth for r in analysis.resources)


def newly_overloaded(before: Analysis, after: Analysis) -> str:
    """The name of a team that can no longer keep up; empty if all can, or some could not before."""
    if after.stable or not before.stable:
        return ""
    return next((r.name for r in after.resources if (r.utilisation or 0.0) >= 1), "")
