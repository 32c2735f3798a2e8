import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from app.panels.properties.panel import NUMBERS, TECHNICAL, PropertiesPanel
from app.session import Session
from app.translate import tr_message
from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.model import Activity, Message, Process, SequenceFlow, StartEvent, TimerEventDefinition
from bpmn.scenario.calendar_edit import calendars_of
from bpmn.scenario.edit import parameters_of
from bpmn.scenario.estimates import estimated
from bpmn.scenario.parameters import Batch, Pedigree, Source
from tests.documents import named, simple_flow


@pytest.fixture
def panel(qtbot):
    made = PropertiesPanel()
    qtbot.addWidget(made)
    made.resize(288, 700)
    made.show()
    return made


@pytest.fixture
def session(qapp):
    return Session(simple_flow("Start", "Check", "Pack", "End"))


def show(panel, session, element):
    panel.show_selection(session, [element])
    return element


def write(panel, qtbot, name, text):
    field = panel.editor_of(name).widget
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def choose(panel, name, value):
    box = panel.editor_of(name).widget
    box.setCurrentIndex(box.findData(value))


def test_the_name_is_written_as_one_undo_step(panel, session, qtbot):
    step = show(panel, session, named(session.document, "Check"))
    before = session.document.to_bytes()

    write(panel, qtbot, "Name", "Look")

    assert step.name == "Look"
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.document.to_bytes() == before
    assert panel.editor_of("Name").widget.text() == "Check"


def test_documentation_is_taken_over_when_the_field_is_left(panel, session, qtbot):
    step = show(panel, session, named(session.document, "Check"))
    field = panel.editor_of("What happens").widget
    field.setFocus()

    qtbot.keyClicks(field, "Look at it.")
    assert step.documentation_text == ""
    panel.editor_of("Name").widget.setFocus()

    assert step.documentation_text == "Look at it."


def test_escape_takes_back_what_was_typed(panel, session, qtbot):
    show(panel, session, named(session.document, "Check"))
    field = panel.editor_of("Name").widget
    field.setFocus()
    qtbot.keyClicks(field, "xyz")

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == "Check"
    assert session.stack.count() == 0


def test_without_selection_the_process_is_shown_with_its_owner(panel, session, qtbot):
    panel.show_selection(session, [])
    assert isinstance(panel.element, Process)

    write(panel, qtbot, "Who answers for the process", "Mira Brandt")

    assert b"Process Owner" in session.document.to_bytes()
    assert session.stack.undoText() == "Change process owner"


def test_several_elements_are_counted(panel, session):
    panel.show_selection(session, [named(session.document, n) for n in ("Check", "Pack")])

    assert panel._name.text() == "2 elements"
    assert panel.editors == []


def test_a_step_may_repeat(panel, session):
    step = show(panel, session, named(session.document, "Check"))

    choose(panel, "How often", "parallel")

    assert step.loop_characteristics is not None
    assert session.stack.count() == 1


def test_a_message_is_chosen_by_name_and_made_if_new(panel, session, qtbot):
    event = create(session.document, "intermediateCatchEvent:message", Point(300, 300), name="Answer")
    show(panel, session, event)

    write(panel, qtbot, "Message", "Answer from bank")

    assert [m.name for m in session.document.all(Message)] == ["Answer from bank"]


def test_a_timer_says_when(panel, session, qtbot):
    event = create(session.document, "intermediateCatchEvent:timer", Point(300, 300))
    show(panel, session, event)

    write(panel, qtbot, "Time", "P2D")
    choose(panel, "When", "time_cycle")

    timer = session.document.all(TimerEventDefinition)[0]
    assert timer.time_cycle.body == "P2D"
    assert timer.time_duration is None


def test_a_flow_after_a_gateway_has_condition_default_and_share(panel, session, qtbot):
    gateway = create(session.document, "exclusiveGateway", Point(600, 300), name="Good?")
    step = create(session.document, "task", Point(800, 300), name="Go")
    flow = connect(session.document, gateway, step)
    assert isinstance(flow, SequenceFlow)
    show(panel, session, flow)

    panel.editor_of("Taken when no other way is").widget.setChecked(True)
    assert gateway.default == flow
    panel.tabs.setCurrentIndex(NUMBERS)
    write(panel, qtbot, "Share of the cases", "15 %")

    assert parameters_of(session.document, flow.id)[0].probability == pytest.approx(0.15)


def test_numbers_of_a_step_are_entered_as_people_say_them(panel, session, qtbot):
    step = show(panel, session, named(session.document, "Check"))
    assert isinstance(step, Activity)
    panel.tabs.setCurrentIndex(NUMBERS)

    write(panel, qtbot, "Takes on average", "25 min")
    choose(panel, "How it varies", "NegativeExponentialDistribution")
    write(panel, qtbot, "Who does it", "Clerks")
    write(panel, qtbot, "How many there are of them", "3")

    numbers, unit = parameters_of(session.document, step.id)
    assert numbers.processing_time.mean * unit.seconds == pytest.approx(25 * 60)
    assert numbers.processing_time.kind == "NegativeExponentialDistribution"
    assert panel.editor_of("How many there are of them").widget.text() == "3"
    assert session.stack.count() == 4


def test_an_estimate_is_entered_as_people_say_it(panel, session, qtbot):
    step = show(panel, session, named(session.document, "Check"))
    panel.tabs.setCurrentIndex(NUMBERS)

    write(panel, qtbot, "Takes on average", "usually 10, at worst 60 min")

    found = parameters_of(session.document, step.id)[0].processing_time
    assert estimated(found) == pytest.approx((10, 60))
    assert panel.editor_of("How it varies").widget.currentText() == "Usually 10 min, at worst 1 h"


