from dataclasses import replace

import pytest

from bpmn import scenario
from bpmn.base.finding import ElementKey
from bpmn.scenario.edit import parameters_of, set_values
from bpmn.scenario.parameters import Batch, Pedigree, Source
from bpmn.scenario.table_changes import compare, enter, with_promises
from bpmn.scenario.tables import Kind, Row, rows
from bpmn.system.facts import Facts, PromiseFact
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, share, staff, work
from tests.bpmn.scenario.test_problems import CHOICE

A = ElementKey("a.bpmn", "Check")


def shop(facts=None):
    return maps(
        facts,
        a=resource("Clerks")
        + flow("Check")
        + bpsim(arrival(1.0), work("Check", 0.5, "Clerks"), staff("Clerks", 2)),
    )


def table(system):
    return rows(system.documents.items(), scenario.read(system), system.facts)


def row(system, kind, field):
    return next(r for r in table(system) if (r.kind, r.field) == (kind, field))


def changed(system, *given):
    found = scenario.read(system)
    return compare(table(system), given, system.documents.get, found.time_unit)


def entered(system, *given):
    differences = changed(system, *given)
    assert [d.problem for d in differences] == [None] * len(given)
    for file, document in system.documents.items():
        enter(document, file, differences, scenario.read(system).time_unit)
    return scenario.read(system)


def test_each_number_has_a_row_with_its_words():
    found = [(r.kind, r.name, str(r.label), r.text) for r in table(shop())]

    assert found == [
        ("arrivals", "Start", "Time between two cases", "exponential 1 h"),
        ("steps", "Check", "Takes", "exponential 30 min"),
        ("steps", "Check", "Who does it", "Clerks"),
        ("resources", "Clerks", "How many there are", "2"),
        ("resources", "Clerks", "When they work", ""),
        ("resources", "Clerks", "Cost of an hour", ""),
    ]


def test_branches_are_called_by_where_they_lead():
    system = maps(a=CHOICE + bpsim(share("yes", 0.9)))

    assert [(r.name, r.text) for r in table(system) if r.kind is Kind.BRANCHES] == [
        ("All there? → Yes", "90 %"),
        ("All there? → No", ""),
    ]


def test_further_numbers_have_a_row_once_they_are_known():
    system = shop()
    set_values(system.document("a.bpmn"), "Check", {"batch": Batch(3, 10, 0.5)})

    assert row(system, Kind.STEPS, "batch").text == "3 to 10, after 30 s"


def test_a_row_tells_where_its_number_comes_from():
    system = shop()
    said = {"processing_time": Pedigree(Source.ESTIMATED, "Anna", "2026-05-01", 10, 60)}
    set_values(system.document("a.bpmn"), "Check", {"pedigree": said})

    found = row(system, Kind.STEPS, "processing_time")

    assert (found.source, found.by, found.date) == ("estimated", "Anna", "2026-05-01")
    assert (found.low, found.high) == ("10 min", "1 h")


def test_rows_that_nobody_touched_are_no_difference():
    assert changed(shop(), *table(shop())) == []


def test_the_same_value_in_other_words_is_no_difference():
    system = shop()

    assert (
        changed(system, replace(row(system, Kind.STEPS, "processing_time"), text="exponential 0,5 h")) == []
    )


def test_a_changed_row_is_entered_as_one_step():
    system = shop()
    document = system.document("a.bpmn")
    steps = []
    document.committed.connect(steps.append)
    before = document.to_bytes()

    found = entered(
        system,
        replace(row(system, Kind.STEPS, "processing_time"), text="12 min", source="measured", by="Anna"),
        replace(row(system, Kind.RESOURCES, "quantity"), text="3"),
        replace(row(system, Kind.RESOURCES, "unit_cost"), text="40"),
    )

    assert found.of(A).processing_time.mean == pytest.approx(0.2)
    assert found.of(A).pedigree["processing_time"] == Pedigree(Source.MEASURED, "Anna")
    assert found.of(ElementKey("a.bpmn", "Clerks")).quantity == 3
    assert found.of(ElementKey("a.bpmn", "Clerks")).unit_cost == pytest.approx(40)
    assert b'value="12" timeUnit="min"' in document.to_bytes()
    (step,) = steps
    step.undo()
    assert document.to_bytes() == before


