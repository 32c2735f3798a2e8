"""The tool of a walk through the process: a click lets a step happen, a drag moves the sheet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.canvas.tools.sheet_tools import PanGesture
from app.canvas.tools.tool import Gesture, Pointer, Tool

if TYPE_CHECKING:
    from app.canvas.view import DiagramView


class WalkTool(Tool):
    """Tells which element is clicked; nothing is selected or changed."""

    name = "walk"
    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, view: "DiagramView", clicked: Callable[[str], None]) -> None:
        super().__init__(view)
        self._clicked = clicked

    def gesture_for(self, pointer: Pointer) -> Gesture:
        return PanGesture(self.view, pointer)

    def click(self, pointer: Pointer) -> None:
        hit = self.view.scene_shown.hit(pointer.place, self.view.reach)
        identifier = hit[0].element_id if hit is not None else None
        if identifier:
            self._clicked(identifier)
