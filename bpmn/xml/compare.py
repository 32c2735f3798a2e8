"""Tells whether written bytes say what the tree says: the check after every writing."""

from itertools import zip_longest

from lxml import etree

from bpmn.base.message import Message, message
from bpmn.xml.errors import UnreadableFile
from bpmn.xml.parse import parse
from bpmn.xml.scope import Scopes
from bpmn.xml.source import MANY, Source, attributes_of, is_element


def difference(source: Source, scopes: Scopes, data: bytes) -> Message | None:
    """The first thing in which data, read again, differs from the tree or its namespaces; None if equal."""
    try:
        parsed = parse(data)
    except UnreadableFile as error:
        return message("it cannot be read again ({reason})", reason=error.reason)
    written = Source(parsed)
    if not _is_same(source.root, written.root):
        pairs = zip_longest(source.root.iter(), written.root.iter())
        for now, again in pairs:
            if now is None or again is None:
                return message("the number of elements differs")
            found = _node_difference(now, again)
            if found is not None:
                return found
    return _namespace_difference(source, scopes, written)


def _is_same(now: etree._Element, again: etree._Element) -> bool:
    """Whether two trees surely say the same; if not, only going through them can tell."""
    if etree.tostring(now, encoding="utf-8", with_tail=False) == etree.tostring(
        again, encoding="utf-8", with_tail=False
    ):
        return True
    if now.xpath(f"boolean(//*[count(@*) > {MANY}])"):
        return False  # sorting that many attributes would take minutes
    try:
        return _canonical(now) == _canonical(again)
    except etree.C14NError:  # it knows no relative namespace names
        return False


def _canonical(root: etree._Element) -> bytes:
    """Canonical XML without the declarations that no name uses: those are compared by scope."""
    return etree.tostring(root, method="c14n", exclusive=True)


def _node_difference(now: etree._Element, again: etree._Element) -> Message | None:
    here = message("line {line}", line=again.sourceline or 1)
    if is_element(now) != is_element(again) or now.tag != again.tag:
        return message("another element at {place}", place=here)
    if dict(attributes_of(now)) != dict(attributes_of(again)):
        return message("other attributes at {place}", place=here)
    if (now.text or "") != (again.text or "") or (now.tail or "") != (again.tail or ""):
        same = now.getparent() is None and (now.text or "") == (again.text or "")
        return None if same else message("another text at {place}", place=here)
    return None


def _namespace_difference(source: Source, scopes: Scopes, written: Source) -> Message | None:
    """Compare the bindings in force at every node that declares some, in the tree or in what was written.

    What was written may bind more: names of fresh nodes get a prefix where they need one.
    """
    pairs = _declaring(source, written)
    again = Scopes(written)
    for mine, theirs in pairs:
        if mine not in source.declared and not source.was_read(mine):
            continue
        inside = again.of(theirs)
        if any(inside.get(prefix, "") != uri for prefix, uri in scopes.of(mine).items()):
            return message("other namespaces at line {line}", line=theirs.sourceline or 1)
    return None


def _declaring(source: Source, written: Source) -> list[tuple[etree._Element, etree._Element]]:
    """Pairs of nodes, one in the tree and the same one as written, of which either binds namespaces."""
    here, there = set(source.declaring()), set(written.declaring())
    if here <= {source.root} and there <= {written.root}:
        return [(source.root, written.root)]
    written.starts  # noqa: B018 - so that scopes go by what is written
    pairs = zip(source.root.iter(), written.root.iter(), strict=True)
    return [(mine, theirs) for mine, theirs in pairs if mine in here or theirs in there]
