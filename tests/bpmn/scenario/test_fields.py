from dataclasses import fields

import pytest

from bpmn.scenario.fields import FIELDS, read_field, show_field
from bpmn.scenario.hours import is_simple, read_hours, show_hours
from bpmn.scenario.parameters import Batch, ElementParameters, Selected, Selection
from bpmn.scenario.texts import Unclear
from bpmn.scenario.units import TimeUnit
from tests.bpmn.scenario.test_write import VALUES

MINUTE = TimeUnit.MINUTE


def test_every_number_can_be_entered():
    assert {f.name for f in fields(ElementParameters)} - set(FIELDS) == {"pedigree", "extras"}


@pytest.mark.parametrize("name", [name for name in VALUES if name in FIELDS])
def test_what_is_shown_is_read_again(name):
    assert read_field(name, show_field(name, VALUES[name], MINUTE), MINUTE) == VALUES[name]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("probability", "25%", 0.25),
        ("probability", "0,25", 0.25),
        ("unit_cost", "60", 1.0),
        ("unit_cost", "1 per min", 1.0),
        ("unit_cost", "480 pro Tag", 480 / 1440),
        ("interruptible", "ja", True),
        ("selection", "2 Clerks + Desk", Selection((Selected("Clerks", 2), Selected("Desk")))),
        ("selection", "Clerk oder Packer", Selection((Selected("Clerk"), Selected("Packer")), True)),
        ("batch", "10", Batch(10, 10)),
        ("batch", "3 or more, after 1 h", Batch(3, None, 60.0)),
        ("batch", "3 bis 10, um 12:00, je Kunde", Batch(3, 10, None, (43200.0,), "Kunde")),
        ("quantity", "", None),
    ],
)
def test_texts_are_read_as_people_write_them(name, text, value):
    assert read_field(name, text, MINUTE) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("processing_time", "long"),
        ("interruptible", "perhaps"),
        ("batch", "many"),
        ("batch", "3, at noon"),
        ("batch", "3, at 12:99:00"),
        ("repeat_most", "2.5"),
        ("by_class", "new 30 %"),
        ("unit_cost", "cheap"),
    ],
)
def test_what_means_nothing_is_refused(name, text):
    with pytest.raises(Unclear):
        read_field(name, text, MINUTE)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon-Fri 8:00-17:00", 45),
        ("Mo-Fr 8-12, 13-17", 40),
        ("Mo, Mi 9:00-12:00; Sa 9-11", 8),
        ("22:00-6:00", 56),
        ("Fri-Mon 0:00-24:00", 96),
    ],
)
def test_hours_are_read(text, hours):
    assert read_hours(text).hours_per_week == hours


def test_hours_may_name_a_zone():
    found = read_hours("Mon-Fri 8:00-17:00 Europe/Berlin")

    assert (found.zone, found.hours_per_week) == ("Europe/Berlin", 45)


@pytest.mark.parametrize(
    "text", ["Mon-Fri 8:00-12:00, 13:00-17:00; Sat 22:00-6:00 UTC", "Mon, Wed 9:30-10:00"]
)
def test_hours_that_are_shown_are_read_again(text):
    assert show_hours(read_hours(text)) == text
    assert is_simple(read_hours(text))


@pytest.mark.parametrize("text", ["", "always", "Foo 8-12", "Mon 8", "Mon 8-25"])
def test_what_is_no_hours_is_refused(text):
    with pytest.raises(Unclear):
        read_hours(text)
