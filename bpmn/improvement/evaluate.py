"""Judges one initiative by queueing: its owner's figure, the customer's, the word, the sentence."""

from collections.abc import Mapping, Sequence

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.improvement import effects
from bpmn.improvement.edits import Edit, apply_edits
from bpmn.improvement.effects import Effect, InitiativeEffect, Moved
from bpmn.improvement.explain import Story, explain
from bpmn.improvement.initiative import CannotApply, Proposal, propose
from bpmn.improvement.verdict import Judgement, SubLabel, Verdict, verdict
from bpmn.queueing.analyse import analyse
from bpmn.queueing.drafts import Links
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps, read
from bpmn.system.facts import Direction, Facts, Initiative, Metric

NOT_DILUTED, DILUTED = 0.1, 0.9
"""Between these transfer ratios a good local effect is called diluted."""


class Workbench:
    """A system with its base scenario, asked again and again with different edits.

    Raises CannotApply for a judged metric that does not exist.
    """

    def __init__(
        self, system: Maps, links: Links | None, facts: Facts | None = None, judged: Sequence[str] = ()
    ) -> None:
        self.system = system
        self.links = links
        own = getattr(system, "facts", None)
        self.facts = facts or (own if isinstance(own, Facts) else Facts())
        self.judged: tuple[str, ...] = tuple(judged) or self.facts.judged_metrics or (Metric.LEAD_TIME,)
        _refuse_unknown(self.judged)
        self.scenario = read(system)
        self._known: dict[frozenset[Edit], Analysis] = {}
        self._whole: dict[frozenset[Edit], Analysis] = {}

    @property
    def base(self) -> Analysis:
        """The numbers without any change."""
        return self.after(())

    def after(self, edits: Sequence[Edit]) -> Analysis:
        """The numbers after edits."""
        key = frozenset(edits)
        if key not in self._known:
            self._known[key] = analyse(self.system, self.links, apply_edits(self.scenario, edits))
        return self._known[key]

    def _without_parts(self, edits: Sequence[Edit]) -> Analysis:
        key = frozenset(edits)
        if key not in self._known and key not in self._whole:
            scenario = apply_edits(self.scenario, edits)
            self._whole[key] = analyse(self.system, self.links, scenario, in_parts=False)
        return self._known.get(key) or self._whole[key]

    def gain(self, edits: Sequence[Edit]) -> float | None:
        """How much the first judged number improves, in its own unit; None where it never settles."""
        metric = self.judged[0]
        before, after = self.base.metric(metric), self._without_parts(edits).metric(metric)
        if before is None or after is None:
            return None
        wanted = effects.WANTED.get(Metric(metric))
        return after - before if wanted is Direction.MORE else before - after


def _refuse_unknown(metrics: Sequence[str]) -> None:
    for metric in metrics:
        if metric not in list(Metric):
            known = ", ".join(Metric)
            raise CannotApply(
                message("There is no metric “{name}”; there are: {known}.", name=metric, known=known)
            )


def evaluate(
    system: Maps, links: Links | None, initiative: Initiative, facts: Facts | None = None
) -> InitiativeEffect:
    """Judge one initiative of a system. Raises CannotApply."""
    bench = Workbench(system, links, facts)
    return judge_proposal(bench, propose(system, bench.scenario, initiative, bench.facts))


def judge_proposal(bench: Workbench, proposal: Proposal) -> InitiativeEffect:
    """The effect of a proposal, without its break-even values."""
    before, after = bench.base, bench.after(proposal.edits)
    local = effects.local_effect(proposal.kpi, before, after, bench.facts)
    overall = {str(m): effects.on_metric(m, before, after, bench.facts) for m in Metric}
    judged = {metric: overall[metric] for metric in bench.judged if metric in overall}
    word = word_for(local, judged, before, after)
    ratio = effects.transfer_ratio(proposal.kpi, local, before, after)
    shifts = effects.moved(before, after)
    labels = _labels(bench, proposal, local, ratio, shifts)
    overloaded = _newly_overloaded(before, after)
    story = Story(
        word, proposal.kpi, local, judged, shifts, proposal.owner, bench.scenario.time_unit, overloaded
    )
    return InitiativeEffect(
        proposal.name,
        proposal.owner,
        proposal.kpi,
        local,
        overall,
        word,
        labels,
        ratio,
        shifts,
        explain(story),
        after,
    )


def word_for(local: Effect, judged: Mapping[str, Effect], before: Analysis, after: Analysis) -> Verdict:
    """The verdict; to no longer keep up is a loss and to keep up at last a win, whatever is judged."""
    judgements = [effect.judgement for effect in judged.values()]
    if before.stable != after.stable:
        judgements = [Judgement.BETTER if after.stable else Judgement.WORSE]
    return verdict(local.judgement, judgements)


def _newly_overloaded(before: Analysis, after: Analysis) -> str:
    if after.stable or not before.stable:
        return ""
    return next((r.name for r in after.resources if (r.utilisation or 0.0) >= 1), "")


def _labels(
    bench: Workbench, proposal: Proposal, local: Effect, ratio: float | None, shifts: Sequence[Moved]
) -> tuple[SubLabel, ...]:
    before, after = bench.base, bench.after(proposal.edits)
    found = []
    if _is_transfer(bench, before, after):
        found.append(SubLabel.TRANSFER)
    if _has_moved_outside(bench, proposal, local, shifts):
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
    """Whether all waiting together stays while some processes wait less and others more."""
    old, new = _waits(before), _waits(after)
    total = sum(old.values()) if old else 0.0
    if old is None or new is None or total <= 0:
        return False
    material = bench.facts.material_change(Metric.LEAD_TIME) * total
    shifts = [new.get(key, 0.0) - old.get(key, 0.0) for key in {*old, *new}]
    return abs(sum(shifts)) <= material and max(shifts) > material and min(shifts) < -material


def _has_moved_outside(bench: Workbench, proposal: Proposal, local: Effect, shifts: Sequence[Moved]) -> bool:
    """Whether the local figure gains, the customer's time stays, and waiting rises outside the scope."""
    before, after = bench.base, bench.after(proposal.edits)
    whole = effects.on_metric(Metric.LEAD_TIME, before, after, bench.facts)
    if local.judgement is not Judgement.BETTER or whole.judgement is not Judgement.SAME:
        return False
    processes = {a.key: a.process for a in before.activities}
    outside = sum(
        m.delta or 0.0
        for m in shifts
        if m.cause == "wait" and processes.get(m.key) not in proposal.scope and (m.delta or 0.0) > 0
    )
    return outside > bench.facts.material_change(Metric.LEAD_TIME) * (whole.before or 0.0)


def _is_conditional(bench: Workbench, proposal: Proposal) -> bool:
    """Whether the word is another one where people's bounds for the values hold."""
    words = set()
    for edits in (proposal.edits, proposal.low, proposal.high):
        if edits:
            before, after = bench.base, bench.after(edits)
            local = effects.local_effect(proposal.kpi, before, after, bench.facts)
            judged = {m: effects.on_metric(m, before, after, bench.facts) for m in bench.judged}
            words.add(word_for(local, judged, before, after))
    return len(words) > 1
