import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.window.maps_page import MAPS, PALETTE
from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.rename import rename
from bpmn.model import BPMNDiagram
from tests.documents import named, simple_flow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def two(window, tmp_path):
    for name in ("buy", "sell"):
        path = tmp_path / f"{name}.bpmn"
        path.write_bytes(simple_flow("Start", "Check", "End").to_bytes())
        window.files.open_path(path)
    return window.maps


def without_drawing(document):
    with document.transaction("Clear"):
        for diagram in document.all(BPMNDiagram):
            document.remove(diagram.node)
    return document.to_bytes()


def test_tabs_bring_their_map_to_the_front(two, window):
    two.tabs.setCurrentIndex(0)

    assert window.workspace.active.path.name == "buy.bpmn"
    assert two.stack.currentWidget() is two.views[window.workspace.active]


def test_the_cross_of_a_tab_closes_its_map(two, window):
    two.tabs.tabCloseRequested.emit(0)

    assert [s.path.name for s in window.workspace.sessions] == ["sell.bpmn"]
    assert two.tabs.count() == 1


def test_with_the_last_map_gone_the_page_offers_what_to_do(two, window):
    window.files.close()
    window.files.close()

    assert two.stack.currentIndex() == 0
    assert two.properties.element is None


def test_a_map_without_drawing_is_shown_and_only_keep_writes_it(window, tmp_path, qtbot):
    path = tmp_path / "bare.bpmn"
    path.write_bytes(without_drawing(simple_flow("Start", "Check", "End")))
    window.files.open_path(path)
    view = window.maps.view
    assert view.notice.text == "This map has no drawing."
    assert not window.workspace.is_unsaved(window.workspace.active)

    keep = next(b for b in view.notice.children() if getattr(b, "text", lambda: "")() == "Keep")
    qtbot.mouseClick(keep, LEFT)

    assert view.session.document.all(BPMNDiagram)
    assert view.notice.isHidden()
    window.actions_by_name["undo"].trigger()
    assert view.session.document.to_bytes() == path.read_bytes()
    assert not view.notice.isHidden()


def test_the_sheets_of_a_map_are_tabs_below_it(window, tmp_path):
    document = simple_flow("Start", "Check", "End")
    create(document, "subProcess", Point(400, 400), name="Details")
    path = tmp_path / "nested.bpmn"
    path.write_bytes(document.to_bytes())
    window.files.open_path(path)

    view = window.maps.view

    assert view.sheets.count() == len(view.view.planes())
    assert view.sheets.isVisible() is (view.sheets.count() > 1)


def test_the_left_side_shows_symbols_or_maps(two):
    two.choose_left(MAPS)
    assert two.tree.isVisible()

    two.choose_left(PALETTE)

    assert two.palette_panel.isVisible()


def test_the_zoom_box_zooms(two, window, qtbot):
    view = window.maps.view
    view.view.set_zoom(0.5)
    assert view.zoom.percent.text() == "50 %"

    qtbot.mouseClick(view.zoom.percent, LEFT)

    assert view.view.zoom == 1.0
    assert window.status.zoom.text() == "100 %"


def test_a_new_map_says_its_zoom_and_keeps_the_bar_of_findings_in_place(window):
    window.files.new()
    QApplication.processEvents()

    assert window.maps.view.zoom.percent.text() == "100 %"
    assert window.maps.findings._fold.mapTo(window.maps.findings, QPoint(0, 0)).y() < 20


def test_the_status_says_what_is_shown(two, window):
    assert window.status.saved.text() == "Saved"
    session = window.workspace.active

    rename(session.document, named(session.document, "Check"), "Look")

    assert window.status.saved.text() == "Not saved"
    assert window.status.counts.text() == "Steps: 1 · roles: 0"


def test_a_refusal_is_told_in_a_toast(two, window):
    two.view.refused.emit("End events have no outgoing flow.")

    assert window.toast.isVisible()
    assert window.toast.text == "End events have no outgoing flow."


def test_delete_and_undo_by_menu(two, window):
    view = window.maps.view
    before = view.session.document.to_bytes()
    view.view.reveal(named(view.session.document, "Check").id)

    window.actions_by_name["delete"].trigger()
    assert b"Check" not in view.session.document.to_bytes()
    window.actions_by_name["undo"].trigger()

    assert view.session.document.to_bytes() == before


def test_select_all_selects_everything(two, window):
    window.actions_by_name["select_all"].trigger()

    assert len(window.maps.view.chosen) == 5


def path_of(window):
    QApplication.processEvents()
    places = window.top.findChildren(type(window.top.back))
    return [place.accessibleName() for place in places if place.isVisibleTo(window.top)]


def test_the_path_names_the_selected_element(two, window):
    view = window.maps.view

    view.view.reveal(named(view.session.document, "Check").id)

    assert "Check" in path_of(window)


def test_the_path_follows_a_new_name(two, window, qtbot):
    view = window.maps.view.view
    view.reveal(named(view.session.document, "Check").id)

    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(view.editor, "Look")
    qtbot.keyClick(view.editor, Qt.Key.Key_Return)

    assert "Look" in path_of(window)


def test_everything_in_the_map_can_be_found_and_done(two, window):
    found = {entry.text: entry for entry in window.commands.findable()}

    found["Check"].run()

    assert [e.name for e in window.maps.view.chosen] == ["Check"]
    assert "Save All" in found


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_a_picture_is_written(two, window, answers, tmp_path, ending):
    answers.picture = tmp_path / f"picture{ending}"

    window.actions_by_name["export_picture"].trigger()

    assert answers.picture.stat().st_size > 500
    assert window.toast.text == f"Picture written: picture{ending}"


def test_the_properties_are_reached_by_keyboard(two, window):
    view = window.maps.view
    view.view.reveal(named(view.session.document, "Check").id)
    window.actions_by_name["show_properties"].setChecked(False)

    window.actions_by_name["edit_properties"].trigger()

    assert window.maps.properties.isVisible()
    assert window.maps.properties.editor_of("Name").widget.hasFocus()


def test_ids_that_others_cannot_read_are_mended_from_the_menu(window, tmp_path):
    path = tmp_path / "other.bpmn"
    document = simple_flow("Start", "Check", "End")
    path.write_bytes(document.to_bytes().replace(named(document, "Check").id.encode(), "Prüfung".encode()))
    before = path.read_bytes()
    window.files.open_path(path)
    session = window.workspace.active

    window.actions_by_name["mend_ids"].trigger()

    assert named(session.document, "Check").id == "Pr_fung"
    assert "ids were mended" in window.toast.text
    window.actions_by_name["undo"].trigger()
    assert session.document.to_bytes() == before
    window.actions_by_name["redo"].trigger()
    window.actions_by_name["mend_ids"].trigger()
    assert "every id" in window.toast.text


def test_the_strip_of_tabs_keeps_its_height_when_the_last_map_goes(window, order):
    strip = window.maps.new.parentWidget()
    assert not window.maps.tabs.isVisibleTo(window.maps)
    empty = strip.height(), window.maps.new.x()
    window.files.open_path(order)
    assert window.maps.tabs.isVisibleTo(window.maps)
    assert strip.height() == empty[0]

    window.files.close()

    assert not window.maps.tabs.isVisibleTo(window.maps)
    assert strip.height() == empty[0]


def test_the_properties_say_so_while_nothing_is_open(window):
    assert "Nothing selected" in [text.text() for text in window.maps.properties.findChildren(QLabel)]
