"""A map without a drawing, arranged for looking at: a copy is drawn, the map itself stays as it is."""

from bpmn.editing.keep import keep
from bpmn.layout.arrange import Arrangement, arrange
from bpmn.model import BPMNEdge, BPMNShape, FlowElement, Participant
from bpmn.model.document import Document


def needs_sketch(document: Document) -> bool:
    """Whether a map has something to show and no shape that shows it."""
    drawn = (node for tag in (BPMNShape.own_tag, BPMNEdge.own_tag) for node in document.root.iter(tag))
    if next(drawn, None) is not None:
        return False
    return bool(document.all(FlowElement) or document.all(Participant))


def sketch(document: Document) -> Document:
    """A copy of the document with an arrangement as its drawing; elements have the same ids."""
    copy = Document.parse(document.to_bytes(), document.name)
    arrangement = arrange(copy)
    if arrangement.planes:
        keep(copy, arrangement)
    return copy


def keep_sketch(document: Document) -> Arrangement:
    """Write the arrangement into the document as one undo step."""
    arrangement = arrange(document)
    keep(document, arrangement)
    return arrangement
