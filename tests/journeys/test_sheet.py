"""Selecting, looking around and making room, by mouse, wheel and keys in the main window."""

import pytest
from PySide6.QtCore import QPoint, Qt

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.model import BPMNDiagram
from tests.documents import reloaded, shape_of, simple_flow, with_pools
from tests.journeys.hands import ALT, CONTROL, LEFT, MIDDLE, SHIFT

TWO_SHEETS = b"""<bpmndi:BPMNDiagram id="D2" name="Other side"><bpmndi:BPMNPlane id="P2" bpmnElement="{sub}"/>\
</bpmndi:BPMNDiagram></"""


# -- selecting ---------------------------------------------------------------------------------------


def test_clicks_select_one_or_with_shift_more(order):
    order.tap("Check")
    assert order.chosen() == ["Check"]
    order.tap("Pack", SHIFT)
    assert order.chosen() == ["Check", "Pack"]
    order.tap("Check", SHIFT)
    assert order.chosen() == ["Pack"]
    order.tap(Point(300, 320))
    assert order.chosen() == []


def band(person, start, end, way):
    if way == "lasso":
        person.qtbot.mouseClick(person.window.maps.palette_panel.tools["lasso"], LEFT)
        person.carry(start, end)
    else:
        person.carry(start, end, SHIFT)


@pytest.mark.parametrize("way", ["lasso", "shift"])
def test_a_band_to_the_right_takes_what_lies_inside(order, way):
    check = order.bounds("Check")
    band(order, Point(check.x - 10, check.y - 40), Point(check.right + 60, check.bottom + 20), way)

    assert [name for name in order.chosen() if name] == ["Check"]


@pytest.mark.parametrize("way", ["lasso", "shift"])
def test_a_band_to_the_left_takes_what_it_touches(order, way):
    check, pack = order.bounds("Check"), order.bounds("Pack")
    band(order, Point(pack.x + 20, pack.bottom + 20), Point(check.right - 20, check.y - 40), way)

    assert {"Check", "Pack"} <= set(order.chosen())


def test_ctrl_a_selects_all_and_escape_nothing(order):
    order.keys(order.window, "Ctrl+A")
    assert {"Start", "Check", "Pack", "End"} <= set(order.chosen())
    order.key(Qt.Key.Key_Escape)
    assert order.chosen() == []


def test_tab_walks_along_the_flow(order):
    order.tap("Start")
    order.key(Qt.Key.Key_Tab)
    assert order.chosen() == ["Check"]
    order.key(Qt.Key.Key_Backtab, SHIFT)
    assert order.chosen() == ["Start"]


# -- looking -------------------------------------------------------------------------------------------


def test_ctrl_and_the_wheel_zoom_where_the_pointer_is(order):
    at = order.place("Check")
    order.wheel(120, CONTROL, at)

    assert order.view.zoom > 1
    assert (order.place("Check") - at).manhattanLength() <= 2
    assert order.window.status.zoom.text() == f"{round(order.view.zoom * 100)} %"


@pytest.mark.parametrize(
    ("keys", "zoom"), [("Ctrl++", 1.35), ("Ctrl+-", 0.74), ("Ctrl+0", 1.0), ("Ctrl+1", 1.0)]
)
def test_keys_zoom(order, keys, zoom):
    if zoom == 1.0:
        order.view.set_zoom(0.4)
    order.keys(order.window, keys)

    assert order.view.zoom == pytest.approx(zoom, abs=0.01)


def test_the_buttons_above_the_sheet_zoom_and_fit(order):
    box = order.window.maps.view.zoom
    for name in ("Zoom in", "Show the whole map"):
        button = next(b for b in box.findChildren(object) if getattr(b, "toolTip", str)() == name)
        before = order.view.zoom
        order.qtbot.mouseClick(button, LEFT)
        assert order.view.zoom != before


def test_ctrl_2_and_ctrl_3_show_the_selection_and_the_width(order):
    order.view.set_zoom(0.3)
    order.tap("Check")
    order.key(Qt.Key.Key_2, CONTROL)
    assert order.view.zoom == pytest.approx(1.0)
    order.key(Qt.Key.Key_3, CONTROL)
    assert order.view.zoom > 1.0


def pan_by_wheel(person):
    person.wheel(-120)


def pan_sideways(person):
    person.wheel(-120, SHIFT)


def pan_by_space(person):
    person.qtbot.keyPress(person.view, Qt.Key.Key_Space)
    person.carry("Check", person.centre("Check").moved(50, 30))
    person.qtbot.keyRelease(person.view, Qt.Key.Key_Space)


def pan_by_middle_button(person):
    person.carry("Check", person.centre("Check").moved(50, 30), button=MIDDLE)


def pan_by_hand(person):
    person.qtbot.mouseClick(person.window.maps.palette_panel.tools["hand"], LEFT)
    person.carry("Check", person.centre("Check").moved(50, 30))


def pan_by_drag_of_nothing(person):
    person.carry(Point(300, 320), Point(350, 350))


def pan_by_keys(person):
    person.key(Qt.Key.Key_Right, CONTROL)


