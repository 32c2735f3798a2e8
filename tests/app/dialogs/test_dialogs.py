import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from app.dialogs.about import About
from app.dialogs.accept import AcceptReason
from app.dialogs.changes import read_value, shown
from app.dialogs.export_suite import TARGETS, ExportSuite
from app.dialogs.finder import Finder, Found, ranked
from app.dialogs.initiative import InitiativeDialog
from app.dialogs.keys import Keys
from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.report.overview import Lever, Overview
from bpmn.system.facts import Change, Facts, GoalFact, Initiative, KpiFact, Parameter, Realised
from tests.documents import simple_flow

STEP = ElementKey("order.bpmn", "Task_1")
FLOW = ElementKey("order.bpmn", "Flow_1")
FOUND = Overview(
    levers=(
        Lever(STEP, "Check", "Order", (Parameter.DURATION, Parameter.STAFF, Parameter.SKIP)),
        Lever(FLOW, "Good? → no", "Order", (Parameter.SHARE,)),
    ),
    owners=("Mira Brandt",),
)


@pytest.fixture
def shown_dialog(qtbot):
    def show(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


# -- initiative -------------------------------------------------------------------------------------


def test_an_initiative_is_named_owned_and_changes_something(shown_dialog, qtbot):
    dialog = shown_dialog(InitiativeDialog(FOUND))
    qtbot.keyClicks(dialog.name, "Faster check")
    dialog.owner.setCurrentText("Mira Brandt")
    row = dialog.rows[0]
    row.element.setCurrentIndex(0)
    qtbot.keyClicks(row.value, "20 min")

    made = dialog.initiative()

    assert (made.name, made.owner) == ("Faster check", "Mira Brandt")
    assert made.changes == (Change(STEP, Parameter.DURATION, 20, None, "min"),)


@pytest.mark.parametrize(
    ("typed", "element"),
    [("Check", STEP), ("check  (order)", STEP), ("good?", FLOW), ("order", None), ("x", None)],
)
def test_a_typed_name_means_the_only_element_that_fits(shown_dialog, typed, element):
    dialog = shown_dialog(InitiativeDialog(FOUND))
    row = dialog.rows[0]
    row.element.setCurrentIndex(0)

    row.element.setEditText(typed)
    row.value.setText("20 %")

    assert bool(row.parameter.count()) is (element is not None)
    assert (row.problem() == "Choose what changes.") is (element is None)
    assert element is None or row.change() is None or row.change().element == element


def test_what_is_missing_is_said_and_nothing_is_saved(shown_dialog, qtbot):
    dialog = shown_dialog(InitiativeDialog(FOUND))

    dialog._save()

    assert dialog._problem.text() == "Give it a name."
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.name, "Faster")
    dialog._save()
    assert dialog._problem.text() == "Choose what changes."


def test_a_known_initiative_keeps_what_is_not_shown(shown_dialog):
    old = Initiative(
        "Less",
        "Mira",
        cost=5.0,
        extra='{"x": 1}',
        changes=(Change(FLOW, Parameter.SHARE, 0.15, low=0.1, high=0.2),),
    )
    dialog = shown_dialog(InitiativeDialog(FOUND, old))
    assert dialog.rows[0].value.text() == "15 %"

    assert dialog.initiative() == old


def test_the_plan_of_an_initiative_is_entered(shown_dialog, qtbot):
    facts = Facts(goals=(GoalFact("g", "In time"),), kpis=(KpiFact("k", "Time to ship"),))
    dialog = shown_dialog(
        InitiativeDialog(FOUND, Initiative("A", "Mira", changes=(Change(STEP, Parameter.SKIP),)), facts)
    )
    plan = dialog.plan

    plan.goal.setCurrentIndex(plan.goal.findData("g"))
    plan.state.setCurrentIndex(plan.state.findData("measured"))
    for field, text in ((plan.expected, "a day less"), (plan.cost, "1500"), (plan.running_cost, "2,5"),
                        (plan.measured, "3,5"), (plan.forecast, "3"), (plan.date, "2026-05-01")):  # fmt: skip
        qtbot.keyClicks(field, text)

    made = dialog.initiative()
    assert (made.goal, made.state, made.expected) == ("g", "measured", "a day less")
    assert (made.cost, made.running_cost) == (1500, 2.5)
    assert made.realised == (Realised("leadTime", 3.5, "2026-05-01", 3.0),)


def test_the_plan_gate_is_told_while_people_type(shown_dialog, qtbot):
    facts = Facts(goals=(GoalFact("g", "In time"),), kpis=(KpiFact("k", "Time to ship"),))
    dialog = shown_dialog(
        InitiativeDialog(FOUND, Initiative("A", changes=(Change(STEP, Parameter.SKIP),)), facts)
    )
    assert dialog.plan.gate.text().startswith("Plan gate Red: ")

    dialog.owner.setCurrentText("Mira Brandt")
    dialog.kpi.setCurrentIndex(1)
    assert dialog.plan.gate.text().startswith("Plan gate Amber: ")
    dialog.plan.goal.setCurrentIndex(1)
    qtbot.keyClicks(dialog.plan.expected, "a day less")

    assert dialog.plan.gate.text().startswith("Plan gate Green: ")


def test_a_cost_that_is_no_number_is_said(shown_dialog, qtbot):
    dialog = shown_dialog(InitiativeDialog(FOUND, Initiative("A", changes=(Change(STEP, Parameter.SKIP),))))

    qtbot.keyClicks(dialog.plan.cost, "much")
    dialog._save()

    assert dialog._problem.text() == "“much” is no number."


