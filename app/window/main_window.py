"""The main window: rail, path, pages, status bar, and what joins them."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from app.dialogs.questions import Questions
from app.folder import is_map
from app.icons import refresh, set_icon
from app.jobs import Jobs
from app.session import Session
from app.settings import Settings
from app.translate import tr
from app.window import rail
from app.window.actions import build, fill_menus
from app.window.appearance import Appearance
from app.window.commands import Commands
from app.window.comparing import Comparing
from app.window.docks import Docks, bar_of
from app.window.files import Files
from app.window.finding_words import FindingWords
from app.window.home_page import HomePage
from app.window.layers import Layers
from app.window.making_sure import MakingSure
from app.window.maps_page import MAPS, MapsPage
from app.window.open_ends import OpenEnds
from app.window.places import Place, Places
from app.window.rail import Rail
from app.window.status import Status
from app.window.system_pages import SystemPages
from app.window.toast import Toast
from app.window.top_bar import TopBar, app_icon
from app.window.trail import Trail
from app.window.walking import Walking
from app.workspace import Workspace

SIZE, SMALLEST = (1440, 900), (960, 600)
FRAME = (8, 40)
NARROW, LOW = 1180, 760
ON_A_MAP = (
    *(
        "compare",
        "compare_saved",
        "save_as",
        "export_picture",
        "export_suite",
        "close",
        "delete",
        "rename",
        "select_all",
    ),
    *("zoom_in", "zoom_out", "zoom_full", "fit", "keep", "mend_ids", "next_map", "previous_map"),
)
"""Actions that need a map."""


class MainWindow(QMainWindow):
    """One window for a folder of maps, or for single ones."""

    def __init__(self, settings: Settings | None = None, ask: Questions | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.appearance = Appearance(self, self.settings)
        self.workspace = Workspace(self)
        self.jobs = Jobs(self)
        self.files = Files(self.workspace, self.settings, ask or Questions(self), self)
        self.places = Places(self)
        self._is_narrow = self._is_low = False
        self.rail = Rail()
        self.home = HomePage()
        self.maps = MapsPage(self.workspace, self.settings)
        self.system = SystemPages(self.workspace, self.jobs, self)
        self.pages = QStackedWidget()
        self.open_ends = OpenEnds(self)
        self.comparing = Comparing(self, self.jobs)
        self.finding_words = FindingWords(self, self.jobs)
        self.toast = Toast(self.pages, self._free_area)
        self.status = Status(self)
        self.commands = Commands(self)
        self.actions_by_name = build(self, self.commands.table())
        self._undo_actions()
        named = self.actions_by_name
        self.top = TopBar(named["undo"], named["redo"], named["export_picture"])
        self.trail = Trail(self)
        self._lay_out()
        self._menus()
        self._connect()
        self._begin()

    def _begin(self) -> None:
        self.setAcceptDrops(True)
        self.setWindowIcon(app_icon())
        self.resize(self._first_size())
        self.setMinimumSize(*SMALLEST)
        self.restoreGeometry(self.settings.bytes_of("window"))
        self.docks.begin()
        self.actions_by_name["stop_check"].setEnabled(False)
        self.show_page(rail.HOME)
        self.home.open_folder.setFocus()
        self._places_changed()
        self.show_title()

    def _first_size(self) -> QSize:
        """As large as the design, or what the screen has room for beside the frame of the window."""
        room = self.screen().availableSize() - QSize(*FRAME)
        return QSize(*SIZE).boundedTo(room).expandedTo(QSize(*SMALLEST))

    # -- putting together ------------------------------------------------------------------------

    def _undo_actions(self) -> None:
        group = self.workspace.undo_group
        undo = group.createUndoAction(self, tr("Undo"))
        redo = group.createRedoAction(self, tr("Redo"))
        undo.triggered.disconnect()  # a step over several maps may refuse, which a stack cannot
        redo.triggered.disconnect()
        undo.triggered.connect(lambda *_: self.commands.undo())
        redo.triggered.connect(lambda *_: self.commands.redo())
        undo.setShortcut("Ctrl+Z")
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        for name, action in (("undo", undo), ("redo", redo)):
            set_icon(action, name)
            self.addAction(action)
            self.actions_by_name[name] = action

    def _lay_out(self) -> None:
        beyond = (self.comparing.page, self.finding_words.page, self.system.guide.party)
        for page in (self.home, self.system.landscape, self.maps, *self.system.others(), *beyond):
            self.pages.addWidget(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        bar_of(self.top, "topFrame", self, Qt.ToolBarArea.TopToolBarArea)
        bar_of(self.rail, "railFrame", self, Qt.ToolBarArea.LeftToolBarArea)
        self.setCentralWidget(self.pages)
        self.docks = Docks(self)
        self.layers = Layers(self)
        self.making_sure = MakingSure(self)
        self.maps.switches = self.layers.switches()
        self.docks.landscape.placeChosen.connect(self.system.show_place)
        self.walking = Walking(self)
        self.walking.changed.connect(self.actions_by_name["walk"].setChecked)

    def _menus(self) -> None:
        self.recent = QMenu(tr("Open Recent"), self)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.sheets = QMenu(tr("Sheet"), self)
        self.sheets.aboutToShow.connect(self.commands.fill_sheets)
        submenus = {
            "new_other": self.commands.new_menu(),
            "recent": self.recent,
            "samples": self.commands.samples_menu(),
            "sheets": self.sheets,
            "appearance": self.appearance.menu(tr("Appearance"), self),
            "language": self.commands.language_menu(),
            "tools": self.commands.tools_menu(),
        }
        fill_menus(self, self.actions_by_name, submenus)
        self.maps.new.setMenu(submenus["new_other"])
        for name, part in self.commands.parts().items():
            self.actions_by_name[name].setChecked(True)
            self.actions_by_name[name].toggled.connect(part.setVisible)
        typing = self.actions_by_name["typing_renames"]
        typing.setChecked(self.maps.typing_renames)
        typing.toggled.connect(self.maps.let_typing_rename)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.top.backWanted.connect(self.commands.back)
        self.top.forwardWanted.connect(self.commands.forward)
        self.top.searchWanted.connect(self.commands.find)
        self.home.openFolderWanted.connect(self.files.open_folder)
        self.home.sampleWanted.connect(self.files.open_sample)
        self.home.tourWanted.connect(self.commands.take_tour)
        self.home.newWanted.connect(self.files.new)
        self.home.pathWanted.connect(self.files.open_path)
        self.maps.newWanted.connect(self.files.new)
        self.maps.openWanted.connect(self.files.open)
        self.maps.closeWanted.connect(self.files.close_session)
        self.maps.refused.connect(self.say)
        self.maps.selectionChanged.connect(self._selected)
        self.maps.openRequested.connect(self.system.open_called)
        self.maps.zoomChanged.connect(self.status.refresh)
        self.maps.tree.mapChosen.connect(self.files.open_path)
        self.files.said.connect(self.say)
        self.system.said.connect(self.say)
        self.system.initiatives.shown.connect(lambda *_: self.trail.refresh())
        self.system.revealWanted.connect(self.reveal)
        self.system.landscape.pictureWanted.connect(self.commands.export_landscape)
        self.system.guide.party.pictureWanted.connect(self.commands.export_party)
        self.appearance.changed.connect(self.redraw)
        self.places.changed.connect(self._places_changed)
        self._follow_workspace()

    def _follow_workspace(self) -> None:
        workspace = self.workspace
        workspace.opened.connect(lambda *_: self.show_page(rail.MAPS))  # "activated" follows and is the place
        workspace.activated.connect(self._activated)
        workspace.closed.connect(self.places.forget)
        workspace.edited.connect(lambda *_: self._edited())
        workspace.folderChanged.connect(self._folder_changed)
        workspace.mapsChanged.connect(self.show_maps)
        workspace.changedOutside.connect(self._changed_outside)
        workspace.facts.changed.connect(self.show_title)

    # -- pages -----------------------------------------------------------------------------------

    def go(self, page: int) -> None:
        """Go to a page, as a step that can be gone back."""
        self.show_page(page)
        self.places.visit(Place(page, self.workspace.active if page == rail.MAPS else None))

    def show_page(self, page: int) -> None:
        """Show a page without noting it."""
        if page == rail.HOME:
            self.home.show_recent(self.settings.recent)
        if page == rail.INITIATIVES:
            self.system.judge_if_needed()
        self.pages.setCurrentIndex(page)
        self.rail.show_place(page)
        active = self.workspace.active
        on_map = page == rail.MAPS and active is not None
        self.workspace.undo_group.setActiveStack(
            active.stack if on_map and active else self.workspace.facts.undo_stack
        )
        self.trail.refresh()
        self.status.refresh()

    def reveal(self, file: str, identifier: str) -> None:
        """Show an element in its map."""
        if self.files.reveal(file, identifier):
            self.go(rail.MAPS)

    def say(self, text: str) -> None:
        """Tell something in passing."""
        self.toast.say(text)

    def _free_area(self) -> QRect:
        """The part of the pages whose foot a note may cover: of a map the sheet, not its findings."""
        if self.pages.currentWidget() is not self.maps:
            return self.pages.rect()
        return QRect(self.maps.stack.mapTo(self.pages, QPoint()), self.maps.stack.size())

    def redraw(self) -> None:
        """Draw everything in the colours shown now."""
        refresh(self)
        self.home.redraw()
        self.home.show_recent(self.settings.recent)
        self.top.search.redraw()
        self.maps.set_theme()
        self.system.set_theme()
        self.comparing.page.set_theme()
        self.trail.refresh()
        self.show_maps()

    def show_title(self) -> None:
        """Name the window after the folder and the map in front; a star says something is not saved."""
        active, folder = self.workspace.active, self.workspace.folder
        names = [self.workspace.title_of(active)] if active else []
        names += [folder.name] if folder else []
        star = "*" if self.workspace.unsaved() or self.workspace.facts.is_unsaved else ""
        for name in ON_A_MAP:
            self.actions_by_name[name].setEnabled(active is not None)
        self.setWindowTitle(star + " – ".join([*names, tr("Wholeflow")]))
        self.show_maps()
        self.status.refresh()

    def show_maps(self) -> None:
        """List the maps of the folder and those that are open."""
        self.maps.tree.show_maps(self.workspace.folder, self.commands.entries(), self.commands.active_path())

    # -- following -------------------------------------------------------------------------------

    def _activated(self, session: Session | None) -> None:
        self.show_title()
        self.trail.refresh()
        if session is not None:
            self.go(rail.MAPS)

    def _edited(self) -> None:
        self.show_title()
        self.trail.refresh()

    def _selected(self, elements: object) -> None:
        self.trail.refresh()
        self.status.refresh()

    def _folder_changed(self) -> None:
        self.show_title()
        if self.workspace.folder is not None:
            self.maps.choose_left(MAPS)
            self.go(rail.LANDSCAPE)

    def _changed_outside(self, session: Session) -> None:
        view = self.maps.views.get(session)
        if view is not None:
            text = tr("“{name}” was changed outside. Your version is kept.", name=session.name)
            load = (tr("Load the other version"), lambda: self.files.reload(session))
            path = session.path or Path(session.name)
            title = tr("{name} on disk", name=session.name)
            compare = (tr("Compare"), lambda: self.comparing.compare(session, path, title))
            view.notice.show_text(text, compare, load, (tr("Keep mine"), lambda: None))

    def _places_changed(self) -> None:
        self.top.back.setEnabled(self.places.can_step(-1))
        self.top.forward.setEnabled(self.places.can_step(1))

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self.settings.recent:
            action = QAction(str(path), self.recent)
            action.triggered.connect(lambda *_, chosen=path: self.files.open_path(chosen))
            self.recent.addAction(action)
        if self.recent.isEmpty():  # a menu that is switched off would never be filled again
            self.recent.addAction(tr("What you open will stand here.")).setEnabled(False)

    # -- events ----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(droppable(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if droppable(url.toLocalFile()):
                self.files.open_path(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.rail.set_narrow(is_narrow)
            self.actions_by_name["show_properties"].setChecked(not is_narrow)
        is_low = self.height() < LOW
        if is_low != self._is_low:
            self._is_low = is_low
            self.maps.findings.fold(is_low)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_quit():
            event.ignore()
            return
        self.settings.keep_bytes("window", self.saveGeometry())
        self.docks.keep()
        self.settings.save()
        self.jobs.stop()
        event.accept()


def droppable(name: str) -> bool:
    """Whether a file dropped on the window can be opened: a folder, a map, or XML that may be one."""
    path = Path(name)
    return path.is_dir() or (path.is_file() and (is_map(path.name) or path.suffix.lower() == ".xml"))
