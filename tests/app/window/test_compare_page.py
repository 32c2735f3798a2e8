"""A person compares two versions of a map in the main window."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.jobs import Jobs
from app.window import rail
from app.window.compare_page import OVERLAID
from bpmn.editing.delete import delete
from bpmn.editing.move import move
from bpmn.editing.rename import rename
from tests.documents import named, shape_of

LEFT = Qt.MouseButton.LeftButton
IN_A_WORKER = Jobs.start


@pytest.fixture
def page(window, order):
    """The map: “Check” renamed, “Pack” removed, “Start” moved; compared with the version on disk."""
    document = window.workspace.open(order).document
    rename(document, named(document, "Check"), "Inspect")
    delete(document, [named(document, "Pack")])
    move(document, [shape_of(document, "Start")], 0, 120)
    window.actions_by_name["compare_saved"].trigger()
    return window.comparing.page


def number(page, name):
    return next(n for n, d in enumerate(page.differences) if d.name == name)


def item_of(page, name):
    tree = page.list
    for group in (tree.topLevelItem(n) for n in range(tree.topLevelItemCount())):
        for item in (group.child(n) for n in range(group.childCount())):
            if item.text(0).endswith(name):
                return item
    raise AssertionError(name)


def click(qtbot, page, name):
    item = item_of(page, name)
    page.list.scrollToItem(item)
    qtbot.mouseClick(page.list.viewport(), LEFT, pos=page.list.visualItemRect(item).center())


def area(view, number):
    return next(a for a in view.areas if a.data == number)


def is_in_middle(view, number):
    return (
        view.place_of(area(view, number)) - QPointF(view.width() / 2, view.height() / 2)
    ).manhattanLength() < 2


def test_a_map_is_compared_with_the_version_on_disk(window, page):
    assert window.pages.currentWidget() is page
    assert page.sentence.text() == "0 added, 2 removed, 2 changed, 2 only moved"
    assert [t.text() for t in page.titles] == ["order.bpmn on disk", "order.bpmn on the screen"]
    assert {d.kind.value for d in page.differences} == {"removed", "changed", "moved"}


def test_a_click_in_the_list_centres_both_versions_on_the_element(page, qtbot):
    click(qtbot, page, "Inspect")

    at = number(page, "Inspect")
    assert page.chosen == at
    assert is_in_middle(page.before, at)
    assert is_in_middle(page.after, at)


def test_what_was_removed_is_shown_before_and_its_place_after(page, qtbot):
    click(qtbot, page, "Step: Pack")

    assert is_in_middle(page.before, number(page, "Pack"))
    assert page.after.zoom == page.before.zoom
    assert not page.reveal.isEnabled()


def test_a_click_in_a_picture_chooses_the_line_of_the_list(page, qtbot):
    at = number(page, "Inspect")

    qtbot.mouseClick(page.after, LEFT, pos=page.after.place_of(area(page.after, at)).toPoint())

    assert page.chosen == at
    assert page.list.currentItem() is item_of(page, "Inspect")


def test_both_versions_scroll_and_zoom_in_step(page, qtbot):
    at = number(page, "Inspect")
    event = QWheelEvent(
        QPointF(100, 100), QPointF(100, 100), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.before, event)
    start = QPoint(40, page.before.height() - 40)
    qtbot.mousePress(page.before, LEFT, pos=start)
    qtbot.mouseMove(page.before, start + QPoint(30, -20))
    qtbot.mouseRelease(page.before, LEFT, pos=start + QPoint(30, -20))

    assert page.before.zoom == page.after.zoom
    shift = page.after.place_of(area(page.after, at)) - page.before.place_of(area(page.before, at))
    sizes = QPointF(page.after.width() - page.before.width(), 0) / 2
    assert (shift - sizes).manhattanLength() < 1.5


def test_what_only_moved_can_be_left_out(page, qtbot):
    assert any(page.differences[n].kind == "moved" for n in page.numbers())

    page.layout_too.setChecked(False)

    assert not any(page.differences[n].kind == "moved" for n in page.numbers())
    start = number(page, "Start")
    assert all(a.data != start for a in page.after.areas)


def test_the_versions_can_lie_over_each_other(page, qtbot):
    qtbot.mouseClick(page.modes.button(OVERLAID), LEFT)

    assert page.stack.currentWidget() is page.both
    assert {number(page, "Pack"), number(page, "Inspect")} <= {a.data for a in page.both.areas}


def test_an_element_is_shown_in_its_map(window, page, qtbot):
    click(qtbot, page, "Inspect")

    qtbot.mouseClick(page.reveal, LEFT)

    assert window.pages.currentIndex() == rail.MAPS
    assert [e.node.get("name") for e in window.maps.view.chosen] == ["Inspect"]


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_the_comparison_is_written_as_a_picture(window, page, answers, tmp_path, ending):
    answers.picture = tmp_path / f"changes{ending}"

    page.picture.click()

    assert answers.picture.stat().st_size > 1000


def test_another_file_is_chosen_to_compare_with(window, order, answers, tmp_path):
    other = tmp_path / "other.bpmn"
    other.write_bytes(order.read_bytes().replace(b'"Check"', b'"Look"'))
    window.workspace.open(order)
    answers.version = other

    window.actions_by_name["compare"].trigger()

    (one,) = window.comparing.page.differences
    assert [(c.before, c.after) for c in one.changes] == [("Look", "Check")]


def test_a_file_that_cannot_be_read_is_explained(window, order, answers, tmp_path):
    (tmp_path / "broken.bpmn").write_bytes(b"<definitions")
    window.workspace.open(order)
    answers.version = tmp_path / "broken.bpmn"

    window.actions_by_name["compare"].trigger()

    assert answers.asked[-1][0] == "unreadable"
    assert window.pages.currentIndex() == rail.MAPS


def test_a_map_changed_outside_offers_to_compare(window, order, qtbot):
    session = window.workspace.open(order)
    order.write_bytes(order.read_bytes().replace(b'"Check"', b'"Look"'))
    window.workspace.look_outside()
    notice = window.maps.view.notice

    buttons = {b.text(): b for b in notice.findChildren(type(window.comparing.page.reveal))}
    qtbot.mouseClick(buttons["Compare"], LEFT)

    assert [d.name for d in window.comparing.page.differences] == ["Check"]
    assert session.is_changed_outside()


def test_later_edits_do_not_change_what_is_compared(window, page):
    document = window.workspace.active.document
    count = len(page.differences)

    delete(document, [named(document, "Inspect")])
    page.layout_too.setChecked(False)
    page.layout_too.setChecked(True)

    assert len(page.differences) == count


def test_one_goes_back_from_a_comparison(window, page):
    window.commands.back()

    assert window.pages.currentIndex() == rail.MAPS


def test_a_map_that_was_never_saved_has_no_other_version(window):
    window.files.new()

    window.actions_by_name["compare_saved"].trigger()

    assert "not been saved" in window.toast.text


def test_the_page_shows_the_result_when_the_worker_is_done(window, order, qtbot, monkeypatch):
    monkeypatch.setattr(Jobs, "start", IN_A_WORKER)
    document = window.workspace.open(order).document
    rename(document, named(document, "Check"), "Inspect")
    page = window.comparing.page

    with qtbot.waitSignal(
        window.jobs.finished, timeout=30_000, check_params_cb=lambda key, _: key == "compare"
    ):
        window.actions_by_name["compare_saved"].trigger()
        assert not page.differences

    assert [d.name for d in page.differences] == ["Inspect"]
    assert page.sentence.text() == "0 added, 0 removed, 1 changed, 0 only moved"
    assert not page._busy.isVisible()


@pytest.fixture
def held(window, monkeypatch):
    """Jobs that were started under their keys; nothing is computed."""
    jobs = {}
    monkeypatch.setattr(Jobs, "start", lambda _, key, *call: jobs.update({key: call}))
    return jobs


def test_while_versions_are_compared_the_window_stays_usable(window, page, held, qtbot):
    window.go(rail.MAPS)
    window.actions_by_name["compare_saved"].trigger()

    assert window.pages.currentWidget() is page
    assert (page.sentence.text(), page.differences) == ("Comparing…", ())
    assert [t.text() for t in page.titles] == ["order.bpmn on disk", "order.bpmn on the screen"]
    assert page._busy.isVisible()
    assert not page.picture.isEnabled()
    qtbot.mouseClick(page.modes.button(OVERLAID), LEFT)
    page.set_theme()
    window.commands.back()

    assert window.pages.currentIndex() == rail.MAPS
    function, *arguments = held["compare"]
    window.jobs.finished.emit("compare", function(*arguments))
    assert window.pages.currentIndex() == rail.MAPS
    assert len(page.differences) == 6


def test_a_comparison_that_fails_is_told(window, page, held):
    window.actions_by_name["compare_saved"].trigger()

    window.jobs.failed.emit("compare", "no memory")

    assert window.toast.text == "The comparison stopped: no memory"
    assert page.sentence.text() == "These versions could not be compared."
    assert not page._busy.isVisible()
