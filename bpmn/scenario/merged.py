"""One scenario over all maps of a system."""

from collections.abc import Iterable
from typing import Protocol

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model.document import Document
from bpmn.scenario.bpsim import (
    FileScenario,
    base_scenario,
    inherited_parameters,
    read_scenarios,
    scenario_named,
)
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit


class Maps(Protocol):
    """The maps of a system."""

    @property
    def files(self) -> Iterable[str]:
        """The readable maps as POSIX paths relative to the folder, in a fixed order."""

    def document(self, file: str) -> Document:
        """The map at a path."""


class UnknownScenario(LookupError):  # noqa: N818 - says what it is
    """No map has a scenario of this name; ``reason`` says which there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        there = ", ".join(f"“{n}”" for n in sorted(known)) or "none"
        self.reason = message("There is no scenario “{name}”; there are: {known}.", name=name, known=there)
        super().__init__(str(self.reason))


def read(system: Maps, name: str | None = None, files: Iterable[str] | None = None) -> Scenario:
    """The scenario of this name over all maps; the base scenario without a name.

    A map that lacks the scenario takes part with its base scenario. Times are in the unit of the first
    map that has numbers. ``files`` are those maps that have any, where that is known. Raises
    UnknownScenario.
    """
    known: set[str] = set()
    chosen: list[tuple[str, FileScenario, dict[str, ElementParameters]]] = []
    for file in system.files if files is None else files:
        scenarios = read_scenarios(system.document(file))
        known.update(s.name for s in scenarios)
        named = scenario_named(scenarios, name) if name else None
        found = named or base_scenario(scenarios)
        if found is not None:
            chosen.append((file, found, inherited_parameters(scenarios, found)))
    if name and not any(name in (found.name, found.id) for _, found, _ in chosen):
        raise UnknownScenario(name, known)
    return _join(chosen, name)


def _join(chosen: list[tuple[str, FileScenario, dict[str, ElementParameters]]], name: str | None) -> Scenario:
    unit = _first_unit(found for _, found, _ in chosen)
    parameters = {
        ElementKey(file, element): own.in_unit(1.0, unit.seconds)
        for file, _, merged in chosen
        for element, own in merged.items()
    }
    problems: list[Message] = [p for _, found, _ in chosen for p in found.problems]
    currency = next((found.currency for _, found, _ in chosen if found.currency), "")
    title = next((found.name for _, found, _ in chosen if not name or name in (found.name, found.id)), "Base")
    return Scenario(title, unit, currency, parameters, tuple(problems))


def _first_unit(found: Iterable[FileScenario]) -> TimeUnit:
    scenarios = list(found)
    with_numbers = [s for s in scenarios if s.parameters]
    first = next(iter([*with_numbers, *scenarios]), None)
    return first.time_unit if first else DEFAULT_UNIT


def scenario_names(system: Maps) -> tuple[str, ...]:
    """The names of all scenarios of all maps, each once, in the order of the maps."""
    names = [s.name for file in system.files for s in read_scenarios(system.document(file))]
    return tuple(dict.fromkeys(names))
