"""A person draws in the main window, by mouse and keys; every gesture is one step that undo takes back."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.canvas.handles import Job, handles_of
from bpmn.base.geometry import Point
from bpmn.editing.diagrams import shape_of
from bpmn.model import BPMNEdge, EndEvent, ExclusiveGateway, Participant, SequenceFlow, StartEvent, Task
from tests.documents import edge_of, simple_flow

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def drawing(window, person, tmp_path):
    """A map in the window: Start, Check, Pack, End."""
    path = tmp_path / "order.bpmn"
    path.write_bytes(simple_flow("Start", "Check", "Pack", "End").to_bytes())
    window.files.open_path(path)
    person.view.set_zoom(1.0)
    person.view.reveal(person.element("Check").id)
    person.before = path.read_bytes()
    return person


def carry(person, start, end, keys=PLAIN):
    """Drag between two points of the map; no snapping with Alt."""
    port = person.view.viewport()
    a, b = person.at(*start), person.at(*end)
    person.qtbot.mousePress(port, LEFT, keys, a)
    for share in (0.3, 0.7, 1.0):
        place = QPoint(round(a.x() + (b.x() - a.x()) * share), round(a.y() + (b.y() - a.y()) * share))
        where = QPointF(place), QPointF(port.mapToGlobal(place))
        event = QMouseEvent(QEvent.Type.MouseMove, *where, Qt.MouseButton.NoButton, LEFT, keys)
        QApplication.sendEvent(port, event)
    person.qtbot.mouseRelease(port, LEFT, keys, b)


def handle(person, job, **values):
    found = handles_of(person.view, person.view.chosen[0])
    one = next(h for h in found if h.job is job and all(getattr(h, k) == v for k, v in values.items()))
    place = person.view.to_map(one.at)
    return Point(place.x(), place.y())


def taken_back(person):
    """Undo by key gives the bytes of the file again, after one step."""
    assert person.view.session.stack.count() == 1
    person.keys(person.window, "Ctrl+Z")
    return person.document.to_bytes() == person.before


def flow(person, source, target):
    flows = person.document.all(SequenceFlow)
    return [f for f in flows if (f.source_ref.name, f.target_ref.name) == (source, target)]


def test_a_symbol_is_dragged_from_the_palette(drawing):
    entry = next(b for b in drawing.window.maps.palette_panel.symbols if b.entry.kind == "exclusiveGateway")

    drawing.qtbot.mouseClick(entry, LEFT)
    drawing.qtbot.mouseClick(drawing.view.viewport(), LEFT, pos=drawing.at(200, 330))

    gateway = drawing.document.all(ExclusiveGateway)[0]
    assert shape_of(gateway).bounds.centre == Point(200, 330)
    assert taken_back(drawing)


def test_two_steps_are_connected_by_key_and_drag(drawing):
    drawing.qtbot.keyClick(drawing.view, Qt.Key.Key_Escape)
    drawing.qtbot.keyClick(drawing.view, Qt.Key.Key_C)

    carry(
        drawing,
        shape_of(drawing.element("Start")).bounds.centre,
        shape_of(drawing.element("Pack")).bounds.centre,
    )

    assert len(flow(drawing, "Start", "Pack")) == 1
    assert taken_back(drawing)


def test_a_connection_that_bpmn_forbids_is_refused_with_a_reason(drawing):
    drawing.qtbot.keyClick(drawing.view, Qt.Key.Key_Escape)
    drawing.qtbot.keyClick(drawing.view, Qt.Key.Key_C)

    carry(
        drawing,
        shape_of(drawing.element("End")).bounds.centre,
        shape_of(drawing.element("Check")).bounds.centre,
    )

    assert "End" in drawing.window.toast.text or "end" in drawing.window.toast.text
    assert drawing.document.to_bytes() == drawing.before


def test_a_step_is_moved_and_its_lines_stay_docked(drawing):
    middle = shape_of(drawing.element("Check")).bounds.centre

    carry(drawing, middle, middle.moved(0, 90), ALT)

    assert shape_of(drawing.element("Check")).bounds.centre == middle.moved(0, 90)
    assert edge_of(drawing.document, "Start→Check").waypoints[-1].y == middle.y + 90
    assert taken_back(drawing)


def test_a_step_is_resized_by_its_corner(drawing):
    drawing.click("Check")
    before, corner = shape_of(drawing.element("Check")).bounds, handle(drawing, Job.RESIZE, sides=(1, 1))

    carry(drawing, corner, corner.moved(40, 20), ALT)

    bounds = shape_of(drawing.element("Check")).bounds
    assert (bounds.width, bounds.height) == (before.width + 40, before.height + 20)
    assert taken_back(drawing)


def test_a_line_is_bent(drawing):
    line = edge_of(drawing.document, "Check→Pack")
    a, b = line.waypoints[0], line.waypoints[-1]
    middle = Point((a.x + b.x) / 2, a.y)
    drawing.qtbot.mouseClick(drawing.view.viewport(), LEFT, pos=drawing.at(*middle))
    bar = handle(drawing, Job.SEGMENT)

    carry(drawing, bar, bar.moved(0, 70), ALT)

    assert max(p.y for p in line.waypoints) > a.y + 40
    assert taken_back(drawing)


def test_a_step_is_renamed_where_it_stands(drawing):
    drawing.qtbot.mouseDClick(drawing.view.viewport(), LEFT, pos=drawing.middle("Check"))
    drawing.view.editor.selectAll()
    drawing.qtbot.keyClicks(drawing.view.editor, "Inspect")
    drawing.qtbot.keyClick(drawing.view.editor, Qt.Key.Key_Return)

    assert drawing.document.to_bytes() == drawing.before.replace(b'name="Check"', b'name="Inspect"')
    assert drawing.window.actions_by_name["undo"].text().endswith("Rename")
    assert taken_back(drawing)


def test_a_step_is_deleted_and_the_flow_heals(drawing):
    drawing.click("Check")

    drawing.qtbot.keyClick(drawing.view, Qt.Key.Key_Delete)

    assert len(flow(drawing, "Start", "Pack")) == 1
    assert [task.name for task in drawing.document.all(Task)] == ["Pack"]
    assert taken_back(drawing)


def test_a_path_is_continued_from_the_pad(drawing):
    drawing.click("Pack")

    drawing.qtbot.mouseClick(drawing.view.pad.buttons["append:endEvent"], LEFT)

    ends = drawing.document.all(EndEvent)
    assert len(ends) == 2
    assert [f.source_ref.name for f in ends[-1].incoming_flows] == ["Pack"]
    assert taken_back(drawing)


def test_a_pool_is_put_around_what_is_there(drawing):
    entry = next(b for b in drawing.window.maps.palette_panel.symbols if "articipant" in str(b.entry.kind))

    drawing.qtbot.mouseClick(entry, LEFT)
    drawing.qtbot.mouseClick(drawing.view.viewport(), LEFT, pos=drawing.middle("Check"))

    pool = drawing.document.all(Participant)[0]
    assert shape_of(pool).bounds.encloses(shape_of(drawing.element("End")).bounds)
    assert taken_back(drawing)


def test_name_and_documentation_are_written_in_the_properties(drawing):
    drawing.click("Check")
    panel = drawing.window.maps.properties
    name = next(f for f in panel.findChildren(QLineEdit) if f.isVisible() and f.text() == "Check")

    name.selectAll()
    drawing.qtbot.keyClicks(name, "Inspect")
    drawing.qtbot.keyClick(name, Qt.Key.Key_Return)
    text = next(f for f in panel.findChildren(QPlainTextEdit) if f.isVisible())
    text.setFocus()
    drawing.qtbot.keyClicks(text, "By eye.")
    drawing.click("End")
    drawing.view.setFocus()

    step = drawing.element("Inspect")
    assert step.documentation_text == "By eye."
    assert drawing.view.session.stack.count() == 2
    drawing.keys(drawing.window, "Ctrl+Z")
    drawing.keys(drawing.window, "Ctrl+Z")
    assert drawing.document.to_bytes() == drawing.before


def test_a_whole_map_is_drawn_saved_and_opened_again(window, person, answers, tmp_path):
    person.keys(window, "Ctrl+N")
    person.view.set_zoom(1.0)
    start = person.document.all(StartEvent)[0]
    person.view.reveal(start.id)
    person.qtbot.mouseClick(person.view.viewport(), LEFT, pos=person.at(*shape_of(start).bounds.centre))
    for kind, name in (("append:task", "Bake"), ("append:endEvent", "")):
        person.qtbot.mouseClick(person.view.pad.buttons[kind], LEFT)
        if person.view.editor is not None:
            person.qtbot.keyClicks(person.view.editor, name)
            person.qtbot.keyClick(person.view.editor, Qt.Key.Key_Return)
    answers.name = tmp_path / "bakery.bpmn"
    person.keys(window, "Ctrl+S")

    window.files.open_path(answers.name)

    assert person.element("Bake").incoming_flows
    assert len(person.document.all(BPMNEdge)) == 2
