import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.expressions import expression_text, set_expression, set_timer, timer_of
from bpmn.editing.refused import NotAllowed
from bpmn.model import FormalExpression, SequenceFlow, TimerEventDefinition
from tests.documents import assert_edit, simple_flow


def flow(document):
    return document.all(SequenceFlow)[0]


def with_timer():
    document = simple_flow("Start", "Check", "End")
    create(document, "intermediateCatchEvent:timer", Point(300, 300))
    return document


def test_a_condition_is_written_as_formal_expression():
    document = simple_flow("Start", "Check", "End")

    set_expression(document, flow(document), "condition_expression", "amount > 5")

    assert isinstance(flow(document).condition_expression, FormalExpression)
    assert expression_text(flow(document), "condition_expression") == "amount > 5"


def test_another_text_changes_only_the_text():
    document = simple_flow("Start", "Check", "End")
    set_expression(document, flow(document), "condition_expression", "amount > 5")
    before = document.to_bytes()

    set_expression(document, flow(document), "condition_expression", "amount > 7")

    assert document.to_bytes() == before.replace(b" 5</", b" 7</")  # ids may end in 5


def test_an_empty_text_takes_the_condition_away():
    document = simple_flow("Start", "Check", "End")
    set_expression(document, flow(document), "condition_expression", "x")

    set_expression(document, flow(document), "condition_expression", "")

    assert flow(document).condition_expression is None


def test_what_is_no_expression_is_refused():
    document = simple_flow("Start", "Check", "End")

    with pytest.raises(NotAllowed):
        set_expression(document, flow(document), "name", "x")


def test_a_timer_has_one_way_to_say_when():
    document = with_timer()
    timer = document.all(TimerEventDefinition)[0]

    set_timer(document, timer, "time_duration", "P2D")
    set_timer(document, timer, "time_date", "2026-05-01T09:00:00")

    assert timer_of(timer) == ("time_date", "2026-05-01T09:00:00")
    assert timer.time_duration is None


def test_setting_a_timer_is_undone_byte_for_byte():
    document = with_timer()

    def act():
        set_timer(document, document.all(TimerEventDefinition)[0], "time_duration", "P2D")

    def expect():
        assert timer_of(document.all(TimerEventDefinition)[0]) == ("time_duration", "P2D")

    assert_edit(document, act, expect)


def test_an_unknown_way_is_refused():
    document = with_timer()

    with pytest.raises(NotAllowed):
        set_timer(document, document.all(TimerEventDefinition)[0], "sometimes", "P2D")
