"""What is known in numbers about a system: the parameters of its elements in one scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit


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

    Times are in the scenario's unit, ``unit_cost`` is money per that unit.
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
    interruptible: float | None = None
    priority: float | None = None
    fixed_cost: float | None = None
    unit_cost: float | None = None
    extras: tuple[tuple[str, str], ...] = ()
    has_calendar: bool = False

    def over(self, base: "ElementParameters") -> "ElementParameters":
        """These parameters where they say something, else those of base."""
        return replace(base, **{name: getattr(self, name) for name in self.given()})

    def given(self) -> tuple[str, ...]:
        """The names of the parameters that say something."""
        empty = {f.name: f.default for f in fields(self)}
        return tuple(name for name, nothing in empty.items() if getattr(self, name) != nothing)

    def extra(self, name: str) -> str | None:
        """What the vendor extension of this name says, or None."""
        return next((text for key, text in self.extras if key == name), None)

    def in_unit(self, old: float, new: float) -> "ElementParameters":
        """The same parameters with times and costs in another unit; both units in seconds."""
        ratio = old / new
        changed: dict[str, object] = {
            name: getattr(self, name).scaled(ratio)
            for name in (*TIMES, "inter_trigger_timer")
            if getattr(self, name) is not None
        }
        if self.unit_cost is not None:
            changed["unit_cost"] = self.unit_cost / ratio
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

NOTHING = ElementParameters()


@dataclass(frozen=True, slots=True)
class Scenario:
    """The parameters of a whole system.

    All times are in ``time_unit``. ``problems`` tells what in the files could not be used.
    """

    name: str = "Base"
    time_unit: TimeUnit = DEFAULT_UNIT
    currency: str = ""
    parameters: Mapping[ElementKey, ElementParameters] = field(default_factory=dict)
    problems: tuple[Message, ...] = ()

    def of(self, key: ElementKey) -> ElementParameters:
        """The parameters of an element; without any, all are None."""
        return self.parameters.get(key, NOTHING)

    def with_parameters(self, changes: Mapping[ElementKey, ElementParameters]) -> "Scenario":
        """A copy in which these elements have these parameters."""
        return replace(self, parameters={**self.parameters, **changes})
