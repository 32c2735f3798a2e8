"""The maps that benchmarks run on are whole."""

from bpmn.model import BPMNEdge, BPMNShape, FlowNode, SequenceFlow
from bpmn.model.document import Document
from tests.benchmarks.generated import generated_map


def test_a_generated_map_is_drawn_and_connected_throughout():
    document = Document.parse(generated_map(400))

    assert len(document.all(FlowNode)) + len(document.all(SequenceFlow)) == 400
    assert all(
        flow.source_ref is not None and flow.target_ref is not None for flow in document.all(SequenceFlow)
    )
    assert len(document.all(BPMNShape)) + len(document.all(BPMNEdge)) == 400
    assert not document.duplicate_ids()
