"""What a change does to numbers: before, after, the change, how sure it is, and the judgement of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey, Finding
from bpmn.base.message import Message
from bpmn.improvement.estimates import Interval
from bpmn.improvement.verdict import Judgement, SubLabel, Verdict
from bpmn.queueing.results import Analysis
from bpmn.system.facts import KpiFact


@dataclass(frozen=True, slots=True)
class Effect:
    """A number before and after. ``change`` is relative with its raw sign, ``interval`` its range.

    With ``is_absolute`` (the number was 0 before) it is the plain difference. None is unknown. ``theory`` is
    the change by queueing theory where a simulation gave the others.
    """

    before: float | None
    after: float | None
    change: float | None
    judgement: Judgement
    is_absolute: bool = False
    interval: Interval | None = None
    theory: float | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """How much time per customer case came to (or, below 0, left) an element; None where it never settles."""

    cause: str
    key: ElementKey
    name: str
    delta: float | None
    process: ElementKey | None = None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The value of one of the initiative's own numbers at which the word for it turns.

    The word holds below it or (``holds_below`` false) above it. ``planned`` is the initiative's own value,
    ``no_change`` the one at which the first judged number is as before; None where there is none.
    """

    parameter: Message
    key: ElementKey
    value: float
    unit: str
    holds_below: bool = True
    planned: float | None = None
    no_change: float | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """The smallest further change that makes an initiative good for the customer."""

    text: Message
    key: ElementKey
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """In how many draws of uncertain numbers the word holds, and which of them decides most."""

    holds: int
    draws: int
    sentence: Message
    measure_first: Message | None = None
    key: ElementKey | None = None


class Colour(StrEnum):
    """How a gate stands."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Gate:
    """How an initiative stands at a gate, and why; it never stops anybody."""

    colour: Colour
    reason: Message


@dataclass(frozen=True, slots=True)
class InitiativeEffect:
    """What an initiative does, locally and from customer to customer, and the judgement.

    ``value`` is the gain by the value function. ``method`` names the engine and how sure it is.
    """

    name: str
    owner: str
    kpi: KpiFact
    local: Effect
    overall: Mapping[str, Effect]
    verdict: Verdict
    sub_labels: tuple[SubLabel, ...]
    transfer_ratio: float | None
    moved: tuple[Moved, ...]
    explanation: Message
    after: Analysis
    break_even: tuple[BreakEven, ...] = ()
    value: Effect | None = None
    method: Message | None = None
    chain: tuple[Message, ...] = ()
    bottleneck: Message | None = None
    companion: Companion | None = None
    robustness: Robustness | None = None
    plan_gate: Gate | None = None
    system_gate: Gate | None = None
    new_findings: tuple[Finding, ...] = ()
    assumed: tuple[Message, ...] = ()
    for_owner: Message | None = None
    realised: tuple[Message, ...] = ()
