"""The cards of the page of numbers: limits, where the time goes, the value stream."""

import pytest
from PySide6.QtWidgets import QLabel

from app.window.flow_cards import limit_texts, parts_card, stream_card, sure_texts
from app.window.numbers_page import NumbersPage
from bpmn.queueing.analyse import analyse
from bpmn.report.overview import Overview
from tests.bpmn.queueing.systems import arrival, bpsim, flow, maps, resource, staff, work


@pytest.fixture
def busy():
    """A queue where people wait, before a large team that is fuller."""
    numbers = bpsim(
        arrival(1.0), staff("Clerk", 1), staff("Crowd", 40), work("A", 0.8, "Clerk"), work("B", 33, "Crowd")
    )
    return analyse(maps(a=resource("Clerk", "Crowd") + flow("A", "B") + numbers))


def texts(widget):
    return [found.text() for found in widget.findChildren(QLabel)]


def test_both_bottlenecks_and_the_distance_to_the_limit_are_said(busy, qapp):
    said = limit_texts(busy)

    assert said[0] == "21 % more cases is the limit: Crowd."
    assert said[1].startswith("One more of Clerk makes cases ")
    assert said[2] == "The fullest team is Crowd, but cases wait longest for Clerk."


def test_what_is_too_much_is_said_where_work_piles_up(qapp):
    numbers = bpsim(arrival(1.0), staff("Clerk", 1), work("A", 1.25, "Clerk"))
    found = analyse(maps(a=resource("Clerk") + flow("A") + numbers))

    assert limit_texts(found) == ["20 % of what comes is too much for Clerk."]


def test_exact_numbers_say_so(busy, qapp):
    assert "For these numbers the method is exact." in sure_texts(busy)


def test_the_longest_part_stands_first_with_its_cause(busy, qtbot):
    card = parts_card(busy)
    qtbot.addWidget(card)

    said = texts(card)
    assert said[said.index("B") + 1] == "working"
    assert said.index("B") < said.index("A")


def test_the_value_stream_names_only_what_is_known(busy, qtbot):
    card = stream_card(busy)
    qtbot.addWidget(card)

    assert "Work per case" in texts(card)
    assert "Worth something to the customer" not in texts(card)


def test_the_page_shows_the_cards(busy, qtbot):
    page = NumbersPage()
    qtbot.addWidget(page)

    page.show_overview(Overview(analysis=busy), ())

    assert {"Limits", "Where the time goes", "Work per case"} <= set(texts(page))
