"""Joins the landscape with the maps, the findings and what people decided."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.translate import tr
from app.window import rail
from app.window.analyses import OVERVIEW
from app.window.landscape_page import LandscapePage
from app.window.party_page import PartyPage
from app.window.places import Place
from app.workspace import Workspace
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.geometry import Point
from bpmn.model import BPMNPlane, Process
from bpmn.model.document import Document
from bpmn.notation.drawing import Drawing
from bpmn.notation.plane import draw_plane
from bpmn.system.landscape_arrange import arrange
from bpmn.system.landscape_model import Model
from bpmn.system.landscape_plan import Plan
from bpmn.xml.errors import UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

KEY = "arrange"


class LandscapeGuide(QObject):
    """What happens after a click on the landscape, and where moved cards are kept."""

    placeChosen = Signal(object)

    def __init__(self, page: LandscapePage, workspace: Workspace, window: "MainWindow") -> None:
        super().__init__(page)
        self._page, self._workspace, self._window = page, workspace, window
        self._placed: tuple[tuple[ElementKey, Point], ...] = ()
        self.party = PartyPage()
        self.party.placeChosen.connect(self.placeChosen)
        self.party.landscapeWanted.connect(lambda: window.go(rail.LANDSCAPE))
        view = page.view
        view.map_of = self.map_of
        view.problemChosen.connect(self.show_finding)
        view.partyChosen.connect(self.show_party)
        page.parties.partyChosen.connect(self.show_party)
        view.decided.connect(workspace.facts.decide)
        view.moved.connect(self._put)
        view.arrangeWanted.connect(self._arrange)
        window.jobs.finished.connect(self._take)
        window.jobs.failed.connect(self._tell)
        workspace.facts.changed.connect(self.follow_facts)
        self.follow_facts()

    def follow_facts(self) -> None:
        """Show the boxes where they were put, at once: the analysis takes a moment."""
        facts = self._workspace.facts.facts.landscape
        placed = tuple((fact.node, Point(fact.x, fact.y)) for fact in facts)
        self._page.again.setVisible(bool(placed))
        if placed != self._placed:
            self._placed = placed
            self._page.view.show_positions(dict(placed))

    # -- arranging -------------------------------------------------------------------------------

    def _put(self, positions: Mapping[ElementKey, Point]) -> None:
        """Keep where the boxes were put; where nothing is new, the lines still have to come back."""
        before = self._placed
        self._workspace.facts.put_boxes(positions)
        if self._placed == before:
            self._page.view.show_positions(positions)

    def _arrange(self, model: Model, positions: Mapping[ElementKey, Point]) -> None:
        self._window.jobs.start(KEY, arrange, model, positions or None)
        self._show_busy()

    def _take(self, key: str, plan: object) -> None:
        if key == KEY and isinstance(plan, Plan):
            self._page.view.show_plan(plan)
            self._show_busy()

    def _tell(self, key: str, detail: str) -> None:
        if key == KEY:
            self._window.say(tr("The landscape could not be arranged: {detail}", detail=detail))
            self._show_busy()

    def _show_busy(self) -> None:
        """The bar of the page is that of the check too, which alone can be stopped."""
        jobs = self._window.jobs
        is_checking = jobs.is_running(OVERVIEW)
        self._page.show_busy(is_checking or jobs.is_running(KEY))
        self._page.stop.follow(is_checking)

    # -- showing ---------------------------------------------------------------------------------

    def show_party(self, party: ElementKey) -> None:
        """Show the page of a party."""
        window = self._window
        self.party.show_party(party)
        number = window.pages.indexOf(self.party)
        window.show_page(number)
        window.places.visit(Place(number, None, party.element))

    def show_again(self, place: Place) -> None:
        """On the way back: show the party that a place is about."""
        if place.page == self._window.pages.indexOf(self.party):
            self.party.show_party(ElementKey("", place.element))

    def show_finding(self, finding: Finding) -> None:
        """Show a finding on its page."""
        self._window.system.findings.choose_finding(finding)
        self._window.go(rail.FINDINGS)

    def map_of(self, key: ElementKey) -> Drawing:
        """The sheet that shows a process; nothing where it has no drawing."""
        document = self._document(key.file)
        process = document.element(key.element) if document is not None else None
        if document is None or not isinstance(process, Process):
            return ()
        planes = [plane for plane in document.all(BPMNPlane) if len(plane.node)]
        own = [plane for plane in planes if plane.node.get("bpmnElement") == key.element]
        return draw_plane((own or planes)[0]) if planes else ()

    def _document(self, file: str) -> Document | None:
        for session in self._workspace.sessions:
            if self._workspace.file_of(session) == file:
                return session.document
        folder = self._workspace.folder
        if folder is None:
            return None
        try:
            return Document.parse((folder / file).read_bytes(), file)
        except (OSError, UnreadableFile):
            return None
