"""Indentation of what is added to a file, after the example of what stands there."""

from typing import NamedTuple

from lxml import etree


class Spacing(NamedTuple):
    """The white space around a new child.

    ``before`` is the new text of the parent or tail of the one before, ``after`` its own tail.
    """

    before: str | None
    after: str | None


def is_blank(text: str | None) -> bool:
    """Whether text is nothing but white space."""
    return not text or text.isspace()


def before(node: etree._Element) -> str:
    """The text between node and what stands before it."""
    previous = node.getprevious()
    parent = node.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def indent_of(node: etree._Element) -> str | None:
    """Line break and indentation in front of node; None where it does not begin a line."""
    text = before(node)
    return "\n" + text.rpartition("\n")[2] if "\n" in text and text.isspace() else None


def unit_of(root: etree._Element) -> str:
    """One step of indentation, after the root's first child; two blanks where that tells nothing."""
    text = root.text or ""
    step = text.rpartition("\n")[2] if "\n" in text else ""
    return step if step and step.isspace() else "  "


def child_indent(parent: etree._Element, root: etree._Element) -> str | None:
    """Line break and indentation for children of parent; None where the file puts them on one line."""
    for child in parent:
        found = indent_of(child)
        if found is not None:
            return found
    if len(parent):
        return None
    own = "\n" if parent is root else indent_of(parent)
    return None if own is None else own + unit_of(root)


def spacing(parent: etree._Element, index: int, root: etree._Element) -> Spacing | None:
    """White space for a child to be inserted at index; None where the parent's own must not be touched."""
    indent = child_indent(parent, root)
    left = parent[index - 1].tail if index else parent.text
    if indent is None or not is_blank(left):
        return None
    if index < len(parent):
        return Spacing(left or None, left or None)
    closing = "\n" if parent is root else indent_of(parent)
    last = left if index else closing
    return Spacing(indent, last or closing)


def indent_inside(node: etree._Element, indent: str, unit: str) -> None:
    """Spread a new subtree over lines; elements with text of their own stay as they are."""
    if not len(node) or node.text:
        return
    inner = indent + unit
    node.text = inner
    for child in node:
        indent_inside(child, inner, unit)
        child.tail = inner
    node[-1].tail = indent
