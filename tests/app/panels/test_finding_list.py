import pytest
from PySide6.QtCore import Qt

from app import theme
from app.panels.finding_list import FindingList, wrapped
from app.panels.finding_rows import CONFIRM, EXTERNAL, REJECT, SHOW, counted, finding_rows, of_file
from app.panels.findings import SYSTEM, FindingsPanel
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import message
from bpmn.report.overview import Overview
from bpmn.system.link import Candidate, Kind, Level, Links, OpenQuestion

LEFT = Qt.MouseButton.LeftButton
BUY, SELL = ElementKey("buy.bpmn", "A"), ElementKey("inner/sell.bpmn", "B")


def finding(rule, severity, key, text="It is broken"):
    return Finding(rule, severity, (key,), message(text), message("All wait."), message("Mend it."))


QUESTION = OpenQuestion(
    message("Is “a” the same as “b”?"), BUY, Kind.MESSAGE, (Candidate(SELL, Level.M6, message("alike")),)
)
FOUND = Overview(
    findings=(
        finding("A05", Severity.INFO, BUY),
        finding("A01", Severity.ERROR, SELL),
        finding("A05", Severity.INFO, SELL),
    ),
    links=Links(open=(QUESTION,)),
    titles={"A01": message("Broken reference")},
)


@pytest.fixture
def findings(qtbot):
    made = FindingList()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_rows(finding_rows(FOUND))
    made.show()
    return made


def number_of(findings, text):
    return next(n for n, row in enumerate(findings.findings.rows) if row.title == text)


def test_questions_come_first_then_the_worst_each_rule_below_its_head():
    titles = [(row.title, row.is_head) for row in finding_rows(FOUND)]

    assert titles == [
        ("Questions about links", True),
        ("Is “a” the same as “b”?", False),
        ("Broken reference", True),
        ("It is broken", False),
        ("To know", True),
        ("It is broken", False),
        ("It is broken", False),
    ]


def test_the_rows_of_one_map_keep_their_heads_only_where_needed():
    rows = of_file(finding_rows(FOUND), "buy.bpmn")

    assert [row.title for row in rows if row.is_head] == ["Questions about links", "To know"]
    assert counted(rows) == 2


def test_a_question_that_is_also_a_finding_stands_there_once():
    twice = finding("A02", Severity.WARNING, BUY, "Is “a” the same as “b”?")

    rows = finding_rows(Overview(findings=(twice,), links=Links(open=(QUESTION,))))

    assert counted(rows) == 1


def test_a_click_on_a_row_chooses_it(findings, qtbot):
    number = number_of(findings, "It is broken")

    with qtbot.waitSignal(findings.rowChosen) as told:
        qtbot.mouseClick(findings.viewport(), LEFT, pos=findings.place_of(number))

    assert told.args[0].elements == (SELL,)


@pytest.mark.parametrize("action", [CONFIRM, REJECT, EXTERNAL])
def test_the_buttons_of_a_question_answer_it(findings, qtbot, action):
    number = number_of(findings, "Is “a” the same as “b”?")

    with qtbot.waitSignal(findings.rowActed) as told:
        qtbot.mouseClick(findings.viewport(), LEFT, pos=findings.button_place(number, action))

    assert told.args[0].data == QUESTION
    assert told.args[1] == action


def test_the_button_of_a_finding_shows_it(findings, qtbot):
    number = number_of(findings, "It is broken")

    with qtbot.waitSignal(findings.rowActed) as told:
        qtbot.mouseClick(findings.viewport(), LEFT, pos=findings.button_place(number, SHOW))

    assert told.args[1] == SHOW


def test_arrows_skip_heads_and_enter_chooses(findings, qtbot):
    findings.setFocus()
    findings.setCurrentIndex(findings.findings.index(1))
    qtbot.keyClick(findings, Qt.Key.Key_Down)

    with qtbot.waitSignal(findings.rowChosen) as told:
        qtbot.keyClick(findings, Qt.Key.Key_Return)

    assert told.args[0].title == "It is broken"


def test_the_chosen_row_stays_chosen_after_a_new_check(findings):
    findings.setCurrentIndex(findings.findings.index(3))
    chosen = findings.chosen_row()

    findings.show_rows(finding_rows(FOUND))

    assert findings.chosen_row() == chosen


def test_rows_are_read_aloud_with_their_severity(findings):
    index = findings.findings.index(3)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Serious It is broken All wait."


def test_the_panel_counts_and_folds(qtbot):
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 200)
    panel.show()
    panel.show_file("buy.bpmn")
    panel.show_rows(finding_rows(FOUND), "with unsaved changes in order")

    assert panel._scope.button(0).text() == "This map 2"
    assert panel._scope.button(SYSTEM).text() == "System 4"
    panel.choose_scope(SYSTEM)
    assert counted(panel.list.findings.rows) == 4
    panel.fold(True)
    assert panel.maximumHeight() < 60


LONG = "“Customer” starts “Handle complaint” with “Complaint received” and never gets an answer of any kind"


@pytest.mark.parametrize("is_tall", [True, False])
def test_a_long_sentence_takes_more_lines_where_the_list_is_narrow(qtbot, is_tall):
    made = FindingList(is_tall=is_tall)
    qtbot.addWidget(made)
    made.resize(1600, 300)
    made.show_rows(finding_rows(Overview(findings=(finding("A01", Severity.ERROR, BUY, LONG),))))
    made.show()
    index = made.findings.index(number_of(made, LONG))
    wide = made.visualRect(index).height()

    made.resize(380, 300)
    qtbot.waitUntil(lambda: made.visualRect(index).height() > wide)

    lines = made.painter_of_rows.title_lines(made.visualRect(index), made.findings.rows[index.row()])
    assert 1 < len(lines) <= 3
    assert is_tall is (" ".join(lines) == LONG)


def test_only_what_does_not_fit_in_three_lines_is_shortened():
    letters = theme.font(bold=True)

    assert wrapped(LONG, letters, 2000) == [LONG]
    assert " ".join(wrapped(LONG, letters, 330)) == LONG
    assert wrapped(LONG, letters, 120)[-1].endswith("…")
