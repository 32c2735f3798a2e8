"""Moving shapes and names by dragging them."""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from app.canvas.edge_item import EdgeItem
from app.canvas.overlays import Guide, paint_guides, paint_pill, paint_target, shown_rect
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from app.canvas.tools.snapping import REACH, snap_move
from app.canvas.tools.targets import Target, drop_target, lane_item_at
from app.canvas.tools.tool import SHIFT, Gesture, Pointer
from app.translate import tr
from bpmn.base.geometry import Bounds, united
from bpmn.editing.diagrams import edges_at, end_at, end_shapes, plane_of, shape_on
from bpmn.editing.move import move, move_label, moved_with
from bpmn.editing.places import content_of
from bpmn.editing.routes import style_on
from bpmn.layout.routing import mend
from bpmn.model import BoundaryEvent, BPMNShape, FlowNode

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

AROUND = 600.0
"""How far around what is moved others attract it, in diagram units."""
MOST = 250
"""So many others attract at most."""


class Caravan:
    """What moves when shapes are moved: the shapes, what lies in them, events on them, lines at them."""

    def __init__(self, scene: DiagramScene, shapes: Sequence[BPMNShape]) -> None:
        self.shapes = _closure(shapes)
        moving = set(self.shapes)
        self.items = [item for s in self.shapes if isinstance(item := scene.item_of(s), ShapeItem)]
        edges = dict.fromkeys(chain.from_iterable(edges_at(shape) for shape in self.shapes))
        self.whole: list[EdgeItem] = []
        """Lines both ends of which move."""
        self.bent: list[EdgeItem] = []
        """Lines one end of which moves."""
        self._moving = moving
        for edge in edges:
            item = scene.item_of(edge)
            if isinstance(item, EdgeItem):
                ends = end_shapes(edge)
                (self.whole if all(end in moving for end in ends) else self.bent).append(item)
        scene.set_floating([*self.items, *self.whole, *self.bent])

    def show(self, dx: float, dy: float) -> None:
        """Show everything moved by (dx, dy)."""
        for item in chain(self.items, self.whole):
            item.shift(dx, dy)
        for item in self.bent:
            self._bend(item, dx, dy)

    def _bend(self, item: EdgeItem, dx: float, dy: float) -> None:
        shapes = end_shapes(item.depiction)
        pairs = []
        for shape in shapes:
            before = end_at(shape)
            if before is None:
                return
            after = before._replace(bounds=before.bounds.moved(dx, dy)) if shape in self._moving else before
            pairs.append((before, after))
        element = item.depiction.bpmn_element
        if element is not None:
            elements = [shape.bpmn_element if isinstance(shape, BPMNShape) else None for shape in shapes]
            style = style_on(plane_of(item.depiction), type(element), elements[0], elements[1])
            item.show_points(mend(item.points, pairs[0], pairs[1], style))

    def back(self, scene: DiagramScene) -> None:
        """Show everything where the document has it."""
        for item in chain(self.items, self.whole):
            item.shift(0, 0)
        for item in self.bent:
            item.refresh()
        scene.set_floating(())


def _closure(shapes: Sequence[BPMNShape]) -> list[BPMNShape]:
    """The shapes with all that lies in them or sits on them; a lane stands for its pool."""
    found: dict[BPMNShape, None] = {}
    for shape in shapes:
        top = moved_with(shape)
        found[top] = None
        found.update(dict.fromkeys(content_of(top)))
    for shape in list(found):
        element, plane = shape.bpmn_element, shape.parent
        if element is None or not element.id:
            continue
        for node, attribute in element.document.references(element.id):
            view = element.document.view(node)
            if attribute == "attachedToRef" and isinstance(view, BoundaryEvent):
                event = shape_on(plane, view)  # type: ignore[arg-type]
                if event is not None:
                    found[event] = None
    return list(found)


