"""Calendars as iCalendar text (RFC 5545), as BPSim keeps them (BPSim 2.0, Calendar).

Understood are events with DTSTART, DTEND or DURATION, EXDATE and an RRULE that repeats daily or weekly with
INTERVAL, BYDAY, UNTIL and COUNT. An event without a rule is a single span.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bpmn.base.message import Message, message
from bpmn.scenario.calendar import DAYS, MONDAY, Calendar, NoSuchZone, Opening, zone_of
from bpmn.scenario.units import parse_duration

STAMP = "%Y%m%dT%H%M%S"
FOLDED = re.compile(r"\r?\n[ \t]")
WORD = re.compile(r"(?:[+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)")
COUNTED_LIMIT = 100_000
"""A rule that counts further is as good as one without end."""


class NotUnderstood(ValueError):  # noqa: N818 - says what it is
    """A calendar cannot be used; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


Property = tuple[Mapping[str, str], str]
"""The parameters and the value of a line of iCalendar."""


def read_calendar(text: str, identifier: str = "", name: str = "") -> Calendar:
    """The calendar that an iCalendar text describes. Raises NotUnderstood."""
    openings: list[Opening] = []
    extra: list[tuple[datetime, datetime]] = []
    zones: list[str] = []
    for event in _events(text):
        begin, end = _span(event)
        zones.extend(_zones(event))
        rule = _rule(event)
        if rule:
            openings.append(_opening(event, rule, begin, end))
        else:
            extra.append((begin, end))
    if len(set(zones)) > 1:
        raise NotUnderstood(
            message("it uses several time zones ({zones})", zones=", ".join(sorted(set(zones))))
        )
    zone = zones[0] if zones else ""
    try:
        _ = zone_of(zone) if zone else None
    except NoSuchZone:
        raise NotUnderstood(message("there is no time zone “{zone}”", zone=zone)) from None
    return Calendar(identifier, name, tuple(openings), tuple(extra), zone)


def _events(text: str) -> Iterable[dict[str, list[Property]]]:
    event: dict[str, list[Property]] | None = None
    for line in FOLDED.sub("", text).splitlines():
        head, _, value = line.strip().partition(":")
        title, *parameters = head.split(";")
        said = {n.upper(): v.strip('"') for n, _, v in (p.partition("=") for p in parameters)}
        if (title.upper(), value.upper()) == ("BEGIN", "VEVENT"):
            event = {}
        elif (title.upper(), value.upper()) == ("END", "VEVENT") and event is not None:
            yield event
            event = None
        elif event is not None:
            event.setdefault(title.upper(), []).append((said, value.strip()))


def _moment(value: str) -> datetime:
    form = STAMP if "T" in value else "%Y%m%d"
    try:
        return datetime.strptime(value.removesuffix("Z"), form)
    except ValueError:
        raise NotUnderstood(message("“{value}” is no date", value=value)) from None


def _span(event: Mapping[str, list[Property]]) -> tuple[datetime, datetime]:
    """Begin and end of an event; one of a whole day ends with it (RFC 5545, Event Component)."""
    if "DTSTART" not in event:
        raise NotUnderstood(message("one of its events has no begin"))
    value = event["DTSTART"][0][1]
    begin = _moment(value)
    if "DTEND" in event:
        end = _moment(event["DTEND"][0][1])
    elif "DURATION" in event:
        try:
            end = begin + timedelta(seconds=parse_duration(event["DURATION"][0][1]))
        except ValueError:
            said = event["DURATION"][0][1]
            raise NotUnderstood(message("“{value}” is no duration", value=said)) from None
    else:
        end = begin if "T" in value else begin + timedelta(days=1)
    if end < begin:
        raise NotUnderstood(message("one of its events ends before it begins"))
    return begin, end


def _zones(event: Mapping[str, list[Property]]) -> list[str]:
    """The zones that its begin names; a trailing Z is that of universal time."""
    said, value = event["DTSTART"][0]
    return [said["TZID"]] if said.get("TZID") else ["UTC"] if value.endswith("Z") else [""]


def _rule(event: Mapping[str, list[Property]]) -> dict[str, str]:
    if "RRULE" not in event:
        return {}
    parts = (part.partition("=") for part in event["RRULE"][0][1].upper().split(";") if part)
    return {name.strip(): value.strip() for name, _, value in parts}


