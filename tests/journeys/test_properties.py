"""What is said about elements in the properties beside the sheet; each field is one step that undo takes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit

from app.panels.properties.panel import NUMBERS
from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.document import new_document
from bpmn.editing.exchanges import parties_of
from bpmn.editing.lanes import add_lane
from bpmn.model import BPMNShape, Lane, SequenceFlow
from bpmn.scenario.edit import parameters_of
from tests.documents import named, reloaded, simple_flow, with_pools
from tests.journeys.hands import LEFT


def tab(person, number):
    tabs = person.window.maps.properties.tabs
    person.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(number).center())


def write(person, name, text):
    """Write into the field of this name, and go on."""
    field = person.window.maps.properties.editor_of(name).widget
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    person.qtbot.mouseClick(line.viewport() if isinstance(line, QPlainTextEdit) else line, LEFT)
    line.selectAll()
    person.qtbot.keyClicks(line, text)
    key = Qt.Key.Key_Tab if isinstance(line, QPlainTextEdit) else Qt.Key.Key_Return
    person.qtbot.keyClick(line, key)


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [("Name", "Inspect", b'name="Inspect"'), ("What happens", "By eye.", b">By eye.</")],
)
def test_what_a_step_is_called_and_what_happens(order, name, text, written):
    order.tap("Check")
    write(order, name, text)

    assert written in order.document.to_bytes()
    assert order.taken_back()


def test_how_often_a_step_is_done_is_chosen_by_keys(order):
    order.tap("Check")
    box = order.window.maps.properties.editor_of("How often").widget
    box.setFocus()
    order.qtbot.keyClick(box, Qt.Key.Key_Down)

    assert order.named("Check").loop_characteristics is not None
    assert order.taken_back()


@pytest.mark.parametrize(
    ("name", "text", "tag"),
    [
        ("Takes on average", "25 min", b"ProcessingTime"),
        ("Then waits, without work", "2 h", b"LagTime"),
        ("Who does it", "Clerks", b"Clerks"),
    ],
)
def test_the_numbers_of_a_step(order, name, text, tag):
    order.tap("Check")
    tab(order, NUMBERS)
    write(order, name, text)

    assert tag in order.document.to_bytes()
    assert order.taken_back()


def test_how_often_a_case_comes(order):
    order.tap("Start")
    tab(order, NUMBERS)
    write(order, "Time between two cases", "48 a week")

    assert b"InterTriggerTimer" in order.document.to_bytes()
    assert order.taken_back()


def test_the_share_of_a_branch(hands, tmp_path):
    document = simple_flow("Start", "Check", "End")
    gate = create(document, "exclusiveGateway", Point(300, 300), name="Good?")
    connect(document, gate, create(document, "task", Point(520, 300), name="Go"))
    hands.open(reloaded(document), tmp_path)
    flow = next(f for f in hands.document.all(SequenceFlow) if f.source_ref.name == "Good?")

    hands.tap(Point(400, 300))
    assert hands.view.elements() == [flow]
    tab(hands, NUMBERS)
    write(hands, "Share of the cases", "15 %")

    assert parameters_of(hands.document, flow.id)[0].probability == pytest.approx(0.15)
    assert hands.taken_back()


def test_the_shares_of_all_branches_stand_at_the_decision(hands, tmp_path):
    document = simple_flow("Start", "Check", "End")
    gate = create(document, "exclusiveGateway", Point(300, 300), name="Good?")
    for name, y in (("Pack", 300), ("Mend", 420)):
        connect(document, gate, create(document, "task", Point(520, y), name=name))
    hands.open(reloaded(document), tmp_path)
    to_mend = next(f for f in hands.document.all(SequenceFlow) if f.target_ref.name == "Mend")

    hands.tap("Good?")
    tab(hands, NUMBERS)
    write(hands, "Share of “Mend”", "15 %")

    assert parameters_of(hands.document, to_mend.id)[0].probability == pytest.approx(0.15)
    assert hands.taken_back()


def test_where_no_numbers_are_entered_the_tab_says_where_they_are(order):
    order.tap("End")
    tab(order, NUMBERS)

    panel = order.window.maps.properties
    assert any("entered at steps" in text.text() for text in panel.findChildren(QLabel))


def test_a_number_that_cannot_be_read_is_refused_and_the_field_goes_back(order):
    order.tap("Check")
    tab(order, NUMBERS)
    write(order, "Takes on average", "soon")

    assert order.window.toast.text
    assert order.is_untouched


def test_how_many_are_in_a_role(hands, tmp_path):
    document = with_pools("Shop")
    add_lane(document, named(document, "Shop"), name="Desk")
    hands.open(reloaded(document), tmp_path)
    lane = hands.bounds(next(x for x in hands.document.all(Lane) if x.name == "Desk").id)

    hands.tap(Point(lane.x + 14, lane.centre.y))
    tab(hands, NUMBERS)
    write(hands, "How many there are", "3")

    assert b"Quantity" in hands.document.to_bytes()
    assert hands.taken_back()


def test_who_answers_for_the_process(order):
    order.tap(Point(300, 330))
    write(order, "Who answers for the process", "Mira Brandt")

    assert b"Process Owner" in order.document.to_bytes()
    assert order.taken_back()


def test_the_message_and_the_time_of_events(hands, tmp_path):
    document = simple_flow("Start", "Check", "End")
    create(document, "intermediateCatchEvent:message", Point(250, 300), name="Answer")
    create(document, "intermediateCatchEvent:timer", Point(400, 300), name="Later")
    hands.open(reloaded(document), tmp_path)

    hands.tap("Answer")
    write(hands, "Message", "Reply")
    assert b'name="Reply"' in hands.document.to_bytes()
    assert hands.taken_back()
    hands.tap("Later")
    write(hands, "Time", "P2D")

    assert b"P2D" in hands.document.to_bytes()


def test_who_takes_part_in_an_exchange_is_written_in_its_properties(hands, tmp_path):
    document = new_document("c.bpmn", kind="choreography")
    create(document, "choreographyTask", Point(300, 300), name="Order")
    hands.open(reloaded(document), tmp_path)
    hands.tap("Order")
    write(hands, "Who answers", "Carrier")
    assert hands.taken_back()

    assert [party.name for party in parties_of(hands.named("Order"))] == ["Participant A", "Carrier"]
    assert "Carrier" in [
        shape.bpmn_element.name for shape in hands.document.all(BPMNShape) if shape.participant_band_kind
    ]
