"""An analysis as JSON: what ``analyse`` prints."""

from bpmn.queueing.results import (
    Accounting,
    ActivityNumbers,
    Analysis,
    Bottleneck,
    ChainNumbers,
    Part,
    ProcessNumbers,
    PromiseNumbers,
    Quality,
    Reliance,
    Relief,
    ResourceNumbers,
    element_json,
)
from bpmn.system.facts import Metric


def to_json(analysis: Analysis) -> dict[str, object]:
    """The object that ``analyse`` prints."""
    return {
        "schemaVersion": 1,
        "scenario": analysis.scenario,
        "timeUnit": str(analysis.time_unit),
        "currency": analysis.currency or None,
        "stable": analysis.stable,
        "endToEnd": {str(metric): _metric_json(analysis, metric) for metric in Metric},
        "chains": [_chain_json(chain) for chain in analysis.chains],
        "processes": [_process_json(process) for process in analysis.processes],
        "activities": [_activity_json(activity) for activity in analysis.activities],
        "events": [_event_json(event) for event in analysis.events],
        "resources": [_resource_json(resource) for resource in analysis.resources],
        "bottleneck": _bottleneck_json(analysis.bottleneck),
        "delayBottleneck": _relief_json(analysis.relief),
        "promises": [_promise_json(promise) for promise in analysis.promises],
        "partition": [_part_json(part) for part in analysis.partition],
        "flow": _flow_json(analysis),
        "quality": _quality_json(analysis.quality),
        "accounting": _accounting_json(analysis.accounting),
        "modelError": _reliance_json(analysis.reliance),
        "warnings": [str(warning) for warning in analysis.warnings],
    }


def _metric_json(analysis: Analysis, metric: Metric) -> dict[str, object]:
    value = {"value": analysis.metric(metric)}
    return {**value, **analysis.quantiles} if metric is Metric.LEAD_TIME else {**value}


def _chain_json(chain: ChainNumbers) -> dict[str, object]:
    return {
        "name": chain.name,
        "class": chain.party or None,
        "from": element_json(chain.start),
        "to": element_json(chain.end),
        "leadTime": {"value": chain.lead_time},
        "share": chain.share,
    }


def _process_json(process: ProcessNumbers) -> dict[str, object]:
    return {
        **element_json(process.key),
        "name": process.name,
        "leadTime": process.lead_time,
        "wait": process.wait,
        "work": process.work,
        "visits": process.visits,
    }


def _activity_json(activity: ActivityNumbers) -> dict[str, object]:
    return {
        **element_json(activity.key),
        "name": activity.name,
        "visits": activity.visits,
        "wait": activity.wait,
        "work": activity.work,
    }


def _event_json(event: ActivityNumbers) -> dict[str, object]:
    return {**element_json(event.key), "name": event.name, "visits": event.visits, "wait": event.delay}


def _resource_json(resource: ResourceNumbers) -> dict[str, object]:
    return {
        "name": resource.name,
        "utilisation": resource.utilisation,
        "capacity": resource.capacity,
        "headroom": resource.headroom,
        "casesPerWeek": resource.per_week,
        "backlogPerWeek": resource.growth_per_week or None,
        "elements": [element_json(key) for key in resource.keys],
    }


def _bottleneck_json(bottleneck: Bottleneck | None) -> dict[str, object] | None:
    if bottleneck is None:
        return None
    return {"resource": bottleneck.resource, "limit": bottleneck.limit}


def _relief_json(relief: Relief | None) -> dict[str, object] | None:
    """Of whom one more helps most, and by how much it shortens the lead time."""
    return None if relief is None else {"resource": relief.resource, "gain": relief.gain}


def _promise_json(promise: PromiseNumbers) -> dict[str, object]:
    return {"customer": promise.customer or None, "target": promise.target, "onTime": promise.on_time}


def _part_json(part: Part) -> dict[str, object]:
    return {"cause": str(part.cause), **element_json(part.key), "mean": part.mean}


def _flow_json(analysis: Analysis) -> dict[str, object] | None:
    flow, lead_time = analysis.flow, analysis.metric(Metric.LEAD_TIME)
    if flow is None:
        return None
    added = flow.value.get("VA")
    return {
        "touch": flow.touch,
        "theoretical": flow.theoretical,
        "flowEfficiency": _ratio(flow.theoretical, lead_time),
        "touchOverLead": _ratio(flow.touch, lead_time),
        "processCycleEfficiency": _ratio(added, lead_time),
        "value": dict(flow.value),
        "firstPassYield": flow.first_pass,
        "completeAndAccurate": flow.accurate,
        "handOvers": flow.hand_overs,
        "takt": flow.takt,
    }


def _ratio(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _quality_json(quality: Quality | None) -> dict[str, object] | None:
    if quality is None:
        return None
    return {"created": quality.created, "detected": quality.detected, "escaped": quality.escaped}


def _accounting_json(found: Accounting | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "throughputPerWeek": found.throughput,
        "operatingExpensePerWeek": found.expense,
        "inventory": found.inventory,
    }


def _reliance_json(found: Reliance | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "leadTime": found.error,
        "simulate": bool(found.reasons),
        "reasons": [str(reason) for reason in found.reasons],
    }
