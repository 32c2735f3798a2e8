"""Scales of charts: round steps, and where a value lies."""

import math
from collections.abc import Callable
from typing import NamedTuple

MOST_LINES = 5
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


def step_of(span: float, most: int = MOST_LINES) -> float:
    """The smallest round step with which at most so many lines cover a span."""
    if span <= 0 or not math.isfinite(span):
        return 1.0
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in ROUND if factor * power >= rough * (1 - 1e-9))


def ticks(low: float, high: float, most: int = MOST_LINES) -> list[float]:
    """Round values between two ends, at most so many and one more."""
    step = step_of(high - low, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    decimals = max(0, 2 - math.floor(math.log10(step)))
    return [round(at * step, decimals) + 0.0 for at in range(first, last + 1)]


class Scale(NamedTuple):
    """Where values lie between two places; values beyond the ends lie beyond the places."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)

    def within(self, value: float) -> float:
        """The place of a value, moved onto the scale where it lies beyond it."""
        return self.at(min(max(value, self.low), self.high))

    def value(self, place: float) -> float:
        """The value at a place."""
        share = (place - self.start) / ((self.end - self.start) or 1.0)
        return self.low + share * (self.high - self.low)


Say = Callable[[float], str]
