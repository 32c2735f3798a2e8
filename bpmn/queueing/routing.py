"""How often each step is executed per case: the traffic equations, solved once for all rates of arrival."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bpmn.queueing.net import Step
from bpmn.queueing.tokens import CALL, Tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy import float64
    from numpy.typing import NDArray

NEGATIVE = -1e-9


class Endless(ValueError):  # noqa: N818 - says what it is
    """Tokens enter a loop that nothing leaves, so nothing is ever finished."""


class Routing:
    """The ways of tokens with their probabilities. ``at`` is the station of each step, -1 for none."""

    def __init__(self, found: Tokens, steps: Sequence[Step], at: Sequence[int], stations: int) -> None:
        """Raises Endless."""
        import numpy as np

        self.tokens = found
        self.stations = stations
        self.flows = np.array([_per_visit(steps, found, i) for i in range(len(found.arcs))], dtype=np.float64)
        self.sources = np.array([arc.source for arc in found.arcs], dtype=np.int64)
        self.targets = np.array([arc.target for arc in found.arcs], dtype=np.int64)
        self.step_of = np.array([state.step for state in found.states], dtype=np.int64)
        self.at = np.array([at[state.step] for state in found.states], dtype=np.int64)
        self.visits = self._visits()
        """Visits of each state per case that comes in at each entry (states x entries)."""

    def _visits(self) -> "NDArray[float64]":
        import numpy as np

        size = len(self.tokens.states)
        outside = np.zeros((size, len(self.tokens.entry)))
        outside[list(self.tokens.entry), range(len(self.tokens.entry))] = 1.0
        found = self._solver(np.ones(len(self.flows), dtype=bool), is_backward=True)(outside)
        if not np.all(np.isfinite(found)) or (found.size and found.min() < NEGATIVE * max(1.0, found.max())):
            raise Endless
        return np.maximum(found, 0.0)

    def _solver(
        self, chosen: "NDArray[np.bool_]", *, is_backward: bool = False
    ) -> "Callable[[NDArray[float64]], NDArray[float64]]":
        """What solves the equations of the chosen flows; sparse, since steps have few neighbours."""
        import numpy as np
        from scipy.sparse import csc_array
        from scipy.sparse.linalg import splu

        size = len(self.tokens.states)
        if not size:
            return lambda constant: constant
        rows, columns = self.sources[chosen], self.targets[chosen]
        if is_backward:
            rows, columns = columns, rows
        every = np.arange(size)
        values = np.concatenate((np.ones(size), -self.flows[chosen]))
        places = (np.concatenate((every, rows)), np.concatenate((every, columns)))
        try:
            factors = splu(csc_array((values, places), shape=(size, size)))
        except RuntimeError as error:
            raise Endless from error
        return lambda constant: np.asarray(factors.solve(constant), dtype=np.float64)

    def step_visits(self, count: int) -> "NDArray[float64]":
        """Visits of each of so many steps per case of each entry (steps x entries)."""
        import numpy as np

        found = np.zeros((count, self.visits.shape[1]))
        np.add.at(found, self.step_of, self.visits)
        return found

    @cached_property
    def served(self) -> "NDArray[np.int64]":
        """The states that stations serve."""
        import numpy as np

        return np.flatnonzero(self.at >= 0)

    @cached_property
    def ahead(self) -> "NDArray[float64]":
        """Entries into each station from each state before any other station (states x stations)."""
        import numpy as np

        entered = np.zeros((len(self.tokens.states), self.stations))
        stops = self.at[self.targets] >= 0
        np.add.at(entered, (self.sources[stops], self.at[self.targets[stops]]), self.flows[stops])
        return self._solver(~stops)(entered)

    def between(self, rates: "NDArray[float64]") -> "NDArray[float64]":
        """Tokens per unit of time from station to station; ``rates`` are those of the states."""
        import numpy as np

        found = np.zeros((self.stations, self.stations))
        np.add.at(found, self.at[self.served], rates[self.served, None] * self.ahead[self.served])
        return found

    def first(self, entry: int) -> "NDArray[float64]":
        """Entries into each station as the first one of a case of an entry."""
        import numpy as np

        state = self.tokens.entry[entry]
        if self.at[state] < 0:
            return np.asarray(self.ahead[state])
        found = np.zeros(self.stations)
        found[self.at[state]] = 1.0
        return found

    def straight_on(self, takes_time: "NDArray[np.bool_]") -> "NDArray[float64]":
        """Tokens from each served state to each served state on ways that take no time.

        ``takes_time`` tells it of each state.
        """
        import numpy as np

        position = np.full(len(self.tokens.states), -1)
        position[self.served] = np.arange(len(self.served))
        entered = np.zeros((len(self.tokens.states), len(self.served)))
        stops = self.at[self.targets] >= 0
        np.add.at(entered, (self.sources[stops], position[self.targets[stops]]), self.flows[stops])
        through = ~stops & ~takes_time[self.targets]
        return self._solver(through)(entered)[self.served]


def _per_visit(steps: Sequence[Step], found: Tokens, index: int) -> float:
    arc = found.arcs[index]
    step = steps[found.states[arc.source].step]
    return step.instances if arc.outcome == CALL else step.outcomes[arc.outcome].probability * arc.weight
