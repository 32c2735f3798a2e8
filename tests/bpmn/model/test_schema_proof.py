"""The views say exactly what the OMG schema says."""

from __future__ import annotations

import importlib.util
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

from bpmn.base.geometry import Bounds
from bpmn.base.geometry import Point as Position
from bpmn.model import Element, registry
from bpmn.model.children import Below, BoundsChild, Child, Children, QNameChild, QNameChildren, Waypoints
from bpmn.model.document import Document
from bpmn.model.fields import Attribute, Body, Field, Reference, TextChild
from bpmn.xml import names

spiff = importlib.util.find_spec("SpiffWorkflow")
if spiff is None or not spiff.submodule_search_locations:
    pytest.skip("the OMG schema comes with SpiffWorkflow, which is not installed", allow_module_level=True)

FOLDER = Path(spiff.submodule_search_locations[0]) / "bpmn" / "parser" / "schema"
SPACES = {
    "Semantic.xsd": names.MODEL,
    "BPMN20.xsd": names.MODEL,
    "BPMNDI.xsd": names.BPMNDI,
    "DI.xsd": names.DI,
    "DC.xsd": names.DC,
}
X = "{http://www.w3.org/2001/XMLSchema}"
ELSEWHERE = {
    "tInputOutputSpecification": "InputOutputSpecification",
    "Bounds": "BoundsNode",
}
# Types of the diagram schemas that only give others their parts.
BASES = {"Node", "Edge", "Shape", "Plane", "Label", "LabeledEdge", "LabeledShape", "Style", "Diagram"}


class Part(NamedTuple):
    """An attribute or a child of a type; kind is the schema's type, its values or default where it has them."""

    name: str
    kind: str
    default: str | None = None
    many: bool = False


class Type(NamedTuple):
    name: str
    space: str
    base: str | None
    attributes: list[Part]
    children: list[Part]
    mixed: bool


@cache
def schema() -> dict[str, Type]:
    types = {}
    for file, space in SPACES.items():
        for node in etree.parse(FOLDER / file).getroot().findall(f"{X}complexType"):
            extension = next(node.iter(f"{X}extension"), None)
            base = extension.get("base") if extension is not None else None
            types[node.get("name")] = Type(
                node.get("name"),
                space,
                base.rpartition(":")[2] if base else None,
                [Part(a.get("name"), a.get("type"), a.get("default")) for a in node.iter(f"{X}attribute")],
                [
                    Part(clark(e, space), e.get("type") or "", None, e.get("maxOccurs", "1") != "1")
                    for e in node.iter(f"{X}element")
                ],
                node.get("mixed") == "true",
            )
    return types


def clark(element: etree._Element, space: str) -> str:
    name = element.get("ref") or element.get("name")
    prefix, _, local = name.rpartition(":")
    own = {"bpmndi": names.BPMNDI, "di": names.DI, "dc": names.DC}.get(prefix)
    if own is None:
        own = space
        if element.get("name") and element.get("name") == "extension":
            own = names.DI
    return f"{{{own}}}{local}"


@cache
def enumerations() -> dict[str, list[str]]:
    return {
        node.get("name"): [value.get("value") for value in node.iter(f"{X}enumeration")]
        for file in SPACES
        for node in etree.parse(FOLDER / file).getroot().findall(f"{X}simpleType")
        if not list(node.iter(f"{X}union"))
    }


def view_of(type_name: str) -> type[Element]:
    name = ELSEWHERE.get(type_name) or type_name.removeprefix("t") if type_name[:1] == "t" else type_name
    return registry.CLASSES[ELSEWHERE.get(type_name, name)]


def lineage(name: str) -> list[Type]:
    found: list[Type] = []
    at: str | None = name
    while at:
        found.insert(0, schema()[at])
        at = schema()[at].base
    return found


NAMES = sorted(name for name in schema() if name not in BASES)


def fields(kind: type[Element], *, attribute: bool) -> list[Field[Any]]:
    return [
        field
        for field in registry.fields(kind)
        if field.is_attribute is attribute and not isinstance(field, Body)
    ]


