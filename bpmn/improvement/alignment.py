"""How well key figures point at what is good for the whole: elasticities and the alignment of each figure.

For the levers that an owner controls, a_j is by how many per cent the owner's figure gains for one per cent
of the lever, g_j the same for the whole. The alignment is the cosine of both: 1 rewards what helps, 0 rewards
what does not matter, below 0 rewards hurting the system.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bpmn.analysis.results import Opposing
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.improvement.edits import Edit, scalar
from bpmn.improvement.figures import end_to_end, value_of
from bpmn.improvement.levers import title
from bpmn.improvement.targets import Ground
from bpmn.improvement.workbench import NOTHING, Plan, Workbench
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import TIME_FIELDS, Batch
from bpmn.system.facts import Direction, KpiFact

STEP = 0.01
"""By this part a number is raised to see what follows."""

LEAST = 1e-6
"""Elasticities below this are rounding."""

TINY = 1e-12

AGAINST = -0.1
"""Below this two figures pull against each other."""


@dataclass(frozen=True, slots=True)
class Elasticity:
    """By how many per cent the whole gains (below 0: loses) for one per cent more of a number."""

    name: Message
    key: ElementKey
    owner: str
    value: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """How a figure of an owner points at what is good for all; None where nothing the owner does moves it.

    ``worst`` is the lever that gains most for the owner at the cost of the whole; None where there is none.
    """

    owner: str
    kpi: KpiFact
    alpha: float | None
    worst: Message | None = None
    worst_key: ElementKey | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two owners' figures on the same levers: below 0 what is good for one is bad for the other."""

    one: KpiFact
    other: KpiFact
    first: str
    second: str
    index: float
    lever: Message | None = None
    """What moves them most against each other; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The figures of all owners, and the conflicts between each two of different owners."""

    owners: tuple[Aligned, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def opposing(self) -> tuple[Opposing, ...]:
        """The key figures of two owners that pull against each other, for the checks."""
        return tuple(
            Opposing(c.one.id, c.other.id, c.lever, c.index)
            for c in self.conflicts
            if c.index < AGAINST and c.lever is not None and c.one.id and c.other.id
        )


@dataclass(frozen=True, slots=True)
class _Lever:
    """A number, who controls it, and by which part of itself ``plan`` raises it."""

    name: Message
    key: ElementKey
    owner: str
    plan: Plan
    part: float


@dataclass(frozen=True, slots=True)
class _Response:
    """What a lever does: to the whole and to each figure, as gains per part of the lever."""

    lever: _Lever
    whole: float
    figures: Sequence[float]


def elasticities(bench: Workbench) -> tuple[Elasticity, ...]:
    """The tornado: every number by what one per cent more of it does to the whole, the largest first."""
    found = []
    for lever in _levers(Ground(bench)):
        gain = _whole(bench, lever.plan)
        if gain is not None and abs(gain / lever.part) > LEAST:
            found.append(Elasticity(lever.name, lever.key, lever.owner, gain / lever.part))
    return tuple(sorted(found, key=lambda e: (-abs(e.value), e.key)))


def alignment(bench: Workbench) -> Alignment:
    """The alignment of every figure that somebody answers for, and which figures pull against each other."""
    ground = Ground(bench)
    figures = _figures(ground)
    responses = [r for lever in _levers(ground) if (r := _response(bench, lever, [k for _, k in figures]))]
    owners = tuple(_aligned(owner, kpi, n, responses) for n, (owner, kpi) in enumerate(figures))
    conflicts = [
        _conflict(figures, (a, b), responses)
        for a, b in combinations(range(len(figures)), 2)
        if figures[a][0] != figures[b][0]
    ]
    return Alignment(owners, tuple(c for c in conflicts if c is not None))


def _figures(ground: Ground) -> list[tuple[str, KpiFact]]:
    """Each figure with who answers for it; owners without one are taken to look at the time they need."""
    found: list[tuple[str, KpiFact]] = []
    for kpi in ground.bench.facts.kpis:
        owner = kpi.owner or (ground.owner(kpi.element) if kpi.element is not None else "")
        if owner and value_of(kpi, ground.base) is not None:
            found.append((owner, kpi))
    known = {owner for owner, _ in found}
    for numbers in ground.base.processes:
        owner = ground.owner(numbers.key)
        if owner and owner not in known and numbers.lead_time:
            known.add(owner)
            found.append((owner, ground.time_in(numbers.key)))
    return found


# -- levers ---------------------------------------------------------------------------------------


def _levers(ground: Ground) -> Iterator[_Lever]:
    bench = ground.bench
    main = {key: ground.owner(ground.main_process(keys)) for keys in ground.teams for key in keys}
    for key, parameters in sorted(ground.scenario.parameters.items()):
        if key.file not in bench.system.files:
            continue
        process = ground.process(key)
        owner = main.get(key) or (ground.owner(process) if process is not None else "")
        for name in parameters.given():
            raised = _raised(name, getattr(parameters, name))
            if raised is not None:
                edit, part = raised
                made = Edit(key, name, *edit)
                yield _Lever(title(bench, made), key, owner, Plan((made,)), part)


def _raised(name: str, value: object) -> tuple[tuple[float | Batch | None, float], float] | None:
    """Value and factor of the edit that raises a number, and by which part; None for what is no number.

    People and groups come one by one.
    """
    if name in TIME_FIELDS and isinstance(value, Distribution) and value.mean > 0:
        return (None, 1 + STEP), STEP
    if name == "quantity" and isinstance(value, float | int) and value > 0:
        return (float(value) + 1, 1.0), math.log((value + 1) / value)
    if name == "batch" and isinstance(value, Batch) and value.most:
        more = Batch(
            value.least + (value.least == value.most), value.most + 1, value.timeout, value.at, value.per
        )
        return (more, 1.0), math.log((value.most + 1) / value.most)
    number = scalar(value) if name in ("defect", "detection", "repeat", "share", "efficiency") else None  # type: ignore[arg-type]
    if number:
        return (None, 1 + STEP), STEP
    return None


def _response(bench: Workbench, lever: _Lever, figures: Sequence[KpiFact]) -> _Response | None:
    whole = _whole(bench, lever.plan)
    if whole is None:
        return None
    after = bench.after(lever.plan)
    gains = [_gain(kpi, value_of(kpi, bench.base), value_of(kpi, after)) / lever.part for kpi in figures]
    return _Response(lever, whole / lever.part, gains)


def _whole(bench: Workbench, plan: Plan) -> float | None:
    """By which part the whole gains: its value, else the first judged number."""
    if bench.worth is not None:
        before, after = bench.value(NOTHING), bench.value(plan)
        if before is None or after is None or abs(before) < TINY:
            return None
        return (after - before) / abs(before)
    figure = end_to_end(bench.judged[0])
    before, after = (bench.whole(p).metric(bench.judged[0]) for p in (NOTHING, plan))
    return None if before is None or after is None else _gain(figure, before, after)


def _gain(kpi: KpiFact, before: float | None, after: float | None) -> float:
    """By which part a figure gains, + being good; 0 where it is not known."""
    if before is None or after is None or abs(before) < TINY:
        return 0.0
    change = (after - before) / abs(before)
    return change if kpi.direction == Direction.MORE else -change


# -- what follows from them -----------------------------------------------------------------------


def _aligned(owner: str, kpi: KpiFact, at: int, responses: Sequence[_Response]) -> Aligned:
    own = [r for r in responses if r.lever.owner == owner]
    alpha = _cosine([r.figures[at] for r in own], [r.whole for r in own])
    products = [(r.figures[at] * r.whole, n) for n, r in enumerate(own)]
    worst = min(products, default=(0.0, 0))
    if worst[0] >= -(LEAST**2):
        return Aligned(owner, kpi, alpha)
    lever = own[worst[1]].lever
    return Aligned(owner, kpi, alpha, lever.name, lever.key)


def _conflict(
    figures: Sequence[tuple[str, KpiFact]], pair: tuple[int, int], responses: Sequence[_Response]
) -> Conflict | None:
    """What two figures have to do with each other over the levers of their owners; None if nothing."""
    a, b = pair
    owners = {figures[a][0], figures[b][0]}
    shared = [r for r in responses if r.lever.owner in owners]
    index = _cosine([r.figures[a] for r in shared], [r.figures[b] for r in shared])
    if index is None:
        return None
    products = [(r.figures[a] * r.figures[b], n) for n, r in enumerate(shared)]
    worst = min(products, default=(0.0, 0))
    lever = shared[worst[1]].lever.name if worst[0] < -(LEAST**2) else None
    return Conflict(figures[a][1], figures[b][1], figures[a][0], figures[b][0], index, lever)


def _cosine(one: Sequence[float], other: Sequence[float]) -> float | None:
    lengths = math.sqrt(math.fsum(x * x for x in one)) * math.sqrt(math.fsum(y * y for y in other))
    if lengths < LEAST**2:
        return None
    return math.fsum(x * y for x, y in zip(one, other, strict=True)) / lengths
