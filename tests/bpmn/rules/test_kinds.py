import pytest

from bpmn.model import BoundaryEvent, MessageEventDefinition, StartEvent, TimerEventDefinition, UserTask
from bpmn.rules.kinds import Kind, UnknownKind, kind


def test_a_kind_is_read_from_its_name():
    assert kind("startEvent:message") == Kind(StartEvent, MessageEventDefinition)
    assert kind("userTask") == Kind(UserTask)


def test_a_kind_is_read_from_classes():
    assert kind(UserTask) == Kind(UserTask)
    assert kind((StartEvent, MessageEventDefinition)) == kind("startEvent:message")


def test_a_kind_gives_its_name_back():
    wanted = Kind(BoundaryEvent, TimerEventDefinition, frozenset({"nonInterrupting"}))

    assert str(wanted) == "boundaryEvent:timer:nonInterrupting"
    assert kind(str(wanted)) == wanted


@pytest.mark.parametrize("name", ["banana", "startEvent:banana", ""])
def test_an_unknown_name_is_refused(name):
    with pytest.raises(UnknownKind):
        kind(name)
