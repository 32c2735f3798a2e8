"""Figures of the whole flow: value-stream mapping, quality, relief of waits, throughput accounting."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bpmn.queueing.frame import Frame
from bpmn.queueing.moments import Moments
from bpmn.queueing.net import Net
from bpmn.queueing.network import Station
from bpmn.queueing.results import Flow, Relief
from bpmn.queueing.solution import Solution
from bpmn.queueing.spells import Sojourns, Spell

VALUES = ("VA", "BVA", "NVA")
MOST_TRIED, FEW_TRIED, MANY = 12, 3, 200
"""Relief is sought among so many pools with the longest waits; among fewer where there are many pools."""


def touch(solution: Solution, index: int) -> float:
    """The work for one case at a step, on average."""
    group = solution.network.groups.get(index)
    return solution.net.steps[index].touch(group.size if group is not None else 1.0)


def flow(solution: Solution) -> Flow:
    """The figures of the flow, per customer case."""
    net, cases = solution.net, solution.cases
    per_case = [rate / cases if cases else 0.0 for rate in solution.rates]
    works = [
        per_case[i] * step.instances * touch(solution, i) if step.is_activity else 0.0
        for i, step in enumerate(net.steps)
    ]
    value = {
        name: sum(work for work, step in zip(works, net.steps, strict=True) if step.value == name)
        for name in VALUES
        if any(step.value == name for step in net.steps)
    }
    accurate = _accurate(solution, per_case)
    return Flow(
        sum(works),
        _theoretical(solution),
        value,
        _first_pass(solution, accurate),
        accurate,
        _hand_overs(solution),
        _takt(solution),
    )


def _theoretical(solution: Solution) -> float | None:
    """The lead time if nobody ever waited (theoretical cycle time)."""
    bare = [Spell(work=_bare(solution, i, spell)) for i, spell in enumerate(solution.spells)]
    found = Sojourns(solution.net, solution.frame, bare)
    clock = solution.frame.customer.clock(solution.net, found.times, found.blocks.longest)
    entries = [(source.rate, source.step) for source in solution.customers]
    return None if clock is None or not entries else clock.from_any(entries).mean


def _bare(solution: Solution, index: int, spell: Spell) -> Moments:
    return Moments(touch(solution, index)) if index in solution.network.groups else spell.work


def _accurate(solution: Solution, per_case: list[float]) -> float | None:
    """The share of cases in which no step creates a defect (rolled complete and accurate)."""
    if solution.defects is None:
        return None
    share = 1.0
    for step, visits in zip(solution.net.steps, per_case, strict=True):
        share *= (1 - (step.defect or 0.0)) ** min(visits * step.instances, 1.0)
    return share


def _first_pass(solution: Solution, accurate: float | None) -> float | None:
    """The share of cases that go through without a defect and without coming to any step twice."""
    if not solution.cases or not solution.clocks or solution.clocks[0][0] is None:
        return None
    share = 1.0 if accurate is None else accurate
    context = solution.clocks[0][0].plan.contexts[None]
    entering = _entering(solution, [set(c.steps) for c in context.components if c.is_loop])
    for component in context.components:
        steps = solution.net.steps
        if not component.is_loop or any(steps[i].rework is not None for i in component.steps):
            continue
        visits = max(solution.rates[i] for i in component.steps)
        coming = entering[component.steps]
        if visits > 0:
            share *= 1 - min(coming / solution.cases, 1.0) * max(1 - coming / visits, 0.0)
    return share


def _entering(solution: Solution, loops: list[set[int]]) -> Mapping[tuple[int, ...], float]:
    """How many tokens come into each loop from outside it, per unit of time."""
    routing = solution.routing
    of = {step: place for place, loop in enumerate(loops) for step in loop}
    found = [0.0] * len(loops)
    rates = routing.visits @ [source.rate for source in solution.net.sources]
    for entry, source in zip(routing.tokens.entry, solution.net.sources, strict=True):
        place = of.get(routing.tokens.states[entry].step)
        if place is not None:
            found[place] += source.rate
    for arc, flow_ in zip(routing.tokens.arcs, routing.flows.tolist(), strict=True):
        before, after = (of.get(routing.tokens.states[s].step) for s in (arc.source, arc.target))
        if after is not None and after != before:
            found[after] += float(rates[arc.source]) * flow_
    return {tuple(sorted(loop)): found[place] for place, loop in enumerate(loops)}


def _hand_overs(solution: Solution) -> float:
    """How often a case goes from one team to another."""
    if not solution.cases:
        return 0.0
    between = solution.routing.between(solution.routing.visits @ [s.rate for s in solution.net.sources])
    return float(between.sum() - between.trace()) / solution.cases


def _takt(solution: Solution) -> float | None:
    """The open time of the fullest pool per customer case."""
    loaded = [station for station in solution.network.stations if station.load > 0]
    if not loaded or not solution.cases:
        return None
    worst = max(loaded, key=lambda station: station.load)
    return solution.net.pools[worst.pool].open_share / solution.cases


def relief(solution: Solution, frame: Frame) -> Relief | None:
    """The pool of which one more shortens the lead time most; None where nobody waits or it never settles."""
    before = solution.lead_time.mean
    if not solution.cases or before != before:  # noqa: PLR0124 - not a number
        return None
    found: list[Relief] = []
    for station in _longest_waits(solution):
        after = Solution(_with_one_more(solution.net, station), frame).lead_time.mean
        if before - after > 0:
            found.append(Relief(solution.net.pools[station.pool].name, before - after))
    return max(found, key=lambda relief: relief.gain, default=None)


def _longest_waits(solution: Solution) -> Iterable[Station]:
    waits: dict[int, float] = {}
    for index, weight in solution.weights.items():
        for need in solution.net.steps[index].needs:
            spell = solution.spells[index]
            waits[need.pool] = waits.get(need.pool, 0.0) + weight * (
                spell.queue.mean + spell.off_calendar.mean
            )
    tried = MOST_TRIED if len(solution.network.stations) <= MANY else FEW_TRIED
    waiting = [station for station in solution.network.stations if waits.get(station.pool, 0.0) > 0]
    return sorted(waiting, key=lambda station: (-waits[station.pool], station.pool))[:tried]


def _with_one_more(net: Net, station: Station) -> Net:
    pools = list(net.pools)
    pools[station.pool] = replace(pools[station.pool], capacity=(pools[station.pool].capacity or 0.0) + 1)
    return replace(net, pools=tuple(pools))


def expense(net: Net, loads: Mapping[int, float]) -> float | None:
    """What people cost per unit of time: those paid when idle for all their hours, others for their work."""
    total, is_any = 0.0, False
    for index, pool in enumerate(net.pools):
        if pool.unit_cost is None or pool.capacity is None:
            continue
        is_any = True
        there = pool.capacity * pool.open_share * pool.share
        total += pool.unit_cost * there * (1.0 if pool.is_paid_when_idle else min(loads.get(index, 0.0), 1.0))
    return total if is_any else None
