"""Fields that are child elements: views, references written as text, bounds and waypoints."""

from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

from lxml import etree

from bpmn.base.geometry import Bounds, Point
from bpmn.model import registry
from bpmn.model.element import Element
from bpmn.model.fields import Double, Field, V, Views, Writable, finite, target_of, written_reference
from bpmn.xml import names

D = TypeVar("D")


class Below(Field[D]):
    """A field that reads child elements of one tag or of a substitution group."""

    is_attribute = False

    def __init__(self, name: str, local: str | None = None, space: str = names.MODEL) -> None:
        """``name`` is the child's tag; ``local`` names its class where only a type declares it."""
        super().__init__(name)
        self.tag = f"{{{space}}}{name}"
        if local:
            registry.LOCAL[self.tag] = local

    def tags(self) -> tuple[str, ...]:
        """The tag, or those of the substitution group it heads."""
        head = HEADS.get(self.tag)
        if head is None:
            return (self.tag,)
        found = registry.tags_of(registry.CLASSES[head])
        return tuple(tag for tag in found if tag in registry.GLOBAL)


HEADS = {
    names.model("flowElement"): "FlowElement",
    names.model("rootElement"): "RootElement",
    names.model("artifact"): "Artifact",
    names.model("eventDefinition"): "EventDefinition",
    names.model("resourceRole"): "ResourceRole",
    names.model("loopCharacteristics"): "LoopCharacteristics",
    names.model("conversationNode"): "ConversationNode",
    names.model("expression"): "Expression",
    names.di("DiagramElement"): "PlaneElement",
}
"""Heads of substitution groups: tag → class whose subclasses may stand in its place."""


class Child(Below[V | None], Writable[V | None]):
    """At most one child of a kind. Write ``Child["LaneSet"]("childLaneSet", "LaneSet")``."""

    def read(self, element: Element) -> V | None:
        """The first such child, or None."""
        node = next(iter(element.node.iterchildren(*self.tags())), None)
        return None if node is None else element.document.view(node)  # type: ignore[return-value]

    def write(self, element: Element, value: V | None) -> None:
        """Put a view that is in no tree in the child's place; None removes the child."""
        old = next(iter(element.node.iterchildren(*self.tags())), None)
        if value is not None and old is value.node:
            return
        if old is not None:
            element.document.remove(old)
        if value is not None:
            element.document.append(element.node, value.node)


class Children(Below[Views[V]]):
    """Any number of children of a kind, as a live sequence. Write ``Children["Lane"]("lane")``."""

    def read(self, element: Element) -> Views[V]:
        """The children in file order."""
        return Views(element, self.tags())


class QNameChild(Below[V | None], Writable[V | None]):
    """One child whose text is a QName, as in operation/inMessageRef."""

    kind = "qname"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        registry.REFERENCE_TEXTS[self.tag] = self.kind

    def read(self, element: Element) -> V | None:
        """The element named, or None."""
        node = element.node.find(self.tag)
        return None if node is None or not node.text else target_of(self, element, node.text)

    def write(self, element: Element, value: V | None) -> None:
        """Name another element, making the child if need be; None removes it."""
        document = element.document
        node = element.node.find(self.tag)
        if value is None:
            if node is not None:
                document.remove(node)
        elif self.read(element) != value:
            text = written_reference(self.kind, element, value)
            if node is None:
                document.append(element.node, document.create(self.tag, text=text))
            else:
                document.set_text(node, text)


class IDREFChild(QNameChild[V]):
    """One child whose text is an IDREF, as in dataInputAssociation/targetRef."""

    kind = "idref"


