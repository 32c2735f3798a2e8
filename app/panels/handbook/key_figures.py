"""All key figures in a table, one of them in full beside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTableWidgetItem, QVBoxLayout, QWidget

from app.panels.handbook.kpi_form import Choices, KpiForm
from app.panels.handbook.tables import cell, chosen_data, fill, table
from app.translate import tr
from app.widgets import button, column, row, scrolled
from bpmn.base.finding import ElementKey
from bpmn.report.handbook_html import target_text
from bpmn.system.facts import Facts, KpiFact

FORM = 430


class KeyFigures(QWidget):
    """Add, change and remove key figures."""

    addWanted = Signal()
    putWanted = Signal(object)
    removeWanted = Signal(object)
    pickWanted = Signal(object, str)
    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts, self._choices = Facts(), Choices()
        self._wanted = ""
        heads = (tr("Key figure"), tr("Of what"), tr("Target"))
        self.table = table(tr("Key figures"), heads, (0, 170, 100))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.form = KpiForm()
        self.add = button(tr("Add key figure"), self.addWanted.emit, "primary")
        self.remove = button(tr("Remove key figure"), self._remove)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(scrolled(column(self.form, margins=(12, 0, 0, 0))))
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([2000, FORM])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(row(self.add, 8, self.remove, None))
        layout.addWidget(splitter, 1)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.form.changed.connect(self.putWanted)
        self.form.pickWanted.connect(self.pickWanted)
        self.form.placeChosen.connect(self.placeChosen)

    def show_facts(self, facts: Facts, choices: Choices, name: Callable[[ElementKey], str]) -> None:
        """Show all figures; the chosen one stays chosen."""
        chosen = [kpi.id for kpi in chosen_data(self.table, KpiFact)]
        wanted = self._wanted or (chosen[0] if chosen else "")
        self._facts, self._choices = facts, choices
        places = (place for kpi in facts.kpis for place in kpi.places)
        self.form.show_names({place: name(place) for place in places})
        fill(self.table, [self._cells(kpi, name) for kpi in facts.kpis])
        numbers = [at for at, kpi in enumerate(facts.kpis) if kpi.id == wanted]
        if numbers or facts.kpis:
            self.table.selectRow(numbers[0] if numbers else 0)
        is_new, self._wanted = bool(self._wanted), ""
        self._show_chosen()
        if is_new and numbers:
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.name.selectAll()

    def choose(self, identifier: str) -> None:
        """Show this figure, now or as soon as it is there, with the cursor in its name."""
        self._wanted = identifier
        for at, kpi in enumerate(self._facts.kpis):
            if kpi.id == identifier:
                self.table.selectRow(at)

    def _cells(self, kpi: KpiFact, name: Callable[[ElementKey], str]) -> list[QTableWidgetItem]:
        about = kpi.resource or (name(kpi.element) if kpi.element is not None else "")
        if not about and kpi.start is not None and kpi.end is not None:
            about = tr("{start} to {end}", start=name(kpi.start), end=name(kpi.end))
        texts = (
            kpi.name or kpi.id,
            about or tr("From customer to customer"),
            target_text(kpi),
        )
        return [cell(text, kpi) for text in texts]

    def _show_chosen(self) -> None:
        found = chosen_data(self.table, KpiFact)
        kpi = found[0] if found else None
        self.remove.setEnabled(kpi is not None)
        self.form.show_kpi(kpi, self._facts, self._choices)

    def _remove(self) -> None:
        found = chosen_data(self.table, KpiFact)
        if found:
            self.removeWanted.emit(found[0])
