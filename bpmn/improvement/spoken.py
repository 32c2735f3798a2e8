"""Numbers in sentences: in the unit people think in, with no more digits than are known."""

import math
from collections.abc import Callable

from bpmn.base.message import Message, message
from bpmn.scenario.units import TimeUnit

Say = Callable[[str], Message]

UNITS: tuple[tuple[float, Say, Say], ...] = (
    (86400.0, lambda n: message("{n} day", n=n), lambda n: message("{n} days", n=n)),
    (3600.0, lambda n: message("{n} hour", n=n), lambda n: message("{n} hours", n=n)),
    (60.0, lambda n: message("{n} minute", n=n), lambda n: message("{n} minutes", n=n)),
    (1.0, lambda n: message("{n} second", n=n), lambda n: message("{n} seconds", n=n)),
)
"""Units from the longest, with their words for one and for several."""

ENOUGH = 2.0
"""A unit is chosen if there are at least so many of it."""

SIGNIFICANT, BEYOND = 3, 2
"""Digits of a number; digits of its error that are worth saying."""


def number(value: float, half: float = 0.0) -> str:
    """A number with three significant digits, fewer where its error leaves fewer that are known."""
    if value == 0 or not math.isfinite(value):
        return "0"
    decimals = SIGNIFICANT - 1 - math.floor(math.log10(abs(value)))
    if half > 0:
        decimals = min(decimals, BEYOND - 1 - math.floor(math.log10(half)))
    rounded = round(value, decimals)
    text = f"{rounded:.{max(decimals, 0)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "0") else "0"


def time(value: float, unit: TimeUnit, half: float = 0.0) -> Message:
    """A time in the longest unit of which there are at least two: 70 minutes, 2.5 hours."""
    seconds = value * unit.seconds
    size, one, several = _unit(seconds)
    said = number(seconds / size, half * unit.seconds / size)
    return one(said) if said == "1" else several(said)


def span(before: float, after: float, unit: TimeUnit, half: float = 0.0) -> Message:
    """Two times in one unit: from 68 to 138 minutes."""
    largest = max(abs(before), abs(after)) * unit.seconds
    size, _, several = _unit(largest)
    scale = unit.seconds / size
    first = number(before * scale, half * scale)
    return message(
        "from {before} to {after}", before=first, after=several(number(after * scale, half * scale))
    )


def is_alike(before: float, after: float, unit: TimeUnit, half: float = 0.0) -> bool:
    """Whether two times would be said with the same digits."""
    size, _, _ = _unit(max(abs(before), abs(after)) * unit.seconds)
    scale = unit.seconds / size
    return number(before * scale, half * scale) == number(after * scale, half * scale)


def _unit(seconds: float) -> tuple[float, Say, Say]:
    return next((u for u in UNITS if abs(seconds) >= ENOUGH * u[0]), UNITS[-1] if seconds else UNITS[1])


def percent(share: float, half: float = 0.0) -> str:
    """A share in percent with two significant digits, fewer where its error leaves fewer."""
    value = share * 100
    if value == 0:
        return "0 %"
    decimals = 1 - math.floor(math.log10(abs(value)))
    if half > 0:
        decimals = min(decimals, BEYOND - 1 - math.floor(math.log10(half * 100)))
    text = f"{round(value, decimals):.{max(decimals, 0)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} %".replace("-", "−")
