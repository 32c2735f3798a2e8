"""Files, tabs, undo and looks, by mouse and keys in the main window."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QToolButton

from app import theme
from app.widgets import Segment
from app.window import rail
from bpmn.editing.diagrams import shape_of
from tests.documents import simple_flow
from tests.journeys.hands import LEFT, send_drop


@pytest.fixture
def paths(tmp_path):
    """Two maps on the disk."""
    found = [tmp_path / "order.bpmn", tmp_path / "pay.bpmn"]
    for path, step in zip(found, ("Check", "Pay"), strict=True):
        path.write_bytes(simple_flow("Start", step, "End").to_bytes())
    return found


def move(person, name):
    place = person.centre(name)
    person.carry(place, place.moved(0, 60))


def titles(window):
    tabs = window.maps.tabs
    return [tabs.tabText(n) for n in range(tabs.count())]


def test_ctrl_n_draws_a_new_map_and_ctrl_s_asks_for_its_name(hands, answers, tmp_path):
    hands.keys(hands.window, "Ctrl+N")
    hands.take_symbol("task")
    hands.tap((300, 300))
    hands.write("Bake")
    answers.name = tmp_path / "bakery.bpmn"

    hands.keys(hands.window, "Ctrl+S")

    assert b'"Bake"' in answers.name.read_bytes()
    assert titles(hands.window) == ["bakery"]


def test_ctrl_o_opens_what_the_dialog_answers(hands, answers, paths):
    answers.maps = paths
    hands.keys(hands.window, "Ctrl+O")

    assert titles(hands.window) == ["order", "pay"]
    assert hands.window.workspace.active.path == paths[1]


def test_tabs_bring_their_map_to_the_front(hands, answers, paths):
    answers.maps = paths
    hands.keys(hands.window, "Ctrl+O")
    tabs = hands.window.maps.tabs

    hands.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(0).center())

    assert hands.window.workspace.active.path == paths[0]
    assert hands.element("Check")


def test_undo_is_that_of_the_map_in_front(hands, answers, paths):
    answers.maps = paths
    hands.keys(hands.window, "Ctrl+O")
    move(hands, "Pay")
    tabs = hands.window.maps.tabs
    hands.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(0).center())
    move(hands, "Check")

    hands.keys(hands.window, "Ctrl+Z")

    assert titles(hands.window) == ["order", "• pay"]
    assert hands.document.to_bytes() == paths[0].read_bytes()


def test_undo_and_redo_by_their_buttons(hands, paths):
    hands.window.files.open_path(paths[0])
    before = hands.document.to_bytes()
    move(hands, "Check")
    after = hands.document.to_bytes()
    buttons = {b.defaultAction(): b for b in hands.window.top.findChildren(QToolButton)}
    undo, redo = (buttons[hands.window.actions_by_name[name]] for name in ("undo", "redo"))

    hands.qtbot.mouseClick(undo, LEFT)
    assert hands.document.to_bytes() == before
    hands.qtbot.mouseClick(redo, LEFT)

    assert hands.document.to_bytes() == after


def test_ctrl_s_saves_and_the_dot_goes(hands, paths):
    hands.window.files.open_path(paths[0])
    move(hands, "Check")
    assert titles(hands.window) == ["• order"]

    hands.keys(hands.window, "Ctrl+S")

    assert titles(hands.window) == ["order"]
    assert paths[0].read_bytes() == hands.document.to_bytes()
    hands.keys(hands.window, "Ctrl+Z")
    assert titles(hands.window) == ["• order"]


def test_save_as_leaves_the_old_file_alone(hands, answers, paths, tmp_path):
    hands.window.files.open_path(paths[0])
    before = paths[0].read_bytes()
    move(hands, "Check")
    answers.name = tmp_path / "other.bpmn"

    hands.keys(hands.window, "Ctrl+Shift+S")

    assert paths[0].read_bytes() == before
    assert answers.name.read_bytes() == hands.document.to_bytes() != before
    assert titles(hands.window) == ["other"]


@pytest.mark.parametrize(("answer", "stays"), [("", True), ("discard", False), ("save", False)])
def test_closing_asks_about_what_is_not_saved(hands, answers, paths, answer, stays):
    hands.window.files.open_path(paths[0])
    before = paths[0].read_bytes()
    move(hands, "Check")
    answers.choices["unsaved"] = answer

    hands.keys(hands.window, "Ctrl+W")

    assert answers.asked[-1] == ("unsaved", ["order"])
    assert bool(titles(hands.window)) is stays
    assert (paths[0].read_bytes() == before) is (answer != "save")


def test_the_cross_of_a_tab_closes_its_map(hands, answers, paths):
    answers.maps = paths
    hands.keys(hands.window, "Ctrl+O")
    tabs = hands.window.maps.tabs
    cross = tabs.tabButton(0, tabs.ButtonPosition.RightSide)

    hands.qtbot.mouseClick(cross, LEFT)

    assert titles(hands.window) == ["pay"]


def test_recent_files_are_in_the_menu_and_on_the_first_page(hands, paths):
    for path in paths:
        hands.window.files.open_path(path)
    for _ in paths:
        hands.keys(hands.window, "Ctrl+W")

    hands.window.recent.aboutToShow.emit()
    entries = hands.window.recent.actions()
    assert [a.text() for a in entries] == [str(p.resolve()) for p in reversed(paths)]
    entries[1].trigger()
    assert titles(hands.window) == ["order"]

    hands.window.go(rail.HOME)
    entry = next(b for b in hands.window.home.findChildren(object) if getattr(b, "path", None) == paths[1])
    hands.qtbot.mouseClick(entry, LEFT)
    assert titles(hands.window) == ["order", "pay"]


def dragged(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_dropped_on_the_first_page_are_opened(hands, paths):
    send_drop(hands.window.home.open_folder, dragged(*paths), QPoint(20, 20))

    assert titles(hands.window) == ["order", "pay"]


def test_a_file_dropped_on_a_sheet_is_opened_beside_it(hands, paths):
    hands.window.files.open_path(paths[0])
    before = hands.document.to_bytes()

    send_drop(hands.port, dragged(paths[1]), QPoint(200, 200))

    assert titles(hands.window) == ["order", "pay"]
    assert hands.window.workspace.sessions[0].document.to_bytes() == before


def test_what_is_no_map_is_not_taken(hands, paths, tmp_path):
    other = tmp_path / "letter.txt"
    other.write_text("Dear")
    hands.window.files.open_path(paths[0])

    send_drop(hands.port, dragged(other), QPoint(200, 200))

    assert titles(hands.window) == ["order"]


def test_light_and_dark_are_chosen_in_the_menu_and_change_no_byte(hands, paths):
    hands.window.files.open_path(paths[0])
    menu = hands.window.appearance
    picture = hands.port.grab().toImage()

    menu._actions["dark"].trigger()

    assert hands.port.grab().toImage() != picture
    assert hands.document.to_bytes() == paths[0].read_bytes()
    menu._actions["light"].trigger()
    assert hands.port.grab().toImage() == picture


def test_the_bin_in_the_menu_deletes_what_is_selected(hands, paths):
    hands.window.files.open_path(paths[0])
    hands.tap("Check")

    hands.window.actions_by_name["delete"].trigger()

    assert b'"Check"' not in hands.document.to_bytes()
    assert shape_of(hands.element("Start"))
    hands.key(Qt.Key.Key_Escape)


def write_copy(hands):
    """Choose the export for another suite, and write the copy in its dialog."""
    QTimer.singleShot(0, lambda: hands.qtbot.mouseClick(QApplication.activeModalWidget().write, LEFT))
    hands.window.actions_by_name["export_suite"].trigger()


def test_a_copy_for_another_suite_goes_beside_the_folder_of_the_system(hands, answers, paths, tmp_path):
    hands.window.files.open_path(tmp_path)
    hands.window.files.open_path(paths[0])
    answers.picture = tmp_path.parent / "copy-of-order.bpmn"

    write_copy(hands)

    assert answers.asked[-1] == ("copy", tmp_path.parent / "order-generic.bpmn")
    assert b"Check" in answers.picture.read_bytes()
    assert hands.window.toast.text == "Copy written: copy-of-order.bpmn"


def test_a_note_covers_the_sheet_and_not_the_findings(hands, paths):
    hands.window.files.open_path(paths[0])
    hands.window.say("Saved")
    findings = hands.window.maps.findings

    note = hands.window.toast
    assert note.geometry().bottom() < findings.mapTo(hands.window.pages, QPoint()).y()
    hands.window.go(rail.FINDINGS)
    hands.window.say("Saved")
    assert QRect(note.geometry()).bottom() > hands.window.pages.height() - 2 * note.height()


def test_a_note_that_offers_a_way_back_goes_when_the_step_is_taken_back(order):
    move(order, "Check")
    order.window.toast.say("Moved", "Undo", order.window.commands.undo)

    order.keys(order.window, "Ctrl+Z")

    assert not order.window.toast.isVisible()
    assert order.document.to_bytes() == order.before


def test_what_is_pressed_of_several_choices_has_room_for_bold_letters(window, qtbot):
    for segment in window.findChildren(Segment):
        bold = QFontMetrics(theme.font("small", bold=True)).horizontalAdvance(segment.text())
        assert segment.minimumSizeHint().width() > bold
    assert len(window.findChildren(Segment)) > 8


def test_what_was_opened_is_listed_although_the_list_was_looked_at_empty(hands, paths):
    menu = hands.window.recent
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()] == [False]

    hands.window.files.open_path(paths[0])
    menu.aboutToShow.emit()

    assert menu.isEnabled()
    assert [action.text() for action in menu.actions()] == [str(paths[0])]
