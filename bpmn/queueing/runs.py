"""Several tasks in a row by one team: what they do to its queue.

A token that comes back to the queue at once brings its next task with it, so the team sees runs of tasks,
not single ones. In heavy traffic the queue follows the work that runs still have to bring (Reiman's
multiclass feedback queue); for one task, and for equal exponential tasks, that is the exact answer. Taken as
independent arrivals, four unlike tasks in a row give twice the wait that a simulation shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bpmn.queueing.moments import ZERO, Moments, mixture
from bpmn.queueing.net import Net
from bpmn.queueing.visits import Traffic

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Run:
    """The runs of one station: how many tokens come straight back, the work of a run from its beginning.

    ``scv`` is the variability of service that gives a single-task queue the same wait.
    """

    returning: float = 0.0
    work: Moments = ZERO
    scv: float = 0.0


def runs(net: Net, found: Traffic, at: Sequence[int], pools: Sequence[int]) -> list[Run]:
    """The runs of each station; ``at`` gives the station of each state, -1 for none."""
    straight = _straight_on(net, found, at)
    return [_run(net, found, straight, _states(at, station), pools[station]) for station in range(len(pools))]


def _states(at: Sequence[int], station: int) -> list[int]:
    return [index for index, where in enumerate(at) if where == station]


def _straight_on(net: Net, found: Traffic, at: Sequence[int]) -> "NDArray[float64]":
    """Tokens from each state to each state with a station, on ways that take no time."""
    import numpy as np

    count = len(found.states)
    through, entered = np.eye(count), np.zeros((count, count))
    for source, target, tokens in found.flows:
        if at[target] >= 0:
            entered[source, target] += tokens
        elif _takes_no_time(net, found.states[target].step):
            through[source, target] -= tokens
    return np.asarray(np.linalg.solve(through, entered), dtype=np.float64)


def _takes_no_time(net: Net, step: int) -> bool:
    passed = net.steps[step]
    return passed.work.mean == 0 and passed.delay.mean == 0 and not passed.calls


def _run(net: Net, found: Traffic, straight: "NDArray[float64]", states: Sequence[int], pool: int) -> Run:
    """Solve for the work that a run still brings from each task on: mean and mean square."""
    import numpy as np

    rates = np.array([found.rates[s] for s in states])
    again = straight[np.ix_(states, states)]
    for row, state in enumerate(states):
        if net.steps[found.states[state].step].delay.mean:
            again[row] = 0.0
    own = [_content(net, found.states[state].step, pool) for state in states]
    first, second = np.array([m.mean for m in own]), np.array([m.second for m in own])
    matrix = np.eye(len(states)) - again
    means = np.linalg.solve(matrix, first)
    squares = np.linalg.solve(matrix, second + 2 * first * (again @ means))
    entering = np.maximum(rates - rates @ again, 0.0)
    still_to_come, tasks = float(rates @ means), float(rates.sum())
    if still_to_come <= 0 or entering.sum() <= 0:
        return Run()
    parts = [
        (float(e), Moments(float(m), float(s - m * m)))
        for e, m, s in zip(entering, means, squares, strict=True)
    ]
    each = float(rates @ first) / tasks
    equivalent = float(entering @ squares) / (each * still_to_come) - 1
    return Run(float(rates.sum() - entering.sum()), mixture(parts), equivalent)


def _content(net: Net, step: int, pool: int) -> Moments:
    """The work that one token brings to a pool at a step."""
    found = net.steps[step]
    quantity = sum(need.quantity for need in found.needs if need.pool == pool)
    return Moments(
        found.instances * quantity * found.work.mean, found.instances * quantity**2 * found.work.variance
    )
