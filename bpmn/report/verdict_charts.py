"""What the charts of verdicts show, from judged initiatives: the same for the window and for reports."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from bpmn.base.message import Message, message
from bpmn.improvement.effects import BreakEven, Effect, InitiativeEffect, Moved
from bpmn.improvement.improve import Improvement
from bpmn.improvement.portfolio import Portfolio
from bpmn.improvement.verdict import Verdict
from bpmn.queueing.results import Analysis
from bpmn.report.charts.break_even import Track
from bpmn.report.charts.interaction import Pairs
from bpmn.report.charts.interval import Interval
from bpmn.report.charts.quadrant import Dot, Field
from bpmn.report.charts.waterfall import MOST, Fall, Step
from bpmn.report.charts.words import PLAIN, Words
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import Direction, Metric

TOKENS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.ALIGNED: "aligned",
        Verdict.SACRIFICE: "sacrifice",
        Verdict.HIDDEN_LEVER: "hiddenLever",
        Verdict.TRADE_OFF: "tradeoff",
        Verdict.WASTED: "wasted",
        Verdict.NO_EFFECT: "noEffect",
        Verdict.COST_WITHOUT_EFFECT: "costOnly",
        Verdict.SUB_OPTIMISATION: "subopt",
        Verdict.HARMFUL: "harmful",
        Verdict.UNDECIDED: "undecided",
    }
)
"""The colour and sign of each verdict."""

CAUSES: Mapping[str, Message] = MappingProxyType(
    {
        "queue": message("waiting"),
        "work": message("work"),
        "lag": message("time without work"),
        "offCalendar": message("nobody there"),
        "batch": message("waiting for a group"),
        "timer": message("waiting for a time"),
        "transport": message("under way"),
        "process": message("waiting for another process"),
        "party": message("waiting for somebody outside"),
    }
)
WORTH_SHOWING = 0.002
"""Share of the lead time below which a shift is put to the others."""
TIMES: tuple[tuple[Message, float], ...] = (
    (message("days"), 86400.0),
    (message("h"), 3600.0),
    (message("min"), 60.0),
)
ENOUGH = 2.0
"""A unit is chosen if the largest time is at least so many of it."""
PERCENT = 100.0
SEEN = 1e-4
"""Share of the lead time below which what is left is rounding."""


class Unit(NamedTuple):
    """A unit that people read: its name, and how many of it one of the analysis' unit is."""

    name: Message
    scale: float


def reading_unit(largest: float, unit: TimeUnit) -> Unit:
    """The largest unit of which there are at least two in a time."""
    for name, size in TIMES:
        if abs(largest) * unit.seconds >= ENOUGH * size:
            return Unit(name, unit.seconds / size)
    return Unit(message("s"), unit.seconds)


# -- where the wait moved --------------------------------------------------------------------------


def fall(effect: InitiativeEffect, base: Analysis, words: Words = PLAIN) -> Fall | None:
    """Where the lead time came and went, per place; None where it is not known before and after."""
    before, after = base.metric(Metric.LEAD_TIME), effect.after.metric(Metric.LEAD_TIME)
    if before is None or after is None:
        return None
    unit = reading_unit(max(before, after), base.time_unit)
    steps = _steps(effect, base, before * WORTH_SHOWING, unit.scale, words)
    kept = sorted(steps, key=lambda step: -abs(step.delta))[: MOST - 1]
    steps = [step for step in steps if step in kept]
    rest = (after - before) * unit.scale - sum(step.delta for step in steps)
    if abs(rest) > abs(before) * unit.scale * SEEN or not steps:
        steps.append(Step(words.spoken(message("others")), "", rest))
    else:
        steps[-1] = replace(steps[-1], delta=steps[-1].delta + rest)
    return Fall(before * unit.scale, after * unit.scale, tuple(steps), words.spoken(unit.name))


def _steps(effect: InitiativeEffect, base: Analysis, least: float, scale: float, words: Words) -> list[Step]:
    """The shifts by element in the order of the analysis; the cause is that of the largest of them."""
    found: dict[object, list[Moved]] = {}
    for shift in effect.moved:
        if shift.delta is not None:
            found.setdefault(shift.key, []).append(shift)
    order = {activity.key: at for at, activity in enumerate(base.activities)}
    steps = []
    for group in sorted(found.values(), key=lambda group: order.get(group[0].key, len(order))):
        delta = sum(shift.delta or 0.0 for shift in group)
        if abs(delta) > least:
            cause = max(group, key=lambda shift: abs(shift.delta or 0.0)).cause
            said = words.spoken(CAUSES.get(cause, message("time")))
            steps.append(Step(group[0].name or group[0].key.element, said, delta * scale, group[0].key))
    return steps


# -- all initiatives -------------------------------------------------------------------------------


class Worth(NamedTuple):
    """The unit in which values of a portfolio are read, and how many of it one of its own is."""

    unit: Message
    scale: float


