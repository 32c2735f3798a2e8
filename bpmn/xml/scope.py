"""Which namespace a prefix stands for at a node, by what is written there.

lxml's own ``nsmap`` is no help: it drops declarations that look redundant when a node is taken out
and put back.
"""

import re
from collections.abc import Mapping

from lxml import etree

from bpmn.xml import names
from bpmn.xml.source import Source

ATTRIBUTE = re.compile(r"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
XMLNS = re.compile(r"xmlns(?::(.+))?")
BREAK = re.compile(r"\r\n|[\t\r\n]")
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}

Scope = Mapping[str | None, str]
OUTERMOST: Scope = {"xml": names.XML}


def unescaped(raw: str) -> str:
    """The value of a written attribute: breaks are blanks, references are what they stand for.

    (XML 1.0, Attribute-Value Normalization.)
    """

    def value(reference: re.Match[str]) -> str:
        if reference[1]:
            return chr(int(reference[1], 16))
        return chr(int(reference[2])) if reference[2] else NAMED[reference[3]]

    plain = BREAK.sub(" ", raw)
    return REFERENCE.sub(value, plain) if "&" in plain else plain


class Scopes:
    """The scope of every node of a tree, from the written declarations and those added since."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._own: dict[etree._Element, dict[str | None, str]] = {}

    def own(self, node: etree._Element) -> Scope:
        """Bindings declared on node itself; None is the default namespace."""
        written = self._own.get(node)
        if written is None:
            tag = self._source.start_tag(node)
            written = {}
            if "xmlns" in tag:
                for found in ATTRIBUTE.finditer(tag):
                    name = XMLNS.fullmatch(found[1])
                    if name is not None:
                        written[name[1]] = unescaped(found[2] if found[2] is not None else found[3])
            self._own[node] = written
        added = self._source.declared.get(node)
        return {**written, **dict(added)} if added else written

    def of(self, node: etree._Element) -> Scope:
        """All bindings in force at node."""
        if self._source.is_pristine:
            return {**OUTERMOST, **node.nsmap}
        chain: list[Scope] = []
        at: etree._Element | None = node
        while at is not None:
            own = self.own(at)
            if own:
                chain.append(own)
            at = at.getparent()
        result: dict[str | None, str] = dict(OUTERMOST)
        for own in reversed(chain):
            result.update(own)
        return result


def prefix_for(scope: Scope, uri: str, *, attribute: bool, favourite: str | None = None) -> str | None:
    """A prefix bound to uri: the favourite if it fits, else the first written one.

    None is the default namespace, which attributes cannot use. Raises KeyError if uri is not bound.
    """
    bound = [p for p, u in scope.items() if u == uri and not (attribute and p is None)]
    if not bound:
        raise KeyError(uri)
    return favourite if favourite in bound else bound[0]


def is_bound(scope: Scope, clark: str, *, attribute: bool) -> bool:
    """Whether a name can be written without declaring anything; attributes cannot use the default."""
    space, _ = names.split(clark)
    if space is None:
        return attribute or not scope.get(None)
    return any(uri == space and not (attribute and prefix is None) for prefix, uri in scope.items())


def free_prefix(scope: Scope, wanted: str) -> str:
    """The prefix wanted, or one like it that stands for nothing in scope."""
    prefix, number = wanted, 1
    while prefix in scope:
        number += 1
        prefix = f"{wanted}{number}"
    return prefix
