"""The live tree of a document: carries out changes and keeps source, scopes and index in step."""

from collections.abc import Iterator

from lxml import etree

from bpmn.model.index import Index
from bpmn.xml.scope import Scopes
from bpmn.xml.source import Attributes, Bindings, Source, is_element


class LiveTree:
    """What changes act on. Nothing else may touch the nodes."""

    def __init__(self, source: Source) -> None:
        self.root = source.root
        self.source = source
        self.scopes = Scopes(source)
        self._index: Index | None = None
        # lxml makes a new proxy for a node that no Python object holds; views compare proxies.
        self._alive: set[etree._Element] = set()

    @property
    def index(self) -> Index:
        """Ids and references, built when first asked for."""
        if self._index is None:
            self._index = Index(self.root)
        return self._index

    def put_attributes(self, node: etree._Element, attributes: Attributes) -> None:
        """Replace all attributes of node."""
        self.source.touch(node)
        self._forget(node, deep=False)
        node.attrib.clear()
        for name, value in attributes:
            node.set(name, value)
        self._learn(node, deep=False)

    def put_text(self, node: etree._Element, text: str | None) -> None:
        """Replace the text of node."""
        self.source.touch(node)
        self._forget(node, deep=False)
        node.text = text
        self._learn(node, deep=False)

    def put_tail(self, node: etree._Element, tail: str | None) -> None:
        """Replace the text after node."""
        self.source.touch(node)
        node.tail = tail

    def attach(self, parent: etree._Element, index: int, node: etree._Element) -> None:
        """Put node at index below parent."""
        self.source.touch(parent)
        self._alive.update(node.iter())
        parent.insert(index, node)
        self._learn(node, deep=True)

    def detach(self, node: etree._Element) -> None:
        """Take node, with its tail, away from its parent."""
        parent = node.getparent()
        assert parent is not None
        self.source.touch(parent)
        self._forget(node, deep=True)
        parent.remove(node)

    def put_declared(self, node: etree._Element, bindings: Bindings) -> None:
        """Replace the bindings added to node."""
        self.source.touch(node)
        if bindings:
            self.source.declared[node] = bindings
        else:
            self.source.declared.pop(node, None)

    def _learn(self, node: etree._Element, *, deep: bool) -> None:
        if self._index is not None and self.holds(node):
            self._index.learn(_nodes(node, deep=deep))

    def _forget(self, node: etree._Element, *, deep: bool) -> None:
        if self._index is not None and self.holds(node):
            self._index.forget(_nodes(node, deep=deep))

    def holds(self, node: etree._Element) -> bool:
        """Whether node is in the tree now, not taken out."""
        at: etree._Element | None = node
        while at is not None:
            if at is self.root:
                return True
            at = at.getparent()
        return False


def _nodes(node: etree._Element, *, deep: bool) -> Iterator[etree._Element]:
    if deep:
        yield from node.iter()
    elif is_element(node):
        yield node
