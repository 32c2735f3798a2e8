"""The report of a decision: what each initiative does to its owner and to the whole, and all together.

It says what it rests on and how to make it again, so that somebody else can check it.
"""

import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from bpmn.base.message import Message, message
from bpmn.improvement.effects import Effect, InitiativeEffect
from bpmn.improvement.improve import Improvement
from bpmn.improvement.verdict import Judgement, Verdict
from bpmn.report.blocks import WIDTH, Block, Cell, Figure, Heading, Said, Table, rows_of
from bpmn.report.charts.interaction import interaction_map
from bpmn.report.charts.quadrant import quadrant
from bpmn.report.charts.waterfall import waterfall
from bpmn.report.charts.words import PLAIN, Words
from bpmn.report.verdict_charts import TOKENS, Worth, fall, field, pairs, reading_unit, steps_up, worth
from bpmn.system.facts import SHARES, Initiative, Metric

QUADRANT = 520.0
VERDICTS: dict[Verdict, Message] = {
    Verdict.ALIGNED: message("Aligned"),
    Verdict.SACRIFICE: message("Sacrifice"),
    Verdict.HIDDEN_LEVER: message("Hidden lever"),
    Verdict.TRADE_OFF: message("Trade-off"),
    Verdict.WASTED: message("Wasted"),
    Verdict.NO_EFFECT: message("No effect"),
    Verdict.COST_WITHOUT_EFFECT: message("Cost without effect"),
    Verdict.SUB_OPTIMISATION: message("Sub-optimisation"),
    Verdict.HARMFUL: message("Harmful"),
    Verdict.UNDECIDED: message("Undecided"),
}
JUDGEMENTS: dict[Judgement, Message] = {
    Judgement.BETTER: message("better"),
    Judgement.WORSE: message("worse"),
    Judgement.SAME: message("same"),
    Judgement.UNDECIDED: message("undecided"),
}
METRICS: dict[Metric, Message] = {
    Metric.LEAD_TIME: message("Lead time"),
    Metric.ON_TIME: message("On time"),
    Metric.THROUGHPUT: message("Good cases"),
    Metric.COST: message("Cost of a good case"),
    Metric.DEFECTS: message("Defects"),
    Metric.WORK_IN_PROGRESS: message("In progress"),
}
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about and how to make it again.

    ``command`` is what makes it again, ``method`` how it was computed; ``numbers`` is the table of what is
    assumed, heads first.
    """

    title: str
    command: str
    method: str
    initiatives: tuple[Initiative, ...] = ()
    numbers: tuple[tuple[str, ...], ...] = ()
    notes: tuple[Message, ...] = ()


def decision(found: Improvement, about: About, words: Words = PLAIN) -> list[Block]:
    """The whole report: the answer first, then each initiative, then what it rests on."""
    say = words.spoken
    blocks: list[Block] = [Heading(about.title, 1)]
    if len(found.initiatives) >= SEVERAL:
        blocks += _together(found, words)
    cards = {initiative.name: initiative for initiative in about.initiatives}
    for effect in found.initiatives:
        blocks += _initiative(effect, found, cards.get(effect.name), words)
    blocks += [Heading(say(message("What this rests on"))), Said(about.method)]
    blocks += [Said(say(note), "small") for note in (*about.notes, *found.base.warnings)]
    if about.numbers:
        blocks += [Heading(say(message("Numbers that were used")), 3)]
        blocks += [Table(about.numbers[0], rows_of(about.numbers[1:]))]
    blocks += [Heading(say(message("How to make this report again")), 3), Said(about.command, "code")]
    blocks.append(Said(_versions(), "small"))
    return blocks


def _versions() -> str:
    return f"Wholeflow {version('wholeflow')}, Python {platform.python_version()}"


# -- all together ----------------------------------------------------------------------------------


def _together(found: Improvement, words: Words) -> list[Block]:
    say, portfolio, unit = words.spoken, found.portfolio, worth(found.portfolio, found.base)
    name = say(unit.unit)
    best = portfolio.values.get(frozenset(portfolio.best))
    if portfolio.best:
        text = message(
            "Do {count} of {all}: together they bring {value} {unit}.",
            count=len(portfolio.best), all=len(portfolio.names), value=_value(best, unit, words), unit=name,
        )  # fmt: skip
    else:
        text = message("None of them helps the whole.")
    blocks: list[Block] = [Said(say(text), "lead")]
    if portfolio.best:
        blocks.append(Said(", ".join(portfolio.best)))
    for members in portfolio.bad_coalitions:
        alone = ", ".join(_value(portfolio.alone.get(one), unit, words) for one in members)
        told = message(
            "They spoil each other: {names}. Each alone is good: {alone}. Together {value}.",
            names=", ".join(members), alone=alone,
            value=_value(portfolio.values.get(frozenset(members)), unit, words),
        )  # fmt: skip
        blocks.append(Said(say(told), "worse"))
    blocks.append(_one_by_one(found, unit, words))
    blocks.append(Figure(quadrant(field(found, "", words), QUADRANT, QUADRANT * 0.8, words)))
    blocks += [
        Heading(say(message("Who helps, who hinders whom")), 3),
        Figure(interaction_map(pairs(found, words), words)),
    ]
    order = steps_up(found, words)
    picture = waterfall(order, WIDTH, words) if order is not None else None
    if picture is not None:
        blocks += [Heading(say(message("The best, in this order")), 3), Figure(picture)]
    return blocks


def _value(value: float | None, unit: Worth, words: Words) -> str:
    return words.spoken(message("never settles")) if value is None else words.signed(value * unit.scale)


def _one_by_one(found: Improvement, unit: Worth, words: Words) -> Table:
    say, portfolio = words.spoken, found.portfolio
    heads = (
        message("Initiative"),
        message("Owner"),
        message("Verdict"),
        message("Alone"),
        message("As the last"),
        message("Fair share"),
    )
    rows = []
    for effect in sorted(found.initiatives, key=lambda e: -(portfolio.alone.get(e.name) or 0.0)):
        values = [v.get(effect.name) for v in (portfolio.alone, portfolio.last, portfolio.shapley)]
        said = ("–" if value is None else words.signed(value * unit.scale) for value in values)
        texts = (effect.name, effect.owner, say(VERDICTS[effect.verdict]), *said)
        rows.append(tuple(Cell(text) for text in texts))
    return Table(tuple(map(say, heads)), tuple(rows), frozenset({3, 4, 5}))


# -- one of them -----------------------------------------------------------------------------------


def _initiative(
    effect: InitiativeEffect, found: Improvement, card: Initiative | None, words: Words
) -> list[Block]:
    say = words.spoken
    blocks: list[Block] = [Heading(effect.name), Said(effect.owner, "small")]
    if card is not None and card.description:
        blocks.append(Said(card.description))
    verdict = f"{say(VERDICTS[effect.verdict])}. {say(effect.explanation)}"
    blocks.append(Said(verdict, TOKENS[effect.verdict], is_verdict=True))
    blocks.append(_effects(effect, found, words))
    shown = fall(effect, found.base, words)
    picture = waterfall(shown, WIDTH, words) if shown is not None else None
    if shown is not None and picture is not None:
        told = say(message("Lead time in {unit}, per place and cause. The parts add up.", unit=shown.unit))
        blocks += [Heading(say(message("Where the wait moved")), 3), Said(told, "small"), Figure(picture)]
    blocks += [Said(text) for text in _conditions(effect, words)]
    return blocks


def _effects(effect: InitiativeEffect, found: Improvement, words: Words) -> Table:
    """The owner's number first, then the numbers of the whole; what the verdict rests on is marked."""
    say = words.spoken
    heads = (message("Number"), message("Before"), message("After"), message("Change"), message("Verdict"))
    local = message("{kpi} (for the owner)", kpi=effect.kpi.name or effect.kpi.measure)
    rows = [_row(say(local), effect.local, *_plain(effect.local, words), words)]
    for metric, name in METRICS.items():
        one = effect.overall.get(metric)
        if one is None or one.before is None:
            continue
        judged = say(message("{metric} (judged)", metric=name)) if metric in found.judged_on else say(name)
        rows.append(_row(judged, one, *_texts(metric, one, found, words), words))
    return Table(tuple(map(say, heads)), tuple(rows), frozenset({1, 2, 3}))


