"""The page of one party: a customer's chains as subway lines, or what depends on a supplier."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.numbers import time
from app.panels.picture_view import PictureView
from app.translate import tr, tr_message
from app.widgets import button, column, row, scrolled
from app.window.page import Page
from bpmn.base.finding import ElementKey
from bpmn.base.geometry import Bounds
from bpmn.report.journey_sheet import customer_sheet
from bpmn.report.overview import Overview
from bpmn.report.party_sheet import Voice
from bpmn.report.sheet_pictures import Picture
from bpmn.report.supply_sheet import supply_sheet

NOBODY = ElementKey("", "")


class PartyPage(Page):
    """Drawn from the facts of the overview; every name leads to its place."""

    placeChosen = Signal(object)
    pictureWanted = Signal()
    landscapeWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Party"), parent)
        self.party = NOBODY
        self._found = Overview()
        self.view = PictureView(tr("Party"), self._drawn)
        self.view.chosen.connect(self.placeChosen)
        self.buttons.addWidget(button(tr("Back to the landscape"), self.landscapeWanted.emit))
        self.buttons.addWidget(button(tr("Export picture…"), self.pictureWanted.emit))
        inside = column(row(self.view, margins=(28, 24, 28, 24)), None)
        self.body.addWidget(scrolled(inside, "panel"), 1)

    def show_overview(self, found: Overview) -> None:
        """Keep showing the same party after something changed."""
        self._found = found
        self.show_party(self.party)

    def show_party(self, party: ElementKey) -> None:
        """Show one party."""
        self.party = party
        self.title.setText(party.element)
        self.setAccessibleName(party.element or tr("Party"))
        self.view.setAccessibleName(party.element or tr("Party"))
        self.sentence.setText(self._sentence())
        self.view.redraw()

    def _sentence(self) -> str:
        journeys = [journey for journey in self._found.journeys if journey.customer == self.party]
        if journeys:
            silent = sum(len(journey.silent) for journey in journeys)
            return tr("{count} chains, {silent} ends in silence", count=len(journeys), silent=silent)
        supply = next((one for one in self._found.supplies if one.key == self.party), None)
        if supply is None:
            return tr("No chain begins or ends here.")
        count = len(supply.dependences)
        if count == 1:
            return tr("1 process depends on them")
        return tr("{count} processes depend on them", count=count)

    def _drawn(self, width: float) -> Picture:
        voice = Voice(tr_message, time)
        journeys = [journey for journey in self._found.journeys if journey.customer == self.party]
        if journeys:
            return customer_sheet(self.party.element, journeys, voice, width)
        supply = next((one for one in self._found.supplies if one.key == self.party), None)
        if supply is not None:
            return supply_sheet(supply, voice)
        return Picture((), (), Bounds(0, 0, 1, 1), self.party.element)

    def set_theme(self) -> None:
        """Paint in the colours shown now."""
        self.view.set_theme()
