"""What is known in numbers about a system: the parameters of its elements in one scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.scenario.calendar import MONDAY, Calendar
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit


class Source(StrEnum):
    """Where a number comes from, the best first."""

    MEASURED = "measured"
    LOG = "log"
    ESTIMATED = "estimated"
    GUESSED = "guessed"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Pedigree:
    """What stands behind a number: its source, who gave it and when, between which values it lies.

    ``date`` is what people entered (ISO 8601). ``low`` and ``high`` are in the unit of the number itself;
    for a distribution they bound its mean.
    """

    source: Source = Source.DEFAULT
    by: str = ""
    date: str = ""
    low: float | None = None
    high: float | None = None

    def scaled(self, factor: float) -> "Pedigree":
        """The same range in another unit."""
        low, high = (None if bound is None else bound * factor for bound in (self.low, self.high))
        return replace(self, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Batch:
    """When cases are worked on together: at least and at most how many, and what does not wait for more.

    A group starts with ``most`` cases at once; with ``least`` when somebody is free; with fewer after
    ``timeout`` (time since the first of the group came) or at the next of the times of day ``at`` (seconds
    after midnight). ``most`` None is no limit. ``per`` names the property whose value a group shares;
    empty means any cases.
    """

    least: int = 1
    most: int | None = None
    timeout: float | None = None
    at: tuple[float, ...] = ()
    per: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """A resource that an activity needs, by id or name, and how many of it."""

    resource: str
    quantity: float = 1.0


@dataclass(frozen=True, slots=True)
class Selection:
    """The resources an activity needs: all of them, or with ``is_choice`` any one of them."""

    needs: tuple[Selected, ...]
    is_choice: bool = False


@dataclass(frozen=True, slots=True)
class ElementParameters:
    """The parameters of one element (BPSim 2.0, Element Parameters); None is unknown.

    Times are in the scenario's unit, ``unit_cost`` is money per that unit, shares and probabilities lie
    between 0 and 1. ``calendar`` is the id of a calendar of the same map: the hours in which a resource
    works or cases arrive. What BPSim has no element for:

    * of a step: ``batch``; ``defect``, the probability that one execution creates a defect; ``detection``,
      the probability that a check finds one; ``rework_target``, the id of the element to which a case with a
      found defect goes back; ``repeat``, the probability of one more turn of a loop, ``repeat_most`` turns at
      most; ``instances``, how many executions a multi-instance step has;
    * of a resource: ``share`` of its time available for these processes; ``efficiency``, the speed at which
      it works (1 is normal); ``skills`` (BPSim's roles); ``paid_when_idle``;
    * of a message flow: ``transfer_time`` and ``loss``, the probability that a message never arrives;
    * of a party: ``response_time`` and ``no_answer``, the probability that it never answers;
    * of a branch: ``by_class``, its probability per class of cases.

    ``pedigree`` says where numbers come from, by the name of their field here. ``extras`` are the vendor
    extensions of others: name and text.
    """

    transfer_time: Distribution | None = None
    queue_time: Distribution | None = None
    wait_time: Distribution | None = None
    set_up_time: Distribution | None = None
    processing_time: Distribution | None = None
    validation_time: Distribution | None = None
    rework_time: Distribution | None = None
    lag_time: Distribution | None = None
    duration: Distribution | None = None
    elapsed_time: Distribution | None = None
    probability: float | None = None
    condition: str | None = None
    inter_trigger_timer: Distribution | None = None
    trigger_count: float | None = None
    selection: Selection | None = None
    availability: float | None = None
    quantity: float | None = None
    interruptible: bool | None = None
    priority: float | None = None
    fixed_cost: float | None = None
    unit_cost: float | None = None
    calendar: str | None = None
    batch: Batch | None = None
    defect: float | None = None
    detection: float | None = None
    rework_target: str | None = None
    repeat: float | None = None
    repeat_most: int | None = None
    instances: Distribution | None = None
    share: float | None = None
    efficiency: float | None = None
    skills: tuple[str, ...] = ()
    paid_when_idle: bool | None = None
    loss: float | None = None
    no_answer: float | None = None
    response_time: Distribution | None = None
    by_class: Mapping[str, float] = field(default_factory=dict, hash=False)
    pedigree: Mapping[str, Pedigree] = field(default_factory=dict, hash=False)
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def preemptive(self) -> bool:
        """Whether work with a higher priority interrupts this one (BPSim 2.0, Interruptible)."""
        return bool(self.interruptible)

    def over(self, base: "ElementParameters") -> "ElementParameters":
        """These parameters where they say something, else those of base.

        The pedigree of a number goes with it: one that is replaced loses the old one's.
        """
        given = {name: getattr(self, name) for name in self.given() if name != "pedigree"}
        kept = {name: said for name, said in base.pedigree.items() if name not in given}
        return replace(base, **given, pedigree={**kept, **self.pedigree})

    def given(self) -> tuple[str, ...]:
        """The names of the parameters that say something."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) not in (None, (), {}))

    def in_unit(self, old: float, new: float) -> "ElementParameters":
        """The same parameters with times and costs in another unit; both units in seconds."""
        ratio = old / new
        changed: dict[str, object] = {
            name: getattr(self, name).scaled(ratio) for name in TIME_FIELDS if getattr(self, name) is not None
        }
        if self.unit_cost is not None:
            changed["unit_cost"] = self.unit_cost / ratio
        if self.batch is not None and self.batch.timeout is not None:
            changed["batch"] = replace(self.batch, timeout=self.batch.timeout * ratio)
        if self.pedigree:
            factors = {**dict.fromkeys(TIME_FIELDS, ratio), "unit_cost": 1 / ratio}
            changed["pedigree"] = {n: p.scaled(factors.get(n, 1.0)) for n, p in self.pedigree.items()}
        return replace(self, **changed)  # type: ignore[arg-type]


TIMES = (
    "transfer_time",
    "queue_time",
    "wait_time",
    "set_up_time",
    "processing_time",
    "validation_time",
    "rework_time",
    "lag_time",
    "duration",
    "elapsed_time",
)
"""The time parameters in the order BPSim gives them."""

TIME_FIELDS = (*TIMES, "inter_trigger_timer", "response_time")
"""All fields of ElementParameters that are times."""

NOTHING = ElementParameters()


@dataclass(frozen=True, slots=True)
class Problem(Message):
    """A sentence about something wrong with the numbers, and the element it is about (None: none alone)."""

    key: ElementKey | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """How people want a scenario to be simulated (BPSim 2.0, Scenario Parameters); None is unsaid.

    ``duration`` and ``warm_up`` are times in the scenario's unit. The clock starts at ``start``.
    """

    start: datetime = MONDAY
    duration: float | None = None
    warm_up: float | None = None
    replications: int | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """The parameters of a whole system.

    All times are in ``time_unit``. ``calendars`` are by file and id. ``problems`` tells what in the files
    could not be used.
    """

    name: str = "Base"
    time_unit: TimeUnit = DEFAULT_UNIT
    currency: str = ""
    parameters: Mapping[ElementKey, ElementParameters] = field(default_factory=dict)
    problems: tuple[Message, ...] = ()
    calendars: Mapping[tuple[str, str], Calendar] = field(default_factory=dict)
    run: Run = field(default_factory=Run)

    @property
    def start(self) -> datetime:
        """The moment at which the clock stands at 0."""
        return self.run.start

    def of(self, key: ElementKey) -> ElementParameters:
        """The parameters of an element; without any, all are None."""
        return self.parameters.get(key, NOTHING)

    def calendar(self, key: ElementKey) -> Calendar | None:
        """The hours in which a resource works or cases arrive; None where it is always."""
        named = self.of(key).calendar
        return self.calendars.get((key.file, named)) if named is not None else None

    def with_parameters(self, changes: Mapping[ElementKey, ElementParameters]) -> "Scenario":
        """A copy in which these elements have these parameters."""
        return replace(self, parameters={**self.parameters, **changes})
