"""The numbers by simulation, in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.panels.chart_view import ChartView
from app.window import rail
from app.window.numbers_page import NumbersPage
from bpmn.simulation import Estimate, Simulation
from bpmn.simulation.results import Growth
from tests.app.cli.shop import write_shop

SIMULATION = 2
"""The number of its tab."""


@pytest.fixture
def page(window, tmp_path) -> NumbersPage:
    window.files.open_path(write_shop(tmp_path / "shop"))
    window.go(rail.NUMBERS)
    window.system.numbers.tabs.setCurrentIndex(SIMULATION)
    return window.system.numbers


def said(panel):
    QApplication.processEvents()  # what was just put into a layout is shown then
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_a_click_simulates_and_says_how_sure_the_numbers_are(page, qtbot):
    panel = page.simulation
    assert panel.found is None

    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)

    texts = said(panel)
    assert panel.found.replications >= 10
    assert any(text.startswith("A customer waits") for text in texts)
    assert "95 % sure between" in texts
    assert {c.picture.accessibleName() for c in panel.findChildren(ChartView)} >= {"Cases at work over time"}


def test_after_an_edit_it_says_that_it_is_about_what_was_before(page, window, qtbot):
    panel = page.simulation
    panel.show_found(Simulation(replications=10, cases=1000), None)
    session = window.workspace.open(next(iter(sorted(window.workspace.folder.glob("*.bpmn")))))

    with session.document.transaction("Rename"):
        session.document.definitions.name = "x"

    assert "The maps have changed since." in panel.sentence.text()


def test_an_overloaded_team_is_said_not_averaged(page):
    panel = page.simulation
    panel.show_found(Simulation(stable=False, unstable=(Growth("Clerks", 3.2),)), None)

    assert any("Clerks by 3.2 a day" in text for text in said(panel))


def test_a_result_that_was_cut_short_says_so(page):
    panel = page.simulation
    panel.show_found(Simulation(partial=True, end_to_end={"wip": Estimate(3.0)}), None)

    assert "It was cut short." in panel.sentence.text()


def test_another_folder_has_no_simulation_yet(page, window, tmp_path_factory):
    page.simulation.show_found(Simulation(replications=10), None)

    window.files.open_path(tmp_path_factory.mktemp("other"))

    assert page.simulation.found is None