# -- the declarations equal the schema --------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_attribute_of_the_schema_has_a_field_and_no_field_is_invented(name: str):
    wanted = {part.name for level in lineage(name) for part in level.attributes}

    declared = {field.name for field in fields(view_of(name), attribute=True)}

    assert declared - {"id"} == wanted - {"id"}


@pytest.mark.parametrize("name", NAMES)
def test_children_stand_in_the_order_of_the_schema(name: str):
    wanted = [part.name for level in lineage(name) for part in level.children]

    declared = [
        field.tag if isinstance(field, Below) else field.tags()[0]
        for field in fields(view_of(name), attribute=False)
    ]

    assert declared == wanted


@pytest.mark.parametrize("name", NAMES)
def test_repeated_children_are_lists_and_single_ones_are_not(name: str):
    wanted = {part.name: part.many for level in lineage(name) for part in level.children}

    for field in fields(view_of(name), attribute=False):
        tag = field.tag if isinstance(field, Below) else field.tags()[0]
        assert isinstance(field, Children | QNameChildren | Waypoints) == wanted[tag], tag


@pytest.mark.parametrize("name", NAMES)
def test_kinds_defaults_and_values_equal_the_schema(name: str):
    kind = view_of(name)
    declared = {field.name: field for field in fields(kind, attribute=True)}

    for level in lineage(name):
        for part in level.attributes:
            check_attribute(declared[part.name], part)


def check_attribute(field: Field[Any], part: Part) -> None:
    local = part.kind.rpartition(":")[2]
    assert (field.kind or "").lower() == (local.lower() if local in ("QName", "IDREF") else "")
    if isinstance(field, Reference):
        return
    assert isinstance(field, Attribute)
    if local in enumerations():
        assert list(field.values) == enumerations()[local]
    default = field.default
    shown = None if default is None else str(default).lower() if isinstance(default, bool) else str(default)
    assert shown == part.default or (local == "double" and part.default is None and default == 0.0)


@pytest.mark.parametrize("name", NAMES)
def test_references_written_as_text_have_the_kind_of_the_schema(name: str):
    wanted = {
        part.name: part.kind.rpartition(":")[2].lower()
        for level in lineage(name)
        for part in level.children
        if part.kind in ("xsd:QName", "xsd:IDREF")
    }

    declared = {
        field.tag: field.kind
        for field in fields(view_of(name), attribute=False)
        if isinstance(field, QNameChild | QNameChildren)
    }

    assert declared == wanted


@pytest.mark.parametrize("name", NAMES)
def test_text_of_mixed_types_is_a_field(name: str):
    mixed = any(level.mixed for level in lineage(name))

    assert any(isinstance(field, Body) for field in registry.fields(view_of(name))) == mixed


@cache
def global_elements() -> dict[str, tuple[str, str | None]]:
    """Clark tag and head of the substitution group of every concrete or abstract global element."""
    return {
        node.get("name"): (
            f"{{{space}}}{node.get('name')}",
            (node.get("substitutionGroup") or "").rpartition(":")[2],
        )
        for file, space in SPACES.items()
        for node in etree.parse(FOLDER / file).getroot().findall(f"{X}element")
    }


@cache
def abstract_tags() -> set[str]:
    types = {
        node.get("name")
        for file in SPACES
        for node in etree.parse(FOLDER / file).getroot().iter(f"{X}complexType")
        if node.get("abstract") == "true"
    }
    return {
        node.get("name")
        for file in SPACES
        for node in etree.parse(FOLDER / file).getroot().findall(f"{X}element")
        if node.get("type").rpartition(":")[2] in types
    }


def group(head: str) -> set[str]:
    """Tags that may stand where the schema names head."""
    own = set() if head in abstract_tags() else {global_elements()[head][0]}
    members = [name for name, (_, above) in global_elements().items() if above == head]
    return own.union(*(group(name) for name in members))


@pytest.mark.parametrize("name", NAMES)
def test_substitution_groups_equal_the_schema(name: str):
    heads = {part.name for level in lineage(name) for part in level.children if not part.kind}
    declared = {tag for tag, _ in global_elements().values()}

    for field in fields(view_of(name), attribute=False):
        local = field.name
        if isinstance(field, Below) and field.tag in heads and field.tag in declared:
            assert set(field.tags()) == group(local), local


