"""Looking things up in a document: ids, references, names and typed views."""

from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from lxml import etree

from bpmn.model import ids, registry
from bpmn.model.index import Reference
from bpmn.model.tree import LiveTree
from bpmn.xml import names
from bpmn.xml.scope import Scope
from bpmn.xml.source import Source

if TYPE_CHECKING:
    from bpmn.model.document import Document
    from bpmn.model.element import Element
    from bpmn.model.foundation import Definitions

E = TypeVar("E", bound="Element")
XSI_TYPE = f"{{{names.XSI}}}type"


class QNameParts(NamedTuple):
    """A QName taken apart: its namespace (None for a bare name or an unbound prefix) and the rest."""

    uri: str | None
    local: str


class Lookup:
    """The reading half of a document."""

    def __init__(self, source: Source) -> None:
        self.root = source.root
        self._tree = LiveTree(source)
        self._style: str | None = None
        self._prefixed: bool | None = None

    def scope(self, node: etree._Element) -> Scope:
        """Which namespace each prefix stands for at node; None is the default namespace."""
        return self._tree.scopes.of(node)

    def resolve_qname(self, node: etree._Element, value: str) -> QNameParts:
        """A QName written at node. A bare name and an unbound prefix give no namespace."""
        prefix, colon, local = value.strip().partition(":")
        if not colon:
            return QNameParts(None, prefix)
        uri = self.scope(node).get(prefix)
        return QNameParts(uri, local) if uri else QNameParts(None, value.strip())

    def local_id(self, node: etree._Element, value: str) -> str | None:
        """The id in this file that a QName written at node means; None if it means another file's.

        Tools write bare ids where the schema wants QNames, so a bare name is an id of this file.
        """
        uri, local = self.resolve_qname(node, value)
        return local if uri is None or uri == self.root.get("targetNamespace") else None

    def node(self, identifier: str) -> etree._Element | None:
        """The first node in file order with this id, or None."""
        return self._tree.index.node(identifier)

    def holds(self, node: etree._Element) -> bool:
        """Whether node is in the tree now."""
        return self._tree.holds(node)

    def ids(self) -> frozenset[str]:
        """All ids of the file."""
        return frozenset(self._tree.index.ids())

    def duplicate_ids(self) -> list[str]:
        """Ids that more than one element of the file has."""
        return self._tree.index.duplicates()

    def references(self, identifier: str) -> tuple[Reference, ...]:
        """Every place of the file that refers to this id: attributes and element texts."""
        return tuple(r for r in self._tree.index.candidates(identifier) if self._means(r, identifier))

    def _means(self, reference: Reference, identifier: str) -> bool:
        node, attribute = reference
        value = (node.get(attribute) if attribute else node.text) or ""
        return value.strip() == identifier or self.local_id(node, value) == identifier

    def new_id(self, prefix: str) -> str:
        """An id nobody in the file has, in the file's style."""
        if self._style is None:
            self._style = ids.style_of(self._tree.index.ids())
        return ids.new_id(prefix, self._style, self._tree.index)

    def view(self, node: etree._Element) -> "Element":
        """The typed view of a node; xsi:type counts where it narrows the type of the tag."""
        claimed = node.get(XSI_TYPE)
        kind = registry.view_class(str(node.tag), claimed.rpartition(":")[2].strip() if claimed else None)
        return kind(cast("Document", self), node)

    def element(self, identifier: str) -> "Element | None":
        """The view of the element with this id, or None."""
        node = self.node(identifier)
        return None if node is None else self.view(node)

    def all(self, kind: type[E]) -> list[E]:
        """Every element of this class or of one derived from it, in file order."""
        views = (self.view(node) for node in self.root.iter(*registry.tags_of(kind)))
        return [view for view in views if isinstance(view, kind)]

    def reference_text(self, node: etree._Element, identifier: str) -> str:
        """How a QName written at node names an element of this file.

        With the prefix of the target namespace where the file writes its references so, else bare.
        """
        uri = self.root.get("targetNamespace")
        if self._prefixed is None:
            self._prefixed = self._writes_prefixes()
        if not uri or not self._prefixed:
            return identifier
        bound = [prefix for prefix, space in self.scope(node).items() if space == uri]
        if None in bound or not bound:
            return identifier
        return f"{bound[0]}:{identifier}"

    def _writes_prefixes(self) -> bool:
        own = self.root.get("targetNamespace")
        for node in self.root.iter(etree.Element):
            for attribute, kind in registry.reference_attributes(str(node.tag)).items():
                value = node.get(attribute) if kind == "qname" else None
                if value and self.node(value.rpartition(":")[2]) is not None:
                    return ":" in value and self.resolve_qname(node, value).uri == own
        return False

    @property
    def definitions(self) -> "Definitions":
        """The root element."""
        from bpmn.model.foundation import Definitions

        view = self.view(self.root)
        assert isinstance(view, Definitions)
        return view
