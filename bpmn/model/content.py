"""What a node says, as a flat list: the same for two files that mean the same and are written differently.

Comments, processing instructions, prefixes, quotes, indentation, the order of attributes and written-out
defaults say nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from bpmn.model import registry
from bpmn.model.fields import Attribute
from bpmn.xml import names
from bpmn.xml.source import is_element

if TYPE_CHECKING:
    from bpmn.model.document import Document

Node = etree._Element
"""A node of the tree, for floors that do not know lxml."""

XSI_TYPE = f"{{{names.XSI}}}type"
DERIVED = frozenset(names.model(tag) for tag in ("incoming", "outgoing"))
"""Many files lack these or have stale ones; the flows are the truth."""
KEYS = ("name", "key", "id", "target")
"""Attributes that tell repeated elements of a vendor apart, the first one that does."""


class Said(NamedTuple):
    """One thing that a node says.

    ``path`` leads there: names of children, then "@" and the name of an attribute, nothing for a text.
    Names of BPMN stand alone, others with their namespace in braces. ``target`` is the id of the element
    of this file that ``value`` refers to, "" where it refers to none.
    """

    path: str
    value: str
    target: str = ""


def content(document: "Document", node: etree._Element, *, without: Collection[etree._Element]) -> list[Said]:
    """What a node and the nodes in it say, in file order.

    Nodes of ``without`` are left out with all that is in them; so is the node's own id.
    """
    found: list[Said] = []
    waiting: list[tuple[etree._Element, str]] = [(node, "")]
    while waiting:
        current, path = waiting.pop()
        found += _attributes(document, current, path, with_id=current is not node)
        found += _text(document, current, path)
        inside = [c for c in current if is_element(c) and c not in without and c.tag not in DERIVED]
        waiting += reversed([(c, path + step) for c, step in zip(inside, _steps(inside), strict=True)])
    return found


def short(clark: str) -> str:
    """How a name is written in a path: those of BPMN and its drawings without their namespace."""
    space, local = names.split(clark)
    known = (None, names.MODEL, names.BPMNDI, names.DC, names.DI)
    return local if space in known else clark


def _steps(siblings: list[etree._Element]) -> Iterator[str]:
    """How the path goes on to each of some siblings."""
    counts = Counter(n.tag for n in siblings)
    keys = {tag: _key(tag, siblings) for tag, count in counts.items() if count > 1 or _is_foreign(tag)}
    seen: Counter[object] = Counter()
    for node in siblings:
        seen[node.tag] += 1
        key = keys.get(node.tag)
        if key:
            yield f"/{short(str(node.tag))}[{key}={node.get(key)}]"
        else:
            number = seen[node.tag]
            yield f"/{short(str(node.tag))}" + (f"[{number}]" if number > 1 else "")


def _is_foreign(tag: object) -> bool:
    return names.split(str(tag))[0] not in (names.MODEL, names.BPMNDI, names.DC, names.DI)


def _key(tag: object, siblings: list[etree._Element]) -> str | None:
    """The attribute that tells all siblings of a vendor's tag apart."""
    if not _is_foreign(tag):
        return None
    same = [n for n in siblings if n.tag == tag]
    for name in KEYS:
        values = {n.get(name) for n in same}
        if None not in values and len(values) == len(same):
            return name
    return None


def _attributes(document: "Document", node: etree._Element, path: str, *, with_id: bool) -> Iterator[Said]:
    references = registry.reference_attributes(str(node.tag))
    fields = _fields(type(document.view(node)).__name__)
    for name, raw in sorted((str(k), str(v)) for k, v in node.attrib.items()):
        if name == "id" and not with_id:
            continue
        place = f"{path}@{short(name)}"
        if name in references:
            yield from _reference(document, node, place, raw, references[name])
        elif name == XSI_TYPE:
            yield Said(place, raw.rpartition(":")[2].strip())
        else:
            field = fields.get(name)
            value = field.plain(raw) if field is not None else raw
            if value is not None:
                yield Said(place, value)


@cache
def _fields(kind: str) -> dict[str, Attribute[Any]]:
    return {f.name: f for f in registry.fields(registry.CLASSES[kind]) if isinstance(f, Attribute)}


def _reference(
    document: "Document", node: etree._Element, place: str, raw: str, kind: str | None
) -> Iterator[Said]:
    value = raw.strip()
    target = value if kind == "idref" else document.local_id(node, value)
    if target and document.node(target) is None and ":" in target:
        target = target.partition(":")[2]
    if target and document.node(target) is not None:
        yield Said(place, value, target)
    elif value:
        uri, local = document.resolve_qname(node, value)
        yield Said(place, f"{{{uri}}}{local}" if uri and kind == "qname" else value)


def _text(document: "Document", node: etree._Element, path: str) -> Iterator[Said]:
    parts = [node.text or "", *(child.tail or "" for child in node)]
    text = "".join(parts).replace("\r\n", "\n").strip()
    if not text:
        return
    kind = registry.reference_text(str(node.tag))
    if kind:
        yield from _reference(document, node, path, text, kind)
    else:
        yield Said(path, text)
