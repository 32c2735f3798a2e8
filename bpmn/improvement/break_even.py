"""At which value of its own numbers an initiative stops paying: the answer owners can act on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.edits import Edit, scalar
from bpmn.improvement.effects import BreakEven
from bpmn.improvement.evaluate import Workbench
from bpmn.model import SequenceFlow
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import TIMES

GRID = 16
"""Values tried before a sign change is narrowed down."""

WIDEST = 4.0
"""Times are tried up to so many times the larger of the old and the new value."""

MOST_STEPS = 60
PRECISION = 1e-10


@dataclass(frozen=True, slots=True)
class _Lever:
    """One number of the initiative: the edit that sets it, those that follow it, and what it may be."""

    edit: Edit
    followers: tuple[Edit, ...]
    before: float
    after: float
    low: float
    high: float


def break_even(bench: Workbench, edits: Sequence[Edit]) -> tuple[BreakEven, ...]:
    """For each number that edits change, the nearest value at which the first judged metric is as before.

    The other numbers stay as the initiative has them. Numbers without such a value are left out.
    """
    if bench.base.metric(bench.judged[0]) is None:
        return ()
    found = []
    for lever in _levers(bench, edits):
        rest = tuple(e for e in edits if e != lever.edit and e not in lever.followers)
        value = _solve(lambda v, lever=lever, rest=rest: bench.gain((*rest, *_at(lever, v))), lever)  # type: ignore[misc]
        if value is not None:
            found.append(
                BreakEven(_title(bench, lever.edit), lever.edit.key, value, _unit(bench, lever.edit))
            )
    return tuple(found)


def _levers(bench: Workbench, edits: Sequence[Edit]) -> list[_Lever]:
    found: list[_Lever] = []
    used: set[Edit] = set()
    for edit in edits:
        if edit in used or (number := _after(bench, edit)) is None:
            continue
        before = scalar(getattr(bench.scenario.of(edit.key), edit.name))
        if edit.name == "probability":
            lead, followers = _smallest_share(bench, edit, edits)
            used.update((lead, *followers))
            old, new = bench.scenario.of(lead.key).probability or 0.0, scalar(lead.value) or 0.0
            found.append(_Lever(lead, followers, old, new, 0.0, 1.0))
        elif edit.name in (*TIMES, "inter_trigger_timer") and before:
            low = 1e-3 * before if edit.name == "inter_trigger_timer" else 0.0
            found.append(_Lever(edit, (), before, number, low, WIDEST * max(before, number)))
    return found


def _after(bench: Workbench, edit: Edit) -> float | None:
    if edit.is_absolute:
        return scalar(edit.value)
    old = scalar(getattr(bench.scenario.of(edit.key), edit.name))
    return None if old is None else old * edit.factor


def _smallest_share(bench: Workbench, edit: Edit, edits: Sequence[Edit]) -> tuple[Edit, tuple[Edit, ...]]:
    """Of the shares of one gateway, that of the rarest branch leads and the others follow."""
    gateway = _gateway(bench, edit.key)
    group = [e for e in edits if e.name == "probability" and gateway and _gateway(bench, e.key) == gateway]
    group = group or [edit]
    lead = min(group, key=lambda e: bench.scenario.of(e.key).probability or 0.0)
    return lead, tuple(e for e in group if e != lead)


def _gateway(bench: Workbench, key: ElementKey) -> tuple[str, str] | None:
    flow = bench.system.document(key.file).element(key.element)
    source = flow.source_ref if isinstance(flow, SequenceFlow) else None
    return (key.file, source.id or "") if source is not None else None


def _at(lever: _Lever, value: float) -> list[Edit]:
    """The edits with the lever at a value; other branches share what it leaves."""
    old = lever.edit.value
    new = old.with_mean(value) if isinstance(old, Distribution) else value
    if not lever.edit.is_absolute:
        return [Edit(lever.edit.key, lever.edit.name, factor=value / lever.before)]
    whole = sum(scalar(e.value) or 0.0 for e in lever.followers)
    edits = [Edit(lever.edit.key, lever.edit.name, new)]
    for follower in lever.followers:
        part = (scalar(follower.value) or 0.0) / whole if whole else 1 / len(lever.followers)
        edits.append(Edit(follower.key, follower.name, (1 - value) * part))
    return edits


def _solve(gain: Callable[[float], float | None], lever: _Lever) -> float | None:
    """The value nearest to the initiative's at which the gain changes its sign; an unstable state loses."""

    def pays(value: float) -> bool:
        found = gain(value)
        return found is not None and found > 0

    span = lever.high - lever.low
    values = sorted({lever.low + span * i / GRID for i in range(GRID + 1)} | {lever.before, lever.after})
    signs = [pays(value) for value in values]
    turns = [(values[i], values[i + 1]) for i in range(len(values) - 1) if signs[i] != signs[i + 1]]
    roots = [_narrow(gain, low, high) for low, high in turns]
    real = [
        root
        for root in roots
        if (found := gain(root)) is not None and abs(found) < 1e-3 * span_of(gain, lever)
    ]
    return min(real, key=lambda root: abs(root - lever.after), default=None)


def span_of(gain: Callable[[float], float | None], lever: _Lever) -> float:
    """How large gains are around a lever; tells a root from a jump into instability."""
    found = [abs(g) for v in (lever.low, lever.before, lever.after) if (g := gain(v)) is not None]
    return max(found, default=0.0) + PRECISION


def _narrow(gain: Callable[[float], float | None], low: float, high: float) -> float:
    """The root between two values, or where the queues stop settling."""
    at_low, at_high = gain(low), gain(high)
    if at_low is not None and at_high is not None and at_low * at_high < 0:
        from scipy.optimize import brentq

        return float(
            brentq(lambda value: gain(value) or 0.0, low, high, xtol=PRECISION * high, rtol=PRECISION)
        )
    starts_well = at_low is not None and at_low > 0
    for _ in range(MOST_STEPS):
        middle = (low + high) / 2
        if high - low <= PRECISION * max(abs(high), 1e-6):
            break
        found = gain(middle)
        if (found is not None and found > 0) == starts_well:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _title(bench: Workbench, edit: Edit) -> Message:
    element = bench.system.document(edit.key.file).element(edit.key.element)
    name = getattr(element, "name", None) or edit.key.element
    if edit.name == "probability":
        return message("share of “{element}”", element=name)
    if edit.name == "inter_trigger_timer":
        return message("time between cases at “{element}”", element=name)
    return message("time of “{element}”", element=name)


def _unit(bench: Workbench, edit: Edit) -> str:
    return "share" if edit.name == "probability" else str(bench.scenario.time_unit)
