"""Naming elements."""

from bpmn.editing.edit import edit
from bpmn.editing.naming import refer
from bpmn.editing.refused import not_allowed
from bpmn.model import Category, CategoryValue, Element, Group, TextAnnotation, registry
from bpmn.model.document import Document


def rename(document: Document, element: Element, name: str) -> None:
    """Give an element another name; nothing but the name changes.

    The name of an annotation is its text, that of a group the value of its category. An empty name takes
    the name away. Raises NotAllowed for elements that have none.
    """
    with edit(document, "Rename"):
        if isinstance(element, TextAnnotation):
            element.text = name
        elif isinstance(element, Group):
            _rename_group(element, name)
        elif not has_name(element):
            raise not_allowed("This element has no name: put a note beside it.")
        else:
            element.document.set_attribute(element.node, "name", name or None)


def name_of(element: Element) -> str:
    """The text that names an element on the plane; empty without one."""
    if isinstance(element, TextAnnotation):
        return element.text or ""
    if isinstance(element, Group):
        value = element.category_value_ref
        return (value.value or "") if value is not None else ""
    return element.node.get("name") or ""


def has_name(element: Element) -> bool:
    """Whether the class of an element has a name or a text that stands for it."""
    is_named = any(f.is_attribute and f.name == "name" for f in registry.fields(type(element)))
    return is_named or isinstance(element, TextAnnotation | Group)


def _rename_group(group: Group, name: str) -> None:
    value = group.category_value_ref
    if value is None:
        value = new_category_value(group)
        refer(group, "categoryValueRef", value)
    value.value = name or None


def new_category_value(group: Group) -> CategoryValue:
    """A value of a new category for a group to refer to (BPMN 2.0.2, Group)."""
    document = group.document
    category = document.create(Category.own_tag, {"id": document.new_id("Category")})
    node = document.create(CategoryValue.own_tag, {"id": document.new_id("CategoryValue")})
    category.append(node)
    document.append(document.root, category)
    value = document.view(node)
    assert isinstance(value, CategoryValue)
    return value
