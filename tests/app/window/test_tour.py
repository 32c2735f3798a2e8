"""The tour that leads a newcomer through what is open."""

import pytest
from PySide6.QtCore import Qt

from app.window import rail
from app.window.tour import STOPS
from tests.app.conftest import copied_sample


@pytest.fixture
def tour(window, tmp_path):
    window.files.open_path(copied_sample(tmp_path))
    window.actions_by_name["tour"].trigger()
    return window.commands.tour


def go_on(tour, qtbot):
    qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)


def test_it_leads_from_the_landscape_to_all_initiatives_together(tour, window, qtbot):
    seen = []
    for _ in STOPS[:-1]:
        seen.append((window.pages.currentIndex(), tour.text.text()))
        go_on(tour, qtbot)

    pages = [page for page, _ in seen]
    assert pages == [rail.LANDSCAPE, rail.NUMBERS, rail.INITIATIVES, rail.INITIATIVES, rail.INITIATIVES]
    assert "12 processes" in seen[0][1]
    assert "A customer waits" in seen[1][1]
    assert "Skip the glass check" in seen[2][1]
    assert "bad for the customer" in seen[3][1]
    assert "Everybody improving their own part brings" in seen[4][1]


def test_the_last_stop_leads_to_an_initiative_of_ones_own(tour, window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(window.system, "new_initiative", lambda: asked.append(True))
    for _ in STOPS:
        go_on(tour, qtbot)

    assert asked
    assert not tour.isVisible()


def test_it_goes_back_and_escape_ends_it(tour, window, qtbot):
    go_on(tour, qtbot)
    qtbot.mouseClick(tour.before, Qt.MouseButton.LeftButton)
    assert window.pages.currentIndex() == rail.LANDSCAPE

    qtbot.keyClick(tour.next, Qt.Key.Key_Escape)

    assert not tour.isVisible()


def test_without_a_folder_it_opens_the_sample(window, qtbot):
    qtbot.mouseClick(window.home.tour, Qt.MouseButton.LeftButton)

    assert window.workspace.folder is not None
    assert window.commands.tour.isVisible()


def test_the_card_stays_in_the_corner_when_the_window_changes(tour, window, qtbot):
    window.resize(1200, 760)

    area = window.pages
    qtbot.waitUntil(lambda: area.rect().contains(tour.geometry()))
    assert tour.geometry().right() > area.width() - 40
