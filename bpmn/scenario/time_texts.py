"""Times that vary, as people write them in a field or a cell, and back.

``12 min`` is always the same; ``usually 10, at worst 60 min`` an estimate; ``exponential 12 min`` varies a
lot; ``gamma(2; 5) min`` names any other distribution of BPSim with its arguments in BPSim's order.
"""

import re

from bpmn.scenario.distributions import (
    ARGUMENTS,
    CONSTANT,
    EXPONENTIAL,
    USER,
    Distribution,
    constant,
    exponential,
)
from bpmn.scenario.estimates import LOGNORMAL, estimate, estimated
from bpmn.scenario.texts import Unclear, plain, read_interval, read_number, read_time, show_time
from bpmn.scenario.units import TimeUnit

KINDS = {kind.removesuffix("Distribution").casefold(): kind for kind in ARGUMENTS}
WORDS = {"exponential": EXPONENTIAL, "exp": EXPONENTIAL, **KINDS, "user": USER}
"""The words for distributions."""

NUMBER = r"[\d.,]+"
USUALLY = re.compile(
    r"(?:usually|meist|meistens|gewöhnlich|normalerweise)\s*"
    rf"(?P<usual>{NUMBER})\s*(?P<first>[^\W\d]*)\s*[,;–-]?\s*"
    r"(?:at worst|at most|max\.?|höchstens|schlimmstenfalls|maximal)\s*"
    rf"(?P<worst>{NUMBER})\s*(?P<unit>[^\W\d]*)",
    re.IGNORECASE,
)
NAMED = re.compile(r"(?P<kind>[^\W\d]+)\s*\((?P<arguments>[^)]*)\)\s*(?P<unit>[^\W\d]*)")
SPREAD = re.compile(r"(?:exponential|exp\.?|ø|exponentiell)\s*(?P<time>[\d.,].*)", re.IGNORECASE)


def read_distribution(text: str, default: TimeUnit) -> tuple[Distribution, TimeUnit]:
    """A time and its unit; a bare number is in the default unit. Raises Unclear."""
    text = " ".join(text.split())
    for pattern, read in ((USUALLY, _usually), (NAMED, _named), (SPREAD, _spread)):
        found = pattern.fullmatch(text)
        if found is not None:
            return read(found, default)
    value, unit = read_time(text, default)
    return constant(value), unit


def read_arrival(text: str, default: TimeUnit) -> tuple[Distribution, TimeUnit]:
    """The time between two cases. A rate, as 48 a week, means cases that come at random. Raises Unclear."""
    try:
        return read_distribution(text, default)
    except Unclear:
        value, unit = read_interval(text, default)
        return exponential(value), unit


def read_count(text: str) -> Distribution:
    """A number that may vary. Raises Unclear."""
    try:
        return constant(read_number(text))
    except Unclear:
        return read_distribution(text, TimeUnit.MINUTE)[0]


def _unit(word: str, default: TimeUnit) -> tuple[TimeUnit, float]:
    """A unit and how many of it the word means."""
    if not word:
        return default, 1.0
    value, unit = read_time(f"1 {word}", default)
    return unit, value


def _usually(found: re.Match[str], default: TimeUnit) -> tuple[Distribution, TimeUnit]:
    unit, times = _unit(found["unit"] or found["first"], default)
    first, first_times = _unit(found["first"], unit) if found["first"] else (unit, times)
    usual = read_number(found["usual"]) * first_times * first.seconds / unit.seconds
    return estimate(usual, read_number(found["worst"]) * times), unit


def _spread(found: re.Match[str], default: TimeUnit) -> tuple[Distribution, TimeUnit]:
    value, unit = read_time(found["time"], default)
    return exponential(value), unit


def _named(found: re.Match[str], default: TimeUnit) -> tuple[Distribution, TimeUnit]:
    kind = WORDS.get(found["kind"].casefold())
    unit, times = _unit(found["unit"], default)
    parts = [part for part in found["arguments"].split(";") if part.strip()]
    if kind == USER:
        return Distribution(USER, points=tuple(_point(part) for part in parts)).scaled(times), unit
    if kind is None or len(parts) != len(ARGUMENTS[kind]):
        raise Unclear(found[0])
    return Distribution(kind, tuple(read_number(part) for part in parts)).scaled(times), unit


def _point(text: str) -> tuple[float, float]:
    value, _, probability = text.partition(":")
    return read_number(value), read_number(probability)


def show_distribution(found: Distribution, unit: TimeUnit | None) -> str:
    """The text that means a distribution; without a unit it is a number."""
    if found.kind == CONSTANT:
        return plain(found.mean) if unit is None else show_time(found.mean, unit)
    if found.kind == EXPONENTIAL:
        return f"exponential {plain(found.mean) if unit is None else show_time(found.mean, unit)}"
    unit, found = (None, found) if unit is None else _readable(found, unit)
    said = estimated(found) if found.kind == LOGNORMAL else None
    if said is not None and unit is not None:
        for own in (unit, TimeUnit.MINUTE, TimeUnit.HOUR, TimeUnit.DAY, TimeUnit.SECOND):
            usual, worst = (value * unit.seconds / own.seconds for value in said)
            if _is_round((usual, worst)):
                return f"usually {plain(usual)}, at worst {plain(worst)} {own}"
    return f"{_name(found)} {unit}" if unit is not None else _name(found)


def _readable(found: Distribution, unit: TimeUnit) -> tuple[TimeUnit, Distribution]:
    """The distribution in the unit in which its numbers are easiest to read."""
    if abs(found.factor - 1) < 1e-9:  # noqa: PLR2004 - rounding of units
        return unit, found
    for other in TimeUnit:
        scaled = found.scaled(unit.seconds / other.seconds)
        if abs(scaled.factor - 1) < 1e-9:  # noqa: PLR2004 - rounding of units
            return other, Distribution(found.kind, found.arguments, 1.0, found.points)
    return unit, found


def _is_round(said: tuple[float, float]) -> bool:
    """Whether both numbers are such as people say."""
    return all(abs(value * 1000 - round(value * 1000)) < 1e-6 for value in said)  # noqa: PLR2004 - rounding


def _name(found: Distribution) -> str:
    if found.kind == USER:
        points = "; ".join(f"{plain(v * found.factor)}: {plain(p)}" for v, p in found.points)
        return f"user({points})"
    names = ARGUMENTS[found.kind]
    stretched = (
        value * (found.factor if name not in ("shape", "k", "probability", "trials") else 1.0)
        for name, value in zip(names, found.arguments, strict=True)
    )
    kind = found.kind.removesuffix("Distribution").casefold()
    return f"{kind}({'; '.join(_full(value) for value in stretched)})"


def _full(value: float) -> str:
    """A number with all its digits."""
    return plain(value) if abs(float(plain(value)) - value) < 1e-12 else repr(value)  # noqa: PLR2004
