"""Looks at a drawing as a person would: nothing overlaps, lines end at what they join."""

from itertools import combinations

from bpmn.editing.diagrams import end_shapes
from bpmn.model import BoundaryEvent, BPMNEdge, BPMNShape, FlowNode, Lane, Participant, SubProcess
from bpmn.model.document import Document

TOUCH = 1.0


def assert_well_drawn(document: Document) -> None:
    """Every step has a shape of its own place inside its pool, every flow a line between its ends."""
    shapes = [s for s in document.all(BPMNShape) if isinstance(s.bpmn_element, FlowNode)]
    drawn = {s.bpmn_element.id for s in document.all(BPMNShape)}
    lines = {e.bpmn_element.id for e in document.all(BPMNEdge)}
    for node in document.all(FlowNode):
        assert node.id in drawn, f"{node.id} is not drawn"
        assert {flow.id for flow in node.outgoing_flows} <= lines
    for one, other in combinations(shapes, 2):
        kinds = (one.bpmn_element, other.bpmn_element)
        if not any(isinstance(e, BoundaryEvent | SubProcess) for e in kinds):
            assert not one.bounds.intersects(other.bounds), f"{kinds[0].id} covers {kinds[1].id}"
    pools = [s for s in document.all(BPMNShape) if isinstance(s.bpmn_element, Participant)]
    for one, other in combinations(pools, 2):
        assert not one.bounds.intersects(other.bounds), "pools overlap"
    _lines_are_docked(document)
    _pools_hold_their_steps(document, shapes, pools)


def _lines_are_docked(document: Document) -> None:
    for edge in document.all(BPMNEdge):
        for shape, point in zip(end_shapes(edge), (edge.waypoints[0], edge.waypoints[-1]), strict=True):
            assert isinstance(shape, BPMNShape)
            assert shape.bounds.grown(TOUCH).contains(point), f"{edge.bpmn_element.id} hangs in the air"


def _pools_hold_their_steps(document: Document, shapes: list[BPMNShape], pools: list[BPMNShape]) -> None:
    lanes = [s for s in document.all(BPMNShape) if isinstance(s.bpmn_element, Lane)]
    for pool in pools:
        process = pool.bpmn_element.process_ref
        inside = [
            s for s in shapes if process is not None and process.node in s.bpmn_element.node.iterancestors()
        ]
        assert all(pool.bounds.encloses(s.bounds) for s in inside), "a step leaves its pool"
        assert all(
            pool.bounds.encloses(lane.bounds)
            for lane in lanes
            if process is not None and process.node in lane.bpmn_element.node.iterancestors()
        )
