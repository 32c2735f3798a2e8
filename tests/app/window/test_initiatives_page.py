"""The page of initiatives: one of them, or all together."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget

from app.panels.chart_view import ChartView
from app.window import rail
from tests.app.conftest import copied_sample


@pytest.fixture
def page(window, tmp_path):
    window.files.open_path(copied_sample(tmp_path))
    window.go(rail.INITIATIVES)
    return window.system.initiatives


def charts(page):
    QApplication.processEvents()  # what was just put into a layout is shown then
    return {
        chart.picture.accessibleName(): chart
        for chart in page.findChildren(ChartView)
        if chart.isVisibleTo(page)
    }


def said(page):
    QApplication.processEvents()  # what was just put into a layout is shown then
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_one_initiative_shows_where_the_wait_moved_and_all_others(page):
    page.choose("Skip the glass check")

    shown = charts(page)
    assert set(shown) == {"Where the wait moved", "All initiatives"}
    assert shown["Where the wait moved"].shown.rows[1][0] == "Before"


def test_a_mark_of_the_quadrant_leads_to_its_initiative(page, qtbot):
    page.choose("Skip the glass check")
    picture = charts(page)["All initiatives"].picture
    at = next(n for n, s in enumerate(picture.picture.spots) if s.key == "Train a fourth optician")

    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.place_of(at).toPoint())

    assert page.shown_name() == "Train a fourth optician"


def test_all_together_says_what_to_do_and_in_which_order(page, qtbot):
    page.choose("Skip the glass check")
    link = next(b for b in page.findChildren(QPushButton) if b.text() == "Show all together")

    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    assert page.shown_name() == ""
    assert any(text.startswith("Do ") for text in said(page))
    assert {"Who helps, who hinders whom", "The best, in this order"} <= set(charts(page))


def test_a_name_of_the_table_leads_to_its_initiative(page, qtbot):
    page.choose("")
    table = next(t for t in page.findChildren(QTableWidget) if t.accessibleName() == "One by one")
    wanted = table.item(0, 0).text()

    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(table.item(0, 0)).center()
    )

    assert page.shown_name() == wanted


def test_what_was_chosen_stays_when_it_is_judged_again(page, window):
    page.choose("")

    window.system.judge_all()

    assert page._is_together()


@pytest.mark.parametrize(("ending", "start"), [(".html", b"<!DOCTYPE html>"), (".pdf", b"%PDF")])
def test_the_report_is_written_into_a_file(page, answers, tmp_path, qtbot, ending, start):
    answers.picture = tmp_path / f"report{ending}"

    qtbot.mouseClick(page.report, Qt.MouseButton.LeftButton)

    data = answers.picture.read_bytes()
    assert data.startswith(start)
    assert ending == ".pdf" or b"Skip the glass check" in data


def test_there_is_no_report_before_a_verdict(window):
    assert not window.system.initiatives.report.isEnabled()
