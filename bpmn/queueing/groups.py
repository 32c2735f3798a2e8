"""Cases that are worked on in groups: how large groups are, and how long cases wait for their group."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bpmn.queueing.moments import ZERO, Moments, from_second

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Grouping:
    """When a group of cases is complete.

    With ``most`` cases; with ``least`` as soon as somebody is free; a ``timeout`` after its first case; or at
    clock times, between which there are these ``gaps``. Times are in the scenario's unit.
    """

    least: int = 1
    most: float = 1.0
    timeout: float | None = None
    gaps: tuple[float, ...] = ()

    @property
    def is_timed(self) -> bool:
        """Whether time alone may complete a group."""
        return bool(self.gaps) or self.timeout is not None

    @property
    def is_flexible(self) -> bool:
        """Whether a group takes more cases than it needs, where more wait."""
        return not self.is_timed and self.most > self.least


@dataclass(frozen=True, slots=True)
class Gathered:
    """What comes of a rule: cases per group, the wait of a case for its group, groups' irregularity.

    ``scv`` is the squared coefficient of variation of the time between groups for one of 1 between cases,
    ``spread`` the variance of the size.
    """

    size: float = 1.0
    wait: Moments = ZERO
    scv: float = 1.0
    spread: float = 0.0

    @property
    def of_a_case(self) -> float:
        """The mean size of the group that a case is in: larger groups hold more of them."""
        return self.size + self.spread / self.size


def gathered(rule: Grouping, rate: float, full: float, busy: float = 0.0) -> Gathered:
    """The groups of cases that come at a rate.

    ``full`` is how many come while a group of them is worked on, at most: so large groups grow in front of
    busy people where the rule leaves room; ``busy`` is the load without any set-up. Cases are taken to come
    at random (Poisson); then groups of a fixed size, also with a time-out, are exact.
    """
    if rule.gaps:
        return _by_the_clock(rule.gaps, rate)
    least = max(rule.least, 1)
    if rate <= 0:
        return Gathered(float(least))
    if rule.timeout is not None:
        return _with_timeout(min(float(least), rule.most), rate, rule.timeout)
    size = min(max(float(least), full), max(rule.most, float(least)))
    mean = (least - 1) / (2 * rate)
    second = (least**2 - 1) / (3 * rate**2)
    # What comes while a group of uncertain size is worked on is more uncertain than by chance alone.
    spread = size / (1 - busy**2) if least < size < rule.most and busy < 1 else 0.0
    return Gathered(size, from_second(mean, second), 1 / size, spread)


def _by_the_clock(gaps: tuple[float, ...], rate: float) -> Gathered:
    """Groups that go at clock times: a case waits for the rest of the gap that it comes in."""
    total = sum(gaps)
    if total <= 0:
        return Gathered()
    mean = sum(g**2 for g in gaps) / (2 * total)
    second = sum(g**3 for g in gaps) / (3 * total)
    each = total / len(gaps)
    spread = sum(g**2 for g in gaps) / len(gaps) / each**2 - 1
    # Groups of nobody do not go.
    going = sum(-math.expm1(-rate * g) for g in gaps) / len(gaps)
    return Gathered(max(rate * each / going, 1.0) if going > 0 else 1.0, from_second(mean, second), spread)


def _with_timeout(most: float, rate: float, timeout: float) -> Gathered:
    """Groups that are complete with so many cases, or a time after the first one."""
    from scipy.special import gammainc, gammaincc

    ahead = range(1, math.ceil(most))
    # The case that comes as the j-th after the first does so in time.
    there = [float(gammainc(j, rate * timeout)) for j in ahead]
    open_time = sum(there) / rate
    size = 1 + rate * open_time
    waited = sum(j * share for j, share in zip(ahead, there, strict=True)) / rate
    mean = waited / size
    late = float(gammaincc(max(math.ceil(most) - 1, 1), rate * timeout)) if most > 1 else 0.0
    between = open_time + 1 / rate
    return Gathered(size, from_second(mean, mean**2 * 4 / 3), (1 - late / 2) / (rate * between))


def bulk_wait(rate: float, job: Moments, interval_scv: float) -> float:
    """The mean wait of groups for one server: gamma times between groups and for a group (Spitzer 1956).

    Exact where cases come at random and groups have a fixed size.
    """
    load = rate * job.mean
    shape = 1 / max(interval_scv, 1e-6)
    total, start, block = 0.0, 1, 64
    while True:
        terms = _positive_parts(start, block, rate, shape, job)
        total += float(terms.sum())
        if terms[-1] * block < 1e-12 * max(total, 1e-300) or start > 200_000 / max(1 - load, 1e-3):
            return total
        start, block = start + block, block * 2


def _positive_parts(start: int, count: int, rate: float, shape: float, job: Moments) -> "NDArray[float64]":
    """The mean of (n jobs - n intervals)+ over n, for a run of n."""
    import numpy as np
    from scipy.special import betainc, gammainc

    n = np.arange(start, start + count, dtype=np.float64)
    interval = n * shape
    scale = 1 / (rate * shape)
    if job.is_constant:
        limit = n * job.mean
        found = limit * gammainc(interval, limit / scale) - n / rate * gammainc(interval + 1, limit / scale)
    else:
        own = n / job.scv
        # Where a gamma time of the interval is the shorter part of both together.
        part = (job.mean * job.scv) / (job.mean * job.scv + scale)
        found = n * job.mean * betainc(interval, own + 1, part) - n / rate * betainc(interval + 1, own, part)
    return np.asarray(np.maximum(found, 0.0) / n, dtype=np.float64)
