"""One open map: the bar above the sheet, notices, the sheet, and the sheets to choose from below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.canvas.plugs import PlugMarks
from app.canvas.view import DiagramView
from app.notice import Notice
from app.panels.hint_card import HintCard
from app.session import Session
from app.translate import tr
from app.widgets import label, line, pill, tool
from bpmn.editing.diagrams import sheet_name
from bpmn.model import BPMNPlane, Element, Lane

PERCENT = 100
Switches = Sequence[tuple[str, QAction]]


class ZoomBox(QFrame):
    """Zoom out, the zoom in percent, zoom in, and fit the map into the window."""

    def __init__(self, view: DiagramView) -> None:
        super().__init__()
        self.setObjectName("zoom")
        self._view = view
        self.percent = QToolButton()
        self.percent.setFixedWidth(52)
        self.percent.setToolTip(tr("Show at 100 %"))
        self.percent.setAccessibleName(tr("Zoom"))
        self.percent.clicked.connect(lambda *_: view.set_zoom(1.0))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(0)
        layout.addWidget(tool(tr("Zoom out"), "minus", view.zoom_out, 16))
        layout.addWidget(self.percent)
        layout.addWidget(tool(tr("Zoom in"), "plus", view.zoom_in, 16))
        layout.addWidget(line(upright=True))
        layout.addWidget(tool(tr("Show the whole map"), "fit", view.fit, 16))
        view.zoomChanged.connect(self.show_zoom)
        self.show_zoom(view.zoom)

    def show_zoom(self, factor: float) -> None:
        """Show a zoom factor in percent."""
        self.percent.setText(tr("{percent} %", percent=round(factor * PERCENT)))


class MapView(QWidget):
    """The sheet of one session with everything around it."""

    selectionChanged = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, switches: Switches = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._switches = switches
        self.chosen: list[Element] = []
        self._offers_drawing = False
        self.view = DiagramView(session)
        self.view.set_theme(theme.current())
        self.view.setAccessibleName(tr("Sheet"))
        self.plugs = PlugMarks(self.view)
        self.hint = HintCard(self)
        self.notice = Notice()
        self.zoom = ZoomBox(self.view)
        self.where = label("", "small")
        self.selected = label("", "chip")
        self.selected.setFixedHeight(20)
        self.selected.hide()
        self.sheets = _sheet_tabs()
        self._lay_out()
        self._follow()
        self.show_sheets()
        self.offer_drawing()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self.notice)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.sheets)

    def _follow(self) -> None:
        document = self.session.document
        self.view.selectionChanged.connect(self._selection)
        self.view.refused.connect(self.refused)
        self.sheets.currentChanged.connect(self._choose_sheet)
        self.view.planeChanged.connect(lambda *_: self.mark_sheet())
        self.view.planeChanged.connect(lambda *_: self.plugs.place())
        self.view.moved.connect(self.hint.hide)
        document.changed.connect(lambda *_: self._sheets_changed())
        document.changed.connect(lambda *_: self._show_place())

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("canvasBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(34)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 2, 12, 2)
        layout.setSpacing(8)
        layout.addWidget(self.where)
        layout.addWidget(self.selected)
        layout.addStretch(1)
        for text, action in self._switches:
            layout.addWidget(pill(text, action))
        layout.addWidget(self.zoom)
        return bar

    # -- sheets ----------------------------------------------------------------------------------

    def show_sheets(self) -> None:
        """List the sheets of the map where there are several."""
        self.sheets.blockSignals(True)
        while self.sheets.count():
            self.sheets.removeTab(0)
        found = self.view.planes()
        for number, plane in enumerate(found):
            self.sheets.addTab(plane_name(plane, number))
        self.sheets.setVisible(len(found) > 1)
        self.sheets.blockSignals(False)

    def mark_sheet(self) -> None:
        """Mark the sheet that the view shows."""
        found = self.view.planes()
        shown = self.view.plane
        if shown in found:
            self.sheets.blockSignals(True)
            self.sheets.setCurrentIndex(found.index(shown))
            self.sheets.blockSignals(False)

    def _choose_sheet(self, number: int) -> None:
        found = self.view.planes()
        if 0 <= number < len(found):
            self.view.show_plane(found[number])

    def _sheets_changed(self) -> None:
        if len(self.view.planes()) != self.sheets.count():
            self.show_sheets()
            self.mark_sheet()
        if not self.view.has_temporary_arrangement() and self._offers_drawing:
            self._offers_drawing = False
            self.notice.hide()
        elif not self._offers_drawing:
            self.offer_drawing()

    # -- notices ---------------------------------------------------------------------------------

    def offer_drawing(self) -> None:
        """Say so if the map is only arranged for looking at, and offer to keep the arrangement."""
        self._offers_drawing = self.view.has_temporary_arrangement()
        if self._offers_drawing:
            self.notice.show_text(tr("This map has no drawing."), (tr("Keep"), self.view.keep_arrangement))

    # -- selection -------------------------------------------------------------------------------

    def _selection(self, elements: object) -> None:
        found = [e for e in elements if isinstance(e, Element)] if isinstance(elements, list | tuple) else []
        self.chosen = found
        self.selected.setText(tr("{number} selected", number=len(found)))
        self.selected.setVisible(bool(found))
        self._show_place()
        self.mark_sheet()
        self.selectionChanged.emit(found)

    def _show_place(self) -> None:
        alive = [element for element in self.chosen if element.is_alive]
        self.where.setText(place_of(alive[0]) if alive else "")


def _sheet_tabs() -> QTabBar:
    tabs = QTabBar()
    tabs.setObjectName("planes")
    tabs.setShape(QTabBar.Shape.RoundedSouth)
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setAccessibleName(tr("Sheets of this map"))
    return tabs


def plane_name(plane: BPMNPlane, number: int) -> str:
    """What people call a sheet: the name of its diagram or of what it shows, else its number."""
    return sheet_name(plane) or numbered(number)


def numbered(number: int) -> str:
    """What a sheet without a name is called; the first has number 0."""
    return tr("Sheet {number}", number=number + 1)


def place_of(element: Element) -> str:
    """The role that an element lies in, else its process or sub-process."""
    identifier = element.id
    for node, _ in element.document.references(identifier) if identifier else ():
        owner = node.getparent()
        view = element.document.view(owner) if owner is not None else None
        if isinstance(view, Lane) and view.name:
            return view.name
    around = element.parent
    name = around.node.get("name") if around is not None else None
    return str(name or "")
