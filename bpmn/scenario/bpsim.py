"""Reads the BPSim scenarios of one map, versions 1.0 and 2.0.

Times are kept in seconds here, because each map may use a unit of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.scenario import bpsim_values
from bpmn.scenario.bpsim_nodes import scenario_elements
from bpmn.scenario.bpsim_reader import Reader
from bpmn.scenario.bpsim_run import RunReader
from bpmn.scenario.calendar import Calendar
from bpmn.scenario.parameters import NOTHING, ElementParameters, Problem
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit

BASE = "Base"


@dataclass(frozen=True, slots=True)
class FileScenario:
    """One scenario of one map. ``parameters`` are its own, without those it inherits, in seconds.

    ``inherits`` is the id of another scenario of the map. ``calendars`` are by id. ``run`` holds what it, or
    what it inherits, says of the fields of Run, times in seconds.
    """

    id: str
    name: str
    inherits: str | None = None
    time_unit: TimeUnit = DEFAULT_UNIT
    currency: str = ""
    parameters: Mapping[str, ElementParameters] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    run: Mapping[str, object] = field(default_factory=dict)


def read_scenarios(document: Document, file: str = "") -> tuple[FileScenario, ...]:
    """The scenarios of a map, in file order. ``file`` is what problems call it, else its own name."""
    found = scenario_elements(document)
    by_id = {identifier: scenario for scenario in found if (identifier := scenario.node.get("id"))}
    called = file or document.name or "map"
    return tuple(_read(scenario, _ancestry(scenario, by_id), called) for scenario in found)


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
    merged: dict[str, ElementParameters] = {}
    for one in _chain(scenarios, scenario):
        for key, own in one.parameters.items():
            merged[key] = own.over(merged.get(key, NOTHING))
    return merged


def inherited_calendars(scenarios: Sequence[FileScenario], scenario: FileScenario) -> dict[str, Calendar]:
    """All calendars of a scenario: its own and those of the scenarios it inherits."""
    chain = _chain(scenarios, scenario)
    return {identifier: found for one in chain for identifier, found in one.calendars.items()}


def _chain(scenarios: Sequence[FileScenario], scenario: FileScenario) -> list[FileScenario]:
    """The scenario after those it inherits, the farthest first."""
    by_id = {s.id: s for s in scenarios}
    chain = [scenario]
    while (parent := by_id.get(chain[-1].inherits or "")) is not None and parent not in chain:
        chain.append(parent)
    return chain[::-1]


def _ancestry(scenario: Element, by_id: Mapping[str, Element]) -> list[Element]:
    """The scenario and those it inherits, nearest first; a circle ends where it closes."""
    chain = [scenario]
    while (parent := by_id.get((chain[-1].node.get("inherits") or "").strip())) is not None:
        if parent in chain:
            break
        chain.append(parent)
    return chain


def _read(scenario: Element, ancestry: Sequence[Element], file: str) -> FileScenario:
    units = [unit for one in ancestry if (unit := bpsim_values.unit_of(one)) is not None]
    unit = units[0] if units else DEFAULT_UNIT
    reader = Reader(unit, file)
    reader.read(scenario)
    run = RunReader(unit, file)
    for one in ancestry:
        run.read(one)
    identifier = scenario.node.get("id") or ""
    return FileScenario(
        identifier,
        scenario.node.get("name") or identifier,
        (scenario.node.get("inherits") or "").strip() or None,
        unit,
        run.currency,
        reader.parameters,
        (*reader.problems, *run.problems),
        reader.calendars,
        run.said,
    )
