"""The pages of customers and suppliers, reached from the landscape."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from app.window import rail
from bpmn.base.finding import ElementKey
from bpmn.model import Participant
from bpmn.model.document import Document
from bpmn.system.landscape import Kind
from tests.app.conftest import copied_sample

LEFT = Qt.MouseButton.LeftButton
CUSTOMER, GLASSWORKS = ElementKey("", "Customer"), ElementKey("", "Ridge Glassworks")


@pytest.fixture
def view(tmp_path, window):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    window.show()
    return window.system.landscape.view


def place(view, key) -> QPoint:
    area = next(a for a in view.landscape.areas if a.kind in (Kind.CUSTOMER, Kind.PARTY) and a.key == key)
    return view.rect_of(area.bounds).center().toPoint()


def page(window):
    return window.system.guide.party


def click(window, key, qtbot) -> None:
    shown = page(window).view
    number = next(n for n, spot in enumerate(shown.picture.spots) if spot.key == key)
    qtbot.mouseClick(shown, LEFT, pos=shown.place_of(number).toPoint())


def test_a_click_on_the_customer_shows_the_chains(window, view, qtbot):
    qtbot.mouseClick(view, LEFT, pos=place(view, CUSTOMER))

    assert window.pages.currentWidget() is page(window)
    assert page(window).title.text() == "Customer"
    assert "3 chains" in page(window).sentence.text()
    assert page(window).view.picture.spots


def test_every_name_leads_to_its_place_and_the_way_back_to_the_party(window, view, qtbot):
    qtbot.mouseClick(view, LEFT, pos=place(view, CUSTOMER))

    click(window, ElementKey("build.bpmn", "grindMirror"), qtbot)
    assert window.pages.currentIndex() == rail.MAPS
    assert window.workspace.active.path.name == "build.bpmn"

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.currentWidget() is page(window)

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.currentIndex() == rail.LANDSCAPE


def test_the_way_back_leads_from_one_party_to_the_other(window, view, qtbot):
    window.system.guide.show_party(CUSTOMER)
    window.system.guide.show_party(GLASSWORKS)
    assert page(window).title.text() == "Ridge Glassworks"

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert page(window).title.text() == "Customer"


def test_a_supplier_shows_what_depends_on_it(window, view, qtbot):
    qtbot.mouseClick(view, LEFT, pos=place(view, GLASSWORKS))

    assert page(window).sentence.text() == "1 process depends on them"
    keys = {spot.key for spot in page(window).view.picture.spots}
    assert ElementKey("procurement.bpmn", "buyGlass") in keys


def test_a_party_is_reached_from_the_list(window, view, qtbot):
    window.system.landscape.show_side(2)
    names = window.system.landscape.parties.findChildren(QPushButton)
    button = next(b for b in names if b.text() == "Ridge Glassworks")

    qtbot.mouseClick(button, LEFT)

    assert page(window).title.text() == "Ridge Glassworks"


def test_the_page_is_written_as_a_picture(window, view, answers, tmp_path):
    window.system.guide.show_party(CUSTOMER)
    answers.picture = tmp_path / "customer.svg"

    page(window).pictureWanted.emit()

    texts = "".join(ET.parse(answers.picture).getroot().itertext())
    assert "Grind the mirror" in texts
    assert "nobody tells the customer" in texts


def test_the_landscape_is_written_as_a_map_from_the_menu(window, view, answers, tmp_path):
    answers.picture = tmp_path / "landscape.bpmn"

    window.actions_by_name["export_landscape"].trigger()

    drawn = Document.parse(answers.picture.read_bytes())
    assert "Handle order" in {p.name for p in drawn.all(Participant)}
    assert {one.location for one in drawn.definitions.imports} >= {"company/order.bpmn"}


def test_the_landscape_is_written_as_it_is_shown(window, view, answers, tmp_path):
    window.system.landscape.views.findChildren(QPushButton)[3].click()
    answers.picture = tmp_path / "landscape.svg"

    window.actions_by_name["export_landscape"].trigger()

    assert "goes to another owner" in "".join(ET.parse(answers.picture).getroot().itertext())
