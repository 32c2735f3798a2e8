"""What an analysis found, and its form in JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit
from bpmn.system.facts import Metric


@dataclass(frozen=True, slots=True)
class ChainNumbers:
    """One way from a customer's trigger to an outcome; the time of the cases that take it; their share."""

    name: str
    party: str
    start: ElementKey
    end: ElementKey
    lead_time: float | None
    share: float


@dataclass(frozen=True, slots=True)
class ProcessNumbers:
    """A process per instance; ``visits`` are its instances per customer case."""

    key: ElementKey
    name: str
    lead_time: float | None
    wait: float | None
    work: float
    visits: float
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class ActivityNumbers:
    """An activity per execution; ``visits`` are its executions per customer case."""

    key: ElementKey
    name: str
    process: ElementKey
    visits: float
    wait: float | None
    work: float
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class ResourceNumbers:
    """A pool: its load (1 and more never settles) and how many there are; None is unknown.

    ``growth`` is by how many executions per unit of time its backlog grows.
    """

    name: str
    utilisation: float | None
    capacity: float | None
    keys: tuple[ElementKey, ...] = ()
    growth: float = 0.0


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The pool with the highest load, and the customer cases per unit of time at which it is full."""

    resource: str
    limit: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """The numbers of a system in one scenario; None is unknown. Times are in ``time_unit``.

    ``events`` are events and gateways at which cases wait for something other than people.
    """

    scenario: str = ""
    time_unit: TimeUnit = DEFAULT_UNIT
    stable: bool = True
    end_to_end: Mapping[str, float | None] = field(default_factory=dict)
    chains: tuple[ChainNumbers, ...] = ()
    processes: tuple[ProcessNumbers, ...] = ()
    activities: tuple[ActivityNumbers, ...] = ()
    events: tuple[ActivityNumbers, ...] = ()
    resources: tuple[ResourceNumbers, ...] = ()
    bottleneck: Bottleneck | None = None
    warnings: tuple[Message, ...] = ()

    def metric(self, name: str) -> float | None:
        """An end-to-end number, or None."""
        return self.end_to_end.get(name)

    def process(self, key: ElementKey) -> ProcessNumbers | None:
        """The numbers of one process, or None."""
        return next((p for p in self.processes if p.key == key), None)

    def activity(self, key: ElementKey) -> ActivityNumbers | None:
        """The numbers of one activity, or of an event at which cases wait; None for another element."""
        return next((a for a in (*self.activities, *self.events) if a.key == key), None)

    def resource(self, name: str) -> ResourceNumbers | None:
        """The numbers of one pool, or None."""
        return next((r for r in self.resources if r.name == name), None)


def element_json(key: ElementKey) -> dict[str, object]:
    """How an element or a process is named."""
    return {"file": key.file, "element": key.element}


def to_json(analysis: Analysis) -> dict[str, object]:
    """The object that ``analyse`` prints."""
    return {
        "schemaVersion": 1,
        "scenario": analysis.scenario,
        "timeUnit": str(analysis.time_unit),
        "stable": analysis.stable,
        "endToEnd": {str(metric): {"value": analysis.metric(metric)} for metric in Metric},
        "chains": [_chain_json(chain) for chain in analysis.chains],
        "processes": [_process_json(process) for process in analysis.processes],
        "activities": [_activity_json(activity) for activity in analysis.activities],
        "events": [_event_json(event) for event in analysis.events],
        "resources": [_resource_json(resource) for resource in analysis.resources],
        "bottleneck": _bottleneck_json(analysis.bottleneck),
        "warnings": [str(warning) for warning in analysis.warnings],
    }


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
    }


def _bottleneck_json(bottleneck: Bottleneck | None) -> dict[str, object] | None:
    if bottleneck is None:
        return None
    return {"resource": bottleneck.resource, "limit": bottleneck.limit}
