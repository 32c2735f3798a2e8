"""What can be done with one selected element: the rows behind the pad and the menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.canvas import actions
from app.canvas.edge_item import EdgeItem
from app.canvas.kind_names import kind_name
from app.canvas.shape_item import ShapeItem
from app.translate import tr
from bpmn.editing.rename import has_name
from bpmn.model import Element, EndEvent, FlowNode, Lane, Participant, SubProcess, TextAnnotation
from bpmn.rules.becoming import choices
from bpmn.rules.offering import continuations

if TYPE_CHECKING:
    from app.canvas.view import DiagramView


class Offer(NamedTuple):
    """One thing to do."""

    name: str
    text: str
    symbol: str
    """The kind whose symbol it shows, or the name of a picture with a colon before it."""
    action: Callable[[], object]
    kind: str = ""
    """The kind of element that it would append."""


def offers(view: "DiagramView", item: ShapeItem | EdgeItem) -> list[list[Offer]]:
    """The groups of what can be done with an item; empty groups are left out."""
    element = item.depiction.bpmn_element
    if element is None:
        return []
    groups = [[Offer("delete", tr("Delete"), ":delete", view.delete_selection)]]
    if isinstance(item, ShapeItem):
        lanes = _lanes(view, element, is_upright=item.depiction.is_horizontal is False)
        groups = [_continuations(view, element), lanes, _changes(view, element), *groups]
    return [group for group in groups if group]


def naming(view: "DiagramView", item: ShapeItem | EdgeItem) -> list[Offer]:
    """Giving it another name, where it can have one."""
    element = item.depiction.bpmn_element
    if element is None or not has_name(element):
        return []
    return [Offer("rename", tr("Rename"), ":edit", partial(actions.edit_selected_label, view))]


def _continuations(view: "DiagramView", element: Element) -> list[Offer]:
    is_event_sub_process = isinstance(element, SubProcess) and bool(element.triggered_by_event)
    if not isinstance(element, FlowNode) or isinstance(element, EndEvent) or is_event_sub_process:
        return []
    return [
        Offer(
            f"append:{kind}",
            tr("Continue with: {symbol}", symbol=kind_name(kind)),
            kind,
            partial(actions.append, view, kind),
            kind,
        )
        for kind in continuations(element)
    ]


def _lanes(view: "DiagramView", element: Element, *, is_upright: bool) -> list[Offer]:
    is_black_box = isinstance(element, Participant) and element.process_ref is None
    if not isinstance(element, Lane | Participant) or is_black_box:
        return []
    after = tr("Add a role at the right") if is_upright else tr("Add a role below")
    before = tr("Add a role at the left") if is_upright else tr("Add a role above")
    found = [Offer("laneBelow", after, ":plus", partial(actions.insert_lane, view, after=True))]
    if isinstance(element, Lane):
        insert = partial(actions.insert_lane, view, after=False)
        found.insert(0, Offer("laneAbove", before, ":back" if is_upright else ":up", insert))
        divide = partial(actions.divide_lane, view)
        found.append(Offer("laneDivide", tr("Divide this role in two"), ":divide", divide))
    return found


def _changes(view: "DiagramView", element: Element) -> list[Offer]:
    found = []
    if not isinstance(element, Lane):
        found.append(Offer("connect", tr("Connect"), ":connect", partial(actions.connect_selection, view)))
    if actions.stands_for_another(element):
        go = partial(view.openRequested.emit, element)
        found.append(Offer("open", tr("Open its map"), ":outside", go))
    if choices(element):
        found.append(Offer("change", tr("Change type"), ":change", view.pad.open_menu))
    if isinstance(element, FlowNode):
        note = partial(actions.append, view, TextAnnotation)
        found.append(Offer("note", tr("Add a note"), "textAnnotation", note))
    return found
