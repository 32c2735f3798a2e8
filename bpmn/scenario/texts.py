"""Times as people write them: "25 min", "3 h", "2 days", "48 a week"."""

import re

from bpmn.scenario.units import TimeUnit

WORDS = {
    "ms": (TimeUnit.MILLISECOND, 1.0),
    "s": (TimeUnit.SECOND, 1.0),
    "sec": (TimeUnit.SECOND, 1.0),
    "second": (TimeUnit.SECOND, 1.0),
    "min": (TimeUnit.MINUTE, 1.0),
    "minute": (TimeUnit.MINUTE, 1.0),
    "m": (TimeUnit.MINUTE, 1.0),
    "h": (TimeUnit.HOUR, 1.0),
    "hour": (TimeUnit.HOUR, 1.0),
    "std": (TimeUnit.HOUR, 1.0),
    "stunde": (TimeUnit.HOUR, 1.0),
    "sekunde": (TimeUnit.SECOND, 1.0),
    "d": (TimeUnit.DAY, 1.0),
    "day": (TimeUnit.DAY, 1.0),
    "tag": (TimeUnit.DAY, 1.0),
    "tage": (TimeUnit.DAY, 1.0),
    "week": (TimeUnit.DAY, 7.0),
    "w": (TimeUnit.DAY, 7.0),
    "woche": (TimeUnit.DAY, 7.0),
    "year": (TimeUnit.YEAR, 1.0),
    "jahr": (TimeUnit.YEAR, 1.0),
    "jahre": (TimeUnit.YEAR, 1.0),
    "month": (TimeUnit.YEAR, 1 / 12),
    "monat": (TimeUnit.YEAR, 1 / 12),
    "monate": (TimeUnit.YEAR, 1 / 12),
    "a": (TimeUnit.YEAR, 1.0),
}
"""What people write for a unit, and how many of it they mean."""
TIME = re.compile(r"\s*([\d.,]+)\s*([^\W\d]*)\.?\s*")
RATE = re.compile(r"\s*([\d.,]+)\s*(?:/|per|a|pro)\s*([^\W\d]+)\s*", re.IGNORECASE)
SHOWN = {TimeUnit.DAY: "days", TimeUnit.HOUR: "h", TimeUnit.MINUTE: "min", TimeUnit.SECOND: "s"}


class Unclear(ValueError):  # noqa: N818 - says what it is
    """A text is no time."""


def plain(value: float) -> str:
    """A number to be edited: up to six decimals, no groups of thousands."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text or "0"


def read_number(text: str) -> float:
    """A number with a point or a comma; of both, the last one begins the fraction. Raises Unclear."""
    digits = "".join(text.split()).replace("−", "-")
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(",") < digits.rfind(".") else "."
        digits = digits.replace(thousands, "")
    try:
        return float(digits.replace(",", "."))
    except ValueError as error:
        raise Unclear(text) from error


def read_time(text: str, default: TimeUnit) -> tuple[float, TimeUnit]:
    """A time and its unit; a bare number is in the default unit. Raises Unclear."""
    found = TIME.fullmatch(text)
    if found is None:
        raise Unclear(text)
    unit, times = _unit(found[2]) if found[2] else (default, 1.0)
    return read_number(found[1]) * times, unit


def read_interval(text: str, default: TimeUnit) -> tuple[float, TimeUnit]:
    """The time between two cases, also written as a rate: "48 a week". Raises Unclear."""
    rate = RATE.fullmatch(text)
    if rate is None:
        return read_time(text, default)
    unit, times = _unit(rate[2])
    count = read_number(rate[1])
    if count <= 0:
        raise Unclear(text)
    return times / count, unit


def _unit(word: str) -> tuple[TimeUnit, float]:
    plain = word.casefold()
    found = WORDS.get(plain) or WORDS.get(plain.removesuffix("s")) or WORDS.get(plain.removesuffix("n"))
    if found is None:
        raise Unclear(word)
    return found


def show_time(value: float, unit: TimeUnit) -> str:
    """A time in the largest unit in which it is at least 1."""
    seconds = value * unit.seconds
    for larger, word in SHOWN.items():
        if seconds >= larger.seconds:
            return f"{plain(seconds / larger.seconds)} {word}"
    return f"{plain(value)} {SHOWN.get(unit, str(unit))}"
