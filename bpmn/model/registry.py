"""Which view a tag has and what the views declare; filled while the modules of views are imported."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from bpmn.xml.source import is_element

if TYPE_CHECKING:
    from bpmn.model.element import Element
    from bpmn.model.fields import Field

CLASSES: dict[str, type["Element"]] = {}
"""View class by its name, which is the type's name in the specification."""

GLOBAL: dict[str, type["Element"]] = {}
"""View class by Clark tag, for the schema's global elements."""

LOCAL: dict[str, str] = {}
"""Name of the view class by Clark tag, for elements that the schema declares inside a type."""

REFERENCE_TEXTS: dict[str, str] = {}
"""Kind of reference ("idref" or "qname") by Clark tag, for elements whose text is one."""


def register(cls: type["Element"], tag: str | None) -> None:
    """Enter a class, its tag and the fields it declares."""
    CLASSES[cls.__name__] = cls
    if tag:
        GLOBAL[tag] = cls
    for cached in (_tags_of, _child_order, reference_attributes, _default_class):
        cached.cache_clear()


def fields(cls: type["Element"]) -> list["Field[object]"]:
    """The fields of a class in the order of the schema: those of its base first."""
    from bpmn.model.fields import Field

    found = {}
    for base in reversed(cls.__mro__):
        found.update({name: value for name, value in vars(base).items() if isinstance(value, Field)})
    return list(found.values())


def view_class(tag: str, xsi_type: str | None = None) -> type["Element"]:
    """The view for a tag; xsi_type is the local name of the type the node claims to have."""
    declared = _default_class(tag)
    if xsi_type:
        claimed = CLASSES.get(xsi_type.removeprefix("t"))
        if claimed is not None and issubclass(claimed, declared):
            return claimed
    return declared


@cache
def _default_class(tag: str) -> type["Element"]:
    return GLOBAL.get(tag) or CLASSES[LOCAL.get(tag, "Element")]


def tags_of(cls: type["Element"]) -> tuple[str, ...]:
    """Tags whose nodes may be of this class: those of it and of its subclasses.

    A tag declared with a base class counts too where xsi:type may narrow it (expressions).
    """
    return _tags_of(cls.__name__)


@cache
def _tags_of(name: str) -> tuple[str, ...]:
    cls = CLASSES[name]
    known = {**{tag: CLASSES[name] for tag, name in LOCAL.items()}, **GLOBAL}
    expression = CLASSES.get("Expression")
    return tuple(
        tag
        for tag, found in known.items()
        if issubclass(found, cls) or (found is expression and issubclass(cls, found))
    )


@cache
def reference_attributes(tag: str) -> Mapping[str, str]:
    """The attributes of a tag that refer to elements: Clark name → "idref" or "qname"."""
    return {f.name: f.kind for f in fields(_default_class(tag)) if f.kind and f.is_attribute}


def reference_text(tag: str) -> str | None:
    """Kind of reference, idref or qname, where the text of this tag refers to an element."""
    return REFERENCE_TEXTS.get(tag)


def child_order(cls: type["Element"]) -> Mapping[str, int]:
    """Where each child tag stands in the order the schema wants."""
    return _child_order(cls.__name__)


@cache
def _child_order(name: str) -> Mapping[str, int]:
    order: dict[str, int] = {}
    for position, field in enumerate(f for f in fields(CLASSES[name]) if not f.is_attribute):
        for tag in field.tags():
            order.setdefault(tag, position)
    return order


def insertion_index(parent: etree._Element, tag: str) -> int:
    """Index at which a new child of this tag keeps the order of the schema.

    Files that are out of order are left so: the child goes behind the last one that may precede it.
    """
    order = child_order(view_class(str(parent.tag)))
    own = order.get(tag)
    if own is None:
        return len(parent)
    # Most children are added behind the last one: look from there, so that long lists fill quickly.
    index = len(parent)
    for child in parent.iterchildren(reversed=True):
        if is_element(child) and order.get(str(child.tag), own + 1) <= own:
            return index
        index -= 1
    return next((i for i, child in enumerate(parent) if is_element(child)), len(parent))
