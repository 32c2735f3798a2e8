"""What the actions do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.dialogs.about import About
from app.dialogs.export_suite import ExportSuite
from app.dialogs.finder import Finder, Found
from app.dialogs.keys import Keys
from app.panels.palette import TOOLS
from app.panels.system_tree import MapEntry
from app.paths import sample_systems
from app.translate import language, languages, tr, tr_message
from app.window import rail
from app.window.handbook_export import export_handbook
from app.window.map_view import plane_name
from app.window.pictures import export_landscape, export_party, export_picture
from app.window.reporting import export_report
from app.window.tour import Tour
from bpmn.editing.ids import mend_ids
from bpmn.editing.rename import name_of
from bpmn.model import BaseElement
from bpmn.system.fact_journal import EditedSince

if TYPE_CHECKING:
    from app.canvas.view import DiagramView
    from app.window.main_window import MainWindow


class Commands:
    """One method for each action that is more than a call of something else."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.tour: Tour | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Every action's name with what it does."""
        window, files = self._window, self._window.files
        pages = {name: (lambda page=number: window.go(page)) for name, number in PAGES.items()}
        return {
            "new": files.new, "new_collaboration": partial(files.new, "collaboration"),
            "new_choreography": partial(files.new, "choreography"),
            "new_conversation": partial(files.new, "conversation"),
            "open": files.open, "open_folder": files.open_folder,
            "open_sample": files.open_sample, "save": self.save, "save_as": files.save_as,
            "save_all": files.save_all, "close": files.close, "quit": window.close,
            "find_all": window.finding_words.open, "rename_all": window.finding_words.rename_everywhere,
            "compare": window.comparing.with_other, "compare_saved": window.comparing.with_saved,
            "export_picture": self.export_picture, "export_landscape": self.export_landscape,
            "export_suite": self.export_suite,
            "delete": self._on_sheet(lambda view: view.delete_selection()),
            "rename": self.rename, "find": self.find, "edit_properties": self.edit_properties,
            "select_all": self._on_sheet(lambda view: view.choose(view.scene_shown.owners())),
            "zoom_in": self._on_sheet(lambda view: view.zoom_in()),
            "zoom_out": self._on_sheet(lambda view: view.zoom_out()),
            "zoom_full": self._on_sheet(lambda view: view.set_zoom(1.0)),
            "fit": self._on_sheet(lambda view: view.fit()),
            "keep": self._on_sheet(lambda view: view.keep_arrangement()),
            "mend_ids": self._on_sheet(self._mend_ids),
            "show_left": lambda: None, "show_properties": lambda: None, "show_findings": lambda: None,
            "show_landscape": lambda: None, "show_marks": lambda: None, "show_times": lambda: None,
            "show_loads": lambda: None, "simulate_verdicts": lambda: None, "typing_renames": lambda: None,
            "next_map": partial(window.maps.step_tab, 1), "previous_map": partial(window.maps.step_tab, -1),
            "full_screen": self.full_screen, "back": self.back, "forward": self.forward, **pages,
            "walk": self.walk, "links": self.links, "export_handbook": self.export_handbook,
            "tour": self.take_tour, "export_report": lambda: export_report(window),
            "check": window.system.check, "stop_check": window.system.analyses.stop,
            "new_initiative": window.system.new_initiative, "judge_all": window.system.judge_all,
            "keys": self.keys, "about": self.about,
        }  # fmt: skip

    def parts(self) -> dict[str, QWidget]:
        """The parts of the page of maps that can be hidden."""
        maps = self._window.maps
        return {"show_left": maps.left, "show_properties": maps.properties, "show_findings": maps.findings}

    def _on_sheet(self, action: "Callable[[DiagramView], object]") -> Callable[[], object]:
        def run() -> None:
            view = self._window.maps.view
            if view is not None and self._window.pages.currentIndex() == rail.MAPS:
                action(view.view)

        return run

    def _mend_ids(self, view: "DiagramView") -> None:
        count = mend_ids(view.session.document)
        if count:
            told = tr("{count} ids were mended. Undo takes it back.", count=count)
        else:
            told = tr("Other suites can read every id of this map.")
        self._window.say(told)

    # -- undo ------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last step of what is in front, or say why that cannot be."""
        self._say_refusal(self._window.workspace.steps.undo)

    def redo(self) -> None:
        """Repeat what was taken back, or say why that cannot be."""
        self._say_refusal(self._window.workspace.steps.redo)

    def _say_refusal(self, act: Callable[[], None]) -> None:
        if self._window.walking.is_on:
            self._window.say(tr("Leave the walk before you take steps back or repeat them."))
            return
        self._window.toast.hide()  # it may offer to take back what is being taken back
        try:
            act()
        except EditedSince as error:
            self._window.say(tr_message(error.reason))

    # -- going -----------------------------------------------------------------------------------

    def back(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def forward(self) -> None:
        """Go to the place after."""
        self._step(1)

    def _step(self, by: int) -> None:
        place = self._window.places.step(by)
        if place is None:
            return
        if place.session is not None:
            self._window.workspace.activate(place.session)
        self._window.system.guide.show_again(place)
        self._window.show_page(place.page)

    def links(self) -> None:
        """Show the links between the maps and the parties outside."""
        self._window.go(rail.LANDSCAPE)
        self._window.system.show_links()

    def full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        window = self._window
        (window.showNormal if window.isFullScreen() else window.showFullScreen)()

    def walk(self) -> None:
        """Walk a case through the maps, or leave the walk."""
        walking = self._window.walking
        (walking.leave if walking.is_on else walking.start)()

    # -- maps ------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the map in front; on the pages of the system what was decided there."""
        window = self._window
        on_maps = window.pages.currentIndex() == rail.MAPS
        if on_maps or not window.workspace.facts.is_unsaved:
            window.files.save()
        else:
            window.files.save_facts()

    def rename(self) -> None:
        """Write the name of what is selected."""
        view = self._window.maps.view
        if view is not None and len(view.chosen) == 1 and view.chosen[0].id:
            view.view.edit_label(view.chosen[0].id)

    def edit_properties(self) -> None:
        """Put the cursor into the first field of the properties, showing them if need be."""
        self._window.actions_by_name["show_properties"].setChecked(True)
        self._window.maps.properties.focus_name()

    def entries(self) -> list[MapEntry]:
        """All maps for the tree: those of the folder, then those open from elsewhere."""
        workspace = self._window.workspace
        open_ones = {s.path: s for s in workspace.sessions if s.path and not workspace.is_in_background(s)}
        waiting = {s.path: s for s in workspace.unsaved() if s.path}
        paths = dict.fromkeys([*workspace.maps(), *open_ones, *waiting])
        return [
            MapEntry(
                path,
                path.name.partition(".bpmn")[0],
                path in open_ones,
                path in waiting,
            )
            for path in paths
        ]

    def active_path(self) -> Path | None:
        """The file of the map in front."""
        active = self._window.workspace.active
        return active.path if active else None

    def fill_sheets(self) -> None:
        """List the sheets of the map in front."""
        menu, view = self._window.sheets, self._window.maps.view
        menu.clear()
        for number, plane in enumerate(view.view.planes() if view else []):
            action = menu.addAction(plane_name(plane, number))
            if view is not None:
                action.triggered.connect(lambda *_, at=number: view.sheets.setCurrentIndex(at))

    def tools_menu(self) -> QMenu:
        """The tools of the sheet."""
        menu = QMenu(tr("Tools"), self._window)
        for name, _, text in TOOLS:
            action = QAction(tr_message(text), menu)
            action.triggered.connect(lambda *_, tool=name: self._on_sheet(lambda view: view.set_tool(tool))())
            menu.addAction(action)
        return menu

    def samples_menu(self) -> QMenu:
        """The sample companies that came with the application."""
        menu = QMenu(tr("Open Sample Company"), self._window)
        for sample in sample_systems():
            action = menu.addAction(sample.name.replace("-", " ").title())
            action.triggered.connect(lambda *_, chosen=sample: self._window.files.open_sample(chosen))
        menu.setEnabled(bool(menu.actions()))
        return menu

    def new_menu(self) -> QMenu:
        """The kinds of new maps besides that of one process."""
        menu = QMenu(tr("New Map of Another Kind"), self._window)
        menu.addActions([self._window.actions_by_name[f"new_{kind}"] for kind in OTHER_KINDS])
        return menu

    def language_menu(self) -> QMenu:
        """The languages that came with the application, each in its own words."""
        menu = QMenu(tr("Language"), self._window)
        group = QActionGroup(menu)
        for code in languages():
            action = menu.addAction(QLocale(code).nativeLanguageName().capitalize())
            action.setCheckable(True)
            action.setChecked(code == language())
            action.triggered.connect(lambda *_, chosen=code: self._speak(chosen))
            group.addAction(action)
        return menu

    def _speak(self, code: str) -> None:
        self._window.settings.language = code
        self._window.say(tr("The language changes when Wholeflow is started again."))

    def export_picture(self) -> None:
        """Write a picture of the sheet in front."""
        export_picture(self._window)

    def export_landscape(self) -> None:
        """Write the landscape as a picture, or as a map that other suites open."""
        export_landscape(self._window)

    def take_tour(self) -> None:
        """Lead through the pages with what is open, or with the sample."""
        if self.tour is None:
            self.tour = Tour(self._window)
        self.tour.start()

    def export_handbook(self) -> None:
        """Write the handbook as a file for the browser."""
        export_handbook(self._window)

    def export_party(self) -> None:
        """Write a picture of the page of the party in view."""
        export_party(self._window)

    def export_suite(self) -> None:
        """Write a copy for another suite."""
        window, active = self._window, self._window.workspace.active
        if active is None:
            return
        ask, folder = window.files.ask.copy_to_write, window.workspace.folder
        dialog = ExportSuite(active.document.to_bytes(), active.path, window, system=folder, ask=ask)
        dialog.exec()
        if dialog.written is not None:
            window.say(tr("Copy written: {name}", name=dialog.written.name))

    # -- finding and help ------------------------------------------------------------------------

    def find(self) -> None:
        """Find elements, commands and maps."""
        Finder(self.findable(), self._window).exec()

    def findable(self) -> list[Found]:
        """Everything that can be found: elements of the map in front, commands, maps, pages."""
        window = self._window
        found = [
            Found(action.text().replace("&", "").rstrip("…"), keys_of(action), action.trigger)
            for action in window.actions_by_name.values()
            if action.isEnabled()
        ]
        found += [
            Found(entry.title, tr("Map"), partial(window.files.open_path, entry.path))
            for entry in self.entries()
        ]
        view = window.maps.view
        if view is not None:
            for element in view.session.document.all(BaseElement):
                name = name_of(element).replace("\n", " ")
                if name and element.id:
                    found.append(Found(name, tr("In this map"), partial(view.view.reveal, element.id)))
        return found

    def keys(self) -> None:
        """Show the keys."""
        Keys(self._window.actions_by_name.values(), self._window).exec()

    def about(self) -> None:
        """Say what this is."""
        About(self._window).exec()


def keys_of(action: QAction) -> str:
    """The first keys of an action, as they stand on the keyboard."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


OTHER_KINDS = ("collaboration", "choreography", "conversation")
PAGES = {
    "home": rail.HOME,
    "landscape": rail.LANDSCAPE,
    "maps": rail.MAPS,
    "findings": rail.FINDINGS,
    "numbers": rail.NUMBERS,
    "initiatives": rail.INITIATIVES,
    "handbook": rail.HANDBOOK,
}
