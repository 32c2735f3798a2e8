"""Verdicts are estimated at once and made sure by simulation."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.window import rail
from tests.app.cli.shop import write_shop


@pytest.fixture
def page(window, tmp_path):
    window.files.open_path(write_shop(tmp_path / "shop"))
    return window.system.initiatives


def test_verdicts_are_simulated_where_that_is_wanted(page, window):
    window.actions_by_name["simulate_verdicts"].setChecked(True)

    window.go(rail.INITIATIVES)
    window.system.judge_all()

    found = window.system.analyses.judged.improvement
    assert found.seed is not None
    assert "judged by simulation" in page.sentence.text()
    (effect,) = found.initiatives
    QApplication.processEvents()
    assert any("By simulation" in label.text() for label in page.findChildren(QLabel))
    assert effect.overall["leadTime"].interval.low < effect.overall["leadTime"].interval.high


def test_the_estimate_stays_where_it_is_not(page, window):
    window.go(rail.INITIATIVES)
    window.system.judge_all()

    assert window.system.analyses.judged.improvement.seed is None
    assert "judged by queueing" in page.sentence.text()


def test_while_it_runs_the_page_says_that_it_is_an_estimate(page, window):
    window.go(rail.INITIATIVES)
    window.system.judge_all()

    page.show_making_sure(is_on=True)

    assert "a simulation makes it sure" in page.sentence.text()


def test_the_choice_is_kept(page, window):
    window.actions_by_name["simulate_verdicts"].setChecked(True)
    assert window.settings.is_on("simulate_verdicts", default=False)


def test_nothing_is_simulated_without_initiatives(window, tmp_path):
    window.actions_by_name["simulate_verdicts"].setChecked(True)
    window.files.open_path(tmp_path)

    window.system.judge_all()

    found = window.system.analyses.judged.improvement
    assert found is None or found.seed is None
