"""Writes a tree back: what did not change keeps its written form, the rest is written fresh.

Inside a start tag the same holds token by token: one changed attribute leaves the order, quotes and
spacing of all others as they stand.
"""

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import etree

from bpmn.xml import names
from bpmn.xml.errors import EncodingLoss
from bpmn.xml.scope import Scope, Scopes, free_prefix, prefix_for
from bpmn.xml.source import Original, Source, Verbatim, attributes_of, is_element

if TYPE_CHECKING:
    from bpmn.xml.encoding import Encoding

ATTRIBUTE = re.compile(r"""(\s+)([^\s=/>"']+)(\s*=\s*)("[^"]*"|'[^']*')""")
TAG_NAME = re.compile(r"<([^\s/>]+)")


def write(source: Source, scopes: Scopes) -> bytes:
    """The whole file. Raises EncodingLoss where the file's encoding lacks a character."""
    text = Writer(source, scopes).text()
    return source.encoding.encode(text)


class Writer:
    """Collects the text of one file."""

    def __init__(self, source: Source, scopes: Scopes) -> None:
        self._source = source
        self._scopes = scopes
        self._parts: list[str] = []
        self._changed = source.changed()
        self._below: dict[etree._Element, list[etree._Element]] = {}
        for node in self._changed:
            parent = node.getparent()
            if parent is not None:
                self._below.setdefault(parent, []).append(node)

    def text(self) -> str:
        """The file as text, without its byte-order mark."""
        source = self._source
        root = source.root
        if root not in self._changed:
            return source.text
        place = source.place(root)
        assert place
        self._parts.append(source.text[: place.start])
        self._emit(root)
        self._parts.append(source.text[place.end_to :])
        return "".join(self._parts)

    def _emit(self, root: etree._Element) -> None:
        """Write root and all below it; a stack instead of recursion, for depth."""
        stack: list[etree._Element | str] = [root]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self._parts.append(item)
                continue
            place = self._source.place(item)
            if place is not None and item not in self._changed:
                self._parts.append(self._source.text[place.start : place.tail_to])
                continue
            closing = self._open(item, place)
            stack.append(self._tail(item, place))
            stack.append(closing)
            stack.extend(reversed(self._inside(item, place)))

    def _inside(self, node: etree._Element, place: Verbatim | None) -> list[etree._Element | str]:
        """What stands below node, in order: written text where it is unchanged, and nodes to be written."""
        if place is None or not is_element(node):
            return list(node)
        old = self._source.touched.get(node)
        if old is None or old.children == tuple(node):
            return self._unmoved(node, place)
        return self._moved(node, old.children)

    def _unmoved(self, node: etree._Element, place: Verbatim) -> list[etree._Element | str]:
        """The inside of a node below which nothing came or went."""
        items: list[etree._Element | str] = []
        starts = self._source.starts
        at = place.text_to
        for child in sorted(self._below.get(node, ()), key=starts.__getitem__):
            its = self._source.place(child)
            assert its
            items += (self._source.text[at : its.start], child)
            at = its.tail_to
        items.append(self._source.text[at : place.end_from])
        return items

    def _moved(self, node: etree._Element, before: tuple[etree._Element, ...]) -> list[etree._Element | str]:
        """The inside of a node whose children are others than in the file; rows of them stay."""
        items: list[etree._Element | str] = []
        position = {child: index for index, child in enumerate(before)}
        first = last = -1
        for child in node:
            index = -1 if child in self._changed else position.get(child, -1)
            if index >= 0 and last >= 0 and index == last + 1:
                last = index
                continue
            if last >= 0:
                items.append(self._row(before[first], before[last]))
            first = last = index
            if index < 0:
                items.append(child)
        if last >= 0:
            items.append(self._row(before[first], before[last]))
        return items

    def _row(self, first: etree._Element, last: etree._Element) -> str:
        """The written text of siblings that follow each other in the file, with their tails."""
        end = self._source.place(last)
        assert end
        return self._source.text[self._source.starts[first] : end.tail_to]

    def _open(self, node: etree._Element, place: Verbatim | None) -> str:
        """Write the start tag and the text of node; the end tag is returned."""
        if not is_element(node):
            self._parts.append(self._comment(node, place))
            return ""
        old = self._source.touched.get(node)
        content = bool(len(node)) or bool(node.text)
        start = self._kept_start(node, place, old) if place else self._fresh_start(node)
        if place is None or place.start_to == place.end_to:
            name = _tag_name(start)
            self._parts.append((start if content else start + "/") + ">")
            end = f"</{name}>" if content else ""
        else:
            self._parts.append(start + ">")
            end = self._source.text[place.end_from : place.end_to]
        if place and (old is None or old.text == node.text):
            self._parts.append(self._source.text[place.start_to : place.text_to])
        elif node.text:
            self._parts.append(self._text(node.text, place))
        return end

    def _kept_start(self, node: etree._Element, place: Verbatim, old: Original | None) -> str:
        """The start tag of a node that was read, up to its closing bracket."""
        written = self._source.text[place.start : place.start_to]
        added = self._source.declared.get(node, ())
        now = attributes_of(node)
        if (old is None or old.attributes == now) and not added:
            empty = written.endswith("/>")
            becomes_open = empty and (len(node) or node.text)
            return written[:-2].rstrip() if becomes_open else written[: -2 if empty else -1]
        body = written[: -2 if written.endswith("/>") else -1]
        return self._patched(node, body, dict(now), dict(old.attributes) if old else dict(now), added)

    def _patched(
        self,
        node: etree._Element,
        body: str,
        now: dict[str, str],
        old: dict[str, str],
        added: tuple[tuple[str | None, str], ...],
    ) -> str:
        """The written start tag with only the changed attributes rewritten."""
        scope = self._scopes.of(node)
        head = TAG_NAME.match(body)
        assert head
        parts = [head[0]]
        seen: set[str] = set()
        end = head.end()
        for token in ATTRIBUTE.finditer(body, head.end()):
            end = token.end()
            clark = _clark(token[2], scope)
            if clark is None:
                parts.append(token[0])
            elif clark in now:
                seen.add(clark)
                same = now[clark] == old.get(clark)
                quote = token[4][0]
                value = token[4] if same else quote + self._value(now[clark], quote) + quote
                parts.append(token[1] + token[2] + token[3] + value)
        parts.extend(f" {_xmlns(p)}={_quoted_uri(u)}" for p, u in added)
        parts.extend(self._attribute(name, value, scope) for name, value in now.items() if name not in seen)
        return "".join(parts) + body[end:]

    def _fresh_start(self, node: etree._Element) -> str:
        scope = dict(self._scopes.of(node))
        declared = list(self._source.declared.get(node, ()))
        space, local = names.split(str(node.tag))
        parent = node.getparent()
        favourite = self._prefix_of(parent) if parent is not None else None
        for uri in self._unbound(node, scope):
            prefix = free_prefix(scope, names.PREFIXES.get(uri, "ns"))
            scope[prefix] = uri
            declared.append((prefix, uri))
        if space is None:
            name = local
            if scope.get(None):
                declared.append((None, ""))
        else:
            prefix_ = prefix_for(scope, space, attribute=False, favourite=favourite)
            name = f"{prefix_}:{local}" if prefix_ else local
        self._require(name)
        parts = [f"<{name}", *(f" {_xmlns(p)}={_quoted_uri(u)}" for p, u in declared)]
        parts.extend(self._attribute(k, v, scope) for k, v in attributes_of(node))
        return "".join(parts)

    def _unbound(self, node: etree._Element, scope: Scope) -> list[str]:
        """Namespaces of node and its attributes that no usable prefix stands for."""
        bound = set(scope.values())
        prefixed = {uri for prefix, uri in scope.items() if prefix is not None}
        wanted = [(str(node.tag), False), *((name, True) for name, _ in attributes_of(node))]
        missing = [
            space
            for clark, attribute in wanted
            if (space := names.split(clark)[0]) and space not in (prefixed if attribute else bound)
        ]
        return list(dict.fromkeys(missing))

    def _prefix_of(self, node: etree._Element) -> str | None:
        """The prefix in the written tag of node; None for a fresh node or the default namespace."""
        found = TAG_NAME.match(self._source.start_tag(node))
        return found[1].rpartition(":")[0] or None if found else None

    def _attribute(self, clark: str, value: str, scope: Scope) -> str:
        space, local = names.split(clark)
        prefix = prefix_for(scope, space, attribute=True) if space else None
        name = f"{prefix}:{local}" if prefix else local
        self._require(name)
        return f' {name}="{self._value(value, chr(34))}"'

    def _value(self, value: str, quote: str) -> str:
        entities = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
        entities[quote] = "&quot;" if quote == '"' else "&apos;"
        return self._source.encoding.written(escape(value, entities))

    def _text(self, text: str, place: Verbatim | None) -> str:
        written = self._source.text[place.start_to : place.text_to] if place else ""
        newline = self._source.newline
        if written.strip().startswith("<![CDATA[") and written.strip().endswith("]]>"):
            self._require(text)
            body = text.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
            return f"<![CDATA[{body}]]>".replace("\n", newline)
        return self._escaped(text)

    def _escaped(self, text: str) -> str:
        plain = escape(text).replace("\r", "&#13;").replace("\n", self._source.newline)
        return self._source.encoding.written(plain)

    def _tail(self, node: etree._Element, place: Verbatim | None) -> str:
        if node is self._source.root:
            return ""
        old = self._source.touched.get(node)
        if place and (old is None or old.tail == node.tail):
            return self._source.text[place.end_to : place.tail_to]
        return self._escaped(node.tail) if node.tail else ""

    def _comment(self, node: etree._Element, place: Verbatim | None) -> str:
        old = self._source.touched.get(node)
        if place and (old is None or old.text == node.text):
            return self._source.text[place.start : place.start_to]
        written = etree.tostring(node, encoding="unicode", with_tail=False)
        self._require(written)
        return written.replace("\n", self._source.newline)

    def _require(self, text: str) -> None:
        encoding: Encoding = self._source.encoding
        if encoding.lacks(text):
            raise EncodingLoss(text, encoding.codec)


def _tag_name(start: str) -> str:
    found = TAG_NAME.match(start)
    assert found
    return found[1]


def _clark(lexical: str, scope: Scope) -> str | None:
    """The Clark name of a written attribute name; None for a namespace declaration."""
    prefix, colon, local = lexical.partition(":")
    if lexical == "xmlns" or (colon and prefix == "xmlns"):
        return None
    return f"{{{scope[prefix]}}}{local}" if colon else lexical


def _xmlns(prefix: str | None) -> str:
    return f"xmlns:{prefix}" if prefix else "xmlns"


def _quoted_uri(uri: str) -> str:
    return '"' + escape(uri, {'"': "&quot;"}) + '"'
