"""Puts children into the order of the schema, and what is no BPMN where the schema allows it."""

from bpmn.base.message import message
from bpmn.editing.suites.notes import Copy
from bpmn.model import (
    BaseElement,
    Definitions,
    Documentation,
    Element,
    Expression,
    ExtensionElements,
    registry,
)
from bpmn.xml import names
from bpmn.xml.source import is_element

FREE = (Documentation, ExtensionElements, Expression)
"""Elements that may hold anything."""


def order(copy: Copy) -> None:
    """Sort children by the schema, keeping the order of equals; engines get no foreign ones in between."""
    document = copy.document
    for node in list(document.root.iter()):
        if not is_element(node) or not document.holds(node):
            continue
        element = document.view(node)
        if names.split(element.tag)[0] not in (names.MODEL, names.BPMNDI) or isinstance(element, FREE):
            continue
        if copy.target.is_engine:
            _drop_attributes(copy, element)
            _move_strangers(copy, element)
        _sort(copy, element)


def _drop_attributes(copy: Copy, element: Element) -> None:
    """Leave out attributes that look like BPMN's and are not."""
    known = {field.name for field in registry.fields(type(element)) if field.is_attribute}
    if type(element) is Element:
        return
    for name in list(element.node.attrib):
        if not str(name).startswith("{") and str(name) not in known:
            copy.document.set_attribute(element.node, str(name), None)
            copy.changed(element, message("“{name}” is no attribute of BPMN; it was left out.", name=name))


def _move_strangers(copy: Copy, element: Element) -> None:
    """Foreign children of BPMN elements go into extensionElements, those of shapes are left out."""
    known = registry.child_order(type(element))
    for child in element.children(Element):
        space = names.split(child.tag)[0]
        if child.tag in known or not known or isinstance(child, ExtensionElements):
            continue
        if isinstance(element, BaseElement) and space != names.MODEL:
            copy.document.remove(child.node)
            holder = _extension_elements(element)
            copy.document.insert(holder.node, len(holder.node), child.node)
        elif child.tag in registry.GLOBAL:
            continue  # BPMN in a wrong place: whether the engine takes it is for it to say
        elif space != names.MODEL or not isinstance(element, BaseElement | Definitions):
            copy.document.remove(child.node)
            copy.changed(element, message("“{name}” is no BPMN; it was left out.", name=child.local_name))
        else:
            copy.document.remove(child.node)
            copy.changed(
                element, message("BPMN has no “{name}” here; it was left out.", name=child.local_name)
            )


def _extension_elements(element: BaseElement) -> ExtensionElements:
    if element.extension_elements is None:
        node = element.document.create(ExtensionElements.own_tag)
        element.document.append(element.node, node)
    found = element.extension_elements
    assert found is not None
    return found


def _sort(copy: Copy, element: Element) -> None:
    known = registry.child_order(type(element))
    children = [c for c in element.children(Element) if c.tag in known]
    places = [known[c.tag] for c in children]
    if places == sorted(places):
        return
    highest, late = -1, []
    for child, place in zip(children, places, strict=True):
        if place < highest:
            late.append(child)
        highest = max(highest, place)
    for child in late:
        copy.document.remove(child.node)
    for child in late:
        copy.document.append(element.node, child.node)
