"""Placing new elements: with the tool of the palette, or dropped from it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.canvas.overlays import Guide, paint_ghost, paint_guides, paint_target
from app.canvas.shape_item import ShapeItem
from app.canvas.tools.snapping import REACH, snap_move
from app.canvas.tools.targets import Target, create_target, host_item_at
from app.canvas.tools.tool import Pointer, Tool
from app.painter import painter_path
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.create import bounds_for, create
from bpmn.model import (
    Activity,
    BoundaryEvent,
    ChoreographyActivity,
    ConversationNode,
    Element,
    Event,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    Lane,
    Participant,
    TextAnnotation,
)
from bpmn.notation.symbols import has_symbol, symbol
from bpmn.rules.kinds import Kind, KindLike
from bpmn.rules.kinds import kind as read_kind

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

AROUND = 600.0
NAMED_AT_ONCE = (
    Activity,
    ChoreographyActivity,
    ConversationNode,
    Event,
    Participant,
    Lane,
    TextAnnotation,
)
"""Elements whose name is asked for as soon as they are there."""
FLOATING = (IntermediateCatchEvent, IntermediateThrowEvent)


class CreateTool(Tool):
    """Carries a ghost of the new element; a click puts it down. With Shift the tool stays."""

    name = "create"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: "DiagramView", kind: KindLike) -> None:
        super().__init__(view)
        self.kind: Kind = read_kind(kind)
        self._size = bounds_for(self.kind, Point(0, 0))
        self._centre: Point | None = None
        self.target: Target | None = None
        self._guides: tuple[Guide, ...] = ()
        self._near: list[Bounds] = []
        self._near_of: Point | None = None

    def hover(self, pointer: Pointer) -> None:
        place = pointer.place
        self._guides = ()
        dx, dy = place.x - self._size.centre.x, place.y - self._size.centre.y
        if not pointer.is_free:
            snapped = snap_move(self._size, dx, dy, self._neighbours(place), REACH / self.view.zoom)
            dx, dy, self._guides = snapped.dx, snapped.dy, snapped.guides
        self._centre = Point(*self._size.moved(round(dx), round(dy)).centre)
        self.target = self._judge(self._centre)
        self.view.say_refusal(self.target.reason if self.target else None, pointer)
        self.view.viewport().update()

    def move(self, pointer: Pointer) -> None:
        self.hover(pointer)

    def click(self, pointer: Pointer) -> None:
        self.hover(pointer)
        self.place(pointer)
        if not pointer.adds:
            self.view.set_tool("select")

    def place(self, pointer: Pointer) -> Element | None:
        """Put the element down where the ghost is."""
        centre = self._centre
        if centre is None:
            return None
        scene, kind = self.view.scene_shown, self._kind_at(centre)
        parent = self._parent(centre)
        made = self.view.attempt(lambda document: create(document, kind, centre, parent, scene.plane))
        self.leave()
        if made is not None and made.id:
            self.view.select([made.id])
            if isinstance(made, NAMED_AT_ONCE) and not pointer.adds:
                self.view.edit_label(made.id)
        return made

    def leave(self) -> None:
        self._centre = self.target = None
        self._guides = ()
        self.view.say_refusal(None)
        self.view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        if self._centre is None:
            return
        if self.target is not None and self.target.item is not None:
            paint_target(painter, self.view, self.target.item, is_legal=self.target.reason is None)
        paint_ghost(painter, self.view, self._outline(self._centre))
        paint_guides(painter, self.view, self._guides)

    def _outline(self, centre: Point) -> QPainterPath:
        size, corner = self._size, QPointF(centre.x - self._size.width / 2, centre.y - self._size.height / 2)
        if has_symbol(self.kind.element):
            path = painter_path(symbol(self.kind.element).outline(size.width, size.height))
        else:
            path = QPainterPath()
            path.addRect(0, 0, size.width, size.height)
        return path.translated(corner)

    def _neighbours(self, place: Point) -> list[Bounds]:
        """The shapes that attract the ghost; looked up again when it has gone far."""
        last = self._near_of
        if last is None or max(abs(last.x - place.x), abs(last.y - place.y)) > AROUND / 2:
            self._near_of = place
            near = self.view.scene_shown.near(Bounds(*place, 0, 0).grown(AROUND))
            self._near = [item.bounds for item in near if not item.is_container]
        return self._near

    def _judge(self, centre: Point) -> Target:
        if issubclass(self.kind.element, Lane):
            return Target(self._lane_home(centre))
        return create_target(self.view.scene_shown, self._kind_at(centre), centre)

    def _kind_at(self, centre: Point) -> Kind:
        """An intermediate event over the border of an activity becomes a boundary event."""
        if issubclass(self.kind.element, FLOATING):
            host = host_item_at(self.view.scene_shown, self.kind, centre)
            if host is not None:
                return Kind(BoundaryEvent, self.kind.definition)
        return self.kind

    def _parent(self, centre: Point) -> Element | None:
        if issubclass(self.kind.element, Lane):
            item = self._lane_home(centre)
            return item.depiction.bpmn_element if item is not None else None
        kind = self._kind_at(centre)
        if issubclass(kind.element, BoundaryEvent):
            host = host_item_at(self.view.scene_shown, kind, centre)
            return host.depiction.bpmn_element if host is not None else None
        return None

    def _lane_home(self, centre: Point) -> ShapeItem | None:
        """The pool or lane at a point."""
        near = self.view.scene_shown.near(Bounds(*centre, 0, 0).grown(0.5))
        found = [i for i in near if i.look.kind in ("Participant", "Lane") and i.bounds.contains(centre)]
        return max(found, key=lambda item: item.zValue(), default=None)