def _row(name: str, effect: Effect, before: str, after: str, words: Words) -> tuple[Cell, ...]:
    word = words.spoken(JUDGEMENTS[effect.judgement])
    kind = str(effect.judgement) if effect.judgement in (Judgement.BETTER, Judgement.WORSE) else ""
    return Cell(name), Cell(before), Cell(after), Cell(_change(effect, words)), Cell(word, kind)


def _change(effect: Effect, words: Words) -> str:
    if effect.change is None:
        return "–"
    return words.signed(effect.change) if effect.is_absolute else f"{words.signed(effect.change * 100)} %"


def _plain(effect: Effect, words: Words) -> tuple[str, str]:
    before, after = (("–" if v is None else words.number(v)) for v in (effect.before, effect.after))
    return before, after


def _texts(metric: Metric, effect: Effect, found: Improvement, words: Words) -> tuple[str, str]:
    """Times in a unit people read, shares in percent."""
    if metric is Metric.LEAD_TIME:
        unit = reading_unit(max(effect.before or 0.0, effect.after or 0.0), found.base.time_unit)
        scale, name = unit.scale, f" {words.spoken(unit.name)}"
    elif metric in SHARES:
        scale, name = 100.0, " %"
    else:
        scale, name = 1.0, f" {found.base.currency}" if metric is Metric.COST else ""
    before, after = (
        "–" if v is None else words.number(v * scale) + name for v in (effect.before, effect.after)
    )
    return before, after


def _conditions(effect: InitiativeEffect, words: Words) -> Iterator[str]:
    for point in effect.break_even:
        is_share = point.unit == "share"
        value = words.number(point.value * (100 if is_share else 1))
        named = {"parameter": point.parameter, "value": value, "unit": "%" if is_share else point.unit}
        if point.holds_below:
            told = message("This verdict holds as long as {parameter} is below {value} {unit}.", **named)
        else:
            told = message("This verdict holds as long as {parameter} is above {value} {unit}.", **named)
        yield words.spoken(told)


def texts(blocks: Iterable[Block]) -> Sequence[str]:
    """All texts of a report, for those who look for numbers in it."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row]
        elif isinstance(block, Figure):
            found += [text for row in block.picture.rows for text in row]
        else:
            found.append(block.text)
    return found
