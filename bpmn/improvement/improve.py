"""Judges all initiatives of a system and their portfolio: what the command and the panel show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bpmn.base.message import message
from bpmn.improvement.break_even import break_even
from bpmn.improvement.effects import Effect, InitiativeEffect
from bpmn.improvement.evaluate import Workbench, judge_proposal
from bpmn.improvement.initiative import CannotApply, Proposal, proposals
from bpmn.improvement.portfolio import Portfolio, portfolio
from bpmn.queueing.analyse import to_json as analysis_json
from bpmn.queueing.drafts import Links
from bpmn.queueing.results import Analysis, element_json
from bpmn.scenario.merged import Maps
from bpmn.system.facts import Facts


@dataclass(frozen=True, slots=True)
class Improvement:
    """The judged initiatives of a system."""

    base: Analysis
    judged_on: tuple[str, ...]
    initiatives: tuple[InitiativeEffect, ...]
    portfolio: Portfolio


def improve(
    system: Maps,
    links: Links | None = None,
    *,
    names: Collection[str] = (),
    metrics: Sequence[str] = (),
    all_subsets: bool = True,
    facts: Facts | None = None,
) -> Improvement:
    """Judge the initiatives of these names (all without names) on these metrics (the system's without).

    Raises CannotApply for an unknown name, and where an initiative does not fit the maps.
    """
    bench = Workbench(system, links, facts, metrics)
    chosen = _chosen(proposals(system, bench.facts), names)
    effects = tuple(replace(judge_proposal(bench, p), break_even=break_even(bench, p.edits)) for p in chosen)
    return Improvement(
        bench.base, tuple(map(str, bench.judged)), effects, portfolio(bench, chosen, all_subsets=all_subsets)
    )


def _chosen(known: Sequence[Proposal], names: Collection[str]) -> list[Proposal]:
    lacking = set(names) - {proposal.name for proposal in known}
    if lacking:
        listed = ", ".join(f"“{proposal.name}”" for proposal in known) or "none"
        raise CannotApply(
            message("There is no initiative “{name}”; there are: {known}.", name=min(lacking), known=listed)
        )
    return [proposal for proposal in known if not names or proposal.name in names]


def to_json(improvement: Improvement) -> dict[str, object]:
    """The object that ``improve`` prints."""
    base = analysis_json(improvement.base)
    base.pop("schemaVersion")
    return {
        "schemaVersion": 1,
        "base": base,
        "judgedOn": list(improvement.judged_on),
        "initiatives": [_initiative_json(effect) for effect in improvement.initiatives],
        "portfolio": _portfolio_json(improvement.portfolio),
    }


def _initiative_json(effect: InitiativeEffect) -> dict[str, object]:
    return {
        "name": effect.name,
        "owner": effect.owner or None,
        "local": {"kpi": effect.kpi.name or effect.kpi.measure, **_effect_json(effect.local)},
        "global": {metric: _effect_json(found) for metric, found in effect.overall.items()},
        "verdict": str(effect.verdict),
        "subLabels": [str(label) for label in effect.sub_labels],
        "transferRatio": effect.transfer_ratio,
        "breakEven": [
            {"parameter": str(b.parameter), **element_json(b.key), "value": b.value, "unit": b.unit}
            for b in effect.break_even
        ],
        "moved": [{"cause": m.cause, **element_json(m.key), "delta": m.delta} for m in effect.moved],
        "explanation": str(effect.explanation),
    }


def _effect_json(effect: Effect) -> dict[str, object]:
    """Queueing gives no interval, so ``ci95`` is null."""
    found: dict[str, object] = {
        "before": effect.before,
        "after": effect.after,
        "change": effect.change,
        "ci95": None,
        "verdict": str(effect.judgement),
    }
    return {**found, "absolute": True} if effect.is_absolute else found


def _portfolio_json(found: Portfolio) -> dict[str, object]:
    return {
        "valueUnit": found.value_unit,
        "subsets": [
            {"members": [name for name in found.names if name in members], "value": value}
            for members, value in found.values.items()
        ],
        "alone": dict(found.alone),
        "last": dict(found.last),
        "shapley": dict(found.shapley),
        "interaction": {"|".join(pair): value for pair, value in found.interaction.items()},
        "best": list(found.best),
        "bestUnderBudget": None if found.best_under_budget is None else list(found.best_under_budget),
        "badCoalitions": [list(members) for members in found.bad_coalitions],
    }
