"""The numbers by simulation: how sure they are, how long cases take, where their time goes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from app.numbers import number, percent, time
from app.panels.chart_view import WORDS, ChartView
from app.translate import tr, tr_message
from app.widgets import button, card, empty, label, row
from bpmn.base.message import Message, message
from bpmn.queueing.results import Analysis
from bpmn.report.charts.levels import Levels, level_chart
from bpmn.report.charts.loads import Load, utilisation_bars
from bpmn.report.charts.week import week_map
from bpmn.report.verdict_charts import reading_unit
from bpmn.simulation import Estimate, Simulation
from bpmn.system.facts import Metric

SHARES = (Metric.ON_TIME, Metric.DEFECTS)
NAMES: tuple[tuple[Metric, Message], ...] = (
    (Metric.LEAD_TIME, message("Lead time")),
    (Metric.ON_TIME, message("On time")),
    (Metric.THROUGHPUT, message("Good cases")),
    (Metric.COST, message("Cost of a good case")),
    (Metric.DEFECTS, message("Defects")),
    (Metric.WORK_IN_PROGRESS, message("In progress")),
)
HALF, MOST = 50, 90
WIDEST = 1320
DAYS, HOURS = 7, 24


class SimulationPanel(QWidget):
    """A button that simulates, and below it what the last simulation found."""

    wanted = Signal()
    stopWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST)
        self.found: Simulation | None = None
        self.sentence = label("", "", wraps=True)
        self.start = button(tr("Simulate"), self.wanted.emit, "primary")
        self.stop = button(tr("Stop"), self.stopWanted.emit)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(3)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.setSpacing(16)
        head = row(label(tr("By simulation"), "section"), None, self.stop, 8, self.start)
        layout.addWidget(card(head, 4, self.sentence, 4, self._bar))
        layout.addLayout(self._cards)
        layout.addStretch(1)
        self.show_busy(is_busy=False)
        self.show_found(None, None)

    def show_busy(self, *, is_busy: bool) -> None:
        """Show that a simulation runs, with the way to stop it."""
        self._bar.setVisible(is_busy)
        self.stop.setVisible(is_busy)
        self.start.setVisible(not is_busy)

    def show_old(self) -> None:
        """Say that what is shown is about the system as it was before."""
        if self.found is not None:
            self.sentence.setText(tr("{text} The maps have changed since.", text=how(self.found)))

    def show_found(self, found: Simulation | None, analysis: Analysis | None) -> None:
        """Show a result beside the estimate by queueing."""
        self.found = found
        empty(self._cards)
        if found is None:
            told = tr("It plays thousands of cases, step by step, and says how sure every number is.")
            self.sentence.setText(told)
            return
        self.sentence.setText(how(found))
        for one in (_answer(found), _numbers(found, analysis), *_charts(found)):
            self._cards.addWidget(one)
        for warning in found.warnings:
            self._cards.addWidget(label(tr_message(warning), "small", wraps=True))


def how(found: Simulation) -> str:
    """How the numbers were made."""
    told = tr(
        "{runs} runs, {cases} cases, seed {seed}; of each run the first {time} do not count.",
        runs=found.replications, cases=f"{found.cases:,}".replace(",", " "), seed=found.seed,
        time=time(found.warm_up, str(found.time_unit)),
    )  # fmt: skip
    return tr("{text} It was cut short.", text=told) if found.partial else told


def _answer(found: Simulation) -> QWidget:
    unit = str(found.time_unit)
    if not found.stable:
        growing = ", ".join(
            tr("{team} by {count} a day", team=g.resource, count=number(g.backlog_per_day, 2))
            for g in found.unstable
        )
        told = tr("Work comes faster than it is done. The backlog grows: {teams}.", teams=growing or "–")
        return card(label(told, "pageTitle", wraps=True))
    mean = found.lead_time.mean
    if mean is None:
        return card(label(tr("No case of a customer came to an end."), "pageTitle", wraps=True))
    quantiles = found.lead_time.quantiles
    text = tr("A customer waits {time} on average", time=time(mean.mean, unit))
    if HALF in quantiles and MOST in quantiles:
        half, most = (time(quantiles[p].mean, unit) for p in (HALF, MOST))
        text = tr(
            "{text}: half of them less than {half}, 9 of 10 less than {most}", text=text, half=half, most=most
        )
    return card(label(f"{text}.", "pageTitle", wraps=True))


def _numbers(found: Simulation, analysis: Analysis | None) -> QWidget:
    """Each number with its 95 % interval, beside the estimate."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    heads = ("", tr("Simulated"), tr("95 % sure between"), tr("Estimated by queueing"))
    for place, head in enumerate(heads):
        grid.addWidget(label(head, "caption"), 0, place)
    for metric, name in NAMES:
        value = found.end_to_end.get(metric)
        if value is None:
            continue
        estimate = analysis.metric(metric) if analysis is not None else None
        unit = str(found.time_unit)
        cells = (
            tr_message(name),
            said(metric, value.mean, unit),
            _range(metric, value, unit),
            said(metric, estimate, unit),
        )
        at = grid.rowCount()
        for place, text in enumerate(cells):
            grid.addWidget(label(text, "strong" if place == 1 else ""), at, place)
    grid.setColumnStretch(3, 1)
    return card(label(tr("How sure the numbers are"), "section"), 6, grid)


def said(metric: Metric, value: float | None, unit: str) -> str:
    """A number of the whole with its unit."""
    if metric is Metric.LEAD_TIME:
        return time(value, unit)
    return percent(value) if metric in SHARES else number(value)


def _range(metric: Metric, value: Estimate, unit: str) -> str:
    if value.low is None or value.high is None:
        return "–"
    return tr("{low} and {high}", low=said(metric, value.low, unit), high=said(metric, value.high, unit))


def _charts(found: Simulation) -> Sequence[QWidget]:
    cards: list[QWidget] = []
    loads = [Load(r.name, r.utilisation.mean) for r in found.resources if r.utilisation is not None]
    if loads:
        cards.append(
            _card(
                tr("How busy the teams are"),
                ChartView(tr("Loads"), lambda w: utilisation_bars(loads, w, WORDS)),
            )
        )
    busiest = max((r for r in found.resources if r.by_hour), key=lambda r: max(r.by_hour), default=None)
    if busiest is not None:
        hours = [[_open(v) for v in busiest.by_hour[day * HOURS : (day + 1) * HOURS]] for day in range(DAYS)]
        title = tr("When {team} are busy", team=busiest.name)
        cards.append(_card(title, ChartView(title, lambda w: week_map(hours, w - 8, title, WORDS))))
    if found.wip.levels:
        unit = reading_unit(found.duration, found.time_unit)
        levels = Levels(
            found.wip.levels, found.wip.span * unit.scale, tr_message(unit.name), found.warm_up * unit.scale
        )
        title = tr("Cases at work over time")
        cards.append(_card(title, ChartView(title, lambda w: level_chart(levels, w, words=WORDS))))
    return cards


def _open(load: float) -> float | None:
    return load if load > 0 else None


def _card(title: str, chart: ChartView) -> QWidget:
    return card(label(title, "section"), 6, chart)
