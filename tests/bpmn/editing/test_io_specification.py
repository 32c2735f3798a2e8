import pytest

from bpmn.base.geometry import Point
from bpmn.editing.connect import connect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.move import move
from bpmn.editing.refused import NotAllowed
from bpmn.model import DataInputAssociation, DataOutputAssociation, InputOutputSpecification, Process
from tests.documents import assert_edit, blank, named, shape_of, with_pools
from tests.importer import complaints
from tests.schema import schema_errors

AT = Point(100, 100)


def process_of(document):
    return document.all(Process)[0]


@pytest.mark.parametrize("kind", ["dataInput", "dataOutput"])
def test_what_a_process_needs_and_hands_out_stands_in_its_specification(kind):
    document = blank()

    def expect():
        specification = process_of(document).io_specification
        assert named(document, "Order").parent == specification
        assert (
            len([node for node in specification.node.iter() if node.text == named(document, "Order").id]) == 1
        )
        assert schema_errors(document.to_bytes()) == []
        assert complaints(document.to_bytes()) == set()

    assert_edit(document, lambda: create(document, kind, AT, name="Order"), expect)


def test_a_specification_with_nothing_in_it_goes():
    document = blank()
    create(document, "dataInput", AT, name="Order")
    create(document, "dataOutput", AT, name="Invoice")

    delete(document, [named(document, "Order")])
    assert schema_errors(document.to_bytes()) == []
    assert len(document.all(InputOutputSpecification)) == 1
    delete(document, [named(document, "Invoice")])

    assert document.all(InputOutputSpecification) == []


def test_an_input_that_is_moved_to_another_pool_belongs_to_its_process():
    document = with_pools("Sales", "Stock")
    create(document, "dataInput", Point(250, 200), name="Order")

    move(document, [shape_of(document, "Order")], 0, 300)

    ours, theirs = (named(document, name).process_ref for name in ("Sales", "Stock"))
    assert (ours.io_specification, named(document, "Order").parent) == (None, theirs.io_specification)
    assert schema_errors(document.to_bytes()) == []


def test_inputs_are_read_and_outputs_are_written():
    document = blank()
    task = create(document, "task", Point(300, 100))
    order, invoice = (create(document, kind, AT) for kind in ("dataInput", "dataOutput"))

    assert isinstance(connect(document, order, task), DataInputAssociation)
    assert isinstance(connect(document, task, invoice), DataOutputAssociation)
    with pytest.raises(NotAllowed, match="An input enters the process"):
        connect(document, task, order)
    with pytest.raises(NotAllowed, match="An output leaves the process"):
        connect(document, invoice, task)


def test_a_sub_process_has_no_inputs_of_its_own_on_the_sheet():
    document = blank()
    create(document, "subProcess:expanded", Point(300, 200), name="Sub")

    with pytest.raises(NotAllowed, match="whole process"):
        create(document, "dataInput", Point(300, 200))
