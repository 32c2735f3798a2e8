"""Numbers found elsewhere, and how they are entered into a map."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bpmn.base.message import Message, message
from bpmn.model import Process, Resource, SequenceFlow, StartEvent
from bpmn.model.document import Document
from bpmn.scenario.calendar import Calendar
from bpmn.scenario.calendar_edit import set_calendar, set_run
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.edit import parameters_of, scale, set_resource, set_values
from bpmn.scenario.parameters import Pedigree
from bpmn.scenario.units import TimeUnit

UNIT = TimeUnit.SECOND
"""The unit of all times here."""


class NotImported(ValueError):  # noqa: N818 - says what it is
    """A file holds no numbers that can be taken over; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Team:
    """People who do steps: how many, what an hour costs, by which of the calendars they work."""

    quantity: float | None = None
    cost_per_hour: float | None = None
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says about a map, times in seconds; steps and flows by their ids in the map.

    ``teams`` are by name, ``does`` names the team of each step, ``calendars`` are by what the file calls
    them. ``notes`` say what was not understood. ``pedigree`` is what is noted at each number.
    """

    arrival: Distribution | None = None
    arrival_calendar: str = ""
    cases: int | None = None
    start: datetime | None = None
    durations: Mapping[str, Distribution] = field(default_factory=dict)
    does: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    pedigree: Pedigree | None = None
    notes: tuple[Message, ...] = ()


def enter_found(document: Document, found: Found) -> tuple[Message, ...]:
    """Enter what was found as one step of a map; told is what could not be. Raises NotEntered."""
    notes = [*found.notes]
    with document.transaction("Take over numbers"):
        calendars = {name: _calendar(document, name, one) for name, one in found.calendars.items()}
        for step, time in found.durations.items():
            if document.element(step) is None:
                notes.append(message("There is no step “{step}” in the map.", step=step))
            else:
                _enter(document, step, {"processing_time": time}, found.pedigree)
        for step, team in found.does.items():
            if document.element(step) is not None:
                set_resource(document, step, team)
        for name, team_found in found.teams.items():
            _team(document, name, team_found, calendars)
        for flow, share in found.shares.items():
            if isinstance(document.element(flow), SequenceFlow):
                _enter(document, flow, {"probability": share}, found.pedigree)
            else:
                notes.append(message("There is no branch “{flow}” in the map.", flow=flow))
        _arrivals(document, found, calendars, notes)
        if found.start is not None:
            set_run(document, "start", found.start)
    return tuple(notes)


def _enter(document: Document, identifier: str, values: Mapping[str, object], said: Pedigree | None) -> None:
    """Set numbers of an element together with where they come from."""
    own, base = parameters_of(document, identifier)
    kept = {
        name: one.scaled(scale(name, base, UNIT)) for name, one in own.pedigree.items() if name not in values
    }
    if said is not None:
        kept.update(dict.fromkeys(values, said))
    set_values(document, identifier, {**values, "pedigree": kept}, UNIT)


def _calendar(document: Document, name: str, calendar: Calendar) -> str:
    """The id of a calendar that the map has from now on."""
    return set_calendar(document, replace(calendar, id="", name=calendar.name or name))


def _team(document: Document, name: str, team: Team, calendars: Mapping[str, str]) -> None:
    resource = next((r for r in document.all(Resource) if name in (r.name, r.id)), None)
    if resource is None:
        return
    values: dict[str, object] = {}
    if team.quantity:
        values["quantity"] = team.quantity
    if team.calendar in calendars:
        values["calendar"] = calendars[team.calendar]
    if team.cost_per_hour is not None:
        values["unit_cost"] = team.cost_per_hour / TimeUnit.HOUR.seconds
    set_values(document, resource.id or "", values, UNIT)


def _arrivals(document: Document, found: Found, calendars: Mapping[str, str], notes: list[Message]) -> None:
    """Cases come at the start of the first process that has one."""
    if found.arrival is None and found.cases is None:
        return
    starts = [
        element
        for process in document.all(Process)
        for element in process.flow_elements
        if isinstance(element, StartEvent) and element.id
    ]
    if not starts:
        notes.append(message("The map has no start to which cases could come."))
        return
    if len(starts) > 1:
        notes.append(message("The map has {count} starts; the cases come to the first.", count=len(starts)))
    values: dict[str, object] = {}
    if found.arrival is not None:
        values["inter_trigger_timer"] = found.arrival
    if found.cases:
        values["trigger_count"] = float(found.cases)
    if found.arrival_calendar in calendars:
        values["calendar"] = calendars[found.arrival_calendar]
    _enter(document, starts[0].id or "", values, found.pedigree)