def _opening(
    event: Mapping[str, list[Property]], rule: Mapping[str, str], begin: datetime, end: datetime
) -> Opening:
    days = _days(rule, begin)
    every = _positive(rule.get("INTERVAL", "1"))
    if rule.get("FREQ") == "DAILY" and every > 1:
        raise NotUnderstood(message("it repeats every {number} days", number=every))
    unknown = set(rule) - {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"}
    if unknown:
        raise NotUnderstood(message("its rule says {words}", words=", ".join(sorted(unknown))))
    midnight = datetime.combine(begin.date(), time.min)
    until = _moment(rule["UNTIL"]).date() if "UNTIL" in rule else None
    closed = frozenset(
        _moment(one).date() for _, value in event.get("EXDATE", []) for one in value.split(",") if one
    )
    spoken = Opening(
        days, (begin - midnight).total_seconds(), (end - midnight).total_seconds(), begin.date(), until, every
    )
    if "COUNT" in rule:
        until = _last_of(spoken, _positive(rule["COUNT"]))
    return Opening(days, spoken.begin, spoken.end, begin.date(), until, every, closed)


def _days(rule: Mapping[str, str], begin: datetime) -> frozenset[int]:
    match rule.get("FREQ"):
        case "WEEKLY" | "DAILY":
            named = frozenset(DAYS.index(m) for m in WORD.findall(rule.get("BYDAY", "")))
            every_day = frozenset(range(len(DAYS)))
            return named or (frozenset({begin.weekday()}) if rule["FREQ"] == "WEEKLY" else every_day)
        case other:
            raise NotUnderstood(
                message("it repeats {frequency}, not daily or weekly", frequency=other or "?")
            )


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise NotUnderstood(message("“{value}” is no number above 0", value=text))
    return int(text)


def _last_of(opening: Opening, count: int) -> date | None:
    """The day of the last of so many openings."""
    if count > COUNTED_LIMIT or opening.first is None:
        return None
    day = opening.first
    for _ in range(len(DAYS) * opening.every * count):
        if opening.holds_on(day):
            count -= 1
            if count == 0:
                return day
        day += timedelta(days=1)
    return day


def write_calendar(calendar: Calendar) -> str:
    """The iCalendar text of a calendar; reading it gives the same hours."""
    weeks = max(-((calendar.start.date() - MONDAY.date()).days // len(DAYS)), 0)
    zone = f";TZID={calendar.zone}" if calendar.zone else ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wholeflow//EN"]
    for number, opening in enumerate(calendar.openings, 1):
        begin = MONDAY.date() - timedelta(days=len(DAYS) * weeks * opening.every)
        span = _first_span(opening, begin)
        lines += [
            *_event_lines(calendar.id, number, span, zone),
            *_rule_lines(opening, zone, span[0]),
            "END:VEVENT",
        ]
    for number, single in enumerate(calendar.extra, len(calendar.openings) + 1):
        lines += [*_event_lines(calendar.id, number, single, zone), "END:VEVENT"]
    return "\n".join([*lines, "END:VCALENDAR"])


def _first_span(opening: Opening, otherwise: date) -> tuple[datetime, datetime]:
    """When it opens first, since a rule begins with an event; one that never does begins anyhow."""
    first = opening.first or otherwise
    days = (first + timedelta(days=n) for n in range(len(DAYS) * opening.every))
    unbroken = replace(opening, first=first, last=None, closed=frozenset())
    day = next((d for d in days if unbroken.holds_on(d)), first)
    midnight = datetime.combine(day, time.min)
    return midnight + timedelta(seconds=opening.begin), midnight + timedelta(seconds=opening.end)


def _event_lines(identifier: str, number: int, span: tuple[datetime, datetime], zone: str) -> list[str]:
    """An event with what RFC 5545 requires of one; its stamp says nothing, so that files stay the same."""
    begin, end = (f"{moment:{STAMP}}" for moment in span)
    stamp = f"{datetime(1970, 1, 1, tzinfo=UTC):{STAMP}}Z"
    return [
        "BEGIN:VEVENT",
        f"UID:{identifier or 'calendar'}-{number}",
        f"DTSTAMP:{stamp}",
        f"DTSTART{zone}:{begin}",
        f"DTEND{zone}:{end}",
    ]


def _rule_lines(opening: Opening, zone: str, begin: datetime) -> list[str]:
    rule = f"RRULE:FREQ=WEEKLY;BYDAY={','.join(DAYS[d] for d in sorted(opening.days))}"
    if opening.every > 1:
        rule += f";INTERVAL={opening.every}"
    if opening.last is not None:
        rule += f";UNTIL={datetime.combine(opening.last, time.max):{STAMP}}"
    clock = begin.time()
    closed = ",".join(f"{datetime.combine(day, clock):{STAMP}}" for day in sorted(opening.closed))
    return [rule, *([f"EXDATE{zone}:{closed}"] if closed else [])]
