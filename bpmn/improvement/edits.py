"""Changes of a scenario: single edits, what they make of it, and which of them exclude each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import NOTHING, Batch, ElementParameters, Scenario, Selection

Value = Distribution | Selection | Batch | float | str | tuple[tuple[str, str], ...] | bool | None


@dataclass(frozen=True, slots=True)
class Edit:
    """One parameter of one element gets a new value, or (``value`` None) is multiplied by ``factor``.

    ``name`` is a field of ElementParameters.
    """

    key: ElementKey
    name: str
    value: Value = None
    factor: float = 1.0

    @property
    def is_absolute(self) -> bool:
        """Whether the edit replaces what was there."""
        return self.value is not None


def changed_parameters(scenario: Scenario, edits: Iterable[Edit]) -> dict[ElementKey, ElementParameters]:
    """What edits make of the elements they name: first those that replace, then factors, which multiply."""
    changed: dict[ElementKey, ElementParameters] = {}
    for edit in sorted(edits, key=lambda e: not e.is_absolute):
        old = changed.get(edit.key, scenario.of(edit.key))
        known = getattr(old, edit.name)
        known = USUAL.get(edit.name) if known is None else known
        new = edit.value if edit.is_absolute else _multiplied(known, edit.factor)
        changed[edit.key] = replace(old, **{edit.name: new})  # type: ignore[arg-type]
    return changed


def apply_edits(scenario: Scenario, edits: Iterable[Edit]) -> Scenario:
    """The scenario after edits."""
    return scenario.with_parameters(changed_parameters(scenario, edits))


USUAL: Mapping[str, float] = {"share": 1.0, "efficiency": 1.0}
"""What counts where nobody says it: a team is there all of its time and works as fast as planned."""


def _multiplied(value: Value, factor: float) -> Value:
    if isinstance(value, Distribution):
        return value.scaled(factor)
    if isinstance(value, Batch):
        most = None if value.most is None else max(1, round(value.most * factor))
        least = max(1, round(value.least * factor))
        return replace(value, least=least if most is None else min(least, most), most=most)
    return value * factor if isinstance(value, int | float) else value


def conflict(edits: Sequence[Edit]) -> bool:
    """Whether two edits give one parameter different values."""
    found: dict[tuple[ElementKey, str], Value] = {}
    for edit in edits:
        if edit.is_absolute and found.setdefault((edit.key, edit.name), edit.value) != edit.value:
            return True
    return False


def differences(base: Scenario, other: Scenario) -> tuple[Edit, ...]:
    """The edits that make one scenario of the other, in the order of its elements."""
    return tuple(_differences(base.parameters, other.parameters))


def _differences(
    base: Mapping[ElementKey, ElementParameters], other: Mapping[ElementKey, ElementParameters]
) -> Iterable[Edit]:
    for key, new in other.items():
        old = base.get(key, NOTHING)
        for name in new.given():
            if name not in NO_NUMBERS and getattr(new, name) != getattr(old, name):
                yield Edit(key, name, getattr(new, name))


NO_NUMBERS = frozenset({"pedigree", "extras"})
"""Parameters that say nothing about how the system works."""


def scalar(value: Value) -> float | None:
    """A value as one number: the mean of a distribution; None where it is no number."""
    if isinstance(value, Distribution):
        return value.mean
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
