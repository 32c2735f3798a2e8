"""The base of all tools and gestures: what the pointer does until the button is released."""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from bpmn.base.geometry import Point

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

DRAG_FROM = 5.0
"""How far the pointer moves before a press becomes a drag, in screen pixels."""
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Pointer(NamedTuple):
    """Where the pointer is and which keys are held."""

    screen: QPointF
    place: Point
    """The same in diagram units."""
    keys: Qt.KeyboardModifier

    @property
    def is_free(self) -> bool:
        """Whether snapping is switched off by Alt or Ctrl."""
        return bool(self.keys & (ALT | CONTROL))

    @property
    def adds(self) -> bool:
        """Whether what is clicked joins the selection."""
        return bool(self.keys & SHIFT)


class Gesture:
    """One drag: shows a preview while it runs, changes the document at its end."""

    cursor: Qt.CursorShape | None = None
    repaints = True
    """Whether the view is painted again at every move; panning does so itself."""

    def __init__(self, view: "DiagramView", start: Pointer) -> None:
        self.view = view
        self.start = start

    def begin(self) -> None:
        """The pointer has moved far enough."""

    def drag(self, pointer: Pointer) -> None:
        """Show what letting go here would do."""

    def drop(self, pointer: Pointer) -> None:
        """Do it."""

    def stop(self) -> None:
        """Take the preview away; called before ``drop`` too."""

    def paint(self, painter: QPainter) -> None:
        """Paint the preview above the map, in screen pixels."""


class Tool:
    """Turns presses, moves and releases of the pointer into clicks and gestures."""

    name: ClassVar[str] = ""
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.ArrowCursor

    def __init__(self, view: "DiagramView") -> None:
        self.view = view
        self.gesture: Gesture | None = None
        self.is_dragging = False
        self._pressed: Pointer | None = None

    # -- what a tool is made of ------------------------------------------------------------------

    def gesture_for(self, pointer: Pointer) -> Gesture | None:
        """What a drag from here does; None for nothing."""
        return None

    def press_here(self, pointer: Pointer) -> None:
        """The button went down."""

    def click(self, pointer: Pointer) -> None:
        """The button was released where it was pressed."""

    def double_click(self, pointer: Pointer) -> None:
        """The second click of two."""

    def hover(self, pointer: Pointer) -> None:
        """The pointer moved with no button down."""

    def leave(self) -> None:
        """Another tool is taken, or the pointer is gone: take everything that floats away."""

    def paint(self, painter: QPainter) -> None:
        """Paint what the tool itself shows, in screen pixels."""

    # -- the course of a drag --------------------------------------------------------------------

    def press(self, pointer: Pointer, gesture: Gesture | None = None) -> None:
        """The button goes down; gesture is given where another button decides what is dragged."""
        self._pressed = pointer
        if gesture is None:
            self.press_here(pointer)
            gesture = self.gesture_for(pointer)
        self.gesture = gesture

    def move(self, pointer: Pointer) -> None:
        """The pointer moves."""
        if self._pressed is None:
            self.hover(pointer)
            return
        if self.gesture is None:
            return
        if not self.is_dragging:
            way = pointer.screen - self._pressed.screen
            if abs(way.x()) + abs(way.y()) < DRAG_FROM:
                return
            self.is_dragging = True
            self.view.gesture_begins()
            self.gesture.begin()
            if self.gesture.cursor is not None:
                self.view.viewport().setCursor(self.gesture.cursor)
        self.gesture.drag(pointer)
        if self.gesture.repaints:
            self.view.viewport().update()

    def release(self, pointer: Pointer) -> None:
        """The button is released."""
        pressed, gesture = self._pressed, self.gesture
        self._pressed = None
        if gesture is not None and self.is_dragging:
            gesture.drag(pointer)
            self._end()  # the preview goes before the document changes
            gesture.drop(pointer)
        elif pressed is not None:
            self.gesture = None
            self.click(pointer)

    def cancel(self) -> bool:
        """Break the drag off; whether there was one."""
        was_dragging = self.is_dragging
        self._pressed = None
        self._end()
        return was_dragging

    def _end(self) -> None:
        gesture, was_dragging = self.gesture, self.is_dragging
        self.gesture, self.is_dragging = None, False
        if gesture is not None and was_dragging:
            gesture.stop()
            self.view.gesture_ended()

    def paint_over(self, painter: QPainter) -> None:
        """Paint the tool and its gesture."""
        self.paint(painter)
        if self.gesture is not None and self.is_dragging:
            self.gesture.paint(painter)
