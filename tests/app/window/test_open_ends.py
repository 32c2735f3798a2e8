"""A person sees open ends on the sheet, joins them with other maps, and walks from map to map."""

import pytest
from PySide6.QtCore import Qt

from app.window import rail
from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.diagrams import shape_of
from bpmn.system.facts import Decision
from tests.app.conftest import copied_sample
from tests.bpmn.system.test_handovers import pool_map
from tests.documents import named

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path, window):
    buy = pool_map("Buying", ("sendTask", "Order parts"))
    create(buy, "participant:blackBox", Point(400, 600), name="Selling")
    sell = pool_map("Selling", ("receiveTask", "Parts wanted"))
    store = pool_map("Storing", ("receiveTask", "Glass wanted"))
    create(sell, "receiveTask", Point(600, 230), name="Glass wanted")
    place = tmp_path / "company"
    place.mkdir()
    (place / "buy.bpmn").write_bytes(buy.to_bytes())
    (place / "sell.bpmn").write_bytes(sell.to_bytes())
    (place / "store.bpmn").write_bytes(store.to_bytes())
    window.files.open_path(place)
    window.system.check()
    return place


@pytest.fixture
def buy(window, folder):
    session = window.workspace.open(folder / "buy.bpmn")
    window.maps.view.view.fit()
    window.maps.view.plugs.place()
    return session


def plug_of(window, document, name):
    return window.maps.view.plugs.buttons[named(document, name).id]


def test_an_open_end_has_a_plug_that_says_what_is_missing(window, buy):
    plug = plug_of(window, buy.document, "Order parts")

    assert plug.isVisible()
    assert plug.toolTip() == "Nobody receives “Order parts” from “Buying work”."
    assert window.workspace.unsaved() == [], "plugs are not part of the map"


def test_the_plug_stays_at_its_element_when_the_sheet_moves(window, buy):
    plug = plug_of(window, buy.document, "Order parts")
    view = window.maps.view.view

    view.set_zoom(1.0)
    view.reveal(named(buy.document, "Order parts").id, is_centred=True)

    corner = window.maps.view.plugs.place_of(named(buy.document, "Order parts").id)
    middle = plug.geometry().center() - view.viewport().pos()
    assert (corner.toPoint() - middle).manhattanLength() <= 3


def test_a_plug_covers_no_name(window, tmp_path):
    copied_sample(tmp_path)
    window.files.open_path(tmp_path / "company")
    window.files.open_path(tmp_path / "company" / "order.bpmn")
    view, plug = window.maps.view.view, window.maps.view.plugs.buttons["telescopeDelivered"]
    view.set_zoom(1.0)
    view.reveal("telescopeDelivered", is_centred=True)

    label = view.scene_shown.items_of("telescopeDelivered")[0].label
    place = plug.geometry().translated(-view.viewport().pos())

    assert plug.isVisible()
    assert not view.to_screen(label.area).toRect().intersects(place.adjusted(2, 2, -2, -2))


def test_no_plug_is_in_the_way_while_a_case_walks(window, buy):
    plug = plug_of(window, buy.document, "Order parts")

    window.actions_by_name["walk"].trigger()
    assert not plug.isVisible()

    window.actions_by_name["walk"].trigger()
    assert plug.isVisible()


def test_a_click_on_the_plug_and_one_on_a_counterpart_join_two_maps(window, buy, qtbot):
    sender = named(buy.document, "Order parts").id
    qtbot.mouseClick(plug_of(window, buy.document, "Order parts"), LEFT)
    hint = window.maps.view.hint
    assert hint.isVisible()
    assert hint.plug.key.element == sender
    connect = next(b for b in hint.body.connects if b.text() == "Connect to “Parts wanted” of Selling work")

    qtbot.mouseClick(connect, LEFT)

    (fact,) = window.workspace.facts.facts.links
    assert (fact.source.element, fact.target.file, fact.decision) == (sender, "sell.bpmn", Decision.CONFIRMED)
    assert not hint.isVisible()
    window.system.check()
    assert sender not in window.maps.view.plugs.buttons
    window.go(rail.LANDSCAPE)
    qtbot.keySequence(window, "Ctrl+Z")
    assert window.workspace.facts.facts.links == ()


def test_an_end_that_goes_outside_loses_its_plug(window, buy, qtbot):
    qtbot.mouseClick(plug_of(window, buy.document, "Order parts"), LEFT)
    hint = window.maps.view.hint

    hint.body.externalWanted.emit(hint.plug)
    window.system.check()

    assert named(buy.document, "Order parts").id not in window.maps.view.plugs.buttons


def test_what_was_just_drawn_is_met_with_a_proposal(window, buy, qtbot):
    step = create(buy.document, "sendTask", Point(550, 230), name="Glass wanted")
    window.maps.view.view.select([step.id])

    window.system.check()

    assert window.maps.view.hint.isVisible()
    assert window.maps.view.hint.plug.key.element == step.id
    window.maps.view.view.select([])
    assert not window.maps.view.hint.isVisible()


def test_the_properties_propose_the_same(window, buy):
    element = named(buy.document, "Order parts")

    cards = window.open_ends.cards(element)

    assert [type(card).__name__ for card in cards] == ["QLabel", "HintBody"]
    assert cards[1].plug.key.element == element.id


def test_a_double_click_on_a_pool_leads_to_its_map_and_back(window, buy, person, qtbot):
    qtbot.mouseDClick(person.view.viewport(), LEFT, pos=person.middle("Selling"))

    assert window.workspace.active.path.name == "sell.bpmn"
    window.actions_by_name["back"].trigger()
    assert window.workspace.active is buy


def test_ctrl_enter_and_the_pad_lead_to_the_map_too(window, buy, person, qtbot):
    view = person.view
    person.click("Selling")
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.active.path.name == "sell.bpmn"

    window.workspace.activate(buy)
    view.select([named(buy.document, "Selling").id])
    qtbot.mouseClick(view.pad.buttons["open"], LEFT)

    assert window.workspace.active.path.name == "sell.bpmn"


def test_a_pool_that_leads_nowhere_is_named_by_a_double_click(window, buy, person, qtbot):
    pool = create(buy.document, "participant:blackBox", Point(400, 800), name="Bank of nowhere")
    window.system.check()
    person.view.fit()

    qtbot.mouseDClick(person.view.viewport(), LEFT, pos=person.at(*shape_of(pool).bounds.centre))

    assert person.view.editor is not None
