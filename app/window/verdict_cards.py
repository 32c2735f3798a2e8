"""The cards of a verdict: the sentence, the owner against the whole, where the time moved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.numbers import number, percent, signed, time_pair
from app.panels.verdicts import JUDGEMENTS, SUB_LABELS, VerdictBanner
from app.panels.waterfall import Part, Waterfall, largest
from app.translate import tr, tr_message
from app.widgets import button, card, label, row
from app.window.numbers_page import METRICS, SHARES, metric_text
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.effects import Effect, InitiativeEffect, Moved
from bpmn.improvement.improve import Improvement
from bpmn.queueing.results import Analysis
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import Measure, Metric

Go = Callable[[ElementKey], object]
OWNER_WIDTH = 250
CAUSES: dict[str, Message] = {
    "wait": message("waiting"),
    "work": message("work"),
    "lag": message("time without work"),
}
TIMES = (Measure.LEAD_TIME, Measure.WAIT, Measure.WORK)
WORTH_SHOWING = 0.002
"""Share of the lead time below which a shift is put to the others."""


def verdict_cards(effect: InitiativeEffect, all_of_them: Improvement, go: Go) -> list[QWidget]:
    """What is said about one initiative, the answer first."""
    cards: list[QWidget] = [VerdictBanner(effect.verdict, tr_message(effect.explanation))]
    both = QWidget()
    grid = QGridLayout(both)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.addWidget(_owner(effect, all_of_them.base), 0, 0)
    grid.addWidget(_whole(effect, all_of_them), 0, 1)
    grid.setColumnStretch(1, 1)
    cards.append(both)
    moved = _moved(effect, all_of_them.base, go)
    if moved is not None:
        cards.append(moved)
    if effect.break_even:
        cards.append(_break_even(effect))
    together = _together(all_of_them)
    if together is not None:
        cards.append(together)
    return cards


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


def _whole(effect: InitiativeEffect, all_of_them: Improvement) -> QWidget:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(0)
    for place, head in enumerate(("", tr("Before"), tr("After"), tr("Change"), "")):
        grid.addWidget(_cell(head, "caption", is_number=place > 0), 0, place)
    at = 1
    for metric, name in METRICS:
        one = effect.overall.get(metric)
        if one is None or one.before is None:
            continue
        judged = metric in all_of_them.judged_on
        texts = (
            metric_text(metric, one.before, all_of_them.base),
            metric_text(metric, one.after, all_of_them.base),
            _change(metric, one),
        )
        grid.addWidget(_cell(tr_message(name), "strong" if judged else "", is_number=False), at, 0)
        for place, text in enumerate(texts, 1):
            grid.addWidget(
                _cell(text, "strong" if judged and text is texts[1] else "", is_number=True), at, place
            )
        token, arrow, word = JUDGEMENTS[one.judgement]
        grid.addWidget(
            _cell(f"{arrow} {tr_message(word)}", token if judged else "muted", is_number=False), at, 4
        )
        at += 1
    grid.setColumnStretch(0, 1)
    note = tr("In bold: what the verdict rests on.")
    return card(
        label(tr("FOR THE WHOLE · CUSTOMER TO CUSTOMER"), "overline"),
        4,
        grid,
        6,
        label(note, "caption"),
        None,
    )


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
    before, after = base.metric(Metric.LEAD_TIME), effect.after.metric(Metric.LEAD_TIME)
    shifts = [m for m in effect.moved if m.delta is not None]
    if before is None or after is None:
        return None
    unit, scale = _unit(max(before, after), base.time_unit)
    parts, keys = _parts(shifts, base, before * WORTH_SHOWING, scale)
    rest = (after - before) * scale - sum(p.delta for p in parts)
    if abs(rest) > abs(before) * scale * WORTH_SHOWING:
        parts.append(Part(tr("others"), tr("waiting elsewhere"), rest))
    parts = largest(parts, tr("others"))
    chart = Waterfall(before * scale, after * scale, parts, (tr("Before"), tr("After")), unit)
    chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    title = row(
        label(tr("Where the time moved"), "section"),
        12,
        label(tr("per case in {unit}; the parts add up", unit=unit), "small"),
        None,
    )
    links: list[QWidget | int | None] = [label(tr("Show:"), "small"), 4]
    for key, name in keys:
        links += [button(name, partial(go, key), "link"), 4]
    return card(title, 4, chart, *((2, row(*links, None)) if keys else ()))


def _unit(largest_time: float, unit: TimeUnit) -> tuple[str, float]:
    """The unit to show times in, and how many of it one unit of the analysis is."""
    seconds = largest_time * unit.seconds
    for name, size in ((tr("days"), 86400.0), (tr("h"), 3600.0), (tr("min"), 60.0)):
        if seconds >= 2 * size:
            return name, unit.seconds / size
    return tr("s"), unit.seconds


def _parts(
    shifts: list[Moved], base: Analysis, least: float, scale: float
) -> tuple[list[Part], list[tuple[ElementKey, str]]]:
    """The shifts by element in the order of the analysis, small ones together."""
    found: dict[ElementKey, list[Moved]] = {}
    for shift in shifts:
        found.setdefault(shift.key, []).append(shift)
    order = {activity.key: at for at, activity in enumerate(base.activities)}
    parts, keys = [], []
    for key, group in sorted(found.items(), key=lambda pair: order.get(pair[0], 0)):
        delta = sum(m.delta or 0.0 for m in group)
        if abs(delta) <= least:
            continue
        cause = max(group, key=lambda m: abs(m.delta or 0.0)).cause
        name = group[0].name or key.element
        parts.append(Part(name, tr_message(CAUSES.get(cause, message("time"))), delta * scale))
        keys.append((key, name))
    return parts, keys[:4]


# -- when it pays, and together ---------------------------------------------------------------------


def _break_even(effect: InitiativeEffect) -> QWidget:
    parts: list[QWidget | int | None] = [label(tr("When would it pay?"), "section"), 4]
    for point in effect.break_even:
        value = (
            percent(point.value)
            if not point.unit and 0 <= point.value <= 1
            else f"{number(point.value)} {point.unit}"
        )
        text = tr(
            "The customer notices nothing where {parameter} is {value}.",
            parameter=tr_message(point.parameter),
            value=value,
        )
        parts.append(label(text, "", wraps=True))
    return card(*parts)


def _together(all_of_them: Improvement) -> QWidget | None:
    portfolio = all_of_them.portfolio
    if len(portfolio.names) <= 1:
        return None
    best = ", ".join(portfolio.best) or tr("none of them")
    parts: list[QWidget | int | None] = [
        label(tr("All together"), "section"),
        4,
        label(tr("Best for the whole: {names}.", names=best), "strong", wraps=True),
    ]
    for bad in portfolio.bad_coalitions:
        text = tr("{names} spoil each other.", names=", ".join(bad))
        parts += [4, label(text, "warningText", wraps=True)]
    return card(*parts)
