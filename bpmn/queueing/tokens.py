"""Where tokens go, whatever the numbers: the structure of the traffic equations over all processes at once.

A token is followed until it ends or until it reaches the step where the paths of its fork meet; the step
itself is then visited once for the whole fork. So a join counts once although several tokens reach it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpmn.queueing.net import Join, Net
from bpmn.queueing.structure import Shape

CALL = -1
"""Stands for an outcome where a token goes to a called process."""


@dataclass(frozen=True, slots=True)
class State:
    """A token at a step. ``until`` is the meeting point at which it dissolves, None at none."""

    step: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Arc:
    """A way from a state to a state, by positions.

    So many tokens go it per visit: the probability of the ``outcome`` of the step times ``weight``.
    ``branches`` is how many paths part at the source and meet at the target, 0 for any other way.
    """

    source: int
    target: int
    outcome: int
    weight: float = 1.0
    branches: int = 0


@dataclass(frozen=True, slots=True)
class Tokens:
    """All states that tokens from ``entries`` can come to, and the ways between them.

    ``entry`` is the state of each entry. On the ``dissolving`` ways a token comes to where its fork meets;
    the visit there is that of the fork.
    """

    states: tuple[State, ...]
    arcs: tuple[Arc, ...]
    entry: tuple[int, ...]
    dissolving: tuple[Arc, ...] = ()


def tokens(net: Net, entries: Sequence[int]) -> Tokens:
    """Follow tokens from these steps."""
    shape = Shape(net)
    states: dict[State, int] = {}
    arcs: list[Arc] = []
    for step in entries:
        states.setdefault(State(step), len(states))
    waiting = list(states)
    while waiting:
        state = waiting.pop()
        for target, outcome, weight, branches in _successors(net, shape, state):
            if target not in states:
                states[target] = len(states)
                waiting.append(target)
            arcs.append(Arc(states[state], states[target], outcome, weight, branches))
    entry = tuple(states[State(step)] for step in entries)
    return Tokens(tuple(states), tuple(arcs), entry, tuple(_dissolving(shape, states)))


def _dissolving(shape: Shape, states: Mapping[State, int]) -> Iterator[Arc]:
    visited: dict[int, int] = {}
    for state, position in states.items():
        visited.setdefault(state.step, position)
    for state, position in states.items():
        for outcome, targets in enumerate(shape.targets(state.step)):
            if state.until is not None and state.until in targets and state.until in visited:
                yield Arc(position, visited[state.until], outcome)


def _successors(net: Net, shape: Shape, state: State) -> Iterator[tuple[State, int, float, int]]:
    for called in net.steps[state.step].calls:
        yield State(called), CALL, 1.0, 0
    for outcome, targets in enumerate(shape.targets(state.step)):
        meeting = shape.meeting(state.step) if len(targets) > 1 else None
        until = state.until if meeting is None else meeting
        for target in targets:
            weight = _weight(net, state.step, target)
            if target != until and weight:
                yield State(target, until), outcome, weight, 0
        if meeting is not None and meeting != state.until:
            yield State(meeting, state.until), outcome, 1.0, len(targets)


def _weight(net: Net, source: int, target: int) -> float:
    """How much of a visit one token makes that no fork accounts for."""
    joined = net.steps[target]
    if joined.join is Join.MESSAGE and target in net.steps[source].messages:
        return 0.0
    return 1 / joined.arity if joined.join is Join.ALL and joined.arity > 1 else 1.0