def test_an_emptied_row_takes_the_number_out():
    system = shop()

    found = entered(system, replace(row(system, Kind.STEPS, "processing_time"), text=""))

    assert found.of(A).processing_time is None


def test_hours_of_work_become_a_calendar_that_the_next_team_shares():
    system = shop()
    clerks = row(system, Kind.RESOURCES, "calendar")

    entered(system, replace(clerks, text="Mon-Fri 8:00-17:00"))
    entered(system, replace(clerks, key=ElementKey("a.bpmn", "Start"), kind=Kind.ARRIVALS, text="Mo-Fr 8-17"))

    found = scenario.read(system)
    assert len(found.calendars) == 1
    assert found.calendar(ElementKey("a.bpmn", "Clerks")).hours_per_week == 45
    assert (
        found.of(ElementKey("a.bpmn", "Start")).calendar == found.of(ElementKey("a.bpmn", "Clerks")).calendar
    )


def test_the_hours_of_a_calendar_are_changed_in_its_own_row():
    system = shop()
    entered(system, replace(row(system, Kind.RESOURCES, "calendar"), text="Mon-Fri 8:00-17:00"))

    entered(system, replace(row(system, Kind.CALENDARS, "hours"), text="Mon-Fri 8:00-12:00"))

    assert scenario.read(system).calendar(ElementKey("a.bpmn", "Clerks")).hours_per_week == 20


def test_a_team_is_entered_as_the_performer_too():
    system = shop()

    entered(system, replace(row(system, Kind.STEPS, "selection"), text="Packers"))

    document = system.document("a.bpmn")
    (role,) = document.element("Check").resources
    assert role.resource_ref.name == "Packers"
    assert row(system, Kind.STEPS, "selection").text == "Packers"


def test_several_teams_are_entered_together():
    system = shop()

    entered(system, replace(row(system, Kind.STEPS, "selection"), text="Clerks + 2 x Packers"))

    needs = parameters_of(system.document("a.bpmn"), "Check")[0].selection.needs
    assert [(n.resource, n.quantity) for n in needs] == [("Clerks", 1), ("Packers", 2)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": "long"}, "“long” means nothing for “Takes” of “Check”. Write for example: 12 min"),
        ({"source": "rumour"}, "“rumour” means nothing"),
        ({"low": "2 h", "high": "1 h"}, "The lower end of a range lies above its upper end."),
        ({"key": ElementKey("a.bpmn", "Gone")}, "a.bpmn has no element “Gone”."),
        ({"key": ElementKey("b.bpmn", "Check")}, "There is no map “b.bpmn”."),
        ({"field": "probability"}, "“Check” has no number “probability”; there are: processing_time"),
        ({"field": "batch", "text": "0"}, "A group has at least one case"),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_said_and_left_out(change, says):
    system = shop()
    before = system.document("a.bpmn").to_bytes()

    (difference,) = changed(system, replace(row(system, Kind.STEPS, "processing_time"), **change))
    enter(system.document("a.bpmn"), "a.bpmn", [difference], scenario.read(system).time_unit)

    assert str(difference.problem).startswith(says)
    assert system.document("a.bpmn").to_bytes() == before


def test_promises_are_facts_of_the_system():
    system = shop(Facts(promises=(PromiseFact("Customer", 3.0, "day", penalty=50.0),)))
    differences = changed(
        system,
        replace(row(system, Kind.PROMISES, "target"), text="36 h"),
        replace(row(system, Kind.PROMISES, "margin"), text="12,50"),
        Row(Kind.PROMISES, ElementKey("", "New"), "target", text="1 day"),
    )

    found = with_promises(system.facts, differences)

    assert found.promise("Customer") == PromiseFact("Customer", 36.0, "hour", penalty=50.0, margin=12.5)
    assert found.promise("New") == PromiseFact("New", 1.0, "day")
