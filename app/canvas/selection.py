"""What is selected on the sheet; it survives changes as long as its elements live."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.canvas.edge_item import EdgeItem
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from bpmn.model import Element
from bpmn.model.document import Document


class Selection(QObject):
    """The chosen items in the order they were chosen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[ShapeItem | EdgeItem] = []
        self._ids: dict[ShapeItem | EdgeItem, str] = {}
        self._shown: list[Element | None] = []

    @property
    def shapes(self) -> list[ShapeItem]:
        """The shapes among them."""
        return [item for item in self.items if isinstance(item, ShapeItem)]

    def elements(self, document: Document) -> list[Element]:
        """The elements that the items show, each once; those of the map where a copy of it is drawn."""
        found = []
        for item in self.items:
            element: Element | None = item.depiction.bpmn_element
            if item.depiction.document is not document:
                element = document.element(item.element_id) if item.element_id else None
            if element is not None:
                found.append(element)
        return list(dict.fromkeys(found))

    def set(self, items: Iterable[ShapeItem | EdgeItem]) -> None:
        """Select these and nothing else; tells of it also if they show other elements than before."""
        wanted = list(dict.fromkeys(items))
        shown: list[Element | None] = [item.depiction.bpmn_element for item in wanted]
        is_other = wanted != self.items or shown != self._shown
        self.items, self._shown = wanted, shown
        self._ids = {item: item.element_id or "" for item in wanted}
        if is_other:
            self.changed.emit()

    def toggle(self, item: ShapeItem | EdgeItem) -> None:
        """Select an item as well, or no longer."""
        kept = [other for other in self.items if other is not item]
        self.set(kept if item in self.items else [*kept, item])

    def follow(self, scene: DiagramScene) -> None:
        """After a change: what is gone is no longer selected, what was drawn anew is selected again."""
        found: list[ShapeItem | EdgeItem] = []
        for item in self.items:
            known = scene.item_of(item.depiction)
            again = [known] if known is not None else scene.items_of(self._ids[item])[:1]
            found += again
        self.set(found)
