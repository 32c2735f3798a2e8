"""Times as transforms: what a whole distribution is added and mixed by.

A time is known by its first two moments; the gamma distribution with the same two stands for it (exact for
constant and exponential times), and for a wait in a queue nothing with some probability, else an exponential
time (exact in M/M/c).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bpmn.queueing.moments import Moments
from bpmn.queueing.net import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import complex128, float64
    from numpy.typing import NDArray

    from bpmn.queueing.spells import Spell

    Vector = NDArray[complex128]

WHOLE = 1e-9


class Points(Protocol):
    """Where transforms are looked at, and what they are there for single times."""

    @property
    def size(self) -> int:
        """How many points there are."""

    def constant(self, value: float) -> "Vector":
        """The transform of a time that is always the same."""

    def varying(self, time: Moments) -> "Vector":
        """The transform of a gamma time."""

    def waiting(self, share: float, mean: float) -> "Vector":
        """The transform of a wait that this share of cases has, exponential with this mean."""


@dataclass(frozen=True, slots=True)
class Smooth:
    """Any points of the complex plane; for times without constant parts."""

    at: "Vector"

    @property
    def size(self) -> int:
        """How many points there are."""
        return len(self.at)

    def constant(self, value: float) -> "Vector":
        """The transform of a time that is always the same."""
        import numpy as np

        return np.asarray(np.exp(-self.at * value), dtype=np.complex128)

    def varying(self, time: Moments) -> "Vector":
        """The transform of a gamma time."""
        return gamma(self.at, time)

    def waiting(self, share: float, mean: float) -> "Vector":
        """The transform of a wait that this share of cases has."""
        return (1 - share) + share / (1 + self.at * mean)


@dataclass(frozen=True, slots=True)
class Grid:
    """The points whose inverse is the probability of each of ``count`` multiples of a ``step`` of time.

    A constant time lies on the grid, or is shared by its two neighbours; so are varying times, each by how
    near it is, so that means stay. Everything fades by ``damping`` per unit of time, so that what lies beyond
    the grid does not come back at its beginning. With ``only_constant`` varying times count as never.
    """

    step: float
    count: int
    damping: float = 0.0
    only_constant: bool = False

    @property
    def size(self) -> int:
        """How many points there are."""
        return self.count // 2 + 1

    @property
    def fading(self) -> "NDArray[float64]":
        """By how much each multiple has faded."""
        import numpy as np

        found = np.exp(-self.damping * self.step * np.arange(self.count))
        return np.asarray(found, dtype=np.float64)

    def constant(self, value: float) -> "Vector":
        """The transform of a time that is always the same."""
        import numpy as np

        turns = 2j * np.pi * np.arange(self.size) / self.count + self.damping * self.step
        place = value / self.step
        before = np.floor(place + WHOLE)
        rest = max(place - before, 0.0)
        found = np.exp(-turns * before) * ((1 - rest) + rest * np.exp(-turns))
        return np.asarray(found, dtype=np.complex128)

    def varying(self, time: Moments) -> "Vector":
        """The transform of a gamma time."""
        import numpy as np

        if self.only_constant:
            return np.zeros(self.size, dtype=np.complex128)
        return self._of_shares(_shares(time, self.step, self.count))

    def waiting(self, share: float, mean: float) -> "Vector":
        """The transform of a wait that this share of cases has."""
        return (1 - share) + share * self.varying(Moments(mean, mean**2))

    def _of_shares(self, shares: "NDArray[float64]") -> "Vector":
        import numpy as np

        return np.asarray(np.fft.rfft(shares * self.fading), dtype=np.complex128)


def _shares(time: Moments, step: float, count: int) -> "NDArray[float64]":
    """The share of a gamma time that each multiple of a step takes over."""
    import numpy as np
    from scipy.special import gammainc

    shape = 1 / time.scv
    at = step * np.arange(count + 1)
    scaled = at * shape / time.mean
    area = at * gammainc(shape, scaled) - time.mean * gammainc(shape + 1, scaled)
    padded = np.concatenate(([0.0], area))
    return np.asarray(np.maximum(np.diff(padded, 2), 0.0) / step, dtype=np.float64)


def gamma(at: "Vector", time: Moments) -> "Vector":
    """The transform of a gamma time that varies."""
    import numpy as np

    return np.asarray((1 + at * (time.mean * time.scv)) ** (-1 / time.scv), dtype=np.complex128)


def of_time(points: Points, time: Moments) -> "Vector | None":
    """The transform of a time by its moments; None for no time at all."""
    if time.mean <= 0:
        return None
    return points.constant(time.mean) if time.is_constant else points.varying(time)


def of_wait(points: Points, wait: Moments) -> "Vector | None":
    """The transform of a wait in a queue; None for no wait."""
    if wait.mean <= 0:
        return None
    share = 2 * wait.mean**2 / wait.second if wait.second > 0 else 1.0
    if share > 1 + WHOLE:
        return of_time(points, wait)
    share = min(share, 1.0)
    return points.waiting(share, wait.mean / share)


def of_spell(points: Points, spell: "Spell", step: Step, whole: Moments) -> "Vector | None":
    """The transform of the time in a step; ``whole`` is that time with all repetitions and called ones."""
    count = round(step.instances)
    if step.calls or step.is_parallel or abs(step.instances - count) > WHOLE:
        return of_time(points, whole)
    times: Sequence[Vector | None] = (
        of_wait(points, spell.queue),
        of_wait(points, spell.off_calendar),
        of_time(points, spell.batch),
        of_time(points, spell.work),
        of_time(points, spell.delay),
    )
    found: Vector | None = None
    for time in times:
        if time is not None:
            found = time if found is None else found * time
    return found if found is None or count == 1 else found**count


def constants_of(spell: "Spell") -> list[float]:
    """The parts of a spell that always take the same time."""
    parts = (spell.batch, spell.work, spell.delay)
    return [part.mean for part in parts if part.mean > 0 and part.is_constant]
