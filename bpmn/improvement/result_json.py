"""The object that ``improve`` prints."""

from typing import TYPE_CHECKING

from bpmn.base.finding import Finding
from bpmn.base.message import Message
from bpmn.improvement.effects import (
    BreakEven,
    Companion,
    Effect,
    Gate,
    InitiativeEffect,
    Moved,
    Robustness,
)
from bpmn.improvement.portfolio import Portfolio
from bpmn.queueing.analyse import to_json as analysis_json
from bpmn.queueing.results import element_json

if TYPE_CHECKING:
    from bpmn.improvement.improve import Improvement


def to_json(improvement: "Improvement") -> dict[str, object]:
    """Everything that was judged; unknown is null."""
    base = analysis_json(improvement.base)
    base.pop("schemaVersion")
    return {
        "schemaVersion": 1,
        "base": base,
        "judgedOn": list(improvement.judged_on),
        "seed": improvement.seed,
        "initiatives": [_initiative_json(effect) for effect in improvement.initiatives],
        "portfolio": portfolio_json(improvement.portfolio),
    }


def _initiative_json(effect: InitiativeEffect) -> dict[str, object]:
    return {
        "name": effect.name,
        "owner": effect.owner or None,
        "local": {"kpi": effect.kpi.name or effect.kpi.measure, **effect_json(effect.local)},
        "global": {metric: effect_json(found) for metric, found in effect.overall.items()},
        "value": None if effect.value is None else effect_json(effect.value),
        "verdict": str(effect.verdict),
        "subLabels": [str(label) for label in effect.sub_labels],
        "transferRatio": effect.transfer_ratio,
        "breakEven": [_break_even_json(point) for point in effect.break_even],
        "moved": [_moved_json(shift) for shift in effect.moved],
        "explanation": str(effect.explanation),
        "method": None if effect.method is None else str(effect.method),
        "assumed": [str(one) for one in effect.assumed],
        "chain": [str(one) for one in effect.chain],
        "bottleneck": _said(effect.bottleneck),
        "forOwner": _said(effect.for_owner),
        "companion": _companion_json(effect.companion),
        "robustness": _robustness_json(effect.robustness),
        "planGate": _gate_json(effect.plan_gate),
        "systemGate": _gate_json(effect.system_gate),
        "newFindings": [_finding_json(finding) for finding in effect.new_findings],
        "realised": [str(one) for one in effect.realised],
    }


def _said(sentence: Message | None) -> str | None:
    return None if sentence is None else str(sentence)


def _companion_json(found: Companion | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {"text": str(found.text), **element_json(found.key), "value": found.value, "unit": found.unit}


def _robustness_json(found: Robustness | None) -> dict[str, object] | None:
    if found is None:
        return None
    first = (
        None if found.key is None else {**element_json(found.key), "parameter": _said(found.measure_first)}
    )
    return {"holds": found.holds, "draws": found.draws, "text": str(found.sentence), "measureFirst": first}


def _gate_json(gate: Gate | None) -> dict[str, object] | None:
    return None if gate is None else {"colour": str(gate.colour), "reason": str(gate.reason)}


def _finding_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "elements": [element_json(key) for key in finding.elements],
        "message": str(finding.message),
    }


def _break_even_json(point: BreakEven) -> dict[str, object]:
    return {
        "parameter": str(point.parameter),
        **element_json(point.key),
        "value": point.value,
        "unit": point.unit,
        "planned": point.planned,
        "holds": "below" if point.holds_below else "above",
        "noChange": point.no_change,
    }


def _moved_json(shift: Moved) -> dict[str, object]:
    """What paths at the same time share belongs to no element."""
    named = shift.key.file or shift.key.element
    place = element_json(shift.key) if named else {"file": None, "element": None}
    return {"cause": shift.cause, **place, "delta": shift.delta}


def effect_json(effect: Effect) -> dict[str, object]:
    """``ci95`` is the judged interval of ``change``; ``byQueueing`` is the change by theory beside it."""
    interval = effect.interval
    found: dict[str, object] = {
        "before": effect.before,
        "after": effect.after,
        "change": effect.change,
        "ci95": None if interval is None else [interval.low, interval.high],
        "verdict": str(effect.judgement),
        "byQueueing": effect.theory,
    }
    return {**found, "absolute": True} if effect.is_absolute else found


def portfolio_json(found: Portfolio) -> dict[str, object]:
    """What initiatives are worth together."""
    return {
        "valueUnit": found.value_unit,
        "subsets": [
            {"members": [name for name in found.names if name in members], "value": value}
            for members, value in found.values.items()
        ],
        "alone": dict(found.alone),
        "last": dict(found.last),
        "shapley": dict(found.shapley),
        "shapleyError": dict(found.shapley_error),
        "interaction": {"|".join(pair): value for pair, value in found.interaction.items()},
        "best": list(found.best),
        "bestUnderBudget": None if found.best_under_budget is None else list(found.best_under_budget),
        "order": list(found.order),
        "badCoalitions": [list(members) for members in found.bad_coalitions],
        "weakCoalitions": [list(members) for members in found.weak_coalitions],
        "inWords": [str(sentence) for sentence in found.sentences],
    }
