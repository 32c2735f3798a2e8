"""The numbers that people may enter, in their words: what each is called, read from a text and shown as one.

The same texts stand in the fields of the window, in the cells of a table and behind ``--set``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bpmn.base.message import Message, message
from bpmn.scenario.bpsim_forms import clock_text
from bpmn.scenario.bpsim_values import Unusable
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.extensions import clock
from bpmn.scenario.parameters import Batch, Selected, Selection
from bpmn.scenario.texts import Unclear, plain, read_number, read_time, show_time
from bpmn.scenario.time_texts import read_arrival, read_count, read_distribution, show_distribution
from bpmn.scenario.units import TimeUnit

PERCENT = 100
Read = Callable[[str, TimeUnit], object]
Show = Callable[[object, TimeUnit], str]


@dataclass(frozen=True, slots=True)
class NumberField:
    """A field of ElementParameters as people know it.

    ``read`` makes a value of a text, times in the unit given; it raises Unclear. ``show`` does the reverse.
    """

    name: str
    label: Message
    example: Message
    read: Read
    show: Show


def _time(text: str, unit: TimeUnit) -> object:
    found, own = read_distribution(text, unit)
    return found.scaled(own.seconds / unit.seconds) if own is not unit else found


def _arrival(text: str, unit: TimeUnit) -> object:
    found, own = read_arrival(text, unit)
    return found.scaled(own.seconds / unit.seconds) if own is not unit else found


def _show_time(value: object, unit: TimeUnit) -> str:
    assert isinstance(value, Distribution)
    return show_distribution(value, unit)


def _number(text: str, _: TimeUnit) -> object:
    return read_number(text)


def _whole(text: str, _: TimeUnit) -> object:
    number = read_number(text)
    if not number.is_integer():
        raise Unclear(text)
    return int(number)


def _show_number(value: object, _: TimeUnit) -> str:
    assert isinstance(value, int | float)
    return plain(value)


def read_share(text: str) -> float:
    """A share as 25 % or 0.25. Raises Unclear."""
    text = text.strip()
    return read_number(text.removesuffix("%")) / PERCENT if text.endswith("%") else read_number(text)


def show_share(value: float) -> str:
    """A share in percent."""
    return f"{plain(value * PERCENT)} %"


def _share(text: str, _: TimeUnit) -> object:
    return read_share(text)


def _show_share(value: object, _: TimeUnit) -> str:
    assert isinstance(value, int | float)
    return show_share(value)


RATE = re.compile(r"(?P<amount>[\d.,]+)\s*(?:(?:/|per|an?|pro)\s*(?P<unit>[^\W\d]+))?", re.IGNORECASE)


def _cost_rate(text: str, unit: TimeUnit) -> object:
    """Money per time, per hour if nothing else is said."""
    found = RATE.fullmatch(text.strip())
    if found is None:
        raise Unclear(text)
    value, own = read_time(f"1 {found['unit'] or 'h'}", unit)
    return read_number(found["amount"]) / value * unit.seconds / own.seconds


def _show_cost_rate(value: object, unit: TimeUnit) -> str:
    assert isinstance(value, int | float)
    return f"{plain(value * TimeUnit.HOUR.seconds / unit.seconds)} per hour"


YES = {
    "yes": True,
    "no": False,
    "ja": True,
    "nein": False,
    "true": True,
    "false": False,
    "1": True,
    "0": False,
}


def _truth(text: str, _: TimeUnit) -> object:
    if text.strip().casefold() not in YES:
        raise Unclear(text)
    return YES[text.strip().casefold()]


def _show_truth(value: object, _: TimeUnit) -> str:
    return "yes" if value else "no"


def _text(text: str, _: TimeUnit) -> object:
    return text.strip()


def _show_text(value: object, _: TimeUnit) -> str:
    return str(value)


def _skills(text: str, _: TimeUnit) -> object:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _show_skills(value: object, _: TimeUnit) -> str:
    assert isinstance(value, tuple)
    return ", ".join(value)


NEED = re.compile(r"(?:(?P<count>[\d.,]+)\s*(?:x|×)?\s+)?(?P<name>.+)")


def _selection(text: str, _: TimeUnit) -> object:
    """Teams, all of them (Clerk + 2 Packers) or any one of them (Clerk or Packer)."""
    is_choice = bool(re.search(r"\s(?:or|oder)\s|\|", text))
    parts = re.split(r"\s(?:or|oder)\s|\|", text) if is_choice else text.split("+")
    found = [NEED.fullmatch(part.strip()) for part in parts]
    if not all(found):
        raise Unclear(text)
    needs = (Selected(m["name"].strip(), read_number(m["count"] or "1")) for m in found if m is not None)
    return Selection(tuple(needs), is_choice)


def _show_selection(value: object, _: TimeUnit) -> str:
    assert isinstance(value, Selection)
    needs = (n.resource if n.quantity == 1 else f"{plain(n.quantity)} x {n.resource}" for n in value.needs)
    return (" or " if value.is_choice else " + ").join(needs)


SIZES = re.compile(
    r"(?P<least>\d+)(?:\s*(?:-|–|to|bis)\s*(?P<most>\d+))?(?P<open>\s*\+|\s*or more|\s*oder mehr)?"
)
AFTER = re.compile(r"(?:after|nach)\s+(.+)", re.IGNORECASE)
AT = re.compile(r"(?:at|um)\s+([\d: ]+)", re.IGNORECASE)
PER = re.compile(r"(?:per|je)\s+(.+)", re.IGNORECASE)


def _batch(text: str, unit: TimeUnit) -> object:
    """As 10; 3 to 10; 3 or more; with: after 45 min, at 12:00 16:30, per customer."""
    sizes, *rest = (part.strip() for part in text.split(","))
    found = SIZES.fullmatch(sizes)
    if found is None:
        raise Unclear(text)
    least = int(found["least"])
    most = None if found["open"] else int(found["most"] or least)
    timeout: float | None = None
    at: tuple[float, ...] = ()
    per = ""
    for part in rest:
        if (said := AFTER.fullmatch(part)) is not None:
            value, own = read_time(said[1], unit)
            timeout = value * own.seconds / unit.seconds
        elif (said := AT.fullmatch(part)) is not None:
            at = tuple(_clock(one) for one in said[1].split())
        elif (said := PER.fullmatch(part)) is not None:
            per = said[1]
        else:
            raise Unclear(part)
    return Batch(least, most, timeout, at, per)


def _clock(text: str) -> float:
    try:
        return clock(text)
    except Unusable:
        raise Unclear(text) from None


def _show_batch(value: object, unit: TimeUnit) -> str:
    assert isinstance(value, Batch)
    most = f" to {value.most}" if value.most != value.least else ""
    parts = [f"{value.least} or more" if value.most is None else f"{value.least}{most}"]
    if value.timeout is not None:
        parts.append(f"after {show_time(value.timeout, unit)}")
    if value.at:
        parts.append(f"at {' '.join(clock_text(second) for second in value.at)}")
    if value.per:
        parts.append(f"per {value.per}")
    return ", ".join(parts)


def _classes(text: str, _: TimeUnit) -> object:
    found: dict[str, float] = {}
    for part in text.split(";"):
        name, mark, share = part.rpartition(":")
        if not mark or not name.strip():
            raise Unclear(part)
        found[name.strip()] = read_share(share)
    return found


def _show_classes(value: object, _: TimeUnit) -> str:
    assert isinstance(value, Mapping)
    return "; ".join(f"{name}: {show_share(share)}" for name, share in sorted(value.items()))


def _count(text: str, _: TimeUnit) -> object:
    return read_count(text)


def _show_count(value: object, _: TimeUnit) -> str:
    assert isinstance(value, Distribution)
    return show_distribution(value, None)


TIME_EXAMPLE = message("12 min, or: usually 10, at worst 60 min")
SHARE_EXAMPLE = message("25 %")
RATE_EXAMPLE = message("30 min, or 48 a week")
TEAM_EXAMPLE = message("Clerk, or: Clerk + 2 x Packer")
PEOPLE_EXAMPLE = message("3, or 2.5")
YES_EXAMPLE = message("yes or no")

_ROWS: tuple[tuple[str, Message, Message, Read, Show], ...] = (
    ("processing_time", message("Takes"), TIME_EXAMPLE, _time, _show_time),
    ("duration", message("Takes in all"), TIME_EXAMPLE, _time, _show_time),
    ("elapsed_time", message("Time that passed"), TIME_EXAMPLE, _time, _show_time),
    ("set_up_time", message("Set-up before"), TIME_EXAMPLE, _time, _show_time),
    ("validation_time", message("Check afterwards"), TIME_EXAMPLE, _time, _show_time),
    ("rework_time", message("Takes when done again"), TIME_EXAMPLE, _time, _show_time),
    ("lag_time", message("Then waits, without work"), TIME_EXAMPLE, _time, _show_time),
    ("wait_time", message("Waits before"), TIME_EXAMPLE, _time, _show_time),
    ("queue_time", message("Time in the queue"), TIME_EXAMPLE, _time, _show_time),
    ("transfer_time", message("On its way"), TIME_EXAMPLE, _time, _show_time),
    ("response_time", message("Answers after"), TIME_EXAMPLE, _time, _show_time),
    (
        "inter_trigger_timer",
        message("Time between two cases"),
        message("30 min, or 48 a week"),
        _arrival,
        _show_time,
    ),
    ("trigger_count", message("How many cases at most"), message("200"), _number, _show_number),
    (
        "selection",
        message("Who does it"),
        message("Clerk, or: Clerk + 2 x Packer"),
        _selection,
        _show_selection,
    ),
    ("quantity", message("How many there are"), PEOPLE_EXAMPLE, _number, _show_number),
    ("calendar", message("When they work"), message("Mon-Fri 8:00-17:00"), _text, _show_text),
    ("unit_cost", message("Cost of an hour"), message("40 per hour"), _cost_rate, _show_cost_rate),
    ("fixed_cost", message("Cost of each time"), message("1.50"), _number, _show_number),
    ("paid_when_idle", message("Paid while waiting for work"), YES_EXAMPLE, _truth, _show_truth),
    ("share", message("Share of their time for this"), SHARE_EXAMPLE, _share, _show_share),
    ("efficiency", message("Speed (100 % is normal)"), message("100 %"), _share, _show_share),
    ("skills", message("What they can do"), message("weld, cut"), _skills, _show_skills),
    ("availability", message("Available"), message("1"), _number, _show_number),
    ("probability", message("Share of the cases"), SHARE_EXAMPLE, _share, _show_share),
    ("by_class", message("Share by kind of case"), message("new: 30 %; old: 10 %"), _classes, _show_classes),
    ("condition", message("Condition"), message("amount > 100"), _text, _show_text),
    ("batch", message("Done in groups of"), message("10, or: 3 to 10, after 45 min"), _batch, _show_batch),
    ("priority", message("Priority (larger first)"), message("10"), _number, _show_number),
    ("interruptible", message("May be interrupted"), YES_EXAMPLE, _truth, _show_truth),
    ("defect", message("Creates a defect"), SHARE_EXAMPLE, _share, _show_share),
    ("detection", message("Finds a defect"), SHARE_EXAMPLE, _share, _show_share),
    ("rework_target", message("A defect goes back to"), message("Task_1"), _text, _show_text),
    ("repeat", message("Is done once more"), SHARE_EXAMPLE, _share, _show_share),
    ("repeat_most", message("Done again at most"), message("3"), _whole, _show_number),
    ("instances", message("How many at once"), message("4"), _count, _show_count),
    ("loss", message("Never arrives"), SHARE_EXAMPLE, _share, _show_share),
    ("no_answer", message("Never answers"), SHARE_EXAMPLE, _share, _show_share),
)
FIELDS: dict[str, NumberField] = {row[0]: NumberField(*row) for row in _ROWS}
"""All numbers by the name of their field in ElementParameters."""


def read_field(name: str, text: str, unit: TimeUnit) -> object:
    """The value that a text means for a field, None for an empty text. Raises Unclear."""
    return FIELDS[name].read(text, unit) if text.strip() else None


def show_field(name: str, value: object, unit: TimeUnit) -> str:
    """The text for a value; empty for None."""
    return "" if value in (None, (), {}) else FIELDS[name].show(value, unit)
