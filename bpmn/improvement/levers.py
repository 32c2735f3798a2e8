"""The numbers of a plan that can be turned: which edits set them, and what they may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.edits import Edit, scalar
from bpmn.improvement.workbench import Plan, Workbench
from bpmn.model import SequenceFlow
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import TIME_FIELDS

WIDEST = 4.0
"""Numbers without a natural end are tried up to so many times the larger of the old and the new value."""

SHARES = frozenset(
    {"probability", "defect", "detection", "repeat", "share", "loss", "no_answer"},
)
"""Parameters between 0 and 1."""

OTHERS = frozenset({*TIME_FIELDS, "efficiency", "unit_cost", "fixed_cost"})
"""Other parameters that may have any value above 0."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One number of a plan: the edit that sets it, those that follow it, and what it may be.

    ``before`` is today's value (None where there is none), ``after`` that of the plan.
    """

    edit: Edit
    followers: tuple[Edit, ...]
    before: float | None
    after: float
    low: float
    high: float

    def at(self, plan: Plan, value: float) -> Plan:
        """The plan with the lever at a value; other branches share what it leaves."""
        rest = [e for e in plan.edits if e != self.edit and e not in self.followers]
        return replace(plan, edits=(*rest, *self._edits(value)))

    def _edits(self, value: float) -> list[Edit]:
        if not self.edit.is_absolute:
            return [Edit(self.edit.key, self.edit.name, factor=value / (self.before or 1.0))]
        old = self.edit.value
        new = old.with_mean(value) if isinstance(old, Distribution) else value
        whole = sum(scalar(e.value) or 0.0 for e in self.followers)
        edits = [Edit(self.edit.key, self.edit.name, new)]
        for follower in self.followers:
            part = (scalar(follower.value) or 0.0) / whole if whole else 1 / len(self.followers)
            edits.append(Edit(follower.key, follower.name, (1 - value) * part))
        return edits


def levers(bench: Workbench, plan: Plan) -> list[Lever]:
    """The numbers that a plan changes."""
    found: list[Lever] = []
    used: set[Edit] = set()
    scenario = bench.variant(plan).scenario
    for edit in plan.edits:
        before = scalar(getattr(scenario.of(edit.key), edit.name))
        number = scalar(edit.value) if edit.is_absolute else None if before is None else before * edit.factor
        if edit in used or number is None:
            continue
        if edit.name == "probability":
            lead, followers = _smallest_share(bench, edit, plan.edits)
            used.update((lead, *followers))
            old, new = bench.scenario.of(lead.key).probability or 0.0, scalar(lead.value)
            if new is not None:
                found.append(Lever(lead, followers, old, new, 0.0, 1.0))
        elif edit.name in SHARES:
            found.append(Lever(edit, (), before, number, 0.0, 1.0))
        elif edit.name in OTHERS and (before or number):
            largest = max(before or 0.0, number)
            low = 1e-3 * largest if edit.name in ("inter_trigger_timer", "efficiency") else 0.0
            found.append(Lever(edit, (), before, number, low, WIDEST * largest))
    return found


def _smallest_share(bench: Workbench, edit: Edit, edits: Sequence[Edit]) -> tuple[Edit, tuple[Edit, ...]]:
    """Of the shares of one gateway, that of the rarest branch leads and the others follow."""
    gateway = _gateway(bench, edit.key)
    group = [e for e in edits if e.name == "probability" and gateway and _gateway(bench, e.key) == gateway]
    group = group or [edit]
    lead = min(group, key=lambda e: bench.scenario.of(e.key).probability or 0.0)
    return lead, tuple(e for e in group if e != lead)


def _gateway(bench: Workbench, key: ElementKey) -> tuple[str, str] | None:
    flow = bench.system.document(key.file).element(key.element)
    source = flow.source_ref if isinstance(flow, SequenceFlow) else None
    return (key.file, source.id or "") if source is not None else None


def called(bench: Workbench, key: ElementKey) -> str:
    """What people call an element; its id without a name."""
    file = key.file if key.file in bench.system.files else None
    element = bench.system.document(file).element(key.element) if file else None
    return " ".join((getattr(element, "name", None) or key.element).split())


TITLES: dict[str, Callable[[str], Message]] = {
    "probability": lambda name: message("share of “{element}”", element=name),
    "inter_trigger_timer": lambda name: message("time between cases at “{element}”", element=name),
    "quantity": lambda name: message("people of “{element}”", element=name),
    "defect": lambda name: message("share of defects made in “{element}”", element=name),
    "detection": lambda name: message("share of defects found in “{element}”", element=name),
    "repeat": lambda name: message("share of repeats of “{element}”", element=name),
    "fixed_cost": lambda name: message("cost of “{element}”", element=name),
    "unit_cost": lambda name: message("cost of “{element}”", element=name),
    "share": lambda name: message("share of its time that “{element}” has for this", element=name),
    "efficiency": lambda name: message("speed of “{element}”", element=name),
    "loss": lambda name: message("share of lost messages at “{element}”", element=name),
    "no_answer": lambda name: message("share without an answer of “{element}”", element=name),
    "batch": lambda name: message("size of groups at “{element}”", element=name),
    "priority": lambda name: message("priority of “{element}”", element=name),
}


def title(bench: Workbench, edit: Edit) -> Message:
    """What people call a number; a time where it is nothing else."""
    name = called(bench, edit.key)
    made = TITLES.get(edit.name)
    return made(name) if made is not None else message("time of “{element}”", element=name)


def unit_of(bench: Workbench, name: str) -> str:
    """The unit of a parameter."""
    if name in SHARES:
        return "share"
    if name in ("fixed_cost", "unit_cost"):
        return bench.scenario.currency or "money"
    units = {"quantity": "people", "efficiency": "times", "batch": "cases", "priority": ""}
    return units.get(name, str(bench.scenario.time_unit))
