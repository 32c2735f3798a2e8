"""One scenario over all maps of a system."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Protocol

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.model.document import Document
from bpmn.scenario.bpsim import (
    FileScenario,
    base_scenario,
    inherited_calendars,
    inherited_parameters,
    read_scenarios,
    scenario_named,
)
from bpmn.scenario.calendar import MONDAY, Calendar
from bpmn.scenario.parameters import ElementParameters, Run, Scenario
from bpmn.scenario.problems import problems_of_map
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
    chosen: list[_Chosen] = []
    for file in system.files if files is None else files:
        scenarios = read_scenarios(system.document(file), file)
        known.update(s.name for s in scenarios)
        named = scenario_named(scenarios, name) if name else None
        found = named or base_scenario(scenarios)
        if found is not None:
            parameters = inherited_parameters(scenarios, found)
            chosen.append(_Chosen(file, found, parameters, inherited_calendars(scenarios, found)))
    if name and not any(name in (one.scenario.name, one.scenario.id) for one in chosen):
        raise UnknownScenario(name, known)
    joined = _join(chosen, name)
    more = [p for one in chosen for p in problems_of_map(one.file, system.document(one.file), joined)]
    return replace(joined, problems=(*joined.problems, *more))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The scenario of a map that takes part, with all that it inherits."""

    file: str
    scenario: FileScenario
    parameters: Mapping[str, ElementParameters]
    calendars: Mapping[str, Calendar]


def _join(chosen: Sequence[_Chosen], name: str | None) -> Scenario:
    scenarios = [one.scenario for one in chosen]
    unit = _first_unit(scenarios)
    parameters = {
        ElementKey(one.file, element): own.in_unit(1.0, unit.seconds)
        for one in chosen
        for element, own in one.parameters.items()
    }
    calendars = {(one.file, key): calendar for one in chosen for key, calendar in one.calendars.items()}
    run = _run(scenarios, unit, calendars.values())
    problems = [problem for one in scenarios for problem in one.problems]
    title = next((one.name for one in scenarios if not name or name in (one.name, one.id)), "Base")
    return Scenario(
        title,
        unit,
        next((one.currency for one in scenarios if one.currency), ""),
        parameters,
        tuple(problems),
        {key: calendar.starting(run.start) for key, calendar in calendars.items()},
        run,
    )


def _run(scenarios: Iterable[FileScenario], unit: TimeUnit, calendars: Iterable[Calendar]) -> Run:
    """What the first map that says it says; without a start, a Monday at which all calendars hold."""
    said: dict[str, object] = {}
    for one in scenarios:
        for name, value in one.run.items():
            is_time = name in ("duration", "warm_up") and isinstance(value, float)
            said.setdefault(name, value / unit.seconds if is_time else value)  # type: ignore[operator]
    said.setdefault("start", _first_monday(calendars))
    return replace(Run(), **said)  # type: ignore[arg-type]


def _first_monday(calendars: Iterable[Calendar]) -> datetime:
    """The Monday on or after the last of the days on which hours begin to hold, not before the usual one."""
    firsts = (opening.first for calendar in calendars for opening in calendar.openings)
    latest = max((day for day in firsts if day is not None), default=MONDAY.date())
    latest = max(latest, MONDAY.date())
    return datetime.combine(latest + timedelta(days=-latest.weekday() % 7), time.min)


def _first_unit(found: Iterable[FileScenario]) -> TimeUnit:
    scenarios = list(found)
    with_numbers = [s for s in scenarios if s.parameters]
    first = next(iter([*with_numbers, *scenarios]), None)
    return first.time_unit if first else DEFAULT_UNIT


def scenario_names(system: Maps) -> tuple[str, ...]:
    """The names of all scenarios of all maps, each once, in the order of the maps."""
    names = [s.name for file in system.files for s in read_scenarios(system.document(file))]
    return tuple(dict.fromkeys(names))