# -- and each can be read and written ---------------------------------------------------------------

EMPTY = f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="{names.MODEL}" xmlns:bpmndi="{names.BPMNDI}" xmlns:dc="{names.DC}" xmlns:di="{names.DI}"
    xmlns:t="urn:t" targetNamespace="urn:t">
  <extensionElements/>
</definitions>
"""


def concrete(name: str) -> tuple[str, type[Element]] | None:
    """A tag of this type, or of one that extends it."""
    kind = view_of(name)
    tags = list(registry.tags_of(kind))
    exact = [tag for tag in tags if registry.view_class(tag) is kind]
    return ((exact or tags)[0], kind) if tags else None


def sample(document: Document, name: str) -> Element:
    found = concrete(name)
    assert found
    holder = document.root[0]
    node = document.create(found[0], {"id": f"id_{name}"} if name != "definitions" else None)
    document.insert(holder, len(holder), node)
    return document.view(node)


def target_of(document: Document, field: Field[Any]) -> Element:
    """An element that a reference may name."""
    wanted = field.__orig_class__.__args__[0].__forward_arg__  # type: ignore[attr-defined]
    kind = registry.CLASSES[wanted]
    tags = registry.tags_of(kind) or (names.model("task"),)
    identifier = document.new_id("Target")
    node = document.create(tags[0], {"id": identifier})
    document.insert(document.root[0], 0, node)
    return document.view(node)


def value_for(document: Document, element: Element, field: Field[Any]) -> Any:
    if isinstance(field, Reference | QNameChild):
        return target_of(document, field)
    if isinstance(field, Child):
        return document.view(document.create(field.tags()[0]))
    if isinstance(field, BoundsChild):
        return Bounds(1.5, 2, 30, 40)
    if isinstance(field, Waypoints):
        return [Position(1, 2), Position(3.25, 4), Position(5, 6)]
    if isinstance(field, Body | TextChild):
        return "some <text> & more"
    return attribute_value(field)


def attribute_value(field: Any) -> Any:
    if isinstance(field.default, StrEnum):
        return next(value for value in field.values if value != field.default)
    if hasattr(field, "values"):
        return field.values[0]
    kind = type(field).__name__
    if "Boolean" in kind:
        return not field.default
    if "Integer" in kind:
        return 7
    return 2.5 if "Double" in kind else "some text"


WRITABLE = [
    (name, key)
    for name in NAMES
    if name != "tExtensionElements"
    for key in dict.fromkeys(
        attribute
        for base in reversed(view_of(name).__mro__)
        for attribute, value in vars(base).items()
        if isinstance(value, Field)
    )
]


@pytest.mark.parametrize(("name", "key"), WRITABLE)
def test_every_part_can_be_read_and_written_and_undone_to_the_byte(name: str, key: str):
    data = EMPTY.encode()
    document = Document.parse(data, "empty")
    if concrete(name) is None:
        pytest.skip("an abstract type: its parts are tested on the types that extend it")

    with document.transaction("write") as transaction:
        element = sample(document, name)
        field = getattr(type(element), key)
        if isinstance(field, Children):
            made = document.view(document.create(field.tags()[0]))
            getattr(element, key).append(made)
            expected: Any = [made]
        elif isinstance(field, QNameChildren):
            made = target_of(document, field)
            getattr(element, key).append(made)
            expected = [made]
        else:
            expected = value_for(document, element, field)
            setattr(element, key, expected)

    again = Document.parse(document.to_bytes(), "again")
    copy = again.view(again.root[0][-1])
    read = getattr(copy, key)
    if isinstance(expected, list) and not isinstance(field, Waypoints):
        assert [view.tag for view in read] == [view.tag for view in expected]
    elif isinstance(expected, Element):
        assert (read.tag, read.id) == (expected.tag, expected.id)
    else:
        assert read == expected
    transaction.undo()
    assert document.to_bytes() == data
