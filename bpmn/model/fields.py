"""Declares what views read and write: attributes, references, children and texts.

Names follow XML Schema: ``Boolean`` is an attribute of type xsd:boolean, ``IDREF`` one of xsd:IDREF.
A field set to the value it already has changes nothing, and a default is not written where the
attribute is absent.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

from lxml import etree

from bpmn.model import registry
from bpmn.xml import names
from bpmn.xml.source import is_element

if TYPE_CHECKING:
    from bpmn.model.element import Element

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
V = TypeVar("V", bound="Element")
S = TypeVar("S", bound=StrEnum)


class Field(Generic[T_co]):
    """Something a view reads from its node."""

    is_attribute = True
    kind: str | None = None

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, element: "Element") -> T_co:
        """The value at an element."""
        raise NotImplementedError

    def tags(self) -> tuple[str, ...]:
        """Tags of the children this field reads; none for attributes."""
        return ()

    @overload
    def __get__(self, element: None, owner: type) -> Self: ...
    @overload
    def __get__(self, element: "Element", owner: type) -> T_co: ...
    def __get__(self, element: "Element | None", owner: type) -> "Self | T_co":
        return self if element is None else self.read(element)


class Writable(Field[T]):
    """A field that can be set inside a transaction."""

    def write(self, element: "Element", value: T) -> None:
        """Set the value."""
        raise NotImplementedError

    def __set__(self, element: "Element", value: T) -> None:
        self.write(element, value)


class Attribute(Writable[T]):
    """An attribute whose text stands for a value."""

    def __init__(self, name: str, default: T, parse: Callable[[str], T], form: Callable[[T], str]) -> None:
        super().__init__(name)
        self.default = default
        self._parse = parse
        self._form = form

    def read(self, element: "Element") -> T:
        """The value; the default where the attribute is missing or unreadable."""
        raw = element.node.get(self.name)
        if raw is None:
            return self.default
        try:
            return self._parse(raw)
        except ValueError:
            return self.default

    def plain(self, raw: str) -> str | None:
        """How we would write what is written as ``raw``; None where that says no more than the default.

        What cannot be read stays as it is.
        """
        try:
            value = self._parse(raw)
        except ValueError:
            return raw
        return None if value in (self.default, "") else self._form(value)

    def write(self, element: "Element", value: T) -> None:
        """Set the value; None removes the attribute."""
        raw = element.node.get(self.name)
        if raw is None and value == self.default:
            return
        if raw is not None and value is not None and self.read(element) == value and self._readable(raw):
            return
        text = None if value is None else self._form(value)
        element.document.set_attribute(element.node, self.name, text)

    def _readable(self, raw: str) -> bool:
        try:
            self._parse(raw)
        except ValueError:
            return False
        return True


def _boolean(raw: str) -> bool:
    value = raw.strip()
    if value in ("true", "1"):
        return True
    if value in ("false", "0"):
        return False
    raise ValueError(raw)


def _finite(raw: str) -> float:
    value = float(raw)
    if not math.isfinite(value):
        raise ValueError(raw)
    return value


def finite(raw: str | None) -> float:
    """A coordinate as written; 0 where it is missing or not a number."""
    try:
        value = float(raw or 0)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0


def number_text(value: float) -> str:
    """How a coordinate is written: no exponent, no trailing zeros, a millionth of a unit kept."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class String(Attribute[str | None]):
    """An attribute of type xsd:string or xsd:anyURI; None where it is missing."""

    def __init__(self, name: str, default: str | None = None) -> None:
        super().__init__(name, default, str, str)


class Boolean(Attribute[bool]):
    """An attribute of type xsd:boolean with the default of the schema."""

    def __init__(self, name: str, *, default: bool) -> None:
        super().__init__(name, default, _boolean, lambda value: str(value).lower())


class OptionalBoolean(Attribute[bool | None]):
    """An attribute of type xsd:boolean without a default; None where it is missing."""

    def __init__(self, name: str) -> None:
        super().__init__(name, None, _boolean, lambda value: str(value).lower())


class Integer(Attribute[int]):
    """An attribute of type xsd:integer with the default of the schema."""

    def __init__(self, name: str, default: int) -> None:
        super().__init__(name, default, int, str)


class OptionalInteger(Attribute[int | None]):
    """An attribute of type xsd:integer without a default; None where it is missing."""

    def __init__(self, name: str) -> None:
        super().__init__(name, None, int, str)


class Double(Attribute[float]):
    """An attribute of type xsd:double that must be there; 0 where it is missing or not a number."""

    def __init__(self, name: str) -> None:
        super().__init__(name, 0.0, _finite, number_text)

    def write(self, element: "Element", value: float) -> None:
        """Set the number; one that is equal keeps its digits."""
        if element.node.get(self.name) is None:
            element.document.set_attribute(element.node, self.name, number_text(value))
        else:
            super().write(element, value)


class OptionalDouble(Attribute[float | None]):
    """An attribute of type xsd:double; None where it is missing or not a number."""

    def __init__(self, name: str) -> None:
        super().__init__(name, None, _finite, lambda value: number_text(value or 0.0))


class Choice(Attribute[S]):
    """An attribute with a fixed set of values and a default."""

    def __init__(self, name: str, default: S) -> None:
        super().__init__(name, default, type(default), str)
        self.values = tuple(type(default))


