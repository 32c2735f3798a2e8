import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.properties import (
    LOOPS,
    loop_of,
    properties_of,
    refer_to,
    set_documentation,
    set_loop,
    set_process_owner,
    set_property,
)
from bpmn.editing.refused import NotAllowed
from bpmn.model import (
    BPMNShape,
    Definitions,
    GatewayDirection,
    Message,
    MultiInstanceLoopCharacteristics,
    Process,
    Resource,
    SendTask,
)
from bpmn.system.process_facts import owner_of
from tests.documents import assert_edit, blank, named, simple_flow
from tests.schema import schema_errors


def test_documentation_is_written_and_taken_away():
    document = simple_flow("start", "Check", "end")
    task = named(document, "Check")

    assert_edit(
        document,
        lambda: set_documentation(document, task, "Line 1\nLine 2"),
        lambda: task.documentation_text == "Line 1\nLine 2",
    )
    set_documentation(document, task, "")
    assert not task.documentation


def test_shapes_take_no_documentation():
    document = simple_flow("start", "end")

    with pytest.raises(NotAllowed):
        set_documentation(document, document.all(BPMNShape)[0], "x")


def test_an_attribute_is_set_by_its_name():
    document = simple_flow("start", "Check", "end")
    task = named(document, "Check")

    def expect():
        assert task.is_for_compensation
        assert b'isForCompensation="true"' in document.to_bytes()

    assert_edit(document, lambda: set_property(document, task, "is_for_compensation", True), expect)


@pytest.mark.parametrize(("name", "value"), [("nonsense", 1), ("gateway_direction", 3.5), ("id_", None)])
def test_what_does_not_fit_is_refused_and_changes_nothing(name, value):
    document = blank()
    gateway = create(document, "exclusiveGateway", Point(100, 100))
    before = document.to_bytes()

    if name == "gateway_direction":
        set_property(document, gateway, name, GatewayDirection.DIVERGING)
        assert gateway.gateway_direction is GatewayDirection.DIVERGING
    else:
        with pytest.raises(NotAllowed):
            set_property(document, gateway, name, value)
        assert document.to_bytes() == before


def test_every_property_of_a_class_is_listed():
    document = simple_flow("start", "Check", "end")

    names = properties_of(named(document, "Check"))

    assert {"name", "is_for_compensation", "start_quantity"} <= set(names)


def test_a_process_owner_is_a_role_with_a_resource():
    document = simple_flow("start", "end")
    process = document.all(Process)[0]

    def expect():
        assert owner_of(process) == "Ada"
        assert [r.name for r in document.all(Resource)] == ["Ada"]
        assert not schema_errors(document.to_bytes())

    assert_edit(document, lambda: set_process_owner(document, process, "Ada"), expect)
    set_process_owner(document, process, "Grace")
    assert owner_of(process) == "Grace"
    set_process_owner(document, process, "")
    assert owner_of(process) == ""
    assert not process.resources


@pytest.mark.parametrize("loop", LOOPS)
def test_an_activity_repeats_itself(loop):
    document = simple_flow("start", "Check", "end")
    task = named(document, "Check")

    set_loop(document, task, loop)

    assert loop_of(task) == loop
    assert not schema_errors(document.to_bytes())


def test_what_a_loop_says_stays_when_its_order_changes():
    document = simple_flow("start", "Check", "end")
    task = named(document, "Check")
    set_loop(document, task, "parallel")
    loop = task.loop_characteristics

    set_loop(document, task, "sequential")

    assert task.loop_characteristics == loop
    assert isinstance(loop, MultiInstanceLoopCharacteristics)
    with pytest.raises(NotAllowed):
        set_loop(document, task, "often")


def test_a_message_is_made_once():
    document = blank()
    tasks = [create(document, "sendTask", Point(x, 100)) for x in (100, 300)]

    for task in tasks:
        refer_to(document, task, "message_ref", Message, "Order")

    assert len(document.all(Message)) == 1
    assert {t.message_ref for t in document.all(SendTask)} == set(document.all(Message))
    refer_to(document, tasks[0], "message_ref", Message, "")
    assert tasks[0].message_ref is None
    assert isinstance(document.definitions, Definitions)