def worth(found: Portfolio, base: Analysis) -> Worth:
    """Times in a unit people read; everything else as it is."""
    if found.value_unit != str(base.time_unit):
        return Worth(message("{unit} per case", unit=found.value_unit), 1.0)
    largest = max((abs(v) for v in found.alone.values() if v is not None), default=0.0)
    unit = reading_unit(largest, base.time_unit)
    return Worth(message("{unit} per case", unit=unit.name), unit.scale)


def field(found: Improvement, chosen: str = "", words: Words = PLAIN) -> Field:
    """All initiatives whose local and end-to-end effect are known."""
    unit = worth(found.portfolio, found.base)
    dots = []
    for effect in found.initiatives:
        value, x = found.portfolio.alone.get(effect.name), local_gain(effect)
        if value is not None and x is not None:
            dots.append(Dot(effect.name, x * PERCENT, value * unit.scale, TOKENS[effect.verdict]))
    return Field(tuple(dots), words.spoken(unit.unit), chosen=chosen)


def local_gain(effect: InitiativeEffect) -> float | None:
    """The relative gain of the owner's number: + is good; None where there is none."""
    change = effect.local.change
    if change is None or effect.local.is_absolute:
        return None
    return change if effect.kpi.direction is Direction.MORE else -change


def pairs(found: Improvement, words: Words = PLAIN) -> Pairs:
    """What each pair brings beyond the sum of the two, the best set first."""
    portfolio, unit = found.portfolio, worth(found.portfolio, found.base)
    verdicts = {effect.name: TOKENS[effect.verdict] for effect in found.initiatives}
    names = (*portfolio.best, *(name for name in portfolio.names if name not in portfolio.best))
    alone = {name: value * unit.scale for name, value in portfolio.alone.items() if value is not None}
    beyond = {
        frozenset(pair): value * unit.scale
        for pair, value in portfolio.interaction.items()
        if value is not None
    }
    bad = {frozenset(members) for members in portfolio.bad_coalitions if len(members) == 2}  # noqa: PLR2004
    tokens = tuple(verdicts.get(name, "undecided") for name in names)
    return Pairs(names, tokens, alone, beyond, bad, words.spoken(unit.unit))


def best_order(found: Portfolio) -> list[tuple[str, float]]:
    """The best set, the one that adds most first, with the value of the set so far."""
    left, done, values = list(found.best), frozenset[str](), []
    while left:
        known = [(found.values.get(done | {name}), name) for name in left]
        value, name = max((v if v is not None else float("-inf"), n) for v, n in known)
        done |= {name}
        left.remove(name)
        values.append((name, value))
    return values


ENDS = (message("Today"), message("In all"))


def steps_up(found: Improvement, words: Words = PLAIN) -> Fall | None:
    """What the best set brings, one after the other; None without one or where a value is unknown."""
    unit = worth(found.portfolio, found.base)
    order = best_order(found.portfolio)
    if not order or any(value == float("-inf") for _, value in order):
        return None
    steps, before = [], 0.0
    for at, (name, value) in enumerate(order, 1):
        steps.append(Step(f"{at} {name}", "", (value - before) * unit.scale))
        before = value
    return Fall(
        0.0, before * unit.scale, tuple(steps), words.spoken(unit.unit), more_is_better=True, ends=ENDS
    )


# -- one number ------------------------------------------------------------------------------------

GOOD = frozenset({Verdict.ALIGNED, Verdict.SACRIFICE, Verdict.HIDDEN_LEVER})
"""Words that say that it helps the whole."""
ROOM = 1.6
"""A track goes this much beyond the larger of the two numbers on it."""


def interval_of(effect: Effect | None, *, less_is_better: bool, band: float) -> Interval | None:
    """The interval of a relative change with + as better; None where it is not known."""
    if effect is None or effect.interval is None or effect.change is None or effect.is_absolute:
        return None
    low, middle, high = effect.interval.low, effect.change, effect.interval.high
    if less_is_better:
        low, middle, high = -high, -middle, -low
    return Interval(low, middle, high, band, str(effect.judgement))


def track_of(effect: InitiativeEffect, point: BreakEven) -> Track | None:
    """The track of a number: where the word turns, what the initiative has; None where that says nothing."""
    planned = point.planned
    if planned is None or min(point.value, planned) < 0 or effect.verdict is Verdict.UNDECIDED:
        return None
    pays_above = point.holds_below != (effect.verdict in GOOD)
    is_share = point.unit in ("", "share") and max(point.value, planned) <= 1
    scale, unit = (PERCENT, "%") if is_share else (1.0, point.unit)
    most = max(point.value, planned) * scale * ROOM or 1.0
    most = min(most, PERCENT) if is_share else most
    return Track(0.0, most, point.value * scale, planned * scale, unit, pays_above)
