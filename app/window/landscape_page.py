"""The landscape: how the maps work for each other from customer to customer."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.numbers import UNITS, percent, time
from app.panels.landscape_legend import LandscapeLegend
from app.panels.landscape_view import LandscapeView
from app.panels.links import LinksPanel
from app.panels.load_bar import Disc, ShareBar
from app.panels.parties import PartiesPanel
from app.translate import tr, tr_message
from app.widgets import LinkButton, Segment, button, card, column, empty, label, row, scrolled
from app.window.page import Page
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.queueing.results import Analysis
from bpmn.report.journeys import Journey
from bpmn.report.overview import Overview
from bpmn.system.landscape import View

VIEWS: dict[View, Message] = {
    View.LOAD: message("Load"),
    View.WAITING: message("Waiting"),
    View.FINDINGS: message("Findings"),
    View.OWNER: message("Owner"),
}
SIDE = 304
SUMMARY, LINKS, PARTIES = range(3)
SERIES = 6
MOST_CHAINS = 4


class LandscapePage(Page):
    """The drawing at the left, at the right what it says: chains, narrowest point, one question."""

    placeChosen = Signal(object)
    pictureWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Landscape"), parent)
        self.view = LandscapeView(opens_at_once=False)
        self.view.chosen.connect(self.placeChosen)
        self.links = LinksPanel()
        self.parties = PartiesPanel()
        self.links.placeChosen.connect(self.placeChosen)
        self.views = self._view_switch()
        self.again = button(tr("Arrange again"), lambda: self.view.moved.emit({}))
        self.again.setToolTip(tr("Let all cards stand where the program would put them"))
        for part in (self.views, self.again, button(tr("Export…"), self.pictureWanted.emit)):
            self.buttons.addWidget(part)
        self._summary = QVBoxLayout()
        self._summary.setContentsMargins(16, 12, 16, 12)
        self._summary.setSpacing(8)
        self.tabs = QTabBar()
        self.tabs.setObjectName("under")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in (tr("Summary"), tr("Links"), tr("Parties")):
            self.tabs.addTab(name)
        self._sides = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._sides.setCurrentIndex)
        self.show_overview(Overview())

    def _view_switch(self) -> QWidget:
        """What the cards tell, as one row of buttons of which one is pressed."""
        group = QButtonGroup(self)
        for number, (view, text) in enumerate(VIEWS.items()):
            segment = Segment(tr_message(text))
            segment.setChecked(view is View.LOAD)
            segment.clicked.connect(lambda *_, shown=view: self.view.show_view(shown))
            group.addButton(segment, number)
        whole = row(*group.buttons())
        whole.setAccessibleName(tr("What the cards tell"))
        return whole

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._picture())
        splitter.addWidget(self._side())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([2000, SIDE])
        self.body.addWidget(splitter, 1)

    def _side(self) -> QWidget:
        inside = QWidget()
        inside.setLayout(self._summary)
        for page in (scrolled(inside), self.links, self.parties):
            self._sides.addWidget(page)
        side = column(8, row(self.tabs, None, margins=(16, 0, 16, 0)), self._sides)
        side.setMinimumWidth(SIDE - 40)
        return side

    def _picture(self) -> QWidget:
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.view.has_legend = False
        self.legend = LandscapeLegend(self.view)
        foot = row(self.legend, 12, *self.view.zoom_buttons(), margins=(16, 4, 12, 4))
        return column(self.view, foot, kind="panel")

    # -- what is shown ---------------------------------------------------------------------------

    def show_overview(self, found: Overview) -> None:
        """Show a system."""
        name = self._namer(found)
        self.view.show_overview(found)
        self.links.show_links(found.links.links, found.links.open, name)
        self.parties.show_parties(found.links.parties)
        self.tabs.setTabText(LINKS, _counted(tr("Links"), len(found.links.open) + len(found.lost)))
        self.sentence.setText(_sentence(found))
        self._show_summary(found, name)

    def _namer(self, found: Overview) -> Callable[[ElementKey], str]:
        return lambda key: found.names.get(key) or key.element or key.file

    def _show_summary(self, found: Overview, name: Callable[[ElementKey], str]) -> None:
        empty(self._summary)
        analysis = found.analysis
        plan = found.landscape.plan if found.landscape is not None else None
        if plan is not None and plan.model.told is not None:
            self._summary.addWidget(card(label(tr_message(plan.model.told), "small", wraps=True)))
        if found.journeys:
            self._summary.addWidget(label(tr("From customer to customer"), "section"))
            for journey in found.journeys[:MOST_CHAINS]:
                self._summary.addWidget(self._chain(journey))
        if analysis is not None and analysis.bottleneck is not None:
            self._summary.addSpacing(8)
            self._summary.addWidget(label(tr("Narrowest point"), "section"))
            self._summary.addWidget(_narrowest(analysis))
        first = self.links.first_card(found.links.open, name)
        if first is not None:
            count = len(found.links.open) + len(found.lost)
            self._summary.addSpacing(8)
            title = tr("One question") if count == 1 else tr("First of {count} questions", count=count)
            self._summary.addWidget(label(title, "section"))
            self._summary.addWidget(first)
        for problem in (*found.unreadable, *found.problems):
            self._summary.addWidget(card(label(tr_message(problem), "warningText", wraps=True)))
        self._summary.addStretch(1)

    def _chain(self, journey: Journey) -> QWidget:
        """A chain with its time, promise, work and waiting; its name leads to the page of the customer."""
        disc = Disc(journey.number, f"series{(journey.number - 1) % SERIES + 1}")
        name = journey.name or journey.legs[0].title
        title = LinkButton(name, lambda: self.view.partyChosen.emit(journey.customer))
        parts: list[QWidget | int | None] = [row(disc, 8, title), 6]
        if journey.lead_time is not None:
            lead = label(time(journey.lead_time, journey.unit), "pageTitle")
            parts += [row(lead, None, *_promise(journey))]
        if journey.work is not None and journey.wait is not None:
            words = row(
                label(tr("work {time}", time=time(journey.work, journey.unit)), "caption"),
                None,
                label(tr("waiting {time}", time=time(journey.wait, journey.unit)), "caption"),
            )
            parts += [8, ShareBar(journey.work / max(journey.work + journey.wait, 1e-9)), 2, words]
        if not journey.is_answered:
            parts += [label(tr("never answered"), "warningText")]
        elif journey.silent:
            parts += [2, label(_silent(len(journey.silent)), "warningText")]
        if journey.owners:
            parts += [2, label(_owners(len(journey.owners)), "caption")]
        return card(*parts)

    def set_theme(self) -> None:
        """Paint in the colours shown now."""
        self.view.set_theme()

    def show_side(self, number: int) -> None:
        """Show the summary, the links or the parties."""
        self.tabs.setCurrentIndex(number)


def _counted(text: str, count: int) -> str:
    return f"{text} {count}" if count else text


def _sentence(found: Overview) -> str:
    if not found.files:
        return tr("Open a folder of maps to see how they work together.")
    chains = len(found.journeys)
    between = sum(link.source.file != link.target.file for link in found.links.links)
    return tr(
        "{processes} processes, {chains} chains from customer to customer, {links} links between maps",
        processes=len(found.processes),
        chains=chains,
        links=between,
    )


def _promise(journey: Journey) -> tuple[QWidget, ...]:
    """What was promised, red where it is not kept."""
    promise = journey.promise
    if promise is None or journey.lead_time is None:
        return ()
    text = tr("promise {time}", time=time(promise.target, promise.unit))
    kept = journey.lead_time * UNITS.get(journey.unit, 1.0) <= promise.target * UNITS.get(promise.unit, 1.0)
    return (label(text, "caption" if kept else "warningText"),)


def _silent(count: int) -> str:
    return tr("1 end in silence") if count == 1 else tr("{count} ends in silence", count=count)


def _owners(count: int) -> str:
    return tr("1 owner") if count == 1 else tr("{count} owners", count=count)


def _narrowest(analysis: Analysis) -> QWidget:
    narrow = analysis.bottleneck
    assert narrow is not None
    resource = analysis.resource(narrow.resource)
    load = percent(resource.utilisation) if resource and resource.utilisation is not None else "–"
    title = tr("{name}, {load} load", name=narrow.resource, load=load)
    growing = resource is not None and resource.growth > 0
    text = (
        tr("More work comes in than can be done: the backlog grows.")
        if growing
        else tr("When more cases come, they pile up here first.")
    )
    return card(column(label(title, "strong", wraps=True), 2, label(text, "small", wraps=True)))
