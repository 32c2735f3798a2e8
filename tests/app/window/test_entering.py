"""Numbers entered in the tables of the window, and taken over from a file."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from app.window import rail
from bpmn.importing.spreadsheet import read_rows, write_rows
from bpmn.scenario.edit import parameters_of
from bpmn.scenario.tables import Kind
from tests.app.conftest import copied_sample


@pytest.fixture
def company(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    window.go(rail.NUMBERS)
    window.system.numbers.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    return folder


@pytest.fixture
def tables(window, company):
    return window.system.numbers.tables


def show(tables, kind):
    tables.tabs.setCurrentIndex(tables._kinds.index(kind))


def at(tables, field, *, known=None):
    """The line of the first row of a number; known or unknown if that is asked."""
    rows = tables._rows()
    return next(n for n, r in enumerate(rows) if r.field == field and known in (None, bool(r.text)))


def type_into(tables, qtbot, line, column, text):
    tables.table.setCurrentCell(line, column)
    tables.table.editItem(tables.table.item(line, column))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def said(window, row):
    session = window.workspace.session_of(row.key.file)
    return parameters_of(session.document, row.key.element)


def test_a_cell_is_entered_in_its_map_and_undone(tables, window, qtbot):
    show(tables, Kind.STEPS)
    line = at(tables, "processing_time")
    row = tables._rows()[line]

    type_into(tables, qtbot, line, 3, "usually 10, at worst 60 min")

    found = said(window, row)[0]
    assert found.processing_time.kind == "LogNormalDistribution"
    assert tables._rows()[line].text == "usually 10, at worst 60 min"
    window.system.mending._undo()
    assert said(window, row)[0].processing_time != found.processing_time


def test_a_cell_that_means_nothing_is_told_and_restored(tables, window, qtbot):
    show(tables, Kind.STEPS)
    line = at(tables, "processing_time")
    before = tables.table.item(line, 3).text()

    type_into(tables, qtbot, line, 3, "soon")

    assert "“soon” means nothing" in window.toast.text
    assert tables.table.item(line, 3).text() == before


def test_the_source_of_a_number_is_chosen(tables, window, qtbot):
    show(tables, Kind.STEPS)
    line = at(tables, "processing_time", known=True)
    row = tables._rows()[line]
    tables.table.setCurrentCell(line, 4)
    tables.table.editItem(tables.table.item(line, 4))
    box = tables.table.findChild(QComboBox)

    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box.activated.emit(box.currentIndex())
    QApplication.processEvents()

    assert tables._rows()[line].source == "measured"
    assert said(window, row)[0].pedigree["processing_time"].source == "measured"


def test_a_question_leads_to_the_cell_that_answers_it(tables, qtbot):
    question = next(q for q in tables.entered.standing.questions if any(
        (r.key, r.field) == (q.key, q.field) for r in tables.entered.rows
    ))  # fmt: skip

    tables.go_to(question)

    row = tables._rows()[tables.table.currentRow()]
    assert (row.key, row.field) == (question.key, question.field)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_a_table_is_saved_and_taken_over_after_its_differences_were_shown(
    tables, window, company, answers, qtbot
):
    answers.table = company.parent / "numbers.xlsx"
    qtbot.mouseClick(tables.give, Qt.MouseButton.LeftButton)
    rows = read_rows(answers.table)
    line = next(n for n, r in enumerate(rows) if r.field == "quantity" and r.text)
    rows[line] = replace(rows[line], text="7", source="measured")
    write_rows(answers.table, rows)
    shown = []
    window.system.entering.takes = lambda differences, *_: not shown.extend(differences)

    qtbot.mouseClick(tables.take, Qt.MouseButton.LeftButton)

    assert [d.after.text for d in shown] == ["7"]
    assert said(window, rows[line])[0].quantity == 7


def test_a_table_that_is_left_changes_nothing(tables, window, company, answers, qtbot):
    rows = list(tables.entered.rows)
    line = next(n for n, r in enumerate(rows) if r.field == "quantity" and r.text)
    answers.table = company.parent / "numbers.csv"
    write_rows(answers.table, [replace(rows[line], text="7")])
    window.system.entering.takes = lambda *_: False

    qtbot.mouseClick(tables.take, Qt.MouseButton.LeftButton)

    assert not window.workspace.unsaved()


def test_a_file_that_is_no_table_is_told(tables, window, company, answers, qtbot):
    answers.table = company.parent / "numbers.xlsx"
    answers.table.write_bytes(b"no zip")

    qtbot.mouseClick(tables.take, Qt.MouseButton.LeftButton)

    assert "numbers.xlsx: this is no spreadsheet." in window.toast.text


def a_log(path, activity):
    lines = [
        f"{n},{activity},2026-03-0{2 + n % 5}T08:{n:02}:00,2026-03-0{2 + n % 5}T09:{n:02}:00"
        for n in range(30)
    ]
    path.write_text("\n".join(["case,activity,start,end", *lines]), encoding="utf-8")
    return path


def test_a_log_is_fitted_and_taken_over_as_one_step(tables, window, company, answers, qtbot):
    row = next(r for r in tables.entered.rows if r.field == "processing_time")
    answers.table = a_log(company.parent / "log.csv", row.name)
    window.system.entering.takes = lambda *_: True

    qtbot.mouseClick(tables.take, Qt.MouseButton.LeftButton)

    found, unit = said(window, row)
    assert found.processing_time.mean * unit.seconds == 3600
    assert found.pedigree["processing_time"].source == "log"
    window.system.mending._undo()
    assert "processing_time" not in said(window, row)[0].pedigree


def test_a_log_of_other_things_is_told(tables, window, company, answers, qtbot):
    answers.table = a_log(company.parent / "log.csv", "Dance")

    qtbot.mouseClick(tables.take, Qt.MouseButton.LeftButton)

    assert window.toast.text == "log.csv: no activity of the log is a step of a map."
