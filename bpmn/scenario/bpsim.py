"""Reads the BPSim scenarios of one map, versions 1.0 and 2.0.

Times are kept in seconds here, because each map may use a unit of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bpmn.base.message import Message, message
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.scenario import bpsim_values
from bpmn.scenario.bpsim_nodes import GROUPS, child, children, element_id, elements, scenario_elements
from bpmn.scenario.bpsim_values import Unusable
from bpmn.scenario.parameters import NOTHING, TIMES, ElementParameters
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit, parse_unit

BASE = "Base"
TIME_FIELDS = frozenset((*TIMES, "inter_trigger_timer"))
NOT_NEGATIVE = frozenset({"quantity", "trigger_count", "unit_cost", "fixed_cost"})


@dataclass(frozen=True, slots=True)
class FileScenario:
    """One scenario of one map. ``parameters`` are its own, without those it inherits, in seconds.

    ``inherits`` is the id of another scenario of the map.
    """

    id: str
    name: str
    inherits: str | None = None
    time_unit: TimeUnit = DEFAULT_UNIT
    currency: str = ""
    parameters: Mapping[str, ElementParameters] = field(default_factory=dict)
    problems: tuple[Message, ...] = ()


def read_scenarios(document: Document) -> tuple[FileScenario, ...]:
    """The scenarios of a map, in file order."""
    found = scenario_elements(document)
    by_id = {identifier: scenario for scenario in found if (identifier := scenario.node.get("id"))}
    return tuple(_read(scenario, _ancestry(scenario, by_id)) for scenario in found)


def base_scenario(scenarios: Sequence[FileScenario]) -> FileScenario | None:
    """The one named Base, else the only one, else the first that inherits nothing; None without any."""
    named = [s for s in scenarios if s.name == BASE]
    roots = [s for s in scenarios if s.inherits is None]
    return next(iter([*named, *roots, *scenarios]), None)


def scenario_named(scenarios: Sequence[FileScenario], name: str) -> FileScenario | None:
    """The scenario with this name or, failing that, this id; None without one."""
    by_name = [s for s in scenarios if s.name == name]
    return next(iter([*by_name, *(s for s in scenarios if s.id == name)]), None)


def inherited_parameters(
    scenarios: Sequence[FileScenario], scenario: FileScenario
) -> dict[str, ElementParameters]:
    """All parameters of a scenario: its own over those it inherits."""
    by_id = {s.id: s for s in scenarios}
    chain = [scenario]
    while (parent := by_id.get(chain[-1].inherits or "")) is not None and parent not in chain:
        chain.append(parent)
    merged: dict[str, ElementParameters] = {}
    for one in reversed(chain):
        for key, own in one.parameters.items():
            merged[key] = own.over(merged.get(key, NOTHING))
    return merged


def _ancestry(scenario: Element, by_id: Mapping[str, Element]) -> list[Element]:
    """The scenario and those it inherits, nearest first; a circle ends where it closes."""
    chain = [scenario]
    while (parent := by_id.get((chain[-1].node.get("inherits") or "").strip())) is not None:
        if parent in chain:
            break
        chain.append(parent)
    return chain


def _read(scenario: Element, ancestry: Sequence[Element]) -> FileScenario:
    settings = [child(one, "ScenarioParameters") for one in ancestry]
    units = [unit for one in ancestry if (unit := bpsim_values.unit_of(one)) is not None]
    unit = units[0] if units else DEFAULT_UNIT
    currencies = [text for one in settings if one is not None and (text := one.node.get("baseCurrencyUnit"))]
    reader = _Reader(unit)
    for group in children(scenario, "ElementParameters"):
        reader.read_element(group)
    identifier = scenario.node.get("id") or ""
    return FileScenario(
        identifier,
        scenario.node.get("name") or identifier,
        (scenario.node.get("inherits") or "").strip() or None,
        unit,
        currencies[0] if currencies else "",
        reader.parameters,
        tuple(reader.problems),
    )


class _Reader:
    """Collects the parameters of one scenario."""

    def __init__(self, unit: TimeUnit) -> None:
        self.unit = unit
        self.parameters: dict[str, ElementParameters] = {}
        self.problems: list[Message] = []

    def read_element(self, group: Element) -> None:
        """Read one ElementParameters; what cannot be used becomes a problem."""
        identifier = element_id(group)
        if identifier is None or group.document.node(identifier) is None:
            self._say("no element of the map is called that, so its numbers are not used", group, "")
            return
        values: dict[str, object] = {}
        for part in elements(group):
            for parameter in elements(part) if part.local_name in GROUPS else ():
                name = GROUPS[part.local_name].get(parameter.local_name)
                if name is not None and name != "role":
                    self._read_parameter(group, parameter, name, values)
        extras = tuple(
            (e.node.get("name") or "", "".join(str(t) for t in e.node.itertext()).strip())
            for e in children(group, "VendorExtension")
        )
        found = replace(NOTHING, **values, extras=extras)  # type: ignore[arg-type]
        self.parameters[identifier] = found.over(self.parameters.get(identifier, NOTHING))

    def _read_parameter(
        self, group: Element, parameter: Element, name: str, values: dict[str, object]
    ) -> None:
        value = bpsim_values.value_element(parameter)
        if value is None:
            return
        if value.node.get("validFor"):
            values["has_calendar"] = True
        try:
            values[name] = self._value(name, parameter, value)
        except Unusable as error:
            self._say(str(error), group, parameter.local_name)

    def _value(self, name: str, parameter: Element, value: Element) -> object:
        if name in TIME_FIELDS:
            return bpsim_values.read_time(value, self.unit)
        if name == "selection":
            return bpsim_values.read_selection(bpsim_values.text_of(parameter))
        if name == "condition":
            return bpsim_values.text_of(parameter)
        number = bpsim_values.read_distribution(value).mean
        if name in NOT_NEGATIVE and number < 0:
            raise Unusable("it cannot be negative")
        if name == "probability" and not 0 <= number <= 1:
            raise Unusable("a probability lies between 0 and 1")
        if name == "unit_cost":
            unit = parse_unit(value.node.get("timeUnit")) or self.unit
            return number / unit.seconds
        return number

    def _say(self, detail: str, group: Element, parameter: str) -> None:
        self.problems.append(
            message(
                "{file}: {parameter} of “{element}” is not used: {detail}.",
                file=group.document.name or "map",
                parameter=parameter or "what is said",
                element=group.node.get("elementRef") or "",
                detail=detail,
            )
        )
