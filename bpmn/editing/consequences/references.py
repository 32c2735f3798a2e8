"""References go with what they refer to."""

from bpmn.editing.happened import Happened
from bpmn.model import (
    Association,
    BoundaryEvent,
    BPMNDiagram,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    ChoreographyActivity,
    ConversationAssociation,
    ConversationLink,
    DataAssociation,
    DataObjectReference,
    Element,
    Interface,
    MessageFlow,
    MessageFlowAssociation,
    Operation,
    ParticipantAssociation,
    SequenceFlow,
)
from bpmn.model.document import Document
from bpmn.model.index import Reference
from bpmn.model.journal import Remove

NEEDED: dict[str, tuple[type[Element], ...]] = {
    "sourceRef": (SequenceFlow, MessageFlow, Association, ConversationLink),
    "targetRef": (SequenceFlow, MessageFlow, Association, ConversationLink),
    "attachedToRef": (BoundaryEvent,),
    "bpmnElement": (BPMNShape, BPMNEdge, BPMNPlane),
    "choreographyActivityShape": (BPMNShape,),
    "dataObjectRef": (DataObjectReference,),
    "initiatingParticipantRef": (ChoreographyActivity,),
    "innerMessageFlowRef": (MessageFlowAssociation,),
    "outerMessageFlowRef": (MessageFlowAssociation,),
    "innerConversationNodeRef": (ConversationAssociation,),
    "outerConversationNodeRef": (ConversationAssociation,),
}
"""References without which an element makes no sense: it goes too."""

NEEDY = (DataAssociation, ParticipantAssociation)
"""Elements that make no sense without any of the references they hold as children."""

NEEDED_CHILDREN = frozenset({"inMessageRef"})
"""Children with references without which the element around them makes no sense."""


def references_go_with_their_target(happened: Happened) -> None:
    """Take away what refers to elements that are gone: the referring element where it needs the reference."""
    document, changes = happened.document, happened.transaction.changes
    at = 0
    while at < len(changes):
        change = changes[at]
        if isinstance(change, Remove) and not document.holds(change.node):
            for identifier in _ids(document.view(change.node)):
                _forget(document, identifier)
        at += 1


def _ids(top: Element) -> list[str]:
    return [str(node.get("id")) for node in top.node.iter("*") if node.get("id")]


def _forget(document: Document, identifier: str) -> None:
    if document.node(identifier) is not None:
        return
    for reference in document.references(identifier):
        if document.holds(reference.node):
            _drop(document, reference)


def _last_of(element: Element) -> Element:
    """The interface of its only operation, which it cannot be without; every other element itself."""
    above = element.parent
    if isinstance(element, Operation) and isinstance(above, Interface) and len(above.operations) == 1:
        return above
    return element


def _drop(document: Document, reference: Reference) -> None:
    view = document.view(reference.node)
    if reference.attribute is None:
        owner = view.parent
        goes = owner is not None and (isinstance(owner, NEEDY) or view.local_name in NEEDED_CHILDREN)
        document.remove(_last_of(owner if owner is not None and goes else view).node)
    elif isinstance(view, NEEDED.get(reference.attribute, ())):
        diagram = view.parent if isinstance(view, BPMNPlane) else None
        document.remove((diagram if isinstance(diagram, BPMNDiagram) else view).node)
    else:
        document.set_attribute(view.node, reference.attribute, None)
