"""What else makes an initiative good for the customer: the smallest further change that does it."""

from collections.abc import Callable, Iterator

from bpmn.base.finding import ElementKey
from bpmn.base.message import message
from bpmn.improvement.edits import Edit
from bpmn.improvement.effects import Companion, InitiativeEffect
from bpmn.improvement.engine import Analytic
from bpmn.improvement.initiative import Proposal
from bpmn.improvement.judge import judge_plan
from bpmn.improvement.levers import called
from bpmn.improvement.spoken import time
from bpmn.improvement.verdict import Overall
from bpmn.improvement.workbench import Plan, Workbench
from bpmn.scenario.distributions import Distribution

MOST_PEOPLE = 3
"""So many more people of one team are tried."""

PLACES = 3
"""So many of the busiest teams and of the places where waits grew are tried."""

STEPS = 12
BAD = (Overall.LOSS, Overall.TRADE_OFF)


def companion(bench: Workbench, proposal: Proposal, effect: InitiativeEffect) -> Companion | None:
    """The smallest further change after which the whole no longer loses; None where it does not lose.

    More people of the teams that became busiest are tried first, then quicker work where waits grew.
    """
    engine = Analytic(bench)

    def is_good(more: Edit) -> bool:
        plan = Plan((*proposal.plan.edits, more), proposal.plan.structure, proposal.plan.running_cost)
        return judge_plan(bench, proposal.kpi, plan, engine).whole in (Overall.WIN, Overall.NEUTRAL)

    if judge_plan(bench, proposal.kpi, proposal.plan, engine).whole not in BAD:
        return None
    return _people(bench, effect, is_good) or _quicker(bench, effect, is_good)


def _people(bench: Workbench, effect: InitiativeEffect, is_good: Callable[[Edit], bool]) -> Companion | None:
    for count in range(1, MOST_PEOPLE + 1):
        for name, key, quantity in _busiest(bench, effect):
            if is_good(Edit(key, "quantity", quantity + count)):
                text = message("To make it good for the customer you also need {count} more of “{team}”.",
                               count=count, team=name)  # fmt: skip
                return Companion(text, key, float(count), "people")
    return None


def _busiest(bench: Workbench, effect: InitiativeEffect) -> Iterator[tuple[str, ElementKey, float]]:
    teams = sorted(effect.after.resources, key=lambda r: (-(r.utilisation or 0.0), r.name))
    for team in teams[:PLACES]:
        for key in team.keys:
            quantity = bench.scenario.of(key).quantity
            if quantity is not None:
                yield team.name, key, team.capacity or quantity
                break


def _quicker(bench: Workbench, effect: InitiativeEffect, is_good: Callable[[Edit], bool]) -> Companion | None:
    grown = [m for m in effect.moved if (m.delta or 0.0) > 0]
    for shift in grown[:PLACES]:
        old = bench.scenario.of(shift.key).processing_time
        if not isinstance(old, Distribution) or not old.mean:
            continue
        if not is_good(Edit(shift.key, "processing_time", old.with_mean(0.0))):
            continue
        low, high = 0.0, 1.0
        for _ in range(STEPS):
            middle = (low + high) / 2
            if is_good(Edit(shift.key, "processing_time", old.scaled(middle))):
                low = middle
            else:
                high = middle
        if low > 0:
            value = low * old.mean
            text = message(
                "To make it good for the customer, “{step}” must also take at most {time}.",
                step=called(bench, shift.key), time=time(value, bench.scenario.time_unit),
            )  # fmt: skip
            return Companion(text, shift.key, value, str(bench.scenario.time_unit))
    return None
