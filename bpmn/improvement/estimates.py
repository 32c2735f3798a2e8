"""How sure a change is: its interval, and the judgement of several numbers together.

A change is either known up to a bound (the error of a model) or estimated from replications (Student's t on
the paired differences). Several judged numbers of one initiative are judged by Holm's step-down procedure
(Holm 1979), so that the chance of one wrong word among them stays below 5 %.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.improvement.verdict import Judgement, judge

LEVEL = 0.05
"""The chance of a wrong word that is accepted."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A range in which a change lies."""

    low: float
    high: float

    @property
    def flipped(self) -> "Interval":
        """The same range of the change with the other sign."""
        return Interval(-self.high, -self.low)

    @property
    def half(self) -> float:
        """Half of its width."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """A change and how sure it is.

    With ``freedom`` (degrees of freedom) the ``error`` is a standard error; without, it is a bound that the
    change does not leave.
    """

    value: float
    error: float = 0.0
    freedom: int = 0

    def interval(self, level: float = LEVEL) -> Interval:
        """The range at a level of error; a bound does not depend on it."""
        half = self.error
        if self.freedom:
            half = student(self.freedom, level) * self.error
        return Interval(self.value - half, self.value + half)

    def doubt(self, material: float) -> float:
        """The chance of being wrong with the best word for it, above half where none fits."""
        if not self.freedom or self.error == 0:
            found = self.interval()
            is_open = judge(found.low, found.high, material) is Judgement.UNDECIDED
            return 1.0 if is_open else 0.0
        from scipy.stats import t

        above = float(t.sf((self.value - material) / self.error, self.freedom))
        below = float(t.cdf((self.value + material) / self.error, self.freedom))
        inside = max(1 - above, 1 - below)
        return min(above, below, inside)


def student(freedom: int, level: float = LEVEL) -> float:
    """Student's two-sided quantile."""
    from scipy.stats import t

    return float(t.ppf(1 - level / 2, freedom))


@dataclass(frozen=True, slots=True)
class Judged:
    """A number with the interval that was judged (of the gain: above 0 is good) and the word for it."""

    judgement: Judgement
    interval: Interval | None = None


def judge_together(
    gains: Mapping[str, Estimate | None], materials: Mapping[str, float]
) -> Mapping[str, Judged]:
    """The words for the numbers of one family, by Holm; None is unknown and undecided.

    The surest one is judged at 5 % shared by all, the next at 5 % shared by the rest, until one stays open.
    """
    known = [(name, gain) for name, gain in gains.items() if gain is not None]
    order = sorted(known, key=lambda pair: (pair[1].doubt(materials[pair[0]]), pair[0]))
    found = {name: Judged(Judgement.UNDECIDED) for name in gains}
    size, level, is_stopped = len(order), LEVEL, False
    for rank, (name, gain) in enumerate(order):
        if not is_stopped:
            level = LEVEL / (size - rank)
        interval = gain.interval(level)
        word = judge(interval.low, interval.high, materials[name])
        found[name] = Judged(word, interval)
        is_stopped = is_stopped or word is Judgement.UNDECIDED
    return {name: found[name] for name in gains}


def of_pairs(differences: Sequence[float]) -> Estimate:
    """The estimate from the differences of paired replications."""
    count = len(differences)
    mean = math.fsum(differences) / count
    spread = math.fsum((d - mean) ** 2 for d in differences) / (count - 1) if count > 1 else math.inf
    return Estimate(mean, math.sqrt(spread / count), count - 1)


def of_ratios(before: Sequence[float], after: Sequence[float]) -> Estimate:
    """The relative change (mean after − mean before) / |mean before| of paired replications, by jackknife.

    (Tukey 1958: leave one replication out at a time; the error is that of the pseudo-values.)
    """
    count, a, b = len(before), math.fsum(before), math.fsum(after)
    whole = (b - a) / abs(a)
    parts = []
    for one, other in zip(before, after, strict=True):
        left = a - one
        parts.append(count * whole - (count - 1) * ((b - other) - left) / abs(left))
    return Estimate(whole, of_pairs(parts).error, count - 1)
