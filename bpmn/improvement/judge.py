"""Judges one initiative: its owner's figure, the customer's, the word, what else can be said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bpmn.improvement.effects import Effect, InitiativeEffect
from bpmn.improvement.engine import Analytic, Compared, Comparison, Engine
from bpmn.improvement.estimates import Estimate, Judged, judge_together
from bpmn.improvement.explain import Story, explain, for_the_owner
from bpmn.improvement.figures import TIMES, TINY, end_to_end, is_share, value_of, visits
from bpmn.improvement.forecasts import past_error, widened
from bpmn.improvement.initiative import Proposal, propose
from bpmn.improvement.stability import by_stability, newly_overloaded
from bpmn.improvement.sub_labels import sub_labels
from bpmn.improvement.verdict import Judgement, Overall, Verdict, verdict, whole
from bpmn.improvement.workbench import NOTHING, VALUE, Plan, Workbench
from bpmn.queueing.drafts import Links
from bpmn.scenario.merged import Maps
from bpmn.system.facts import Direction, Facts, Initiative, KpiFact, Measure, Metric

WORTH = KpiFact("", "value", VALUE, direction=Direction.MORE)
"""The figure that is the value of everything together."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine said about a plan, in words: each figure's effect and the verdict."""

    compared: Compared
    local: Effect
    overall: Mapping[str, Effect]
    value: Effect | None
    verdict: Verdict
    whole: Overall | None


def evaluate(
    system: Maps, links: Links | None, initiative: Initiative, facts: Facts | None = None
) -> InitiativeEffect:
    """Judge one initiative of a system by queueing theory. Raises CannotApply."""
    bench = Workbench(system, links, facts)
    return judge_proposal(bench, propose(bench, initiative), Analytic(bench))


def judge_proposal(bench: Workbench, proposal: Proposal, engine: Engine) -> InitiativeEffect:
    """What a proposal does and the word for it, with the sentence that says both."""
    outcome = judge_plan(bench, proposal.kpi, proposal.plan, engine, fact=proposal.fact)
    compared = outcome.compared
    ratio = transfer_ratio(proposal.kpi, outcome.local, compared)
    judged = {metric: outcome.overall[metric] for metric in bench.judged if metric in outcome.overall}
    story = Story(
        outcome.verdict,
        proposal.kpi,
        outcome.local,
        judged,
        compared.moved,
        proposal.owner,
        bench.scenario.time_unit,
        newly_overloaded(compared.before, compared.after),
        outcome.whole,
    )
    return InitiativeEffect(
        proposal.name,
        proposal.owner,
        proposal.kpi,
        outcome.local,
        outcome.overall,
        outcome.verdict,
        sub_labels(bench, proposal, outcome, ratio),
        ratio,
        compared.moved,
        explain(story),
        compared.after,
        value=outcome.value,
        method=compared.method,
        assumed=bench.variant(proposal.plan).assumed,
        for_owner=for_the_owner(story),
    )


def judge_plan(
    bench: Workbench,
    kpi: KpiFact,
    plan: Plan,
    engine: Engine,
    start: Plan = NOTHING,
    fact: Initiative | None = None,
) -> Outcome:
    """What an engine says about a plan, as an owner sees it by a key figure. Raises CannotApply.

    The errors of past forecasts of the kind of ``fact`` widen what is not certain.
    """
    figures = {str(metric): end_to_end(metric) for metric in Metric}
    asked = [kpi, *figures.values(), *([WORTH] if bench.worth is not None else [])]
    materials = {figure: _material(bench, figure) for figure in asked}
    compared = engine.compare(plan, list(dict.fromkeys(asked)), materials, start)
    compared = _with_past_errors(bench, compared, fact)
    overall = _end_to_end(bench, compared, figures, materials)
    local = _local(compared, kpi, materials[kpi])
    value = None
    if bench.worth is not None:
        value = _effect(compared.figures[WORTH], WORTH, _alone(compared.figures[WORTH], WORTH, 0.0))
    judgements = _judgements(bench, compared, overall)
    priced = value.judgement if value is not None else None
    word = verdict(local.judgement, judgements, priced)
    return Outcome(compared, local, overall, value, word, whole(judgements, priced))


def _with_past_errors(bench: Workbench, compared: Compared, fact: Initiative | None) -> Compared:
    """Figures of which forecasts of this kind were wrong before are known less well."""
    if fact is None:
        return compared
    found = dict(compared.figures)
    for figure, one in compared.figures.items():
        error = past_error(bench.facts, fact, figure)
        if error and one.before is not None and one.after is not None:
            relative_error = error * abs(one.after) / (abs(one.before) or 1.0)
            judged = widened(one.judged, error * abs(one.after) if is_share(figure) else relative_error)
            found[figure] = replace(one, change=widened(one.change, relative_error), judged=judged)
    return replace(compared, figures=found)


