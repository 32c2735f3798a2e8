"""Whether a word holds where uncertain numbers are other ones: parameter uncertainty, not chance.

Latin hypercube over the ranges that people gave (McKay, Beckman and Conover 1979): each range is cut into as
many strips as there are draws, and each strip is drawn from once. Which number decides most is told by rank
correlation (Spearman).
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.changes import edits_of
from bpmn.improvement.edits import Edit
from bpmn.improvement.effects import Robustness
from bpmn.improvement.engine import Analytic
from bpmn.improvement.figures import WANTED
from bpmn.improvement.initiative import Proposal, plan_of
from bpmn.improvement.judge import Outcome, judge_plan
from bpmn.improvement.levers import title
from bpmn.improvement.verdict import Verdict
from bpmn.improvement.workbench import NOTHING, Plan, Workbench
from bpmn.scenario.distributions import Distribution
from bpmn.system.facts import Change, Direction, Metric, Parameter

DRAWS = 64
LEAST_DRAWS = 3
"""With fewer draws a rank correlation means nothing."""


@dataclass(frozen=True, slots=True)
class _Unsure:
    """A number with a range: of a parameter as it is today, or of a change of the initiative."""

    name: Message
    key: ElementKey
    low: float
    high: float
    field: str = ""
    change: Change | None = None


def robustness(bench: Workbench, proposal: Proposal, draws: int = DRAWS) -> Robustness | None:
    """In how many draws the word holds, and what to measure first; None where no number has a range."""
    unsure = [*_of_today(bench), *_of_changes(bench, proposal)]
    if not unsure:
        return None
    columns = [_strips(one, draws) for one in unsure]
    engine = Analytic(bench)
    own = judge_plan(bench, proposal.kpi, proposal.plan, engine).verdict
    outcomes = [_drawn(bench, proposal, unsure, [c[n] for c in columns], engine) for n in range(draws)]
    return _told(bench, own, unsure, columns, outcomes)


def _of_today(bench: Workbench) -> Iterator[_Unsure]:
    for key, parameters in bench.scenario.parameters.items():
        for field, said in parameters.pedigree.items():
            known = getattr(parameters, field, None)
            is_number = isinstance(known, Distribution | int | float) and not isinstance(known, bool)
            if is_number and said.low is not None and said.high is not None and said.low < said.high:
                yield _Unsure(title(bench, Edit(key, field)), key, said.low, said.high, field)


def _of_changes(bench: Workbench, proposal: Proposal) -> Iterator[_Unsure]:
    for change in proposal.fact.changes if proposal.fact is not None else ():
        if change.low is not None and change.high is not None and change.low < change.high:
            about = title(bench, Edit(change.element, _FIELDS.get(change.parameter, "")))
            name = message("the new value of {name}", name=about)
            yield _Unsure(name, change.element, change.low, change.high, change=change)


_FIELDS = {
    "share": "probability", "staff": "quantity", "arrival": "inter_trigger_timer", "defect": "defect",
    "detection": "detection", "repeat": "repeat", "batch": "batch",
}  # fmt: skip


def _strips(one: _Unsure, draws: int) -> list[float]:
    """One value from each strip of the range, in an order that only the number's own name decides."""
    name = f"{one.key.file}\n{one.key.element}\n{one.field}\n{one.change.parameter if one.change else ''}"
    seed = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
    drawn = random.Random(seed)  # noqa: S311 - a sample, no secret
    values = [one.low + (one.high - one.low) * (n + drawn.random()) / draws for n in range(draws)]
    drawn.shuffle(values)
    return values


def _drawn(
    bench: Workbench, proposal: Proposal, unsure: Sequence[_Unsure], values: Sequence[float], engine: Analytic
) -> Outcome:
    """The outcome where the unsure numbers have these values, before and after the initiative."""
    drawn = [(one, value) for one, value in zip(unsure, values, strict=True) if one.change is None]
    today = [edit for one, value in drawn for edit in _today(bench, one, value)]
    plan = proposal.plan
    if proposal.fact is not None and any(one.change is not None for one in unsure):
        new = {one.change: value for one, value in zip(unsure, values, strict=True) if one.change is not None}
        changes = [replace(c, value=new[c], factor=None) if c in new else c for c in proposal.fact.changes]
        plan = plan_of(bench, proposal.fact, changes)
    return judge_plan(bench, proposal.kpi, plan, engine, Plan(tuple(today)) if today else NOTHING)


def _today(bench: Workbench, one: _Unsure, value: float) -> Sequence[Edit]:
    """The edits that give a number of today another value; other branches take what a share leaves."""
    if one.field == "probability":
        return edits_of(bench.system, bench.scenario, [Change(one.key, Parameter.SHARE, value)])
    old = getattr(bench.scenario.of(one.key), one.field)
    return [Edit(one.key, one.field, old.with_mean(value) if isinstance(old, Distribution) else value)]


def _told(
    bench: Workbench,
    own: Verdict,
    unsure: Sequence[_Unsure],
    columns: Sequence[Sequence[float]],
    outcomes: Sequence[Outcome],
) -> Robustness:
    holds = sum(outcome.verdict is own for outcome in outcomes)
    gains = [_gain(bench, outcome) for outcome in outcomes]
    known = [n for n, gain in enumerate(gains) if gain is not None]
    first = None
    if len(known) >= LEAST_DRAWS:
        target = _ranks([gains[n] or 0.0 for n in known])
        weights = [abs(_correlation(_ranks([c[n] for n in known]), target)) for c in columns]
        best = max(range(len(unsure)), key=lambda n: (weights[n], -n))
        first = unsure[best] if weights[best] > 0 else None
    counted = {"holds": holds, "draws": len(outcomes)}
    if first is None:
        return Robustness(
            holds, len(outcomes), message("The word holds in {holds} of {draws} draws.", **counted)
        )
    text = message(
        "The word holds in {holds} of {draws} draws; measure {name} first.", name=first.name, **counted
    )
    return Robustness(holds, len(outcomes), text, first.name, first.key)


def _gain(bench: Workbench, outcome: Outcome) -> float | None:
    metric = str(bench.judged[0])
    effect = outcome.overall[metric]
    if effect.change is None:
        return None
    return effect.change if WANTED[Metric(metric)] is Direction.MORE else -effect.change


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda n: (values[n], n))
    found = [0.0] * len(values)
    for rank, n in enumerate(order):
        found[n] = float(rank)
    return found


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's correlation of ranks."""
    count = len(one)
    a, b = sum(one) / count, sum(other) / count
    together = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    spread = (sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other)) ** 0.5
    return together / spread if spread else 0.0
