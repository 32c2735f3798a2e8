"""How regular the flows between stations are (Whitt 1983, The Queueing Network Analyzer)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bpmn.queueing.layout import Servers
from bpmn.queueing.moments import Moments
from bpmn.queueing.routing import Routing
from bpmn.queueing.runs import Run

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Demand:
    """What a station has to do: jobs per time, how long each takes, the load by priority."""

    rate: float
    service: Moments
    by_priority: Mapping[float, Sequence[tuple[float, Moments]]]
    interruptible: frozenset[float]
    cases: float


class Flows:
    """How tokens go from station to station, all steps between them passed over."""

    def __init__(
        self,
        routing: Routing,
        state_rates: "NDArray[float64]",
        arrivals: Sequence[float],
        runs: Sequence[Run | None],
        demands: Sequence[Demand],
    ) -> None:
        import numpy as np

        self.runs = runs
        self.demands = demands
        self.arrivals = np.array(arrivals)
        self.between = routing.between(state_rates)
        returning = np.array([0.0 if run is None else run.returning for run in runs])
        tokens = np.zeros(len(runs))
        np.add.at(tokens, routing.at[routing.served], state_rates[routing.served])
        self.out = np.maximum(tokens - returning, 0.0)
        """Tokens that leave each station for good or for elsewhere, per unit of time."""
        if len(runs):
            diagonal = np.einsum("ii->i", self.between)
            diagonal[:] = np.maximum(diagonal - returning, 0.0)
        self.outside = np.array(
            [rate * routing.first(entry) for entry, rate in enumerate(arrivals)], dtype=np.float64
        ).reshape(len(arrivals), len(runs))
        self.total = self.between.sum(axis=0) + self.outside.sum(axis=0)
        self.sizes = np.array([demand.cases for demand in demands])

    def arrival_scvs(
        self, loads: Sequence[float], there: Sequence[Servers], source_scvs: Sequence[float]
    ) -> list[float]:
        """Squared coefficients of variation of the arrivals at each station; a run of tasks arrives once."""
        import numpy as np

        size = len(self.runs)
        if not size:
            return []
        load = np.minimum(np.array(loads), 1.0)
        total = np.where(self.total > 0, self.total, 1.0)
        parts, more = self.between / total, self.outside / total
        squares = (parts**2).sum(axis=0) + (more**2).sum(axis=0)
        alike = np.where(squares > 0, 1 / np.where(squares > 0, squares, 1.0), 1.0)
        # How much the variability of the parts shows in their sum (Whitt 1983): 1 for a single part.
        weight = 1 / (1 + 4 * (1 - load) ** 2 * (alike - 1))
        rates = np.where(self.arrivals > 0, self.arrivals, 1.0)[:, None]
        kept = np.minimum(self.outside / rates, 1.0)
        split = np.minimum(self.between / np.where(self.out > 0, self.out, 1.0)[:, None], 1.0)
        routed = weight * parts * split
        spread = (np.array([self._service_scv(i) for i in range(size)]) - 1) / np.sqrt(
            [s.count for s in there]
        )
        leaving = self.sizes * load**2 * (1 + spread) - 1
        constant = 1 + weight * (more * kept * (np.array(source_scvs)[:, None] - 1)).sum(axis=0)
        constant = np.where(self.total > 0, constant + (routed * leaving[:, None]).sum(axis=0), 1.0)
        matrix = np.eye(size) - np.where(self.total > 0, routed * (1 - load**2)[:, None], 0.0).T
        found = np.maximum(np.linalg.solve(matrix, constant), 0.0)
        return [float(scv) for scv in found / self.sizes]

    def _service_scv(self, station: int) -> float:
        run = self.runs[station]
        return self.demands[station].service.scv if run is None else run.work.scv

    def bulks(self) -> list[float]:
        """How many of the group that a case comes with are before it at each station, on average."""
        import numpy as np

        if not len(self.runs) or np.all(self.sizes == 1):
            return [0.0] * len(self.runs)
        split = np.minimum(self.between / np.where(self.out > 0, self.out, 1.0)[:, None], 1.0)
        ahead = (self.sizes[:, None] - 1) * split / 2
        total = np.where(self.total > 0, self.total, 1.0)
        found = (self.between / total * ahead).sum(axis=0)
        return [float(f) if size == 1 else 0.0 for f, size in zip(found, self.sizes, strict=True)]
