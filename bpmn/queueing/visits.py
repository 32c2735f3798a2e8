"""How often each step is executed: traffic equations over all processes at once.

A token is followed until it ends or until it reaches the step where the paths of its fork meet; the step
itself is then visited once for the whole fork. So a join counts once although several tokens reach it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bpmn.queueing.net import Join, Net
from bpmn.queueing.structure import Shape

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


class Endless(ValueError):  # noqa: N818 - says what it is
    """Tokens enter a loop that nothing leaves, so nothing is ever finished."""


@dataclass(frozen=True, slots=True)
class State:
    """A token at a step. ``until`` is the meeting point at which it dissolves, None at none."""

    step: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Traffic:
    """Rates of all states, and the flows between them: (from, to, tokens per visit of from)."""

    states: tuple[State, ...]
    rates: tuple[float, ...]
    flows: tuple[tuple[int, int, float], ...]
    step_rates: tuple[float, ...]


def traffic(net: Net, arrivals: Sequence[tuple[int, float]]) -> Traffic:
    """Solve the traffic equations for outside arrivals (step, rate). Raises Endless."""
    import numpy as np

    shape = Shape(net)
    states, flows = _explore(net, shape, [step for step, _ in arrivals])
    position = {state: index for index, state in enumerate(states)}
    matrix = np.eye(len(states))
    for source, target, count in flows:
        matrix[target, source] -= count
    outside = np.zeros(len(states))
    for step, rate in arrivals:
        outside[position[State(step)]] += rate
    rates = _solve(matrix, outside)
    step_rates = [0.0] * len(net.steps)
    for state, rate in zip(states, rates, strict=True):
        step_rates[state.step] += rate
    return Traffic(tuple(states), tuple(rates), tuple(flows), tuple(step_rates))


def _solve(matrix: "NDArray[float64]", outside: "NDArray[float64]") -> list[float]:
    import numpy as np

    if not len(outside):
        return []
    try:
        rates = np.linalg.solve(matrix, outside)
    except np.linalg.LinAlgError as error:
        raise Endless from error
    if not np.all(np.isfinite(rates)) or rates.min() < -1e-9 * max(1.0, abs(rates).max()):
        raise Endless
    return [max(float(rate), 0.0) for rate in rates]


def _explore(
    net: Net, shape: Shape, starts: Sequence[int]
) -> tuple[list[State], list[tuple[int, int, float]]]:
    states: dict[State, int] = {}
    flows: list[tuple[int, int, float]] = []
    waiting = [State(step) for step in starts]
    for state in waiting:
        states.setdefault(state, len(states))
    waiting = list(states)
    while waiting:
        state = waiting.pop()
        for target, count in successors(net, shape, state):
            if target not in states:
                states[target] = len(states)
                waiting.append(target)
            flows.append((states[state], states[target], count))
    return list(states), flows


def successors(net: Net, shape: Shape, state: State) -> list[tuple[State, float]]:
    """Where tokens go from a state, and how many of them per visit."""
    step = net.steps[state.step]
    found: list[tuple[State, float]] = [(State(called), step.instances) for called in step.calls]
    for probability, targets in shape.targets(state.step):
        meeting = shape.meeting(state.step) if len(targets) > 1 else None
        until = state.until if meeting is None else meeting
        for target in targets:
            weight = probability * _weight(net, state.step, target)
            if target != until and weight:
                found.append((State(target, until), weight))
        if meeting is not None and meeting != state.until:
            found.append((State(meeting, state.until), probability))
    return found


def _weight(net: Net, source: int, target: int) -> float:
    """How much of a visit one token makes that no fork accounts for."""
    joined = net.steps[target]
    if joined.join is Join.MESSAGE and target in net.steps[source].messages:
        return 0.0
    return 1 / joined.arity if joined.join is Join.ALL and joined.arity > 1 else 1.0
