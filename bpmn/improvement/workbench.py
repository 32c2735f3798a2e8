"""A system asked again and again with different changes: what verdicts, portfolios and scans stand on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.improvement import valuing
from bpmn.improvement.calendars import with_longer_days
from bpmn.improvement.changes import CannotApply
from bpmn.improvement.edits import Edit, apply_edits, changed_parameters, conflict
from bpmn.improvement.figures import WANTED, value_of
from bpmn.improvement.model_error import activities
from bpmn.improvement.structure import Structural, Variant, restructured, without_future_maps
from bpmn.model import FlowElement, Process
from bpmn.queueing.drafts import Links
from bpmn.queueing.model import Model
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.scenario.resources import Resources
from bpmn.system.facts import Direction, Facts, KpiFact, Metric
from bpmn.system.links import find_links

MOST_MODELS = 256
"""So many models are kept; then all are forgotten."""

VALUE = "value"
"""The measure of the figure that is the value of everything together."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done to the system as it is: numbers that change, maps and teams that become others.

    ``running_cost`` is money per unit of time of the scenario.
    """

    edits: tuple[Edit, ...] = ()
    structure: tuple[Structural, ...] = ()
    running_cost: float = 0.0

    def __or__(self, other: "Plan") -> "Plan":
        """Both together."""
        return Plan(
            (*self.edits, *other.edits),
            tuple(dict.fromkeys((*self.structure, *other.structure))),
            self.running_cost + other.running_cost,
        )

    @property
    def contradicts_itself(self) -> bool:
        """Whether it gives one number two values, or one map two futures."""
        places = [one.place for one in self.structure]
        return conflict(self.edits) or len(set(places)) < len(places)


NOTHING = Plan()


def together(plans: Iterable[Plan]) -> Plan:
    """Several plans as one."""
    found = NOTHING
    for plan in plans:
        found = found | plan
    return found


class Workbench:
    """A system with its base scenario, asked again and again with different plans.

    Raises CannotApply for a judged metric that does not exist.
    """

    def __init__(
        self, system: Maps, links: Links | None, facts: Facts | None = None, judged: Sequence[str] = ()
    ) -> None:
        own = getattr(system, "facts", None)
        self.facts = facts or (own if isinstance(own, Facts) else Facts())
        today = without_future_maps(system, self.facts.initiatives)
        self.system: Maps = today or system
        self.links = find_links(today) if today is not None else links
        self.judged: tuple[str, ...] = tuple(judged) or self.facts.judged_metrics or (Metric.LEAD_TIME,)
        _refuse_unknown(self.judged)
        self.scenario = with_longer_days(read(self.system), self.facts)
        self.worth = valuing.worth(self.facts, self.scenario)
        model = Model(self.system, self.links, self.scenario)
        self._today = Variant(self.system, self.links, self.scenario, model, folder=system)
        self._models: dict[object, Model] = {}
        self._variants: dict[tuple[Structural, ...], Variant] = {(): self._today}
        self._known: dict[tuple[frozenset[Edit], tuple[Structural, ...]], Analysis] = {}
        self._whole: dict[tuple[frozenset[Edit], tuple[Structural, ...]], Analysis] = {}

    @property
    def base(self) -> Analysis:
        """The numbers without any change."""
        return self.after(NOTHING)

    @cached_property
    def teams(self) -> Mapping[ElementKey, ElementKey]:
        """The first resource of the team that does each activity."""
        resources = Resources(self.system, self.scenario, self.facts)
        found = {}
        for key, activity in activities(self.system):
            needs = resources.needs(key, activity.resources)
            team = resources.find(key.file, needs[0].resource) if needs else None
            if team is not None:
                found[key] = resources.pool(team).keys[0]
        return found

    def names(self, plan: Plan) -> Mapping[ElementKey, str]:
        """What people call the elements of the maps before and after a plan."""
        found: dict[ElementKey, str] = {}
        for system in (self.system, self.variant(plan).system):
            for file in system.files:
                for element in system.document(file).all(FlowElement):
                    if element.id and element.name:
                        found[ElementKey(file, element.id)] = " ".join(element.name.split())
                for process in system.document(file).all(Process):
                    if process.id:
                        found[ElementKey(file, process.id)] = process.name or process.id
        return found

    def variant(self, plan: Plan) -> Variant:
        """The maps that a plan makes, with their scenario before its numbers change. Raises CannotApply."""
        key = tuple(sorted(plan.structure, key=str))
        if key not in self._variants:
            self._variants[key] = restructured(self._today, key)
        return self._variants[key]

    def state(self, plan: Plan) -> tuple[Maps, Links | None, Scenario]:
        """The maps, links and scenario that a plan makes."""
        variant = self.variant(plan)
        return variant.system, variant.links, apply_edits(variant.scenario, plan.edits)

    def after(self, plan: Plan) -> Analysis:
        """The numbers after a plan. Raises CannotApply."""
        key = _key(plan)
        if key not in self._known:
            self._known[key] = self._evaluated(plan, whole=False)
        return self._known[key]

    def whole(self, plan: Plan) -> Analysis:
        """The end-to-end numbers after a plan, without the times of single processes and chains."""
        key = _key(plan)
        if key not in self._known and key not in self._whole:
            self._whole[key] = self._evaluated(plan, whole=True)
        return self._known.get(key) or self._whole[key]

    def _evaluated(self, plan: Plan, *, whole: bool) -> Analysis:
        variant = self.variant(plan)
        changed = changed_parameters(variant.scenario, plan.edits)
        found = self._model(plan, changed).evaluate(
            changed, whole=whole, brief=bool(plan.edits or plan.structure)
        )
        return variant.adjusted(found)

    def _model(self, plan: Plan, changed: Mapping[ElementKey, ElementParameters]) -> Model:
        """The model in which only numbers differ: who works at what makes another one, which is kept."""
        variant = self.variant(plan)
        others: dict[ElementKey, ElementParameters] = {}
        for key, new in changed.items():
            old = variant.scenario.of(key)
            if new.selection != old.selection or (new.quantity is None) != (old.quantity is None):
                others[key] = replace(old, selection=new.selection, quantity=new.quantity)
        if not others:
            return variant.model
        known = (_key(plan)[1], frozenset((key, one.selection, one.quantity) for key, one in others.items()))
        if known not in self._models:
            if len(self._models) >= MOST_MODELS:
                self._models.clear()
            scenario = variant.scenario.with_parameters(others)
            self._models[known] = Model(variant.system, variant.links, scenario)
        return self._models[known]

    # -- what a plan is worth --------------------------------------------------------------------

    def value(self, plan: Plan) -> float | None:
        """What everything is worth after a plan by the value function, per unit of time; None if unknown."""
        if self.worth is None:
            return None
        return valuing.value(self.worth, self.whole(plan), plan.running_cost)

    def gain(self, plan: Plan) -> float | None:
        """How much better a plan makes everything: by value, else the first judged number in its own unit.

        None where it never settles or is not known.
        """
        if self.worth is not None:
            before, after = self.value(NOTHING), self.value(plan)
            return None if before is None or after is None else after - before
        return self.metric_gain(plan, self.judged[0])

    def metric_gain(self, plan: Plan, metric: str) -> float | None:
        """How much better a plan makes one end-to-end number, in its own unit."""
        before, after = self.whole(NOTHING).metric(metric), self.whole(plan).metric(metric)
        if before is None or after is None:
            return None
        return after - before if WANTED.get(Metric(metric)) is Direction.MORE else before - after

    def read(self, figure: KpiFact, plan: Plan) -> float | None:
        """The value of a figure after a plan."""
        return self.value(plan) if figure.measure == VALUE else value_of(figure, self.after(plan))

    @property
    def value_unit(self) -> str:
        """The unit of gains: money per time, or that of the first judged metric."""
        unit, currency = str(self.scenario.time_unit), self.scenario.currency or "money"
        if self.worth is not None:
            return f"{currency} per {unit}"
        units = {
            Metric.LEAD_TIME: unit,
            Metric.COST: currency,
            Metric.THROUGHPUT: f"cases per {unit}",
            Metric.WORK_IN_PROGRESS: "cases",
        }
        return units.get(Metric(self.judged[0]), "share")


def _key(plan: Plan) -> tuple[frozenset[Edit], tuple[Structural, ...]]:
    """Equal factors count as often as they are given, so they are told apart by their number."""
    doubled = [e for n, e in enumerate(plan.edits) if not e.is_absolute and e in plan.edits[:n]]
    marks = [Edit(e.key, f"{e.name} again {n}", None, e.factor) for n, e in enumerate(doubled)]
    return frozenset((*plan.edits, *marks)), tuple(sorted(plan.structure, key=str))


def _refuse_unknown(metrics: Sequence[str]) -> None:
    for metric in metrics:
        if metric not in list(Metric):
            known = ", ".join(Metric)
            raise CannotApply(
                message("There is no metric “{name}”; there are: {known}.", name=metric, known=known)
            )
