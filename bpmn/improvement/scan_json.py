"""The object that ``scan`` prints, and a sentence for each target."""

from typing import TYPE_CHECKING

from bpmn.base.message import Message, message
from bpmn.improvement.effects import BreakEven
from bpmn.improvement.explain import customers
from bpmn.improvement.result_json import effect_json
from bpmn.improvement.spoken import number, percent, time
from bpmn.queueing.output import to_json as analysis_json
from bpmn.queueing.results import element_json
from bpmn.scenario.units import TimeUnit

if TYPE_CHECKING:
    from bpmn.improvement.alignment import Aligned, Conflict, Elasticity
    from bpmn.improvement.scan import Scan, Scanned


def sentence(one: "Scanned", metric: str, unit: TimeUnit) -> Message:
    """What a target does, and how far one may go."""
    said = customers(metric, one.overall, unit)
    limit = one.break_even or one.haste
    tail = Message("") if limit is None else _limit(one, limit, unit)
    if one.target.note is not None:
        tail = message(" {note}", note=one.target.note)
    words = {"owner": one.target.owner or message("its owner"), "change": said, "limit": tail}
    match str(one.quadrant):
        case "dangerous":
            return message("Good for {owner}, bad for the whole: {change}.{limit}", **words)
        case "useless":
            return message("Good for {owner}, and no customer notices: {change}.{limit}", **words)
        case "safe":
            return message("Good for {owner} and for the whole: {change}.{limit}", **words)
        case "noTarget":
            return message("No gain for {owner}: {change}.{limit}", **words)
    return message("Not decided: {change}.{limit}", **words)


def _limit(one: "Scanned", limit: BreakEven, unit: TimeUnit) -> Message:
    """How far one may go: where a dangerous target is harmless, or until when quicker work pays."""
    value: Message | str = f"{number(limit.value)} {limit.unit}"
    if limit.unit == "share":
        value = percent(limit.value)
    elif limit.unit == str(unit):
        value = time(limit.value, unit)
    words = {"parameter": limit.parameter, "value": value}
    is_dangerous = str(one.quadrant) == "dangerous"
    if limit.holds_below is is_dangerous:
        return message(" It is harmless only where {parameter} is above {value}.", **words)
    return message(" It is harmless only where {parameter} is below {value}.", **words)


def to_json(found: "Scan") -> dict[str, object]:
    """Everything that was tried; unknown is null."""
    base = analysis_json(found.base)
    base.pop("schemaVersion")
    metric = found.judged_on[0]
    return {
        "schemaVersion": 1,
        "base": base,
        "judgedOn": list(found.judged_on),
        "seed": found.seed,
        "targets": [_target_json(one, metric, found.base.time_unit) for one in found.targets],
        "tornado": [_elasticity_json(one) for one in found.tornado],
        "alignment": [_aligned_json(one) for one in found.alignment.owners],
        "conflicts": [_conflict_json(one) for one in found.alignment.conflicts],
    }


def _target_json(one: "Scanned", metric: str, unit: TimeUnit) -> dict[str, object]:
    target = one.target
    local = None
    if one.local is not None and target.kpi is not None:
        local = {"kpi": target.kpi.name or target.kpi.measure, **effect_json(one.local)}
    return {
        "kind": target.kind,
        "name": str(target.name),
        "owner": target.owner or None,
        **element_json(target.key),
        "class": str(one.quadrant),
        "verdict": str(one.verdict),
        "local": local,
        "global": {metric: effect_json(one.overall)},
        "gain": one.gain,
        "breakEven": _limit_json(one.break_even),
        "haste": _limit_json(one.haste),
        "confirmed": one.is_confirmed,
        "explanation": str(sentence(one, metric, unit)),
    }


def _limit_json(limit: BreakEven | None) -> dict[str, object] | None:
    if limit is None:
        return None
    holds = "below" if limit.holds_below else "above"
    named = {"parameter": str(limit.parameter), **element_json(limit.key)}
    return {**named, "value": limit.value, "unit": limit.unit, "holds": holds}


def _elasticity_json(one: "Elasticity") -> dict[str, object]:
    return {
        "parameter": str(one.name),
        **element_json(one.key),
        "owner": one.owner or None,
        "value": one.value,
    }


def _aligned_json(one: "Aligned") -> dict[str, object]:
    worst = None
    if one.worst is not None and one.worst_key is not None:
        worst = {"parameter": str(one.worst), **element_json(one.worst_key)}
    kpi = one.kpi.name or one.kpi.measure
    return {"owner": one.owner, "kpi": kpi, "alpha": one.alpha, "worst": worst}


def _conflict_json(one: "Conflict") -> dict[str, object]:
    return {
        "owners": [one.first, one.second],
        "kpis": [kpi.name or kpi.measure for kpi in (one.one, one.other)],
        "index": one.index,
        "lever": None if one.lever is None else str(one.lever),
    }
