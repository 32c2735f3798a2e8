"""Searches all maps, shows where, and replaces as one step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.jobs import Jobs
from app.translate import tr
from app.window.find_page import FindPage, maps_text
from bpmn.editing.refused import NotAllowed
from bpmn.editing.replace import replace
from bpmn.model import Element
from bpmn.report.found import Found, find
from bpmn.system.search import Family, Hit, Query, family_of, shared_name
from bpmn.xml.errors import EncodingLoss, UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

KEY = "find"


class FindingWords:
    """What the page for finding and replacing asks for."""

    def __init__(self, window: "MainWindow", jobs: Jobs) -> None:
        self._window = window
        self._jobs = jobs
        self.page = FindPage()
        self.page.searchWanted.connect(self._search)
        self.page.replaceWanted.connect(self.replace)
        self.page.hitChosen.connect(lambda hit: window.reveal(hit.key.file, hit.key.element))
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._tell)
        window.workspace.edited.connect(lambda *_: self.page.search_again())
        window.workspace.mapsChanged.connect(self.page.search_again)
        window.workspace.folderChanged.connect(self.page.search_again)

    def open(self) -> None:
        """Show the page; what is selected in the map is looked for."""
        element = self._selected()
        self._window.go(self._window.pages.indexOf(self.page))
        text = shared_name(element) if element is not None else self.page.text.text()
        self.page.look_for(" ".join(text.split()))

    def rename_everywhere(self) -> None:
        """Show all places that have the shared name of what is selected, ready to be renamed at once."""
        element = self._selected()
        family = family_of(element) if element is not None else None
        name = shared_name(element) if element is not None else ""
        if family is None or not name.strip():
            self._window.say(tr("Select a role, a party, a message or stored data that has a name."))
            return
        self._window.go(self._window.pages.indexOf(self.page))
        self.page.look_for(" ".join(name.split()), family, is_same_name=True)

    def _selected(self) -> Element | None:
        view = self._window.maps.view
        chosen = view.chosen if view is not None else []
        return chosen[0] if len(chosen) == 1 and chosen[0].is_alive else None

    # -- searching -------------------------------------------------------------------------------

    def _search(self, query: Query) -> None:
        if not query.text.strip() or not query.parts:
            self._jobs.cancel(KEY)
            self.page.show_busy(False)
            self.page.show_found(Found(query))
            return
        workspace = self._window.workspace
        try:
            documents = workspace.documents()
        except EncodingLoss as error:
            self._window.files.ask.encoding_loss(error.reason)
            return
        self.page.show_busy(True)
        self._jobs.start(KEY, find, workspace.folder, documents, query)

    def _take(self, key: str, result: object) -> None:
        if key == KEY and isinstance(result, Found):
            self.page.show_busy(False)
            self.page.show_found(result)

    def _tell(self, key: str, detail: str) -> None:
        if key == KEY:
            self.page.show_busy(False)
            self._window.say(tr("The search stopped: {detail}", detail=detail))

    # -- replacing -------------------------------------------------------------------------------

    def replace(self, hits: Sequence[Hit], by: str) -> None:
        """Replace as one step; maps that are not open wait unsaved in the background."""
        window = self._window
        is_name = self.page.query().is_same_name and self.page.query().family is not Family.ALL
        label = "Rename everywhere" if is_name else "Replace everywhere"
        try:
            with window.workspace.system_step(label) as step:
                left = replace(step, hits, by)
        except UnreadableFile as error:
            window.files.ask.unreadable(error.message, None)
            return
        except NotAllowed as error:
            window.say(str(error))
            return
        count, maps = len(hits) - len(left), len(step.parts)
        text = tr("{count} replaced in {maps}, not saved yet", count=count, maps=maps_text(maps))
        if left:
            text = tr("{text}; {left} had changed meanwhile", text=text, left=len(left))
        window.toast.say(text, tr("Undo"), window.commands.undo)
        if is_name:
            self.page.look_for(by, self.page.query().family, is_same_name=True)
        self.page.list.setFocus()  # a field would take Ctrl+Z for its own text