def test_a_number_tells_where_it_comes_from_once_it_is_known(panel, session, qtbot):
    step = show(panel, session, named(session.document, "Check"))
    panel.tabs.setCurrentIndex(NUMBERS)
    assert "Given by" not in [tr_message(e.field.name) for e in panel.editors]
    write(panel, qtbot, "Takes on average", "25 min")

    choose(panel, "Where this number comes from", "measured")
    write(panel, qtbot, "Given by", "Anna")
    write(panel, qtbot, "At least", "20 min")
    write(panel, qtbot, "At most", "40 min")

    said = parameters_of(session.document, step.id)[0].pedigree["processing_time"]
    assert said == Pedigree(Source.MEASURED, "Anna", "", 20, 40)


def test_rarer_numbers_are_a_click_away_and_stay_once_they_are_known(panel, session, qtbot):
    step = show(panel, session, named(session.document, "Check"))
    panel.tabs.setCurrentIndex(NUMBERS)
    qtbot.mouseClick(panel.findChild(QPushButton, "moreNumbers"), Qt.MouseButton.LeftButton)

    write(panel, qtbot, "Done in groups of", "3 to 10, after 45 min")
    write(panel, qtbot, "Creates a defect", "5 %")
    qtbot.mouseClick(panel.findChild(QPushButton, "moreNumbers"), Qt.MouseButton.LeftButton)

    numbers = parameters_of(session.document, step.id)[0]
    assert (numbers.batch, numbers.defect) == (Batch(3, 10, 45.0), 0.05)
    shown = [tr_message(e.field.name) for e in panel.editors]
    assert "Done in groups of" in shown
    assert "Priority (larger first)" not in shown


def test_hours_of_a_role_become_a_calendar_and_are_undone(panel, session, qtbot):
    with session.document.transaction("Add"):
        node = session.document.create(
            "{http://www.omg.org/spec/BPMN/20100524/MODEL}resource", {"id": "Clerks"}
        )
        session.document.append(session.document.root, node)
    before = session.document.to_bytes()
    show(panel, session, session.document.element("Clerks"))
    panel.tabs.setCurrentIndex(NUMBERS)
    qtbot.mouseClick(panel.findChild(QPushButton, "moreNumbers"), Qt.MouseButton.LeftButton)

    write(panel, qtbot, "When they work", "Mo-Fr 8-17")

    named_by = parameters_of(session.document, "Clerks")[0].calendar
    assert calendars_of(session.document)[named_by].hours_per_week == 45
    session.stack.undo()
    assert session.document.to_bytes() == before


def test_a_rarer_number_that_means_nothing_is_refused(panel, session, qtbot):
    show(panel, session, named(session.document, "Check"))
    panel.tabs.setCurrentIndex(NUMBERS)
    qtbot.mouseClick(panel.findChild(QPushButton, "moreNumbers"), Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(panel.refused) as told:
        write(panel, qtbot, "Done in groups of", "many")

    assert told.args[0].startswith("“many” means nothing for “Done in groups of” of “Check”.")


def test_a_time_that_is_none_is_refused_and_the_field_restored(panel, session, qtbot):
    show(panel, session, named(session.document, "Check"))
    panel.tabs.setCurrentIndex(NUMBERS)

    with qtbot.waitSignal(panel.refused) as told:
        write(panel, qtbot, "Takes on average", "soon")

    assert "soon" in told.args[0]
    assert panel.editor_of("Takes on average").widget.text() == ""
    assert session.stack.count() == 0


def test_arrivals_are_entered_as_a_rate(panel, session, qtbot):
    start = show(panel, session, session.document.all(StartEvent)[0])
    panel.tabs.setCurrentIndex(NUMBERS)

    write(panel, qtbot, "Time between two cases", "48 a week")

    numbers, unit = parameters_of(session.document, start.id)
    assert numbers.inter_trigger_timer.mean * unit.seconds == pytest.approx(7 * 86400 / 48)


def test_the_tab_for_experts_shows_id_type_and_attributes(panel, session):
    step = show(panel, session, named(session.document, "Check"))

    panel.tabs.setCurrentIndex(TECHNICAL)

    names = [tr_message(editor.field.name) for editor in panel.editors]
    assert names[:2] == ["Id", "Type"]
    assert panel.editor_of("Id").widget.text() == step.id
    panel.editor_of("Is for compensation").widget.setChecked(True)
    assert step.is_for_compensation


def test_undo_goes_to_the_map_while_nothing_was_typed(panel, session, qtbot):
    show(panel, session, named(session.document, "Check"))
    write(panel, qtbot, "Name", "Look")
    field = panel.editor_of("Name").widget
    show(panel, session, named(session.document, "Pack"))
    show(panel, session, named(session.document, "Look"))
    field = panel.editor_of("Name").widget
    field.setFocus()

    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    override.ignore()
    QApplication.sendEvent(field, override)

    assert not override.isAccepted()


def test_a_deleted_element_gives_way_to_the_process(panel, session):
    step = show(panel, session, named(session.document, "Check"))

    delete(session.document, [step])

    assert isinstance(panel.element, Process)


def test_every_field_has_a_name_for_screen_readers(panel, session):
    show(panel, session, named(session.document, "Check"))

    assert all(editor.widget.accessibleName() for editor in panel.editors)
