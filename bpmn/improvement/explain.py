"""One sentence for people: what the owner gains, what the customer gets, and where the wait moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.base.message import Message, message
from bpmn.improvement.effects import Effect, Moved
from bpmn.improvement.figures import TIMES
from bpmn.improvement.verdict import Judgement, Verdict
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import KpiFact, Metric

UNITS = {
    TimeUnit.MILLISECOND: "milliseconds",
    TimeUnit.SECOND: "seconds",
    TimeUnit.MINUTE: "minutes",
    TimeUnit.HOUR: "hours",
    TimeUnit.DAY: "days",
    TimeUnit.YEAR: "years",
}
METRICS = {
    Metric.LEAD_TIME: "lead time",
    Metric.ON_TIME: "on-time share",
    Metric.THROUGHPUT: "throughput",
    Metric.COST: "cost per good case",
    Metric.DEFECTS: "defect rate",
    Metric.WORK_IN_PROGRESS: "work in progress",
}


@dataclass(frozen=True, slots=True)
class Story:
    """What the sentence is about; ``overloaded`` names a team that the change makes collapse."""

    verdict: Verdict
    kpi: KpiFact
    local: Effect
    judged: Mapping[str, Effect]
    shifts: Sequence[Moved]
    owner: str
    unit: TimeUnit
    overloaded: str = ""


def explain(story: Story) -> Message:
    """The sentence for an initiative."""
    kpi, local, judged = story.kpi, story.local, story.judged
    metric = next(iter(judged), Metric.LEAD_TIME)
    whole = judged.get(metric)
    values = {
        "owner": story.owner or "its owner",
        "kpi": kpi.name or kpi.measure,
        "local": spoken(local, story.unit if kpi.measure in TIMES else None),
        "metric": METRICS.get(Metric(metric), metric),
        "overall": spoken(whole, story.unit if metric == Metric.LEAD_TIME else None)
        if whole
        else "is unknown",
        "place": place(story.shifts, story.unit),
    }
    if story.overloaded:
        return _collapsed({**values, "kpi": _capital(values["kpi"]), "team": story.overloaded}, local)
    return _SENTENCES[story.verdict](values)


def _collapsed(v: dict[str, str], local: Effect) -> Message:
    if local.judgement is Judgement.BETTER:
        return message(
            "{kpi} {local}, but “{team}” can no longer keep up, so customers wait ever longer.", **v
        )
    return message("{kpi} {local}, and “{team}” can no longer keep up, so customers wait ever longer.", **v)


def _good(v: dict[str, str]) -> Message:
    return message("Good for {owner} and for the customer: {kpi} {local}, {metric} {overall}{place}.", **v)


def _wasted(v: dict[str, str]) -> Message:
    return message(
        "Good for {owner}, but the customer does not notice: {kpi} {local}, {metric} {overall}{place}.", **v
    )


def _traded(v: dict[str, str]) -> Message:
    return message("Some numbers gain and others lose: {kpi} {local}, {metric} {overall}{place}.", **v)


def _sub_optimised(v: dict[str, str]) -> Message:
    return message(
        "Good for {owner}, bad for the customer: {kpi} {local}, but {metric} {overall}{place}.", **v
    )


def _sacrificed(v: dict[str, str]) -> Message:
    return message(
        "Bad for {owner}, good for the customer: {kpi} {local}, but {metric} {overall}{place}.", **v
    )


def _costly(v: dict[str, str]) -> Message:
    return message(
        "Bad for {owner} and of no use to the customer: {kpi} {local}, {metric} {overall}{place}.", **v
    )


def _harmful(v: dict[str, str]) -> Message:
    return message(
        "Bad for the customer and no gain for {owner}: {kpi} {local}, {metric} {overall}{place}.", **v
    )


def _hidden(v: dict[str, str]) -> Message:
    return message("Good for the customer, unseen by {owner}: {kpi} {local}, {metric} {overall}{place}.", **v)


def _nothing(v: dict[str, str]) -> Message:
    return message("Nothing changes that matters: {kpi} {local}, {metric} {overall}{place}.", **v)


def _open(v: dict[str, str]) -> Message:
    return message(
        "This cannot be decided with the numbers at hand: {kpi} {local}, {metric} {overall}{place}.", **v
    )


_SENTENCES = {
    Verdict.ALIGNED: _good,
    Verdict.WASTED: _wasted,
    Verdict.TRADE_OFF: _traded,
    Verdict.SUB_OPTIMISATION: _sub_optimised,
    Verdict.SACRIFICE: _sacrificed,
    Verdict.COST_WITHOUT_EFFECT: _costly,
    Verdict.HARMFUL: _harmful,
    Verdict.HIDDEN_LEVER: _hidden,
    Verdict.NO_EFFECT: _nothing,
    Verdict.UNDECIDED: _open,
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def spoken(effect: Effect, unit: TimeUnit | None = None) -> str:
    """An effect in words: rises by 60 % (from 4.4 to 7 hours); times have a unit."""
    after = (
        "" if effect.after is None else short(effect.after) if unit is None else amount(effect.after, unit)
    )
    if effect.before is None and effect.after is not None:
        return f"becomes {after}"
    if effect.change is None or effect.before is None or effect.after is None:
        return "is unknown"
    span = f"(from {short(effect.before)} to {after})"
    if abs(effect.after - effect.before) <= 1e-12 * max(1.0, abs(effect.before)):
        return f"stays at {after}"
    verb = "rises" if effect.change > 0 else "falls"
    if effect.is_absolute:
        return f"{verb} {span}"
    return f"{verb} by {percent(abs(effect.change))} {span}"


def percent(share: float) -> str:
    """A share as a percentage of two digits that matter."""
    return f"{float(f'{share * 100:.2g}'):g} %"


def short(value: float) -> str:
    """A number with three digits that matter."""
    return f"{float(f'{value:.3g}'):g}"


def place(shifts: Sequence[Moved], unit: TimeUnit) -> str:
    """Where most waiting came to; empty if it came to nowhere, where it left if only that happened."""
    waits = [m for m in shifts if m.cause != "work" and m.delta is not None]
    came = [m for m in waits if (m.delta or 0.0) > 0]
    left = [m for m in waits if (m.delta or 0.0) < 0]
    if came:
        found = came[0]
        return f"; {amount(found.delta or 0.0, unit)} of waiting per case moved to “{found.name}”"
    if left:
        found = left[0]
        return f"; {amount(-(found.delta or 0.0), unit)} of waiting per case left “{found.name}”"
    return ""


def amount(value: float, unit: TimeUnit) -> str:
    """A time in words: 1 hour, 2.5 hours."""
    number = short(value)
    return f"{number} {UNITS[unit].removesuffix('s') if number == '1' else UNITS[unit]}"
