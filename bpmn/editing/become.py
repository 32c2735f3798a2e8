"""Elements become others of their kind, and keep what both have."""

from bpmn.base.geometry import Bounds
from bpmn.editing.diagrams import depictions, planes
from bpmn.editing.edit import edit
from bpmn.editing.making import add_definition, set_interrupting
from bpmn.editing.refused import NotAllowed, not_allowed
from bpmn.layout.sizes import sizes
from bpmn.model import (
    BoundaryEvent,
    BPMNShape,
    Element,
    Event,
    EventDefinition,
    ExclusiveGateway,
    StartEvent,
    SubProcess,
    registry,
)
from bpmn.model.document import Document
from bpmn.rules.becoming import may_become
from bpmn.rules.kinds import Kind, KindLike
from bpmn.rules.kinds import kind as read_kind
from bpmn.rules.refusal import Refusal
from bpmn.xml import names


def become(document: Document, element: Element, kind: KindLike) -> Element:
    """Make an element one of another class or with another trigger.

    Id, name, documentation, flows, boundary events and everything else that the new class has too are kept;
    what it has not goes. Flows that are no longer legal stay out: the change is refused instead. Returns
    the view of what it has become. Raises NotAllowed with the reason.
    """
    wanted = read_kind(kind)
    verdict = may_become(element, wanted)
    if isinstance(verdict, Refusal):
        raise NotAllowed(verdict.reason)
    with edit(document, "Change type"):
        fresh = element if type(element) is wanted.element else recast(document, element, wanted.element)
        if isinstance(fresh, Event):
            _set_trigger(fresh, wanted)
        if isinstance(fresh, SubProcess):
            fresh.triggered_by_event = "event" in wanted.marks
        if not isinstance(fresh, SubProcess):
            _drop_sheets(fresh)
        for shape in list(depictions(fresh)):
            if isinstance(shape, BPMNShape):
                _redepict(shape, element, fresh, wanted)
    return fresh


def _drop_sheets(element: Element) -> None:
    """Take away the diagrams of what was an empty sub-process: only processes have sheets of their own."""
    for plane in planes(element.document):
        if plane.bpmn_element == element and plane.parent is not None:
            element.document.remove(plane.parent.node)


def recast(document: Document, element: Element, kind: type[Element]) -> Element:
    """Put an element of another class in the place of one, with all that both may have."""
    old = element.node
    parent = old.getparent()
    if parent is None:
        raise not_allowed("This element stands nowhere: choose one that is on the sheet.")
    fields = registry.fields(kind)
    attributes = {f.name for f in fields if f.is_attribute}
    kept = {k: v for k, v in old.attrib.items() if str(k).startswith("{") or k in attributes}
    node = document.create(kind.own_tag, {str(k): str(v) for k, v in kept.items()})
    index = parent.index(old)
    tail = old.tail
    document.remove(old)
    document.insert(parent, index, node)
    document.set_tail(node, tail)
    order = registry.child_order(kind)
    for child in list(old):
        if not isinstance(child.tag, str) or child.tag in order or not _is_bpmn(child.tag):
            document.remove(child)
            document.append(node, child)
    return document.view(node)


def _is_bpmn(tag: str) -> bool:
    return names.split(tag)[0] == names.MODEL


def _set_trigger(event: Event, wanted: Kind) -> None:
    """Leave an event the wanted definition alone; one of that class is kept with what it says."""
    document = event.document
    definitions = event.children(EventDefinition)
    kept = next((d for d in definitions if type(d) is wanted.definition), None)
    for definition in definitions:
        if definition != kept:
            document.remove(definition.node)
    for reference in [c for c in event.node if c.tag == names.model("eventDefinitionRef")]:
        document.remove(reference)
    if kept is None and wanted.definition is not None:
        add_definition(event, wanted.definition)
    if isinstance(event, BoundaryEvent | StartEvent):
        set_interrupting(event, is_interrupting="nonInterrupting" not in wanted.marks)


def _redepict(shape: BPMNShape, old: Element, new: Element, wanted: Kind) -> None:
    """Give the shape what the new class needs; it keeps its middle where its standard size changes."""
    shape.is_marker_visible = True if isinstance(new, ExclusiveGateway) else None
    before = sizes(type(old), is_expanded=bool(shape.is_expanded)).new
    if isinstance(new, SubProcess):
        shape.is_expanded = "expanded" in wanted.marks or (
            isinstance(old, SubProcess) and bool(shape.is_expanded)
        )
    else:
        shape.document.set_attribute(shape.node, "isExpanded", None)
    after = sizes(type(new), is_expanded=bool(shape.is_expanded)).new
    bounds = shape.bounds
    if before != after and (bounds.width, bounds.height) == before:
        centre = bounds.centre
        shape.bounds = Bounds(
            round(centre.x - after.width / 2), round(centre.y - after.height / 2), after.width, after.height
        )
