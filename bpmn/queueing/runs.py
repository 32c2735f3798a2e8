"""Several tasks in a row by one team: what they do to its queue.

A token that comes back to the queue at once brings its next task with it, so the team sees runs of tasks,
not single ones. In heavy traffic the queue follows the work that runs still have to bring (Reiman's
multiclass feedback queue); for one task, and for equal exponential tasks, that is the exact answer. Taken as
independent arrivals, four unlike tasks in a row give twice the wait that a simulation shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bpmn.queueing.moments import ZERO, Moments, mixture
from bpmn.queueing.net import Step
from bpmn.queueing.routing import Routing

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

MOST_KNOWN = 4096
"""So many runs are remembered; then all are forgotten."""


@dataclass(frozen=True, slots=True)
class Run:
    """The runs of one station: how many tokens come straight back, the work of a run from its beginning.

    ``scv`` is the variability of service that gives a single-task queue the same wait.
    """

    returning: float = 0.0
    work: Moments = ZERO
    scv: float = 0.0


class Returns:
    """Which tokens of a station come straight back to it, by state; found once per routing."""

    def __init__(self, routing: Routing, steps: Sequence[Step]) -> None:
        import numpy as np

        takes_time = np.array([_takes_time(steps[state.step]) for state in routing.tokens.states], dtype=bool)
        straight = routing.straight_on(takes_time)
        at = routing.at[routing.served]
        self.states: list[list[int]] = [[] for _ in range(routing.stations)]
        for state, station in zip(routing.served, at, strict=True):
            self.states[station].append(int(state))
        self._again: dict[int, NDArray[float64]] = {}
        self._known: dict[object, Run | None] = {}
        for station, states in enumerate(self.states):
            inside = np.flatnonzero(at == station)
            block = straight[np.ix_(inside, inside)]
            for row, state in enumerate(states):
                if steps[routing.tokens.states[state].step].delay.mean:
                    block[row] = 0.0
            if block.any():
                self._again[station] = block

    def has(self, station: int) -> bool:
        """Whether any token comes straight back to a station."""
        return station in self._again

    def run(
        self, station: int, rates: "NDArray[float64]", content: Mapping[int, Moments], routing: Routing
    ) -> Run | None:
        """The run of a station where tokens return; None where each task comes alone.

        ``content`` is the work that one token brings at a step.
        """
        again = self._again.get(station)
        if again is None:
            return None
        states = self.states[station]
        own_rates = rates[states]
        own = [content[routing.tokens.states[state].step] for state in states]
        key = (station, own_rates.tobytes(), tuple(own))
        if key not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = _run(own_rates, again, own)
        return self._known[key]


def _run(own_rates: "NDArray[float64]", again: "NDArray[float64]", own: Sequence[Moments]) -> Run | None:
    """Solve for the work that a run still brings from each task on: mean and mean square."""
    import numpy as np

    first, second = np.array([m.mean for m in own]), np.array([m.second for m in own])
    matrix = np.eye(len(own)) - again
    means = np.linalg.solve(matrix, first)
    squares = np.linalg.solve(matrix, second + 2 * first * (again @ means))
    entering = np.maximum(own_rates - own_rates @ again, 0.0)
    still_to_come, tasks = float(own_rates @ means), float(own_rates.sum())
    if still_to_come <= 0 or entering.sum() <= 0:
        return None
    parts = [
        (float(e), Moments(float(m), float(s - m * m)))
        for e, m, s in zip(entering, means, squares, strict=True)
    ]
    each = float(own_rates @ first) / tasks
    equivalent = float(entering @ squares) / (each * still_to_come) - 1
    return Run(float(own_rates.sum() - entering.sum()), mixture(parts), equivalent)


def _takes_time(step: Step) -> bool:
    return step.work.mean != 0 or step.delay.mean != 0 or bool(step.calls)
