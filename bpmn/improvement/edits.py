"""Changes of a scenario: single edits, what they make of it, and which of them exclude each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import NOTHING, ElementParameters, Scenario, Selection

Value = Distribution | Selection | float | str | tuple[tuple[str, str], ...] | bool | None


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


def apply_edits(scenario: Scenario, edits: Iterable[Edit]) -> Scenario:
    """The scenario after edits: first those that replace, then factors, which multiply."""
    changed: dict[ElementKey, ElementParameters] = {}
    for edit in sorted(edits, key=lambda e: not e.is_absolute):
        old = changed.get(edit.key, scenario.of(edit.key))
        new = edit.value if edit.is_absolute else _multiplied(getattr(old, edit.name), edit.factor)
        changed[edit.key] = replace(old, **{edit.name: new})  # type: ignore[arg-type]
    return scenario.with_parameters(changed)


def _multiplied(value: Value, factor: float) -> Value:
    if isinstance(value, Distribution):
        return value.scaled(factor)
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
    edits = []
    for key, new in other.parameters.items():
        old = base.parameters.get(key, NOTHING)
        edits += [
            Edit(key, name, getattr(new, name))
            for name in new.given()
            if getattr(new, name) != getattr(old, name)
        ]
    return tuple(edits)


def scalar(value: Value) -> float | None:
    """A value as one number: the mean of a distribution; None where it is no number."""
    if isinstance(value, Distribution):
        return value.mean
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
