"""People: hours of work, priorities, groups, several teams at once, against closed forms."""

import pytest

from bpmn.queueing.exact import mmc
from bpmn.scenario.calendar import Calendar, Opening
from bpmn.scenario.distributions import constant, exponential
from bpmn.scenario.parameters import Batch, ElementParameters, Selected, Selection
from bpmn.simulation import Settings, simulate
from tests.bpmn.semantics.models import END, START, gate, inside
from tests.bpmn.simulation.systems import (
    agrees,
    comes,
    key,
    likely,
    one_process,
    people,
    plan,
    replayed,
    resources,
    simulated,
    takes,
)
from tests.bpmn.system.maps import event, node, task

NINE_TO_FIVE = Calendar("cal", "day", (Opening(frozenset(range(7)), 9 * 3600.0, 17 * 3600.0),))
ONE = resources("R") + one_process(START, task("A"), END)


def two_classes():
    return resources("R") + one_process(
        START,
        gate("exclusive", "g"),
        task("Urgent"),
        task("Other"),
        END,
        flows="s>g g>Urgent g>Other Urgent>e Other>e",
    )


def mixed(preemptive: bool) -> dict[str, ElementParameters]:
    """Half of the cases are urgent; load 0.8 in all."""
    return {
        "s": comes(1.25), "R": people(1), "g-Urgent": likely(0.5), "g-Other": likely(0.5),
        "Urgent": takes(exponential(1.0), "R", priority=2.0),
        "Other": takes(exponential(1.0), "R", priority=1.0, interruptible=preemptive),
    }  # fmt: skip


def test_urgent_work_goes_first():
    """Cobham, Priority Assignment in Waiting Line Problems: W0 / ((1 - before)(1 - with))."""
    found = simulated(two_classes(), mixed(preemptive=False), duration=30_000.0)

    waits = {one.name: one.wait for one in found.activities}
    assert agrees(waits["Urgent"], 0.8 / (1 - 0.4))
    assert agrees(waits["Other"], 0.8 / ((1 - 0.4) * (1 - 0.8)))


def test_urgent_work_interrupts_where_people_say_so():
    found = simulated(two_classes(), mixed(preemptive=True), duration=30_000.0)

    steps = {one.name: one for one in found.activities}
    assert agrees(steps["Urgent"].wait, 0.4 / (1 - 0.4))
    assert agrees(found.lead_time.mean, 5.0)
    assert agrees(steps["Other"].work, 1.0)


def test_work_rests_while_nobody_is_there():
    text, numbers = ONE, {"s": comes(24.0, constant), "A": takes(10, "R"), "R": people(1, calendar="cal")}

    record = replayed(text, numbers, 24.0 * 20, calendars={("a.bpmn", "cal"): NINE_TO_FIVE})

    # A case comes each midnight, is begun at 9, rests from 17 to 9, and is done at 11, when the next begins.
    assert record.leads[0] == pytest.approx(24 + 11)
    assert record.leads[1] == pytest.approx(24 + 13)


def test_time_out_of_hours_is_told_apart_from_the_queue():
    text, numbers = ONE, {"s": comes(24.0, constant), "A": takes(4, "R"), "R": people(1, calendar="cal")}
    ready = plan(text, numbers, calendars={("a.bpmn", "cal"): NINE_TO_FIVE})

    found = simulate(ready, Settings(replications=2, workers=1, duration=24.0 * 100, warm_up=240.0))

    parts = {str(part.cause): part.mean.mean for part in found.partition}
    assert parts["work"] == pytest.approx(4.0)
    assert parts["offCalendar"] == pytest.approx(9.0)
    assert found.resources[0].utilisation is not None
    assert found.resources[0].utilisation.mean == pytest.approx(0.5, rel=0.02)
    assert found.resources[0].by_hour[9] == pytest.approx(1.0)
    assert found.resources[0].by_hour[3] == pytest.approx(0.0)


