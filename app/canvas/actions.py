"""What people do to what is selected: each function is one edit and selects what it made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

from app.canvas.edge_item import EdgeItem
from app.canvas.label_editor import LabelEditor
from app.canvas.shape_item import ShapeItem
from app.canvas.tools.connect import ConnectTool
from bpmn.base.geometry import united
from bpmn.editing.append import append_element
from bpmn.editing.become import become
from bpmn.editing.delete import delete
from bpmn.editing.lanes import add_lane, split_lane
from bpmn.editing.rename import has_name, name_of, rename
from bpmn.model import (
    Activity,
    CallActivity,
    ChoreographyActivity,
    Element,
    Event,
    Lane,
    Participant,
    SubProcess,
    TextAnnotation,
)
from bpmn.rules.kinds import KindLike
from bpmn.rules.offering import continuations

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

EDGE = 20
"""How far from the edge of the view something is when it counts as visible, in screen pixels."""


def delete_selection(view: "DiagramView", *, heals: bool) -> None:
    """Delete what is selected; flows through single steps heal unless heals is false."""
    elements = view.elements()
    if elements:
        view.attempt(lambda document: delete(document, elements, heals=heals))


def append(view: "DiagramView", kind: KindLike) -> Element | None:
    """Put a new element after the selected one, and ask for its name."""
    item = view.chosen[0] if len(view.chosen) == 1 else None
    if not isinstance(item, ShapeItem):
        return None
    shape = item.depiction
    made = view.attempt(lambda document: append_element(document, shape, kind))
    if made is not None and made.id:
        view.select([made.id])
        make_visible(view, made.id)
        if isinstance(made, Activity | ChoreographyActivity | Event | TextAnnotation):
            view.edit_label(made.id)
    return made


def append_next(view: "DiagramView") -> Element | None:
    """Put what most often follows after the selected element."""
    elements = view.elements()
    return append(view, continuations(elements[0])[0]) if len(elements) == 1 else None


def change_type(view: "DiagramView", kind: KindLike) -> Element | None:
    """Make the selected element one of another kind."""
    element = view.elements()[0] if len(view.elements()) == 1 else None
    if element is None:
        return None
    made = view.attempt(lambda document: become(document, element, kind))
    if made is not None and made.id:
        view.select([made.id])
    return made


def insert_lane(view: "DiagramView", *, after: bool) -> Element | None:
    """Add a lane beside the selected one or to the selected pool, and ask for its name."""
    element = view.elements()[0] if len(view.elements()) == 1 else None
    if element is None:
        return None
    plane = view.plane
    made = view.attempt(lambda document: add_lane(document, element, plane, after=after))
    if made is not None and made.id:
        view.select([made.id])
        view.edit_label(made.id)
    return made


def divide_lane(view: "DiagramView") -> Element | None:
    """Divide the selected lane into two lanes inside it, and ask for the name of the first."""
    element = view.elements()[0] if len(view.elements()) == 1 else None
    if not isinstance(element, Lane):
        return None
    plane = view.plane
    made = view.attempt(lambda document: split_lane(document, element, 2, plane))
    first = made[0] if made else None
    if first is not None and first.id:
        view.select([first.id])
        view.edit_label(first.id)
    return first


def edit_selected_label(view: "DiagramView", typed: str = "") -> bool:
    """Let the user type the name of the only selected element; typed is its beginning."""
    item = view.chosen[0] if len(view.chosen) == 1 else None
    return item is not None and bool(item.element_id) and view.edit_label(item.element_id or "", typed)


def connect_selection(view: "DiagramView") -> None:
    """Take the tool that connects, with the selected element as its source."""
    view.take(ConnectTool(view, view.chosen[0] if len(view.chosen) == 1 else None))


def label_editor(view: "DiagramView", identifier: str, typed: str = "") -> LabelEditor | None:
    """Open a field over the name of an element; typed replaces the name. None if it has none."""
    item = next(iter(view.scene_shown.items_of(identifier)), None)
    element = item.depiction.bpmn_element if item is not None else None
    if item is None or element is None or not has_name(element) or view.has_temporary_arrangement():
        return None
    old = name_of(element)

    def commit(text: str) -> None:
        if text != old:
            view.attempt(lambda document: rename(document, element, text))

    editor = LabelEditor(view, item, old, commit, view.label_closed)
    if typed:
        editor.setPlainText(typed)
        editor.moveCursor(editor.textCursor().MoveOperation.End)
    return editor


def open_item(view: "DiagramView", item: ShapeItem | EdgeItem) -> None:
    """Open the plane of a collapsed sub-process; ask to open a called process; else edit the name."""
    element = item.depiction.bpmn_element
    if isinstance(element, SubProcess) and element.id and not item_is_open(item):
        inner = view.shelf.of_content(element.id)
        if inner is not None and inner != view.plane:
            view.show_plane(inner)
            return
    if stands_for_another(element):
        view.openRequested.emit(element)
        return
    if item.element_id:
        view.edit_label(item.element_id)


def stands_for_another(element: Element | None) -> bool:
    """Whether an element stands for a process that is drawn elsewhere: a call, or a pool without content."""
    if isinstance(element, CallActivity):
        return bool(element.called_element)
    return isinstance(element, Participant) and element.process_ref is None


def item_is_open(item: ShapeItem | EdgeItem) -> bool:
    """Whether a sub-process shows its content."""
    return isinstance(item, ShapeItem) and item.look.is_expanded


def open_selected(view: "DiagramView") -> None:
    """Go into the selected sub-process."""
    if len(view.chosen) == 1:
        open_item(view, view.chosen[0])


def toggle_grid(view: "DiagramView") -> None:
    """Show or hide the dots."""
    view.grid_shown = not view.grid_shown
    view.repaint_all()


def show_selection(view: "DiagramView") -> None:
    """Zoom to what is selected."""
    view.show_area(united(item.area for item in view.chosen), 1.0)


def reveal(view: "DiagramView", identifier: str, *, is_centred: bool = False) -> bool:
    """Select an element and bring it into view or its middle, on another plane if need be.

    Of a process that is a plane of its own that plane is shown. False if no plane shows it.
    """
    plane = view.shelf.of(identifier, view.scene_shown)
    if plane is None:
        plane = view.shelf.of_content(identifier)
        if plane is None:
            return False
    view.show_plane(plane)
    view.select([identifier])
    make_visible(view, identifier, is_centred=is_centred)
    return True


def is_seen(view: "DiagramView", size: QSize) -> bool:
    """Whether all that is selected is in view while the view has this size."""
    area = united(item.area for item in view.chosen)
    return area is not None and QRect(QPoint(), size).contains(view.to_screen(area).toAlignedRect())


def keep_in_view(view: "DiagramView") -> None:
    """Move the sheet as little as it needs for what is selected to be in view, if there is room for it."""
    area = united(item.area for item in view.chosen)
    if area is None:
        return
    shown = view.to_screen(area)
    room = QRectF(view.viewport().rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
    if shown.width() > room.width() or shown.height() > room.height():
        return
    dx = max(room.left() - shown.left(), 0.0) or min(room.right() - shown.right(), 0.0)
    dy = max(room.top() - shown.top(), 0.0) or min(room.bottom() - shown.bottom(), 0.0)
    view.pan_by(dx, dy)


def follow(view: "DiagramView", identifier: str) -> bool:
    """Bring an element into view without selecting it; False if no plane shows it."""
    plane = view.shelf.of(identifier, view.scene_shown)
    if plane is None:
        return False
    view.show_plane(plane)
    make_visible(view, identifier)
    return True


def make_visible(view: "DiagramView", identifier: str, *, is_centred: bool = False) -> None:
    """Move the sheet if an element is out of view, or if it shall be in the middle."""
    area = united(item.area for item in view.scene_shown.items_of(identifier)[:1])
    port = view.viewport().rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
    if area is None:
        return
    if is_centred or not port.contains(view.to_screen(area).toAlignedRect()):
        view.is_placed, was_whole = True, view.is_fitted
        view.centre_on(QPointF(*area.centre))
        content = view.content()
        all_seen = content is not None and port.contains(view.to_screen(content).toAlignedRect())
        view.is_fitted = was_whole and all_seen
