"""The page where maps are drawn: tabs, palette or list of maps, sheet, findings, properties."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.icons import icon
from app.panels.findings import BAR_HEIGHT, FindingsPanel
from app.panels.palette import SELECT, Palette
from app.panels.properties.panel import WIDTH, PropertiesPanel
from app.panels.system_tree import SystemTree
from app.session import Session
from app.settings import Settings
from app.translate import tr
from app.widgets import Segment, button, label, tool
from app.window.map_view import MapView, Switches
from app.workspace import Workspace
from bpmn.model import Element, Participant
from bpmn.model.document import Document

LEFT, FINDINGS, TABS = 164, 170, 36
PALETTE, MAPS = range(2)


class MapsPage(QWidget):
    """Everything around the open maps. Follows the workspace; never opens or saves by itself."""

    closeWanted = Signal(object)
    selectionChanged = Signal(object)
    refused = Signal(str)
    newWanted = Signal()
    openWanted = Signal()
    openRequested = Signal(object)
    zoomChanged = Signal()

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self.views: dict[Session, MapView] = {}
        self.switches: Switches = ()
        """Names of what can be shown beside a map, with the actions that do it."""
        self.tabs = QTabBar()
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setIconSize(QSize(16, 16))
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(tr("Open maps"))
        self.tabs.hide()
        self.new = tool(tr("New map"), "plus", self.newWanted.emit, 16)
        self.new.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.palette_panel = Palette(settings.palette_level)
        self.tree = SystemTree()
        self.properties = PropertiesPanel()
        self.properties.sheet_of = self._sheet
        self.findings = FindingsPanel()
        self.stack = QStackedWidget()
        self.left = self._left()
        self._lay_out()
        self._connect()
        self.properties.show_selection(None, ())

    # -- frame -----------------------------------------------------------------------------------

    def _left(self) -> QWidget:
        self._choice = QButtonGroup(self)
        self._pages = QStackedWidget()
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 4)
        bar.setSpacing(0)
        for number, name in enumerate((tr("Symbols"), tr("Maps"))):
            segment = Segment(name)
            self._choice.addButton(segment, number)
            bar.addWidget(segment)
        self._choice.button(PALETTE).setChecked(True)
        self._choice.idClicked.connect(self.choose_left)
        self._pages.addWidget(self.palette_panel)
        self._pages.addWidget(self.tree)
        whole = QWidget()
        whole.setObjectName("panel")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)
        whole.setMinimumWidth(120)
        return whole

    def _lay_out(self) -> None:
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.foot = QSplitter(Qt.Orientation.Vertical)
        self.body = QSplitter(Qt.Orientation.Horizontal)
        for splitter, parts in (
            (self.sides, (self.left, self.stack)),
            (self.foot, (self.sides, self.findings)),
            (self.body, (self.foot, self.properties)),
        ):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        self.sides.setStretchFactor(1, 1)
        self.foot.setStretchFactor(0, 1)
        self.body.setStretchFactor(0, 1)
        self.sides.setSizes([LEFT, 2000])
        self.foot.setSizes([2000, FINDINGS])
        self.body.setSizes([2000, WIDTH])
        self.stack.addWidget(self._nothing_open())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        strip = QWidget()
        strip.setObjectName("desk")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setFixedHeight(TABS)
        row = QHBoxLayout(strip)
        row.setContentsMargins(4, 0, 0, 0)
        row.addWidget(self.tabs)
        row.addSpacing(4)
        row.addWidget(self.new)
        row.addStretch(1)
        layout.addWidget(strip)
        layout.addWidget(self.body, 1)

    def _nothing_open(self) -> QWidget:
        page = QWidget()
        page.setObjectName("desk")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        text = label(tr("Open a map from the list, or draw a new one."), "muted")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        layout.addWidget(text)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(tr("Draw a new map"), self.newWanted.emit, "primary"))
        row.addWidget(button(tr("Open a map…"), self.openWanted.emit))
        row.addStretch(1)
        layout.addSpacing(12)
        layout.addLayout(row)
        layout.addStretch(1)
        return page

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.opened.connect(self._add)
        workspace.closed.connect(self._remove)
        workspace.activated.connect(self._activate)
        workspace.edited.connect(self.show_title)
        workspace.edited.connect(self._offer_symbols)
        workspace.revealed.connect(self._reveal)
        self.tabs.currentChanged.connect(self._choose_tab)
        self.tabs.tabCloseRequested.connect(lambda number: self.closeWanted.emit(self.tabs.tabData(number)))
        self.palette_panel.toolChosen.connect(self._choose_tool)
        self.palette_panel.levelChanged.connect(self._keep_level)
        self.properties.refused.connect(self.refused)
        self.findings.folded.connect(lambda *_: QTimer.singleShot(0, self, self._share_height))

    def _share_height(self) -> None:
        """Give the map what folded findings leave; a splitter keeps what it gave them before."""
        bar = BAR_HEIGHT if self.findings.is_folded else FINDINGS
        self.foot.setSizes([max(self.foot.height() - bar, 1), bar])

    # -- following the workspace -----------------------------------------------------------------

    @property
    def view(self) -> MapView | None:
        """The view of the map in front, or None."""
        return self.views.get(self._workspace.active) if self._workspace.active else None

    def _add(self, session: Session) -> None:
        if not self.views:
            self.choose_left(PALETTE)
        view = MapView(session, self.switches)
        self.views[session] = view
        view.view.typing_renames = self.typing_renames
        view.selectionChanged.connect(lambda found: self._selected(session, found))
        view.refused.connect(self.refused)
        view.view.openRequested.connect(self.openRequested)
        view.view.planeChanged.connect(lambda *_: self._plane_changed(session, view))
        view.view.zoomChanged.connect(lambda *_: self.zoomChanged.emit())
        view.view.toolChanged.connect(lambda name: self._show_tool(session, name))
        self.stack.addWidget(view)
        number = self.tabs.addTab(icon("map", "textMuted"), "")
        self.tabs.show()
        self.tabs.setTabData(number, session)
        self.show_title(session)

    def _remove(self, session: Session) -> None:
        view = self.views.pop(session, None)
        number = self._number(session)
        if number >= 0:
            self.tabs.removeTab(number)
            self.tabs.setVisible(self.tabs.count() > 0)
        if view is not None:
            self.stack.removeWidget(view)
            view.deleteLater()

    def _activate(self, session: Session | None) -> None:
        view = self.views.get(session) if session else None
        if session is None or view is None:
            self.stack.setCurrentIndex(0)
            self.properties.show_selection(None, ())
            return
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(self._number(session))
        self.tabs.blockSignals(False)
        self.stack.setCurrentWidget(view)
        self.findings.show_file(self._workspace.file_of(session))
        self.properties.show_selection(session, view.chosen)
        self.palette_panel.show_tool(SELECT)
        self.palette_panel.show_sheet(self._sheet(session))
        view.view.setFocus()

    def _plane_changed(self, session: Session, view: MapView) -> None:
        self._selected(session, view.chosen)
        self._offer_symbols(session)

    def _offer_symbols(self, session: Session) -> None:
        if session is self._workspace.active:
            self.palette_panel.show_sheet(self._sheet(session))

    def show_title(self, session: Session) -> None:
        """Write the name of a map on its tab, with a dot while it is not saved."""
        number = self._number(session)
        if number < 0:
            return
        if session is self._workspace.active:
            self.findings.show_file(self._workspace.file_of(session))
        title = self._workspace.title_of(session)
        self.tabs.setTabText(number, f"• {title}" if self._workspace.is_unsaved(session) else title)
        self.tabs.setTabToolTip(number, str(session.path or tr("Not saved yet")))

    def _number(self, session: Session) -> int:
        numbers = (n for n in range(self.tabs.count()) if self.tabs.tabData(n) is session)
        return next(numbers, -1)

    def _choose_tab(self, number: int) -> None:
        session = self.tabs.tabData(number) if number >= 0 else None
        if isinstance(session, Session):
            self._workspace.activate(session)

    def step_tab(self, by: int) -> None:
        """Go to the map beside the one in front, from the last to the first."""
        count = self.tabs.count()
        if count:
            self._choose_tab((self.tabs.currentIndex() + by) % count)

    def _reveal(self, session: Session, identifier: str) -> None:
        view = self.views.get(session)
        if view is None or view.view.reveal(identifier, is_centred=True):
            return
        pool = pool_of(session.document, identifier)
        if pool is not None:
            view.view.reveal(pool, is_centred=True)

    # -- tools and selection ---------------------------------------------------------------------

    def choose_left(self, number: int) -> None:
        """Show the symbols or the list of maps at the left."""
        self._choice.button(number).setChecked(True)
        self._pages.setCurrentIndex(number)

    @property
    def typing_renames(self) -> bool:
        """Whether letters begin a new name for what is selected instead of choosing tools."""
        return self._settings.is_on("typing_renames", default=False)

    def let_typing_rename(self, is_on: bool) -> None:
        """Choose what letters do on the sheets, now and in future."""
        self._settings.switch("typing_renames", is_on)
        for view in self.views.values():
            view.view.typing_renames = is_on

    def _choose_tool(self, name: str, kind: str | None) -> None:
        view = self.view
        if view is not None:
            view.view.set_tool(name, kind)
            view.view.setFocus()

    def _show_tool(self, session: Session, name: str) -> None:
        if session is self._workspace.active:
            self.palette_panel.show_tool(name, self.palette_panel.chosen_kind())

    def _keep_level(self, level: int) -> None:
        self._settings.palette_level = level

    def _sheet(self, session: Session) -> Element | None:
        view = self.views.get(session)
        plane = view.view.plane if view is not None else None
        shown = plane.bpmn_element if plane is not None and plane.is_alive else None
        return session.document.element(shown.id) if shown is not None and shown.id else None

    def _selected(self, session: Session, elements: Sequence[Element]) -> None:
        if session is self._workspace.active:
            self.properties.show_selection(session, elements)
            self.selectionChanged.emit(elements)

    def set_theme(self) -> None:
        """Draw everything in the colours shown now."""
        self.palette_panel.redraw()
        for number in range(self.tabs.count()):
            self.tabs.setTabIcon(number, icon("map", "textMuted"))
        for view in self.views.values():
            view.view.set_theme(theme.current())
        self.findings.list.viewport().update()


def pool_of(document: Document, identifier: str) -> str | None:
    """The id of the pool that shows a process; None where none does."""
    process = document.element(identifier)
    pools = (p for p in document.all(Participant) if process is not None and p.process_ref == process)
    return next((pool.id for pool in pools), None)
