import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bpmn.base.finding import ElementKey
from bpmn.importing.spreadsheet import UnreadableTable, cell_text, read_rows, write_rows
from bpmn.scenario.tables import Kind, Row

ROW = Row(
    Kind.STEPS, ElementKey("a.bpmn", "Task_1"), "processing_time", "Prüfen", "usually 10, at worst 60 min",
    "estimated", "Anna", "2026-05-01", "8 min", "15 min",
)  # fmt: skip
TEAM = Row(Kind.RESOURCES, ElementKey("a.bpmn", "Clerks"), "quantity", "=Clerks", "3")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_what_is_written_is_read_again(tmp_path, ending, separator):
    path = tmp_path / f"numbers.{ending}"

    write_rows(path, [ROW, TEAM], separator=separator)

    assert read_rows(path) == [ROW, TEAM]


def test_a_name_that_looks_like_a_formula_is_a_text(tmp_path):
    path = tmp_path / "numbers.xlsx"
    write_rows(path, [TEAM])

    assert load_workbook(path)["Teams"]["D2"].data_type == "s"


def test_what_a_person_types_in_a_cell_is_read(tmp_path):
    path = tmp_path / "numbers.xlsx"
    write_rows(path, [TEAM])
    book = load_workbook(path)
    book["Teams"]["F2"] = 2.5
    book.save(path)

    assert read_rows(path) == [replace(TEAM, text="2.5")]


def test_a_table_as_excel_saves_it_in_german_is_read(tmp_path):
    path = tmp_path / "zahlen.csv"
    text = "Tabelle;Karte;Element;Feld;Name;Wert;Quelle\r\nSchritte;a.bpmn;Task_1;processing_time;Prüfen;1,5 h;\r\n"
    path.write_bytes(text.encode("cp1252"))

    assert read_rows(path) == [
        Row(Kind.STEPS, ElementKey("a.bpmn", "Task_1"), "processing_time", "Prüfen", "1,5 h")
    ]


def test_columns_may_stand_in_any_order_and_others_between(tmp_path):
    path = tmp_path / "numbers.csv"
    path.write_text("Value,Comment,Field,Element,Map,Table\n3,hm,quantity,Clerks,a.bpmn,Teams\n")

    assert read_rows(path) == [replace(TEAM, name="")]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.xlsx", b"no zip", "x.xlsx: this is no spreadsheet."),
        ("x.csv", b"Table,Element\nSteps,A\n", "x.csv: a table needs the columns Element, Field and Value."),
        (
            "x.csv",
            b"Element,Field,Value\nA,quantity,3\n",
            "x.csv, line 2: it does not say of which table it is.",
        ),
        ("x.txt", b"", "x.txt: a table of numbers ends in .xlsx or .csv."),
    ],
)
def test_what_is_no_table_is_said(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)

    with pytest.raises(UnreadableTable) as error:
        read_rows(tmp_path / name)

    assert str(error.value) == says


def test_cells_become_what_people_would_write():
    assert [cell_text(v) for v in (None, True, 3.0, 0.25, " x ")] == ["", "yes", "3", "0.25", "x"]


def test_a_table_written_in_german_is_read(tmp_path):
    german = json.loads(
        (Path(__file__).parents[3] / "resources" / "i18n" / "de.json").read_text(encoding="utf-8")
    )
    path = tmp_path / "zahlen.xlsx"
    listed = [replace(ROW, kind=kind) for kind in Kind]

    write_rows(path, listed, lambda told: german[told.template])

    assert read_rows(path) == listed
