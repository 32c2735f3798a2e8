"""What stands beside and below a verdict: when it would pay, how firmly it stands, how it was found."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app import theme
from app.numbers import number
from app.panels.break_even_slider import BreakEvenSlider
from app.panels.chart_view import WORDS
from app.panels.picture_view import PictureView
from app.translate import tr, tr_message
from app.widgets import card, column, label, row
from bpmn.improvement.effects import BreakEven, Colour, Gate, InitiativeEffect
from bpmn.report.charts.interval import HEIGHT, Interval, interval_plot, reach
from bpmn.report.verdict_charts import track_of

PLOT = 132.0
GATES = {Colour.GREEN: ("better", "●"), Colour.AMBER: ("warning", "●"), Colour.RED: ("error", "●")}


def interval_views(gains: Iterable[Interval | None]) -> list[QWidget | None]:
    """A small plot for each number whose interval is known, all on one axis."""
    shown = list(gains)
    axis = reach(*(one for one in shown if one is not None))
    return [None if one is None else _plot(one, axis) for one in shown]


def _plot(shown: Interval, axis: float) -> QWidget:
    view = PictureView(tr("95 % interval"), lambda _: interval_plot(shown, axis, PLOT, words=WORDS))
    view.setFixedSize(round(PLOT), round(HEIGHT))
    low, middle, high = interval_plot(shown, axis, words=WORDS).rows[0]
    view.setToolTip(tr("between {low} and {high}; + is better", low=low, high=high))
    view.setAccessibleDescription(tr("{middle}, between {low} and {high}", middle=middle, low=low, high=high))
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return view


def pays_card(effect: InitiativeEffect) -> QWidget | None:
    """When it would pay: for each of its numbers a slider, or a sentence."""
    if not effect.break_even:
        return None
    parts: list[QWidget | int | None] = [label(tr("When would it pay?"), "section"), 4]
    for point in effect.break_even:
        parts += [_slider(effect, point), 6]
    return card(*parts)


def _slider(effect: InitiativeEffect, point: BreakEven) -> QWidget:
    track = track_of(effect, point)
    name = tr_message(point.parameter)
    if track is None:
        value = f"{number(point.value)} {point.unit}".strip()
        return label(
            tr("The word turns where {parameter} is {value}.", parameter=name, value=value), "", wraps=True
        )
    slider = BreakEvenSlider(name, track)
    told = label("", "small", wraps=True)

    def say(value: float) -> None:
        pays = (value > track.at) == track.pays_above
        words = {"parameter": name, "value": f"{WORDS.number(value)} {track.unit}".strip()}
        text = (
            tr("{parameter} at {value}: it pays off (estimate).", **words)
            if pays
            else tr("{parameter} at {value}: it hurts the whole (estimate).", **words)
        )
        told.setText(text)

    slider.tried.connect(say)
    say(track.today)
    return column(label(name, "", wraps=True), slider, told)


def firm_card(effect: InitiativeEffect) -> QWidget | None:
    """In how many draws of what is uncertain the word holds, and what to measure first."""
    found = effect.robustness
    if found is None:
        return None
    parts: list[QWidget | int | None] = [
        label(tr("Holds in {holds} of {draws} trials", holds=found.holds, draws=found.draws), "strong"),
        2,
        label(tr("with every unknown moved inside its range"), "small", wraps=True),
    ]
    if found.measure_first is not None:
        parts += [4, label(tr_message(found.measure_first), "", wraps=True)]
    return card(*parts)


def companion_card(effect: InitiativeEffect) -> QWidget | None:
    """What else it would need to be good for the customer."""
    if effect.companion is None:
        return None
    return card(
        label(tr("What else it needs"), "section"),
        4,
        label(tr_message(effect.companion.text), "", wraps=True),
    )


def gates_row(effect: InitiativeEffect) -> QWidget | None:
    """The plan gate and the system gate, each with its reason."""
    parts: list[QWidget | int | None] = []
    for name, gate in ((tr("Plan"), effect.plan_gate), (tr("System"), effect.system_gate)):
        if gate is not None:
            parts += [_sign(gate), 4, label(f"{name}: {tr_message(gate.reason)}", "small"), 20]
    return row(*parts, None) if parts else None


def _sign(gate: Gate) -> QLabel:
    token, sign = GATES[gate.colour]
    found = label(sign)
    found.setStyleSheet(f"color: {theme.current()[token]};")
    found.setAccessibleName(str(gate.colour))
    return found


def details_card(effect: InitiativeEffect) -> QWidget | None:
    """How it comes about, step by step, what was assumed, and what was measured since."""
    found = [*effect.chain, *effect.assumed, *effect.realised]
    found += [text for text in (effect.bottleneck, effect.for_owner, effect.method) if text is not None]
    found += [finding.message for finding in effect.new_findings]
    if not found:
        return None
    parts: list[QWidget | int | None] = [label(tr("How it comes about"), "section"), 4]
    for text in dict.fromkeys(map(tr_message, found)):
        parts += [label(text, "", wraps=True), 2]
    return card(*parts)
