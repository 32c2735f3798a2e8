"""Reads the parameters and calendars of one Scenario element; what cannot be used becomes a problem."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Element
from bpmn.scenario import bpsim_values, extensions
from bpmn.scenario.bpsim_nodes import GROUPS, children, element_id, elements
from bpmn.scenario.bpsim_values import Unusable
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.fields import FIELDS
from bpmn.scenario.icalendar import NotUnderstood, read_calendar
from bpmn.scenario.parameters import NOTHING, TIMES, ElementParameters, Problem
from bpmn.scenario.units import TimeUnit, parse_unit

if TYPE_CHECKING:
    from bpmn.scenario.calendar import Calendar

BPSIM_TIMES = frozenset((*TIMES, "inter_trigger_timer"))
PEDIGREE = message("Where it comes from")
NOT_NEGATIVE = frozenset({"quantity", "trigger_count", "unit_cost", "fixed_cost"})


class Reader:
    """Collects the parameters of one scenario, times in seconds."""

    def __init__(self, unit: TimeUnit, file: str) -> None:
        self.unit = unit
        self.file = file
        self.parameters: dict[str, ElementParameters] = {}
        self.calendars: dict[str, Calendar] = {}
        self.problems: list[Problem] = []

    def read(self, scenario: Element) -> None:
        """Read all of a scenario."""
        for calendar in children(scenario, "Calendar"):
            self._read_calendar(calendar)
        for group in children(scenario, "ElementParameters"):
            self._read_element(group)

    def _read_calendar(self, node: Element) -> None:
        identifier = node.node.get("id") or ""
        name = node.node.get("name") or ""
        try:
            self.calendars[identifier] = read_calendar(node.node.text or "", identifier, name)
        except NotUnderstood as error:
            said = message(
                "{file}: the calendar “{calendar}” is not used: {detail}.",
                file=self.file,
                calendar=name or identifier,
                detail=error.reason,
            )
            self.problems.append(Problem(said.template, said.values))

    def _read_element(self, group: Element) -> None:
        identifier = element_id(group)
        if identifier is None or group.document.node(identifier) is None:
            said = message(
                "{file}: numbers are given for “{element}”, which is not in the map. They are not used.",
                file=self.file,
                element=group.node.get("elementRef") or "?",
            )
            self.problems.append(Problem(said.template, said.values))
            return
        values: dict[str, object] = {}
        for part in elements(group):
            for parameter in elements(part) if part.local_name in GROUPS else ():
                name = GROUPS[part.local_name].get(parameter.local_name)
                if name is not None:
                    self._read_parameter(group, parameter, name, values)
        values["extras"] = tuple(self._read_extensions(group, values))
        available = values.get("availability")
        if isinstance(available, float) and 0 < available < 1:
            # BPSim's availability is yes or no, in a calendar; some tools write a share of time there.
            values.setdefault("share", available)
        found = replace(NOTHING, **values)  # type: ignore[arg-type]
        self.parameters[identifier] = found.over(self.parameters.get(identifier, NOTHING))

    def _read_extensions(self, group: Element, values: dict[str, object]) -> list[tuple[str, str]]:
        """Read the extensions that are known; the others are returned as name and text."""
        others: list[tuple[str, str]] = []
        for extension in children(group, "VendorExtension"):
            name = extension.node.get("name") or ""
            if name not in extensions.FIELDS:
                others.append((name, "".join(str(t) for t in extension.node.itertext()).strip()))
                continue
            try:
                values[extensions.FIELDS[name]] = extensions.read(extension, self.unit)
            except Unusable as error:
                ours = FIELDS.get(extensions.FIELDS[name])
                self._say(error.reason, group, ours.label if ours is not None else PEDIGREE)
        return others

    def _read_parameter(
        self, group: Element, parameter: Element, name: str, values: dict[str, object]
    ) -> None:
        value = bpsim_values.value_element(parameter)
        if value is None:
            return
        if value.node.get("validFor"):
            values.setdefault("calendar", (value.node.get("validFor") or "").strip())
        try:
            found = self._value(name, parameter, value)
        except Unusable as error:
            self._say(error.reason, group, FIELDS[name].label)
            return
        if name == "skills":
            found = (*_texts(values.get(name)), *_texts(found))
        values[name] = found

    def _value(self, name: str, parameter: Element, value: Element) -> object:
        if name in BPSIM_TIMES:
            return bpsim_values.read_time(value, self.unit)
        if name in _TEXTS:
            return _TEXTS[name](bpsim_values.text_of(parameter))
        return self._number(name, value, bpsim_values.read_distribution(value))

    def _number(self, name: str, value: Element, found: Distribution) -> object:
        number = found.mean
        if name in NOT_NEGATIVE and number < 0:
            raise Unusable(message("it cannot be negative"))
        if name == "probability":
            return bpsim_values.probability(number)
        if name == "unit_cost":
            unit = parse_unit(value.node.get("timeUnit")) or self.unit
            return number / unit.seconds
        return bool(number) if name == "interruptible" else number

    def _say(self, detail: Message, group: Element, parameter: Message) -> None:
        found = element_id(group) or ""
        said = message(
            "{file}: “{parameter}” of “{element}” is not used: {detail}.",
            file=self.file,
            parameter=parameter,
            element=_name(group, found) or found,
            detail=detail,
        )
        self.problems.append(Problem(said.template, said.values, ElementKey(self.file, found)))


def _name(group: Element, identifier: str) -> str:
    """The name of the element that parameters are about; empty without one."""
    node = group.document.node(identifier)
    return " ".join((node.get("name") or "").split()) if node is not None else ""


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


_TEXTS: Mapping[str, Callable[[str], object]] = {
    "selection": bpsim_values.read_selection,
    "condition": lambda text: text,
    "skills": lambda text: (text.strip(),) if text.strip() else (),
}
