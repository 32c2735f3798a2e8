"""Connecting two elements by dragging from one to the other, or by clicking one after the other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from app.canvas.edge_item import EdgeItem
from app.canvas.items import Grip
from app.canvas.overlays import paint_target, pen
from app.canvas.placing import placing_menu
from app.canvas.shape_item import ShapeItem
from app.canvas.tools.targets import Target
from app.canvas.tools.tool import DRAG_FROM, Pointer, Tool
from app.translate import tr_message
from bpmn.base.geometry import Point
from bpmn.editing.connect import connect, planned_line
from bpmn.editing.diagrams import end_at
from bpmn.model import Element, FlowNode
from bpmn.rules.allowed import may_connect
from bpmn.rules.refusal import Refusal
from bpmn.rules.scopes import pool_of

if TYPE_CHECKING:
    from app.canvas.view import DiagramView


class ConnectTool(Tool):
    """Connects what is pressed with what the pointer is released or clicked on."""

    name = "connect"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: "DiagramView", source: ShapeItem | EdgeItem | None = None) -> None:
        super().__init__(view)
        self.source = source
        self._began_here = source is not None
        """The source was clicked before; the next press is the target."""
        self._place: Point | None = None
        self._target: Target | None = None
        self._pressed_at: QPointF | None = None
        self._planned: tuple[ShapeItem | EdgeItem, list[Point]] | None = None
        """The line to the target below the pointer, found once."""

    def press(self, pointer: Pointer, gesture: object = None) -> None:
        self._pressed_at = pointer.screen
        if self.source is None:
            self.source = self._item(pointer)
            self._began_here = False
        self.hover(pointer)

    def move(self, pointer: Pointer) -> None:
        self.hover(pointer)

    def release(self, pointer: Pointer) -> None:
        start, self._pressed_at = self._pressed_at, None
        if start is None or self.source is None:
            return
        self.hover(pointer)
        way = pointer.screen - start
        is_click = abs(way.x()) + abs(way.y()) < DRAG_FROM
        if is_click and not self._began_here:
            self._began_here = True  # a click on the source: the target is clicked next
            return
        self._connect()
        if not pointer.adds:
            self.view.set_tool("select")
        else:
            self._forget()

    def hover(self, pointer: Pointer) -> None:
        self._place = pointer.place
        item = self._item(pointer)
        if self.source is None:
            self._target = Target(item) if item is not None else None
        else:
            self._target = None if item is None or item is self.source else self._judge(item)
        self.view.say_refusal(self._target.reason if self._target else None, pointer)
        self.view.viewport().update()

    def cancel(self) -> bool:
        was_connecting = self.source is not None
        self._forget()
        return was_connecting

    def leave(self) -> None:
        self._forget()

    def paint(self, painter: QPainter) -> None:
        target = self._target.item if self._target is not None else None
        is_legal = self._target is not None and self._target.reason is None
        if target is not None:
            paint_target(painter, self.view, target, is_legal=is_legal)
        if self.source is None or self._place is None:
            return
        paint_target(painter, self.view, self.source, is_legal=True)
        points = self.line()
        painter.setPen(pen(self.view.colours["ghost"], 1.5, (4, 3)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        place = self.view.viewportTransform()
        painter.drawPolyline([place.map(QPointF(*point)) for point in points])

    def line(self) -> Sequence[Point]:
        """The line that would be drawn: routed where the target is legal, else straight to the pointer."""
        is_legal = self._target is not None and self._target.reason is None
        target = self._target.item if self._target is not None and is_legal else None
        start = end_at(self.source.depiction) if self.source is not None else None
        if start is None or self._place is None:
            return ()
        if target is None:
            return start.centre, self._place
        if self._planned is None or self._planned[0] is not target:
            ends = self._ends(target)
            self._planned = (target, planned_line(self.view.plane, *ends) if ends is not None else [])
        return self._planned[1] or (start.centre, self._place)

    def _judge(self, item: ShapeItem | EdgeItem) -> Target | None:
        ends = self._ends(item)
        if ends is None:
            return None
        forward = may_connect(*ends)
        if not isinstance(forward, Refusal):
            return Target(item)
        return Target(item, forward.reason)

    def _ends(self, item: ShapeItem | EdgeItem) -> tuple[Element, Element] | None:
        source = self.source.depiction.bpmn_element if self.source is not None else None
        target = item.depiction.bpmn_element
        return None if source is None or target is None else (pool_of(source), pool_of(target))

    def _connect(self) -> None:
        if self._target is None:
            self._offer_target()
            return
        item = self._target.item
        ends = self._ends(item) if item is not None else None
        if ends is None:
            return
        if self._target.reason is not None:
            self.view.refused.emit(tr_message(self._target.reason))
            return
        plane = self.view.plane
        made = self.view.attempt(lambda document: connect(document, *ends, plane))
        if made is not None and made.id:
            self.view.select([made.id])

    def _offer_target(self) -> None:
        """The line ends in the void: let the user choose what it leads to."""
        place, source = self._place, self.source
        element = source.depiction.bpmn_element if source is not None else None
        if place is None or not isinstance(source, ShapeItem) or not isinstance(element, FlowNode):
            return
        if source.bounds.contains(place) or self.view.has_temporary_arrangement():
            return
        at = self.view.viewportTransform().map(QPointF(*place)).toPoint()
        there = Point(*map(round, place))
        placing_menu(self.view, there, source).popup(self.view.viewport().mapToGlobal(at))

    def _item(self, pointer: Pointer) -> ShapeItem | EdgeItem | None:
        hit = self.view.scene_shown.hit(pointer.place, self.view.reach)
        if hit is None or (hit[1] is Grip.BODY and self._lies_in(hit[0])):
            return None
        return hit[0]

    def _lies_in(self, item: ShapeItem | EdgeItem) -> bool:
        """Whether the source lies in a container: its body is no target then, but the void."""
        source = self.source
        if not isinstance(source, ShapeItem) or not isinstance(item, ShapeItem):
            return False
        return item is not source and item.bounds.contains(source.bounds.centre)

    def _forget(self) -> None:
        self.source = self._target = self._place = self._pressed_at = self._planned = None
        self._began_here = False
        self.view.say_refusal(None)
        self.view.viewport().update()
