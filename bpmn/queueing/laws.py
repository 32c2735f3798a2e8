"""Times as transforms: what a whole distribution is added and mixed by.

A time is known by its first two moments; the gamma distribution with the same two stands for it (exact for
constant and exponential times), and for a wait in a queue nothing with some probability, else an exponential
time (exact in M/M/c).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bpmn.queueing.moments import Moments
from bpmn.queueing.net import Step
from bpmn.queueing.spells import Spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import complex128
    from numpy.typing import NDArray

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
    """The points whose inverse is the probability of each multiple of a ``step`` of time.

    A constant time lies on it, or is shared by its two neighbours; a varying one is rounded to it so that its
    mean stays. With ``only_constant`` varying times count as never.
    """

    at: "Vector"
    step: float
    only_constant: bool = False

    @property
    def size(self) -> int:
        """How many points there are."""
        return len(self.at)

    def constant(self, value: float) -> "Vector":
        """The transform of a time that is always the same."""
        import numpy as np

        place = value / self.step
        before = np.floor(place + WHOLE)
        rest = max(place - before, 0.0)
        turn = np.exp(-self.at * self.step)
        found = np.exp(-self.at * self.step * before) * ((1 - rest) + rest * turn)
        return np.asarray(found, dtype=np.complex128)

    def varying(self, time: Moments) -> "Vector":
        """The transform of a gamma time."""
        return self._rounded(gamma(self.at, time))

    def waiting(self, share: float, mean: float) -> "Vector":
        """The transform of a wait that this share of cases has."""
        return (1 - share) + self._rounded(share / (1 + self.at * mean))

    def _rounded(self, transform: "Vector") -> "Vector":
        """With a time shared by its neighbours on the grid: a triangle of two steps is added to it."""
        import numpy as np

        if self.only_constant:
            return np.zeros_like(transform)
        half = self.at * self.step / 2
        shape = np.where(np.abs(half) < WHOLE, 1.0, np.sinh(half) / np.where(half == 0, 1.0, half))
        return np.asarray(transform * shape**2, dtype=np.complex128)


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


def of_spell(points: Points, spell: Spell, step: Step, whole: Moments) -> "Vector | None":
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


def has_constant(spell: Spell) -> bool:
    """Whether a part of a spell always takes the same time."""
    parts = (spell.batch, spell.work, spell.delay)
    return any(part.mean > 0 and part.is_constant for part in parts)
