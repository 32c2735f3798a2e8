import pytest

from bpmn.editing.keep import keep
from bpmn.layout.arrange import arrange
from bpmn.model import BPMNDiagram, BPMNEdge, BPMNShape, CallActivity
from bpmn.model.document import Document
from tests.documents import assert_edit, simple_flow, with_pools
from tests.schema import schema_errors


def undrawn(document):
    """The document without its diagrams."""
    with document.transaction("Forget the drawing"):
        for diagram in document.all(BPMNDiagram):
            document.remove(diagram.node)
    return Document.parse(document.to_bytes(), document.name)


@pytest.mark.parametrize(
    "made", [lambda: simple_flow("a", "b", "c"), lambda: with_pools("A", "B", black_boxes=("C",))]
)
def test_keeping_writes_the_whole_drawing_as_one_step(made):
    document = undrawn(made())

    def expect():
        assert not schema_errors(document.to_bytes())
        for kind in (BPMNShape, BPMNEdge):
            assert all(view.bpmn_element is not None for view in document.all(kind))
        assert all(len(edge.waypoints) >= 2 for edge in document.all(BPMNEdge))

    assert_edit(document, lambda: keep(document, arrange(document)), expect)


def test_nothing_is_written_before():
    document = undrawn(simple_flow("a", "b", "c"))
    before = document.to_bytes()

    arrange(document)

    assert document.to_bytes() == before


def test_a_map_without_steps_gets_an_empty_plane():
    document = Document.parse(
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p"/></definitions>'
    )

    keep(document, arrange(document))

    assert document.all(BPMNDiagram)[0].plane.bpmn_element == document.element("p")


def test_called_processes_are_drawn_as_one_step():
    document = Document.parse(
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p">'
        b'<callActivity id="c" calledElement="q"/></process></definitions>'
    )

    keep(document, arrange(document))

    assert document.all(CallActivity)
    assert len(document.all(BPMNShape)) == 1
