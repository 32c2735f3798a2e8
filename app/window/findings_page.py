"""All findings of the system: the list at the left, one of them in full at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QSplitter, QWidget

from app.panels.finding_detail import FindingDetail
from app.panels.finding_list import FindingList
from app.panels.finding_rows import Row, accepted_rows, counted, finding_rows
from app.panels.links import LinksPanel
from app.translate import tr, tr_message
from app.widgets import Segment, scrolled
from app.window.page import Page
from bpmn.analysis.profile import NAMES, Profile, profile_named
from bpmn.analysis.system_rules import RULES
from bpmn.base.finding import ElementKey, Finding
from bpmn.report.overview import Overview
from bpmn.system.facts import Facts

LIST = 400
WIDEST = 960
BY_FIX, RANKED = range(2)
Name = Callable[[ElementKey], str]


class FindingsPage(Page):
    """Master and detail; a click on an element goes to its place in the map."""

    placeChosen = Signal(object)
    rowActed = Signal(object, str)
    profileChosen = Signal(str)
    counted = Signal()
    """Another number of findings is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Findings"), parent)
        self.list = FindingList(is_tall=True)
        self.list.rowChosen.connect(self.show_row)
        self.list.rowActed.connect(self.rowActed)
        self.questions = LinksPanel()
        self.questions.hide()
        self.questions.placeChosen.connect(self.placeChosen)
        self.detail = FindingDetail(self.questions)
        self.detail.setMaximumWidth(WIDEST)
        self.detail.placeChosen.connect(self.placeChosen)
        self.detail.rowActed.connect(self.rowActed)
        self.profile = QComboBox()
        self._found, self._facts = Overview(), Facts()
        self.shown = 0
        self._order = QButtonGroup(self)
        self._head_parts()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(scrolled(self.detail, is_page=True))
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST, 2000])
        self.body.addWidget(splitter, 1)
        self.show_row(None)

    def _head_parts(self) -> None:
        """The order of the list, and how much of it is shown."""
        for number, text in ((BY_FIX, tr("By fix")), (RANKED, tr("Customer first"))):
            segment = Segment(text)
            self._order.addButton(segment, number)
            self.buttons.addWidget(segment)
        self._order.button(BY_FIX).setChecked(True)
        self._order.idClicked.connect(lambda *_: self._show())
        for profile, name in NAMES.items():
            self.profile.addItem(tr_message(name), str(profile))
        self.profile.setAccessibleName(tr("How much is shown"))
        self.profile.activated.connect(lambda *_: self.profileChosen.emit(str(self.profile.currentData())))
        self.buttons.addWidget(self.profile)

    def show_overview(self, found: Overview, facts: Facts, sentence: str) -> None:
        """Show what was found, as much as people want to see; the chosen row stays chosen."""
        self._found, self._facts = found, facts
        self.detail.name = lambda key: found.names.get(key) or key.element
        chosen = profile_named(facts.check_profile, Profile.FIRST_LOOK)
        self.profile.setCurrentIndex(self.profile.findData(str(chosen)))
        self.sentence.setText(" ".join([sentence, *map(tr_message, found.notes)]))
        self._show()

    def _show(self) -> None:
        self._fill(profile_named(self._facts.check_profile, Profile.FIRST_LOOK))
        self.show_row(self.list.chosen_row())

    def _fill(self, profile: Profile) -> None:
        """List what a profile shows, and say how much of all that is."""
        found = self._found
        seen = finding_rows(found, profile, by_fix=self._order.checkedId() == BY_FIX)
        everything = counted(finding_rows(found))
        self.shown = counted(seen)
        self.title.setText(
            tr("Findings {count}", count=self.shown)
            if self.shown == everything
            else tr("Findings {count} of {all}", count=self.shown, all=everything)
        )
        self.list.show_rows([*seen, *accepted_rows(found, self._facts)])
        self.counted.emit()

    def show_row(self, chosen: Row | None) -> None:
        """Show one finding in full."""
        if chosen is not None:
            self.detail.show_row(chosen)
        elif counted(self.list.findings.rows):
            self.detail.show_nothing(tr("Choose a finding to see why it matters and what to do."))
        elif self._found.files:
            text = tr(
                "No findings. {maps} maps checked, {rules} checks.",
                maps=len(self._found.files),
                rules=len(RULES),
            )
            self.detail.show_nothing(text)
        else:
            self.detail.show_nothing(
                tr("What breaks between your maps will stand here. Open a folder of maps.")
            )

    def choose_finding(self, finding: Finding) -> None:
        """Choose a finding; where the profile leaves it out, all are listed until the next look."""
        self.choose(lambda row: row.data == finding)
        chosen = self.list.chosen_row()
        if chosen is None or chosen.data != finding:
            self.profile.setCurrentIndex(self.profile.findData(str(Profile.ALL)))
            self._fill(Profile.ALL)
            self.choose(lambda row: row.data == finding)

    def choose(self, wanted: Callable[[Row], bool]) -> None:
        """Choose the first row of which this is true, and show it."""
        rows: Sequence[Row] = self.list.findings.rows
        number = next((n for n, row in enumerate(rows) if not row.is_head and wanted(row)), None)
        if number is not None:
            self.list.setCurrentIndex(self.list.findings.index(number))
            self.list.scrollTo(self.list.findings.index(number))
            self.show_row(rows[number])