class OptionalChoice(Attribute[S | None]):
    """An attribute with a fixed set of values; None where it is missing or unknown."""

    def __init__(self, name: str, values: type[S]) -> None:
        super().__init__(name, None, values, str)
        self.values = tuple(values)


class QNameText(String):
    """An attribute of type xsd:QName whose target usually is not an element of this file."""

    kind = "qname"


class Reference(Writable[V | None]):
    """An attribute that names an element of this file. Write ``IDREF["FlowNode"]("sourceRef")``."""

    def read(self, element: "Element") -> V | None:
        """The element named, or None where the name leads nowhere or to another kind."""
        raw = element.node.get(self.name)
        return target_of(self, element, raw) if raw else None

    def write(self, element: "Element", value: V | None) -> None:
        """Name another element; None removes the attribute."""
        if value is not None and self.read(element) == value:
            return
        text = None if value is None else written_reference(self.kind, element, value)
        element.document.set_attribute(element.node, self.name, text)


class IDREF(Reference[V]):
    """A reference of type xsd:IDREF."""

    kind = "idref"


class QName(Reference[V]):
    """A reference of type xsd:QName."""

    kind = "qname"


def target_of(field: Field[object], element: "Element", raw: str) -> V | None:
    """The element that a reference written as raw names; None where it leads nowhere or elsewhere."""
    identifier = raw.strip() if field.kind == "idref" else element.document.local_id(element.node, raw)
    found = element.document.element(identifier) if identifier else None
    if found is None and field.kind == "idref" and ":" in raw:
        found = element.document.element(raw.strip().partition(":")[2])
    return found if found is not None and isinstance(found, _wanted(field)) else None  # type: ignore[return-value]


def _wanted(field: Field[object]) -> type["Element"]:
    generic = getattr(field, "__orig_class__", None)
    if generic is None:
        return registry.CLASSES["Element"]
    argument = generic.__args__[0]
    return registry.CLASSES[getattr(argument, "__forward_arg__", None) or argument.__name__]


def written_reference(kind: str | None, element: "Element", value: "Element") -> str:
    """How a reference to an element is written; ValueError if it has no id."""
    identifier = value.id
    if not identifier:
        raise ValueError(f"{value.tag} has no id to refer to")
    return element.document.reference_text(element.node, identifier) if kind == "qname" else identifier


class Body(Writable[str]):
    """The text inside an element; comments in it are skipped, markup gives its text."""

    is_attribute = False

    def __init__(self) -> None:
        super().__init__("")

    def read(self, element: "Element") -> str:
        """The text, empty if there is none."""
        return text_of(element.node)

    def write(self, element: "Element", value: str) -> None:
        """Replace the text; markup and comments in it go."""
        if value == self.read(element):
            return
        for child in list(element.node):
            if child.tag not in registry.child_order(type(element)):
                element.document.set_tail(child, None)
                element.document.remove(child)
        element.document.set_text(element.node, value)


def text_of(node: etree._Element) -> str:
    """All text in a node but that of documentation and extension elements."""
    parts = [node.text or ""]
    for child in node:
        if is_element(child) and not str(child.tag).startswith(f"{{{names.MODEL}}}"):
            parts.append("".join(str(t) for t in child.itertext()))
        parts.append(child.tail or "")
    return "".join(parts)


class TextChild(Writable[str | None]):
    """The text of an optional child, as in textAnnotation/text."""

    is_attribute = False

    def tags(self) -> tuple[str, ...]:
        """The child's tag."""
        return (names.model(self.name),)

    def read(self, element: "Element") -> str | None:
        """The text; None without the child."""
        node = element.node.find(names.model(self.name))
        return None if node is None else text_of(node)

    def write(self, element: "Element", value: str | None) -> None:
        """Set the text, making the child if need be; None removes the child."""
        document = element.document
        node = element.node.find(names.model(self.name))
        if value is None:
            if node is not None:
                document.remove(node)
        elif node is None:
            document.append(element.node, document.create(names.model(self.name), text=value))
        elif text_of(node) != value:
            for child in list(node):
                document.set_tail(child, None)
                document.remove(child)
            document.set_text(node, value)


class Views(Sequence[V]):
    """The children of an element that one field reads, in file order; live."""

    def __init__(self, element: "Element", tags: Sequence[str]) -> None:
        self._element = element
        self._tags = tags

    def _list(self) -> list[V]:
        document = self._element.document
        return [document.view(node) for node in self._element.node.iterchildren(*self._tags)]  # type: ignore[misc]

    def __len__(self) -> int:
        return sum(1 for _ in self._element.node.iterchildren(*self._tags))

    def __iter__(self) -> Iterator[V]:
        return iter(self._list())

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> list[V]: ...
    def __getitem__(self, index: int | slice) -> V | list[V]:
        return self._list()[index]

    def append(self, child: "V | etree._Element") -> None:
        """Add a child that is in no tree, behind the others."""
        node = child if isinstance(child, etree._Element) else child.node
        self._element.document.append(self._element.node, node)

    def remove(self, child: V) -> None:
        """Take a child out."""
        if child.node.getparent() is not self._element.node:
            raise ValueError("not a child of this element")
        self._element.document.remove(child.node)
