"""What else can be said about a verdict: where the gain went, and how firmly it stands."""

from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.improvement.effects import Effect, Moved
from bpmn.improvement.initiative import Proposal
from bpmn.improvement.verdict import Judgement, SubLabel
from bpmn.improvement.workbench import NOTHING, Workbench
from bpmn.queueing.results import Analysis
from bpmn.system.facts import Metric

if TYPE_CHECKING:
    from bpmn.improvement.judge import Outcome

NOT_DILUTED, DILUTED = 0.1, 0.9
"""Between these transfer ratios a good local effect is called diluted."""


def sub_labels(
    bench: Workbench, proposal: Proposal, outcome: "Outcome", ratio: float | None
) -> tuple[SubLabel, ...]:
    """The labels of a judged proposal."""
    before, after = outcome.compared.before, outcome.compared.after
    found = []
    if _is_transfer(bench, before, after):
        found.append(SubLabel.TRANSFER)
    if _has_moved_outside(bench, proposal, outcome):
        found.append(SubLabel.MOVED)
    if not after.stable:
        found.append(SubLabel.UNSTABLE)
    if _is_conditional(bench, proposal):
        found.append(SubLabel.CONDITIONAL)
    if ratio is not None and NOT_DILUTED < ratio < DILUTED:
        found.append(SubLabel.DILUTED)
    return tuple(found)


def _waits(analysis: Analysis) -> dict[ElementKey, float] | None:
    """Waiting per customer case in each process; None where some wait never settles."""
    found: dict[ElementKey, float] = {}
    for activity in analysis.activities:
        if activity.wait is None:
            return None
        found[activity.process] = found.get(activity.process, 0.0) + activity.visits * activity.wait
    return found


def _is_transfer(bench: Workbench, before: Analysis, after: Analysis) -> bool:
    """Whether all waiting together stays while some processes wait less and others more.

    (Kleinrock's conservation law: priorities change who waits, not how much is waited.)
    """
    old, new = _waits(before), _waits(after)
    total = sum(old.values()) if old else 0.0
    if old is None or new is None or total <= 0:
        return False
    material = bench.facts.material_change(Metric.LEAD_TIME) * total
    shifts = [new.get(key, 0.0) - old.get(key, 0.0) for key in {*old, *new}]
    return abs(sum(shifts)) <= material and max(shifts) > material and min(shifts) < -material


def _has_moved_outside(bench: Workbench, proposal: Proposal, outcome: "Outcome") -> bool:
    """Whether the local figure gains, the customer's time stays, and waiting rises outside the scope."""
    whole: Effect = outcome.overall[Metric.LEAD_TIME]
    if outcome.local.judgement is not Judgement.BETTER or whole.judgement is not Judgement.SAME:
        return False
    outside = sum(m.delta or 0.0 for m in outcome.compared.moved if _is_outside(m, proposal))
    return outside > bench.facts.material_change(Metric.LEAD_TIME) * (whole.before or 0.0)


def _is_outside(shift: Moved, proposal: Proposal) -> bool:
    return shift.cause != "work" and shift.process not in proposal.scope and (shift.delta or 0) > 0


def _is_conditional(bench: Workbench, proposal: Proposal) -> bool:
    """Whether the word is another one where people's bounds for the values hold."""
    from bpmn.improvement.engine import Analytic
    from bpmn.improvement.judge import judge_plan

    plans = [plan for plan in (proposal.low, proposal.high) if plan != NOTHING]
    engine = Analytic(bench)
    words = (
        {judge_plan(bench, proposal.kpi, p, engine).verdict for p in (proposal.plan, *plans)} if plans else ()
    )
    return len(words) > 1
