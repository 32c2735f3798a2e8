"""What people have said about a system of maps and no map can hold: the content of ``system.json``.

Everything here is a frozen value. A change makes new facts, so the old ones serve as the undo step.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.system.initiative_facts import (
    BudgetFact,
    Change,
    Initiative,
    InitiativeState,
    MapChange,
    MaterialityFact,
    Observation,
    Parameter,
    Realised,
    Worth,
    WorthFact,
)

__all__ = [
    "DEFAULT_MATERIALITY",
    "MATERIAL_POINTS",
    "SHARES",
    "AcceptedFinding",
    "BudgetFact",
    "Change",
    "CheckSetting",
    "Decision",
    "Direction",
    "ExternalFact",
    "Facts",
    "GoalFact",
    "Initiative",
    "InitiativeState",
    "KpiFact",
    "LandscapePosition",
    "LinkFact",
    "MapChange",
    "MaterialityFact",
    "Measure",
    "Metric",
    "Observation",
    "Parameter",
    "PartyFact",
    "PromiseFact",
    "Realised",
    "ResourceFact",
    "Role",
    "Worth",
    "WorthFact",
    "identity",
]


class Role(StrEnum):
    """What a party is to the organisation."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    PARTNER = "partner"
    AUTHORITY = "authority"
    UNKNOWN = "unknown"


class Metric(StrEnum):
    """The numbers in which customers and the organisation feel a change; all of them end to end."""

    LEAD_TIME = "leadTime"
    ON_TIME = "onTime"
    THROUGHPUT = "throughput"
    COST = "costPerGoodCase"
    DEFECTS = "defectRate"
    WORK_IN_PROGRESS = "wip"


class Decision(StrEnum):
    """What a person answered about a link."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Direction(StrEnum):
    """Which way a number is better."""

    LESS = "less"
    MORE = "more"


class Measure(StrEnum):
    """What a key figure counts; the last four are the same words as those of Metric, and one for all else."""

    LEAD_TIME = "leadTime"
    WAIT = "wait"
    WORK = "work"
    VISITS = "visits"
    UTILISATION = "utilisation"
    COST = "cost"
    ON_TIME = "onTime"
    DEFECTS = "defectRate"
    THROUGHPUT = "throughput"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PartyFact:
    """An external party, its role, and the pools and processes that are drawn for it."""

    name: str
    role: Role = Role.UNKNOWN
    elements: tuple[ElementKey, ...] = ()
    extra: str = ""


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link that a person confirmed or rejected; it beats every match by name."""

    source: ElementKey
    target: ElementKey
    kind: str
    decision: Decision = Decision.CONFIRMED
    extra: str = ""


@dataclass(frozen=True, slots=True)
class ExternalFact:
    """A person's word that what an element sends or awaits goes to, or comes from, an external party."""

    element: ElementKey
    party: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class ResourceFact:
    """Lanes and resources that are one and the same team, and no others: it beats every match by name."""

    name: str
    elements: tuple[ElementKey, ...] = ()
    extra: str = ""


