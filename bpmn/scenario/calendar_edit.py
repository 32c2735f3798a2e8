"""Puts calendars, and how to simulate, into the base scenario of a map. Each function is one transaction."""

from dataclasses import replace
from datetime import datetime

from bpmn.base.message import message
from bpmn.model.document import Document
from bpmn.scenario import bpsim_edit, bpsim_run
from bpmn.scenario import bpsim_nodes as nodes
from bpmn.scenario.bpsim import base_scenario, inherited_calendars, read_scenarios
from bpmn.scenario.bpsim_forms import Form, NotEntered, number
from bpmn.scenario.calendar import Calendar, NoSuchZone, zone_of
from bpmn.scenario.icalendar import write_calendar
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit


def calendars_of(document: Document) -> dict[str, Calendar]:
    """The calendars of the base scenario of a map by id."""
    scenarios = read_scenarios(document)
    base = base_scenario(scenarios)
    return inherited_calendars(scenarios, base) if base is not None else {}


def set_calendar(document: Document, calendar: Calendar) -> str:
    """Put a calendar into a map, in place of the one with its id; without an id it gets one.

    The id is returned. Raises NotEntered.
    """
    _check(calendar)
    with document.transaction("Set calendar"):
        scenario = bpsim_edit.ensure_base(document, DEFAULT_UNIT)
        known = {c.node.get("id"): c for c in nodes.children(scenario, "Calendar")}
        identifier = calendar.id or document.new_id("Calendar")
        text = write_calendar(replace(calendar, id=identifier))
        old = known.get(identifier)
        if old is None:
            attributes = {"id": identifier, "name": calendar.name or identifier}
            old = bpsim_edit.insert(scenario, "Calendar", nodes.SCENARIO_ORDER, attributes)
        if calendar.name and old.node.get("name") != calendar.name:
            document.set_attribute(old.node, "name", calendar.name)
        if old.node.text != text:
            document.set_text(old.node, text)
    return identifier


def _check(calendar: Calendar) -> None:
    if not calendar.openings and not calendar.extra:
        raise NotEntered(message("A calendar needs hours in which somebody works."))
    try:
        _ = zone_of(calendar.zone) if calendar.zone else None
    except NoSuchZone:
        raise NotEntered(message("There is no time zone “{zone}”.", zone=calendar.zone)) from None


def remove_calendar(document: Document, identifier: str) -> None:
    """Take a calendar out of a map; what held in it holds always again."""
    with document.transaction("Remove calendar"):
        for scenario in nodes.scenario_elements(document):
            for node in list(scenario.node.iter("{*}*")):
                if node.get("validFor") == identifier:
                    document.set_attribute(node, "validFor", None)
            for calendar in nodes.children(scenario, "Calendar"):
                if calendar.node.get("id") == identifier:
                    document.remove(calendar.node)


def set_run(document: Document, name: str, value: object, unit: TimeUnit = DEFAULT_UNIT) -> None:
    """Set a field of Run for the base scenario, times in ``unit``; None takes it out. Raises NotEntered."""
    if isinstance(value, int | float) and value < 0:
        raise NotEntered(message("This number cannot be negative."))
    with document.transaction("Set scenario"):
        scenario = bpsim_edit.ensure_base(document, unit)
        settings = nodes.child(scenario, "ScenarioParameters")
        if settings is None:
            settings = bpsim_edit.insert(scenario, "ScenarioParameters", nodes.SCENARIO_ORDER)
        attribute = next((a for a, ours in bpsim_run.ATTRIBUTES.items() if ours == name), None)
        if attribute is not None:
            document.set_attribute(settings.node, attribute, None if value is None else str(value))
            return
        local = next(local for local, ours in bpsim_run.NAMES.items() if ours == name)
        old = nodes.child(settings, local)
        if old is not None:
            document.remove(old.node)
        if value is not None:
            place = bpsim_edit.insert(settings, local, RUN_ORDER)
            form = bpsim_edit.made(document, _run_form(value, unit), bpsim_edit.space_of(place))
            document.insert(place.node, 0, form.node)


RUN_ORDER = ("Start", "Duration", "Warmup", "PropertyParameters")
"""The order of the children of ScenarioParameters."""


def _run_form(value: object, unit: TimeUnit) -> Form:
    if isinstance(value, datetime):
        return Form("DateTimeParameter", {"value": value.isoformat()})
    assert isinstance(value, int | float)
    return Form("FloatingParameter", {"value": number(value), "timeUnit": str(unit)})
