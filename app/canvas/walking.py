"""Going along the flow with keys."""

from typing import TYPE_CHECKING

from bpmn.model import FlowNode, StartEvent

if TYPE_CHECKING:
    from app.canvas.view import DiagramView


def walk(view: "DiagramView", *, forward: bool) -> None:
    """Select the next or the previous step along the flow."""
    element = view.elements()[0] if view.elements() else None
    if not isinstance(element, FlowNode):
        go_to_start(view)
        return
    flows = element.outgoing_flows if forward else element.incoming_flows
    ends = [flow.target_ref if forward else flow.source_ref for flow in flows]
    there = next((end for end in ends if end is not None and end.id), None)
    if there is not None and there.id:
        view.reveal(there.id)


def go_to_start(view: "DiagramView") -> None:
    """Select the first start event, else the first shape."""
    shapes = [item.depiction.bpmn_element for item in view.scene_shown.owners()]
    known = [element for element in shapes if element is not None and element.id]
    starts = [element for element in known if isinstance(element, StartEvent)]
    for element in (*starts, *known)[:1]:
        view.reveal(element.id or "")
