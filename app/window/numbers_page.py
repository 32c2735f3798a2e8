"""The numbers of the system by queueing: time, load, and where people wait."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.numbers import number, percent, time, unit_name
from app.panels.load_bar import HIGH, LoadBar
from app.panels.number_tables import NumberTables
from app.translate import tr, tr_message
from app.widgets import card, column, empty, label, row, scrolled
from app.window.flow_cards import limits_card, parts_card, stream_card
from app.window.page import Page
from app.window.simulation_panel import SimulationPanel
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.queueing.results import Analysis, ProcessNumbers, ResourceNumbers
from bpmn.report.overview import Overview
from bpmn.system.facts import Metric

KEY = int(Qt.ItemDataRole.UserRole)
WIDEST = 1320
HEADS = (
    message("Process"),
    message("Time in all"),
    message("Working"),
    message("Waiting"),
    message("Per case"),
)
METRICS: tuple[tuple[Metric, Message], ...] = (
    (Metric.LEAD_TIME, message("Lead time")),
    (Metric.ON_TIME, message("On time")),
    (Metric.THROUGHPUT, message("Good cases")),
    (Metric.COST, message("Cost of a good case")),
    (Metric.DEFECTS, message("Defects")),
    (Metric.WORK_IN_PROGRESS, message("In progress")),
)
SHARES = (Metric.ON_TIME, Metric.DEFECTS)


class NumbersPage(Page):
    """One sentence, key figures, the load of each team, a table of processes."""

    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Numbers"), parent)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(20, 16, 20, 20)
        self._content.setSpacing(16)
        self.simulation = SimulationPanel()
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(self._content)
        self.tabs = QTabBar()
        self.tabs.setObjectName("under")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for name in (tr("Results"), tr("Entered numbers"), tr("Simulation")):
            self.tabs.addTab(name)
        self.tables = NumberTables()
        self.tables.placeChosen.connect(self.placeChosen)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(inside, is_page=True))
        self._stack.addWidget(self.tables)
        self._stack.addWidget(scrolled(self.simulation, is_page=True))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.body.addWidget(column(self.tabs, margins=(20, 8, 20, 0)))
        self.body.addWidget(self._stack, 1)
        self.table: QTableWidget | None = None
        self.show_overview(Overview(), ())

    def show_overview(self, found: Overview, unsaved: Sequence[str]) -> None:
        """Show the numbers of a system and which maps they rest on were not saved."""
        empty(self._content)
        self.tables.show_entered(found.entered)
        self.table = None
        analysis = found.analysis
        if analysis is None or (analysis.metric(Metric.LEAD_TIME) is None and not analysis.resources):
            self._nothing(found)
            return
        self.sentence.setText(rests_on(analysis.scenario, unsaved))
        self._content.addWidget(_answer(analysis))
        self._content.addWidget(_figures(analysis))
        if analysis.resources:
            self._content.addWidget(_loads(analysis))
        for more in (limits_card(analysis), parts_card(analysis), stream_card(analysis)):
            if more is not None:
                self._content.addWidget(more)
        self.table = self._processes(analysis)
        self._content.addWidget(card(label(tr("Process by process"), "section"), 8, self.table))
        for warning in analysis.warnings:
            self._content.addWidget(label(tr_message(warning), "small", wraps=True))
        self._content.addStretch(1)

    def _nothing(self, found: Overview) -> None:
        self.sentence.setText("")
        text = tr(
            "No numbers yet. Say in the properties how long steps take, how often cases come and how many "
            "people there are."
        )
        self._content.addWidget(card(label(text, "", wraps=True)))
        for problem in found.problems:
            self._content.addWidget(label(tr_message(problem), "warningText", wraps=True))
        self._content.addStretch(1)

    def _processes(self, analysis: Analysis) -> QTableWidget:
        table = QTableWidget(len(analysis.processes), len(HEADS))
        table.setHorizontalHeaderLabels([tr_message(head) for head in HEADS])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setAccessibleName(tr("Process by process"))
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        for at, process in enumerate(analysis.processes):
            for place, text in enumerate(_cells(process, str(analysis.time_unit))):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setData(KEY, process.key)
                table.setItem(at, place, item)
        first = table.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.cellActivated.connect(lambda at, _: self._chosen(table, at))
        table.cellDoubleClicked.connect(lambda at, _: self._chosen(table, at))
        table.setFixedHeight(34 + 31 * len(analysis.processes))
        return table

    def _chosen(self, table: QTableWidget, at: int) -> None:
        item = table.item(at, 0)
        key = item.data(KEY) if item is not None else None
        if key is not None:
            self.placeChosen.emit(ElementKey(*key))


def rests_on(scenario: str, unsaved: Sequence[str]) -> str:
    """Which scenario the numbers are of, and which maps in them are not saved."""
    base = (
        tr("Scenario {name}, estimated by queueing", name=scenario)
        if scenario
        else tr("Estimated by queueing")
    )
    if not unsaved:
        return base
    return tr("{base} · with unsaved changes in {maps}", base=base, maps=", ".join(unsaved))


def _answer(analysis: Analysis) -> QWidget:
    lead = analysis.metric(Metric.LEAD_TIME)
    if not analysis.stable:
        growing = [r for r in analysis.resources if r.growth > 0]
        names = ", ".join(r.name for r in growing) or tr("A team")
        return card(
            label(
                tr("{team} cannot keep up: the backlog grows without end.", team=names),
                "pageTitle",
                wraps=True,
            )
        )
    text = tr("A customer waits {time} on average.", time=time(lead, str(analysis.time_unit)))
    if analysis.bottleneck is not None:
        text += " " + tr("The narrowest point: {team}.", team=analysis.bottleneck.resource)
    return card(label(text, "pageTitle", wraps=True))


def _figures(analysis: Analysis) -> QWidget:
    frame = QWidget()
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(16)
    for metric, name in METRICS:
        value = analysis.metric(metric)
        if value is not None:
            layout.addWidget(
                card(
                    label(tr_message(name), "caption"),
                    4,
                    label(metric_text(metric, value, analysis), "pageTitle"),
                )
            )
    return frame


def metric_text(metric: str, value: float | None, analysis: Analysis) -> str:
    """A number of the whole with its unit."""
    if value is None:
        return "–"
    if metric == Metric.LEAD_TIME:
        return time(value, str(analysis.time_unit))
    if metric in SHARES:
        return percent(value)
    if metric == Metric.THROUGHPUT:
        return tr("{number} per {unit}", number=number(value), unit=unit_name(str(analysis.time_unit), 1))
    if metric == Metric.COST and analysis.currency:
        return tr("{number} {unit}", number=number(value), unit=analysis.currency)
    return number(value)


def _loads(analysis: Analysis) -> QWidget:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    ordered = sorted(analysis.resources, key=lambda r: -(r.utilisation or 0.0))
    for at, resource in enumerate(ordered):
        for place, widget in enumerate(_load_row(resource)):
            grid.addWidget(widget, at, place)
    grid.setColumnStretch(1, 1)
    title = row(label(tr("How busy the teams are"), "section"), 12, label(tr("mark at 85 %"), "small"), None)
    return card(title, 8, grid)


def _load_row(resource: ResourceNumbers) -> list[QWidget]:
    load = resource.utilisation or 0.0
    people = "" if resource.capacity is None else people_text(resource.capacity)
    text = percent(resource.utilisation) if load < 1 else tr("{load}, grows", load=percent(load))
    kind = "worse" if load > HIGH else ""
    return [column(label(resource.name), label(people, "caption")), LoadBar(load), label(text, kind)]


def people_text(count: float) -> str:
    """So many people."""
    return tr("1 person") if count == 1 else tr("{count} people", count=number(count))


def _cells(process: ProcessNumbers, unit: str) -> list[str]:
    return [
        process.name,
        time(process.lead_time, unit),
        time(process.work, unit),
        time(process.wait, unit),
        number(process.visits),
    ]
