from datetime import date, datetime

import pytest

from bpmn import scenario
from bpmn.base.finding import ElementKey
from bpmn.scenario.calendar import Calendar, Opening
from bpmn.scenario.calendar_edit import calendars_of, remove_calendar, set_calendar, set_run
from bpmn.scenario.edit import NotEntered, parameters_of, set_values
from bpmn.scenario.units import TimeUnit
from tests.bpmn.queueing.systems import Maps, arrival, bpsim, document, flow, resource, staff
from tests.bpmn.scenario.test_edit import assert_edit
from tests.bpsim_structure import structure_errors

HOUR = 3600.0
OFFICE = Calendar(
    "Office",
    "Office hours",
    (Opening(frozenset(range(5)), 8 * HOUR, 17 * HOUR, closed=frozenset({date(2024, 12, 25)})),),
    zone="Europe/Berlin",
)


def with_staff():
    return document(resource("Clerks") + flow("A") + bpsim(arrival(1.0), staff("Clerks", 3)))


def test_a_calendar_is_kept_with_its_hours_and_zone():
    def expect(map_):
        (found,) = calendars_of(map_).values()
        assert (found.name, found.zone, found.hours_per_week) == ("Office hours", "Europe/Berlin", 45)
        assert found.openings[0].closed == {date(2024, 12, 25)}
        assert structure_errors(map_.to_bytes()) == []

    assert_edit(with_staff(), lambda m: set_calendar(m, OFFICE), expect)


def test_a_calendar_is_replaced_in_its_place():
    map_ = with_staff()
    set_calendar(map_, OFFICE)

    set_calendar(map_, Calendar("Office", "Mornings", (Opening(frozenset({0}), 8 * HOUR, 12 * HOUR),)))

    (found,) = calendars_of(map_).values()
    assert (found.name, found.hours_per_week) == ("Mornings", 4)


@pytest.mark.parametrize("name", ["Clerks", "Start", "A"])
def test_numbers_hold_in_a_calendar(name):
    def change(map_):
        set_calendar(map_, OFFICE)
        set_values(map_, name, {"calendar": "Office"})

    def expect(map_):
        assert parameters_of(map_, name)[0].calendar == "Office"
        assert structure_errors(map_.to_bytes()) == []

    assert_edit(with_staff(), change, expect)


def test_a_number_that_changes_keeps_its_calendar():
    map_ = with_staff()
    set_calendar(map_, OFFICE)
    set_values(map_, "Clerks", {"calendar": "Office"})

    set_values(map_, "Clerks", {"quantity": 2.5})

    found = parameters_of(map_, "Clerks")[0]
    assert (found.quantity, found.calendar) == (2.5, "Office")


def test_without_its_calendar_a_number_holds_always():
    map_ = with_staff()
    before = map_.to_bytes()
    set_calendar(map_, OFFICE)
    set_values(map_, "Clerks", {"calendar": "Office"})

    remove_calendar(map_, "Office")

    assert parameters_of(map_, "Clerks")[0].calendar is None
    assert b"validFor" not in map_.to_bytes()
    assert len(map_.to_bytes()) == len(before)


def test_how_to_simulate_is_kept():
    map_ = with_staff()

    set_run(map_, "start", datetime(2026, 3, 2, 6))
    set_run(map_, "duration", 30, TimeUnit.DAY)
    set_run(map_, "warm_up", 2, TimeUnit.DAY)
    set_run(map_, "warm_up", 3, TimeUnit.DAY)
    set_run(map_, "replications", 20)
    set_run(map_, "seed", 7)

    run = scenario.read(Maps({"a.bpmn": map_})).run
    assert (run.start, run.duration, run.warm_up) == (datetime(2026, 3, 2, 6), 720, 72)
    assert (run.replications, run.seed) == (20, 7)
    assert structure_errors(map_.to_bytes()) == []


@pytest.mark.parametrize(
    ("calendar", "says"),
    [
        (Calendar("x"), "A calendar needs hours in which somebody works."),
        (Calendar("x", openings=OFFICE.openings, zone="Mars"), "There is no time zone “Mars”."),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(calendar, says):
    map_ = with_staff()
    before = map_.to_bytes()

    with pytest.raises(NotEntered, match=says):
        set_calendar(map_, calendar)

    assert map_.to_bytes() == before


def test_the_calendar_of_a_team_is_found_through_the_scenario():
    map_ = with_staff()
    set_calendar(map_, OFFICE)
    set_values(map_, "Clerks", {"calendar": "Office"})

    found = scenario.read(Maps({"a.bpmn": map_}))

    assert found.calendar(ElementKey("a.bpmn", "Clerks")).hours_per_week == 45
