"""A system made ready for simulation: numbers, laws and the net, as values that travel to a worker.

What may happen stands in the net (``bpmn.semantics``) alone. A plan adds what the net leaves open: how long
things take, which of several ways is taken, who is needed, where cases come from and what is counted.
Elements, pools and slots are named by position, so that the inner loop needs no look-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.queueing.net import Cause
from bpmn.scenario.calendar import MONDAY, Calendar
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import Batch
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit
from bpmn.semantics.net import Net, PlaceKind
from bpmn.semantics.sparse import Sparse


@dataclass(frozen=True, slots=True)
class Draw:
    """A time: a constant and the laws added to it, each with the purpose that names its random numbers."""

    key: ElementKey
    constant: float = 0.0
    parts: tuple[tuple[str, Distribution], ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether it is always 0."""
        return not self.constant and not self.parts

    @property
    def mean(self) -> float:
        """The expected time."""
        return self.constant + sum(law.mean for _, law in self.parts)


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways on: a transition and how likely it is; ``flows`` are the flows that it alone takes."""

    transition: int
    share: float = 1.0
    by_class: tuple[tuple[str, float], ...] = ()
    flows: tuple[ElementKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The ways on at an element, of which one is taken.

    ``free`` are flows that are decided about one by one, each with its probability (inclusive choice); the
    way that takes exactly the chosen ones is meant. Without, the shares of the ways count.
    """

    key: ElementKey
    ways: tuple[Way, ...]
    free: tuple[tuple[ElementKey, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Repetition:
    """How often an activity is carried out for one token.

    A loop goes on with probability ``again``, ``most`` turns at most; with ``tested_before`` it may be left
    out. Otherwise ``instances`` executions, one after the other or side by side.
    """

    is_loop: bool = False
    again: float = 0.0
    most: int | None = None
    tested_before: bool = False
    instances: Draw | None = None
    is_parallel: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What one execution of an activity takes. ``needs`` are pools and how many of each, all at once.

    ``speed`` divides the work. ``statistic`` and ``slot`` say where it is counted: the slot is that of its
    work, the one after it that of its wait. ``rework`` is the place where a case with a found defect goes on.
    """

    key: ElementKey
    statistic: int
    slot: int
    needs: tuple[tuple[int, int], ...] = ()
    work: Draw | None = None
    lag: Draw | None = None
    set_up: Draw | None = None
    speed: float = 1.0
    priority: float = 0.0
    preemptive: bool = False
    batch: Batch | None = None
    repetition: Repetition | None = None
    fixed_cost: float = 0.0
    defect: float = 0.0
    detection: float = 0.0
    rework: int | None = None
    is_remembered: bool = False
    """Compensation asks whether it was done."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a token on a place may wait for, and the ways on then.

    ``takes`` are messages, signals and what parties send; ``delay`` a time after which it happens by itself,
    ``slot`` where that time is counted. With ``chance`` it happens with this probability when the activity
    that it stands beside is done. A trigger without any of these never happens.
    """

    key: ElementKey
    choice: Choice
    takes: tuple[int, ...] = ()
    delay: Draw | None = None
    at: float | None = None
    chance: float | None = None
    slot: int = 0
    work: Work | None = None
    interrupts: bool = False
    share: float | None = None
    """How often it is what comes, where that is decided beforehand (see ``Spot.race``)."""
    is_own: bool = False
    """It waits for messages or signals of processes, which come when they come."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What happens to a token that comes to a place.

    At once, or after its ``work``, it goes on by ``choice``; with ``joins`` when there are tokens on all of
    these places; with ``general`` whenever the firing rule allows one of these transitions. ``triggers`` may
    come first. ``inside`` is the scope that an activity opens when its work may begin. ``chances`` are
    triggers that come when the activity is done.
    """

    place: int
    choice: Choice | None = None
    work: Work | None = None
    joins: tuple[tuple[int, int], ...] = ()
    general: tuple[Choice, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    chances: tuple[Trigger, ...] = ()
    is_active: bool = False
    race: ElementKey | None = None
    """The gateway at which it is decided beforehand which trigger comes; those of processes still may."""
    undoes: tuple[tuple[ElementKey | None, Work], ...] = ()
    """What undoes an activity, with the activity where the map says which."""


@dataclass(frozen=True, slots=True)
class Room:
    """A scope as simulation sees it.

    ``may_be_cleared``: something may break it off. ``is_counted``: a join in it looks at all its tokens.
    ``process`` is the position of its process if it is
    that process's outermost scope, else -1.
    """

    parent: int | None
    process: int = -1
    may_be_cleared: bool = False
    is_counted: bool = False
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """A team: how many units, when they are there (``calendars``: all of them must be open), what they cost.

    ``share`` of their time is for these processes: they are that much slower.
    """

    name: str
    keys: tuple[ElementKey, ...]
    capacity: int | None
    unit_cost: float = 0.0
    calendar: Calendar | None = None
    share: float = 1.0
    is_paid_when_idle: bool = False
    has_priorities: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where cases come from. ``count`` limits them; without a ``gap`` all of them come at the start."""

    key: ElementKey
    choice: Choice
    gap: Draw | None
    calendar: Calendar | None = None
    count: int | None = None
    party: str = ""
    is_customer: bool = True
    target: float | None = None
    """The lead time that its cases are promised."""
    case_class: str = ""
    """The class of its cases, where branches tell classes apart."""


@dataclass(frozen=True, slots=True)
class Post:
    """How a message travels: transport, and the probability that it never arrives."""

    key: ElementKey
    time: Draw | None = None
    loss: float = 0.0
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody outside sends: how long it takes, and the probability that it never comes."""

    key: ElementKey
    time: Draw | None = None
    silence: float = 0.0
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """Where a customer gets the outcome; ``time`` is how long it travels."""

    key: ElementKey
    party: str = ""
    time: Draw | None = None
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """An activity or a process that is counted."""

    key: ElementKey
    name: str
    process: int


@dataclass(frozen=True, slots=True)
class Move:
    """What a transition does, seen from the frame whose token it takes.

    ``scope`` is the scope of that frame (-1: it takes none), ``takes`` its places. ``own`` places of that
    frame get tokens, ``above`` places of frames so many levels up; ``into`` are scopes that open, in the
    frame so many levels up, with tokens on these places; ``begins`` is the process that begins with tokens
    on these. ``sends`` are messages and signals, of which it ``replaces`` some that nobody has seen yet,
    ``asks`` what a party is asked for. ``clears`` is how many levels up everything is broken off (-1:
    nothing). With ``ends_host`` the activity so many levels up ends, with all that is in it. ``unwatches``
    are watches that end (levels up, place). ``replies`` is the position of the outcome that a customer
    gets, or -1.
    """

    index: int
    scope: int = -1
    takes: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    above: tuple[tuple[int, int], ...] = ()
    into: tuple[tuple[int, int, tuple[int, ...]], ...] = ()
    begins: tuple[int, tuple[int, ...]] | None = None
    sends: tuple[int, ...] = ()
    replaces: tuple[int, ...] = ()
    asks: tuple[int, ...] = ()
    clears: int = -1
    ends_host: int = 0
    unwatches: tuple[tuple[int, int], ...] = ()
    replies: int = -1
    performs: ElementKey | None = None
    """The activity that is thereby done."""


@dataclass(frozen=True, slots=True)
class Course:
    """How to run a plan, as far as the scenario or queueing theory say it; None is unsaid.

    ``midnight`` is how many seconds after midnight the clock stands at 0, ``first_hour`` how many hours after
    the beginning of Monday. ``is_hourly``: it matters which hour of the week it is. ``memory`` is how long
    the busiest team takes to forget its past.
    """

    midnight: float = 0.0
    first_hour: float = 0.0
    is_hourly: bool = False
    memory: float = 0.0
    seed: int = 1
    replications: int | None = None
    duration: float | None = None
    warm_up: float | None = None
    waits: tuple[tuple[ElementKey, float], ...] = ()
    """The waits of steps at very busy teams that are known exactly."""
    start: datetime = MONDAY
    is_endless: bool = False
    """A loop has no way out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole system in one scenario, ready to run. Times are in ``time_unit``."""

    scenario: str = ""
    time_unit: TimeUnit = DEFAULT_UNIT
    kinds: tuple[PlaceKind, ...] = ()
    scopes: tuple[int | None, ...] = ()
    """The kind and the scope of each place of the net."""
    moves: tuple[Move, ...] = ()
    spots: Mapping[int, Spot] = field(default_factory=dict)
    rooms: tuple[Room, ...] = ()
    pools: tuple[Pool, ...] = ()
    sources: tuple[Source, ...] = ()
    starts: Mapping[int, tuple[Trigger, ...]] = field(default_factory=dict)
    """By message or signal: the processes that it begins."""
    posts: Mapping[int, Post] = field(default_factory=dict)
    answers: Mapping[int, Answer] = field(default_factory=dict)
    revisited: frozenset[ElementKey] = frozenset()
    """Elements that a case may come to more than once."""
    activities: tuple[Measure, ...] = ()
    processes: tuple[Measure, ...] = ()
    rule: Sparse = field(default_factory=lambda: Sparse(Net((), (), (), {}), ()))
    """The firing rule for joins that look at all tokens of their scope."""
    slots: tuple[tuple[Cause, ElementKey], ...] = ()
    replies: tuple[Reply, ...] = ()
    works: tuple[Work, ...] = ()
    """What every activity takes, in the order in which activities are counted."""
    course: Course = field(default_factory=Course)
    has_defects: bool = False
    has_costs: bool = False
    warnings: tuple[Message, ...] = ()
    names: Mapping[ElementKey, str] = field(default_factory=dict)
