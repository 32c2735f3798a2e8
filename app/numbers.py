"""Numbers as people read them: few digits, their unit, and a sign where something changed."""

import math

from PySide6.QtCore import QLocale

from app.translate import language, tr

SIGNIFICANT = 3
PERCENT = 100
UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0, "hour": 3600.0, "day": 86400.0, "year": 31536000.0}
MINUS = "−"
LARGE = (("day", 86400.0), ("hour", 3600.0), ("min", 60.0))


def number(value: float | None, digits: int = SIGNIFICANT) -> str:
    """A number with so many significant digits, in the user's language; a dash for what is not known."""
    if value is None or not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    decimals = min(decimals, 3)
    spoken = QLocale(language())
    text = spoken.toString(float(abs(value)), "f", decimals)
    if decimals:
        text = text.rstrip("0").rstrip(spoken.decimalPoint())
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def signed(value: float | None, digits: int = SIGNIFICANT) -> str:
    """A change: always with its sign."""
    text = number(value, digits)
    return f"+{text}" if value is not None and value > 0 and text != "0" else text


def percent(share: float | None, digits: int = 2) -> str:
    """A share between 0 and 1 in percent."""
    if share is None:
        return "–"
    return tr("{number} %", number=number(share * PERCENT, digits))


def time(value: float | None, unit: str) -> str:
    """A time with its unit, in a larger unit where the number would be long."""
    if value is None:
        return "–"
    seconds = value * UNITS.get(unit, 60.0)
    for name, size in LARGE:
        if abs(seconds) >= size * (2 if name == "day" else 1):
            return tr("{number} {unit}", number=number(seconds / size), unit=unit_name(name, seconds / size))
    if seconds == 0:
        return tr("{number} {unit}", number="0", unit=unit_name(unit, 0))
    return tr("{number} {unit}", number=number(seconds), unit=unit_name("s", seconds))


def time_pair(one: float | None, other: float | None, unit: str) -> tuple[str, str, str]:
    """Two times as numbers in one unit that fits the larger, and that unit."""
    seconds = UNITS.get(unit, 60.0)
    largest = max(abs(one or 0.0), abs(other or 0.0)) * seconds
    fitting = (pair for pair in LARGE if largest >= pair[1] * (2 if pair[0] == "day" else 1))
    name, size = next(fitting, ("s", 1.0))
    first, second = (number(None if v is None else v * seconds / size) for v in (one, other))
    return first, second, unit_name(name)


def unit_name(unit: str, value: float = 2) -> str:
    """The name of a unit of time beside a number."""
    if unit == "day":
        return tr("day") if abs(value) == 1 else tr("days")
    return {"hour": tr("h"), "min": tr("min"), "s": tr("s"), "ms": tr("ms"), "year": tr("years")}.get(
        unit, unit
    )