@pytest.mark.parametrize(
    ("way", "moved"),
    [
        (pan_by_wheel, (0, -60)),
        (pan_sideways, (-60, 0)),
        (pan_by_space, (50, 30)),
        (pan_by_middle_button, (50, 30)),
        (pan_by_hand, (50, 30)),
        (pan_by_drag_of_nothing, (50, 30)),
        (pan_by_keys, (-50, 0)),
    ],
)
def test_the_sheet_is_moved(order, way, moved):
    before = order.place("Check")
    way(order)

    assert order.place("Check") - before == QPoint(*moved)
    assert order.is_untouched


def test_what_is_selected_stays_in_view_when_a_panel_opens(order):
    order.view.set_zoom(2.0)
    order.view.reveal(order.named("Pack").id, is_centred=True)
    order.view.pan_by(order.port.width() / 2 - 130, 0)
    order.port.grab()
    assert order.port.rect().contains(order.place("Pack"))

    order.window.actions_by_name["show_landscape"].trigger()
    order.qtbot.waitUntil(lambda: order.port.rect().contains(order.place("Pack")))


def test_the_pad_is_gone_while_its_element_is_out_of_view(order):
    order.tap("Start")
    assert order.view.pad.isVisible()
    for _ in range(14):
        order.wheel(-120, SHIFT)
    assert not order.view.pad.isVisible()
    for _ in range(14):
        order.wheel(120, SHIFT)
    assert order.view.pad.isVisible()


# -- making room, sheets ---------------------------------------------------------------------------------


def test_the_space_tool_makes_room_and_takes_it(order):
    check, pack, end = (order.centre(name) for name in ("Check", "Pack", "End"))
    gap = Point((check.x + pack.x) / 2, check.y + 120)
    order.qtbot.mouseClick(order.window.maps.palette_panel.tools["space"], LEFT)
    order.carry(gap, gap.moved(80, 0), ALT)

    assert (order.centre("Check"), order.centre("Pack"), order.centre("End")) == (
        check,
        pack.moved(80, 0),
        end.moved(80, 0),
    )
    assert order.taken_back()


@pytest.fixture
def two_sheets(hands, tmp_path):
    """A sub-process whose content is drawn on a sheet of its own."""
    document = simple_flow("Start", "Check", "End")
    sub = create(document, "subProcess", Point(250, 300), name="Inside")
    data = document.to_bytes()
    at = data.rindex(b"</")
    sheet = TWO_SHEETS.replace(b"{sub}", sub.id.encode())
    data = data[:at] + sheet + data[at + 2 :]
    return hands.open(data, tmp_path)


def test_the_tabs_below_show_the_sheets_of_a_map(two_sheets):
    tabs = two_sheets.window.maps.view.sheets
    assert tabs.isVisible()
    assert len(two_sheets.document.all(BPMNDiagram)) == tabs.count() == 2

    two_sheets.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())

    assert two_sheets.view.plane.id == "P2"
    two_sheets.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(0).center())
    two_sheets.double_tap("Inside")
    assert two_sheets.view.plane.id == "P2"


def test_something_is_drawn_on_the_other_sheet(two_sheets):
    tabs = two_sheets.window.maps.view.sheets
    two_sheets.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())

    two_sheets.take_symbol("task")
    two_sheets.tap(Point(100, 100))
    two_sheets.write("Deep")

    assert two_sheets.named("Deep").parent.name == "Inside"
    assert two_sheets.view.scene_shown.items_of(two_sheets.named("Deep").id)


def test_a_map_without_a_drawing_is_shown_and_kept_by_its_button(hands, tmp_path):
    document = simple_flow("Start", "Check", "End")
    with document.transaction("Take the drawing away"):
        document.remove(document.all(BPMNDiagram)[0].node)
    hands.open(reloaded(document), tmp_path)
    notice = hands.window.maps.view.notice
    assert "no drawing" in notice.text
    assert hands.is_untouched
    keep = next(b for b in notice.findChildren(object) if getattr(b, "text", str)() == "Keep")

    hands.qtbot.mouseClick(keep, LEFT)

    assert hands.document.all(BPMNDiagram)
    assert not notice.isVisible()
    assert hands.taken_back()


@pytest.fixture
def pool(hands, tmp_path):
    """A pool with a step in its middle and one at its right end."""
    document = with_pools("Shop")
    shop = shape_of(document, "Shop").bounds
    create(document, "task", Point(shop.right - 80, shop.centre.y), name="Last")
    return hands.open(reloaded(document), tmp_path)


def test_space_in_a_pool_makes_the_pool_longer_and_refuses_nothing(pool):
    shop, last = pool.bounds("Shop"), pool.bounds("Last")
    at = Point(last.x - 20, shop.bottom - 20)
    pool.key(Qt.Key.Key_S)
    pool.carry(at, at.moved(80, 0), ALT)

    assert pool.bounds("Last") == last.moved(80, 0)
    assert pool.bounds("Shop").width == shop.width + 80
    assert not pool.window.toast.isVisible()
    assert pool.taken_back()