def _material(bench: Workbench, figure: KpiFact) -> float:
    return 0.0 if figure.measure == VALUE else bench.facts.material_change(figure.measure)


def _end_to_end(
    bench: Workbench,
    compared: Compared,
    figures: Mapping[str, KpiFact],
    materials: Mapping[KpiFact, float],
) -> dict[str, Effect]:
    """The end-to-end numbers; those that are judged share the chance of error."""
    judged = [str(metric) for metric in bench.judged]
    family = judge_together(
        {metric: _gain(compared.figures[figures[metric]], figures[metric]) for metric in judged},
        {metric: materials[figures[metric]] for metric in judged},
    )
    found = {}
    for metric, figure in figures.items():
        one = compared.figures[figure]
        word = family.get(metric) or _alone(one, figure, materials[figure])
        if word.judgement is Judgement.UNDECIDED:
            word = _by_load(compared, materials[figure], word)
        found[metric] = replace(_effect(one, figure, word), theory=compared.theory.get(figure))
    return found


def _local(compared: Compared, kpi: KpiFact, material: float) -> Effect:
    """The effect on the owner's figure; where it never settles, stability decides."""
    word = _alone(compared.figures[kpi], kpi, material)
    if word.judgement is Judgement.UNDECIDED:
        word = _by_load(compared, material, word)
    return replace(_effect(compared.figures[kpi], kpi, word), theory=compared.theory.get(kpi))


def _by_load(compared: Compared, material: float, word: Judged) -> Judged:
    judgement = by_stability(compared.before, compared.after, material)
    return word if judgement is Judgement.UNDECIDED else Judged(judgement, word.interval)


def _gain(one: Comparison, figure: KpiFact) -> Estimate | None:
    """The change that counts for the word, with the sign so that above 0 is good."""
    if one.judged is None or figure.direction == Direction.MORE:
        return one.judged
    return Estimate(-one.judged.value, one.judged.error, one.judged.freedom)


def _alone(one: Comparison, figure: KpiFact, material: float) -> Judged:
    return judge_together({"": _gain(one, figure)}, {"": material})[""]


def _effect(one: Comparison, figure: KpiFact, word: Judged) -> Effect:
    """The effect with the interval of the printed change: the one that was judged."""
    if one.change is None:
        return Effect(one.before, one.after, None, word.judgement)
    interval = one.change.interval() if word.interval is None else word.interval
    if word.interval is not None:
        if figure.direction == Direction.LESS:
            interval = interval.flipped
        if is_share(figure) and not one.is_absolute and one.before:
            scale = abs(one.before)
            interval = type(interval)(interval.low / scale, interval.high / scale)
    return Effect(one.before, one.after, one.change.value, word.judgement, one.is_absolute, interval)


def _judgements(bench: Workbench, compared: Compared, overall: Mapping[str, Effect]) -> list[Judgement]:
    """The judged numbers; to no longer keep up is a loss and to keep up at last a win, whatever is judged."""
    if compared.before.stable != compared.after.stable:
        return [Judgement.BETTER if compared.after.stable else Judgement.WORSE]
    return [overall[metric].judgement for metric in bench.judged if metric in overall]


def transfer_ratio(kpi: KpiFact, local: Effect, compared: Compared) -> float | None:
    """The share of the local gain per case that the whole does not get.

    None unless the local gain is material and in the same unit as an end-to-end number (time or money).
    """
    metric = (
        Metric.LEAD_TIME if kpi.measure in TIMES else Metric.COST if kpi.measure == Measure.COST else None
    )
    if local.judgement is not Judgement.BETTER or metric is None or kpi.resource:
        return None
    before, after = compared.before, compared.after
    old, new = _both(compared, metric)
    if old is None or new is None or local.before is None or local.after is None:
        return None
    own = local.before * visits(kpi, before) - local.after * visits(kpi, after)
    if own <= TINY:
        return None
    ratio = 1 - (old - new) / own
    return 0.0 if abs(ratio) < TINY else ratio


def _both(compared: Compared, metric: Metric) -> tuple[float | None, float | None]:
    found = compared.figures.get(end_to_end(metric))
    if found is None:
        figure = end_to_end(metric)
        return value_of(figure, compared.before), value_of(figure, compared.after)
    return found.before, found.after
