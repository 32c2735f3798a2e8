import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.panels.chart_view import ChartView
from bpmn.base.finding import ElementKey
from bpmn.report.charts.waterfall import Fall, Step, waterfall

KEY = ElementKey("one.bpmn", "build")
FALL = Fall(10, 12, (Step("Build", "waits", 3, KEY), Step("Deliver", "", -1)), "days")


@pytest.fixture
def chart(qtbot):
    made = ChartView("Where the wait moved", lambda width: waterfall(FALL, width))
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def test_ctrl_t_shows_the_table_and_the_picture_again(chart, qtbot):
    chart.picture.setFocus()

    qtbot.keyClick(chart.picture, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert chart.table.isVisible()
    assert not chart.picture.isVisible()
    assert [chart.table.item(1, place).text() for place in range(3)] == ["Build", "waits", "+3"]

    qtbot.keyClick(chart.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert chart.picture.isVisible()


def test_cells_are_copied_as_a_spreadsheet_takes_them(chart):
    chart.copy_cells()

    assert QGuiApplication.clipboard().text().splitlines()[2] == "Build\twaits\t+3"


def test_the_picture_is_copied_as_a_picture(chart):
    chart.copy_picture()

    assert QGuiApplication.clipboard().image().width() > 600


def test_a_bar_leads_to_its_step(chart, qtbot):
    with qtbot.waitSignal(chart.chosen) as told:
        qtbot.mouseClick(chart.picture, Qt.MouseButton.LeftButton, pos=chart.picture.place_of(0).toPoint())

    assert told.args == [KEY]


def test_a_chart_that_does_not_add_up_is_not_shown(qtbot):
    wrong = ChartView(
        "Where the wait moved", lambda width: waterfall(Fall(10, 15, FALL.steps, "days"), width)
    )
    qtbot.addWidget(wrong)

    assert wrong.shown.drawing == ()
