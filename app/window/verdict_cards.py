"""The cards of a verdict: the sentence, the owner against the whole, where the time moved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.numbers import number, signed, time_pair
from app.panels.chart_view import WORDS, ChartView
from app.panels.verdicts import JUDGEMENTS, SUB_LABELS, VerdictBanner
from app.translate import tr, tr_message
from app.widgets import button, card, label, row
from app.window.numbers_page import METRICS, SHARES, metric_text
from app.window.verdict_sides import (
    companion_card,
    details_card,
    firm_card,
    gates_row,
    interval_views,
    pays_card,
)
from bpmn.base.finding import ElementKey
from bpmn.improvement.effects import Effect, InitiativeEffect
from bpmn.improvement.figures import WANTED
from bpmn.improvement.improve import Improvement
from bpmn.queueing.results import Analysis
from bpmn.report.charts.quadrant import quadrant
from bpmn.report.charts.waterfall import waterfall
from bpmn.report.verdict_charts import fall, field, interval_of
from bpmn.system.facts import Direction, Measure, Metric

Go = Callable[[ElementKey], object]
OWNER_WIDTH = 212
TALLEST = 420.0
BAND = 0.02
"""A relative change that matters, where nobody says otherwise."""
TIMES = (Measure.LEAD_TIME, Measure.WAIT, Measure.WORK)


def verdict_cards(effect: InitiativeEffect, found: Improvement, go: Go) -> list[QWidget]:
    """What is said about one initiative, the answer first."""
    both = QWidget()
    grid = QGridLayout(both)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.addWidget(_owner(effect, found.base), 0, 0)
    grid.addWidget(_whole(effect, found), 0, 1)
    grid.setColumnStretch(1, 1)
    cards: list[QWidget] = [VerdictBanner(effect.verdict, tr_message(effect.explanation)), both]
    more = (gates_row(effect), _moved(effect, found.base, go), details_card(effect))
    return [*cards, *(one for one in more if one is not None)]


def side_cards(
    effect: InitiativeEffect, found: Improvement, choose: Callable[[str], object]
) -> list[QWidget]:
    """What stands beside the answer: the others, when it would pay, all together (chosen by no name)."""
    cards = (
        quadrant_card(found, effect.name, choose),
        pays_card(effect),
        firm_card(effect),
        companion_card(effect),
        together_card(found, choose),
    )
    return [one for one in cards if one is not None]


# -- for the owner ----------------------------------------------------------------------------------


def _owner(effect: InitiativeEffect, base: Analysis) -> QWidget:
    local, kpi = effect.local, effect.kpi
    token, arrow, word = JUDGEMENTS[local.judgement]
    is_time = kpi.measure in TIMES and not kpi.resource
    unit = str(base.time_unit) if is_time else ""
    before, after, unit = _both(local, unit)
    parts: list[QWidget | int | None] = [
        label(tr("FOR THE OWNER · {owner}", owner=effect.owner), "overline", wraps=True),
        6,
        label(kpi.name or kpi.measure, "section", wraps=True),
        8,
        row(
            label(before, "number"),
            8,
            label("›", "number"),
            8,
            label(after, "numberNow"),
            6,
            label(unit, "muted"),
            None,
        ),
        8,
        label(f"{arrow} {tr_message(word)}{_by(local)}", token),
    ]
    if effect.transfer_ratio is not None and effect.transfer_ratio > 0:
        back = number(effect.transfer_ratio, 2)
        text = tr("For every hour that the owner saves, {hours} come back elsewhere.", hours=back)
        parts += [10, label(text, "", wraps=True)]
    for sub in effect.sub_labels:
        parts += [6, label(tr_message(SUB_LABELS[sub]), "small", wraps=True)]
    found = card(*parts, None)
    found.setFixedWidth(OWNER_WIDTH)
    return found


def _both(effect: Effect, unit: str) -> tuple[str, str, str]:
    if unit:
        return time_pair(effect.before, effect.after, unit)
    return number(effect.before), number(effect.after), ""


def _by(effect: Effect) -> str:
    if effect.change is None:
        return ""
    if effect.is_absolute:
        return f", {signed(effect.change)}"
    return f", {signed(effect.change * 100, 2)} %"


# -- for the whole ----------------------------------------------------------------------------------


def _whole(effect: InitiativeEffect, found: Improvement) -> QWidget:
    shown = [
        (m, name, one) for m, name in METRICS if (one := effect.overall.get(m)) and one.before is not None
    ]
    gains = [
        interval_of(one, less_is_better=WANTED[metric] is Direction.LESS, band=BAND)
        for metric, _, one in shown
    ]
    plots = interval_views(gains)
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(0)
    heads = ["", tr("Before"), tr("After"), tr("Change"), ""]
    if any(plots):
        heads.insert(4, tr("← worse · better →"))
    for place, head in enumerate(heads):
        grid.addWidget(_cell(head, "caption", is_number=place > 0), 0, place)
    for at, ((metric, name, one), plot) in enumerate(zip(shown, plots, strict=True), 1):
        judged = metric in found.judged_on
        before, after = (metric_text(metric, value, found.base) for value in (one.before, one.after))
        grid.addWidget(_cell(tr_message(name), "strong" if judged else "", is_number=False), at, 0)
        for place, text in enumerate((before, after, _change(metric, one)), 1):
            kind = "strong" if judged and place == 2 else ""  # noqa: PLR2004 - what it is after
            grid.addWidget(_cell(text, kind, is_number=True), at, place)
        if plot is not None:
            grid.addWidget(plot, at, 4, Qt.AlignmentFlag.AlignVCenter)
        token, arrow, word = JUDGEMENTS[one.judgement]
        said = _cell(f"{arrow} {tr_message(word)}", token if judged else "muted", is_number=False)
        grid.addWidget(said, at, len(heads) - 1)
    grid.setColumnStretch(0, 1)
    note = tr("In bold: what the verdict rests on. Grey: too small to matter.")
    title = label(tr("FOR THE WHOLE · CUSTOMER TO CUSTOMER"), "overline")
    return card(title, 4, grid, 6, label(note, "caption"), None)


def _cell(text: str, kind: str, *, is_number: bool) -> QLabel:
    cell = label(text, kind)
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    cell.setMinimumHeight(26)
    return cell


def _change(metric: Metric, effect: Effect) -> str:
    if effect.before is None or effect.after is None:
        return "–"
    if metric in SHARES:
        return tr("{points} pt", points=signed((effect.after - effect.before) * 100, 2))
    if effect.change is None or effect.is_absolute:
        return signed(effect.after - effect.before)
    return f"{signed(effect.change * 100, 2)} %"


# -- where the time moved ---------------------------------------------------------------------------


def _moved(effect: InitiativeEffect, base: Analysis, go: Go) -> QWidget | None:
    found = fall(effect, base, WORDS)
    if found is None:
        return None
    chart = ChartView(tr("Where the wait moved"), lambda width: waterfall(found, width, WORDS))
    chart.chosen.connect(go)
    title = row(
        label(tr("Where the wait moved"), "section"),
        12,
        label(tr("Lead time in {unit}, per place and cause. The parts add up.", unit=found.unit), "small"),
        None,
    )
    return card(title, 4, chart)


def quadrant_card(found: Improvement, chosen: str, choose: Callable[[str], object]) -> QWidget | None:
    """All initiatives at once, where there are several; a mark leads to its initiative."""
    shown = field(found, chosen, WORDS)
    if len(shown.dots) <= 1:
        return None
    chart = ChartView(tr("All initiatives"), lambda width: quadrant(shown, width, min(width, TALLEST), WORDS))
    chart.chosen.connect(choose)
    return card(label(tr("All {count} initiatives", count=len(found.initiatives)), "section"), 6, chart)


def together_card(found: Improvement, choose: Callable[[str], object]) -> QWidget | None:
    """The answer for all of them in a sentence, and the way to its page."""
    portfolio = found.portfolio
    if len(portfolio.names) <= 1:
        return None
    best = ", ".join(portfolio.best) or tr("none of them")
    parts: list[QWidget | int | None] = [
        label(tr("All together"), "section"),
        4,
        label(tr("Best for the whole: {names}.", names=best), "", wraps=True),
    ]
    for bad in portfolio.bad_coalitions:
        text = tr("{names} spoil each other.", names=", ".join(bad))
        parts += [4, label(text, "warningText", wraps=True)]
    return card(*parts, 6, row(button(tr("Show all together"), partial(choose, ""), "link"), None))
