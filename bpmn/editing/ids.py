"""Ids that every suite reads."""

import re

from bpmn.editing.edit import edit
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.rules.known import is_first, is_readable
from bpmn.xml import names
from bpmn.xml.source import is_element

STRANGE = re.compile(r"[^A-Za-z0-9_.\-]")
LONGEST = 200


def mend_ids(document: Document) -> int:
    """Give elements whose ids other suites cannot read new ids; how many is returned.

    What refers to them in this file follows; other maps that name them, as a call does, do not.
    """
    with edit(document, "Mend ids"):
        strange = [element for element in _elements(document) if not is_readable(element)]
        for element in strange:
            rename_id(element, plain_id(document, element.id or ""))
    return len(strange)


def has_strange_ids(document: Document) -> bool:
    """Whether there is an id that other suites cannot read."""
    return any(not is_readable(element) for element in _elements(document))


def _elements(document: Document) -> list[Element]:
    ours = (names.MODEL, names.BPMNDI)
    nodes = (node for node in document.root.iter() if is_element(node))
    return [document.view(node) for node in nodes if names.split(str(node.tag))[0] in ours]


def rename_id(element: Element, new: str) -> None:
    """Give an element another id; references follow where they mean it, the first of its id."""
    document, old = element.document, element.id
    for reference in document.references(old) if old and is_first(element) else ():
        if reference.attribute:
            document.set_attribute(reference.node, reference.attribute, new)
        else:
            document.set_text(reference.node, new)
    document.set_attribute(element.node, "id", new)


def plain_id(document: Document, old: str, numbers: dict[str, int] | None = None) -> str:
    """An id like the old one, of plain letters, that nobody has.

    ``numbers`` remembers between calls how often an id was wanted, where many want the same.
    """
    numbers = {} if numbers is None else numbers
    base = STRANGE.sub("_", old)[:LONGEST]
    wanted = free = base if re.match(r"[A-Za-z_]", base) else f"_{base}"
    while document.node(free) is not None:
        numbers[wanted] = numbers.get(wanted, 1) + 1
        free = f"{wanted}_{numbers[wanted]}"
    return free
