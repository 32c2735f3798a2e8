from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.rules.scopes import (
    container_of,
    definitions_of,
    organisation_of,
    participant_of,
    pool_of,
    process_of,
)
from tests.documents import named, simple_flow, with_pools


def test_a_step_belongs_to_the_pool_of_its_process():
    document = with_pools("Sales")
    task, pool = named(document, "Work in Sales"), named(document, "Sales")

    assert participant_of(task) == pool
    assert process_of(pool) == container_of(task) == organisation_of(task)
    assert pool_of(task) == task


def test_a_process_without_a_pool_stands_for_itself():
    task = named(simple_flow("start", "Check", "end"), "Check")

    assert participant_of(task) is None
    assert organisation_of(task) == process_of(task)


def test_a_black_box_is_its_own_organisation():
    document = with_pools("Sales", black_boxes=("Customer",))
    box = named(document, "Customer")

    assert process_of(box) is None
    assert organisation_of(box) == box


def test_an_event_has_its_definitions():
    document = simple_flow("start", "end")
    event = create(document, "endEvent:message", Point(10, 10))

    assert [type(d).__name__ for d in definitions_of(event)] == ["MessageEventDefinition"]
    assert definitions_of(named(document, "start")) == ()
