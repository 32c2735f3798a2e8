import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.canvas.menu import menu_for
from bpmn.base.geometry import Point
from bpmn.model import ServiceTask


def texts(menu):
    return [action.text() for action in menu.actions() if action.text()]


def trigger(menu, text):
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_right_click_selects_what_its_menu_speaks_of(hands):
    hands.click("Check", button=Qt.MouseButton.RightButton)

    assert hands.names() == ["Check"]
    assert {"Rename", "Connect", "Delete"} <= set(texts(menu_for(hands.view)))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_and_goes(hands, qtbot):
    hands.click("Check")
    place = hands.where("Check")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, hands.view.viewport().mapToGlobal(place))
    QApplication.sendEvent(hands.view.viewport(), event)
    menu = QApplication.activePopupWidget()

    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_rename_opens_the_field_for_the_name(hands):
    hands.click("Check")

    trigger(menu_for(hands.view), "Rename")

    assert hands.view.editor is not None


def test_types_are_a_menu_of_their_own(hands):
    hands.click("Check")
    menu = menu_for(hands.view)

    types = next(action.menu() for action in menu.actions() if action.menu() is not None)
    next(action for action in types.actions() if action.data() == "serviceTask").trigger()

    assert hands.document.all(ServiceTask)[0].name == "Check"


def test_without_a_selection_the_menu_is_that_of_the_sheet(hands):
    hands.click(Point(200, 400))

    trigger(menu_for(hands.view), "Select all")

    assert len(hands.names()) > 3
