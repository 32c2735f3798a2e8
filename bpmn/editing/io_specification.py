"""What a process needs from outside and hands out (BPMN 2.0.2, Input Output Specification)."""

from bpmn.editing.naming import refer_child
from bpmn.model import CallableElement, DataInput, DataOutput, Element, InputOutputSpecification
from bpmn.xml import names

SETS = {"inputSet": "InputSet", "outputSet": "OutputSet"}
"""The sets that the schema demands, with what their ids begin with."""


def put_in(data: Element, home: Element) -> None:
    """Put a data input or output that stands nowhere into the specification of a process."""
    document = home.document
    assert isinstance(home, CallableElement)
    specification = home.io_specification or _new_specification(home)
    document.append(specification.node, data.node)
    local = "inputSet" if isinstance(data, DataInput) else "outputSet"
    chosen = next(specification.node.iterchildren(names.model(local)), None)
    if chosen is not None:
        refer_child(document.view(chosen), "dataInputRefs" if local == "inputSet" else "dataOutputRefs", data)


def take_out(data: Element) -> None:
    """Take a data input or output out of its specification, which goes if nothing is left in it."""
    document, specification = data.document, data.parent
    document.remove(data.node)
    for node, attribute in document.references(data.id or ""):
        above = document.view(node).parent
        if attribute is None and above is not None and above.local_name in SETS:
            document.remove(node)
    if isinstance(specification, InputOutputSpecification):
        rest = specification.children(DataInput) + specification.children(DataOutput)
        if not rest and isinstance(specification.parent, CallableElement):
            document.remove(specification.node)


def _new_specification(home: CallableElement) -> InputOutputSpecification:
    document = home.document
    tag = InputOutputSpecification.own_tag
    node = document.create(tag, {"id": document.new_id("InputOutputSpecification")})
    document.append(home.node, node)
    for local, prefix in SETS.items():
        document.append(node, document.create(names.model(local), {"id": document.new_id(prefix)}))
    view = document.view(node)
    assert isinstance(view, InputOutputSpecification)
    return view
