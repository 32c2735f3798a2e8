"""Reads how a scenario is to be simulated (BPSim 2.0, Scenario Parameters)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bpmn.base.message import Message, message
from bpmn.model import Element
from bpmn.scenario import bpsim_values
from bpmn.scenario.bpsim_nodes import child
from bpmn.scenario.bpsim_values import Unusable
from bpmn.scenario.parameters import Problem
from bpmn.scenario.units import TimeUnit

NAMES = {"Start": "start", "Duration": "duration", "Warmup": "warm_up"}
"""The parameters that are elements, and our names for them."""

ATTRIBUTES = {"replication": "replications", "seed": "seed"}
"""Those that are attributes."""


class RunReader:
    """Collects what a scenario and those it inherits say, the nearest first; times in seconds."""

    def __init__(self, unit: TimeUnit, file: str) -> None:
        self.unit = unit
        self.file = file
        self.currency = ""
        self.said: dict[str, object] = {}
        self.problems: list[Problem] = []

    def read(self, scenario: Element) -> None:
        """Add what this scenario says and no nearer one did."""
        settings = child(scenario, "ScenarioParameters")
        if settings is None:
            return
        self.currency = self.currency or settings.node.get("baseCurrencyUnit") or ""
        for attribute, name in ATTRIBUTES.items():
            text = settings.node.get(attribute)
            if text is not None:
                self._take(name, attribute, partial(_whole, text))
        for local, name in NAMES.items():
            parameter = child(settings, local)
            value = bpsim_values.value_element(parameter) if parameter is not None else None
            if value is not None:
                self._take(name, local, partial(self._value, name, value))

    def _take(self, name: str, called: str, read: Callable[[], object]) -> None:
        if name in self.said:
            return
        try:
            self.said[name] = read()
        except Unusable as error:
            self._say(called, error.reason)

    def _value(self, name: str, value: Element) -> object:
        if name == "start":
            return _moment(value.node.get("value") or "")
        return bpsim_values.read_time(value, self.unit).mean

    def _say(self, called: str, detail: Message) -> None:
        said = message(
            "{file}: {parameter} of the scenario is not used: {detail}.",
            file=self.file,
            parameter=called,
            detail=detail,
        )
        self.problems.append(Problem(said.template, said.values))


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise Unusable(message("“{value}” is no whole number", value=text)) from None
    if number < 0:
        raise Unusable(message("it cannot be negative"))
    return number


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise Unusable(message("“{value}” is no date", value=text)) from None