def test_a_change_can_be_added_and_taken_away(shown_dialog):
    dialog = shown_dialog(InitiativeDialog(FOUND))

    row = dialog.add_row()
    assert len(dialog.rows) == 2
    row.removed.emit()

    assert len(dialog.rows) == 1


@pytest.mark.parametrize(
    ("text", "parameter", "read"),
    [
        ("20 min", Parameter.DURATION, (20, None, "min", "")),
        ("−25 %", Parameter.DURATION, (None, 0.75, "", "")),
        ("+50 %", Parameter.STAFF, (None, 1.5, "", "")),
        ("3", Parameter.STAFF, (3, None, "", "")),
        ("15 %", Parameter.SHARE, (0.15, None, "", "")),
        ("5 %", Parameter.DEFECT, (0.05, None, "", "")),
        ("10", Parameter.BATCH, (10, None, "", "")),
        ("", Parameter.SKIP, (None, None, "", "")),
        ("Night shift", Parameter.TEAM, (None, None, "", "Night shift")),
        ("", Parameter.TEAM, None),
        ("+1 h a day", Parameter.CALENDAR, (1, None, "", "")),
        ("Summer", Parameter.CALENDAR, (None, None, "", "Summer")),
        ("2 Experts", Parameter.RING_FENCE, (2, None, "", "Experts")),
        ("Experts", Parameter.RING_FENCE, None),
        ("soon", Parameter.DURATION, None),
        ("many", Parameter.STAFF, None),
    ],
)
def test_values_are_read_as_people_write_them(text, parameter, read):
    found = read_value(text, parameter)

    assert found == read


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change(STEP, Parameter.DURATION, 8, unit="hour"), "8 hour"),
        (Change(STEP, Parameter.DURATION, factor=0.75), "-25 %"),
        (Change(STEP, Parameter.STAFF, 3), "3"),
        (Change(STEP, Parameter.SKIP, 1), ""),
        (Change(STEP, Parameter.CALENDAR, -1.5), "-1.5 h"),
        (Change(STEP, Parameter.RING_FENCE, 2, text="Experts"), "2 Experts"),
        (Change(STEP, Parameter.DEFECT, 0.05), "5 %"),
    ],
)
def test_a_change_is_shown_so_that_it_reads_back(change, text):
    assert shown(change) == text
    assert read_value(text, change.parameter) is not None


# -- other dialogs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [name for name, _ in TARGETS])
def test_a_copy_for_every_suite_is_written_and_the_map_stays(shown_dialog, tmp_path, target):
    path = tmp_path / "order.bpmn"
    data = simple_flow("Start", "Check", "End").to_bytes()
    path.write_bytes(data)
    dialog = shown_dialog(ExportSuite(data, path))
    dialog.target.setCurrentIndex(dialog.target.findData(target))

    dialog.save(tmp_path / "copy.bpmn")

    assert path.read_bytes() == data
    assert Document.parse((tmp_path / "copy.bpmn").read_bytes()).root is not None
    assert dialog.notes.toPlainText()


def test_accepting_needs_a_reason(shown_dialog, qtbot):
    dialog = shown_dialog(AcceptReason())
    assert not dialog.accept_button.isEnabled()

    qtbot.keyClicks(dialog._reason, "Once a year")

    assert dialog.accept_button.isEnabled()
    assert dialog.reason() == "Once a year"
    assert len(dialog.date()) == len("2026-05-01")


def test_the_finder_takes_the_first_with_enter(shown_dialog, qtbot):
    done = []
    entries = [
        Found("Check order", "In this map", lambda: done.append("check")),
        Found("Zoom In", "", lambda: done.append("zoom")),
    ]
    dialog = shown_dialog(Finder(entries))

    qtbot.keyClicks(dialog.field, "zo")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    assert done == ["zoom"]


def test_arrows_choose_another(shown_dialog, qtbot):
    done = []
    entries = [Found(name, "", lambda name=name: done.append(name)) for name in ("one", "two")]
    dialog = shown_dialog(Finder(entries))

    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    assert done == ["two"]


def test_words_are_found_in_any_order_and_beginnings_first():
    entries = [Found("Order check", "", print), Found("Check the order", "", print), Found("Pay", "", print)]

    assert [e.text for e in ranked(entries, "check order")] == ["Check the order", "Order check"]


def test_the_keys_are_listed(shown_dialog):
    action = QAction("&Save")
    action.setShortcut(QKeySequence("Ctrl+S"))

    dialog = shown_dialog(Keys([action, QAction("Nothing")]))

    assert dialog.table.item(0, 0).text() == "Save"
    assert dialog.table.rowCount() > 1


def test_the_application_says_what_it_is(shown_dialog):
    dialog = shown_dialog(About())

    assert "Wholeflow" in dialog.title_label.text()


def test_what_is_typed_first_is_the_name_of_the_initiative_or_the_reason(shown_dialog, qtbot):
    for dialog in (InitiativeDialog(FOUND), AcceptReason()):
        shown_dialog(dialog)

        field = dialog.focusWidget()
        qtbot.keyClicks(field, "Known to all")

        text = dialog.reason() if isinstance(dialog, AcceptReason) else dialog.name.text()
        assert text == "Known to all"
        assert dialog.isVisible()


def test_the_finder_says_so_where_nothing_is_found(shown_dialog, qtbot):
    dialog = shown_dialog(Finder([Found("one", "", lambda: None)]))

    qtbot.keyClicks(dialog.field, "xyz")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    assert dialog.list.item(0).text() == "Nothing is called that."
    assert dialog.isVisible()
