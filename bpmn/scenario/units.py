"""Units of time as BPSim and ISO 8601 write them."""

import re
from enum import StrEnum


class TimeUnit(StrEnum):
    """A unit of time by its name in BPSim."""

    MILLISECOND = "ms"
    SECOND = "s"
    MINUTE = "min"
    HOUR = "hour"
    DAY = "day"
    YEAR = "year"

    @property
    def seconds(self) -> float:
        """How long one unit is; a year has 365 days."""
        return _SECONDS[self]


_SECONDS = {
    TimeUnit.MILLISECOND: 0.001,
    TimeUnit.SECOND: 1.0,
    TimeUnit.MINUTE: 60.0,
    TimeUnit.HOUR: 3600.0,
    TimeUnit.DAY: 86400.0,
    TimeUnit.YEAR: 365 * 86400.0,
}

DEFAULT_UNIT = TimeUnit.MINUTE
"""The unit of a scenario that names none (BPSim 2.0, Scenario Parameters)."""

_DURATION = re.compile(
    r"(?P<sign>-)?P(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)
_PARTS = {
    "years": 365 * 86400.0,
    "months": 365 / 12 * 86400.0,
    "weeks": 7 * 86400.0,
    "days": 86400.0,
    "hours": 3600.0,
    "minutes": 60.0,
    "seconds": 1.0,
}


def parse_unit(text: str | None) -> TimeUnit | None:
    """The unit with this name, None for an unknown or missing one."""
    try:
        return TimeUnit((text or "").strip())
    except ValueError:
        return None


def parse_duration(text: str) -> float:
    """Seconds of an ISO 8601 duration (a month is a twelfth of 365 days). Raises ValueError."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found[part] for part in _PARTS):
        raise ValueError(f"“{text}” is no duration")
    seconds = sum(float(found[part] or 0) * length for part, length in _PARTS.items())
    return -seconds if found["sign"] else seconds