class References(Sequence[V]):
    """The elements that children of one tag name; live."""

    def __init__(self, field: "QNameChildren[V]", element: Element) -> None:
        self._field = field
        self._element = element

    def _pairs(self) -> Iterator[tuple[etree._Element, V]]:
        for node in self._element.node.iterchildren(self._field.tag):
            found: V | None = target_of(self._field, self._element, node.text) if node.text else None
            if found is not None:
                yield node, found

    def __len__(self) -> int:
        return sum(1 for _ in self._pairs())

    def __iter__(self) -> Iterator[V]:
        return iter([found for _, found in self._pairs()])

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> list[V]: ...
    def __getitem__(self, index: int | slice) -> V | list[V]:
        return list(self)[index]

    def append(self, value: V) -> None:
        """Name one more element."""
        document = self._element.document
        text = written_reference(self._field.kind, self._element, value)
        document.append(self._element.node, document.create(self._field.tag, text=text))

    def remove(self, value: V) -> None:
        """Take the name of an element out; ValueError if it is not named."""
        for node, found in self._pairs():
            if found == value:
                self._element.document.remove(node)
                return
        raise ValueError("not named here")


class QNameChildren(Below[References[V]]):
    """Children whose texts are QNames, as in participant/interfaceRef."""

    kind = "qname"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        registry.REFERENCE_TEXTS[self.tag] = self.kind

    def read(self, element: Element) -> References[V]:
        """The elements named, in file order, without those that lead nowhere."""
        return References(self, element)


class IDREFChildren(QNameChildren[V]):
    """Children whose texts are IDREFs, as in lane/flowNodeRef."""

    kind = "idref"


def write_numbers(element: Element, node: etree._Element, values: dict[str, float]) -> None:
    """Set the coordinates of a node; numbers that are equal keep their digits."""
    view = element.document.view(node)
    for name, number in values.items():
        Double(name).write(view, number)


class BoundsChild(Below[D], Writable[D]):
    """A dc:Bounds child read as a rectangle; ``missing`` is read where it is absent."""

    def __init__(self, missing: D) -> None:
        super().__init__("Bounds", space=names.DC)
        self.missing = missing

    def read(self, element: Element) -> D:
        """Position and size in diagram units; a negative or unreadable size counts as 0."""
        node = element.node.find(self.tag)
        if node is None:
            return self.missing
        x, y, width, height = (finite(node.get(name)) for name in Bounds._fields)
        return Bounds(x, y, max(width, 0.0), max(height, 0.0))  # type: ignore[return-value]

    def write(self, element: Element, value: D) -> None:
        """Set position and size, making the child if need be; None removes it."""
        document = element.document
        node = element.node.find(self.tag)
        if value is None:
            if node is not None:
                document.remove(node)
            return
        assert isinstance(value, Bounds)
        if node is None:
            node = document.create(self.tag)
            document.append(element.node, node)
        write_numbers(element, node, value._asdict())


class Waypoints(Below[list[Point]], Writable[list[Point]]):
    """The di:waypoint children of an edge."""

    def __init__(self) -> None:
        super().__init__("waypoint", "Point", names.DI)

    def read(self, element: Element) -> list[Point]:
        """The corners, source first; a coordinate that is not a number counts as 0."""
        return [
            Point(finite(node.get("x")), finite(node.get("y")))
            for node in element.node.iterchildren(self.tag)
        ]

    def write(self, element: Element, value: list[Point]) -> None:
        """Replace the corners; those that stay, at either end, keep their nodes."""
        document = element.document
        nodes = list(element.node.iterchildren(self.tag))
        old = self.read(element)
        head = 0
        while head < min(len(old), len(value)) - 1 and old[head] == value[head]:
            head += 1
        surplus = len(nodes) - len(value)
        for node in nodes[head : head + max(surplus, 0)]:
            document.remove(node)
        for _ in range(-surplus):
            place = registry.insertion_index(element.node, self.tag)
            if head < len(nodes):
                place = element.node.index(nodes[head])
            document.insert(element.node, place, document.create(self.tag))
        for node, point in zip(list(element.node.iterchildren(self.tag)), value, strict=True):
            write_numbers(element, node, point._asdict())
