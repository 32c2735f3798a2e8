"""The planes of a map and their scenes, each made when it is first shown."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRectF

from app.canvas.scene import DiagramScene
from app.canvas.sheet import Sheet
from bpmn.editing.diagrams import planes
from bpmn.editing.sketch import needs_sketch, sketch
from bpmn.model import BPMNPlane
from bpmn.model.document import Document

Place = tuple[float, QPointF] | None
"""A zoom and the place of the map in the middle of the view; None for the whole map."""


class Planes:
    """Knows which document is drawn: the map itself, or an arranged copy of one that has no drawing."""

    def __init__(self, document: Document, theme: Mapping[str, str]) -> None:
        self.document = document
        self.drawn = sketch(document) if needs_sketch(document) else document
        self.theme = theme
        self._scenes: dict[Any, DiagramScene] = {}
        self._left_at: dict[Any, Place] = {}

    @property
    def is_temporary(self) -> bool:
        """Whether an arranged copy is shown."""
        return self.drawn is not self.document

    def all(self) -> list[BPMNPlane]:
        """All planes, in file order."""
        return planes(self.drawn)

    def scene(self, plane: BPMNPlane | None) -> DiagramScene:
        """The scene of a plane."""
        key = plane.node if plane is not None else None
        if key not in self._scenes:
            self._scenes[key] = DiagramScene(self.drawn, plane, self.theme)
        return self._scenes[key]

    def remember(self, sheet: Sheet, plane: BPMNPlane | None) -> None:
        """A plane is left: keep where the sheet looks."""
        if plane is not None:
            middle = sheet.to_map(QRectF(sheet.viewport().rect()).center())
            self._left_at[plane.node] = None if sheet.is_fitted else (sheet.zoom, middle)

    def look(self, sheet: Sheet, plane: BPMNPlane | None) -> None:
        """Let a sheet look where it left a plane, at first at the whole."""
        place = self._left_at.get(plane.node) if plane is not None else None
        if place is None:
            sheet.fit()
        else:
            sheet.set_zoom(place[0])
            sheet.centre_on(place[1])

    def redraw(self) -> bool:
        """After a change of the map: whether another document is drawn now than before."""
        if self.is_temporary or needs_sketch(self.document):
            self.close()
            self.drawn = sketch(self.document) if needs_sketch(self.document) else self.document
            return True
        return False

    def set_theme(self, theme: Mapping[str, str]) -> None:
        """Draw in other colours."""
        self.theme = theme
        for scene in self._scenes.values():
            scene.set_theme(theme)

    def close(self) -> None:
        """Drop all scenes."""
        for scene in self._scenes.values():
            scene.close()
        self._scenes = {}

    def of(self, element_id: str, shown: DiagramScene) -> BPMNPlane | None:
        """The plane that shows an element: the one in view if it does, else the first."""
        for plane in self.all():
            if plane == shown.plane and shown.items_of(element_id):
                return plane
        for plane in self.all():
            if self.scene(plane).items_of(element_id):
                return plane
        return None

    def of_content(self, element_id: str) -> BPMNPlane | None:
        """The plane that shows what lies in a collapsed sub-process; None without one."""
        found = (plane for plane in self.all() if plane.bpmn_element is not None)
        return next((plane for plane in found if plane.bpmn_element.id == element_id), None)  # type: ignore[union-attr]
