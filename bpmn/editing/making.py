"""The semantic side of new elements."""

from bpmn.editing.io_specification import put_in
from bpmn.editing.naming import refer
from bpmn.model import (
    Activity,
    BoundaryEvent,
    ConditionalEventDefinition,
    DataInput,
    DataObject,
    DataObjectReference,
    DataOutput,
    Element,
    Event,
    EventDefinition,
    Gateway,
    Group,
    LinkEventDefinition,
    StartEvent,
    SubProcess,
    TextAnnotation,
)
from bpmn.rules.kinds import Kind
from bpmn.xml import names

PREFIXES: dict[type[Element], str] = {
    Activity: "Activity",
    Event: "Event",
    Gateway: "Gateway",
}
"""What new ids begin with; the name of the class where it is not listed."""


def make(home: Element, kind: Kind, name: str = "") -> Element:
    """Put a new element of a kind below home, without drawing it."""
    document = home.document
    prefix = next((PREFIXES[c] for c in kind.element.__mro__ if c in PREFIXES), kind.element.__name__)
    node = document.create(kind.element.own_tag, {"id": document.new_id(prefix)})
    element = document.view(node)
    if isinstance(element, DataInput | DataOutput):
        put_in(element, home)
    else:
        document.append(home.node, node)
    if isinstance(element, TextAnnotation):
        element.text = name
    elif name and not isinstance(element, Group):
        document.set_attribute(node, "name", name)
    if kind.definition is not None:
        add_definition(element, kind.definition)
    _mark(element, kind)
    return element


def _mark(element: Element, kind: Kind) -> None:
    if "nonInterrupting" in kind.marks:
        set_interrupting(element, is_interrupting=False)
    if isinstance(element, SubProcess) and "event" in kind.marks:
        element.triggered_by_event = True
    if isinstance(element, DataObjectReference):
        document = element.document
        node = document.create(DataObject.own_tag, {"id": document.new_id("DataObject")})
        assert element.parent is not None
        document.append(element.parent.node, node)
        refer(element, "dataObjectRef", document.view(node))


def set_interrupting(element: Element, *, is_interrupting: bool) -> None:
    """Say whether an event stops what it breaks into."""
    if isinstance(element, BoundaryEvent):
        element.cancel_activity = is_interrupting
    elif isinstance(element, StartEvent):
        element.is_interrupting = is_interrupting


def add_definition(event: Element, definition: type[EventDefinition]) -> EventDefinition:
    """Give an event a trigger, with the parts that the schema demands."""
    document = event.document
    node = document.create(definition.own_tag, {"id": document.new_id(definition.__name__)})
    document.append(event.node, node)
    made = document.view(node)
    assert isinstance(made, EventDefinition)
    if isinstance(made, ConditionalEventDefinition):
        condition = document.create(names.model("condition"))
        document.append(node, condition)
        written = document.qname_for(condition, names.MODEL, "tFormalExpression")
        document.set_attribute(condition, f"{{{names.XSI}}}type", written)
    elif isinstance(made, LinkEventDefinition):
        document.set_attribute(node, "name", event.node.get("name") or "")
    return made
