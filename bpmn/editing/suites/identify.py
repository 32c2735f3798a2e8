"""Gives every element an id that every suite takes: a name of plain letters that nobody else has."""

import re

from bpmn.base.message import message
from bpmn.editing.ids import plain_id, rename_id
from bpmn.editing.suites.notes import Copy
from bpmn.model import (
    Artifact,
    BPMNDiagram,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Collaboration,
    DataAssociation,
    Definitions,
    FlowElement,
    Lane,
    MessageFlow,
    Participant,
    Process,
)
from bpmn.xml import names
from bpmn.xml.source import is_element

VALID = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]{0,254}")
NEEDED = (
    Artifact,
    BPMNDiagram,
    BPMNEdge,
    BPMNPlane,
    BPMNShape,
    Collaboration,
    DataAssociation,
    Definitions,
    FlowElement,
    Lane,
    MessageFlow,
    Participant,
    Process,
)


def identify(copy: Copy) -> None:
    """Make ids valid and unique, and give ids where they are missing; references follow."""
    document, seen = copy.document, set[str]()
    for node in document.root.iter():
        if not is_element(node) or names.split(str(node.tag))[0] not in (names.MODEL, names.BPMNDI):
            continue
        old, element = node.get("id"), document.view(node)
        if old is None:
            if isinstance(element, NEEDED):
                document.set_attribute(node, "id", document.new_id(type(element).__name__))
            continue
        if old in seen:
            new = plain_id(document, old, copy.numbers)
            document.set_attribute(node, "id", new)
            copy.renamed[new] = old
            copy.changed(
                element, message("Another element has the id “{id}” too; this one got a new id.", id=old)
            )
        elif not VALID.fullmatch(old):
            new = plain_id(document, old, copy.numbers)
            rename_id(element, new)
            copy.renamed[new] = old
            copy.changed(
                element,
                message(
                    "The id “{id}” has characters that suites refuse; it became “{new}”.", id=old, new=new
                ),
            )
        seen.add(str(node.get("id")))
