"""Numbers go with the element they belong to."""

from bpmn.editing.delete import delete
from bpmn.editing.move import move
from bpmn.model.document import Document
from bpmn.scenario.distributions import exponential
from bpmn.scenario.edit import parameters_of, set_duration
from tests.documents import assert_edit, named, shape_of, simple_flow


def timed() -> Document:
    document = simple_flow("start", "Check", "Pack", "end")
    set_duration(document, named(document, "Check").id, exponential(2.0))
    set_duration(document, named(document, "Pack").id, exponential(3.0))
    return Document.parse(document.to_bytes(), "timed")


def test_the_duration_of_a_step_goes_with_it():
    document = timed()
    check = named(document, "Check").id

    def expect():
        assert check.encode() not in document.to_bytes()
        assert parameters_of(document, named(document, "Pack").id)[0].processing_time is not None

    assert_edit(document, lambda: delete(document, [named(document, "Check")]), expect)


def test_the_duration_of_a_step_that_moves_stays():
    document = timed()

    move(document, [shape_of(document, "Check")], 0, 200)

    assert parameters_of(document, named(document, "Check").id)[0].processing_time is not None
