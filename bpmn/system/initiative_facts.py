"""What people propose to change, what it is worth to them, and what came of it: parts of ``system.json``."""

from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey


class Parameter(StrEnum):
    """What an initiative may change about one element."""

    DURATION = "duration"
    ARRIVAL = "arrival"
    STAFF = "staff"
    SHARE = "share"
    SKIP = "skip"
    BATCH = "batch"
    """How many cases are worked on together."""
    PRIORITY = "priority"
    CALENDAR = "calendar"
    """The hours of a team or of arrivals."""
    DEFECT = "defect"
    DETECTION = "detection"
    REPEAT = "repeat"
    SET_UP = "setUp"
    LAG = "lag"
    AVAILABLE = "available"
    """The share of a team's time for these processes."""
    EFFICIENCY = "efficiency"
    UNIT_COST = "unitCost"
    FIXED_COST = "fixedCost"
    RESPONSE = "response"
    LOSS = "loss"
    NO_ANSWER = "noAnswer"
    TEAM = "team"
    """Another team does an activity."""
    RING_FENCE = "ringFence"
    """So many people of a team work for one process alone."""
    WIP_LIMIT = "wipLimit"
    """So many cases at most are in a process; the others wait before it."""


class InitiativeState(StrEnum):
    """How far an initiative has come."""

    IDEA = "idea"
    JUDGED = "judged"
    PLANNED = "planned"
    INTRODUCED = "introduced"
    MEASURED = "measured"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of an initiative: the new value of a parameter, or the factor by which it changes.

    A duration is a mean in ``unit`` (empty: the system's unit); so is an arrival, as the time between two
    cases, but its factor is one of demand: 1.15 are 15 % more cases. Staff is a number of people, a share
    lies between 0 and 1. A calendar is named by its id in ``text``, or ``value`` hours are added to each of
    its days. ``text`` also names the team that takes over an activity, or of which people are ring-fenced.
    ``low`` and ``high`` bound what people believe the value to be.
    """

    element: ElementKey
    parameter: Parameter
    value: float | None = None
    factor: float | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    text: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class MapChange:
    """A map as it is to be: the file of ``after`` takes the place of the map ``before``.

    Both are paths in the folder of the system. A map that is only an ``after`` takes no part in the system
    as it is today.
    """

    before: str
    after: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Realised:
    """What was measured after an initiative was introduced, on a day (as people enter it).

    ``metric`` is an end-to-end number or the id of a key figure. ``predicted`` is the value that was
    forecast for it.
    """

    metric: str
    value: float
    date: str = ""
    predicted: float | None = None
    before: float | None = None
    note: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Initiative:
    """A proposed change with its owner and the figure that the owner wants to improve.

    ``kpi`` is the id of a key figure; empty means the mean time in the process that changes most.
    ``scope`` are the processes in which the owner looks; empty means those the owner answers for.
    ``cost`` is paid once, ``running_cost`` per ``per`` (a unit of time; empty: the system's).
    ``people`` is how many more it needs. ``requires`` and ``excludes`` name other initiatives,
    ``observations`` the ids of what people noticed. ``expected`` says in words what the whole should get.
    """

    name: str
    owner: str = ""
    description: str = ""
    goal: str = ""
    kpi: str = ""
    changes: tuple[Change, ...] = ()
    cost: float | None = None
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    proposer: str = ""
    expected: str = ""
    scope: tuple[ElementKey, ...] = ()
    maps: tuple[MapChange, ...] = ()
    running_cost: float | None = None
    per: str = ""
    people: float | None = None
    state: InitiativeState = InitiativeState.IDEA
    realised: tuple[Realised, ...] = ()
    observations: tuple[str, ...] = ()
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something a person noticed about an element, on a day (as people enter it)."""

    id: str
    text: str = ""
    author: str = ""
    date: str = ""
    element: ElementKey | None = None
    extra: str = ""


PEOPLE = "people"
"""The unit of a budget that counts heads, not money."""


@dataclass(frozen=True, slots=True)
class BudgetFact:
    """Money that initiatives may cost together; with the unit ``people`` how many more they may need."""

    name: str
    amount: float = 0.0
    unit: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class MaterialityFact:
    """The smallest change of a metric that matters: relative, for shares in points (0.01 is one)."""

    metric: str
    change: float
    extra: str = ""


class Worth(StrEnum):
    """What a value function puts a price on."""

    CASE = "case"
    """A good case that is done: what it earns."""
    LATE_CASE = "lateCase"
    """A case beyond its promise: what it costs."""
    HOUR = "hour"
    """An hour of one case's lead time: what it costs."""
    WORK_IN_PROGRESS = "wip"
    """A case at work, per ``per``: what it costs."""
    CAPACITY = "capacity"
    """One person that is paid, per ``per``: what it costs, busy or not."""


@dataclass(frozen=True, slots=True)
class WorthFact:
    """A term of the value function: what one of these is worth, in the system's money.

    ``per`` is the unit of time for what costs by its length; empty is the unit of the system.
    """

    what: Worth
    money: float
    per: str = ""
    extra: str = ""
