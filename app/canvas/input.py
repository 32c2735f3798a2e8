"""Pointer, keys and drops of a view, translated for tools."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent, QSinglePointEvent

from app.canvas.keys import Keys
from app.canvas.tools.create import CreateTool
from app.canvas.tools.sheet_tools import PanGesture
from app.canvas.tools.tool import Pointer
from bpmn.base.geometry import Point
from bpmn.rules.kinds import UnknownKind

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

Listener = Callable[..., bool]
MIME = "application/x-wholeflow-kind"
EDGE, EDGE_STEP, EDGE_MS = 20, 10, 15
"""While something is dragged within so many pixels of the edge, the sheet moves by a step each interval."""


class Input:
    """Is shown the events of a view and its viewport first; what it takes goes no further."""

    def __init__(self, view: "DiagramView") -> None:
        self._view = view
        self.keys = Keys(view)
        self._last: Pointer | None = None
        self._guest: CreateTool | None = None
        """Carries the ghost of what is being dropped from the palette."""
        self._space_held = False
        self._timer = QTimer(view, interval=EDGE_MS)
        self._timer.timeout.connect(self._scroll_at_edge)
        view.viewport().setMouseTracking(True)
        view.viewport().setAcceptDrops(True)

    def takes_from_viewport(self, event: QEvent) -> bool:
        """Show an event of the pointer or of a drop; whether it was taken."""
        listener = self._pointer.get(event.type())
        return listener is not None and listener(self, event)

    def takes_from_view(self, event: QEvent) -> bool:
        """Show an event of the keys; whether it was taken."""
        listener = self._keys.get(event.type())
        return listener is not None and listener(self, event)

    # -- pointer ---------------------------------------------------------------------------------

    def pointer(self, event: QSinglePointEvent | QDropEvent) -> Pointer:
        """Where an event happened."""
        position = QPointF(event.position())
        place = self._view.to_map(position)
        return Pointer(position, Point(place.x(), place.y()), event.modifiers())

    def _press(self, event: QMouseEvent) -> bool:
        pointer, view = self.pointer(event), self._view
        self._last = pointer
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        view.close_editor()
        self.keys.commit()
        if event.button() is Qt.MouseButton.MiddleButton or self._space_held:
            view.tool.press(pointer, PanGesture(view, pointer))
        elif event.button() is Qt.MouseButton.LeftButton:
            view.tool.press(pointer)
        elif event.button() is Qt.MouseButton.RightButton:
            self._choose_for_menu(pointer)
        return True

    def _choose_for_menu(self, pointer: Pointer) -> None:
        """A menu is asked for: what lies under the pointer is what it speaks of."""
        hit = self._view.scene_shown.hit(pointer.place, self._view.reach)
        if hit is not None and hit[0] not in self._view.chosen:
            self._view.choose([hit[0]])

    def _move(self, event: QMouseEvent) -> bool:
        self._last = self.pointer(event)
        self._view.tool.move(self._last)
        self._watch_edge()
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.RightButton:
            self._view.tool.release(self.pointer(event))
        self._timer.stop()
        return True

    def _double_click(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton:
            self._view.tool.double_click(self.pointer(event))
        return True

    def _leave(self, event: QEvent) -> bool:
        if not self._view.tool.is_dragging:
            self._view.tool.leave()
        return False

    # -- the edge --------------------------------------------------------------------------------

    def _watch_edge(self) -> None:
        gesture = self._view.tool.gesture
        is_carrying = self._view.tool.is_dragging and gesture is not None and gesture.repaints
        if is_carrying and any(self._push()):
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    def _push(self) -> tuple[int, int]:
        """Which way the sheet has to move, -1, 0 or 1 across and down."""
        if self._last is None:
            return 0, 0
        at, port = self._last.screen, self._view.viewport().rect()
        across = (at.x() < EDGE) - (at.x() > port.width() - EDGE)
        down = (at.y() < EDGE) - (at.y() > port.height() - EDGE)
        return across, down

    def _scroll_at_edge(self) -> None:
        across, down = self._push()
        if self._last is None or not self._view.tool.is_dragging or not (across or down):
            self._timer.stop()
            return
        self._view.pan_by(across * EDGE_STEP, down * EDGE_STEP)
        place = self._view.to_map(self._last.screen)
        self._last = self._last._replace(place=Point(place.x(), place.y()))
        self._view.tool.move(self._last)

    # -- keys ------------------------------------------------------------------------------------

    def _key_press(self, event: QKeyEvent) -> bool:
        if self._view.standing is not None:
            return self.keys.press_in_walk(event)
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self._space_held = True
                self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            return True
        return self.keys.press(event)

    def _key_release(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            self._view.viewport().setCursor(self._view.tool.cursor)
        self.keys.release(event)
        return False

    def _override(self, event: QKeyEvent) -> bool:
        """Keys that mean something on the sheet do not reach the menus while it has the focus."""
        if self.keys.is_letter(event):
            event.accept()
            return True
        return False

    def _focus_out(self, event: QEvent) -> bool:
        self._space_held = False
        self.keys.commit()
        return False

    # -- drops -----------------------------------------------------------------------------------

    def _drag_enter(self, event: QDropEvent) -> bool:
        if not event.mimeData().hasFormat(MIME):
            event.ignore()  # the scene would take it; a file is the window's to open
            return True
        kind = bytes(event.mimeData().data(MIME).data()).decode("utf-8", "replace")
        try:
            self._guest = CreateTool(self._view, kind)
        except UnknownKind:
            return False
        self._view.guest = self._guest
        self._view.gesture_begins()
        event.acceptProposedAction()
        return True

    def _drag_move(self, event: QDropEvent) -> bool:
        if self._guest is None:
            return False
        self._guest.hover(self.pointer(event))
        event.acceptProposedAction()
        return True

    def _drag_leave(self, event: QEvent) -> bool:
        if self._guest is not None:
            self._guest.leave()
        self._end_drop()
        return True

    def _end_drop(self) -> None:
        self._guest = self._view.guest = None
        self._view.gesture_ended()

    def _drop(self, event: QDropEvent) -> bool:
        guest = self._guest
        if guest is None:
            return False
        pointer = self.pointer(event)
        event.acceptProposedAction()
        self._end_drop()
        guest.hover(pointer)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        guest.place(pointer)
        return True

    _pointer: ClassVar[dict[QEvent.Type, Listener]] = {
        QEvent.Type.MouseButtonPress: _press,
        QEvent.Type.MouseMove: _move,
        QEvent.Type.MouseButtonRelease: _release,
        QEvent.Type.MouseButtonDblClick: _double_click,
        QEvent.Type.Leave: _leave,
        QEvent.Type.DragEnter: _drag_enter,
        QEvent.Type.DragMove: _drag_move,
        QEvent.Type.DragLeave: _drag_leave,
        QEvent.Type.Drop: _drop,
    }
    _keys: ClassVar[dict[QEvent.Type, Listener]] = {
        QEvent.Type.KeyPress: _key_press,
        QEvent.Type.KeyRelease: _key_release,
        QEvent.Type.ShortcutOverride: _override,
        QEvent.Type.FocusOut: _focus_out,
    }
