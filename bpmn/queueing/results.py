"""What an analysis found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.queueing.net import Cause
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit


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
    wip: float | None = None


@dataclass(frozen=True, slots=True)
class ActivityNumbers:
    """An activity per execution; ``visits`` are its executions per customer case.

    ``wait`` is for people and for a group, ``work`` what one case takes of them, ``delay`` any other time.
    """

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

    ``growth`` is by how many executions per unit of time its backlog grows. ``headroom`` is by which part
    more cases could come until it is full (below 0: too many come), ``per_week`` the customer cases it can
    serve.
    """

    name: str
    utilisation: float | None
    capacity: float | None
    keys: tuple[ElementKey, ...] = ()
    growth: float = 0.0
    headroom: float | None = None
    per_week: float | None = None
    growth_per_week: float = 0.0


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The pool with the highest load, and the customer cases per unit of time at which it is full."""

    resource: str
    limit: float


@dataclass(frozen=True, slots=True)
class Relief:
    """The pool of which one more shortens the lead time most, and by how much."""

    resource: str
    gain: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the lead time: what it is spent on, at which step of which process. Parts add up to it."""

    cause: Cause
    key: ElementKey
    process: ElementKey
    mean: float


@dataclass(frozen=True, slots=True)
class PromiseNumbers:
    """What was promised to a customer (empty: to all), in the scenario's unit, and the share that is kept."""

    customer: str
    target: float
    on_time: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Defects per customer case: created, found, and the share of outcomes that have one."""

    created: float
    detected: float
    escaped: float | None


@dataclass(frozen=True, slots=True)
class Flow:
    """Figures of value-stream mapping, per customer case; None is unknown.

    ``touch`` is all work, ``theoretical`` the lead time if nobody ever waited, ``value`` the work by value
    class. ``first_pass`` is the share of cases without rework or defect, ``accurate`` that without defect.
    ``takt`` is the open time of the fullest pool per case.
    """

    touch: float
    theoretical: float | None = None
    value: Mapping[str, float] = field(default_factory=dict)
    first_pass: float | None = None
    accurate: float | None = None
    hand_overs: float = 0.0
    takt: float | None = None


@dataclass(frozen=True, slots=True)
class Accounting:
    """Throughput accounting per week; None is unknown.

    ``throughput`` is the margin of good cases, ``expense`` paid people, ``inventory`` the margin tied up in
    cases at work.
    """

    throughput: float | None = None
    expense: float | None = None
    inventory: float | None = None


@dataclass(frozen=True, slots=True)
class Reliance:
    """The likely error of the lead time as a part of it; ``reasons`` say why only a simulation is sure."""

    error: float = 0.0
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """The numbers of a system in one scenario; None is unknown. Times are in ``time_unit``.

    ``events`` are events and gateways at which cases wait for something other than people. ``quantiles`` are
    those of the lead time by name (p50 …). What takes longer to find than the whole is empty where only the
    whole was asked for: chains, processes, activities, events, ``quantiles``, ``relief``, ``flow``,
    ``partition``, ``reliance``. Money is in ``currency``; empty where no map says which.
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
    quantiles: Mapping[str, float] = field(default_factory=dict)
    promises: tuple[PromiseNumbers, ...] = ()
    relief: Relief | None = None
    partition: tuple[Part, ...] = ()
    flow: Flow | None = None
    quality: Quality | None = None
    accounting: Accounting | None = None
    reliance: Reliance | None = None
    currency: str = ""

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
