import pytest
from PySide6.QtCore import Qt

from app.panels.palette import CREATE, MIME, SELECT, Palette, kind_data, symbol_picture
from app.panels.symbol_table import ALL, ESSENTIAL, GROUPS
from bpmn.rules.kinds import kind

LEFT = Qt.MouseButton.LeftButton
ENTRIES = [entry for group in GROUPS for entry in group.entries]


@pytest.fixture
def palette(qtbot):
    made = Palette()
    qtbot.addWidget(made)
    made.show()
    return made


def button(palette, wanted):
    return next(b for b in palette.symbols if b.entry.kind == wanted)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.kind)
def test_every_symbol_is_a_kind_that_can_be_made_and_has_a_picture(qapp, entry):
    picture = symbol_picture(entry.kind, density=1.0).toImage()

    assert kind(entry.kind).element is not None
    assert any(picture.pixelColor(x, y).alpha() for x in range(20) for y in range(20))


def test_the_essentials_are_few(palette):
    shown = [b for b in palette.symbols if b.isVisibleTo(palette)]

    assert 10 <= len(shown) <= 14
    assert all(b.entry.level == ESSENTIAL for b in shown)


def test_a_higher_level_offers_all_of_bpmn(palette, qtbot):
    with qtbot.waitSignal(palette.levelChanged) as told:
        palette.levels.setCurrentIndex(ALL)

    assert told.args == [ALL]
    assert all(b.isVisibleTo(palette) for b in palette.symbols)


def test_a_click_takes_a_symbol_and_a_second_one_puts_it_back(palette, qtbot):
    step = button(palette, "task")
    with qtbot.waitSignal(palette.toolChosen) as told:
        qtbot.mouseClick(step, LEFT)
    assert told.args == [CREATE, "task"]
    assert palette.chosen_kind() == "task"

    with qtbot.waitSignal(palette.toolChosen) as told:
        qtbot.mouseClick(step, LEFT)

    assert told.args == [SELECT, None]


def test_only_one_tool_is_marked(palette, qtbot):
    qtbot.mouseClick(button(palette, "task"), LEFT)

    qtbot.mouseClick(palette.tools["connect"], LEFT)

    assert palette.chosen_kind() is None
    assert palette.tools["connect"].isChecked()


def test_a_drag_carries_the_kind(qapp):
    data = kind_data("startEvent:message")

    assert bytes(data.data(MIME).data()) == b"startEvent:message"


def test_every_symbol_is_named_for_screen_readers(palette):
    assert all(b.accessibleName() and b.accessibleDescription() for b in palette.symbols)


def test_symbols_are_reached_by_keyboard(palette, qtbot):
    step = button(palette, "task")
    step.setFocus()

    with qtbot.waitSignal(palette.toolChosen):
        qtbot.keyClick(step, Qt.Key.Key_Space)
