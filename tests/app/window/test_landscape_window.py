"""The landscape under mouse and keys, in the main window."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QPushButton

from app.jobs import Jobs
from app.panels.landscape_words import times
from app.panels.link_question import LinkQuestion
from app.panels.thumbnail import Thumbnail
from app.window import rail
from bpmn.base.finding import ElementKey, Finding
from bpmn.notation.drawing import TextLine
from bpmn.report.overview import Overview
from bpmn.system.landscape import Kind, View
from bpmn.system.link import Level
from tests.app.conftest import copied_sample
from tests.bpmn.system.maps import receiver, sender

LEFT = Qt.MouseButton.LeftButton
ORDER = ElementKey("order.bpmn", "handleOrder")


@pytest.fixture
def view(tmp_path, window, qtbot):
    folder = copied_sample(tmp_path)
    window.files.open_path(folder)
    window.show()
    return window.system.landscape.view


def place(view, key=ORDER, kind=Kind.PROCESS) -> QPoint:
    area = next(a for a in view.landscape.areas if a.kind is kind and a.key == key)
    return view.rect_of(area.bounds).center().toPoint()


def first(view, kind) -> QPoint:
    area = next(a for a in view.landscape.areas if a.kind is kind)
    return view.rect_of(area.bounds).center().toPoint()


def drag(view, qtbot, start: QPoint, by: QPoint) -> None:
    qtbot.mousePress(view, LEFT, pos=start)
    for share in (0.3, 0.6, 1.0):
        qtbot.mouseMove(view, start + QPoint(round(by.x() * share), round(by.y() * share)))
    qtbot.mouseRelease(view, LEFT, pos=start + by)


@pytest.fixture
def held(view, monkeypatch):
    """Jobs that were started under their keys; nothing is computed."""
    jobs = {}
    monkeypatch.setattr(Jobs, "start", lambda _, key, *call: jobs.update({key: call}))
    monkeypatch.setattr(Jobs, "is_running", lambda _, key: key in jobs)
    return jobs


def finish(window, held):
    function, *arguments = held.pop("arrange")
    window.jobs.finished.emit("arrange", function(*arguments))


def box(view, key=ORDER):
    return view.landscape.plan.boxes[key]


def test_one_click_selects_a_card_and_two_open_its_map(window, view, qtbot):
    qtbot.mouseClick(view, LEFT, pos=place(view))

    assert window.pages.currentIndex() == rail.LANDSCAPE
    assert view.marked == [ORDER]

    qtbot.mouseDClick(view, LEFT, pos=place(view))

    assert window.pages.currentIndex() == rail.MAPS
    assert window.workspace.active.path.name == "order.bpmn"


def test_the_way_back_leads_to_the_same_zoom_and_selection(window, view, qtbot):
    qtbot.mouseClick(view, LEFT, pos=place(view))
    view.set_zoom(1.7)
    zoom, at = view.zoom, place(view)
    qtbot.mouseDClick(view, LEFT, pos=at)

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert window.pages.currentIndex() == rail.LANDSCAPE
    assert (view.zoom, view.marked, place(view)) == (zoom, [ORDER], at)


def test_a_click_on_a_name_leads_to_the_element_that_sends(window, view, qtbot):
    qtbot.mouseClick(view, LEFT, pos=first(view, Kind.LINE))

    assert window.pages.currentIndex() == rail.MAPS
    assert window.maps.view.chosen


def test_over_a_chain_the_rest_fades_and_times_show(view, qtbot):
    qtbot.mouseMove(view, first(view, Kind.CHAIN))

    assert view._chain > 0
    assert times(view.landscape, view._way_under())


def test_over_a_card_its_map_shows_small(view, qtbot):
    qtbot.mouseMove(view, place(view))

    qtbot.waitUntil(lambda: isinstance(view._popup, Thumbnail), timeout=3000)
    assert view._popup.isVisible()

    qtbot.mouseMove(view, QPoint(2, 2))
    assert view._popup is None


def test_a_click_on_a_problem_shows_its_finding(window, view, qtbot):
    problem = view.landscape.problems[0]

    qtbot.mouseClick(view, LEFT, pos=first(view, Kind.PROBLEM))

    assert window.pages.currentIndex() == rail.FINDINGS
    assert isinstance(window.system.findings.list.chosen_row().data, Finding)
    assert window.system.findings.list.chosen_row().data in [p.worst for p in view.landscape.problems]
    assert problem.worst.severity == "error"


def test_a_dragged_card_stays_where_it_was_put_and_undo_brings_it_back(window, view, qtbot):
    before = dict(view.landscape.plan.boxes)

    drag(view, qtbot, place(view), QPoint(0, round(300 * view.zoom)))

    facts = window.workspace.facts
    assert box(view).y > before[ORDER].y + 100
    assert len(facts.facts.landscape) == len(before)
    assert facts.undo_stack.undoText() == "Move in landscape"
    assert window.system.landscape.again.isVisible()

    facts.undo_stack.undo()

    assert facts.facts.landscape == ()
    assert view.landscape.plan.boxes == before


def test_a_dropped_card_shows_at_once_and_its_lines_come_later(window, view, held, qtbot):
    before = dict(view.landscape.plan.boxes)
    named = sum(laid.label is not None for laid in view.landscape.plan.lines)

    drag(view, qtbot, place(view), QPoint(0, round(300 * view.zoom)))

    put = box(view)
    assert put.y > before[ORDER].y + 100
    assert view.marked == [ORDER]
    assert window.system.landscape._busy.isVisible()
    assert sum(laid.label is not None for laid in view.landscape.plan.lines) < named

    finish(window, held)

    assert tuple(box(view)) == pytest.approx(tuple(put))
    assert sum(laid.label is not None for laid in view.landscape.plan.lines) >= named - 1
    assert view.landscape.problems
    assert not window.system.landscape._busy.isVisible()


def test_what_was_arranged_does_not_disturb_the_next_drag(window, view, held, qtbot):
    drag(view, qtbot, place(view), QPoint(0, round(300 * view.zoom)))
    start = place(view)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(0, 30))
    qtbot.mouseMove(view, start + QPoint(0, 60))
    shown = box(view)

    finish(window, held)
    assert box(view) == shown

    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(0, 60))
    finish(window, held)
    assert any(laid.label for laid in view.landscape.plan.lines)


def test_an_arrangement_of_another_system_is_not_shown(window, view, held, qtbot):
    drag(view, qtbot, place(view), QPoint(0, round(300 * view.zoom)))
    view.show_overview(Overview())

    finish(window, held)

    assert view.landscape.plan is None


def test_a_landscape_that_cannot_be_arranged_is_told(window, view, held, qtbot):
    drag(view, qtbot, place(view), QPoint(0, round(300 * view.zoom)))
    del held["arrange"]

    window.jobs.failed.emit("arrange", "no memory")

    assert window.toast.text == "The landscape could not be arranged: no memory"
    assert not window.system.landscape._busy.isVisible()


def test_arranging_again_forgets_the_places(window, view, qtbot):
    before = dict(view.landscape.plan.boxes)
    drag(view, qtbot, place(view), QPoint(0, round(300 * view.zoom)))

    qtbot.mouseClick(window.system.landscape.again, LEFT)

    assert window.workspace.facts.facts.landscape == ()
    assert view.landscape.plan.boxes == before


def test_places_are_saved_with_the_system(window, view, qtbot):
    drag(view, qtbot, place(view), QPoint(0, round(300 * view.zoom)))
    moved = box(view)

    window.files.save_facts()
    window.workspace.facts.open(window.workspace.folder)

    kept = next(f for f in window.workspace.facts.facts.landscape if f.node == ORDER)
    assert (kept.x, kept.y) == pytest.approx((moved.x, moved.y), abs=0.1)


def test_a_press_beside_the_cards_moves_the_whole_page(view, qtbot):
    start = place(view)
    empty = QPoint(4, view.height() - 4)

    drag(view, qtbot, empty, QPoint(30, -20))

    assert place(view) - start == QPoint(30, -20)


def test_the_cards_tell_what_is_asked(window, view, qtbot):
    page = window.system.landscape
    segments = page.views.findChildren(QPushButton)

    for segment, wanted in zip(segments, View, strict=True):
        qtbot.mouseClick(segment, LEFT)
        assert view.view is wanted
        assert segment.isChecked()


def test_an_assumed_link_is_answered_where_it_is_drawn(tmp_path, window, qtbot):
    (tmp_path / "one.bpmn").write_text(sender("Send order", to="Warehouse"), encoding="utf-8")
    (tmp_path / "two.bpmn").write_text(receiver("Order received", by="Sales"), encoding="utf-8")
    window.files.open_path(tmp_path)
    window.show()
    view = window.system.landscape.view
    assert [x.level for x in window.system.analyses.overview.links.links] == [Level.M5]
    spots = [a for a in view.landscape.areas if a.kind is Kind.QUESTION]

    qtbot.mouseClick(view, LEFT, pos=view.rect_of(spots[0].bounds).center().toPoint())
    popup = view.findChild(LinkQuestion)
    qtbot.mouseClick(popup.same, LEFT)

    assert window.workspace.facts.undo_stack.undoText() == "Confirm link"


def test_keys_go_from_card_to_card_and_enter_opens(window, view, qtbot):
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    seen = [view.marked[0]]
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        seen.append(view.marked[0])

    assert len(set(seen)) == 5
    assert view.accessibleDescription()

    view.mark([ORDER])
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.marked == [ElementKey("build.bpmn", "buildTelescope")]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.workspace.active.path.name == "build.bpmn"


def test_ctrl_with_an_arrow_moves_a_card(window, view, qtbot):
    view.mark([ORDER])
    before = box(view)

    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)

    assert box(view).y != before.y
    assert len(window.workspace.facts.facts.landscape) > 5


def test_while_a_card_is_dragged_its_lines_follow(view, qtbot):
    before = view.landscape.plan
    start = place(view)

    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(40, 40))

    during = view.landscape.plan
    for old, new in zip(before.lines, during.lines, strict=True):
        if new.line.source == ORDER:
            assert new.points[0] != old.points[0]
            assert new.points[-1] == old.points[-1] or new.line.target == ORDER
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(40, 40))


def test_it_is_painted_in_the_dark_too(window, view, qtbot):
    window.appearance.choose("dark")

    picture = view.grab().toImage()

    assert picture.pixelColor(3, view.height() // 2).lightness() < 80
    assert QPointF(view.width(), view.height()).x() > 200


def words(drawing):
    return [mark.text for mark in drawing if isinstance(mark, TextLine)]


def test_the_legend_stands_below_the_picture_in_a_size_of_its_own(window, view, qtbot):
    legend = window.system.landscape.legend
    assert "customer chain" in words(legend.drawing(legend.width()))
    assert "customer chain" not in words(view.landscape.drawing)
    before = legend.drawing(legend.width())

    view.set_zoom(view.zoom / 2)

    assert legend.drawing(legend.width()) == before
    assert legend.heightForWidth(300) > legend.heightForWidth(1500) > 0


def test_the_legend_explains_what_the_cards_tell_now(window, view, qtbot):
    legend = window.system.landscape.legend

    view.show_view(View.OWNER)

    assert "goes to another owner" in words(legend.drawing(1500))
    assert not legend.grab().toImage().isNull()


def test_the_dock_has_its_legend_in_the_picture(window, view, order):
    window.files.open_path(order)
    window.actions_by_name["show_landscape"].setChecked(True)

    assert "customer chain" in words(window.docks.landscape.view.landscape.drawing)


def test_the_badge_of_a_case_stands_on_its_card_alone(view):
    keys = {area.key for area in view.landscape.areas if area.kind is Kind.PROCESS}
    view.set_badges(dict.fromkeys(keys, 1))

    carried = [area.kind for number, area in enumerate(view.landscape.areas) if view.badge_of(number)]

    assert any(area.key in keys for area in view.landscape.areas if area.kind is Kind.LINE)
    assert carried == [Kind.PROCESS] * len(keys)
