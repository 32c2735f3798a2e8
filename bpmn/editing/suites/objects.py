"""Draws data objects the way suites do that know references to them only."""

from bpmn.base.message import message
from bpmn.editing.suites.notes import Copy
from bpmn.model import BPMNShape, DataObject, DataObjectReference


def refer_to_objects(copy: Copy) -> None:
    """Give each drawn data object a reference that takes over its shape and its lines.

    (BPMN 2.0.2, Data Objects: a reference is how an object is drawn.)
    """
    if not copy.target.draws_once:
        return
    for shape in copy.document.all(BPMNShape):
        element: object = shape.bpmn_element
        if isinstance(element, DataObject) and element.id:
            _replace(copy, element)


def _replace(copy: Copy, element: DataObject) -> None:
    document, parent = copy.document, element.node.getparent()
    assert parent is not None
    values = {"id": document.new_id("DataObjectReference"), "dataObjectRef": str(element.id)}
    if element.name:
        values["name"] = element.name
    node = document.create(DataObjectReference.own_tag, values)
    lines = [r for r in document.references(str(element.id)) if r.attribute != "dataObjectRef"]
    document.insert(parent, parent.index(element.node) + 1, node)
    for reference in lines:
        if reference.attribute:
            document.set_attribute(reference.node, reference.attribute, values["id"])
        else:
            document.set_text(reference.node, values["id"])
    copy.changed(element, message("The data object is drawn by a reference to it, as this suite does."))
