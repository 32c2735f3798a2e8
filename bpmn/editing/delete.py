"""Deleting elements; flows heal."""

from collections.abc import Sequence

from bpmn.base.geometry import Point
from bpmn.editing.bands import give_band_away
from bpmn.editing.diagrams import edge_on, end_at, planes, shape_on
from bpmn.editing.edit import edit
from bpmn.editing.io_specification import take_out
from bpmn.editing.naming import refer
from bpmn.editing.pools import dissolve_if_empty
from bpmn.editing.refused import not_allowed
from bpmn.editing.replacing import link, unlink
from bpmn.layout.docking import crossing
from bpmn.layout.routing import docked
from bpmn.model import (
    BPMNPlane,
    Category,
    CategoryValue,
    ChoreographyActivity,
    ChoreographyTask,
    Collaboration,
    DataInput,
    DataObjectReference,
    DataOutput,
    Definitions,
    Element,
    FlowNode,
    Group,
    Lane,
    LaneSet,
    Participant,
    Process,
    SequenceFlow,
)
from bpmn.model.document import Document
from bpmn.rules.allowed import may_connect
from bpmn.rules.refusal import Refusal


def delete(document: Document, elements: Sequence[Element], *, heals: bool = True) -> None:
    """Take elements out of the document and all its planes, with what lies in them and refers to them.

    The flows of a step with one incoming and one outgoing flow are joined unless heals is false. Steps in a
    deleted lane stay; a pool goes with its process. Raises NotAllowed for the process that a plane shows.
    """
    tops = [element for element in dict.fromkeys(elements) if element.is_alive]
    if not tops:
        return
    if any(isinstance(element, Process | Collaboration | Definitions) for element in tops):
        raise not_allowed("The map itself is not deleted: delete what is on it.")
    for element in tops:
        if isinstance(element, Participant) and _takes_part(element, tops):
            raise not_allowed("This participant takes part in choreography activities: delete those first.")
    with edit(document, "Delete"):
        if heals:
            for element in tops:
                _heal(element, tops)
        for element in tops:
            if element.is_alive:
                _remove(element)


def _takes_part(participant: Participant, tops: Sequence[Element]) -> bool:
    """Whether activities that stay name a participant."""
    document = participant.document
    for node, attribute in document.references(participant.id or ""):
        at: Element | None = document.view(node)
        if attribute is None and at is not None:
            at = at.parent
        if isinstance(at, ChoreographyActivity) and not _is_within(at, tops):
            return True
    return False


def _is_within(element: Element, tops: Sequence[Element]) -> bool:
    at: Element | None = element
    while at is not None and at not in tops:
        at = at.parent
    return at is not None


def _remove(element: Element) -> None:
    document, parent = element.document, element.parent
    if isinstance(element, Lane):
        give_band_away(element)
    messages = list(element.message_flow_refs) if isinstance(element, ChoreographyTask) else []
    if isinstance(element, DataInput | DataOutput):
        take_out(element)
    else:
        document.remove(element.node)
    for message in messages:
        if not document.references(message.id or ""):
            document.remove(message.node)
    if isinstance(element, Participant):
        _remove_pool(element, parent)
    elif isinstance(element, DataObjectReference):
        _remove_if_unused(element, "dataObjectRef")
    elif isinstance(element, Group):
        _remove_if_unused(element, "categoryValueRef")
    elif isinstance(parent, LaneSet) and not parent.lanes:
        document.remove(parent.node)


def _remove_pool(pool: Participant, collaboration: Element | None) -> None:
    """The process goes with its pool, unless another pool refers to it too."""
    process = pool.process_ref
    if process is not None and process.id:
        users = [n for n, name in process.document.references(process.id) if name == "processRef"]
        if not users:
            process.document.remove(process.node)
    if isinstance(collaboration, Collaboration):
        dissolve_if_empty(collaboration)


def _remove_if_unused(element: Element, attribute: str) -> None:
    """Remove the hidden element that a removed one stood for, when nothing else refers to it."""
    document, identifier = element.document, element.node.get(attribute)
    hidden = document.element(document.local_id(element.node, identifier) or "") if identifier else None
    if hidden is None or document.references(hidden.id or ""):
        return
    above = hidden.parent
    document.remove(hidden.node)
    if isinstance(hidden, CategoryValue) and isinstance(above, Category) and not above.category_values:
        document.remove(above.node)


def _heal(element: Element, tops: Sequence[Element]) -> None:
    """Lead the only flow into a node to where its only flow out went."""
    if not isinstance(element, FlowNode):
        return
    into, out = element.incoming_flows, element.outgoing_flows
    if len(into) != 1 or len(out) != 1 or into[0] in tops or out[0] in tops or into[0] == out[0]:
        return
    source, target = into[0].source_ref, out[0].target_ref
    if source is None or target is None or source == target or target in tops:
        return
    if not isinstance(may_connect(source, target), Refusal):
        _join(into[0], out[0], element, target)


def _join(first: SequenceFlow, second: SequenceFlow, gone: FlowNode, target: FlowNode) -> None:
    document = first.document
    lines = [(plane, _joined(plane, first, second, gone)) for plane in planes(document)]
    for node, attribute in document.references(first.id or ""):
        if attribute is None and node.getparent() is gone.node:
            document.remove(node)
    unlink(second)
    document.remove(second.node)
    refer(first, "targetRef", target)
    link(first)
    for plane, points in lines:
        edge = edge_on(plane, first)
        if edge is not None and points is not None:
            for name in ("sourceElement", "targetElement"):
                document.set_attribute(edge.node, name, None)
            edge.waypoints = points


def _joined(
    plane: BPMNPlane, first: SequenceFlow, second: SequenceFlow, gone: FlowNode
) -> list[Point] | None:
    """The points of both lines as one: through where their pieces meet, or through the middle of the node."""
    edges = (edge_on(plane, first), edge_on(plane, second))
    if edges[0] is None or edges[1] is None:
        return None
    a, b = edges[0].waypoints, edges[1].waypoints
    source, target = (end_at(shape_on(plane, end)) for end in (first.source_ref, second.target_ref))
    if source is None or target is None or not a or not b:
        return None
    middle = end_at(shape_on(plane, gone))
    bends = [] if middle is None else [middle.centre]
    if len(a) > 1 and len(b) > 1:
        met = crossing(a[-2], _beyond(a), b[1], _beyond(b[::-1]))
        bends = bends if met is None else [met]
    way = [a[0], *a[1:-1], *bends, *b[1:-1], b[-1]]
    return [a[0], *docked(way, source, target)[1:-1], b[-1]]


def _beyond(points: list[Point]) -> Point:
    """A point far along the last piece of a line."""
    last, before = points[-1], points[-2]
    return Point(last.x + 50 * (last.x - before.x), last.y + 50 * (last.y - before.y))
