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


def refer_barely(owner: Element, name: str) -> None:
    """Let an attribute or the children of a name refer by bare ids, where they do so by prefixes."""
    document = owner.document
    written = owner.node.get(name)
    if written is not None and ":" in written:
        target = document.local_id(owner.node, written)
        if target is not None and document.node(target) is not None:
            document.set_attribute(owner.node, name, target)
    for child in owner.node.iterchildren(names.model(name)):
        target = document.local_id(child, child.text or "") if ":" in (child.text or "") else None
        if target is not None and document.node(target) is not None:
            document.set_text(child, target)


def refer_child(owner: Element, local: str, target: Element) -> None:
    """Let a new child of a tag name an element of the same file by its bare id."""
    document = owner.document
    document.append(owner.node, document.create(names.model(local), text=target.id))
