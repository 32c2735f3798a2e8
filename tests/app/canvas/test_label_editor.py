import pytest
from PySide6.QtCore import Qt

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.model import ServiceTask

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def open_by_key(hands):
    hands.click("Check")
    hands.key(Qt.Key.Key_F2)


def open_by_double_click(hands):
    hands.double_click("Check")


def open_by_call(hands):
    hands.view.edit_label(hands.element("Check").id)


@pytest.mark.parametrize("opens", [open_by_key, open_by_double_click, open_by_call])
def test_a_name_is_edited_where_it_stands(hands, opens):
    step = hands.element("Check")

    opens(hands)
    hands.type("Count")
    hands.type_key(ENTER)

    assert step.name == "Count"
    assert hands.view.session.stack.undoText() == "Rename"
    assert hands.view.editor is None


def test_typing_on_a_selected_step_renames_it(hands):
    step = hands.element("Check")
    hands.view.typing_renames = True
    hands.click("Check")

    hands.key(Qt.Key.Key_C)
    hands.type("ount")
    hands.type_key(ENTER)

    assert step.name == "count"


def test_escape_leaves_the_name_alone(hands):
    open_by_key(hands)

    hands.type("Count")
    hands.type_key(ESCAPE)

    assert hands.element("Check").name == "Check"
    assert hands.view.session.stack.count() == 0


def test_shift_enter_begins_another_line(hands):
    step = hands.element("Check")
    open_by_key(hands)

    hands.type("Count")
    hands.type_key(ENTER, Qt.KeyboardModifier.ShiftModifier)
    hands.type("all")
    hands.type_key(ENTER)

    assert step.name == "Count\nall"


def test_a_click_elsewhere_keeps_what_was_typed(hands):
    step = hands.element("Check")
    open_by_key(hands)
    hands.type("Count")

    hands.click(Point(200, 400))

    assert step.name == "Count"


def test_zooming_keeps_what_was_typed(hands):
    step = hands.element("Check")
    open_by_key(hands)
    hands.type("Count")

    hands.view.zoom_in()

    assert step.name == "Count"
    assert hands.view.editor is None


def test_the_field_is_gone_when_the_map_changes_under_it(hands):
    open_by_key(hands)
    hands.type("Count")

    create(hands.document, "serviceTask", Point(300, 400))

    assert hands.view.editor is None
    assert hands.element("Check").name == "Check"
    assert hands.document.all(ServiceTask)


def test_keys_go_to_the_sheet_again_afterwards(hands):
    open_by_key(hands)

    hands.type_key(ESCAPE)

    assert hands.view.hasFocus()


def test_an_unchanged_name_is_no_edit(hands):
    open_by_key(hands)

    hands.type_key(ENTER)

    assert hands.view.session.stack.count() == 0
