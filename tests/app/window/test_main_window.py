from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from app.icons import NAME
from app.window import rail
from app.window.main_window import droppable
from bpmn.base.geometry import Bounds
from bpmn.editing.diagrams import shape_of

LEFT = Qt.MouseButton.LeftButton


def test_the_window_begins_at_home(window):
    assert window.pages.currentIndex() == rail.HOME
    assert window.home.open_folder.isVisible()


def test_an_opened_map_is_shown_with_palette_and_properties(window, order):
    window.files.open_path(order)

    assert window.pages.currentIndex() == rail.MAPS
    assert window.maps.palette_panel.isVisible()
    assert window.maps.properties.isVisible()
    assert window.maps.tabs.tabText(0) == "order"
    assert window.windowTitle().startswith("order")


def test_a_click_on_a_symbol_of_the_map_shows_its_properties(window, order, person):
    window.files.open_path(order)

    person.click("Check")

    assert window.maps.properties.editor_of("Name").widget.text() == "Check"
    assert window.maps.view.selected.text() == "1 selected"


def test_the_properties_stay_at_a_step_whose_type_changes(window, order, person):
    window.files.open_path(order)
    person.click("Check")

    menu = person.view.pad.menu()
    next(action for action in menu.actions() if action.data() == "userTask").trigger()

    assert window.maps.properties.element == person.element("Check")
    person.keys(window, "Ctrl+Z")
    assert window.maps.properties.element == person.element("Check")


def test_a_move_by_mouse_is_undone_and_redone_by_keys(window, order, person):
    window.files.open_path(order)
    before = order.read_bytes()
    place = shape_of(person.element("Check")).bounds

    person.drag("Check", 0, 60)
    assert shape_of(person.element("Check")).bounds != place
    assert window.maps.tabs.tabText(0) == "• order"
    person.keys(window, "Ctrl+Z")

    assert person.document.to_bytes() == before
    assert window.maps.tabs.tabText(0) == "order"
    person.keys(window, "Ctrl+Y")
    assert shape_of(person.element("Check")).bounds != place


def test_undo_in_the_menu_names_the_step(window, order, person):
    window.files.open_path(order)

    person.drag("Check", 0, 60)

    assert "Move" in window.actions_by_name["undo"].text()


def test_a_symbol_is_placed_by_click_on_the_palette_and_on_the_sheet(window, order, person, qtbot):
    window.files.open_path(order)
    step = next(b for b in window.maps.palette_panel.symbols if b.entry.kind == "userTask")

    qtbot.mouseClick(step, LEFT)
    qtbot.mouseMove(person.view.viewport(), person.at(250, 300))
    qtbot.mouseClick(person.view.viewport(), LEFT, pos=person.at(250, 300))

    made = [e for e in person.document.ids() if person.document.element(e).local_name == "userTask"]
    assert len(made) == 1
    assert shape_of(person.document.element(made[0])).bounds == Bounds(200, 260, 100, 80)


def test_the_rail_goes_to_pages_and_back_leads_back(window, order, qtbot):
    window.files.open_path(order)

    qtbot.mouseClick(window.rail.buttons[rail.FINDINGS], LEFT)
    assert window.pages.currentIndex() == rail.FINDINGS
    qtbot.mouseClick(window.top.back, LEFT)

    assert window.pages.currentIndex() == rail.MAPS
    assert window.top.forward.isEnabled()


def test_dark_colours_everything_anew(window, order):
    window.files.open_path(order)
    picture = window.grab().toImage()

    window.appearance.choose("dark")

    assert window.palette().window().color().name() == "#171b21"
    assert window.grab().toImage() != picture
    assert window.maps.view.view.colours["paper"] == "#1B2027"


def test_files_and_folders_can_be_dropped(window, order):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(order))])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    window.dragEnterEvent(enter)
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)

    window.dropEvent(drop)

    assert enter.isAccepted()
    assert window.workspace.session_at(order) is not None
    assert droppable(str(order.parent))
    assert not droppable(str(order.parent / "nothing.txt"))


def test_every_action_that_shows_an_icon_has_one(window):
    named = [a for a in window.actions_by_name.values() if a.property(NAME)]

    assert named
    assert not [a.objectName() for a in named if a.icon().isNull()]


def test_parts_of_the_page_of_maps_can_be_hidden(window, order):
    window.files.open_path(order)

    window.actions_by_name["show_properties"].trigger()

    assert not window.maps.properties.isVisible()
    window.actions_by_name["show_properties"].trigger()
    assert window.maps.properties.isVisible()


def test_a_narrow_window_shows_icons_only_in_the_rail(window):
    window.resize(1000, 700)
    QTest.qWait(0)

    assert window.rail.width() == rail.NARROW
    assert window.maps.properties.isHidden()
    window.resize(1440, 900)
    QTest.qWait(0)
    assert not window.maps.properties.isHidden()


def test_closing_asks_about_what_is_not_saved(window, order, person, answers):
    window.files.open_path(order)
    person.drag("Check", 0, 60)

    assert not window.close()

    assert answers.asked[-1] == ("unsaved", ["order"])


def test_tab_reaches_every_part_of_the_top_bar(window, qtbot):
    window.top.search.setFocus()

    qtbot.keyClick(window.top.search, Qt.Key.Key_Tab)

    assert window.focusWidget() is not window.top.search
