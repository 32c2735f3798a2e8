"""The differences of a table before they are taken over."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.panels.number_changes import TAKE, NumberChanges
from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.scenario.fit import fit
from bpmn.scenario.table_changes import Difference
from bpmn.scenario.tables import Kind, Row

ROW = Row(Kind.STEPS, ElementKey("a.bpmn", "Check"), "processing_time", "Check", "10 min")
BETTER = Difference(ROW, replace(ROW, text="12 min", source="measured", by="Anna"))
WRONG = Difference(ROW, replace(ROW, text="soon"), message("This means nothing."))


def shown(qtbot, *differences):
    dialog = NumberChanges(differences, "numbers.xlsx")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cells(dialog, line):
    return [dialog.table.item(line, column).text() for column in range(5)]


def test_each_difference_shows_now_and_then(qtbot):
    dialog = shown(qtbot, BETTER, WRONG)

    assert cells(dialog, 0) == ["Check", "Takes", "10 min", "12 min (measured, Anna)", ""]
    assert cells(dialog, 1)[4] == "This means nothing."


def test_a_person_takes_over_what_can_be(qtbot):
    dialog = shown(qtbot, BETTER, WRONG)
    take = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Take over 1 numbers")

    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)

    assert dialog.choice == TAKE


def test_nothing_can_be_taken_over_where_nothing_is_possible(qtbot):
    dialog = shown(qtbot, WRONG)

    assert [b.text() for b in dialog.findChildren(QPushButton)] == ["Leave everything"]


def test_a_fit_is_drawn_and_told_for_the_number_that_is_chosen(qtbot):
    found = fit(np.random.default_rng(7).gamma(3, 200, 400))
    other = replace(ROW, key=ElementKey("a.bpmn", "Pack"))
    unfitted = Difference(other, replace(other, text="12 min"))

    dialog = NumberChanges([unfitted, BETTER], "log.csv", None, {"Check": found}, [message("A gap.")])
    qtbot.addWidget(dialog)
    dialog.show()

    assert dialog.table.currentRow() == 1
    assert len(dialog.chart.shown.drawing) > len(found.bars)
    assert dialog.told.text().startswith("400 measurements; the line is at most ")
    assert "A gap." in [one.text() for one in dialog.findChildren(QLabel)]
    qtbot.mouseClick(
        dialog.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=dialog.table.visualItemRect(dialog.table.item(0, 0)).center(),
    )
    assert dialog.told.text() == ""
    assert not dialog.chart.shown.drawing
