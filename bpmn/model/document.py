"""A BPMN file in memory: the lxml tree is the model, views give it types, the journal gives undo."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lxml import etree

from bpmn.base.message import Message
from bpmn.base.signal import Signal
from bpmn.model import ids, registry, whitespace
from bpmn.model.index import Reference
from bpmn.model.journal import Change, Declare, Insert, Remove, SetAttributes, SetTail, SetText, Transaction
from bpmn.model.tree import LiveTree
from bpmn.xml import compare, file, names
from bpmn.xml.encoding import Encoding
from bpmn.xml.errors import NotSaved
from bpmn.xml.parse import parse
from bpmn.xml.scope import Scope, prefix_for
from bpmn.xml.source import Bindings, Source, attributes_of, is_element
from bpmn.xml.writer import write

if TYPE_CHECKING:
    from bpmn.model.element import Element
    from bpmn.model.foundation import Definitions

E = TypeVar("E", bound="Element")


class QNameParts(NamedTuple):
    """A QName taken apart: its namespace (None for a bare name or an unbound prefix) and the rest."""

    uri: str | None
    local: str


class ChangeSet(NamedTuple):
    """What a commit, an undo or a redo touched.

    ``nodes`` changed themselves or lost or gained children; ``ids`` are theirs or of the nearest
    element above that has one, and of everything inserted or removed; ``structural`` is true where
    nodes came or went.
    """

    nodes: frozenset[etree._Element]
    ids: frozenset[str]
    structural: bool


class Document:
    """One BPMN 2.0 file.

    The tree under ``root`` is the only copy of the content. Change it only inside ``transaction()``;
    each outermost transaction is announced once on ``changed`` and handed out once on ``committed``.
    """

    def __init__(self, source: Source, data: bytes, name: str = "") -> None:
        self.root = source.root
        self.name = name
        self.revision = 0
        self.changed: Signal[ChangeSet] = Signal()
        self.committed: Signal[Transaction] = Signal()
        self._source = source
        self._data = data
        self._tree = LiveTree(source)
        self._open: Transaction | None = None
        self._left: dict[etree._Element, Scope] = {}
        self._style: str | None = None

    @classmethod
    def parse(cls, data: bytes, name: str = "") -> "Document":
        """Read a file; name is used in messages. Raises UnreadableFile with line and column."""
        return cls(Source(parse(data, name)), data, name)

    # -- writing ---------------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """The file as it would be saved; untouched parts are as they were read.

        Raises EncodingLoss where a comment, CDATA section or name needs a character that the file's
        encoding lacks.
        """
        if self._source.is_pristine:
            return self._data
        written = write(self._source, self._tree.scopes)
        # Some encodings write one text in several ways; an unchanged text keeps its bytes.
        return self._data if written == self._encoded_source() else written

    def difference(self, data: bytes) -> Message | None:
        """The first thing in which written bytes, read again, differ from this document; None if equal."""
        return compare.difference(self._source, self._tree.scopes, data)

    def _encoded_source(self) -> bytes:
        encoding = self._source.encoding
        try:
            return encoding.encode(self._source.text)
        except UnicodeEncodeError:
            return b""

    def save(self, path: Path, expected: str | None = None) -> str:
        """Write this document to path in one step and return the fingerprint of what stands there now.

        What would be written is read again first. Raises NotSaved if it says something else than the
        document, ChangedOutside if the file on disk is not the one ``expected`` names, EncodingLoss, and
        OSError; in each case the file on disk is as it was.
        """
        data = self.to_bytes()
        found = self.difference(data)
        if found is not None:
            raise NotSaved(path.name, found)
        return file.save(path, data, expected)

    def use_utf8(self) -> None:
        """From now on the file is written as UTF-8; its XML declaration says so."""
        self._source.use_utf8()

    @property
    def encoding(self) -> Encoding:
        """How the file is encoded."""
        return self._source.encoding

    # -- transactions ----------------------------------------------------------------------------

    @contextmanager
    def transaction(
        self, label: str, finish: Callable[[Transaction], None] | None = None
    ) -> Iterator[Transaction]:
        """Group changes into one undo step.

        Transactions nest; what an inner one did is taken back if it raises. ``finish`` is called once,
        inside the outermost transaction, just before it ends, unless nothing changed.
        """
        outermost = self._open is None
        transaction = self._open = self._open or Transaction(label, self._tree)
        mark = len(transaction.changes)
        try:
            yield transaction
            if outermost and finish is not None and transaction.changes:
                finish(transaction)
        except BaseException:
            transaction.undo_from(mark)
            del transaction.changes[mark:]
            raise
        finally:
            if outermost:
                self._open = None
        if outermost and transaction.changes:
            self.announce(transaction)
            self.committed.emit(transaction)

    @property
    def is_changing(self) -> bool:
        """Whether a transaction is open."""
        return self._open is not None

    def announce(self, transaction: Transaction) -> None:
        """Tell listeners what a commit, an undo or a redo touched."""
        self.revision += 1
        nodes = frozenset(transaction.nodes())
        moved = [c.node for c in transaction.changes if isinstance(c, Insert | Remove)]
        identifiers = {i for node in nodes if (i := owner_id(node))}
        identifiers.update(i for top in moved for n in top.iter(etree.Element) if (i := n.get("id")))
        self.changed.emit(ChangeSet(nodes, frozenset(identifiers), bool(moved)))

    def _do(self, change: Change) -> None:
        if self._open is None:
            raise RuntimeError("a document is changed only inside a transaction")
        change.apply(self._tree)
        self._open.changes.append(change)

    # -- changes ---------------------------------------------------------------------------------

    def set_attribute(self, node: etree._Element, name: str, value: str | None) -> None:
        """Set an attribute by its Clark name, or remove it with None; a new one comes last."""
        old = attributes_of(node)
        new = dict(old)
        if value is None:
            new.pop(name, None)
        else:
            new[name] = value
            self._bind(name)
        if tuple(new.items()) != old:
            self._do(SetAttributes(node, old, tuple(new.items())))

    def set_text(self, node: etree._Element, text: str | None) -> None:
        """Replace the text of a node."""
        if (node.text or "") != (text or ""):
            self._do(SetText(node, node.text, text))

    def set_tail(self, node: etree._Element, tail: str | None) -> None:
        """Replace the text after a node."""
        if (node.tail or "") != (tail or ""):
            self._do(SetTail(node, node.tail, tail))

    def insert(self, parent: etree._Element, index: int, node: etree._Element) -> None:
        """Put a node that is in no tree at index below parent, indented like its siblings.

        A node taken out elsewhere keeps the meaning of its prefixes: bindings that its new place lacks
        are declared on it.
        """
        assert node.getparent() is None, "take the node out first"
        if is_element(node):
            self._bind_all(node)
        bindings = self._lost_bindings(node, parent)
        if bindings:
            self._do(Declare(node, self._source.declared.get(node, ()), bindings))
        space = whitespace.spacing(parent, index, self.root)
        if space is not None and not self._source.is_on_one_line:
            self._space(parent, index, node, space)
        self._do(Insert(node, parent, index))

    def _space(self, parent: etree._Element, index: int, node: etree._Element, space: whitespace.Spacing) -> None:
        if index:
            self.set_tail(parent[index - 1], space.before)
        else:
            self.set_text(parent, space.before)
        if node not in self._source.of and space.before:
            whitespace.indent_inside(
                node, "\n" + space.before.rpartition("\n")[2], whitespace.unit_of(self.root)
            )
        self.set_tail(node, space.after)

    def append(self, parent: etree._Element, node: etree._Element) -> None:
        """Put a node below parent where the schema's order of children wants it."""
        self.insert(parent, registry.insertion_index(parent, str(node.tag)), node)

    def remove(self, node: etree._Element) -> None:
        """Take a node out of the tree; text that follows it stays, and so does the indentation."""
        parent = node.getparent()
        assert parent is not None, "the node is in no tree"
        self._left[node] = self._tree.scopes.of(node)
        index = parent.index(node)
        if not whitespace.is_blank(node.tail):
            self._keep_tail(parent, index, (whitespace.before(node)) + (node.tail or ""))
            self.set_tail(node, None)
        elif index == len(parent) - 1 and whitespace.is_blank(whitespace.before(node)):
            self._keep_tail(parent, index, node.tail)
        self._do(Remove(node, parent, index))

    def _keep_tail(self, parent: etree._Element, index: int, text: str | None) -> None:
        if index:
            self.set_tail(parent[index - 1], text)
        else:
            self.set_text(parent, text)

    def create(
        self, tag: str, attributes: Mapping[str, str] | None = None, text: str | None = None
    ) -> etree._Element:
        """A new node, in no tree yet."""
        node = etree.Element(tag)
        for name, value in (attributes or {}).items():
            node.set(name, value)
        node.text = text
        return node

    # -- namespaces ------------------------------------------------------------------------------

    def declare_namespace(self, prefix: str, uri: str) -> str:
        """Bind uri on the root unless it is bound there; the prefix in effect is returned."""
        scope = self._tree.scopes.of(self.root)
        bound = [p for p, u in scope.items() if u == uri and p]
        if bound:
            return bound[0]
        free, number = prefix, 1
        while free in scope:
            number += 1
            free = f"{prefix}{number}"
        old = self._source.declared.get(self.root, ())
        self._do(Declare(self.root, old, (*old, (free, uri))))
        return free

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

    def qname_for(self, node: etree._Element, uri: str, local: str) -> str:
        """How a name in namespace uri is written at node; the namespace is declared if need be."""
        try:
            prefix = prefix_for(self.scope(node), uri, attribute=False)
        except KeyError:
            prefix = self.declare_namespace(names.PREFIXES.get(uri, "ns"), uri)
        return f"{prefix}:{local}" if prefix else local

    def _bind(self, clark: str) -> None:
        space, _ = names.split(clark)
        if space and space != names.XML:
            self.declare_namespace(names.PREFIXES.get(space, "ns"), space)

    def _bind_all(self, top: etree._Element) -> None:
        """Declare what a fresh subtree needs and the root does not bind."""
        bound = set(self._tree.scopes.of(self.root).values())
        for node in top.iter(etree.Element):
            if node in self._source.of:
                continue
            space = names.split(str(node.tag))[0]
            if space and space not in bound:
                self.declare_namespace(names.PREFIXES.get(space, "ns"), space)
                bound.add(space)
            for name in node.attrib:
                if str(name).startswith("{"):
                    self._bind(str(name))

    def _lost_bindings(self, node: etree._Element, parent: etree._Element) -> Bindings:
        """Bindings that a node relied on where it was read and that mean something else below parent."""
        needed = self._left.get(node)
        place = self._source.of.get(node)
        if needed is None or place is None:
            return ()
        inside = self.scope(parent)
        own = self._tree.scopes.own(node)
        text = self._source.text[place.start : place.end_to]
        return (*self._source.declared.get(node, ()),) + tuple(
            (prefix, uri)
            for prefix, uri in needed.items()
            if prefix not in own
            and inside.get(prefix, "") != uri
            and (prefix is None or f"{prefix}:" in text)
        )

    # -- looking up ------------------------------------------------------------------------------

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
        """The typed view of a node."""
        return registry.view_class(str(node.tag))(self, node)

    def element(self, identifier: str) -> "Element | None":
        """The view of the element with this id, or None."""
        node = self.node(identifier)
        return None if node is None else self.view(node)

    def all(self, kind: type[E]) -> list[E]:
        """Every element of this class or of one derived from it, in file order."""
        tags = registry.tags_of(kind)
        return [kind(self, n) if len(tags) == 1 else self._as(kind, n) for n in self.root.iter(*tags)]

    def _as(self, kind: type[E], node: etree._Element) -> E:
        view = self.view(node)
        assert isinstance(view, kind)
        return view

    @property
    def definitions(self) -> "Definitions":
        """The root element."""
        view: Definitions = self.view(self.root)  # type: ignore[assignment]
        return view


def owner_id(node: etree._Element | None) -> str | None:
    """Id of the nearest element at or above node that has one."""
    while node is not None and not (is_element(node) and node.get("id")):
        node = node.getparent()
    return node.get("id") if node is not None else None
