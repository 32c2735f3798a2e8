"""At which value of its own numbers an initiative turns for the whole: the answer owners can act on."""

from collections.abc import Callable

from bpmn.improvement.effects import BreakEven
from bpmn.improvement.engine import Analytic
from bpmn.improvement.initiative import Proposal
from bpmn.improvement.judge import judge_plan
from bpmn.improvement.levers import Lever, levers, title, unit_of
from bpmn.improvement.verdict import Overall
from bpmn.improvement.workbench import Plan, Workbench

GRID = 12
"""Values tried before a turn is narrowed down."""

MOST_STEPS = 30
PRECISION = 1e-8


def break_even(bench: Workbench, proposal: Proposal) -> tuple[BreakEven, ...]:
    """For each number of an initiative, the nearest value at which the whole wins or loses otherwise.

    There the word turns too. The other numbers stay as the initiative has them; queueing theory judges.
    Numbers that never turn it are left out.
    """
    if bench.base.metric(bench.judged[0]) is None:
        return ()
    engine = Analytic(bench)

    def whole(plan: Plan) -> Overall | None:
        return judge_plan(bench, proposal.kpi, plan, engine).whole

    found = []
    for lever in levers(bench, proposal.plan):
        value = turn(lambda v, lever=lever: whole(lever.at(proposal.plan, v)), lever)  # type: ignore[misc]
        if value is not None:
            below = value > lever.after
            found.append(
                BreakEven(
                    title(bench, lever.edit),
                    lever.edit.key,
                    value,
                    unit_of(bench, lever.edit.name),
                    below,
                    lever.after,
                    _no_change(bench, proposal.plan, lever),
                )
            )
    return tuple(found)


def turn(whole: Callable[[float], Overall | None], lever: Lever) -> float | None:
    """The value nearest to the plan's at which what the whole gets ends, by bisection; None without one."""
    own = whole(lever.after)
    span = lever.high - lever.low
    grid = sorted({lever.low + span * i / GRID for i in range(GRID + 1)} | {lever.before or 0.0})
    above = [v for v in grid if v > lever.after]
    below = [v for v in reversed(grid) if v < lever.after and v >= lever.low]
    found = [_first(whole, own, lever.after, side) for side in (above, below)]
    return min((v for v in found if v is not None), key=lambda v: abs(v - lever.after), default=None)


def _first(
    whole: Callable[[float], Overall | None], own: Overall | None, start: float, side: list[float]
) -> float | None:
    inside = start
    for value in side:
        if whole(value) is not own:
            return _narrow(lambda v: whole(v) is own, inside, value)
        inside = value
    return None


def _narrow(holds: Callable[[float], bool], inside: float, outside: float) -> float:
    """The border between a value for which something holds and one for which it does not."""
    for _ in range(MOST_STEPS):
        if abs(outside - inside) <= PRECISION * max(abs(inside), abs(outside), 1e-6):
            break
        middle = (inside + outside) / 2
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return (inside + outside) / 2


# -- where nothing changes for the customer ------------------------------------------------------


def _no_change(bench: Workbench, plan: Plan, lever: Lever) -> float | None:
    """The value nearest to the plan's at which the first judged number (or the value) is as before."""

    def gain(value: float) -> float | None:
        return bench.gain(lever.at(plan, value))

    span = lever.high - lever.low
    values = sorted({lever.low + span * i / GRID for i in range(GRID + 1)} | {lever.after})
    gains = [gain(value) for value in values]
    roots = []
    for n in range(len(values) - 1):
        one, other = gains[n], gains[n + 1]
        if one is not None and other is not None and one * other < 0:
            roots.append(_root(gain, values[n], values[n + 1]))
    return min(roots, key=lambda root: abs(root - lever.after), default=None)


def _root(gain: Callable[[float], float | None], low: float, high: float) -> float:
    from scipy.optimize import brentq

    return float(brentq(lambda value: gain(value) or 0.0, low, high, xtol=PRECISION * high, rtol=PRECISION))
