"""The six reversible changes of a document and the transactions they form.

A change knows its own reverse. It acts on a ``Tree``, which keeps the written source, the scopes and
the index in step; BPMN plays no part here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from bpmn.xml.source import Attributes, Bindings


class Tree(Protocol):
    """The operations a change is made of."""

    def put_attributes(self, node: etree._Element, attributes: Attributes) -> None: ...
    def put_text(self, node: etree._Element, text: str | None) -> None: ...
    def put_tail(self, node: etree._Element, tail: str | None) -> None: ...
    def attach(self, parent: etree._Element, index: int, node: etree._Element) -> None: ...
    def detach(self, node: etree._Element) -> None: ...
    def put_declared(self, node: etree._Element, bindings: Bindings) -> None: ...


class Change(Protocol):
    """One reversible step."""

    @property
    def node(self) -> etree._Element:
        """The node that changes."""

    @property
    def place(self) -> etree._Element:
        """The node below which something changes: a parent for inserted and removed nodes."""

    def apply(self, tree: Tree) -> None: ...
    def revert(self, tree: Tree) -> None: ...


@dataclass(frozen=True, slots=True)
class SetAttributes:
    """Replaces all attributes of a node, so that undo restores their order too."""

    node: etree._Element
    old: Attributes
    new: Attributes

    @property
    def place(self) -> etree._Element:
        """The node itself."""
        return self.node

    def apply(self, tree: Tree) -> None:
        tree.put_attributes(self.node, self.new)

    def revert(self, tree: Tree) -> None:
        tree.put_attributes(self.node, self.old)


@dataclass(frozen=True, slots=True)
class SetText:
    """Replaces the text of a node."""

    node: etree._Element
    old: str | None
    new: str | None

    @property
    def place(self) -> etree._Element:
        """The node itself."""
        return self.node

    def apply(self, tree: Tree) -> None:
        tree.put_text(self.node, self.new)

    def revert(self, tree: Tree) -> None:
        tree.put_text(self.node, self.old)


@dataclass(frozen=True, slots=True)
class SetTail:
    """Replaces the text after a node."""

    node: etree._Element
    old: str | None
    new: str | None

    @property
    def place(self) -> etree._Element:
        """The node itself."""
        return self.node

    def apply(self, tree: Tree) -> None:
        tree.put_tail(self.node, self.new)

    def revert(self, tree: Tree) -> None:
        tree.put_tail(self.node, self.old)


@dataclass(frozen=True, slots=True)
class Insert:
    """Puts node at index below parent; its tail comes with it."""

    node: etree._Element
    parent: etree._Element
    index: int

    @property
    def place(self) -> etree._Element:
        """The parent."""
        return self.parent

    def apply(self, tree: Tree) -> None:
        tree.attach(self.parent, self.index, self.node)

    def revert(self, tree: Tree) -> None:
        tree.detach(self.node)


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes node away from index below parent; its tail goes with it."""

    node: etree._Element
    parent: etree._Element
    index: int

    @property
    def place(self) -> etree._Element:
        """The parent."""
        return self.parent

    def apply(self, tree: Tree) -> None:
        tree.detach(self.node)

    def revert(self, tree: Tree) -> None:
        tree.attach(self.parent, self.index, self.node)


@dataclass(frozen=True, slots=True)
class Declare:
    """Replaces the namespace bindings added to a node since it was read; mostly the root's."""

    node: etree._Element
    old: Bindings
    new: Bindings

    @property
    def place(self) -> etree._Element:
        """The node itself."""
        return self.node

    def apply(self, tree: Tree) -> None:
        tree.put_declared(self.node, self.new)

    def revert(self, tree: Tree) -> None:
        tree.put_declared(self.node, self.old)


@dataclass(slots=True)
class Transaction:
    """All changes of one user action, in order: one undo step, named for people by ``label``.

    ``before`` and ``after`` are the document's ``state`` without and with it, once it is committed.
    """

    label: str
    tree: Tree
    changes: list[Change] = field(default_factory=list)
    before: int = 0
    after: int = 0
    is_done: bool = True

    def redo(self) -> None:
        """Apply the changes in order."""
        for change in self.changes:
            change.apply(self.tree)
        self.is_done = True

    def undo(self) -> None:
        """Revert the changes, last first."""
        self.undo_from(0)
        self.is_done = False

    def undo_from(self, count: int) -> None:
        """Revert all changes after the first count; they stay in the list."""
        for change in reversed(self.changes[count:]):
            change.revert(self.tree)

    def nodes(self) -> Sequence[etree._Element]:
        """Every node that changed or below which something changed, each once."""
        return list(dict.fromkeys(n for c in self.changes for n in (c.node, c.place)))
