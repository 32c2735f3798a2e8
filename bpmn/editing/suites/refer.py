"""Writes references the way every suite reads them: the bare id of an element of the same file."""

from collections.abc import Iterator

from bpmn.base.message import message
from bpmn.editing.suites.notes import Copy
from bpmn.model import Activity, Element, ExclusiveGateway, InclusiveGateway, Lane, registry
from bpmn.model.index import Reference
from bpmn.xml.source import is_element


def refer(copy: Copy) -> None:
    """Take prefixes from references into this file, and away those that lead nowhere and are not needed."""
    document = copy.document
    for reference, written in list(_references(copy)):
        value = written.strip()
        if ":" in value and document.node(value) is None:
            local = value.partition(":")[2]
            uri = document.resolve_qname(reference.node, value).uri
            if uri in (None, document.root.get("targetNamespace")) and document.node(local) is not None:
                _write(copy, reference, local)
        elif value != written and document.node(value) is not None:
            _write(copy, reference, value)
    for lane in document.all(Lane):
        _forget_strangers(copy, lane)
    for element in (
        *document.all(Activity),
        *document.all(ExclusiveGateway),
        *document.all(InclusiveGateway),
    ):
        default = element.node.get("default")
        if default is not None and document.node(default) is None:
            document.set_attribute(element.node, "default", None)
            copy.changed(
                element, message("The default flow “{id}” does not exist; it was left out.", id=default)
            )


def _references(copy: Copy) -> Iterator[tuple[Reference, str]]:
    """Every reference of the file with the text it is written as."""
    for node in copy.document.root.iter():
        if not is_element(node):
            continue
        tag = str(node.tag)
        for attribute in registry.reference_attributes(tag):
            value = node.get(attribute)
            if value:
                yield Reference(node, attribute), value
        if registry.reference_text(tag) and node.text:
            yield Reference(node, None), node.text


def _write(copy: Copy, reference: Reference, text: str) -> None:
    if reference.attribute:
        copy.document.set_attribute(reference.node, reference.attribute, text)
    else:
        copy.document.set_text(reference.node, text)


def _forget_strangers(copy: Copy, lane: Lane) -> None:
    """Take away what a lane names and what is not there."""
    for child in lane.children(Element):
        if child.local_name == "flowNodeRef" and copy.document.node((child.node.text or "").strip()) is None:
            copy.document.remove(child.node)
            copy.changed(
                lane, message("The lane named “{id}”, which does not exist.", id=child.node.text or "")
            )
