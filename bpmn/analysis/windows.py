"""When teams work: calendars (BPSim 2.0, Calendar; RFC 5545, Event Component) as hours of a week."""

import re
from collections.abc import Iterator
from datetime import datetime

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.xml import names

Week = frozenset[int]
"""The quarters of an hour of a week in which somebody works, Monday first."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
QUARTERS = 4 * 24
MINUTES = 15
LINE = re.compile(r"^(DTSTART|DTEND|DURATION|RRULE)[^:\n]*:(.+)$", re.MULTILINE)
DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?")
SPACES = (names.BPSIM, names.BPSIM1)


def weeks(context: Context) -> dict[ElementKey, Week]:
    """The working week of each lane and resource that a map gives a weekly or daily calendar."""
    found: dict[ElementKey, Week] = {}
    for file, document in context.system.documents:
        calendars = {
            c.node.get("id") or "": week_of(c.node.text or "") for c in _elements(document, "Calendar")
        }
        for parameters in _elements(document, "ElementParameters"):
            reference = (parameters.node.get("elementRef") or "").rpartition(":")[2]
            valid = [n.get("validFor") or "" for n in parameters.node.iter("{*}*") if n.get("validFor")]
            week = frozenset(quarter for name in valid for quarter in calendars.get(name, frozenset()))
            if week:
                found[ElementKey(file, reference)] = week
    return found


def _elements(document: Document, local: str) -> Iterator[Element]:
    for space in SPACES:
        yield from (document.view(node) for node in document.root.iter(f"{{{space}}}{local}"))


def week_of(text: str) -> Week:
    """The quarters of an hour that the events of an iCalendar text fill; empty where they do not repeat."""
    quarters: set[int] = set()
    for event in text.replace("\r\n ", "").replace("\r\n", "\n").split("BEGIN:VEVENT")[1:]:
        said = {name: value.strip() for name, value in LINE.findall(event)}
        start = _minute(said.get("DTSTART", ""))
        days = _days(said.get("RRULE", ""), said.get("DTSTART", ""))
        if start is None or not days:
            continue
        length = _length(said, start)
        for day in days:
            first = day * QUARTERS + start // MINUTES
            quarters.update((first + n) % (7 * QUARTERS) for n in range(-(-length // MINUTES)))
    return frozenset(quarters)


def _days(rule: str, start: str) -> list[int]:
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if parts.get("FREQ") == "DAILY":
        return list(range(len(DAYS)))
    if parts.get("FREQ") != "WEEKLY":
        return []
    named = [DAYS.index(day) for day in parts.get("BYDAY", "").split(",") if day in DAYS]
    if named:
        return named
    try:
        return [datetime.strptime(start[:8], "%Y%m%d").weekday()]
    except ValueError:
        return []


def _minute(stamp: str) -> int | None:
    clock = stamp.partition("T")[2][:4]
    return int(clock[:2]) * 60 + int(clock[2:]) if clock.isdigit() and len(clock) == 4 else None  # noqa: PLR2004


def _length(said: dict[str, str], start: int) -> int:
    """The minutes that an event lasts."""
    given = DURATION.fullmatch(said.get("DURATION", ""))
    if given is not None:
        return int(given[1] or 0) * 60 + int(given[2] or 0)
    end = _minute(said.get("DTEND", ""))
    return (end - start) % (24 * 60) if end is not None else 0


def overlap(one: Week, other: Week) -> float:
    """The share of the shorter of two weeks in which both work."""
    return len(one & other) / min(len(one), len(other))
