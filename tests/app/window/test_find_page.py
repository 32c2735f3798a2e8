"""A person finds and replaces in all maps, and renames what several maps share."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.window import rail
from bpmn.editing.rename import rename
from tests.documents import named, simple_flow, with_pools

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path, window):
    place = tmp_path / "company"
    place.mkdir()
    maps = {
        "buy": simple_flow("Start", "Check order", "Order parts", "End"),
        "sell": with_pools("Order desk", "Stock"),
        "stock": with_pools("order-desk", black_boxes=("Customer",)),
    }
    for name, document in maps.items():
        (place / f"{name}.bpmn").write_bytes(document.to_bytes())
    window.files.open_path(place)
    return place


@pytest.fixture
def page(window, folder, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keySequence(window, "Ctrl+Shift+F")
    return window.finding_words.page


def look_for(qtbot, page, text):
    page.text.clear()
    qtbot.keyClicks(page.text, text)
    qtbot.keyClick(page.text, Qt.Key.Key_Return)


def texts(page):
    return [
        (i.data(0, Qt.ItemDataRole.UserRole).key.file, i.data(0, Qt.ItemDataRole.UserRole).text)
        for i in page.list.items
    ]


def tick(qtbot, page, number):
    tree, item = page.list, page.list.items[number]
    tree.scrollToItem(item)
    option = QStyleOptionViewItem()
    tree.initViewItemOption(option)
    option.rect = tree.visualItemRect(item)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=box.center())


def test_the_keys_open_the_page_with_the_cursor_in_its_field(window, page):
    assert window.pages.currentWidget() is page
    assert page.text.hasFocus()


def test_hits_stand_below_their_maps(page, qtbot):
    look_for(qtbot, page, "order")

    assert texts(page) == [
        ("buy.bpmn", "Check order"),
        ("buy.bpmn", "Order parts"),
        ("sell.bpmn", "Order desk"),
        ("sell.bpmn", "Work in Order desk"),
        ("stock.bpmn", "order-desk"),
        ("stock.bpmn", "Work in order-desk"),
    ]
    assert page.list.topLevelItemCount() == 3
    assert page.sentence.text() == "Found in 6 places in 3 maps; searched: 3 maps."


def test_options_narrow_what_is_found(page, qtbot):
    look_for(qtbot, page, "Order")

    qtbot.mouseClick(page.case, LEFT, pos=QPoint(8, page.case.height() // 2))

    assert [file for file, _ in texts(page)] == ["buy.bpmn", "sell.bpmn", "sell.bpmn"]


def test_a_click_on_a_hit_leads_to_its_place(window, page, qtbot):
    look_for(qtbot, page, "Order parts")
    item = page.list.items[0]

    place = page.list.visualItemRect(item)
    qtbot.mouseClick(page.list.viewport(), LEFT, pos=place.center())

    assert window.pages.currentIndex() == rail.MAPS
    assert [e.node.get("name") for e in window.maps.view.chosen] == ["Order parts"]
    window.commands.back()
    assert window.pages.currentWidget() is page
    assert page.text.text() == "Order parts"


def test_nothing_is_replaced_before_it_is_said_what_by(page, qtbot):
    look_for(qtbot, page, "order")

    assert not page.replace.isEnabled()


def test_ticked_places_are_replaced_in_all_maps_as_one_step(window, folder, page, qtbot):
    look_for(qtbot, page, "order")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    qtbot.keyClicks(page.by, "request")
    tick(qtbot, page, 0)
    assert page.replace.text() == "Replace 5 in 3 maps"
    assert window.pages.currentWidget() is page, "a click on a tick leads nowhere"

    qtbot.mouseClick(page.replace, LEFT)

    assert window.toast.text == "5 replaced in 3 maps, not saved yet"
    assert page.list.hasFocus(), "Ctrl+Z takes the step back, not what was typed into a field"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert {window.workspace.title_of(s) for s in window.workspace.unsaved()} == {"buy", "sell", "stock"}
    assert not window.maps.views, "no map was opened in a tab"
    buy = window.workspace.session_of("buy.bpmn").document
    assert named(buy, "Check order")
    assert named(buy, "request parts")

    qtbot.keySequence(window.focusWidget(), "Ctrl+Z")
    assert window.workspace.unsaved() == []
    qtbot.keySequence(window.focusWidget(), "Ctrl+Y")
    window.actions_by_name["save_all"].trigger()
    assert b"request parts" in (folder / "buy.bpmn").read_bytes()
    assert not (folder / "system.json").exists()


def test_unsaved_maps_of_the_background_have_a_dot_in_the_list(window, page, qtbot):
    look_for(qtbot, page, "Check order")
    qtbot.keyClicks(page.by, "Inspect")
    qtbot.mouseClick(page.replace, LEFT)

    shown = [window.maps.tree.topLevelItem(n).text(0) for n in range(window.maps.tree.topLevelItemCount())]

    assert shown == ["• buy", "sell", "stock"]
    assert window.windowTitle().startswith("*")


def test_undo_refuses_where_a_map_was_edited_since(window, folder, page, qtbot):
    look_for(qtbot, page, "Check order")
    qtbot.keyClicks(page.by, "Inspect")
    qtbot.mouseClick(page.replace, LEFT)
    document = window.workspace.session_of("buy.bpmn").document
    rename(document, named(document, "Order parts"), "Buy parts")

    qtbot.keySequence(window, "Ctrl+Z")

    assert "buy.bpmn was edited since" in window.toast.text
    assert named(document, "Inspect")


def test_what_is_edited_meanwhile_is_found_as_it_is_on_the_screen(window, folder, page, qtbot):
    look_for(qtbot, page, "Inspect")
    assert page.list.items == []
    document = window.workspace.session_of("buy.bpmn").document

    rename(document, named(document, "Check order"), "Inspect order")

    qtbot.waitUntil(lambda: texts(page) == [("buy.bpmn", "Inspect order")])


def test_identifiers_are_found_but_not_replaced(page, qtbot):
    qtbot.mouseClick(page.ids, LEFT, pos=QPoint(8, page.ids.height() // 2))
    look_for(qtbot, page, "Activity")
    qtbot.keyClicks(page.by, "New_")

    assert page.list.items
    assert page.chosen() == []
    assert "not replaced" in page.hint.text()
    assert not page.replace.isEnabled()


def test_a_role_is_renamed_wherever_it_is_used(window, folder, qtbot):
    session = window.workspace.open(folder / "sell.bpmn")
    window.maps.view.view.select([named(session.document, "Order desk").id])

    qtbot.keySequence(window, "Shift+F2")
    page = window.finding_words.page
    assert texts(page) == [("sell.bpmn", "Order desk"), ("stock.bpmn", "order-desk")]
    qtbot.keyClicks(page.by, "Sales office")
    qtbot.keyClick(page.by, Qt.Key.Key_Return)

    assert window.workspace.undo_group.undoText() == "Rename everywhere"
    assert texts(page) == [("sell.bpmn", "Sales office"), ("stock.bpmn", "Sales office")]
    window.workspace.activate(session)
    window.go(rail.MAPS)
    qtbot.keySequence(window, "Ctrl+Z")
    assert named(window.workspace.session_of("stock.bpmn").document, "order-desk")
    assert named(session.document, "Order desk")


def test_a_step_has_no_name_to_rename_everywhere(window, folder, qtbot):
    session = window.workspace.open(folder / "buy.bpmn")
    window.maps.view.view.select([named(session.document, "Check order").id])

    qtbot.keySequence(window, "Shift+F2")

    assert "Select a role" in window.toast.text
