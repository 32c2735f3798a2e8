"""What a transaction has done so far, read from its journal."""

from collections.abc import Container

from bpmn.base.geometry import Bounds
from bpmn.model import BPMNShape, Element, LaneSet, Process
from bpmn.model.diagram import BoundsNode
from bpmn.model.document import Document
from bpmn.model.journal import Insert, Remove, SetAttributes, Transaction
from bpmn.xml import names

BOUNDS = BoundsNode.own_tag
WAYPOINT = names.di("waypoint")


class Happened:
    """Answers questions about an open transaction; every answer is of this moment."""

    def __init__(self, document: Document, transaction: Transaction) -> None:
        self.document = document
        self.transaction = transaction

    def moved(self) -> dict[BPMNShape, tuple[Bounds, Bounds]]:
        """Shapes that moved or changed size: their bounds before and now."""
        result: dict[BPMNShape, tuple[Bounds, Bounds]] = {}
        for view, old in self._old_bounds().items():
            shape = view.parent
            if isinstance(shape, BPMNShape) and shape.bounds != old and shape.is_alive:
                result[shape] = (old, shape.bounds)
        return result

    def _old_bounds(self) -> dict[Element, Bounds]:
        """The bounds of every dc:Bounds node that was there before and changed."""
        fresh = {change.node for change in self.transaction.changes if isinstance(change, Insert)}
        old: dict[Element, Bounds] = {}
        for change in self.transaction.changes:
            if isinstance(change, SetAttributes) and change.node.tag == BOUNDS:
                view = self.document.view(change.node)
                if view not in old and not _is_below(view, fresh):
                    old[view] = _bounds(dict(change.old))
        return old

    def touched_label(self, shape: BPMNShape) -> bool:
        """Whether the label of a shape was itself placed."""
        label = shape.label
        return label is not None and any(
            change.place is label.node or change.place.getparent() is label.node
            for change in self.transaction.changes
        )

    def drawn(self) -> dict[Element, None]:
        """Edges whose waypoints were set, in the order of setting."""
        return {
            owner: None
            for change in self.transaction.changes
            if change.node.tag == WAYPOINT and (owner := self._edge(change.node, change.place)) is not None
        }

    def has_finite_points(self) -> bool:
        """Whether the corners of lines that were set are numbers that can be drawn."""
        nodes = (change.node for change in self.transaction.changes if change.node.tag == WAYPOINT)
        return not any(
            (node.get(axis) or "").lstrip("-") in ("nan", "inf") for node in nodes for axis in "xy"
        )

    def _edge(self, node: object, place: object) -> Element | None:
        view = self.document.view(place)  # type: ignore[arg-type]
        return view.parent if node is place else view

    def inserted(self) -> list[Element]:
        """Elements put in that are there now: new ones, and old ones in a new place."""
        nodes = dict.fromkeys(c.node for c in self.transaction.changes if isinstance(c, Insert))
        return [self.document.view(node) for node in nodes if self.document.holds(node)]

    def transplanted(self) -> list[Element]:
        """Elements that were taken out and put in elsewhere."""
        taken = {c.node for c in self.transaction.changes if isinstance(c, Remove)}
        return [view for view in self.inserted() if view.node in taken]

    def undivided(self) -> list[Process]:
        """Processes that lost their last lanes."""
        tag = LaneSet.own_tag
        taken = (c for c in self.transaction.changes if isinstance(c, Remove) and c.node.tag == tag)
        owners = dict.fromkeys(self.document.view(c.place) for c in taken if self.document.holds(c.place))
        return [owner for owner in owners if isinstance(owner, Process) and not owner.children(LaneSet)]

    def led(self) -> list[Element]:
        """Elements whose source or target was set."""
        names = ("sourceRef", "targetRef")
        nodes = {
            change.node: None
            for change in self.transaction.changes
            if isinstance(change, SetAttributes)
            and any(dict(change.old).get(name) != dict(change.new).get(name) for name in names)
        }
        return [self.document.view(node) for node in nodes if self.document.holds(node)]

    def new_shapes(self) -> list[BPMNShape]:
        """Shapes that were put in."""
        return [view for view in self.inserted() if isinstance(view, BPMNShape)]


def _is_below(view: Element, tops: Container[object]) -> bool:
    at: Element | None = view
    while at is not None:
        if at.node in tops:
            return True
        at = at.parent
    return False


def _bounds(values: dict[str, str]) -> Bounds:
    numbers = []
    for name in Bounds._fields:
        try:
            numbers.append(float(values.get(name, "0")))
        except ValueError:
            numbers.append(0.0)
    return Bounds(*numbers)
