"""One sentence for people: who gains, what the customer gets, and where the wait moved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bpmn.base.message import Message, message
from bpmn.improvement.effects import Effect, Moved
from bpmn.improvement.figures import TIMES
from bpmn.improvement.spoken import is_alike, number, percent, span, time
from bpmn.improvement.verdict import Judgement, Overall, Verdict
from bpmn.scenario.units import TimeUnit
from bpmn.system.facts import SHARES, KpiFact, Metric

NOTHING = Message("")


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
    whole: Overall | None = None


def explain(story: Story) -> Message:
    """The sentence for an initiative: its answer first, then the numbers behind it."""
    owner = story.owner or message("its owner")
    if story.overloaded:
        local = _figure(story)
        if story.local.judgement is Judgement.BETTER:
            return message("{local}, but “{team}” can no longer keep up, so customers wait ever longer.",
                           local=local, team=story.overloaded)  # fmt: skip
        return message("{local}, and “{team}” can no longer keep up, so customers wait ever longer.",
                       local=local, team=story.overloaded)  # fmt: skip
    metric, effect = telling(story)
    said = customers(metric, effect, story.unit)
    return _SENTENCES[story.verdict](owner, said, place(story.shifts, story.unit))


def telling(story: Story) -> tuple[str, Effect | None]:
    """The judged number that tells most: the first that is worse or better as the whole is."""
    wanted = {Overall.LOSS: (Judgement.WORSE,), Overall.WIN: (Judgement.BETTER,)}.get(
        story.whole or Overall.NEUTRAL, (Judgement.WORSE, Judgement.BETTER)
    )
    for metric, effect in story.judged.items():
        if effect.judgement in wanted:
            return metric, effect
    return next(iter(story.judged.items()), (Metric.LEAD_TIME, None))


def customers(metric: str, effect: Effect | None, unit: TimeUnit) -> Message:
    """What customers get: cases take 70 minutes longer (from 68 to 138 minutes)."""
    if effect is None or (effect.before is None and effect.after is None):
        return message("what the customer gets is unknown")
    if effect.after is None:
        return message("customers wait ever longer")
    if metric != Metric.LEAD_TIME:
        return message("{metric} {change}", metric=METRICS[Metric(metric)], change=changed(effect, metric))
    if effect.before is None:
        return message("cases take {time}", time=time(effect.after, unit))
    half = effect.interval.half * abs(effect.before) if effect.interval is not None else 0.0
    return _longer(effect.before, effect.after, unit, half)


def _longer(before: float, after: float, unit: TimeUnit, half: float) -> Message:
    if abs(after - before) <= ROUNDING * max(1.0, abs(before)):
        return message("cases still take {time}", time=time(after, unit))
    both = NOTHING
    if not is_alike(before, after, unit, half):
        both = message(" ({both})", both=span(before, after, unit, half))
    by = time(abs(after - before), unit, half)
    if after > before:
        return message("cases take {time} longer{both}", time=by, both=both)
    return message("cases take {time} less{both}", time=by, both=both)


ROUNDING = 1e-9
"""Differences below this part of a number are no differences."""

METRICS: Mapping[Metric, Message] = {
    Metric.LEAD_TIME: message("lead time"),
    Metric.ON_TIME: message("share on time"),
    Metric.THROUGHPUT: message("throughput"),
    Metric.COST: message("cost per good case"),
    Metric.DEFECTS: message("share of defects"),
    Metric.WORK_IN_PROGRESS: message("work in progress"),
}


def changed(effect: Effect, measure: str, unit: TimeUnit | None = None) -> Message:
    """An effect in words: falls by 28 % (from 5 to 3.6)."""
    before, after = effect.before, effect.after
    if before is None or after is None or effect.change is None:
        return message("is unknown") if after is None else message("becomes {after}", after=number(after))
    if abs(after - before) <= ROUNDING * max(1.0, abs(before)):
        return message("stays at {value}", value=number(after))
    by, both = _by(effect, measure), _both(before, after, measure, unit)
    if after > before:
        return message("rises{by} ({both})", by=by, both=both)
    return message("falls{by} ({both})", by=by, both=both)


def _by(effect: Effect, measure: str) -> Message:
    """By how much: points for shares, else percent; nothing where there was nothing before."""
    half = effect.interval.half if effect.interval is not None else 0.0
    if measure in SHARES:
        before, after = effect.before or 0.0, effect.after or 0.0
        points = percent(abs(after - before), half * abs(before)).removesuffix(" %")
        return message(" by {points} points", points=points)
    if effect.is_absolute:
        return NOTHING
    return message(" by {share}", share=percent(abs(effect.change or 0.0), half))


def _both(before: float, after: float, measure: str, unit: TimeUnit | None) -> Message:
    if unit is not None:
        return span(before, after, unit)
    say = percent if measure in SHARES else number
    return message("from {before} to {after}", before=say(before), after=say(after))


def _figure(story: Story) -> Message:
    """The owner's figure and its change, at the beginning of a sentence."""
    name = story.kpi.name or story.kpi.measure
    unit = story.unit if story.kpi.measure in TIMES and not story.kpi.resource else None
    return message("{kpi} {change}", kpi=name[:1].upper() + name[1:],
                   change=changed(story.local, story.kpi.measure, unit))  # fmt: skip


def for_the_owner(story: Story) -> Message:
    """What happens to the owner's figure, as a sentence."""
    return message("{figure}.", figure=_figure(story))


def place(shifts: Sequence[Moved], unit: TimeUnit) -> Message:
    """Where most waiting came to; empty if it came to nowhere, where it left if only that happened."""
    waits = [m for m in shifts if m.cause != "work" and m.delta is not None]
    came = [m for m in waits if (m.delta or 0.0) > 0]
    left = [m for m in waits if (m.delta or 0.0) < 0]
    largest = max((abs(m.delta or 0.0) for m in waits), default=0.0)
    if came and (came[0].delta or 0.0) > SMALL * largest:
        by = time(came[0].delta or 0.0, unit)
        return message("; {time} of waiting per case moved to “{name}”", time=by, name=came[0].name)
    if left:
        by = time(-(left[0].delta or 0.0), unit)
        return message("; {time} of waiting per case left “{name}”", time=by, name=left[0].name)
    return NOTHING


SMALL = 0.05
"""Share of the largest shift below which a place is not worth naming."""

Owner = str | Message
Sentence = Callable[[Owner, Message, Message], Message]

_SENTENCES: Mapping[Verdict, Sentence] = {
    Verdict.ALIGNED: lambda o, c, p: message(
        "Good for {owner} and for the customer: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.WASTED: lambda o, c, p: message(
        "Good for {owner}, but the customer does not notice: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.TRADE_OFF: lambda o, c, p: message(
        "Some numbers gain and others lose: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.SUB_OPTIMISATION: lambda o, c, p: message(
        "Good for {owner}, bad for the customer: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.SACRIFICE: lambda o, c, p: message(
        "Bad for {owner}, good for the customer: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.COST_WITHOUT_EFFECT: lambda o, c, p: message(
        "Bad for {owner} and of no use to the customer: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.HARMFUL: lambda o, c, p: message(
        "Bad for the customer and no gain for {owner}: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.HIDDEN_LEVER: lambda o, c, p: message(
        "Good for the customer, unseen by {owner}: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.NO_EFFECT: lambda o, c, p: message(
        "Nothing changes that matters: {change}{place}.", owner=o, change=c, place=p
    ),
    Verdict.UNDECIDED: lambda o, c, p: message(
        "This cannot be decided with the numbers at hand: {change}{place}.", owner=o, change=c, place=p
    ),
}
