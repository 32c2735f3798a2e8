"""Who has which id and who refers to it, kept current with every change."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from lxml import etree

from bpmn.model import registry
from bpmn.xml.source import is_element

T = TypeVar("T")


class Reference(NamedTuple):
    """A place that names an id: an attribute of node (Clark name), or its text where None."""

    node: etree._Element
    attribute: str | None


class Index:
    """Ids and references of a tree.

    References are filed under the text as written and, for QNames, under the part after the colon:
    whoever asks must still check what the prefix stands for.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._ids: dict[str, dict[etree._Element, None]] = {}
        self._references: dict[str, dict[Reference, None]] = {}
        self.learn(root.iter())

    def node(self, identifier: str) -> etree._Element | None:
        """The first node in file order with this id."""
        nodes = self._ids.get(identifier)
        if not nodes:
            return None
        if len(nodes) == 1:
            return next(iter(nodes))
        return next(n for n in self._root.iter() if n in nodes)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._ids

    def ids(self) -> Iterable[str]:
        """All ids in use."""
        return self._ids.keys()

    def duplicates(self) -> list[str]:
        """Ids that more than one node has."""
        return [identifier for identifier, nodes in self._ids.items() if len(nodes) > 1]

    def candidates(self, identifier: str) -> Iterable[Reference]:
        """References filed under identifier, in the order they were learnt."""
        return tuple(self._references.get(identifier, ()))

    def learn(self, nodes: Iterable[etree._Element]) -> None:
        """Take nodes in."""
        for node in nodes:
            if not is_element(node):
                continue
            identifier = node.get("id")
            if identifier:
                self._ids.setdefault(identifier, {})[node] = None
            for key, reference in _references(node):
                self._references.setdefault(key, {})[reference] = None

    def forget(self, nodes: Iterable[etree._Element]) -> None:
        """Let nodes go, by what they say now."""
        for node in nodes:
            if not is_element(node):
                continue
            identifier = node.get("id")
            if identifier:
                _drop(self._ids, identifier, node)
            for key, reference in _references(node):
                _drop(self._references, key, reference)


def _drop(table: dict[str, dict[T, None]], key: str, value: T) -> None:
    entries = table.get(key)
    if entries is not None:
        entries.pop(value, None)
        if not entries:
            del table[key]


def _references(node: etree._Element) -> Iterator[tuple[str, Reference]]:
    """Every reference in node with the keys it is filed under."""
    tag = str(node.tag)
    for attribute, kind in registry.reference_attributes(tag).items():
        value = node.get(attribute)
        if value:
            for key in _keys(value.strip(), kind):
                yield key, Reference(node, attribute)
    kind_of_text = registry.reference_text(tag)
    if kind_of_text and node.text:
        for key in _keys(node.text.strip(), kind_of_text):
            yield key, Reference(node, None)


def _keys(value: str, kind: str) -> tuple[str, ...]:
    if kind == "qname" and ":" in value:
        return value, value.partition(":")[2]
    return (value,) if value else ()
