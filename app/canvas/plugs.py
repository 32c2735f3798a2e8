"""Open plugs on the sheet: where a hand-over has only one end. They float above the map, never saved."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from app.canvas.marks import mark_place
from app.canvas.overlays import shown_rect
from app.canvas.shape_item import ShapeItem
from app.translate import tr

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

SIDE = 24
MOST = 200
"""So many plugs are shown on one map."""
NEAR_FROM = 0.3


class PlugButton(QToolButton):
    """A plug that is in no socket; ``sends`` tells whether the sender or the receiver is there."""

    def __init__(self, view: "DiagramView", text: str, *, sends: bool) -> None:
        super().__init__(view)
        self._view, self._sends = view, sends
        self.setFixedSize(QSize(SIDE, SIDE))
        self.setToolTip(text)
        self.setAccessibleName(tr("Open end: {text}", text=text))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._view.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(colours["warning"])
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(QColor(colours.get("warningSoft", colours["panel"])))
        painter.drawRoundedRect(QRectF(1.5, 1.5, SIDE - 3, SIDE - 3), 6, 6)
        if not self._sends:
            painter.translate(SIDE, 0)
            painter.scale(-1, 1)
        painter.setPen(QPen(edge, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(3.5, 12), QPointF(7.5, 12))
        painter.setBrush(edge)
        painter.drawRoundedRect(QRectF(7.5, 6.5, 6, 11), 1.5, 1.5)
        painter.drawLine(QPointF(14, 9), QPointF(18.5, 9))
        painter.drawLine(QPointF(14, 15), QPointF(18.5, 15))
        painter.end()


class PlugMarks(QWidget):
    """Keeps a plug at each open end of the plane in view; ``chosen`` tells which one was clicked."""

    chosen = Signal(str)

    def __init__(self, view: "DiagramView") -> None:
        super().__init__(view)
        self.hide()
        self._view = view
        self.buttons: dict[str, PlugButton] = {}
        view.moved.connect(self.place)

    def show_plugs(self, plugs: Mapping[str, tuple[str, bool]]) -> None:
        """Mark elements by their ids: what is missing there, and whether they send."""
        if {k: b.toolTip() for k, b in self.buttons.items()} != {k: text for k, (text, _) in plugs.items()}:
            for button in self.buttons.values():
                button.hide()
                button.deleteLater()
            self.buttons = {}
            for identifier, (text, sends) in list(plugs.items())[:MOST]:
                button = PlugButton(self._view, text, sends=sends)
                button.clicked.connect(partial(self.chosen.emit, identifier))
                self.buttons[identifier] = button
        self.place()

    def place(self) -> None:
        """Stand at the elements; be gone while they are out of view or too small, or something moves."""
        view = self._view
        port = QRectF(view.viewport().rect())
        is_shown = view.zoom >= NEAR_FROM and not view.tool.is_dragging and view.standing is None
        for identifier, button in self.buttons.items():
            middle = self.place_of(identifier) if is_shown else None
            if middle is None or not port.contains(middle):
                button.hide()
                continue
            corner = middle - QPointF(SIDE / 2, SIDE / 2)
            button.move(corner.toPoint() + view.viewport().pos())
            button.show()
            button.raise_()

    def place_of(self, identifier: str) -> QPointF | None:
        """The middle of a plug in the view: a corner that covers no name, beside the middle of a line."""
        item = next(iter(self._view.scene_shown.items_of(identifier)), None)
        if item is None:
            return None
        if isinstance(item, ShapeItem):
            return self._corner(item)
        return mark_place(self._view, item) + QPointF(SIDE * 0.75, 0)

    def _corner(self, item: ShapeItem) -> QPointF:
        """The first of the lower right, the upper left and the lower left corner at which no name is covered.

        Findings keep the corner where their mark stands.
        """
        rect, mark = shown_rect(self._view, item), mark_place(self._view, item)
        corners: tuple[QPointF, ...] = (
            rect.bottomRight() + QPointF(6, 6),
            rect.topLeft() - QPointF(6, 6),
            rect.bottomLeft() + QPointF(-6, 6),
        )
        corners = tuple(c for c in corners if QLineF(c, mark).length() >= SIDE) or corners
        label = item.label
        if label is None or not label.isVisible():
            return corners[0]
        name = self._view.to_screen(label.area.moved(label.x(), label.y()))
        half = QPointF(SIDE / 2, SIDE / 2)
        free = (c for c in corners if not name.intersects(QRectF(c - half, c + half)))
        return next(free, corners[0])
