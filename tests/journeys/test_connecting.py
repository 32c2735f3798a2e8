"""Every way to connect, lead elsewhere and bend a line, by mouse and keys in the main window."""

import pytest
from PySide6.QtCore import Qt

from app.canvas.handles import Job
from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.move import move_waypoints
from bpmn.model import (
    Association,
    BPMNEdge,
    DataInputAssociation,
    DataOutputAssociation,
    MessageFlow,
    SequenceFlow,
    Task,
)
from tests.documents import edge_of, reloaded, simple_flow, with_pools
from tests.journeys.hands import ALT, LEFT, SHIFT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus, without a screen


@pytest.fixture
def things(hands, tmp_path):
    """Start, Check, Pack, End, and below them a document and a note."""
    document = simple_flow("Start", "Check", "Pack", "End")
    create(document, "dataObjectReference", Point(250, 300), name="List")
    create(document, "textAnnotation", Point(450, 300), name="Beware")
    return hands.open(reloaded(document), tmp_path)


@pytest.fixture
def two(hands, tmp_path):
    """Two pools with a step in each, and a closed one."""
    return hands.open(with_pools("Shop", "Works", black_boxes=("Bank",)), tmp_path)


def flows(person, source, target, kind=SequenceFlow):
    ends = [(f.source_ref, f.target_ref) for f in person.document.all(kind)]
    return [(a.node.get("name"), b.node.get("name")) for a, b in ends].count((source, target))


def by_button(person, source, target):
    person.qtbot.mouseClick(person.window.maps.palette_panel.tools["connect"], LEFT)
    person.carry(source, target)


def by_clicks(person, source, target):
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_C)
    person.tap(source)
    person.tap(target)


def by_key(person, source, target):
    person.tap(source)
    person.key(Qt.Key.Key_C)
    person.tap(target)


def by_pad(person, source, target):
    person.tap(source)
    person.pad("connect")
    person.tap(target)


@pytest.mark.parametrize("way", [by_button, by_clicks, by_key, by_pad])
def test_two_steps_are_connected(order, way):
    way(order, "Start", "Pack")

    assert flows(order, "Start", "Pack") == 1
    assert order.view.tool.name == "select"
    assert order.taken_back()


def test_between_pools_the_line_is_a_message(two):
    by_button(two, "Work in Shop", "Work in Works")

    assert flows(two, "Work in Shop", "Work in Works", MessageFlow) == 1
    assert two.taken_back()


def test_a_closed_pool_gets_a_message(two):
    by_pad(two, "Work in Works", "Bank")

    assert flows(two, "Work in Works", "Bank", MessageFlow) == 1
    assert two.taken_back()


def test_a_note_is_tied_to_a_step(things):
    things.tap("Pack")
    things.key(Qt.Key.Key_C)
    things.tap(Point(450, 300))

    assert len(things.document.all(Association)) == 1
    assert things.taken_back()


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [("Check", "List", DataOutputAssociation), ("List", "Pack", DataInputAssociation)],
)
def test_a_document_is_given_and_read(things, source, target, kind):
    by_button(things, source, target)

    assert len(things.document.all(kind)) == 1
    assert things.taken_back()


def test_what_bpmn_forbids_is_said_at_the_pointer_and_afterwards(order):
    order.key(Qt.Key.Key_Escape)
    order.key(Qt.Key.Key_C)
    order.press("End")
    order.move_to(order.place("Check"))
    at_the_pointer = order.view.refusal
    order.qtbot.mouseRelease(order.port, LEFT, pos=order.place("Check"))

    assert at_the_pointer
    assert order.window.toast.text == at_the_pointer
    assert order.is_untouched


def test_a_line_into_the_void_asks_what_it_leads_to(order):
    by_button(order, "Pack", order.centre("Pack").moved(0, 180))
    order.choose(order.menu(), "userTask")
    order.leave_name()

    assert order.taken_back()


def test_shift_keeps_the_tool(order):
    order.qtbot.mouseClick(order.window.maps.palette_panel.tools["connect"], LEFT)
    order.carry("Start", "Pack", SHIFT)
    order.carry("Start", "End", SHIFT)

    assert order.view.tool.name == "connect"
    assert order.view.session.stack.count() == 2


# -- lines -------------------------------------------------------------------------------------------


def on_line(person, name):
    points = edge_of(person.document, name).waypoints
    return Point((points[0].x + points[1].x) / 2, (points[0].y + points[1].y) / 2)


@pytest.mark.parametrize(
    ("job", "line", "to", "now"),
    [
        (Job.TARGET, "Start→Check", "Pack", ("Start", "Pack")),
        (Job.SOURCE, "Pack→End", "Check", ("Check", "End")),
    ],
)
def test_an_end_of_a_line_is_led_elsewhere(order, job, line, to, now):
    order.tap(on_line(order, line))

    order.carry(order.handle(job), to)

    assert flows(order, *now) == 1
    assert order.taken_back()


