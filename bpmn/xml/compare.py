"""Tells whether written bytes say what the tree says: the check after every writing."""

from itertools import zip_longest

from lxml import etree

from bpmn.base.message import Message, message
from bpmn.xml.errors import UnreadableFile
from bpmn.xml.parse import parse
from bpmn.xml.scope import Scopes
from bpmn.xml.source import Source, attributes_of, is_element


def difference(source: Source, scopes: Scopes, data: bytes) -> Message | None:
    """The first thing in which data, read again, differs from the tree or its namespaces; None if equal."""
    try:
        parsed = parse(data)
    except UnreadableFile as error:
        return message("it cannot be read again ({reason})", reason=error.reason)
    written = Source(parsed)
    pairs = zip_longest(source.root.iter(), written.root.iter())
    for now, again in pairs:
        if now is None or again is None:
            return message("the number of elements differs")
        found = _node_difference(now, again)
        if found is not None:
            return found
    return _namespace_difference(source, scopes, written)


def _node_difference(now: etree._Element, again: etree._Element) -> Message | None:
    template = None
    if is_element(now) != is_element(again) or now.tag != again.tag:
        template = "another element at line {line}"
    elif now.attrib != again.attrib and dict(attributes_of(now)) != dict(attributes_of(again)):
        template = "other attributes at line {line}"
    elif (now.text or "") != (again.text or "") or _tail(now) != _tail(again):
        template = "another text at line {line}"
    return message(template, line=again.sourceline or 1) if template else None


def _tail(node: etree._Element) -> str:
    """The text behind a node; what stands behind the root is no content."""
    return "" if node.getparent() is None else node.tail or ""


def _namespace_difference(source: Source, scopes: Scopes, written: Source) -> Message | None:
    """Compare the bindings node by node, wherever some are declared."""
    written.of  # noqa: B018 - finds the tokens, so that scopes go by what is written
    again = Scopes(written)
    for mine, theirs in zip(source.root.iter(), written.root.iter(), strict=True):
        if not is_element(mine):
            continue
        if scopes.own(mine) != again.own(theirs) and scopes.of(mine) != again.of(theirs):
            return message("other namespaces at line {line}", line=theirs.sourceline or 1)
    return None
