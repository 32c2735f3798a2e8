import pytest
from PySide6.QtWidgets import QLabel

from app.columns import Columns


@pytest.fixture
def columns(qtbot):
    made = Columns(900, 300)
    qtbot.addWidget(made)
    made.show_cards([QLabel("answer")], [QLabel("beside")])
    made.show()
    return made


def labels(columns):
    return {label.text(): label for label in columns.findChildren(QLabel) if label.isVisible()}


def place(columns, text):
    return labels(columns)[text].mapTo(columns, labels(columns)[text].rect().topLeft())


def test_the_second_column_stands_beside_where_there_is_room(columns, qtbot):
    columns.resize(1000, 400)

    qtbot.waitUntil(lambda: place(columns, "beside").x() > place(columns, "answer").x())


def test_it_goes_below_where_there_is_none(columns, qtbot):
    columns.resize(700, 400)

    qtbot.waitUntil(lambda: columns.is_narrow)
    qtbot.waitUntil(lambda: place(columns, "beside").y() > place(columns, "answer").y())
    assert place(columns, "beside").x() == place(columns, "answer").x()


def test_other_cards_take_the_place_of_the_first(columns, qtbot):
    columns.show_cards([QLabel("new")], [])

    qtbot.waitUntil(lambda: set(labels(columns)) == {"new"})