def test_cases_come_within_hours_only():
    numbers = {"s": ElementParameters(inter_trigger_timer=constant(2.0), calendar="cal"), "A": takes(1)}

    record = replayed(
        one_process(START, task("A"), END), numbers, 48.0, calendars={("a.bpmn", "cal"): NINE_TO_FIVE}
    )

    assert [end - 1 for end in record.ends] == pytest.approx([11, 13, 15, 17, 35, 37, 39, 41], abs=1e-6)


def test_a_group_begins_when_it_is_complete():
    numbers = {
        "s": comes(12.0), "R": people(1),
        "A": takes(5, "R", set_up_time=constant(10), batch=Batch(least=3, most=3)),
    }  # fmt: skip

    found = simulated(ONE, numbers, duration=60_000.0)

    parts = {str(part.cause): part.mean for part in found.partition}
    assert agrees(found.lead_time.mean, 67.9183525 - 24.0)  # s02: what the clerk in Dispatch makes of it
    assert agrees(parts["batch"], 12.0)
    assert parts["work"].mean == pytest.approx(25.0)
    assert agrees(found.activities[0].work, 25.0 / 3)


def test_a_group_that_waits_too_long_begins_with_fewer():
    numbers = {"s": comes(10.0, constant), "A": takes(0, batch=Batch(least=4, most=4, timeout=15.0))}

    record = replayed(one_process(START, task("A"), END), numbers, 205.0)

    # Cases at 10 and 20 begin at 25, those at 30 and 40 at 45, …
    assert record.leads[:4] == pytest.approx([15.0, 5.0, 15.0, 5.0])


def test_groups_begin_at_times_of_day():
    numbers = {"s": comes(5.0, constant), "A": takes(0, batch=Batch(at=(8 * 3600.0, 16 * 3600.0)))}

    record = replayed(one_process(START, task("A"), END), numbers, 24.0)

    assert record.ends[:3] == pytest.approx([8.0, 16.0, 16.0])


def test_a_group_grows_while_people_are_busy():
    numbers = {
        "s": comes(1.0, constant),
        "R": people(1),
        "A": takes(0.5, "R", set_up_time=constant(3), batch=Batch(least=1)),
    }

    record = replayed(ONE, numbers, 20.0)

    # The first begins at once and lasts until 4.5; then the three that came meanwhile begin together.
    assert record.ends[:4] == pytest.approx([4.5, 9.0, 9.0, 9.0])


def test_several_teams_are_taken_all_at_once():
    text = resources("R", "S") + one_process(START, task("A"), END)
    numbers = {"s": comes(1.25), "A": takes(exponential(1.0), "R", "S"), "R": people(1), "S": people(3)}

    found = simulated(text, numbers, duration=20_000.0)

    assert agrees(found.lead_time.mean, 5.0)


def test_a_crew_of_two_of_four_is_two_servers():
    crew = ElementParameters(processing_time=exponential(1.0), selection=Selection((Selected("R", 2.0),)))

    found = simulated(ONE, {"s": comes(1 / 1.5), "A": crew, "R": people(4)}, duration=20_000.0)

    assert agrees(found.activities[0].wait, mmc(1.5, 1.0, 2).wait)


def test_people_with_half_of_their_time_need_twice_as_long():
    numbers = {"s": comes(4.0), "A": takes(exponential(1.0), "R"), "R": people(1, share=0.5)}

    found = simulated(ONE, numbers, duration=20_000.0)

    assert agrees(found.lead_time.mean, 1 / (0.5 - 0.25))
    assert agrees(found.resources[0].utilisation, 0.5)


def test_who_works_faster_needs_less_time():
    numbers = {"s": comes(1.0), "A": takes(exponential(1.0), "R"), "R": people(1, efficiency=2.0)}

    found = simulated(ONE, numbers, duration=20_000.0)

    assert agrees(found.lead_time.mean, 1 / (2 - 1))


