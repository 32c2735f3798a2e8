"""The tool that is there when no other is: selects, moves, resizes, bends, pans."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from app.canvas import actions
from app.canvas.edge_item import EdgeItem
from app.canvas.handles import Handle, Job, handle_at, handles_of, paint_handles
from app.canvas.items import Grip
from app.canvas.overlays import paint_hover
from app.canvas.placing import placing_menu
from app.canvas.scene import Hit
from app.canvas.shape_item import ShapeItem
from app.canvas.tools.move import MoveGesture, MoveLabelGesture
from app.canvas.tools.reshape import BendGesture, ReconnectGesture, ResizeGesture
from app.canvas.tools.sheet_tools import BandGesture, PanGesture
from app.canvas.tools.tool import ALT, Gesture, Pointer, Tool
from bpmn.base.geometry import Point

if TYPE_CHECKING:
    from app.canvas.view import DiagramView


class SelectTool(Tool):
    """A click selects, a drag moves what lies under the pointer, a drag of nothing pans."""

    name = "select"

    def __init__(self, view: "DiagramView") -> None:
        super().__init__(view)
        self._hovered: ShapeItem | EdgeItem | None = None
        self._was_selected = False
        self._grabbed: Handle | None = None
        """The handle under the pointer when the button went down; not one that the press makes."""

    # -- clicks ----------------------------------------------------------------------------------

    def press_here(self, pointer: Pointer) -> None:
        hit = self._hit(pointer)
        self._was_selected = hit is not None and hit[0] in self.view.chosen
        self._grabbed = self._handle(pointer)
        if self._grabbed is not None or hit is None or pointer.adds or self._was_selected:
            return
        if hit[1] is not Grip.BODY:
            self.view.choose([hit[0]])

    def click(self, pointer: Pointer) -> None:
        hit = self._hit(pointer)
        if hit is None:
            if not pointer.adds:
                self.view.choose([])
        elif pointer.adds:
            self.view.selection.toggle(hit[0])
        elif pointer.keys & ALT and self._was_selected:
            self._choose_below(pointer)
        else:
            self.view.choose([hit[0]])

    def _choose_below(self, pointer: Pointer) -> None:
        """Choose the next of the things that lie on each other."""
        left_out: list[ShapeItem | EdgeItem] = []
        chosen = self.view.chosen[0] if self.view.chosen else None
        while (hit := self.view.scene_shown.hit(pointer.place, self.view.reach, left_out)) is not None:
            left_out.append(hit[0])
            if chosen in left_out[:-1]:
                self.view.choose([hit[0]])
                return
        if left_out:
            self.view.choose([left_out[0]])

    def double_click(self, pointer: Pointer) -> None:
        hit = self._hit(pointer)
        if hit is not None and not _is_pool_body(hit):
            actions.open_item(self.view, hit[0])
        elif not self.view.has_temporary_arrangement():
            place = Point(*map(round, pointer.place))
            at = self.view.viewport().mapToGlobal(pointer.screen.toPoint())
            placing_menu(self.view, place).popup(at)

    # -- drags -----------------------------------------------------------------------------------

    def gesture_for(self, pointer: Pointer) -> Gesture | None:
        if self._grabbed is not None:
            return self._handle_gesture(pointer, self._grabbed)
        hit = self._hit(pointer)
        if hit is None or (hit[1] is Grip.BODY and not self._was_selected):
            return BandGesture(self.view, pointer) if pointer.adds else PanGesture(self.view, pointer)
        return self._item_gesture(pointer, *hit)

    def _item_gesture(self, pointer: Pointer, item: ShapeItem | EdgeItem, grip: Grip) -> Gesture | None:
        if grip is Grip.LABEL:
            return MoveLabelGesture(self.view, pointer, item)
        if isinstance(item, EdgeItem):
            if item in self.view.chosen and len(self.view.selection.shapes) == 0:
                return BendGesture(self.view, pointer, item, None)
            if item not in self.view.chosen:
                return None
        if grip is Grip.BODY and len(self.view.chosen) == 1:
            return PanGesture(self.view, pointer)
        shapes = [chosen.depiction for chosen in self.view.selection.shapes]
        if isinstance(item, ShapeItem) and item.depiction not in shapes:
            shapes.append(item.depiction)
        return MoveGesture(self.view, pointer, shapes) if shapes else None

    def _handle_gesture(self, pointer: Pointer, handle: Handle) -> Gesture | None:
        item = self.view.chosen[0]
        if isinstance(item, ShapeItem):
            return ResizeGesture(self.view, pointer, item, handle)
        if handle.job in (Job.SOURCE, Job.TARGET):
            return ReconnectGesture(self.view, pointer, item, handle)
        return BendGesture(self.view, pointer, item, handle)

    # -- what floats -----------------------------------------------------------------------------

    def hover(self, pointer: Pointer) -> None:
        handle = self._handle(pointer)
        hit = None if handle is not None else self._hit(pointer)
        item = hit[0] if hit is not None and hit[1] is not Grip.BODY else None
        self._show_hovered(None if item is None or item in self.view.chosen else item)
        cursor = handle.cursor if handle is not None else self.cursor
        if self.view.viewport().cursor().shape() is not cursor:
            self.view.viewport().setCursor(cursor)

    def leave(self) -> None:
        self._show_hovered(None)

    def paint(self, painter: QPainter) -> None:
        if self._hovered is not None and not self.is_dragging and self._hovered.scene() is not None:
            paint_hover(painter, self.view, self._hovered)
        if not self.is_dragging:
            paint_handles(painter, self.view, self._handles())

    def _show_hovered(self, item: ShapeItem | EdgeItem | None) -> None:
        if item is self._hovered:
            return
        for one in (self._hovered, item):
            if one is not None and one.scene() is not None:
                rect = self.view.to_screen(one.area).adjusted(-8, -8, 8, 8)
                self.view.viewport().update(rect.toAlignedRect())
        self._hovered = item

    def _hit(self, pointer: Pointer) -> Hit | None:
        return self.view.scene_shown.hit(pointer.place, self.view.reach)

    def _handles(self) -> list[Handle]:
        chosen = self.view.chosen
        if len(chosen) != 1 or self.view.has_temporary_arrangement():
            return []
        return handles_of(self.view, chosen[0])

    def _handle(self, pointer: Pointer) -> Handle | None:
        return handle_at(self._handles(), pointer.screen)


def _is_pool_body(hit: Hit) -> bool:
    """Whether the inside of a pool or lane was hit, where new symbols go."""
    item, grip = hit
    return grip is Grip.BODY and isinstance(item, ShapeItem) and item.look.kind in ("Participant", "Lane")
