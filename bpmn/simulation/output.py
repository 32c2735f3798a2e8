"""A simulation as a JSON object."""

from collections.abc import Mapping

from bpmn.base.finding import ElementKey
from bpmn.simulation.metrics import QUANTILES
from bpmn.simulation.results import (
    ActivityResult,
    ChainResult,
    ProcessResult,
    ResourceResult,
    Simulation,
)
from bpmn.simulation.statistics import Estimate
from bpmn.system.facts import Metric


def to_json(found: Simulation) -> dict[str, object]:
    """The object that ``simulate`` prints."""
    ends: dict[str, object] = {str(m): number(found.end_to_end.get(m)) for m in Metric}
    ends[str(Metric.LEAD_TIME)] = {**number(found.end_to_end.get(Metric.LEAD_TIME)), **_quantiles(found)}
    return {
        "schemaVersion": 1,
        "scenario": found.scenario,
        "timeUnit": str(found.time_unit),
        "stable": found.stable,
        "seed": found.seed,
        "replications": found.replications,
        "duration": found.duration,
        "warmUp": found.warm_up,
        "cases": found.cases,
        "events": found.events,
        "partial": found.partial,
        "endToEnd": ends,
        **_parts(found),
        "unstable": [{"resource": g.resource, "backlogPerDay": g.backlog_per_day} for g in found.unstable],
        "partition": [{"cause": str(p.cause), **element(p.key), **number(p.mean)} for p in found.partition],
        "wip": {"span": found.wip.span, "levels": list(found.wip.levels)},
        "orphanMessages": found.unread,
        "lostMessages": found.lost,
        "warnings": [str(warning) for warning in found.warnings],
    }


def _quantiles(found: Simulation) -> dict[str, object]:
    """The quantiles of the lead time, and their intervals."""
    known = {f"p{p}": found.lead_time.quantiles.get(p) for p in QUANTILES}
    means = {name: None if value is None else value.mean for name, value in known.items()}
    return {**means, "quantilesCi95": {name: number(value)["ci95"] for name, value in known.items()}}


def _parts(found: Simulation) -> dict[str, object]:
    return {
        "chains": [_chain(chain) for chain in found.chains],
        "processes": [
            {
                **element(p.key),
                "name": p.name,
                "leadTime": number(p.lead_time),
                **_spent(p),
            }
            for p in found.processes
        ],
        "activities": [{**element(a.key), "name": a.name, **_spent(a)} for a in found.activities],
        "resources": [_resource(team) for team in found.resources],
        "bottleneck": _bottleneck(found.bottleneck),
    }


def _spent(one: ProcessResult | ActivityResult) -> dict[str, object]:
    return {"visits": number(one.visits), "wait": number(one.wait), "work": number(one.work)}


def _chain(chain: ChainResult) -> dict[str, object]:
    return {
        "name": chain.name,
        "class": chain.party or None,
        "from": element(chain.start),
        "to": element(chain.end) if chain.end is not None else None,
        "leadTime": number(chain.lead_time),
        "share": number(chain.share),
    }


def _resource(team: ResourceResult) -> dict[str, object]:
    hours = {"byHour": list(team.by_hour)} if team.by_hour else {}
    return {"name": team.name, "utilisation": number(team.utilisation), "capacity": team.capacity, **hours}


def _bottleneck(found: tuple[str, float] | None) -> Mapping[str, object] | None:
    return None if found is None else {"resource": found[0], "limit": found[1]}


def element(key: ElementKey) -> dict[str, object]:
    """How an element or a process is named."""
    return {"file": key.file, "element": key.element}


def number(value: Estimate | None) -> dict[str, object]:
    """A mean with its interval; null where it is unknown."""
    if value is None:
        return {"mean": None, "ci95": None}
    bounds = None if value.low is None or value.high is None else [value.low, value.high]
    return {"mean": value.mean, "ci95": bounds}
