"""The ways from what a customer asks to what the customer gets, each with its own time."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx

from bpmn.queueing.net import Net, Outcome, Source
from bpmn.queueing.results import ChainNumbers
from bpmn.queueing.structure import reachable

if TYPE_CHECKING:
    from bpmn.queueing.frame import Frame
    from bpmn.queueing.spells import Sojourns

MOST_CHAINS = 200
TOLERANCE = 1e-15
ROUNDS = 100_000


def final_replies(net: Net) -> frozenset[int]:
    """The steps at which a customer's time stops: replies behind which there is no other to a customer."""
    told = [reply.step for reply in net.replies if reply.is_customer]
    final = {
        step for step in told if not any(other != step and other in reachable(net, [step]) for other in told)
    }
    return frozenset(final or told)


def chains(
    net: Net, frame: "Frame", sojourns: "Sojourns", seen: Callable[[Source], Net]
) -> tuple[ChainNumbers, ...]:
    """Every way from a customer's trigger to an outcome; to the ends of paths where nobody is told.

    ``seen`` gives the net as the cases of a source go through it.
    """
    told = [reply.step for reply in net.replies if reply.is_customer]
    ends = told or [index for index, step in enumerate(net.steps) if not step.outcomes]
    found = []
    for source in net.sources:
        if source.is_customer:
            within = reachable(net, [source.step])
            found += [_chain(seen(source), frame, sojourns, source, end) for end in ends if end in within]
        if len(found) > MOST_CHAINS:
            break
    return tuple(chain for chain in found[:MOST_CHAINS] if chain.share > 0)


def _chain(net: Net, frame: "Frame", sojourns: "Sojourns", source: Source, end: int) -> ChainNumbers:
    chances = chances_to_reach(net, end)
    start, last = net.steps[source.step], net.steps[end]
    share = chances[source.step]
    lead_time: float | None = None
    if share > 0:
        given = _given(net, end, chances)
        clock = frame.chain(source.step, end, given).clock(given, sojourns.times, sojourns.blocks.longest)
        mean = math.nan if clock is None else clock.time(source.step).mean
        lead_time = None if math.isnan(mean) else mean
    return ChainNumbers(
        f"{start.name} → {last.name}", source.party, start.key, last.key, lead_time, min(share, 1.0)
    )


def chances_to_reach(net: Net, end: int) -> list[float]:
    """The probability that a case at each step gets to ``end``; side paths count as independent."""
    chances = [0.0] * len(net.steps)
    chances[end] = 1.0
    before = _before(net, end) - {end}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(sorted(before))
    for index in sorted(before):
        graph.add_edges_from((index, t) for o in net.steps[index].outcomes for t in o.targets if t in before)
    # Tarjan's algorithm gives a component after everything it leads to.
    for component in nx.strongly_connected_components(graph):
        _settle(net, sorted(component, reverse=True), chances)
    return chances


def _settle(net: Net, component: Iterable[int], chances: list[float]) -> None:
    """Work out the chances of steps that lead to each other."""
    steps = list(component)
    for _ in range(ROUNDS):
        moved = 0.0
        for index in steps:
            new = sum(o.probability * _any(chances, o) for o in net.steps[index].outcomes)
            moved = max(moved, abs(new - chances[index]))
            chances[index] = new
        if moved < TOLERANCE:
            break


def _before(net: Net, end: int) -> set[int]:
    """The steps from which tokens can get to ``end``."""
    into: dict[int, list[int]] = {}
    for index, step in enumerate(net.steps):
        for outcome in step.outcomes:
            for target in outcome.targets:
                into.setdefault(target, []).append(index)
    found, open_steps = {end}, [end]
    while open_steps:
        new = [index for index in into.get(open_steps.pop(), ()) if index not in found]
        found.update(new)
        open_steps += new
    return found


def _any(chances: Sequence[float], outcome: Outcome) -> float:
    missed = 1.0
    for target in outcome.targets:
        missed *= 1 - min(chances[target], 1.0)
    return 1 - missed


def _given(net: Net, end: int, chances: Sequence[float]) -> Net:
    """The net as the cases see it that get to ``end``."""
    steps = []
    for index, step in enumerate(net.steps):
        if index == end or chances[index] <= 0:
            steps.append(replace(step, outcomes=()) if index == end else step)
            continue
        outcomes = tuple(
            Outcome(o.probability * chance / chances[index], o.targets)
            for o in step.outcomes
            if (chance := _any(chances, o)) > 0
        )
        steps.append(replace(step, outcomes=outcomes))
    return replace(net, steps=tuple(steps))
