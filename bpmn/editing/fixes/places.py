"""What a fix is given to work on: the maps by their files, and the elements that its keys name."""

from collections.abc import Mapping
from typing import TypeVar

from bpmn.base.element_key import ElementKey
from bpmn.base.fix import FixAction
from bpmn.editing.refused import not_allowed
from bpmn.model import BoundaryEvent, Element, FlowNode
from bpmn.model.document import Document

E = TypeVar("E", bound=Element)
Maps = Mapping[str, Document]


def element_at(maps: Maps, key: ElementKey, kind: type[E]) -> E:
    """The element of a key. Raises NotAllowed where it is gone or of another kind by now."""
    document = maps.get(key.file)
    element = document.element(key.element) if document is not None else None
    if not isinstance(element, kind):
        raise not_allowed(
            "“{element}” in {map} has changed since: check again.", element=key.element, map=key.file
        )
    return element


def first(maps: Maps, action: FixAction, kind: type[E]) -> E:
    """The first element of a fix."""
    return element_at(maps, action.elements[0], kind)


def leads_to(node: FlowNode, wanted: FlowNode) -> bool:
    """Whether a case that leaves a step can come to another one, or back to it, on the same level."""
    events = [e for e in node.document.all(BoundaryEvent) if e.parent == node.parent]
    seen: set[FlowNode] = set()
    waiting = [node]
    while waiting:
        at = waiting.pop()
        after = [flow.target_ref for flow in at.outgoing_flows if flow.target_ref is not None]
        after += [event for event in events if event.attached_to_ref == at]
        if wanted in after:
            return True
        waiting += [one for one in after if one not in seen]
        seen.update(after)
    return False
