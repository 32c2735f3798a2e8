"""Everything that moves, fits, divides and renames, by mouse and keys in the main window."""

import pytest
from PySide6.QtCore import Qt

from app.canvas.handles import Job
from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.diagrams import shape_of
from bpmn.editing.lanes import add_lane
from bpmn.editing.rename import rename
from bpmn.model import (
    BoundaryEvent,
    IntermediateCatchEvent,
    Lane,
    Process,
    SubProcess,
    TextAnnotation,
    UserTask,
)
from bpmn.rules.scopes import container_of
from tests.documents import bounds_of, named, reloaded, simple_flow, with_pools
from tests.journeys.hands import ALT, PLAIN, SHIFT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus, without a screen


@pytest.fixture
def shop(hands, tmp_path):
    """A pool with two roles, the step in the upper one, and a second pool."""
    document = with_pools("Shop", "Works")
    add_lane(document, named(document, "Shop"), name="Desk below")
    rename(document, next(lane for lane in document.all(Lane) if not lane.name), "Desk above")
    return hands.open(reloaded(document), tmp_path)


@pytest.fixture
def inner(hands, tmp_path):
    """A step beside an open sub-process that holds another."""
    document = simple_flow("Start", "Check", "End")
    create(document, "subProcess:expanded", Point(400, 400), name="Inside")
    create(document, "task", Point(430, 420), named(document, "Inside"), name="Deep")
    create(document, "task", Point(900, 400), name="Far")
    return hands.open(reloaded(document), tmp_path)


@pytest.fixture
def late(hands, tmp_path):
    """Check with a timer on its lower border."""
    document = simple_flow("Start", "Check", "Pack", "End")
    check = bounds_of(document, "Check")
    place = Point(check.centre.x, check.bottom)
    create(document, "boundaryEvent:timer", place, named(document, "Check"), name="Late")
    return hands.open(reloaded(document), tmp_path)


# -- moving ------------------------------------------------------------------------------------------


def test_a_step_is_moved(order):
    middle = order.centre("Check")
    order.carry(middle, middle.moved(0, 90), ALT)

    assert order.centre("Check") == middle.moved(0, 90)
    assert order.taken_back()


def test_several_are_moved_together(order):
    check, pack = order.centre("Check"), order.centre("Pack")
    order.tap("Check")
    order.tap("Pack", SHIFT)
    order.carry(check, check.moved(0, 60), ALT)

    assert (order.centre("Check"), order.centre("Pack")) == (check.moved(0, 60), pack.moved(0, 60))
    assert order.taken_back()


def test_shift_keeps_a_drag_level(order):
    middle = order.centre("Check")
    order.tap("Check")
    order.carry(middle, middle.moved(45, 12), SHIFT | ALT)

    assert order.centre("Check").y == middle.y
    assert order.taken_back()


@pytest.mark.parametrize(("keys", "far"), [(PLAIN, 1), (SHIFT, 10)])
def test_arrows_move_what_is_selected(order, keys, far):
    middle = order.centre("Check")
    order.tap("Check")
    for _ in range(3):
        order.qtbot.keyPress(order.view, Qt.Key.Key_Down, keys)
    order.qtbot.keyRelease(order.view, Qt.Key.Key_Down, keys)

    assert order.centre("Check") == middle.moved(0, 3 * far)
    assert order.taken_back()


def test_escape_breaks_a_drag_off(order):
    order.press("Check")
    order.move_to(order.place(order.centre("Check").moved(0, 80)))
    order.key(Qt.Key.Key_Escape)
    order.qtbot.mouseRelease(order.port, Qt.MouseButton.LeftButton, pos=order.place("End"))

    assert order.is_untouched


def test_a_step_is_moved_into_another_role(shop):
    step, below = "Work in Shop", shop.centre("Desk below")
    shop.carry(step, Point(shop.centre(step).x, below.y), ALT)

    assert shop.named(step) in shop.named("Desk below").flow_node_refs
    assert shop.named(step) not in shop.named("Desk above").flow_node_refs
    assert shop.taken_back()


