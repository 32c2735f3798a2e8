"""How far an owner may go with a target before the whole loses, and what haste may cost at most."""

from collections.abc import Iterator
from dataclasses import replace

from bpmn.base.finding import ElementKey
from bpmn.improvement.break_even import turn
from bpmn.improvement.changes import edits_of
from bpmn.improvement.edits import Edit
from bpmn.improvement.effects import BreakEven
from bpmn.improvement.engine import Analytic
from bpmn.improvement.judge import judge_plan
from bpmn.improvement.levers import Lever, levers, title, unit_of
from bpmn.improvement.targets import Ground, Target, returns
from bpmn.improvement.verdict import Overall
from bpmn.improvement.workbench import NOTHING, Plan, Workbench
from bpmn.scenario.parameters import Batch
from bpmn.system.facts import Change, KpiFact, Measure, Parameter

BAD = (Overall.LOSS, Overall.TRADE_OFF)


def how_far(bench: Workbench, target: Target) -> BreakEven | None:
    """The value at which a dangerous target begins to hurt the whole; None where there is no such number."""
    if target.kind == "removeCheck":
        return _with_defects(bench, target)
    if target.kind == "batchDouble":
        return _largest_group(bench, target)
    for lever in levers(bench, target.plan):
        value = turn(lambda v, lever=lever: _whole(bench, target, lever.at(target.plan, v)), lever)  # type: ignore[misc]
        if value is not None:
            return _point(bench, lever, value)
    return None


def haste(bench: Workbench, target: Target) -> BreakEven | None:
    """How many more cases may come back, or be spoilt, until quicker work brings the whole nothing.

    Tried on the defects of the step and on the branches back that pass it; None where there is neither.
    """
    for lever in (*_defects(bench, target.key), *_returns(bench, target)):
        value = turn(lambda v, lever=lever: _whole(bench, target, _both(bench, target, lever, v)), lever)  # type: ignore[misc]
        if value is not None and value > lever.after:
            return _point(bench, lever, value)
    return None


def _whole(bench: Workbench, target: Target, plan: Plan, start: Plan = NOTHING) -> Overall | None:
    kpi = target.kpi or KpiFact("", "", Measure.OTHER, target.key)
    return judge_plan(bench, kpi, plan, Analytic(bench), start).whole


def _point(bench: Workbench, lever: Lever, value: float) -> BreakEven:
    name = title(bench, lever.edit)
    return BreakEven(
        name, lever.edit.key, value, unit_of(bench, lever.edit.name), value > lever.after, lever.after
    )


def _both(bench: Workbench, target: Target, lever: Lever, value: float) -> Plan:
    """The target with a share at a value; other branches take what it leaves."""
    edit = lever.edit
    if edit.name == "probability":
        change = Change(edit.key, Parameter.SHARE, value)
        edits = edits_of(bench.system, bench.scenario, [change])
    else:
        edits = (replace(edit, value=value),)
    return Plan((*target.plan.edits, *edits), target.plan.structure)


def _defects(bench: Workbench, key: ElementKey) -> Iterator[Lever]:
    share = bench.scenario.of(key).defect
    if share is not None:
        yield Lever(Edit(key, "defect", share), (), share, share, 0.0, 1.0)


def _returns(bench: Workbench, target: Target) -> Iterator[Lever]:
    for key, share, nodes in returns(Ground(bench)):
        if key.file == target.key.file and target.key.element in nodes:
            yield Lever(Edit(key, "probability", share), (), share, share, 0.0, 1.0)


def _with_defects(bench: Workbench, target: Target) -> BreakEven | None:
    """How few defects there must be for a check to be left out: today and then."""
    for key, parameters in bench.scenario.parameters.items():
        for lever in _defects(bench, key) if parameters.defect else ():

            def whole(value: float, lever: Lever = lever) -> Overall | None:
                start = Plan((replace(lever.edit, value=value),))
                return _whole(bench, target, target.plan, start)

            value = turn(whole, lever)
            if value is not None and value < lever.after:
                return _point(bench, lever, value)
    return None


def _largest_group(bench: Workbench, target: Target) -> BreakEven | None:
    """The largest group at which the whole does not lose yet."""
    old = bench.scenario.of(target.key).batch
    if old is None or not old.most:
        return None
    last = old.most
    for size in range(old.most + 1, 2 * old.most):
        least = size if old.least == old.most else old.least
        group = Batch(least, size, old.timeout, old.at, old.per)
        if _whole(bench, target, Plan((Edit(target.key, "batch", group),))) in BAD:
            break
        last = size
    edit = Edit(target.key, "batch")
    return BreakEven(title(bench, edit), target.key, float(last), "cases", False, 2.0 * old.most)
