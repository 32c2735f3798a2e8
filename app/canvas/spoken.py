"""What a screen reader says of what is selected."""

from collections.abc import Sequence

from app.canvas.kind_names import kind_name
from app.translate import tr
from bpmn.editing.rename import name_of
from bpmn.model import Element, FlowNode, Lane
from bpmn.rules.becoming import own_kind

MOST = 3
"""So many followers are named."""


def spoken(elements: Sequence[Element]) -> str:
    """One sentence about the selected elements; empty without any."""
    if not elements:
        return ""
    if len(elements) > 1:
        return tr("{number} elements selected", number=len(elements))
    element = elements[0]
    parts = [tr("{kind} “{name}”", kind=kind_name(str(own_kind(element))), name=name_of(element))]
    role = _role(element)
    if role:
        parts.append(tr("role {role}", role=role))
    followers = _followers(element)
    if followers:
        parts.append(tr("next: {names}", names=", ".join(followers)))
    return "; ".join(parts)


def _role(element: Element) -> str:
    """The name of the lane that an element lies in."""
    for node, _ in element.document.references(element.id) if element.id else ():
        owner = element.document.view(node).parent
        if isinstance(owner, Lane) and owner.name:
            return str(owner.name)
    return ""


def _followers(element: Element) -> list[str]:
    flows = element.outgoing_flows if isinstance(element, FlowNode) else []
    names = [name_of(flow.target_ref) for flow in flows[:MOST] if flow.target_ref is not None]
    return [name for name in names if name]
