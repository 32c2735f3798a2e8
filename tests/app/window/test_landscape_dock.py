"""The landscape beside the map: shown, followed, clicked and put away by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QPushButton

from app.window import rail
from app.window.main_window import MainWindow
from tests.app.conftest import copied_sample

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sample(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    return folder


@pytest.fixture
def dock(window, sample, person, qtbot):
    """The dock beside the map of orders, switched on by its key."""
    window.files.open_path(sample / "order.bpmn")
    qtbot.waitUntil(window.isActiveWindow)
    person.keys(window, "F7")
    return window.docks.landscape


def area_of(dock, file):
    return next(a for a in dock.view.areas if a.data in dock.view._processes and a.data.file == file)


def press(qtbot, dock, area):
    dock.view.show_whole()
    qtbot.mouseClick(dock.view, LEFT, pos=dock.view.place_of(area).toPoint())


def test_it_is_a_dock_of_the_window_that_is_hidden_at_first(window, sample):
    dock = window.docks.landscape

    assert isinstance(dock, QDockWidget)
    assert window.dockWidgetArea(dock) == Qt.DockWidgetArea.RightDockWidgetArea
    assert not dock.isVisible()


def test_the_button_above_the_sheet_shows_it_beside_the_map(window, sample, qtbot):
    window.files.open_path(sample / "order.bpmn")
    pills = (b for b in window.maps.view.findChildren(QPushButton) if b.objectName() == "pill")
    button = next(b for b in pills if b.text() == "Landscape")

    qtbot.mouseClick(button, LEFT)

    assert window.docks.landscape.isVisible()
    assert window.maps.view.isVisible()
    assert button.isChecked()
    assert window.actions_by_name["show_landscape"].isChecked()


def test_it_shows_what_the_page_shows(window, dock):
    page = window.system.landscape.view

    assert dock.view.areas == page.areas
    drawn = page.landscape.drawing  # the legend, which comes last, stands below the page's picture
    assert dock.view.landscape.drawing[: len(drawn)] == drawn


def test_the_process_of_the_map_in_front_is_marked(window, dock, sample):
    assert {key.file for key in dock.view.marked} == {"order.bpmn"}

    window.files.open_path(sample / "build.bpmn")

    assert {key.file for key in dock.view.marked} == {"build.bpmn"}
    assert dock.view.rect().contains(dock.view.place_of(area_of(dock, "build.bpmn")).toPoint())


def test_a_click_opens_the_map_at_the_process(window, dock, qtbot):
    press(qtbot, dock, area_of(dock, "build.bpmn"))

    assert window.workspace.active.path.name == "build.bpmn"
    assert dock.isVisible()
    assert {key.file for key in dock.view.marked} == {"build.bpmn"}


def test_a_click_on_a_party_leads_to_its_page(window, dock, qtbot):
    party = next(a for a in dock.view.areas if a.data is not None and not a.data.file)

    press(qtbot, dock, party)

    assert window.pages.currentWidget() is window.system.guide.party
    assert window.system.guide.party.title.text() == party.data.element


def test_it_follows_an_edit(window, dock, person):
    key = area_of(dock, "order.bpmn").data

    with person.document.transaction("Rename"):
        person.document.element(key.element).name = "Take every order"
    window.system.check()

    assert next(a.text for a in dock.view.areas if a.data == key).startswith("Take every order, ")


@pytest.mark.parametrize("page", [rail.LANDSCAPE, rail.INITIATIVES])
def test_it_steps_aside_on_other_pages_and_comes_back(window, dock, page):
    window.go(page)
    assert not dock.isVisible()

    window.go(rail.MAPS)
    assert dock.isVisible()


def test_its_cross_puts_it_away_and_the_menu_knows(window, dock, qtbot):
    cross = next(b for b in dock.findChildren(object) if getattr(b, "toolTip", str)() == "Close")

    qtbot.mouseClick(cross, LEFT)

    assert not dock.isVisible()
    assert not window.actions_by_name["show_landscape"].isChecked()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_it_can_float_and_stand_below_the_map(window, dock, qtbot):
    apart = next(b for b in dock.findChildren(object) if "own" in getattr(b, "toolTip", str)())

    qtbot.mouseClick(apart, LEFT)
    assert dock.isFloating()
    qtbot.mouseClick(apart, LEFT)
    assert not dock.isFloating()

    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    assert dock.isVisible()
    assert dock.isAreaAllowed(Qt.DockWidgetArea.BottomDockWidgetArea)


def test_it_is_found_where_it_was_left_the_next_time(window, dock, answers):
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    window.close()

    again = MainWindow(window.settings, answers)
    again.show()
    again.go(rail.MAPS)

    assert again.docks.landscape.isVisible()
    assert again.dockWidgetArea(again.docks.landscape) == Qt.DockWidgetArea.BottomDockWidgetArea
    again.close()
    again.deleteLater()


def test_it_follows_the_appearance(window, dock):
    light = dock.view.grab().toImage()

    window.appearance.choose("dark")

    dark = dock.view.grab().toImage()
    assert dark.pixelColor(2, 2).lightness() < 60 < light.pixelColor(2, 2).lightness()