def test_an_end_that_may_not_go_there_goes_back(order):
    order.tap(on_line(order, "Pack→End"))

    order.carry(order.handle(Job.TARGET), "Start")

    assert order.window.toast.text
    assert order.is_untouched


def test_a_line_is_bent_where_it_is_dragged(order):
    place = on_line(order, "Check→Pack")
    order.tap(place)

    order.carry(place.moved(14, 0), place.moved(14, 60), ALT)

    assert len(edge_of(order.document, "Check→Pack").waypoints) == 3
    assert order.taken_back()


def test_a_piece_of_a_line_is_moved_by_its_bar(order):
    order.tap(on_line(order, "Check→Pack"))
    bar = order.handle(Job.SEGMENT)

    order.carry(bar, bar.moved(0, 70), ALT)

    assert max(p.y for p in edge_of(order.document, "Check→Pack").waypoints) == bar.y + 70
    assert order.taken_back()


@pytest.fixture
def bent(hands, tmp_path):
    """Check→Pack goes by a corner below."""
    document = simple_flow("Start", "Check", "Pack", "End")
    edge = edge_of(document, "Check→Pack")
    a, b = edge.waypoints[0], edge.waypoints[-1]
    move_waypoints(document, edge, [a, Point((a.x + b.x) / 2, a.y + 80), b])
    return hands.open(reloaded(document), tmp_path)


def test_a_corner_is_moved(bent):
    corner = edge_of(bent.document, "Check→Pack").waypoints[1]
    bent.tap(on_line(bent, "Check→Pack"))

    bent.carry(corner, corner.moved(0, 40), ALT)

    assert edge_of(bent.document, "Check→Pack").waypoints[1] == corner.moved(0, 40)
    assert bent.taken_back()


def test_a_corner_dragged_into_line_is_gone(bent):
    corner = edge_of(bent.document, "Check→Pack").waypoints[1]
    bent.tap(on_line(bent, "Check→Pack"))

    bent.carry(corner, corner.moved(0, -80), ALT)

    assert len(edge_of(bent.document, "Check→Pack").waypoints) == 2
    assert bent.taken_back()


def test_the_name_of_a_flow_is_written_and_dragged(order):
    order.double_tap(on_line(order, "Check→Pack"))
    order.write("good")
    assert order.taken_back()
    order.view.session.stack.setClean()
    label = order.view.scene_shown.items_of(order.named("Check→Pack").id)[0].label
    before, count = order.document.to_bytes(), order.view.session.stack.count()

    order.carry(label.bounds.centre, label.bounds.centre.moved(0, 60), ALT)

    assert order.view.session.stack.count() == count + 1
    edge = edge_of(order.document, "Check→Pack")
    assert edge.label.bounds.y > order.centre("Check").y + 30
    order.keys(order.window, "Ctrl+Z")
    assert order.document.to_bytes() == before


def test_a_line_is_deleted_by_its_key(order):
    order.tap(on_line(order, "Check→Pack"))
    order.key(Qt.Key.Key_Delete)

    assert not flows(order, "Check", "Pack")
    assert order.taken_back()


def test_deleting_a_step_joins_its_lines_unless_shift_says_no(order):
    order.tap("Check")
    order.key(Qt.Key.Key_Delete)
    assert flows(order, "Start", "Pack") == 1
    order.keys(order.window, "Ctrl+Z")

    order.tap("Check")
    order.key(Qt.Key.Key_Delete, SHIFT)

    assert not flows(order, "Start", "Pack")
    assert order.taken_back()


def test_the_bin_of_the_pad_deletes(order):
    order.tap("Pack")
    order.pad("delete")

    assert [t.name for t in order.document.all(Task)] == ["Check"]
    assert len(order.document.all(BPMNEdge)) == 2
    assert order.taken_back()


def test_the_line_that_is_shown_while_connecting_is_the_one_that_is_drawn(order):
    create(
        order.document,
        "task",
        Point(order.centre("Check").x + 75, order.centre("Check").y + 10),
        name="Between",
    )
    order.tap("Start")
    order.key(Qt.Key.Key_C)
    order.move_to(order.place("Pack"), button=Qt.MouseButton.NoButton)
    shown = list(order.view.tool.line())
    order.tap("Pack")

    flow = next(
        f
        for f in order.document.all(SequenceFlow)
        if f.source_ref.name == "Start" and f.target_ref.name == "Pack"
    )
    assert shown == edge_of(order.document, flow.id).waypoints
    assert len(shown) > 2
