"""The card of an initiative as a form, and back."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from bpmn.base.finding import ElementKey
from bpmn.improvement.card_form import (
    FIELDS,
    Place,
    UnreadableForm,
    form,
    onto,
    parse_form,
    read_form,
    write_form,
)
from bpmn.system.facts import Change, Initiative, InitiativeState, Parameter, Realised

STEP = ElementKey("shop/order.bpmn", "Task_1")
CARD = Initiative(
    "=Faster check",
    "Mira",
    "Half of it is copied",
    "goal-1",
    "kpi-1",
    (
        Change(STEP, Parameter.DURATION, 20.0, unit="min", low=15.0, high=30.0),
        Change(STEP, Parameter.STAFF, factor=1.5),
    ),
    cost=1500.0,
    requires=("New scanner", "Training"),
    proposer="Tom",
    expected="orders a day earlier",
    running_cost=12.5,
    per="day",
    people=1.0,
    state=InitiativeState.MEASURED,
    realised=(Realised("leadTime", 3.5, "2026-05-01", 3.0, 4.0, "first month"),),
)


def edited(card, change):
    """The form of a card after somebody wrote into it."""
    book = load_workbook(io.BytesIO(form(card, [Place(STEP, "Check")])))
    change(book.worksheets[0])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def line_of(sheet, mark):
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == mark)


def test_a_card_comes_back_as_it_went():
    assert parse_form(form(CARD, []), "card.xlsx") == CARD


def test_a_form_in_another_language_is_read_back(tmp_path):
    path = tmp_path / "karte.xlsx"

    write_form(path, CARD, (), lambda told: f"übersetzt {told}")

    assert read_form(path) == CARD


def test_what_a_colleague_writes_is_read_with_a_decimal_comma():
    def write(sheet):
        sheet.cell(line_of(sheet, "cost"), 3).value = "1,5"
        sheet.cell(line_of(sheet, "owner"), 3).value = "Eva"

    found = parse_form(edited(CARD, write), "card.xlsx")

    assert (found.cost, found.owner) == (1.5, "Eva")


def test_a_new_line_of_the_table_is_a_change():
    def write(sheet):
        line = line_of(sheet, "change")
        for at, text in enumerate(("a.bpmn", "X", "skip"), 2):
            sheet.cell(line, at).value = text

    found = parse_form(edited(Initiative("Less"), write), "card.xlsx")

    assert found.changes == (Change(ElementKey("a.bpmn", "X"), Parameter.SKIP),)


@pytest.mark.parametrize(
    ("mark", "column", "text", "told"),
    [
        ("cost", 3, "much", "cell C10: “much” is no number"),
        ("change", 4, "speed", "“speed” is no kind of change"),
        ("change", 2, "", "Name the map and the element"),
        ("state", 3, "soon", "“soon” is no state"),
        ("name", 3, "", "has no title"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(mark, column, text, told):
    def write(sheet):
        sheet.cell(line_of(sheet, mark), column).value = text or None

    with pytest.raises(UnreadableForm, match=told):
        parse_form(edited(CARD, write), "card.xlsx")


def test_another_spreadsheet_is_no_form():
    data = io.BytesIO()
    Workbook().save(data)

    with pytest.raises(UnreadableForm, match="no form of an initiative"):
        parse_form(data.getvalue(), "other.xlsx")
    with pytest.raises(UnreadableForm, match="no spreadsheet"):
        parse_form(b"PK rubbish", "broken.xlsx")


def test_the_elements_are_listed_for_the_colleague():
    book = load_workbook(io.BytesIO(form(CARD, [Place(STEP, "Check")])))

    assert [cell.value for cell in book.worksheets[1][2]][:3] == ["shop/order.bpmn", "Task_1", "Check"]


def test_what_the_form_does_not_hold_stays():
    known = Initiative(
        "A", extra='{"x": 1}', scope=(STEP,), changes=(Change(STEP, Parameter.SKIP, extra='{"y": 2}'),)
    )
    filled = Initiative("A", "Eva", changes=(Change(STEP, Parameter.SKIP),))

    found = onto(known, filled)

    assert (found.owner, found.extra, found.scope, found.changes) == (
        "Eva",
        '{"x": 1}',
        (STEP,),
        known.changes,
    )
    assert onto(None, filled) == filled


def test_every_field_of_the_card_can_be_written():
    assert {name for name, _, _ in FIELDS} >= {
        "owner",
        "goal",
        "kpi",
        "cost",
        "running_cost",
        "state",
        "expected",
    }
