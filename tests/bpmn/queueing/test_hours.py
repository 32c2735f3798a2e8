"""Calendars to first order: exact where nobody else is before one."""

from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.model import Model
from bpmn.scenario.calendar import Calendar, Opening
from tests.bpmn.queueing.systems import arrival, bpsim, const, flow, maps, resource, staff, work

EVERY_DAY = frozenset(range(7))
TEAM, TASK, START = (ElementKey("a.bpmn", name) for name in ("R", "A", "Start"))


def shop(between, minutes=0.5, *, team=True, orders=False, hours=(8, 16)):
    """One task by one person; calendars of the team and of the orders; times in hours."""
    numbers = bpsim(arrival(between), staff("R", 1), work("A", minutes, "R", law=const))
    model = Model(maps(a=resource("R") + flow("A") + numbers))
    calendar = Calendar("C", "Day", (Opening(EVERY_DAY, hours[0] * 3600, hours[1] * 3600),))
    model = Model(
        maps(a=resource("R") + flow("A") + numbers),
        scenario=replace(model.scenario, calendars={("a.bpmn", "C"): calendar}),
    )
    changes = {}
    for key, chosen in ((TEAM, team), (START, orders)):
        if chosen:
            changes[key] = replace(model.scenario.of(key), calendar="C")
    return model.evaluate(changes)


def test_who_comes_at_any_time_waits_for_the_doors_to_open():
    found = shop(1e6, 0.5)

    closed, open_ = 16, 8
    residual = closed**2 / (2 * (closed + open_))
    assert found.activities[0].wait == pytest.approx(residual + 0.5 * closed / (closed + open_), rel=1e-4)


def test_the_load_counts_the_hours_of_the_team():
    assert shop(2.0, 0.5).resources[0].utilisation == pytest.approx(0.25 * 3)


def test_orders_in_the_hours_of_the_team_wait_for_the_night_only_if_it_falls_into_their_work():
    found = shop(1e6, 0.5, orders=True)

    assert found.activities[0].wait == pytest.approx(0.5 * 2, rel=1e-4)


def test_arrivals_count_the_hours_in_which_they_come():
    always, by_day = shop(4.0, 0.1, team=False), shop(4.0, 0.1, team=False, orders=True)

    assert by_day.metric("throughput") == pytest.approx(always.metric("throughput") / 3)


def test_hours_all_day_change_nothing():
    always, all_day = shop(1.0, 0.5, team=False), shop(1.0, 0.5, hours=(0, 24))

    assert all_day.metric("leadTime") == pytest.approx(always.metric("leadTime"))


def test_longer_hours_never_make_cases_longer():
    waits = [shop(4.0, 0.5, hours=(8, end)).metric("leadTime") for end in (14, 16, 18, 22)]

    assert waits == sorted(waits, reverse=True)


def test_a_calendar_without_hours_is_said():
    found = shop(4.0, 0.5, hours=(8, 8))

    assert not found.stable
    assert any("no hours" in str(warning) for warning in found.warnings)


def test_share_and_efficiency_change_the_load():
    numbers = bpsim(arrival(1.0), staff("R", 1), work("A", 0.3, "R"))
    model = Model(maps(a=resource("R") + flow("A") + numbers))
    half = model.evaluate({TEAM: replace(model.scenario.of(TEAM), share=0.5)})
    fast = model.evaluate({TEAM: replace(model.scenario.of(TEAM), efficiency=2.0)})

    assert half.resources[0].utilisation == pytest.approx(0.6)
    assert fast.resources[0].utilisation == pytest.approx(0.15)
    assert fast.metric("leadTime") == pytest.approx(0.15 / 0.85)


@pytest.mark.parametrize(
    ("between", "minutes", "orders", "simulated"),
    [(4, 0.5, False, 7.17), (3, 0.7, False, 11.09), (1.2, 0.3, False, 8.77), (1, 0.7, True, 7.04)],
)
def test_busy_people_with_hours_are_near_what_a_simulation_shows(between, minutes, orders, simulated):
    """300,000 orders by a few lines that count open time, one person from 8 to 16."""
    numbers = bpsim(arrival(between), staff("R", 1), work("A", minutes, "R"))
    text = resource("R") + flow("A") + numbers
    calendar = Calendar("C", "Day", (Opening(EVERY_DAY, 8 * 3600, 16 * 3600),))
    scenario = replace(Model(maps(a=text)).scenario, calendars={("a.bpmn", "C"): calendar})
    model = Model(maps(a=text), scenario=scenario)
    chosen = (TEAM, START) if orders else (TEAM,)

    found = model.evaluate({key: replace(scenario.of(key), calendar="C") for key in chosen})

    assert found.metric("leadTime") == pytest.approx(simulated, rel=0.1)
