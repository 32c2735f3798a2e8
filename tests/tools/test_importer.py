"""The importer that stands for bpmn-js in short tests complains of what bpmn-js complains of."""

import pytest

from bpmn.base.geometry import Point
from bpmn.editing.create import create
from bpmn.editing.depict import depict_edge, depict_shape
from bpmn.editing.replacing import make_connection
from bpmn.model import BPMNDiagram, BPMNShape, DataInputAssociation, MessageFlow, SequenceFlow
from tests.documents import (
    beside_the_pools,
    bounds_of,
    edge_of,
    named,
    plane_of,
    shape_of,
    simple_flow,
    sub_process_that_says_nothing,
    with_pools,
    with_repeated_ids,
)
from tests.importer import complaints

LINE = [Point(0, 0), Point(9, 9)]


def break_line(document):
    document.remove(shape_of(document, "Check").node)


def break_reference(document):
    document.set_attribute(edge_of(document, "start→Check").node, "bpmnElement", "gone")


def draw_twice(document):
    depict_shape(plane_of(document), named(document, "Check"), bounds_of(document, "Check"))


def use_prefix(document):
    document.set_attribute(named(document, "start→Check").node, "sourceRef", "x:start")


def give_unreadable_id(document):
    document.set_attribute(named(document, "Check").node, "id", "a b")


def put_in_wrong_place(document):
    document.append(plane_of(document).node, document.create(SequenceFlow.own_tag, {"id": "f"}))


def forget_place(document):
    shape_of(document, "Check").bounds = None


def show_nothing(document):
    document.set_attribute(plane_of(document).node, "bpmnElement", None)


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (break_line, "is not shown"),
        (break_reference, "depicts nothing"),
        (draw_twice, "is depicted twice"),
        (use_prefix, "has no source"),
        (give_unreadable_id, "with the id a b is lost"),
        (put_in_wrong_place, "is lost"),
        (forget_place, "has no bounds"),
        (show_nothing, "shows nothing"),
    ],
)
def test_it_complains_of_what_cannot_be_shown(break_it, said):
    document = simple_flow("start", "Check", "end")
    assert complaints(document.to_bytes()) == set()

    with document.transaction("Break"):
        break_it(document)

    assert any(said in complaint for complaint in complaints(document.to_bytes()))


def test_lines_into_a_sub_process_that_does_not_say_that_it_is_open_are_not_shown():
    document = sub_process_that_says_nothing()
    with document.transaction("Send"):
        message = make_connection(MessageFlow, named(document, "Customer"), named(document, "Inner"))
        depict_edge(plane_of(document), message, LINE)

    assert complaints(document.to_bytes()) == {
        f"{message.id}: its target {named(document, 'Inner').id} is not shown"
    }


def test_data_in_a_sub_process_that_does_not_say_that_it_is_open_is_not_shown():
    document = sub_process_that_says_nothing()
    data = create(document, "dataObjectReference", Point(560, 250), named(document, "Sub"))
    with document.transaction("Read"):
        shape_of(document, "Sub").is_expanded = None
        read = make_connection(DataInputAssociation, data, named(document, "Inner"))
        depict_edge(plane_of(document), read, LINE)

    assert f"{read.id}: its source {data.id} is not shown" in complaints(document.to_bytes())


def test_messages_to_steps_beside_the_pools_are_not_shown():
    document = beside_the_pools()
    assert complaints(document.to_bytes()) == set()
    with document.transaction("Send"):
        message = make_connection(MessageFlow, named(document, "Sales"), named(document, "Left over"))
        depict_edge(plane_of(document), message, LINE)

    assert len(complaints(document.to_bytes())) == 1


def test_sheets_of_one_process_are_shown_together():
    document = with_pools("Sales")
    process = named(document, "Sales").process_ref
    with document.transaction("Draw"):
        diagram = document.create(BPMNDiagram.own_tag, {"id": "d"})
        plane = document.create(plane_of(document).tag, {"id": "p", "bpmnElement": process.id})
        shape = document.create(
            BPMNShape.own_tag, {"id": "s", "bpmnElement": named(document, "Work in Sales").id}
        )
        diagram.append(plane)
        plane.append(shape)
        document.append(document.root, diagram)
        document.view(shape).bounds = bounds_of(document, "Work in Sales")

    assert f"{named(document, 'Work in Sales').id} is shown already" in complaints(document.to_bytes())


def test_elements_that_repeat_an_id_are_lost():
    assert sum("is lost" in complaint for complaint in complaints(with_repeated_ids().to_bytes())) > 1