class MoveGesture(Gesture):
    """Drags shapes; lines follow, and what would take them in is outlined."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, view: "DiagramView", start: Pointer, shapes: Sequence[BPMNShape]) -> None:
        super().__init__(view, start)
        self._shapes = list(dict.fromkeys(map(moved_with, shapes)))
        self._caravan: Caravan
        self._others: list[Bounds] = []
        self._dx = self._dy = 0.0
        self._guides: tuple[Guide, ...] = ()
        self._target: Target | None = None
        self._lane: ShapeItem | None = None

    def begin(self) -> None:
        scene = self.view.scene_shown
        self._caravan = Caravan(scene, self._shapes)
        self._box = united(shape.bounds for shape in self._shapes) or Bounds(0, 0, 0, 0)
        self._others = attractors(scene, self._box, self._caravan.items)

    def drag(self, pointer: Pointer) -> None:
        dx, dy = pointer.place.x - self.start.place.x, pointer.place.y - self.start.place.y
        if pointer.keys & SHIFT:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        self._guides = ()
        if not pointer.is_free:
            snapped = snap_move(self._box, dx, dy, self._others, REACH / self.view.zoom)
            locked = bool(pointer.keys & SHIFT)
            dx = snapped.dx if dx or not locked else 0.0
            dy = snapped.dy if dy or not locked else 0.0
            self._guides = snapped.guides
        self._dx, self._dy = float(round(dx)), float(round(dy))
        self._caravan.show(self._dx, self._dy)
        self._lane = self._new_lane()
        self._target = drop_target(
            self.view.scene_shown, self._shapes, self._caravan.items, (self._dx, self._dy)
        )
        self.view.say_refusal(self._target.reason if self._target else None, pointer)

    def _new_lane(self) -> ShapeItem | None:
        """The lane that a single step would come to lie in, where it is another one than before."""
        if len(self._shapes) != 1 or not isinstance(self._shapes[0].bpmn_element, FlowNode):
            return None
        scene, centre = self.view.scene_shown, self._shapes[0].bounds.centre
        lane = lane_item_at(scene, centre.moved(self._dx, self._dy))
        return None if lane is lane_item_at(scene, centre) else lane

    def drop(self, pointer: Pointer) -> None:
        shapes, dx, dy = self._shapes, self._dx, self._dy
        self.view.attempt(lambda document: move(document, shapes, dx, dy))

    def stop(self) -> None:
        self._caravan.back(self.view.scene_shown)

    def paint(self, painter: QPainter) -> None:
        paint_guides(painter, self.view, self._guides)
        if self._lane is not None:
            paint_target(painter, self.view, self._lane, is_legal=True)
            place = shown_rect(self.view, self._caravan.items[0]).bottomLeft()
            paint_pill(painter, self.view, place, lane_text(self._lane), tone="legal")
        if self._target is not None and self._target.item is not None:
            paint_target(painter, self.view, self._target.item, is_legal=self._target.reason is None)


def attractors(scene: DiagramScene, around: Bounds, without: Sequence[ShapeItem]) -> list[Bounds]:
    """The rectangles that attract what is moved: those of the nearest shapes, lanes aside."""
    left_out = set(without)
    near = [
        item
        for item in scene.near(around.grown(AROUND))
        if item not in left_out and item.look.kind not in ("Lane", "BoundaryEvent")
    ]
    middle = around.centre
    near.sort(key=lambda i: abs(i.bounds.centre.x - middle.x) + abs(i.bounds.centre.y - middle.y))
    return [item.bounds for item in near[:MOST]]


class MoveLabelGesture(Gesture):
    """Drags the name of a symbol or a line."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, view: "DiagramView", start: Pointer, owner: ShapeItem | EdgeItem) -> None:
        super().__init__(view, start)
        self._owner = owner
        self._dx = self._dy = 0.0

    def begin(self) -> None:
        self.view.scene_shown.set_floating([self._owner])

    def drag(self, pointer: Pointer) -> None:
        self._dx = float(round(pointer.place.x - self.start.place.x))
        self._dy = float(round(pointer.place.y - self.start.place.y))
        if self._owner.label is not None:
            self._owner.label.setPos(self._dx, self._dy)

    def drop(self, pointer: Pointer) -> None:
        owner, label = self._owner, self._owner.label
        if label is None:
            return
        given = owner.depiction.label.bounds if owner.depiction.label is not None else None
        bounds = given if given is not None and given.width and given.height else label.bounds
        there = Bounds(*map(round, bounds.moved(self._dx, self._dy)))
        self.view.attempt(lambda document: move_label(document, owner.depiction, there))

    def stop(self) -> None:
        self._owner.shift(0, 0)
        self.view.scene_shown.set_floating(())


def lane_text(item: ShapeItem) -> str:
    """What is said of a step that comes into a lane."""
    name = item.depiction.bpmn_element.node.get("name") if item.depiction.bpmn_element is not None else None
    return tr("→ {role}", role=name) if name else tr("→ another role")
