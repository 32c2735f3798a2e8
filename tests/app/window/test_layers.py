"""What can be laid over a map: findings, times, loads."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.window.layers import load_tints, time_tints
from bpmn.report.step_numbers import StepNumbers
from tests.app.conftest import copied_sample


@pytest.fixture
def company(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    return folder


@pytest.fixture
def sheet(window, company):
    window.files.open_path(company / "build.bpmn")
    window.system.check()
    return window.maps.view


def press(qtbot, view, text):
    button = next(b for b in view.findChildren(QPushButton, "pill") if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def picture(view):
    return view.view.grab().toImage()


@pytest.mark.parametrize("name", ["Findings", "Times", "Load"])
def test_a_layer_is_switched_on_the_bar_and_seen_on_the_sheet(sheet, qtbot, name):
    before = picture(sheet)

    button = press(qtbot, sheet, name)
    other = picture(sheet)
    assert other != before

    press(qtbot, sheet, name)
    assert picture(sheet) == before
    assert button.isChecked() is (name == "Findings")


def test_a_map_that_is_opened_later_has_the_layers_too(window, sheet, company, qtbot):
    press(qtbot, sheet, "Load")

    window.files.open_path(company / "procurement.bpmn")

    other = window.maps.view
    assert other is not sheet
    with_loads = picture(other)
    press(qtbot, other, "Load")
    assert picture(other) != with_loads


def test_a_full_team_is_said_to_fall_behind():
    steps = {
        "a": StepNumbers(1, 2, 0, 0.5, "A"),
        "b": StepNumbers(1, 2, 0, 0.9, "B"),
        "c": StepNumbers(1, None, 0, 1.08, "C"),
    }

    found = load_tints({**steps, "d": StepNumbers(1, 0, 0, None, "")})

    assert {key: (tint.token, tint.text, tint.is_strong) for key, tint in found.items()} == {
        "a": ("loadOk", "50 %", False),
        "b": ("loadHigh", "90 %", True),
        "c": ("loadOver", "108 %, grows", True),
    }


def test_times_say_the_work_and_the_wait_of_a_step():
    steps = {
        "a": StepNumbers(30, 90, 0, 0.5, "A"),
        "b": StepNumbers(30, None, 0, 1.2, "A"),
        "c": StepNumbers(0, 0, 60, None, ""),
        "d": StepNumbers(30, 0, 0, None, ""),
    }

    found = time_tints(steps, "min")

    assert found["a"].text == "30 min · waits 1.5 h"
    assert found["a"].level == pytest.approx(0.75)
    assert found["b"].text == "30 min · waits without end"
    assert found["c"].text == "waits 1 h"
    assert found["d"].text == "30 min"
