"""The base of all views."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from lxml import etree

from bpmn.model import registry
from bpmn.model.fields import String
from bpmn.xml import names
from bpmn.xml.source import is_element

if TYPE_CHECKING:
    from bpmn.model.document import Document

E = TypeVar("E", bound="Element")


class Element:
    """A typed look at one node. Holds no content of its own: two views of one node are equal."""

    own_tag: ClassVar[str] = ""
    id = String("id")

    def __init_subclass__(cls, tag: str | None = None, space: str = names.MODEL) -> None:
        super().__init_subclass__()
        cls.own_tag = f"{{{space}}}{tag}" if tag else ""
        registry.register(cls, cls.own_tag or None)

    def __init__(self, document: "Document", node: etree._Element) -> None:
        self.document = document
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and other.node is self.node

    def __hash__(self) -> int:
        return hash(self.node)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id or ''} line {self.node.sourceline}>"

    @property
    def tag(self) -> str:
        """The Clark name of the node."""
        return str(self.node.tag)

    @property
    def local_name(self) -> str:
        """The node's name without its namespace."""
        return names.split(self.tag)[1]

    @property
    def parent(self) -> "Element | None":
        """The element around this one; None for the root and for one in no tree."""
        node = self.node.getparent()
        return None if node is None else self.document.view(node)

    @property
    def is_alive(self) -> bool:
        """Whether the node is in the document's tree now."""
        return self.document.holds(self.node)

    def children(self, kind: type[E]) -> list[E]:
        """The direct children of a class, in file order."""
        views = (self.document.view(node) for node in self.node if is_element(node))
        return [view for view in views if isinstance(view, kind)]

    def ancestor(self, kind: type[E]) -> E | None:
        """The nearest element of a class around this one."""
        node = self.node.getparent()
        while node is not None:
            view = self.document.view(node)
            if isinstance(view, kind):
                return view
            node = node.getparent()
        return None


registry.register(Element, None)