@dataclass(frozen=True, slots=True)
class GoalFact:
    """Something the organisation wants; ``parent`` is the id of the goal it serves."""

    id: str
    name: str = ""
    parent: str = ""
    owner: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class KpiFact:
    """A key figure: what it measures, of which process, activity or resource, and who answers for it.

    ``element`` None means the whole chain from customer to customer; ``measure`` is then a metric's name.
    ``start`` and ``end`` are the elements between which is measured, None where that is the whole of it.
    """

    id: str
    name: str = ""
    measure: str = Measure.LEAD_TIME
    element: ElementKey | None = None
    resource: str = ""
    direction: Direction = Direction.LESS
    target: float | None = None
    unit: str = ""
    goal: str = ""
    owner: str = ""
    start: ElementKey | None = None
    end: ElementKey | None = None
    extra: str = ""

    @property
    def places(self) -> tuple[ElementKey, ...]:
        """The elements that it names: what is measured, and from where to where."""
        return tuple(key for key in (self.element, self.start, self.end) if key is not None)


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """What a class of customers is promised, and what it is worth.

    ``target`` is the longest lead time, in ``unit`` (empty: the system's unit); ``penalty`` is money for each
    case that takes longer, ``hour_value`` money for each hour of lead time, ``margin`` what a case brings.
    """

    customer: str
    target: float | None = None
    unit: str = ""
    penalty: float | None = None
    hour_value: float | None = None
    margin: float | None = None
    extra: str = ""


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding that people decided to live with, and why. ``date`` is what the person entered."""

    rule: str
    elements: tuple[ElementKey, ...] = ()
    reason: str = ""
    author: str = ""
    date: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """How people want one check: with another severity (empty: its own), or not at all."""

    rule: str
    severity: str = ""
    off: bool = False
    extra: str = ""


@dataclass(frozen=True, slots=True)
class LandscapePosition:
    """Where a process or a party stands in the landscape; a party has an empty ``file``."""

    node: ElementKey
    x: float
    y: float
    extra: str = ""


DEFAULT_MATERIALITY = 0.02
"""Smallest relative change that matters where nobody said otherwise."""

MATERIAL_POINTS = 0.01
"""Smallest change of a share that matters where nobody said otherwise: one point."""

SHARES = frozenset({Metric.ON_TIME, Metric.DEFECTS})


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one system. ``extra`` holds, as JSON text, what a later version wrote."""

    judged_metrics: tuple[str, ...] = (Metric.LEAD_TIME,)
    parties: tuple[PartyFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    external: tuple[ExternalFact, ...] = ()
    resources: tuple[ResourceFact, ...] = ()
    goals: tuple[GoalFact, ...] = ()
    kpis: tuple[KpiFact, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    budgets: tuple[BudgetFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    materiality: tuple[MaterialityFact, ...] = ()
    value_function: tuple[WorthFact, ...] = ()
    observations: tuple[Observation, ...] = ()
    accepted_findings: tuple[AcceptedFinding, ...] = ()
    check_profile: str = ""
    check_settings: tuple[CheckSetting, ...] = ()
    landscape: tuple[LandscapePosition, ...] = field(default=())
    extra: str = ""

    def initiative(self, name: str) -> Initiative | None:
        """The initiative of this name, or None."""
        return next((i for i in self.initiatives if i.name == name), None)

    def promise(self, customer: str) -> PromiseFact | None:
        """What a class of customers is promised, or None."""
        return next((p for p in self.promises if p.customer == customer), None)

    def goal(self, identifier: str) -> GoalFact | None:
        """The goal with this id, or None."""
        return next((g for g in self.goals if g.id == identifier), None)

    def kpi(self, identifier: str) -> KpiFact | None:
        """The key figure with this id, or None."""
        return next((k for k in self.kpis if k.id == identifier), None)

    def link_decision(self, source: ElementKey, target: ElementKey, kind: str) -> Decision | None:
        """What a person said about a link, or None."""
        return next(
            (f.decision for f in self.links if (f.source, f.target, f.kind) == (source, target, kind)), None
        )

    def material_change(self, metric: str) -> float:
        """The smallest change of a metric that matters (see MaterialityFact)."""
        found = next((m.change for m in self.materiality if m.metric == metric), None)
        if found is not None:
            return found
        return MATERIAL_POINTS if metric in SHARES else DEFAULT_MATERIALITY


_IDENTITY: dict[type, tuple[str, ...]] = {
    PartyFact: ("name",),
    LinkFact: ("source", "target", "kind"),
    ExternalFact: ("element",),
    ResourceFact: ("name",),
    GoalFact: ("id",),
    KpiFact: ("id",),
    Initiative: ("name",),
    BudgetFact: ("name",),
    PromiseFact: ("customer",),
    MaterialityFact: ("metric",),
    WorthFact: ("what",),
    Observation: ("id",),
    AcceptedFinding: ("rule", "elements"),
    CheckSetting: ("rule",),
    LandscapePosition: ("node",),
}


def identity(item: object) -> tuple[str, ...]:
    """What an item is known by: two items with one identity are versions of the same thing."""
    return tuple(str(part) for name in _IDENTITY[type(item)] for part in _parts(getattr(item, name)))


def _parts(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return tuple(part for inner in value for part in _parts(inner))
    return (value,)
