"""The pad beside what is selected: continue with, connect, change, delete."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QEnterEvent, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from app.canvas import actions
from app.canvas.edge_item import EdgeItem
from app.canvas.kind_names import kind_name
from app.canvas.offers import Offer, offers
from app.canvas.overlays import AROUND, shown_rect
from app.canvas.rehearsal import rehearse_append
from app.canvas.shape_item import ShapeItem
from app.icons import icon as picture
from app.painter import paint
from app.translate import tr
from bpmn.base.geometry import Bounds
from bpmn.notation.palette import GRID
from bpmn.notation.symbols import icon
from bpmn.rules.becoming import choices
from bpmn.rules.kinds import Kind

if TYPE_CHECKING:
    from app.canvas.view import DiagramView

HEIGHT, BUTTON, ICON = 34, 28, 18
GAP = 6
"""Between the selection and the pad, in screen pixels."""
REST_MS = 300


class PadButton(QToolButton):
    """A button that shows a preview of what it does once the pointer rests on it."""

    def __init__(self, preview: Callable[[bool], None] | None) -> None:
        super().__init__()
        self._preview = preview
        self._timer = QTimer(self, interval=REST_MS, singleShot=True)
        if preview is not None:
            self._timer.timeout.connect(lambda: preview(True))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.start()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.stop()
        if self._preview is not None:
            self._preview(False)
        super().leaveEvent(event)


class ContextPad(QFrame):
    """Floats over the sheet while one element is selected."""

    def __init__(self, view: "DiagramView") -> None:
        super().__init__(view)
        self._view = view
        self._item: ShapeItem | EdgeItem | None = None
        self.setObjectName("contextPad")
        self.setAccessibleName(tr("Continue, connect, change"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(1)
        self.buttons: dict[str, QToolButton] = {}
        self.is_away = False
        """Gone only because its element is out of view."""
        self.hide()

    def show_for(self, item: ShapeItem | EdgeItem | None) -> None:
        """Offer what can be done with an item; None hides the pad."""
        self._item = item
        self.is_away = False
        self._view.show_ghost(None)
        groups = offers(self._view, item) if item is not None else []
        if not groups:
            self.hide()
            return
        self._fill(groups)
        self.place()
        self.raise_()

    def place(self) -> None:
        """Stand on the first side of the item where nothing is covered; be gone while it is out of view."""
        if self._item is None:
            return
        self.adjustSize()
        rect = shown_rect(self._view, self._item).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        port = QRectF(self._view.viewport().rect())
        places = [place for place in self._places(rect) if port.contains(place)]
        places = places or [self._inside(next(iter(self._places(rect))), port)]
        chosen = min(places, key=self._covered)
        self.move(chosen.topLeft().toPoint() + self._view.viewport().pos())
        self.is_away = not port.intersects(rect)
        self.setVisible(not self.is_away)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._view.colours["border"]), 1))
        painter.setBrush(QColor(self._view.colours["raised"]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.end()

    # -- where -----------------------------------------------------------------------------------

    def _places(self, rect: QRectF) -> Iterable[QRectF]:
        """Right, above, below, left of the selection, each also at the ends of its side."""
        width, height = float(self.width()), float(self.height())
        right, left = rect.right() + GAP, rect.left() - GAP - width
        over, under = rect.top() - GAP - height, rect.bottom() + GAP
        columns = (rect.center().x() - width / 2, rect.left(), rect.right() - width)
        rows = (rect.top(), rect.bottom() - height, rect.center().y() - height / 2)
        yield QRectF(right, rows[0], width, height)
        yield from (QRectF(x, over, width, height) for x in columns)
        yield from (QRectF(x, under, width, height) for x in columns)
        yield from (QRectF(right, y, width, height) for y in rows[1:])
        yield from (QRectF(left, y, width, height) for y in rows)

    def _covered(self, place: QRectF) -> int:
        """How many symbols, names and lines a place covers."""
        inverse, _ = self._view.viewportTransform().inverted()
        area = inverse.mapRect(place)
        box = Bounds(area.x(), area.y(), area.width(), area.height())
        return self._view.scene_shown.covered(box, self._item)

    @staticmethod
    def _inside(place: QRectF, port: QRectF) -> QRectF:
        place.moveRight(min(place.right(), port.right() - 4))
        place.moveBottom(min(place.bottom(), port.bottom() - 4))
        place.moveLeft(max(place.left(), 4))
        place.moveTop(max(place.top(), 4))
        return place

    def _fill(self, groups: list[list[Offer]]) -> None:
        while (place := self._row.takeAt(0)) is not None:
            old = place.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for number, group in enumerate(groups):
            parts = [self._hairline()] if number else []
            for part in (*parts, *map(self._button, group)):
                self._row.addWidget(part)
                part.show()  # a part that Qt shows later does not count in the size of the pad

    def _hairline(self) -> QWidget:
        result = QWidget()
        result.setFixedSize(1, BUTTON - 8)
        result.setAutoFillBackground(True)
        colours = result.palette()
        colours.setColor(result.backgroundRole(), QColor(self._view.colours["border"]))
        result.setPalette(colours)
        return result

    def _button(self, offer: Offer) -> QToolButton:
        preview = partial(self._rehearse, offer.kind) if offer.kind else None
        result = PadButton(preview)
        result.setObjectName("pad")
        result.setAutoRaise(True)
        result.setFixedSize(BUTTON, BUTTON)
        result.setIconSize(QSize(ICON, ICON))
        result.setIcon(self.picture_of(offer.symbol))
        result.setToolTip(offer.text)
        result.setAccessibleName(offer.text)
        result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        result.clicked.connect(lambda *_: offer.action())
        self.buttons[offer.name] = result
        return result

    def _rehearse(self, kind: str, is_shown: bool) -> None:
        """Show where an element would be appended, or take that away."""
        shape = self._item.depiction if isinstance(self._item, ShapeItem) else None
        ghost = None
        if is_shown and shape is not None:
            ghost = rehearse_append(self._view.session.document, shape, kind)
        self._view.show_ghost(ghost)

    def picture_of(self, symbol: str) -> QIcon:
        """The picture of an offer: a symbol, or after a colon the name of an icon."""
        return picture(symbol[1:]) if symbol.startswith(":") else self.symbol(symbol)

    def symbol(self, kind: str) -> QIcon:
        """The symbol of a kind as the sheet draws it."""
        density = self.devicePixelRatioF()
        result = QPixmap(round(ICON * density), round(ICON * density))
        result.setDevicePixelRatio(density)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(ICON / GRID, ICON / GRID)
        paint(painter, icon(kind.replace(":expanded", "")), self._view.colours)
        painter.end()
        return QIcon(result)

    # -- the menu of types -----------------------------------------------------------------------

    def open_menu(self) -> None:
        """Let the user choose what the element becomes."""
        menu = self.menu()
        if menu is not None:
            menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu(self) -> QMenu | None:
        """The kinds that the selected element may become."""
        element = self._item.depiction.bpmn_element if self._item is not None else None
        if element is None:
            return None
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in choices(element):
            action = QAction(self.symbol(str(kind)), kind_name(str(kind)), menu)
            action.setData(str(kind))
            action.triggered.connect(self._becomes(kind))
            menu.addAction(action)
        return menu

    def _becomes(self, kind: Kind) -> Callable[[], object]:
        return lambda *_: actions.change_type(self._view, kind)
