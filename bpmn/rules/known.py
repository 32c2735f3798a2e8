"""Which elements can be told by their id, as references need it (XML Schema, ID and IDREF)."""

import re

from bpmn.model import Definitions, Element
from bpmn.rules.refusal import Refusal, refuse

READABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*(:[A-Za-z_][A-Za-z0-9_.-]*)?", re.ASCII)
"""The ids that other suites read; elements with another one are lost there, with all that is in them."""


def unknown(element: Element) -> Refusal | None:
    """Why nothing can refer to an element or to what lies in it; None if all is well.

    An id that an earlier element has too would mean that one to every reader.
    """
    at: Element | None = element
    while at is not None and not isinstance(at, Definitions):
        if not is_readable(at):
            return refuse(
                "Other suites cannot read the id {id}: choose “Mend Ids” in the menu “Map” first.",
                id=at.id,
            )
        if not is_first(at):
            return refuse(
                "Two elements of this file have the id {id}: export a copy for bpmn.io, which mends ids, "
                "and change that one.",
                id=at.id,
            )
        at = at.parent
    return None


def is_readable(element: Element) -> bool:
    """Whether other suites read the id of an element, or it has none."""
    return not element.id or READABLE.fullmatch(element.id) is not None


def is_first(element: Element) -> bool:
    """Whether no earlier element has the id of this one."""
    return not element.id or element.document.node(element.id) is element.node
