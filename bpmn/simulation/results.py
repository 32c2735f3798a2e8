"""What a simulation found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.queueing.net import Cause
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit
from bpmn.simulation.statistics import Estimate


@dataclass(frozen=True, slots=True)
class LeadTime:
    """A lead time with its quantiles by per cent; None where no case came to an end."""

    mean: Estimate | None = None
    quantiles: Mapping[int, Estimate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChainResult:
    """One way from a customer's trigger to an outcome, and the share of all customer cases that take it."""

    name: str
    party: str
    start: ElementKey
    end: ElementKey | None
    lead_time: Estimate | None
    share: Estimate


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """A process per instance; ``visits`` are its instances per customer case."""

    key: ElementKey
    name: str
    lead_time: Estimate | None
    wait: Estimate | None
    work: Estimate | None
    visits: Estimate


@dataclass(frozen=True, slots=True)
class ActivityResult:
    """An activity per execution; ``visits`` are its executions per customer case."""

    key: ElementKey
    name: str
    visits: Estimate
    wait: Estimate | None
    work: Estimate | None


@dataclass(frozen=True, slots=True)
class ResourceResult:
    """A team. ``by_hour`` is its utilisation in each hour of the week, from Monday; empty if always alike."""

    name: str
    capacity: int | None
    utilisation: Estimate | None
    keys: tuple[ElementKey, ...] = ()
    by_hour: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of the lead time was spent on. All parts add up to the lead time."""

    cause: Cause
    key: ElementKey
    mean: Estimate


@dataclass(frozen=True, slots=True)
class Growth:
    """A team that is overloaded, and by how much work its backlog grows per day."""

    resource: str
    backlog_per_day: float


@dataclass(frozen=True, slots=True)
class WorkInProgress:
    """Cases at work over time: the mean over replications in each span of this length."""

    span: float = 0.0
    levels: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulation:
    """The numbers of a system in one scenario by simulation. Times are in ``time_unit``.

    ``end_to_end`` has the metrics; ``warm_up`` was left out of each replication of this ``duration``.
    ``partial`` is set where it was cancelled or a budget ended before the numbers were sure enough.
    """

    scenario: str = ""
    time_unit: TimeUnit = DEFAULT_UNIT
    stable: bool = True
    end_to_end: Mapping[str, Estimate | None] = field(default_factory=dict)
    lead_time: LeadTime = field(default_factory=LeadTime)
    chains: tuple[ChainResult, ...] = ()
    processes: tuple[ProcessResult, ...] = ()
    activities: tuple[ActivityResult, ...] = ()
    resources: tuple[ResourceResult, ...] = ()
    bottleneck: tuple[str, float] | None = None
    partition: tuple[Part, ...] = ()
    unstable: tuple[Growth, ...] = ()
    warnings: tuple[Message, ...] = ()
    seed: int = 1
    replications: int = 0
    duration: float = 0.0
    warm_up: float = 0.0
    cases: int = 0
    events: int = 0
    partial: bool = False
    wip: WorkInProgress = field(default_factory=WorkInProgress)
    unread: float = 0.0
    lost: float = 0.0
