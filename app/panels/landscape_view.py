"""The drawn landscape as every place of the window shows it: on its page and in the dock beside a map."""

from collections.abc import Callable, Mapping
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from app import theme
from app.painter import Prepared, prepare
from app.panels.drawing_view import Area, DrawingView
from app.panels.landscape_walk import in_reading_order, nearest
from app.panels.landscape_words import text_of, times
from app.panels.link_question import LinkQuestion
from app.panels.thumbnail import Thumbnail, paint_pill
from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds, Point
from bpmn.report.overview import Overview
from bpmn.system.landscape import Area as Shape
from bpmn.system.landscape import Kind, Landscape, Shown, View, draw
from bpmn.system.landscape_drag import dragged, dropped, moved_to
from bpmn.system.landscape_plan import LaidWay, Plan

if TYPE_CHECKING:
    from bpmn.notation.drawing import Drawing

FADED = 0.3
"""Opacity of what does not belong to the chain under the pointer."""

HOVER_MS = 450
BEGIN_DRAG = 6.0
NUDGE = 20.0
"""How far Ctrl with an arrow moves a card."""

BOXES = (Kind.PROCESS, Kind.PARTY, Kind.CUSTOMER)
OWN = (*BOXES, Kind.LINE)
"""What stands for the element it names, and is outlined with it."""

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LandscapeView(DrawingView):
    """Shows the landscape of a system; a choice tells the process, party or link that was clicked.

    ``opens_at_once`` tells that one click on a card opens it; otherwise one selects and two open, and cards
    can be moved. Over a chain the rest fades; over a card the map shows small.
    """

    problemChosen = Signal(object)
    partyChosen = Signal(object)
    decided = Signal(object)
    moved = Signal(object)
    arrangeWanted = Signal(object, object)
    """A model is to be arranged with boxes at these places; the view shows them meanwhile as if dragged."""
    redrawn = Signal()
    """Another picture is shown, or the same in other colours."""

    def __init__(
        self, parent: QWidget | None = None, readable: float = 0.0, *, opens_at_once: bool = True
    ) -> None:
        super().__init__(parent, readable)
        self.map_of: Callable[[ElementKey], Drawing] = lambda _: ()
        self.landscape = Landscape()
        self.view = View.LOAD
        self.has_legend = True
        """Whether the legend is part of the picture, or stands beside it."""
        self._opens_at_once = opens_at_once
        self._found = Overview()
        self._file = ""
        self._processes: tuple[ElementKey, ...] = ()
        self._parts: list[Prepared] = []
        self._chain = 0
        self._drag: tuple[ElementKey, QPointF] | None = None
        self._before: Plan | None = None
        self._popup: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOVER_MS)
        self._timer.timeout.connect(self._show_map)
        self.setAccessibleName(tr("Landscape"))

    # -- what is shown ---------------------------------------------------------------------------

    def show_overview(self, found: Overview) -> None:
        """Show a system; the map in front stays marked."""
        self._found = found
        self._processes = found.processes
        known = found.landscape
        self._show(known.plan if known is not None else None)

    def show_view(self, view: View) -> None:
        """Let the cards tell something else."""
        self.view = view
        self._show(self.landscape.plan)

    def show_positions(self, positions: Mapping[ElementKey, Point]) -> None:
        """Show the boxes where a person put them, and ask for lines; without any, for places too."""
        plan = self.landscape.plan
        if plan is not None:
            self._show(moved_to(plan, positions), with_problems=False)
            self.arrangeWanted.emit(plan.model, positions)

    def show_plan(self, plan: Plan) -> None:
        """Show what was arranged, unless it is about something else or a card is being dragged."""
        shown = self.landscape.plan
        if self._before is None and shown is not None and shown.model == plan.model:
            self._show(plan)

    def show_file(self, file: str) -> None:
        """Mark the processes of a map of the system; an empty name marks none."""
        if file != self._file:
            self._file = file
            self._mark()

    def _show(self, plan: Plan | None, *, with_problems: bool = True) -> None:
        self.landscape = self._drawn(plan, self.has_legend, with_problems=with_problems)
        self._parts = []
        self._chain = 0
        drawn, names = self.landscape, self._found.names
        areas = [
            Area(a.bounds, a.key if a.kind in OWN else None, text_of(a, drawn, names)) for a in drawn.areas
        ]
        self.show_drawing(self.landscape.drawing, areas)
        if self._file:
            self._mark()
        self.redrawn.emit()

    def _drawn(self, plan: Plan | None, has_legend: bool, *, with_problems: bool = True) -> Landscape:
        known = self._found.landscape
        problems = known.problems if known is not None and with_problems else ()
        shown = Shown(self.view, problems, tr_message, has_legend)
        return draw(plan, shown) if plan is not None else Landscape()

    def picture(self) -> "Drawing":
        """The landscape as it is shown, by itself: the legend is part of it."""
        return self._drawn(self.landscape.plan, True).drawing

    def _mark(self) -> None:
        self.mark([key for key in self._processes if key.file == self._file])

    def set_theme(self) -> None:
        """Paint in the colours shown now."""
        self._parts = []
        super().set_theme()
        self.redrawn.emit()

    # -- painting --------------------------------------------------------------------------------

    def paint_drawing(self, painter: QPainter) -> None:
        if not self._parts:
            self._parts = [prepare(part.drawing, theme.current()) for part in self.landscape.parts]
        for part, prepared in zip(self.landscape.parts, self._parts, strict=True):
            fades = self._chain and self._chain not in part.chains
            painter.setOpacity(FADED if fades else 1.0)
            prepared.paint(painter)
        painter.setOpacity(1.0)

    def badge_of(self, number: int) -> int:
        is_box = self.landscape.areas[number].kind in BOXES  # lines may have the key of a process
        return super().badge_of(number) if is_box else 0

    def paint_above(self, painter: QPainter) -> None:
        way = self._way_under()
        for place, text in times(self.landscape, way) if way is not None else ():
            paint_pill(painter, place, text)

    def _way_under(self) -> LaidWay | None:
        plan = self.landscape.plan
        return next((w for w in plan.ways if w.way.number == self._chain), None) if plan else None

    # -- pointing --------------------------------------------------------------------------------

    def come_over(self, number: int, place: QPoint) -> None:
        area = self.landscape.areas[number] if number >= 0 else None
        self._chain = area.number if area is not None and area.kind is Kind.CHAIN else 0
        self._hide_map()
        if area is not None and area.kind is Kind.PROCESS and not self._opens_at_once:
            self._timer.start()
        elif area is None or area.kind is not Kind.CHAIN:
            super().come_over(number, place)

    def _show_map(self) -> None:
        number = self._under
        if not 0 <= number < len(self.landscape.areas) or self._drag is not None:
            return
        area = self.landscape.areas[number]
        drawing = self.map_of(area.key) if area.kind is Kind.PROCESS else ()
        if drawing:
            self._popup = Thumbnail(drawing, self.areas[number].text, self)
            self._popup.show_at(self.rect_of(area.bounds).toRect())

    def _hide_map(self) -> None:
        self._timer.stop()
        if isinstance(self._popup, Thumbnail):
            self._close_popup()

    def _close_popup(self) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup = None

    def choose_area(self, number: int) -> None:
        area = self.landscape.areas[number]
        self._hide_map()
        if area.kind is Kind.PROBLEM:
            self.problemChosen.emit(self.landscape.problems[area.number].worst)
        elif area.kind is Kind.QUESTION:
            self._ask(area)
        elif area.kind in (Kind.CUSTOMER, Kind.PARTY):
            self.partyChosen.emit(area.key)
        elif area.kind is Kind.PROCESS and not self._opens_at_once:
            self.mark([area.key])
        elif area.kind is not Kind.CHAIN:
            self.chosen.emit(area.key)

    def _ask(self, area: Shape) -> None:
        plan = self.landscape.plan
        assert plan is not None
        link = plan.model.connections[area.number].links[0]
        popup = LinkQuestion(link, lambda key: self._found.names.get(key) or key.element, self)
        popup.decided.connect(self.decided)
        popup.placeChosen.connect(self.chosen)
        popup.closed.connect(self._forget_popup)
        self._popup = popup
        popup.show_at(self.rect_of(area.bounds).toRect())

    def _forget_popup(self) -> None:
        self._popup = None
        self.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.area_at(event.position())
        if number >= 0 and self.landscape.areas[number].kind is Kind.PROCESS and not self._opens_at_once:
            self._hide_map()
            self.chosen.emit(self.landscape.areas[number].key)
            return
        super().mouseDoubleClickEvent(event)

    # -- moving cards ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.area_at(event.position())
        area = self.landscape.areas[number] if number >= 0 else None
        self._drag = None
        if area is not None and area.kind in (Kind.PROCESS, Kind.PARTY) and not self._opens_at_once:
            self._drag = area.key, event.position()
        self._close_popup()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        key, start = self._drag
        way = event.position() - start
        if self._before is None and hypot(way.x(), way.y()) < BEGIN_DRAG:
            return
        self._before = self._before or self.landscape.plan
        if self._before is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            by = way / self.zoom
            self._show(dragged(self._before, key, by.x(), by.y()), with_problems=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None or self._before is None:
            self._drag = None
            super().mouseReleaseEvent(event)
            return
        (key, start), before = self._drag, self._before
        self._drag = self._before = None
        way = (event.position() - start) / self.zoom
        self.unsetCursor()
        self._put(before, key, way)

    def _put(self, before: Plan, key: ElementKey, way: QPointF) -> None:
        """Put a card down; everything stays where it is from now on."""
        positions = dropped(before, key, way.x(), way.y())
        self._show(moved_to(before, positions), with_problems=False)
        self.mark([key])
        self.moved.emit(positions)

    # -- keys ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tab goes from card to card, and on to the next widget behind the last one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            if event.key() in steps and self._step(steps[Qt.Key(event.key())]):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self._current()
        if key in ARROWS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            plan = self.landscape.plan
            if current is not None and plan is not None and current.kind is not Kind.CUSTOMER:
                dx, dy = ARROWS[key]
                self._put(plan, current.key, QPointF(dx * NUDGE, dy * NUDGE))
        elif key in ARROWS:
            self._go(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            (self.chosen if current.kind is Kind.PROCESS else self.partyChosen).emit(current.key)
        else:
            super().keyPressEvent(event)

    def _boxes(self) -> list[Shape]:
        return in_reading_order(area for area in self.landscape.areas if area.kind in BOXES)

    def _current(self) -> Shape | None:
        return next((area for area in self._boxes() if area.key in self.marked), None)

    def _step(self, by: int) -> bool:
        boxes, current = self._boxes(), self._current()
        at = boxes.index(current) + by if current is not None else (0 if by > 0 else len(boxes) - 1)
        if self._opens_at_once or not 0 <= at < len(boxes):
            return False
        self._select(boxes[at])
        return True

    def _go(self, dx: int, dy: int) -> None:
        boxes, current = self._boxes(), self._current()
        best = nearest(boxes, current, dx, dy) if current is not None else next(iter(boxes), None)
        if best is not None:
            self._select(best)

    def _select(self, area: Shape) -> None:
        self.mark([area.key])
        self.setAccessibleDescription(text_of(area, self.landscape, self._found.names))

    # -- places ----------------------------------------------------------------------------------

    def rect_of(self, bounds: Bounds) -> QRectF:
        """Where a part of the drawing is on the widget."""
        return self._on_widget(bounds)
