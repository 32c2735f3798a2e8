"""References to elements of the same file, written so that every suite resolves them."""

from bpmn.model import Element
from bpmn.xml import names


def refer(owner: Element, attribute: str, target: Element) -> None:
    """Let an attribute name an element of the same file by its bare id; one that names it already stays.

    A prefix would be right too, but suites built on bpmn-js do not resolve it and draw nothing.
    """
    document = owner.document
    written = owner.node.get(attribute)
    if target.id and (written is None or document.local_id(owner.node, written) != target.id):
        document.set_attribute(owner.node, attribute, target.id)


def refer_child(owner: Element, local: str, target: Element) -> None:
    """Let a new child of a tag name an element of the same file by its bare id."""
    document = owner.document
    document.append(owner.node, document.create(names.model(local), text=target.id))