def test_a_step_is_moved_into_another_pool(shop):
    shop.carry("Work in Shop", shop.centre("Work in Works").moved(150, 0), ALT)

    works = shop.named("Works").process_ref
    assert container_of(shop.named("Work in Shop")) == works
    assert shop.taken_back()


def test_a_step_is_moved_into_a_sub_process_and_out(inner):
    inside = inner.bounds("Inside")
    inner.carry("Far", Point(inside.right - 70, inside.y + 50), ALT)
    assert isinstance(container_of(inner.named("Far")), SubProcess)
    assert inner.taken_back()
    inner.keys(inner.window, "Ctrl+Z")

    inner.carry("Deep", inner.centre("Deep").moved(400, -120), ALT)

    assert isinstance(container_of(inner.named("Deep")), Process)
    assert inner.taken_back()


def test_a_note_is_moved_and_written_at_its_text(hands, tmp_path):
    document = simple_flow("Start", "End")
    create(document, "textAnnotation", Point(200, 300), name="Beware")
    hands.open(reloaded(document), tmp_path)
    note = hands.document.all(TextAnnotation)[0]

    hands.carry(Point(210, 300), Point(210, 380), ALT)
    assert shape_of(note).bounds.centre == Point(200, 380)
    hands.double_tap(Point(210, 380))
    hands.write("Look out")

    assert note.text == "Look out"
    assert hands.view.session.stack.count() == 2


def test_a_sub_process_moves_with_what_is_in_it(inner):
    deep, inside = inner.centre("Deep"), inner.bounds("Inside")
    head = Point(inside.centre.x, inside.y + 3)
    inner.carry(head, head.moved(60, 40), ALT)

    assert inner.centre("Deep") == deep.moved(60, 40)
    assert inner.bounds("Inside").height == inside.height
    assert inner.taken_back()


def test_a_pool_is_moved_by_its_head(shop):
    pool = shop.bounds("Works")
    head = Point(pool.x + 14, pool.centre.y)
    shop.carry(head, head.moved(40, 30), ALT)

    assert abs(shop.bounds("Works").x - pool.x - 40) <= 1
    assert abs(shop.bounds("Works").y - pool.y - 30) <= 1
    assert shop.taken_back()


# -- events on borders ---------------------------------------------------------------------------------


def test_a_boundary_event_goes_with_its_host(late):
    timer = late.centre("Late")
    late.carry(late.centre("Check").moved(-20, -20), late.centre("Check").moved(-20, 60), ALT)

    assert late.centre("Late") == timer.moved(0, 80)
    assert late.taken_back()


def test_a_boundary_event_is_moved_along_the_border(late):
    timer = late.centre("Late")
    late.carry("Late", timer.moved(30, 0), ALT)

    assert late.named("Late").attached_to_ref.name == "Check"
    assert late.centre("Late").x == timer.x + 30
    assert late.taken_back()


def test_a_boundary_event_is_given_to_another_step(late):
    pack = late.bounds("Pack")
    late.carry("Late", Point(pack.centre.x, pack.bottom), ALT)

    assert late.named("Late").attached_to_ref.name == "Pack"
    assert late.taken_back()


def test_a_boundary_event_pulled_off_stands_alone(late):
    late.carry("Late", late.centre("Late").moved(0, 150), ALT)

    assert isinstance(late.named("Late"), IntermediateCatchEvent)
    assert late.taken_back()


def test_an_event_dragged_onto_a_border_sits_there(hands, tmp_path):
    document = simple_flow("Start", "Check", "End")
    create(document, "intermediateCatchEvent:timer", Point(250, 320), name="Alone")
    hands.open(reloaded(document), tmp_path)
    check = hands.bounds("Check")

    hands.carry("Alone", Point(check.centre.x, check.bottom), ALT)

    assert isinstance(hands.named("Alone"), BoundaryEvent)
    assert hands.taken_back()