def test_a_limit_of_cases_at_work_moves_the_wait_before_it():
    """A sub-process that keeps one of three tickets: at most three cases are inside (M/M/1 in all)."""
    content = inside(event("start", "s2", None, None), task("A"), event("end", "e3", None, None))
    text = resources("Ticket", "R") + one_process(START, node("subProcess", "sub", None, content), END)
    numbers = {
        "s": comes(1.25), "A": takes(exponential(1.0), "R"), "R": people(1), "Ticket": people(3),
        "sub": ElementParameters(selection=Selection((Selected("Ticket"),))),
    }  # fmt: skip

    found = simulated(text, numbers, duration=20_000.0)

    waits = {one.name: one.wait for one in found.activities}
    assert agrees(found.lead_time.mean, 5.0)
    assert waits["A"] is not None
    assert waits["A"].mean < 2.0  # the queue inside is never longer than two


def test_one_team_serves_several_processes():
    text = resources("R") + one_process(START, task("A"), END) + one_process(
        event("start", "s9", None, None), task("B"), event("end", "e9", None, None), name="q"
    )  # fmt: skip
    numbers = {
        "s": comes(2.0), "s9": comes(2.0), "R": people(2), "A": takes(exponential(1.6), "R"),
        "B": takes(exponential(1.6), "R"),
    }  # fmt: skip

    found = simulated(text, numbers, duration=20_000.0)

    assert agrees(found.activities[0].wait, mmc(1.0, 1.6, 2).wait)


def test_routed_stations_are_as_jackson_says():
    text = resources("R", "S") + one_process(
        START, gate("exclusive", "m"), task("A"), gate("exclusive", "g"), task("B"), END,
        flows="s>m m>A A>g g>B g>e B>m",
    )  # fmt: skip
    numbers = {
        "s": comes(2.0), "A": takes(exponential(1.0), "R"), "R": people(1), "B": takes(exponential(2.0), "S"),
        "S": people(1), "g-B": likely(0.3), "g-e": likely(0.7),
    }  # fmt: skip

    found = simulated(text, numbers, duration=40_000.0)

    a, b = 0.5 / 0.7, 0.5 / 0.7 * 0.3
    assert agrees(found.end_to_end["wip"], a / (1 - a) + 2 * b / (1 - 2 * b))


def test_what_is_broken_off_gives_its_people_back():
    text = resources("R") + one_process(
        START, gate("parallel", "f"), task("A"), task("B"), event("end", "t", None, "terminate"), END,
        flows="s>f f>A f>B A>t B>e",
    )  # fmt: skip
    numbers = {"s": comes(10.0, constant), "A": takes(2), "B": takes(100, "R"), "R": people(1)}

    found = simulated(text, numbers)

    assert found.lead_time.mean is not None
    assert found.lead_time.mean.mean == pytest.approx(2.0)
    assert agrees(found.resources[0].utilisation, 0.2)


def test_defects_escape_where_no_check_finds_them():
    text = one_process(START, task("Make"), task("Check"), END)
    numbers = {
        "s": comes(1.0),
        "Make": takes(1, defect=0.2),
        "Check": takes(1, detection=0.75, rework_target="Make"),
    }

    found = simulated(text, numbers)

    visits = {one.key: one.visits for one in found.activities}
    again = 0.2 * 0.75
    assert agrees(visits[key("Make")], 1 / (1 - again))
    assert agrees(found.end_to_end["defectRate"], 0.2 * 0.25 / (1 - again))


def test_idle_time_is_paid_where_there_are_hours_of_work():
    numbers = {"s": comes(24.0, constant), "A": takes(4, "R"), "R": people(1, calendar="cal", unit_cost=10.0)}
    ready = plan(ONE, numbers, calendars={("a.bpmn", "cal"): NINE_TO_FIVE})

    found = simulate(ready, Settings(replications=2, workers=1, duration=24.0 * 100, warm_up=240.0))

    cost = found.end_to_end["costPerGoodCase"]
    assert cost is not None
    assert cost.mean == pytest.approx(80.0, rel=0.02)
