"""All initiatives together: which to do, which spoil each other, and what each is worth."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.icons import mark
from app.panels.chart_view import WORDS, ChartView
from app.translate import tr, tr_message
from app.widgets import card, column, label, row
from bpmn.base.message import Message, message
from bpmn.improvement.improve import Improvement
from bpmn.report.charts.interaction import interaction_map
from bpmn.report.charts.waterfall import waterfall
from bpmn.report.verdict_charts import TOKENS, Worth, pairs, steps_up, worth

KEY = int(Qt.ItemDataRole.UserRole)
ROW = 31
HEADS: tuple[Message, ...] = (
    message("Initiative"),
    message("Owner"),
    message("Alone"),
    message("As the last"),
    message("Fair share"),
    message("Advice"),
)
Choose = Callable[[str], object]


def together_cards(found: Improvement, choose: Choose) -> tuple[list[QWidget], list[QWidget]]:
    """The answer, the table and the map of who helps whom; beside them what spoils, and the order."""
    unit = worth(found.portfolio, found.base)
    main: list[QWidget] = [answer_card(found, unit), _one_by_one(found, choose, unit)]
    if len(found.portfolio.names) > 1:
        main.append(_pairs(found, choose, unit))
    side = [_spoils(found, members, unit) for members in found.portfolio.bad_coalitions]
    order = _order(found, unit)
    side += [order] if order is not None else []
    return main, side


def said(value: float | None, unit: Worth) -> str:
    """A value with its sign; a state whose queues never settle has none."""
    return tr("never settles") if value is None else WORDS.signed(value * unit.scale)


def answer_card(found: Improvement, unit: Worth) -> QWidget:
    """Which of them to do, and what doing all would bring."""
    portfolio = found.portfolio
    best = frozenset(portfolio.best)
    value = portfolio.values.get(best)
    everything = portfolio.values.get(frozenset(portfolio.names))
    name = tr_message(unit.unit)
    if not best:
        text = tr("None of them helps the whole.")
    else:
        text = tr(
            "Do {count} of {all}: together they bring {value} {unit}.",
            count=len(best), all=len(portfolio.names), value=said(value, unit), unit=name,
        )  # fmt: skip
    parts: list[QWidget | int | None] = [
        label(tr("THE ANSWER"), "overline"),
        4,
        label(text, "pageTitle", wraps=True),
    ]
    if best:
        parts += [4, label(", ".join(portfolio.best), "", wraps=True)]
    if best != frozenset(portfolio.names) and frozenset(portfolio.names) in portfolio.values:
        more = tr("Doing all of them: {value} {unit}.", value=said(everything, unit), unit=name)
        parts += [4, label(more, "section", wraps=True)]
    return card(*parts)


def _pairs(found: Improvement, choose: Choose, unit: Worth) -> QWidget:
    shown = pairs(found, WORDS)
    chart = ChartView(tr("Who helps, who hinders whom"), lambda _: interaction_map(shown, WORDS))
    chart.chosen.connect(choose)
    told = tr("What a pair brings beyond the sum of the two, {unit}", unit=tr_message(unit.unit))
    title = label(tr("Who helps, who hinders whom"), "section")
    return card(column(title, label(told, "small", wraps=True)), 8, chart)


def _spoils(found: Improvement, members: Sequence[str], unit: Worth) -> QWidget:
    portfolio = found.portfolio
    alone = ", ".join(said(portfolio.alone.get(name), unit) for name in members)
    together = said(portfolio.values.get(frozenset(members)), unit)
    return card(
        label(tr("They spoil each other: {names}", names=", ".join(members)), "warningText", wraps=True),
        4,
        label(
            tr("Each alone is good: {alone}. Together {value}.", alone=alone, value=together), "", wraps=True
        ),
    )


def _order(found: Improvement, unit: Worth) -> QWidget | None:
    shown = steps_up(found, WORDS)
    if shown is None:
        return None
    chart = ChartView(tr("The best, in this order"), lambda width: waterfall(shown, width, WORDS, 220.0))
    told = tr("Adds up, {unit}", unit=tr_message(unit.unit))
    return card(
        row(label(tr("The best, in this order"), "section"), 10, label(told, "small"), None), 4, chart
    )


def _one_by_one(found: Improvement, choose: Choose, unit: Worth) -> QWidget:
    portfolio, owners = found.portfolio, {e.name: e for e in found.initiatives}
    table = QTableWidget(len(portfolio.names), len(HEADS))
    table.setHorizontalHeaderLabels([tr_message(head) for head in HEADS])
    table.setAccessibleName(tr("One by one"))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.setShowGrid(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    order = sorted(portfolio.names, key=lambda name: -(portfolio.alone.get(name) or 0.0))
    for at, name in enumerate(order):
        effect = owners[name]
        values = (portfolio.alone, portfolio.last, portfolio.shapley)
        numbers = (v.get(name) for v in values)
        shown = ("–" if value is None else said(value, unit) for value in numbers)
        texts = (name, effect.owner, *shown, _advice(found, name))
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(KEY, name)
            if place == 0:
                item.setData(Qt.ItemDataRole.DecorationRole, mark(TOKENS[effect.verdict], 16))
            elif place <= len(values) + 1 and place > 1:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(at, place, item)
    table.cellActivated.connect(lambda at, _: choose(order[at]))
    table.cellClicked.connect(lambda at, place: choose(order[at]) if place == 0 else None)
    table.setFixedHeight(34 + ROW * len(order))
    told = tr("“As the last” and “fair share” count with all of them, {unit}", unit=tr_message(unit.unit))
    return card(label(tr("One by one"), "section"), 2, label(told, "small", wraps=True), 8, table)


def _advice(found: Improvement, name: str) -> str:
    """Do it, leave it, or what it would have to replace."""
    portfolio = found.portfolio
    if name in portfolio.best:
        return tr("do it")
    for members in portfolio.bad_coalitions:
        others = [other for other in members if other != name and other in portfolio.best]
        if name in members and others:
            return tr("not with {names}", names=", ".join(others))
    return tr("leave it")
