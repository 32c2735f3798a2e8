"""Defects: where they are created, where they are found, and how many reach the customer.

Tokens are counted twice, all of them and those with a defect. Both counts are linear in each other, so one
system of equations gives them, with the rework that found defects cause (paths side by side count as
independent, and two defects of one case at a join as two).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bpmn.queueing.net import Net, Outcome, Step
from bpmn.queueing.routing import Endless
from bpmn.queueing.tokens import CALL, Arc, Tokens

if TYPE_CHECKING:
    from bpmn.scenario.parameters import ElementParameters


@dataclass(frozen=True, slots=True)
class Defects:
    """Per unit of time: defects created and found. ``escaped`` is the share of outcomes with a defect."""

    created: float
    detected: float
    escaped: float | None


def with_quality(step: Step, parameters: "ElementParameters", back_to: int | None) -> Step:
    """A step with what it does to defects; ``back_to`` is where cases with a found defect go."""
    if parameters.defect is None and parameters.detection is None:
        return step
    step = replace(step, defect=parameters.defect, detection=parameters.detection)
    if not parameters.detection or back_to is None:
        return step
    return replace(step, outcomes=(*step.outcomes, Outcome(0.0, (back_to,))), rework=len(step.outcomes))


def settle(net: Net, found: Tokens, stops: frozenset[int]) -> tuple[Net, Defects | None]:
    """The net in which found defects are reworked as often as they are found; raises Endless.

    ``stops`` are the steps at which customers get their outcome.
    """
    if not any(step.defect or step.detection for step in net.steps):
        return net, None
    every, bad = _counts(net, found)
    steps = list(net.steps)
    visits, defective = [0.0] * len(steps), [0.0] * len(steps)
    for state, all_there, with_defect in zip(found.states, every, bad, strict=True):
        visits[state.step] += all_there
        defective[state.step] += with_defect
    created = detected = 0.0
    for index, step in enumerate(steps):
        seen = (step.detection or 0.0) * defective[index]
        detected += seen
        good = visits[index] - defective[index] + (0.0 if step.rework is not None else seen)
        created += (step.defect or 0.0) * good
        if step.rework is not None and visits[index] > 0:
            steps[index] = _reworking(step, seen / visits[index])
    return replace(net, steps=tuple(steps)), Defects(
        created, detected, _escaped(net.steps, visits, defective, stops)
    )


def _reworking(step: Step, share: float) -> Step:
    outcomes = [
        Outcome(share if i == step.rework else o.probability * (1 - share), o.targets)
        for i, o in enumerate(step.outcomes)
    ]
    return replace(step, outcomes=tuple(outcomes))


def _escaped(
    steps: Sequence[Step], visits: Sequence[float], defective: Sequence[float], stops: frozenset[int]
) -> float | None:
    """Of what customers get, the share that has a defect; ends of paths count where nobody is told."""
    ends = stops or {i for i, step in enumerate(steps) if not step.outcomes}
    total = sum(visits[i] for i in ends)
    if total <= 0:
        return None
    return sum(_leaves_with(steps[i], visits[i], defective[i])[1] for i in ends) / total


def _leaves_with(step: Step, visits: float, defective: float) -> tuple[float, float]:
    """How many leave a step by its usual ways, and how many of those with a defect."""
    seen = (step.detection or 0.0) * defective
    leaving = visits - (seen if step.rework is not None else 0.0)
    kept = defective - seen
    return leaving, kept + (step.defect or 0.0) * (leaving - kept)


class _Equations:
    """Linear equations in the counts of all tokens and of those with a defect, state by state."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.rows = list(range(2 * size))
        self.columns = list(range(2 * size))
        self.values = [1.0] * (2 * size)

    def add(self, target: int, source: int, value: float) -> None:
        """So many tokens come to the target per token of the source."""
        self.rows.append(target)
        self.columns.append(source)
        self.values.append(-value)

    def solve(self, outside: Mapping[int, float]) -> tuple[list[float], list[float]]:
        """All counts, for what comes from outside. Raises Endless."""
        import numpy as np
        from scipy.sparse import coo_array
        from scipy.sparse.linalg import splu

        constant = np.zeros(2 * self.size)
        constant[list(outside)] = list(outside.values())
        shape = (2 * self.size, 2 * self.size)
        try:
            solved = splu(coo_array((self.values, (self.rows, self.columns)), shape=shape).tocsc()).solve(
                constant
            )
        except RuntimeError as error:
            raise Endless from error
        if not np.all(np.isfinite(solved)):
            raise Endless
        found = np.maximum(solved, 0.0).tolist()
        return found[: self.size], found[self.size :]


def _counts(net: Net, found: Tokens) -> tuple[list[float], list[float]]:
    """All tokens at each state and those with a defect, per unit of time."""
    equations = _Equations(len(found.states))
    for arc in found.arcs:
        _follow(equations, net.steps[found.states[arc.source].step], arc, is_visit=True)
    for arc in found.dissolving:
        _follow(equations, net.steps[found.states[arc.source].step], arc, is_visit=False)
    outside: dict[int, float] = {}
    for entry, arriving in zip(found.entry, net.sources, strict=True):
        outside[entry] = outside.get(entry, 0.0) + arriving.rate
    return equations.solve(outside)


def _follow(equations: _Equations, step: Step, arc: Arc, *, is_visit: bool) -> None:
    """Add what goes one way, with and without a defect."""
    source, target, size = arc.source, arc.target, equations.size
    q, d = step.detection or 0.0, step.defect or 0.0
    if arc.outcome == step.rework:
        equations.add(target, size + source, q * arc.weight)
        return
    p = step.instances if arc.outcome == CALL else step.outcomes[arc.outcome].probability * arc.weight
    gone = q if step.rework is not None else 0.0
    # A defect from before a fork comes to the meeting on each of its paths; it counts once.
    share = p * (1.0 - arc.branches if arc.branches else 1.0)
    equations.add(size + target, source, share * d)
    equations.add(size + target, size + source, share * ((1 - q) * (1 - d) - d * gone))
    if is_visit:
        equations.add(target, source, p)
        equations.add(target, size + source, -p * gone)
