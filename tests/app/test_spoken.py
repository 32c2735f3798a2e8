import pytest

from app.spoken import local
from app.translate import LANGUAGE_VARIABLE
from bpmn.scenario.fields import FIELDS, read_field, show_field
from bpmn.scenario.units import TimeUnit
from tests.bpmn.scenario.test_write import VALUES


@pytest.mark.parametrize(
    ("field", "text", "german"),
    [
        ("processing_time", "usually 10, at worst 60 min", "meist 10, höchstens 60 min"),
        (
            "batch",
            "3 to 10, after 45 min, at 12:00, per customer",
            "3 bis 10, nach 45 min, um 12:00, je customer",
        ),
        ("unit_cost", "40 per hour", "40 pro Stunde"),
        ("selection", "Team at Kiel or Bonn", "Team at Kiel or Bonn"),
    ],
)
def test_numbers_are_shown_in_german(monkeypatch, field, text, german):
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")

    assert local(field, text) == german


@pytest.mark.parametrize("name", [name for name in VALUES if name in FIELDS])
def test_what_is_shown_in_german_is_read_again(monkeypatch, name):
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")

    text = local(name, show_field(name, VALUES[name], TimeUnit.MINUTE))

    assert read_field(name, text, TimeUnit.MINUTE) == VALUES[name]