# -- sizes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sides", "way", "grown"),
    [((1, 1), (40, 20), (40, 20)), ((-1, 0), (-30, 0), (30, 0)), ((0, -1), (0, -30), (0, 30))],
)
def test_a_step_is_resized_by_its_handles(order, sides, way, grown):
    order.tap("Check")
    before, corner = order.bounds("Check"), order.handle(Job.RESIZE, sides=sides)
    order.carry(corner, corner.moved(*way), ALT)

    now = order.bounds("Check")
    assert (now.width, now.height) == (before.width + grown[0], before.height + grown[1])
    assert order.taken_back()


def test_a_pool_is_resized(shop):
    pool = shop.bounds("Works")
    shop.tap(Point(pool.x + 14, pool.centre.y))
    side = shop.handle(Job.RESIZE, sides=(1, 0))
    shop.carry(side, side.moved(80, 0), ALT)

    assert abs(shop.bounds("Works").width - pool.width - 80) <= 1
    assert shop.taken_back()


def test_a_role_is_resized_and_pushes_the_next_one(shop):
    above, below = shop.bounds("Desk above"), shop.bounds("Desk below")
    shop.tap(Point(above.x + 14, above.centre.y))
    side = shop.handle(Job.RESIZE, sides=(0, 1))
    shop.carry(side, side.moved(0, 50), ALT)

    assert shop.bounds("Desk above").height == above.height + 50
    assert shop.bounds("Desk below").y == below.y + 50
    assert shop.taken_back()


@pytest.mark.parametrize(("button", "more"), [("laneAbove", 1), ("laneBelow", 1), ("laneDivide", 2)])
def test_a_role_gets_another_one_from_the_pad(shop, button, more):
    lane, count = shop.bounds("Desk below"), len(shop.document.all(Lane))
    shop.tap(Point(lane.x + 14, lane.centre.y))
    shop.pad(button)
    shop.leave_name()

    assert len(shop.document.all(Lane)) == count + more
    assert shop.taken_back()


# -- names and types -------------------------------------------------------------------------------------


def by_double_click(person, name):
    person.double_tap(name)


def by_f2(person, name):
    person.tap(name)
    person.key(Qt.Key.Key_F2)


def by_e(person, name):
    person.tap(name)
    person.key(Qt.Key.Key_E)


def by_enter(person, name):
    person.tap(name)
    person.key(Qt.Key.Key_Return)


def by_edit_menu(person, name):
    person.tap(name)
    person.window.actions_by_name["rename"].trigger()


@pytest.mark.parametrize("way", [by_double_click, by_f2, by_e, by_enter, by_edit_menu])
def test_a_name_is_written_where_it_stands(order, way):
    way(order, "Check")
    order.write("Inspect")

    assert order.document.to_bytes() == order.before.replace(b'"Check"', b'"Inspect"')
    assert order.taken_back()


def test_letters_rename_where_a_person_chose_so(order):
    order.window.actions_by_name["typing_renames"].trigger()
    order.tap("Check")

    order.qtbot.keyClicks(order.view, "H")
    order.qtbot.keyClicks(order.view.editor, "and over")
    order.qtbot.keyClick(order.view.editor, Qt.Key.Key_Return)

    assert order.named("Hand over")
    assert order.window.settings.is_on("typing_renames")
    assert order.taken_back()


def test_escape_leaves_the_name_alone(order):
    order.double_tap("Check")
    order.qtbot.keyClicks(order.view.editor, "x")
    order.leave_name()

    assert order.is_untouched


def test_a_name_below_its_symbol_is_dragged(order):
    label = order.view.scene_shown.items_of(order.named("Start").id)[0].label
    start = order.centre("Start")
    order.carry(label.bounds.centre, label.bounds.centre.moved(0, -80), ALT)

    assert order.centre("Start") == start
    assert order.taken_back()


@pytest.mark.parametrize("way", ["pad", "menu"])
def test_the_type_of_a_step_is_changed(order, way):
    order.tap("Check")
    if way == "pad":
        order.pad("change")
        menu = order.menu()
    else:
        order.key(Qt.Key.Key_R)
        menu = order.menu()

    order.choose(menu, "userTask")

    assert isinstance(order.named("Check"), UserTask)
    assert order.chosen() == ["Check"]
    assert order.taken_back()
