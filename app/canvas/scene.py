"""The scene of one plane: an item for each shape and edge, kept in step with the document."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsScene

from app.canvas.edge_item import EdgeItem
from app.canvas.items import DiagramItem, Grip, Ink, LabelItem, LabelOwner
from app.canvas.overview import Overview
from app.canvas.shape_item import ShapeItem
from app.canvas.touched import touched_ids
from bpmn.base.geometry import Bounds, Point
from bpmn.model import BPMNEdge, BPMNPlane, BPMNShape, Element
from bpmn.model.document import ChangeSet, Document

Node = Any
"""A node of the tree; the canvas only compares them."""
Hit = tuple[ShapeItem | EdgeItem, Grip]
SYMBOL_WEIGHT, NAME_WEIGHT = 5, 3
"""What covering a symbol or a name costs, where covering a line costs 1."""
OVERVIEW_BELOW = 0.35
"""Zoom below which a large map is shown as one picture."""
LARGE = 600
"""From so many items on a map counts as large."""
TEXT_FROM, TEXT_FROM_SMALL = 0.4, 0.2
ALL_FROM = 400
"""From so many touched elements on all items are refreshed."""


class DiagramScene(QGraphicsScene):
    """Shows a BPMNPlane; refreshes only what a change touched."""

    followed = Signal(bool)
    """The items show the document again after a change; True if some came or went."""

    def __init__(self, document: Document, plane: BPMNPlane | None, theme: Mapping[str, str]) -> None:
        super().__init__()
        self.document = document
        self.plane = plane
        self.ink = Ink(theme)
        self.overview = Overview(self)
        self.floating: list[ShapeItem | EdgeItem] = []
        """What follows the pointer now, those behind first."""
        self.revision = 0
        self._items: dict[Node, ShapeItem | EdgeItem] = {}
        self._of_element: dict[str, list[ShapeItem | EdgeItem]] = {}
        self._content: tuple[int, Bounds | None] = (-1, None)
        # The index suffers from a world of items that come one by one: it is built once, at the first paint.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self._reconcile()
        self._forget = document.changed.connect(self._follow)

    def close(self) -> None:
        """Stop following the document."""
        self._forget()

    # -- looking up ------------------------------------------------------------------------------

    def owners(self) -> Iterable[ShapeItem | EdgeItem]:
        """The items of all shapes and edges, in file order."""
        return self._items.values()

    def item_of(self, depiction: Element | None) -> ShapeItem | EdgeItem | None:
        """The item of a shape or an edge, None if it is not on this plane."""
        return None if depiction is None else self._items.get(depiction.node)

    def items_of(self, element_id: str) -> list[ShapeItem | EdgeItem]:
        """The items that show an element; several where the file draws it twice."""
        return self._of_element.get(element_id, [])

    def content(self) -> Bounds | None:
        """The area that the map covers; None if it is empty."""
        if self._content[0] != self.revision:
            self._content = (self.revision, _around(self.owners()))
        return self._content[1]

    def is_overview(self, zoom: float) -> bool:
        """Whether the map is so large and so far away that it is shown as one picture."""
        return zoom < OVERVIEW_BELOW and len(self._items) >= LARGE

    def hit(self, point: Point, reach: float, without: Iterable[DiagramItem] = ()) -> Hit | None:
        """The item at a point that a click means; reach is in diagram units."""
        left_out = set(without)
        best: tuple[tuple[float, float, float], Hit] | None = None
        for item in self._near(Bounds(point.x, point.y, 0, 0).grown(reach)):
            grip = item.grip(point, reach)
            owner = item.owner if isinstance(item, LabelItem) else item
            if grip is None or owner in left_out or not isinstance(owner, ShapeItem | EdgeItem):
                continue
            order = (grip, -item.zValue(), item.area.width * item.area.height)
            if best is None or order < best[0]:
                best = (order, (owner, grip))
        return None if best is None else best[1]

    def within(self, area: Bounds, *, touched: bool) -> list[ShapeItem | EdgeItem]:
        """The items inside an area, or with ``touched`` all that it touches."""
        near = {i for i in self._near(area) if isinstance(i, ShapeItem | EdgeItem)}
        inside = [i for i in near if area.encloses(i.area) or (touched and _touches(i, area))]
        order = {item: number for number, item in enumerate(self.owners())}
        return sorted(inside, key=order.__getitem__)

    def near(self, area: Bounds) -> list[ShapeItem]:
        """The shapes whose rectangle an area touches."""
        return [item for item in self._near(area) if isinstance(item, ShapeItem)]

    def lines_near(self, area: Bounds) -> list[EdgeItem]:
        """The lines whose rectangle an area touches, the topmost first."""
        return [item for item in self._near(area) if isinstance(item, EdgeItem)]

    def covered(self, area: Bounds, without: DiagramItem | None) -> int:
        """How much would be lost below an area: symbols weigh more than names, names more than lines."""
        lost = 0
        for item in self._near(area):
            owner = item.owner if isinstance(item, LabelItem) else item
            if owner is without or (isinstance(item, ShapeItem) and item.is_container):
                continue
            if isinstance(item, EdgeItem):
                lost += _touches(item, area)
            elif item.area.intersects(area):
                lost += NAME_WEIGHT if isinstance(item, LabelItem) else SYMBOL_WEIGHT
        return lost

    def _near(self, area: Bounds) -> list[DiagramItem]:
        mode = Qt.ItemSelectionMode.IntersectsItemBoundingRect
        # An empty rectangle touches nothing.
        found = self.items(QRectF(*area.grown(0.01)), mode)
        return [item for item in found if isinstance(item, DiagramItem) and item.isVisible()]

    def set_floating(self, owners: Iterable[ShapeItem | EdgeItem]) -> None:
        """Take items off the sheet so that the view paints them on top, and put the others back."""
        for owner in self.floating:
            for part in owner.parts():
                part.is_floating = False
        self.floating = sorted(owners, key=lambda owner: owner.zValue())
        for owner in self.floating:
            for part in owner.parts():
                part.is_floating = True
        self.revision += 1

    # -- following -------------------------------------------------------------------------------

    def set_theme(self, theme: Mapping[str, str]) -> None:
        """Paint in other colours."""
        self.ink.theme = theme
        self.revision += 1
        for owner in self.owners():
            for part in owner.parts():
                part.forget_colours()

    def _follow(self, change: ChangeSet) -> None:
        came_or_went = self._reconcile() if change.structural else False
        ids = touched_ids(self.document, change)
        if len(ids) > ALL_FROM:
            for owner in list(self.owners()):
                self._refresh(owner)
        else:
            for owner in self._touched(change, ids):
                self._refresh(owner)
        self._changed()
        self.followed.emit(came_or_went)

    def _touched(self, change: ChangeSet, ids: frozenset[str]) -> set[ShapeItem | EdgeItem]:
        found = {owner for identifier in ids for owner in self.items_of(identifier)}
        for start in change.nodes:
            node: Node = start
            while node is not None and node not in self._items:
                node = node.getparent()
            if node is not None:
                found.add(self._items[node])
        return {owner for owner in found if owner.depiction.node in self._items}

    def _changed(self) -> None:
        self.revision += 1
        self.ink.text_from = TEXT_FROM if len(self._items) >= LARGE else TEXT_FROM_SMALL

    def _reconcile(self) -> bool:
        """Make items for new shapes and edges, drop those of others; whether there were any."""
        plane = self.plane if self.plane is not None and self.plane.is_alive else None
        shown = dict.fromkeys(plane.node.iterchildren("*")) if plane is not None else {}
        gone = [node for node in self._items if node not in shown]
        for node in gone:
            self._drop(self._items.pop(node))
        fresh = [node for node in shown if node not in self._items]
        for node in fresh:
            self._add(self.document.view(node))
        self._changed()
        return bool(gone or fresh)

    def _add(self, view: Element) -> None:
        if isinstance(view, BPMNShape):
            owner: ShapeItem | EdgeItem = ShapeItem(view, self.ink)
        elif isinstance(view, BPMNEdge):
            owner = EdgeItem(view, self.ink)
        else:
            return
        self._items[view.node] = owner
        self._of_element.setdefault(owner.element_id or "", []).append(owner)
        for part in owner.parts():
            self.addItem(part)

    def _drop(self, owner: ShapeItem | EdgeItem) -> None:
        self._unlist(owner)
        for part in owner.parts():
            self.removeItem(part)

    def _unlist(self, owner: ShapeItem | EdgeItem) -> None:
        listed = self._of_element.get(owner.element_id or "", [])
        if owner in listed:
            listed.remove(owner)

    def _refresh(self, owner: ShapeItem | EdgeItem) -> None:
        self._unlist(owner)
        owner.refresh()
        owner.shift(0, 0)
        self._of_element.setdefault(owner.element_id or "", []).append(owner)


def _around(owners: Iterable[ShapeItem | EdgeItem]) -> Bounds | None:
    """The rectangle around all items and names."""
    extents = [owner.extent for owner in owners]
    if not extents:
        return None
    lefts, tops, rights, bottoms = zip(*extents, strict=True)
    left, top = min(lefts), min(tops)
    return Bounds(left, top, max(rights) - left, max(bottoms) - top)


def _touches(item: LabelOwner, area: Bounds) -> bool:
    if isinstance(item, EdgeItem):
        path = item.shape() if len(item.points) < 2 else None  # noqa: PLR2004
        return path is None and any(
            _crosses(area, a, b) for a, b in zip(item.points, item.points[1:], strict=False)
        )
    return isinstance(item, ShapeItem) and not item.is_container and item.area.intersects(area)


def _crosses(area: Bounds, a: Point, b: Point) -> bool:
    """Whether the box of a piece of line meets an area; lines are mostly level or upright."""
    box = Bounds(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).grown(0.5)
    return box.intersects(area)
