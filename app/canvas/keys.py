"""The keys of the sheet, declared as a table."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.canvas import actions
from app.canvas.tools.move import Caravan
from app.canvas.walking import go_to_start, walk
from bpmn.editing.move import move, moved_with

if TYPE_CHECKING:
    from app.canvas.view import DiagramView
    from bpmn.model import BPMNShape

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PAN, PAN_FAR = 50, 200
NUDGE, NUDGE_FAR = 1, 10
ARROWS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
Action = Callable[["DiagramView"], object]

COMMANDS: dict[tuple[Qt.Key, Qt.KeyboardModifier], Action] = {
    (Key.Key_Delete, NONE): lambda view: view.delete_selection(),
    (Key.Key_Backspace, NONE): lambda view: view.delete_selection(),
    (Key.Key_Delete, SHIFT): lambda view: view.delete_selection(heals=False),
    (Key.Key_F2, NONE): actions.edit_selected_label,
    (Key.Key_Return, NONE): actions.edit_selected_label,
    (Key.Key_Return, CONTROL): actions.open_selected,
    (Key.Key_A, CONTROL): lambda view: view.choose(view.scene_shown.owners()),
    (Key.Key_0, CONTROL): lambda view: view.set_zoom(1.0),
    (Key.Key_1, CONTROL): lambda view: view.fit(),
    (Key.Key_2, CONTROL): actions.show_selection,
    (Key.Key_3, CONTROL): lambda view: view.fit_width(),
    (Key.Key_Plus, CONTROL): lambda view: view.zoom_in(),
    (Key.Key_Equal, CONTROL): lambda view: view.zoom_in(),
    (Key.Key_Minus, CONTROL): lambda view: view.zoom_out(),
    (Key.Key_G, CONTROL): actions.toggle_grid,
    (Key.Key_Tab, NONE): lambda view: walk(view, forward=True),
    (Key.Key_Backtab, SHIFT): lambda view: walk(view, forward=False),
    (Key.Key_Home, NONE): go_to_start,
}
LETTERS: dict[Qt.Key, Action] = {
    Key.Key_E: actions.edit_selected_label,
    Key.Key_H: lambda view: view.set_tool("hand"),
    Key.Key_L: lambda view: view.set_tool("lasso"),
    Key.Key_S: lambda view: view.set_tool("space"),
    Key.Key_C: actions.connect_selection,
    Key.Key_A: actions.append_next,
    Key.Key_R: lambda view: view.pad.open_menu(),
}
"""Single letters are tools, unless typing renames."""
IN_WALK = {
    Key.Key_Right: "step",
    Key.Key_Left: "back",
    Key.Key_Space: "play",
    Key.Key_Escape: "leave",
}
"""What keys mean while a case walks through the map."""


class Keys:
    """Turns keys into actions of a view; keeps count of what the arrows move until they are released."""

    def __init__(self, view: "DiagramView") -> None:
        self._view = view
        self._caravan: Caravan | None = None
        self._shapes: list[BPMNShape] = []
        self._way = (0.0, 0.0)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; whether it means anything."""
        view, keys = self._view, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key in ARROWS:
            return self._arrow(key, keys)
        if key is Key.Key_Escape:
            return self._escape()
        command = COMMANDS.get((key, keys))
        if command is None and keys == NONE and not view.typing_renames:
            command = LETTERS.get(key)
        if command is not None:
            command(view)
            return True
        if event.text().isprintable() and event.text().strip() and not keys & ~SHIFT:
            return actions.edit_selected_label(view, event.text())
        return False

    def press_in_walk(self, event: QKeyEvent) -> bool:
        """Do what a key means while a case walks through the map: moving the case or the sheet, no edit."""
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if keys == NONE and key in IN_WALK:
            self._view.walk_key(IN_WALK[key])
            return True
        if keys & CONTROL:
            return self.press(event)
        return not keys & ~SHIFT and key is not Key.Key_Tab

    def is_letter(self, event: QKeyEvent) -> bool:
        """Whether a key without Ctrl or Alt is typed, which menus must not take."""
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return not keys & ~SHIFT and bool(event.text()) and event.text().isprintable()

    def release(self, event: QKeyEvent) -> None:
        """The arrows are released: what they moved is moved."""
        if Qt.Key(event.key()) in ARROWS and not event.isAutoRepeat():
            self.commit()

    def commit(self) -> None:
        """Move what the arrows have moved, as one step."""
        caravan, self._caravan = self._caravan, None
        if caravan is None:
            return
        shapes, (dx, dy) = self._shapes, self._way
        caravan.back(self._view.scene_shown)
        self._view.attempt(lambda document: move(document, shapes, dx, dy))
        self._view.gesture_ended()

    def _arrow(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> bool:
        x, y = ARROWS[key]
        if keys & CONTROL:
            step = PAN_FAR if keys & SHIFT else PAN
            self._view.pan_by(-x * step, -y * step)
            return True
        shapes = [moved_with(item.depiction) for item in self._view.selection.shapes]
        if not shapes or self._view.has_temporary_arrangement():
            return False
        if self._caravan is None:
            self._shapes, self._way = shapes, (0.0, 0.0)
            self._view.gesture_begins()
            self._caravan = Caravan(self._view.scene_shown, shapes)
        step = NUDGE_FAR if keys & SHIFT else NUDGE
        self._way = (self._way[0] + x * step, self._way[1] + y * step)
        self._caravan.show(*self._way)
        self._view.viewport().update()
        return True

    def _escape(self) -> bool:
        view = self._view
        if self._caravan is not None:
            self._caravan.back(view.scene_shown)
            self._caravan = None
            view.gesture_ended()
        elif view.tool.cancel():
            view.viewport().update()
        elif view.tool.name != "select":
            view.set_tool("select")
        elif view.chosen:
            view.choose([])
        else:
            return False
        return True
