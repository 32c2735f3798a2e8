"""A BPMN file in memory: the lxml tree is the model, views give it types, the journal gives undo."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lxml import etree

from bpmn.base.message import Message
from bpmn.base.signal import Signal
from bpmn.model import registry, whitespace
from bpmn.model.journal import Change, Declare, Insert, Remove, SetAttributes, SetTail, SetText, Transaction
from bpmn.model.lookup import Lookup
from bpmn.xml import compare, file, names
from bpmn.xml.characters import writable
from bpmn.xml.encoding import Encoding
from bpmn.xml.errors import NotSaved
from bpmn.xml.parse import parse
from bpmn.xml.scope import Scope, free_prefix, is_bound, prefix_for
from bpmn.xml.source import Bindings, Source, attributes_of, is_element
from bpmn.xml.writer import write

if TYPE_CHECKING:
    from bpmn.model.element import Element

E = TypeVar("E", bound="Element")


class ChangeSet(NamedTuple):
    """What a commit, an undo or a redo touched.

    ``nodes`` changed themselves or lost or gained children; ``ids`` are theirs or of the nearest
    element above that has one, and of everything inserted or removed; ``structural`` is true where
    nodes came or went.
    """

    nodes: frozenset[etree._Element]
    ids: frozenset[str]
    structural: bool


class Document(Lookup):
    """One BPMN 2.0 file.

    The tree under ``root`` is the only copy of the content. Change it only inside ``transaction()``;
    each outermost transaction is announced once on ``changed`` and handed out once on ``committed``.
    """

    def __init__(self, source: Source, data: bytes, name: str = "") -> None:
        super().__init__(source)
        self.name = name
        self.revision = 0
        """Counts every commit, undo and redo."""
        self.state = 0
        """Names the content: a commit gives a new one, undo brings the one before back."""
        self.changed: Signal[ChangeSet] = Signal()
        self.committed: Signal[Transaction] = Signal()
        self._source = source
        self._data = data
        self._open: Transaction | None = None
        self._lock: Exception | None = None
        self._left: dict[etree._Element, Scope] = {}

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
        self._data = self._encoded_source()

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
        inside the outermost transaction, just before it ends, unless nothing changed. A locked document
        raises what it was locked with.
        """
        if self._lock is not None:
            raise self._lock
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
            transaction.before, transaction.after = self.state, self.revision + 1
            self.announce(transaction)
            self.committed.emit(transaction)

    def lock(self, error: Exception | None) -> None:
        """From now on every attempt to change the document raises this error; None unlocks it."""
        self._lock = error

    @property
    def is_locked(self) -> bool:
        """Whether the document may not be changed now."""
        return self._lock is not None

    @property
    def is_changing(self) -> bool:
        """Whether a transaction is open."""
        return self._open is not None

    def announce(self, transaction: Transaction) -> None:
        """Tell listeners what a commit, an undo or a redo touched."""
        self.revision += 1
        self.state = transaction.after if transaction.is_done else transaction.before
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
        """Set an attribute by its Clark name, or remove it with None; a new one comes last.

        Characters that XML cannot hold are left out, here and in texts.
        """
        old = attributes_of(node)
        new = dict(old)
        if value is None:
            new.pop(name, None)
        else:
            new[name] = writable(value)
            self._bind(node, name)
        if tuple(new.items()) != old:
            self._do(SetAttributes(node, old, tuple(new.items())))

    def set_text(self, node: etree._Element, text: str | None) -> None:
        """Replace the text of a node."""
        text = writable(text) if text else text
        if (node.text or "") != (text or ""):
            self._do(SetText(node, node.text, text))

    def set_tail(self, node: etree._Element, tail: str | None) -> None:
        """Replace the text after a node."""
        tail = writable(tail) if tail else tail
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
            self._declare(node, bindings)
        space = whitespace.spacing(parent, index, self.root)
        if space is not None and not self._source.is_on_one_line:
            self._space(parent, index, node, space)
        self._do(Insert(node, parent, index))
        self._bind_inside(node)

    def _space(
        self, parent: etree._Element, index: int, node: etree._Element, space: whitespace.Spacing
    ) -> None:
        if index:
            self.set_tail(parent[index - 1], space.before)
        else:
            self.set_text(parent, space.before)
        if not self._source.was_read(node) and node not in self._left and space.before:
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
        top = node
        while (above := top.getparent()) is not None:
            top = above
        self._left[node] = {**self._left.get(top, {}), **self.scope(node)}
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
            node.set(name, writable(value))
        node.text = writable(text) if text else text
        return node

    # -- namespaces ------------------------------------------------------------------------------

    def declare_namespace(self, prefix: str, uri: str) -> str:
        """Bind uri on the root unless it is bound there; the prefix in effect is returned."""
        scope = self._tree.scopes.of(self.root)
        bound = [p for p, u in scope.items() if u == uri and p]
        if bound:
            return bound[0]
        free = free_prefix(scope, prefix)
        self._declare(self.root, ((free, uri),))
        return free

    def _declare(self, node: etree._Element, bindings: Bindings) -> None:
        old = self._source.declared.get(node, ())
        self._do(Declare(node, old, (*old, *bindings)))

    def qname_for(self, node: etree._Element, uri: str, local: str) -> str:
        """How a name in namespace uri is written at node; the namespace is declared if need be."""
        try:
            prefix = prefix_for(self.scope(node), uri, attribute=False)
        except KeyError:
            prefix = self.declare_namespace(names.PREFIXES.get(uri, "ns"), uri)
        return f"{prefix}:{local}" if prefix else local

    def _bind(self, node: etree._Element, clark: str) -> None:
        """Make sure that an attribute with this name can be written at node."""
        space, _ = names.split(clark)
        if not space or space == names.XML or is_bound(self.scope(node), clark, attribute=True):
            return
        self.declare_namespace(names.PREFIXES.get(space, "ns"), space)
        if self.holds(node) and not is_bound(self.scope(node), clark, attribute=True):
            # The root's prefix stands for something else here.
            free = free_prefix(self.scope(node), names.PREFIXES.get(space, "ns"))
            self._declare(node, ((free, space),))

    def _bind_all(self, top: etree._Element) -> None:
        """Declare what a fresh subtree needs and the root does not bind."""
        bound = set(self._tree.scopes.of(self.root).values())
        for node in top.iter(etree.Element):
            if self._source.was_read(node):
                continue
            space = names.split(str(node.tag))[0]
            if space and space not in bound:
                self.declare_namespace(names.PREFIXES.get(space, "ns"), space)
                bound.add(space)
            for name in node.attrib:
                if str(name).startswith("{"):
                    self._bind(node, str(name))

    def _bind_inside(self, top: etree._Element) -> None:
        """Declare on the nodes below and at top what means something else at their place than at the root."""
        for node in top.iter(etree.Element):
            was_read = self._source.was_read(node)
            if not was_read and not is_bound(self.scope(node), str(node.tag), attribute=False):
                space = names.split(str(node.tag))[0]
                prefix = free_prefix(self.scope(node), names.PREFIXES.get(space, "ns")) if space else None
                self._declare(node, ((prefix, space or ""),))
            if not was_read or node in self._source.touched:
                for name in node.attrib:
                    self._bind(node, str(name))

    def _lost_bindings(self, node: etree._Element, parent: etree._Element) -> Bindings:
        """Bindings that a node relied on where it was taken out and that mean something else below parent."""
        needed = self._left.get(node)
        if needed is None:
            return ()
        inside, own = self.scope(parent), self._tree.scopes.own(node)
        tags = "".join(self._source.start_tag(n) for n in node.iter(etree.Element))
        texts = "".join(v for n in node.iter(etree.Element) for v in (*n.attrib.values(), n.text or ""))
        lost: list[tuple[str | None, str]] = [
            (prefix, uri)
            for prefix, uri in needed.items()
            if prefix
            and prefix not in own
            and inside.get(prefix) != uri
            and (f"{prefix}:" in tags or f"{prefix}:" in texts)
        ]
        default = needed.get(None, "")
        if tags and None not in own and inside.get(None, "") != default:
            lost.append((None, default))
        return tuple(lost)


def owner_id(node: etree._Element | None) -> str | None:
    """Id of the nearest element at or above node that has one."""
    while node is not None and not (is_element(node) and node.get("id")):
        node = node.getparent()
    return node.get("id") if node is not None else None
