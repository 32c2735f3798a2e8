"""A map that is shown whole stays whole when the room for it changes, until a person zooms or moves it."""

import pytest
from PySide6.QtCore import QRectF, Qt

from tests.documents import simple_flow, with_pools


@pytest.fixture
def wide(hands, tmp_path):
    """A map that fills the sheet, shown whole."""
    document = with_pools(black_boxes=("Customer", "Supplier"))
    hands.open(document, tmp_path)
    hands.view.set_zoom(3)
    hands.window.actions_by_name["fit"].trigger()
    return hands


def is_whole(hands):
    area = hands.view.to_screen(hands.view.content())
    return QRectF(hands.port.rect()).contains(area)


@pytest.mark.parametrize("panel", ["show_properties", "show_findings", "show_left"])
def test_a_map_shown_whole_is_fitted_again_when_a_panel_goes_and_comes(wide, panel, qtbot):
    action, before = wide.window.actions_by_name[panel], wide.port.size()
    action.trigger()
    qtbot.waitUntil(lambda: wide.port.size() != before)
    wider = wide.view.to_screen(wide.view.content()).width()
    assert is_whole(wide)

    action.trigger()
    qtbot.waitUntil(lambda: wide.port.size() == before)

    assert is_whole(wide)
    assert wide.view.to_screen(wide.view.content()).width() <= wider


def test_a_map_that_a_person_zoomed_stays_as_it_is(wide, qtbot):
    wide.wheel(120, Qt.KeyboardModifier.ControlModifier)
    zoom, before = wide.view.zoom, wide.port.size()

    wide.window.actions_by_name["show_properties"].trigger()
    qtbot.waitUntil(lambda: wide.port.size() != before)

    assert wide.view.zoom == zoom


def test_a_map_that_a_person_moved_stays_as_it_is(wide, qtbot):
    wide.wheel(-120)
    corner, before = wide.view.to_map(QRectF(wide.port.rect()).topLeft()), wide.port.size()

    wide.window.actions_by_name["show_properties"].trigger()
    qtbot.waitUntil(lambda: wide.port.size() != before)

    assert wide.view.to_map(QRectF(wide.port.rect()).topLeft()) == corner


def test_an_element_that_is_shown_leaves_a_map_whole_that_is_whole(hands, tmp_path, qtbot):
    hands.open(simple_flow("Start", "Check", "End"), tmp_path)
    hands.window.actions_by_name["fit"].trigger()
    hands.view.reveal(hands.named("Start").id, is_centred=True)
    assert hands.view.is_fitted
    before = hands.port.size()

    hands.window.actions_by_name["show_findings"].trigger()
    qtbot.waitUntil(lambda: hands.port.size() != before)

    middle = hands.view.to_map(QRectF(hands.port.rect()).center())
    assert abs(middle.y() - hands.view.content().centre.y) <= 1


def test_an_element_that_is_shown_of_a_map_partly_out_of_view_stays_in_the_middle(wide):
    wide.view.set_zoom(3)
    wide.view.reveal(wide.named("Customer").id, is_centred=True)

    assert not wide.view.is_fitted
