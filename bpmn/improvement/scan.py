"""Which local targets would hurt the whole: standard targets, one at a time, for their owner and for all.

(Sensitivity scan: local gain against global gain; tornado of elasticities.)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bpmn.base.progress import Progress, silent
from bpmn.improvement.alignment import Alignment, Elasticity, alignment, elasticities
from bpmn.improvement.changes import CannotApply
from bpmn.improvement.effects import BreakEven, Effect
from bpmn.improvement.engine import Analytic, Engine
from bpmn.improvement.how_far import haste, how_far
from bpmn.improvement.judge import Outcome, judge_plan
from bpmn.improvement.simulated import Simulated
from bpmn.improvement.targets import Target, targets
from bpmn.improvement.verdict import Judgement, Overall, Verdict
from bpmn.improvement.workbench import Workbench
from bpmn.queueing.drafts import Links
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps
from bpmn.simulation import Workers
from bpmn.system.facts import Facts, KpiFact, Measure

CONFIRMED = 10
"""So many of the targets that matter most are confirmed by simulation."""


class Quadrant(StrEnum):
    """What a target is for its owner and for the whole."""

    SAFE = "safe"
    """Good for the owner, good for the whole."""
    USELESS = "useless"
    """Good for the owner, and the customer does not notice."""
    DANGEROUS = "dangerous"
    """Good for the owner, bad for the whole."""
    NO_TARGET = "noTarget"
    """No gain for the owner, so nobody would set it."""
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Scanned:
    """A target that was tried. ``is_confirmed`` where a simulation said so; ``local`` None has no figure.

    ``break_even`` of a dangerous target is how far one may go, ``haste`` of a quicker step how many more
    repeats eat up what it brings.
    """

    target: Target
    local: Effect | None
    overall: Effect
    verdict: Verdict
    quadrant: Quadrant
    gain: float | None
    break_even: BreakEven | None = None
    haste: BreakEven | None = None
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """All targets, the tornado of elasticities, and how well key figures point at what is good for all."""

    base: Analysis
    judged_on: tuple[str, ...]
    targets: tuple[Scanned, ...]
    tornado: tuple[Elasticity, ...]
    alignment: Alignment
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Depth:
    """How thoroughly to scan: ``is_quick`` by theory alone, else the ten that matter most by simulation."""

    is_quick: bool = True
    seed: int | None = None
    workers: int | None = None


def scan(
    system: Maps,
    links: Links | None = None,
    facts: Facts | None = None,
    depth: Depth = Depth(),
    progress: Progress = silent,
) -> Scan:
    """Try every standard target of a system."""
    bench = Workbench(system, links, facts)
    found = _tried(bench, targets(bench), Analytic(bench), progress)
    used = None
    if not depth.is_quick:
        with Workers(depth.workers) as crew:
            engine = Simulated(bench, depth.seed, crew)
            used = engine.seed
            found = _confirmed(bench, found, engine)
    found = [_with_limits(bench, one) for one in found]
    return Scan(
        bench.base,
        tuple(map(str, bench.judged)),
        tuple(sorted(found, key=_weight)),
        elasticities(bench),
        alignment(bench),
        used,
    )


_ORDER = (Quadrant.DANGEROUS, Quadrant.UNDECIDED, Quadrant.USELESS, Quadrant.SAFE, Quadrant.NO_TARGET)
_RANK = {quadrant: rank for rank, quadrant in enumerate(_ORDER)}


def _weight(one: Scanned) -> tuple[int, float, str, str]:
    """Dangerous ones first, those that cost the whole most before; a loss without end is the greatest."""
    gain = -math.inf if one.gain is None else one.gain
    return _RANK[one.quadrant], gain, str(one.target.name), str(one.target.key)


def _tried(bench: Workbench, wanted: Sequence[Target], engine: Engine, progress: Progress) -> list[Scanned]:
    found = []
    for number, target in enumerate(wanted, 1):
        one = _one(bench, target, engine)
        if one is not None:
            found.append(one)
        progress(number / len(wanted))
    return found


def _one(bench: Workbench, target: Target, engine: Engine) -> Scanned | None:
    """A target that was tried; None where it is not possible."""
    kpi = target.kpi or KpiFact("", "", Measure.OTHER, target.key)
    try:
        outcome = judge_plan(bench, kpi, target.plan, engine)
    except CannotApply:
        return None
    local = outcome.local if target.kpi is not None else None
    metric = str(bench.judged[0])
    return Scanned(
        target,
        local,
        outcome.overall[metric],
        outcome.verdict,
        _quadrant(target, local, outcome),
        bench.gain(target.plan),
    )


def _quadrant(target: Target, local: Effect | None, outcome: Outcome) -> Quadrant:
    """Where a target lies; without a figure the owner is taken to gain, or nobody would think of it."""
    if local is not None and local.judgement in (Judgement.WORSE, Judgement.SAME):
        return Quadrant.NO_TARGET
    if outcome.whole is None or (local is not None and local.judgement is Judgement.UNDECIDED):
        return Quadrant.UNDECIDED
    words = {Overall.WIN: Quadrant.SAFE, Overall.NEUTRAL: Quadrant.USELESS}
    word = words.get(outcome.whole, Quadrant.DANGEROUS)
    return Quadrant.UNDECIDED if target.note is not None and word is not Quadrant.DANGEROUS else word


def _confirmed(bench: Workbench, found: list[Scanned], engine: Engine) -> list[Scanned]:
    """The dangerous and undecided ones first, by what the whole loses, then those that bring most."""
    order = sorted(
        (n for n, one in enumerate(found) if one.quadrant is not Quadrant.NO_TARGET),
        key=lambda n: (_RANK[found[n].quadrant], -abs(found[n].gain or 0.0), n),
    )
    for n in order[:CONFIRMED]:
        again = _one(bench, found[n].target, engine)
        if again is not None:
            found[n] = replace(again, is_confirmed=True)
    return found


def _with_limits(bench: Workbench, one: Scanned) -> Scanned:
    """A dangerous target with how far one may go; a quicker step with what haste may cost."""
    if one.quadrant is Quadrant.DANGEROUS:
        return replace(one, break_even=how_far(bench, one.target))
    if one.target.kind == "handlingTime" and one.quadrant is Quadrant.SAFE:
        return replace(one, haste=haste(bench, one.target))
    return one
