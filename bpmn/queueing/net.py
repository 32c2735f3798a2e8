"""What the analysis computes with: steps that tokens visit, the pools they need, where tokens come from.

A net knows nothing of BPMN. Steps, pools and sources are named by their position.
"""

from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.queueing.groups import Grouping
from bpmn.queueing.moments import ZERO, Moments


class Cause(StrEnum):
    """What a part of the time from customer to customer is spent on."""

    WORK = "work"
    QUEUE = "queue"
    """Waiting for people who are busy with other cases."""
    OFF_CALENDAR = "offCalendar"
    """Waiting for people who are not there."""
    BATCH = "batch"
    """Waiting for other cases of a group."""
    TIMER = "timer"
    TRANSPORT = "transport"
    LAG = "lag"
    """A time that uses nobody."""
    PROCESS = "process"
    """Waiting for a message of another process."""
    PARTY = "party"
    """Waiting for somebody outside."""


class Join(StrEnum):
    """What a step does with tokens that arrive over several arcs."""

    NONE = "none"
    """Each token passes alone."""
    ALL = "all"
    """It waits for one token from each arc (parallel gateway)."""
    SCOPE = "scope"
    """It waits for all tokens that are on their way (inclusive gateway, end of a sub-process)."""
    MESSAGE = "message"
    """A token of the sequence flow waits here for a message."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a step may end: with this probability a token goes to each target.

    ``by_class`` are its probabilities for classes of cases for which they are others.
    """

    probability: float
    targets: tuple[int, ...]
    by_class: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """How many units of a pool an execution holds while it works."""

    pool: int
    quantity: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """A flow node as the analysis sees it.

    ``work`` is the time for which pools are held, ``delay`` a time that holds nobody (``delay_cause`` says
    what it is spent on). With a ``group`` cases are worked on together: that takes ``set_up`` once and
    ``work`` for each of them, and all of them leave together.

    Without outcomes a token ends here. ``messages`` are targets among the outcomes that a message reaches,
    not a flow. ``calls`` are the starts of a called process, whose whole time belongs to it. ``instances``
    run one after the other or, with ``is_parallel``, at the same time. ``elapsed`` is the time until a path
    leaves the step where that is not when the work ends. A step that ``terminates`` breaks off the other
    paths of its ``scope``, the sub-process or the process around it. With ``preemptive`` more urgent work
    interrupts it. ``defect`` is the probability that an execution creates a defect, ``detection`` that it
    finds one there is; ``rework`` is the position of the outcome that a found defect takes, or None.
    ``value`` is the value class that people gave it (VA, BVA or NVA), empty without one.
    """

    key: ElementKey
    process: ElementKey
    name: str = ""
    is_activity: bool = False
    join: Join = Join.NONE
    arity: int = 1
    outcomes: tuple[Outcome, ...] = ()
    messages: frozenset[int] = frozenset()
    work: Moments = ZERO
    delay: Moments = ZERO
    delay_cause: Cause = Cause.LAG
    set_up: Moments = ZERO
    group: Grouping | None = None
    elapsed: Moments | None = None
    needs: tuple[Need, ...] = ()
    priority: float = 0.0
    preemptive: bool = False
    fixed_cost: float | None = None
    calls: tuple[int, ...] = ()
    instances: float = 1.0
    is_parallel: bool = False
    scope: ElementKey | None = None
    terminates: bool = False
    defect: float | None = None
    detection: float | None = None
    rework: int | None = None

    value: str = ""

    def touch(self, size: float) -> float:
        """The work for one case of a group of this size, on average."""
        return self.work.mean + self.set_up.mean / size


@dataclass(frozen=True, slots=True)
class Pool:
    """A team or machine group. ``capacity`` None means that nobody ever waits for it.

    It is there for ``open_share`` of all time (``spans`` of the week say when, in seconds; empty is always),
    and for ``share`` of that it works for these processes.
    """

    name: str
    capacity: float | None = None
    unit_cost: float | None = None
    keys: tuple[ElementKey, ...] = ()
    share: float = 1.0
    open_share: float = 1.0
    spans: tuple[tuple[float, float], ...] = ()
    is_paid_when_idle: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Cases that come from outside: at which step, how many per unit of time, how irregularly.

    ``party`` names who sends them; ``is_customer`` is true where their lead time is the customer's. They come
    only within the ``spans`` of the week (in seconds); empty is always.
    """

    step: int
    rate: float
    scv: float = 1.0
    party: str = ""
    is_customer: bool = True
    spans: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A step that tells an external party the outcome of its case."""

    step: int
    party: str = ""
    is_customer: bool = True


@dataclass(frozen=True, slots=True)
class Instance:
    """A process: where its instances start and where their paths end.

    An instance begins at one of the ``starts``, or with ``is_together`` at all of them at once.
    """

    key: ElementKey
    name: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class Net:
    """A whole system as the analysis sees it; ``is_timed`` is false where no time is known at all.

    A ``week`` is so many units of time.
    """

    steps: tuple[Step, ...] = ()
    pools: tuple[Pool, ...] = ()
    sources: tuple[Source, ...] = ()
    replies: tuple[Reply, ...] = ()
    processes: tuple[Instance, ...] = ()
    warnings: tuple[Message, ...] = ()
    is_timed: bool = True
    week: float = 10080.0
