"""Texts for people."""

from bpmn.base.finding import Severity
from bpmn.base.message import message
from bpmn.base.signal import Signal


def test_values_fill_the_places_of_a_template():
    text = message("{name} has {count} flows.", name="Check {count}", count=2)

    assert str(text) == "Check {count} has 2 flows."


def test_a_translation_takes_the_same_values_in_its_own_order():
    text = message("{a} before {b}", a="x", b="y")

    assert text.filled("{b} nach {a}") == "y nach x"


def test_severities_are_ordered():
    assert Severity.ERROR.at_least(Severity.WARNING)
    assert not Severity.INFO.at_least(Severity.WARNING)


def test_a_signal_calls_its_listeners_until_they_leave():
    heard: list[int] = []
    signal: Signal[int] = Signal()
    leave = signal.connect(heard.append)

    signal.emit(1)
    leave()
    signal.emit(2)

    assert heard == [1]
