"""The page of one process: purpose, owner, its way, SIPOC, turtle, key figures and evidence."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.numbers import percent, time
from app.panels.handbook.evidence_list import EvidenceList
from app.panels.handbook.tables import name_box
from app.panels.picture_view import PictureView
from app.translate import tr, tr_message
from app.widgets import button, card, column, empty, label, line, row, scrolled
from bpmn.base.message import Message
from bpmn.report.evidence import NO_AUDIT
from bpmn.report.handbook import Handbook
from bpmn.report.handbook_html import kpi_text
from bpmn.report.sheet import Entry, Sheet
from bpmn.report.sheet_pictures import Picture, sipoc, turtle, way

WIDEST = 1060


class ProcessPage(QWidget):
    """Shows the page of a process; owner and purpose are written here too."""

    ownerWanted = Signal(object, str)
    objectiveWanted = Signal(object, str)
    placeChosen = Signal(object)
    findingChosen = Signal(object)
    kpiWanted = Signal(object)
    kpiChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(32, 20, 32, 24)
        self._content.setSpacing(6)
        self.pictures: dict[str, PictureView] = {}
        self.owner: QComboBox = name_box(())
        self.objective = QPlainTextEdit()
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside, is_page=True))

    def show_sheet(self, book: Handbook, sheet: Sheet, people: list[str]) -> None:
        """Show a process."""
        empty(self._content)
        self.pictures = {}
        self._content.addWidget(label(sheet.name, "pageTitle", wraps=True))
        self._content.addWidget(self._fields(sheet, people))
        if sheet.ways:
            self._picture(tr("Its way"), lambda width: way(sheet.ways[0], sheet.key, width), is_titled=False)
        self._content.addWidget(self._figures(sheet))
        self._picture(tr("From – to"), lambda width: sipoc(sheet, width, spoken))
        measured = [Entry(kpi_text(kpi, spoken), kpi.start or kpi.element) for kpi in sheet.kpis]
        self._picture(tr("At a glance"), lambda width: turtle(sheet, width, spoken, measured))
        self._title(tr("Key figures"))
        self._content.addWidget(self._kpis(sheet))
        self._title(tr("Evidence for ISO 9001, 4.4.1"))
        evidence = EvidenceList(book.matrix(sheet.key))
        evidence.placeChosen.connect(self.placeChosen)
        evidence.findingChosen.connect(self.findingChosen)
        self._content.addWidget(evidence)
        self._content.addSpacing(8)
        self._content.addWidget(label(tr_message(NO_AUDIT), "small"))
        self._content.addStretch(1)

    def _title(self, text: str) -> None:
        self._content.addSpacing(14)
        self._content.addWidget(label(text, "section"))

    def _fields(self, sheet: Sheet, people: list[str]) -> QWidget:
        self.owner = name_box(people, sheet.owner)
        self.owner.setAccessibleName(tr("Owner"))
        self.owner.setMinimumWidth(220)
        edited = self.owner.lineEdit()
        if edited is not None:
            edited.setPlaceholderText(tr("Nobody yet"))
            edited.editingFinished.connect(lambda: self._say_owner(sheet))
        self.owner.activated.connect(lambda *_: self._say_owner(sheet))
        self.objective = Objective(sheet.objective)
        self.objective.left.connect(lambda text: self.objectiveWanted.emit([sheet.key], text))
        open_map = button(tr("Show in map"), lambda: self.placeChosen.emit(sheet.key))
        left = column(label(tr("What it is for"), "caption"), 3, self.objective, None)
        right = column(label(tr("Owner"), "caption"), 3, self.owner, 8, open_map, None)
        made = row(left, 16, right)
        made.layout().setStretch(0, 1)  # type: ignore[union-attr]
        return made

    def _say_owner(self, sheet: Sheet) -> None:
        text = self.owner.currentText().strip()
        if text != sheet.owner:
            self.ownerWanted.emit([sheet.key], text)

    def _picture(self, name: str, draw: Callable[[float], Picture], *, is_titled: bool = True) -> None:
        if is_titled:
            self._title(name)
        else:
            self._content.addSpacing(12)
        view = PictureView(name, draw)
        view.chosen.connect(self.placeChosen)
        self.pictures[name] = view
        self._content.addWidget(view)

    def _figures(self, sheet: Sheet) -> QWidget:
        """What is known in numbers: time, load, work."""
        loads = [team.load for team in sheet.teams if team.load is not None]
        known: list[tuple[str, str]] = []
        if sheet.lead_time is not None:
            known.append((time(sheet.lead_time, sheet.time_unit), tr("from start to end")))
        if sheet.work is not None and sheet.lead_time:
            known.append((time(sheet.work, sheet.time_unit), tr("of it is work")))
        if loads:
            known.append((percent(max(loads)), tr("highest load of a team")))
        known.append((str(sheet.step_count), tr("steps")))
        parts: list[QWidget | int | None] = []
        for value, what in known:
            parts += [column(label(value, "title"), label(what, "small"), margins=(0, 8, 28, 8))]
        return column(line(), row(*parts, None), line())

    def _kpis(self, sheet: Sheet) -> QWidget:
        parts: list[QWidget | int | None] = []
        for kpi in sheet.kpis:
            link = button(kpi_text(kpi, spoken), partial(self.kpiChosen.emit, kpi.id), "link")
            parts.append(row(link, 8, label(kpi.owner, "muted"), None))
        if not sheet.kpis:
            parts.append(label(tr("Nothing measures this process yet."), "muted"))
        add = button(tr("Add key figure"), lambda: self.kpiWanted.emit(sheet.key))
        return card(*parts, 6, row(add, None))

    def set_theme(self) -> None:
        """Draw everything in the colours shown now."""
        for view in self.pictures.values():
            view.set_theme()


class Objective(QPlainTextEdit):
    """A text that is handed over when it is left."""

    left = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._old = text
        self.setAccessibleName(tr("What it is for"))
        self.setPlaceholderText(tr("One sentence: what for, from where to where"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(58)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        text = self.toPlainText().strip()
        if text != self._old:
            self._old = text
            self.left.emit(text)


def spoken(text: Message) -> str:
    """A sentence in the user's language."""
    return tr_message(text)
