"""Resizing shapes, bending lines and leading their ends elsewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.canvas.edge_item import EdgeItem, distance_to_piece
from app.canvas.handles import Handle, Job
from app.canvas.overlays import Guide, paint_ghost, paint_guides, paint_target
from app.canvas.shape_item import ShapeItem
from app.canvas.tools.move import attractors
from app.canvas.tools.snapping import REACH, snap_point, to_grid
from app.canvas.tools.targets import Target
from app.canvas.tools.tool import Gesture, Pointer
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.connect import reconnect
from bpmn.editing.diagrams import ends_of
from bpmn.editing.move import move_waypoints
from bpmn.editing.resize import least_size, resize
from bpmn.layout.routing import simplified
from bpmn.rules.allowed import may_connect
from bpmn.rules.refusal import Refusal

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

BEND_REACH = 10.0
"""How near an x or y of a neighbour attracts a bend, in screen pixels."""


class ResizeGesture(Gesture):
    """Drags an edge or a corner of a shape."""

    def __init__(self, view: "DiagramView", start: Pointer, item: ShapeItem, handle: Handle) -> None:
        super().__init__(view, start)
        self.cursor = handle.cursor
        self._item = item
        self._sides = handle.sides
        self._least = least_size(item.depiction)
        self._bounds = item.bounds
        self._others: list[Bounds] = []
        self._guides: list[Guide] = []

    def begin(self) -> None:
        self._others = attractors(self.view.scene_shown, self._item.bounds, [self._item])

    def drag(self, pointer: Pointer) -> None:
        old = self._item.bounds
        dx, dy = pointer.place.x - self.start.place.x, pointer.place.y - self.start.place.y
        self._guides = []
        left, right = self._moved((old.x, old.right), self._sides[0], dx, self._least.width)
        top, bottom = self._moved((old.y, old.bottom), self._sides[1], dy, self._least.height)
        if not pointer.is_free:
            left, right = self._snapped((left, right), (old.x, old.right), self._least.width, is_upright=True)
            top, bottom = self._snapped(
                (top, bottom), (old.y, old.bottom), self._least.height, is_upright=False
            )
        self._bounds = Bounds(left, top, right - left, bottom - top)

    def _moved(self, span: tuple[float, float], side: int, by: float, least: float) -> tuple[float, float]:
        start, end = span
        if side < 0:
            return min(round(start + by), end - least), end
        return (start, max(round(end + by), start + least)) if side > 0 else span

    def _snapped(
        self, span: tuple[float, float], old: tuple[float, float], least: float, *, is_upright: bool
    ) -> tuple[float, float]:
        side = self._sides[0 if is_upright else 1]
        if side == 0:
            return span
        value = span[0] if side < 0 else span[1]
        edges = [(b.x, b.right) if is_upright else (b.y, b.bottom) for b in self._others]
        lines = [line for pair in edges for line in pair]
        near = min(lines, key=lambda line: abs(line - value), default=value + 1e9)
        if abs(near - value) <= REACH / self.view.zoom:
            value = near
            box = self._item.bounds
            reach = (box.y, box.bottom) if is_upright else (box.x, box.right)
            self._guides.append(Guide(is_upright, near, *reach))
        else:
            value = to_grid(value)
        value = min(value, old[1] - least) if side < 0 else max(value, old[0] + least)
        return (value, span[1]) if side < 0 else (span[0], value)

    def drop(self, pointer: Pointer) -> None:
        bounds, shape = self._bounds, self._item.depiction
        if bounds != self._item.bounds:
            self.view.attempt(lambda document: resize(document, shape, bounds))

    def paint(self, painter: QPainter) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(*self._bounds), 6, 6)
        paint_ghost(painter, self.view, path)
        paint_guides(painter, self.view, self._guides)


class BendGesture(Gesture):
    """Drags a corner of a line, or makes a new one; or drags a piece of it level or upright."""

    def __init__(self, view: "DiagramView", start: Pointer, item: EdgeItem, handle: Handle | None) -> None:
        super().__init__(view, start)
        self._item = item
        self._points = list(item.points)
        self._is_segment = handle is not None and handle.job is Job.SEGMENT
        if handle is not None:
            self.cursor = handle.cursor
            self._index, self._is_level = handle.number, handle.is_level
        else:
            pieces = list(zip(self._points, self._points[1:], strict=False))
            gaps = [distance_to_piece(start.place, a, b) for a, b in pieces]
            self._index = gaps.index(min(gaps)) + 1
            self._points.insert(self._index, start.place)
        self._shown = self._points

    def begin(self) -> None:
        self.view.scene_shown.set_floating([self._item])

    def drag(self, pointer: Pointer) -> None:
        place = pointer.place if pointer.is_free else self._snapped(pointer.place)
        place = Point(round(place.x), round(place.y))
        self._shown = list(self._points)
        if not self._is_segment:
            self._shown[self._index] = place
        else:
            self._move_piece(place)
        self._item.show_points(self._shown)

    def _move_piece(self, place: Point) -> None:
        """Move a level piece up or down, an upright one sideways; at the ends of the line corners come in."""
        at = self._index
        moved = [
            p._replace(y=place.y) if self._is_level else p._replace(x=place.x)
            for p in self._points[at : at + 2]
        ]
        before, after = self._points[: at + 1], self._points[at + 1 :]
        is_first, is_last = at == 0, at + 2 == len(self._points)
        self._shown = [*(before if is_first else before[:-1]), *moved, *(after if is_last else after[1:])]

    def _snapped(self, place: Point) -> Point:
        others = [p for number, p in enumerate(self._points) if abs(number - self._index) in (1, 2)]
        near = self.view.scene_shown.near(Bounds(*place, 0, 0).grown(300))
        centres = [item.bounds.centre for item in near if not item.is_container]
        lines = [*others, *centres]
        reach = BEND_REACH / self.view.zoom
        return snap_point(place, [p.x for p in lines], [p.y for p in lines], reach)

    def drop(self, pointer: Pointer) -> None:
        points, edge = simplified(self._shown), self._item.depiction
        self.view.attempt(lambda document: move_waypoints(document, edge, points))

    def stop(self) -> None:
        self._item.refresh()
        self.view.scene_shown.set_floating(())


class ReconnectGesture(Gesture):
    """Drags an end of a line to another element."""

    def __init__(self, view: "DiagramView", start: Pointer, item: EdgeItem, handle: Handle) -> None:
        super().__init__(view, start)
        self.cursor = handle.cursor
        self._item = item
        self._at_target = handle.job is Job.TARGET
        self._target: Target | None = None
        self._place = start.place

    def begin(self) -> None:
        self.view.scene_shown.set_floating([self._item])

    def drag(self, pointer: Pointer) -> None:
        self._place = pointer.place
        points = list(self._item.points)
        points[-1 if self._at_target else 0] = pointer.place
        self._item.show_points(points)
        found = self.view.scene_shown.hit(pointer.place, self.view.reach, [self._item])
        self._target = self._judge(found[0]) if found is not None else None
        self.view.say_refusal(self._target.reason if self._target else None, pointer)

    def _judge(self, item: ShapeItem | EdgeItem) -> Target | None:
        element, connection = item.depiction.bpmn_element, self._item.depiction.bpmn_element
        if element is None or connection is None:
            return None
        source, target = ends_of(connection)
        ends = (source, element) if self._at_target else (element, target)
        if ends[0] is None or ends[1] is None:
            return None
        verdict = may_connect(ends[0], ends[1])
        return Target(item, verdict.reason if isinstance(verdict, Refusal) else None)

    def drop(self, pointer: Pointer) -> None:
        element = self._target.item.depiction.bpmn_element if self._target and self._target.item else None
        if element is None:
            return
        edge, at_target, place = self._item.depiction, self._at_target, Point(*map(round, self._place))
        source, target = ends_of(edge.bpmn_element) if edge.bpmn_element is not None else (None, None)
        if element == (target if at_target else source):
            self._redock(place)
            return
        self.view.attempt(
            lambda document: reconnect(document, edge, element, at_target=at_target, dock=place)
        )

    def _redock(self, place: Point) -> None:
        """The end goes to another place of the same symbol."""
        points, edge = list(self._item.points), self._item.depiction
        points[-1 if self._at_target else 0] = place
        self.view.attempt(lambda document: move_waypoints(document, edge, points))

    def stop(self) -> None:
        self._item.refresh()
        self.view.scene_shown.set_floating(())

    def paint(self, painter: QPainter) -> None:
        if self._target is not None and self._target.item is not None:
            paint_target(painter, self.view, self._target.item, is_legal=self._target.reason is None)
